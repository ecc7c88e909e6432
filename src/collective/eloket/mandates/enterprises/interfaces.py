"""What acting for organisations asks of others."""

from datetime import date
from zope.interface import Attribute
from zope.interface import implementer
from zope.interface import Interface


class IEnterpriseRegister(Interface):
    """Which organisations there are, and who represents them: the KBO, or a copy.

    A utility without a name. It is asked at each question whether somebody may act for
    an organisation: answer from nearby, within a millisecond.
    """

    def find(number):
        """Return the ``model.Organisation`` of an OrganisationNumber, or None.

        Those that ended are told too, as not active.

        :raises EnterpriseRegisterSilentError: the register cannot tell now.
        """

    def represented_by(number):
        """Return the OrganisationNumbers of all that this person represents.

        ``number`` is a NationalNumber; nothing for somebody unknown.

        :raises EnterpriseRegisterSilentError: the register cannot tell now.
        """


class IEnterpriseNames(IEnterpriseRegister):
    """A register that finds organisations by name too: people look numbers up there."""

    def named(text, group, most):
        """Return at most ``most`` Organisations that have that text in their name.

        Active ones only, of the target group of that code, the likeliest first; who
        represents them need not be told. ``text`` is as somebody typed it.

        :raises EnterpriseRegisterSilentError: the register cannot tell now.
        """


class IHoldingTaken(Interface):
    """A manager took a right away, from the end of this transaction on."""

    organisation = Attribute("Number of the organisation.")
    number_key = Attribute("Keyed hash of the number of who had it.")
    holding = Attribute("Random id of what was held.")


class IWorkEnded(Interface):
    """Somebody works for an organisation no more, and has no right there."""

    organisation = Attribute("Number of the organisation.")
    number_key = Attribute("Keyed hash of the number of who it is.")
    day = Attribute("The last day, a date in Belgium.")


@implementer(IHoldingTaken)
class HoldingTaken:
    """See IHoldingTaken."""

    def __init__(self, organisation: str, number_key: str, holding: str) -> None:
        self.organisation = organisation
        self.number_key = number_key
        self.holding = holding


@implementer(IWorkEnded)
class WorkEnded:
    """See IWorkEnded."""

    def __init__(self, organisation: str, number_key: str, day: date) -> None:
        self.organisation = organisation
        self.number_key = number_key
        self.day = day
