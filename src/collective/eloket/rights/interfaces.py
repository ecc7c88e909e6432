"""What the rights of people tell."""

from zope.interface import Attribute
from zope.interface import implementer
from zope.interface import Interface


class IPersonErased(Interface):
    """Everything of a person goes, from the end of this transaction on."""

    person_id = Attribute("Random id of who it was.")


@implementer(IPersonErased)
class PersonErased:
    """See IPersonErased."""

    def __init__(self, person_id: str) -> None:
        self.person_id = person_id


class IDeceasedSource(Interface):
    """Who has died: a register, or a copy of it.

    A utility without a name. Without one, managers close accounts by hand. The worker
    asks it about all accounts with a proven national number, once a day, in batches.
    """

    def died(numbers):
        """Return those of these persons who have died: number → day of the death.

        ``numbers``: a list of NationalNumbers, some hundred at most; the days are
        dates. Who lives, and who is unknown, is not in it.

        :raises DeceasedSilentError: the source cannot tell now.
        """
