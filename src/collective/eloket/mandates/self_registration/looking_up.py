"""Who does not know the number of their organisation looks it up by name."""

from collective.eloket.interfaces import ICurrentSession
from collective.eloket.limits import service as limits
from collective.eloket.mandates.enterprises import register
from collective.eloket.mandates.enterprises.model import Organisation
from collective.eloket.mandates.self_registration.addresses import Wish
from collective.eloket.mandates.self_registration.errors import LookUpsTooOftenError
from collective.eloket.mandates.self_registration.errors import NameTooShortError
from collective.eloket.vault import service as vault
from datetime import timedelta


#: Fewer signs of a name find everybody, longer names nobody.
LEAST, LONGEST = 3, 100

LOOK_UPS = limits.Limit(
    kind="enterprise-look-ups",
    window=timedelta(hours=1),
    record="collective.eloket.mandates.look_ups_an_hour",
    error=LookUpsTooOftenError,
)


def can_look_up() -> bool:
    """Can organisations be found by name here? Not by every register."""
    return register.can_be_looked_up()


def look_up(session: ICurrentSession, wish: Wish, name: str) -> list[Organisation]:
    """Return organisations of that name, for which one can ask what an address says.

    A few at most. Counts in the side store, how often somebody asks; writes no more.

    :raises NameTooShortError: fewer than LEAST signs are no name.
    :raises LookUpsTooOftenError: more than the site allows in an hour.
    :raises EnterpriseRegisterSilentError: the register cannot tell now.
    """
    text = " ".join(name.split())[:LONGEST]
    if len(text) < LEAST:
        raise NameTooShortError
    limits.spend_key(LOOK_UPS, vault.blind(LOOK_UPS.kind, session.user_id))
    return register.look_up(text, wish.group)
