"""What the mandates ask of others, and tell them."""

from zope.interface import Attribute
from zope.interface import implementer
from zope.interface import Interface


class IHouseholdSource(Interface):
    """Who is whose child, and who lives with whom: a register, or a copy of it.

    A utility without a name. Without one, citizens register their children themselves
    and a clerk looks. It is asked at each request that is sent for a child, and at each
    read of such a case: answer from nearby, within some milliseconds.
    """

    def children(number):
        """Return the children over whom this person has parental authority.

        ``number`` is a NationalNumber. Of each child a ``model.Child``, in the order in
        which they are shown; of age or not, who asks looks. None for somebody unknown.

        :raises HouseholdSilentError: the source cannot tell now.
        """

    def household(number):
        """Return the NationalNumbers of who lives with this person, without their own.

        :raises HouseholdSilentError: the source cannot tell now.
        """


class IFamilyDecided(Interface):
    """A clerk decided on a citizen's mandate for a child, in this transaction."""

    person_id = Attribute("Random id of the parent.")
    decision = Attribute("``verified``, ``refused``, ``shut-out`` or ``let-in``.")
    reason = Attribute("Why, in the clerk's words; for the parent only. Maybe empty.")


class IMandateEnded(Interface):
    """A citizen acts for a child no more, from the end of this transaction on."""

    person_id = Attribute("Random id of the parent.")
    mandate_id = Attribute("Id of the mandate.")
    state = Attribute("State that it has now; empty: there is none any more.")


class IParentShutOut(Interface):
    """A clerk shut a parent out from a child, whether there is an account or not."""

    clerk = Attribute("User id of the clerk.")
    child = Attribute("Keyed hash of the child's number.")
    parent = Attribute("Keyed hash of the parent's number.")


@implementer(IMandateEnded)
class MandateEnded:
    """See IMandateEnded."""

    def __init__(self, person_id: str, mandate_id: str, state: str) -> None:
        self.person_id = person_id
        self.mandate_id = mandate_id
        self.state = state


@implementer(IParentShutOut)
class ParentShutOut:
    """See IParentShutOut."""

    def __init__(self, clerk: str, child: str, parent: str) -> None:
        self.clerk = clerk
        self.child = child
        self.parent = parent


@implementer(IFamilyDecided)
class FamilyDecided:
    """See IFamilyDecided."""

    def __init__(self, person_id: str, decision: str, reason: str) -> None:
        self.person_id = person_id
        self.decision = decision
        self.reason = reason
