"""Requests for rights, for tests: who asks, what they say, who decides."""

from collective.eloket.mandates.self_registration import asking
from collective.eloket.mandates.self_registration import deciding
from collective.eloket.mandates.self_registration.addresses import Wish
from collective.eloket.mandates.self_registration.model import Kind
from tests.mandates import house as families
from tests.mandates.enterprises import house
from tests.mandates.enterprises.house import BAKERY
from tests.mandates.enterprises.house import PLAIN
from tests.mandates.rights import house as book


NUMBER = book.application().number
RIGHT, WORK_RELATION = Kind.RIGHT, Kind.WORK_RELATION
#: What Noor fills in.
SAID = {
    "phone": "0470 12 34 56",
    "email": "noor@proefmans.example",
    "reason": "Ik dien de subsidies in.",
}
DECIDED = {"reason": "Noor begint maandag."}


def wish(**changes) -> Wish:
    """Return an address for a right at the bakery."""
    good = {"group": "EA", "right": PLAIN, "organisation": BAKERY}
    return Wish(**(good | changes))


def ask(citizen, by: Wish | None = None, kind: Kind = RIGHT, key="", **changes) -> str:
    """Let a citizen ask; return the id."""
    session = families.session(citizen)
    return asking.ask(session, by or wish(), kind, SAID | changes, key)


def approve(citizen, id: str, **changes):
    """Let a citizen approve."""
    return deciding.approve(families.session(citizen), id, DECIDED | changes)


def refuse(citizen, id: str, **changes):
    """Let a citizen refuse."""
    return deciding.refuse(families.session(citizen), id, DECIDED | changes)


def withdraw(citizen, id: str) -> None:
    """Let a citizen take a request back."""
    deciding.withdraw(families.session(citizen), id)


def appoint(karel, digits: str, right: str = house.LOCAL) -> None:
    """Let Karel make somebody a local manager with an e-mail address."""
    house.give(karel, digits, right=right)
