"""What the parameters tell those above them."""

from zope.interface import Attribute
from zope.interface import implementer
from zope.interface import Interface


class ICardNumberProven(Interface):
    """A card proved the number of a person who had none proven; refuse by raising."""

    person_id = Attribute("Random id of the person.")
    number = Attribute("The eleven digits; never to be logged.")


class IParametersRead(Interface):
    """A card was read and confirmed, in this transaction."""

    person_id = Attribute("Random id of the person.")
    changed = Attribute("Names of the values that changed; may be empty.")
    clerk = Attribute("User id of the clerk who read it at the counter, or None.")


class IAddressDecided(Interface):
    """A clerk decided on an address that was replaced before, in this transaction."""

    person_id = Attribute("Random id of the person.")
    accepted = Attribute("Does the address of the card count again?")
    reason = Attribute("Why, in the clerk's words; for the citizen only.")


@implementer(ICardNumberProven)
class CardNumberProven:
    """See ICardNumberProven."""

    def __init__(self, person_id: str, number: str) -> None:
        self.person_id = person_id
        self.number = number


@implementer(IParametersRead)
class ParametersRead:
    """See IParametersRead."""

    def __init__(
        self, person_id: str, changed: tuple[str, ...], clerk: str | None = None
    ) -> None:
        self.person_id = person_id
        self.changed = changed
        self.clerk = clerk


@implementer(IAddressDecided)
class AddressDecided:
    """See IAddressDecided."""

    def __init__(self, person_id: str, accepted: bool, reason: str) -> None:
        self.person_id = person_id
        self.accepted = accepted
        self.reason = reason
