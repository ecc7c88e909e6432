"""Which case system is told, and of what: settings of the site."""

from collective.eloket.accounts.oidc.addresses import refusal_of
from collective.eloket.cases.registration.errors import RegistrationAddressRefusedError
from plone import api


ADDRESS = "collective.eloket.cases.registration_address"
PRIVATE = "collective.eloket.cases.registration_private"
ANSWERS = "collective.eloket.cases.registration_answers"


def address() -> str:
    """Return where messages go; empty: nowhere."""
    return api.portal.get_registry_record(ADDRESS, default=None) or ""


def allows_private() -> bool:
    """May the address be http, or on a private network?"""
    return bool(api.portal.get_registry_record(PRIVATE, default=False))


def sends_answers() -> bool:
    """Did the integrator turn on that answers go along?"""
    return bool(api.portal.get_registry_record(ANSWERS, default=False))


def checked_address(text: str | None) -> str | None:
    """Return an address that may be kept, or None. Asks nobody.

    Whom it leads to is looked at again at each call.

    :raises RegistrationAddressRefusedError: no https address; or a private one, and
        that was not allowed before.
    """
    if text and refusal_of(text, allows_private(), lambda _host: ()) is not None:
        raise RegistrationAddressRefusedError
    return text or None
