"""Does this site let citizens sign in with the card itself, without a provider?"""

from collective.eloket import _
from collective.eloket.accounts.card_errors import CardSignInOffError
from collective.eloket.accounts.minimum import is_enough
from collective.eloket.accounts.registry import setting
from collective.eloket.http.desk import get_desk
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import cards
from Products.CMFCore.interfaces import ISiteRoot


#: Means of an identity that a card proved, and id of the card where a provider's would
#: stand.
CARD = "eid"
#: What it is called among the providers.
TITLE = _("name_own_card", default="eID card")
#: Name of the page, on the e-desk.
PAGE = "aanmelden-met-eid"


def is_offered() -> bool:
    """Is it switched on, does the site know its address, and is it strong enough?"""
    return is_open() and is_enough(AssuranceLevel.HIGH, CARD)


def is_open() -> bool:
    """Is it switched on, and does the site know its own address?"""
    return bool(setting("card_sign_in")) and cards.is_set_up()


def page_of(site: ISiteRoot) -> str:
    """Return the address of the page that asks the card."""
    desk = get_desk(site)
    return f"{(site if desk is None else desk).absolute_url()}/{PAGE}"


def check_open() -> None:
    """:raises CardSignInOffError: it is not."""
    if not is_open():
        raise CardSignInOffError
