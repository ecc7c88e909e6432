"""What must the provider know of us? For its form (ACM/IDM: *integratiedossier*)."""

from collective.eloket import _
from collective.eloket.accounts.oidc.plugin import EloketOIDCPlugin
from dataclasses import dataclass
from zope.i18nmessageid import Message


@dataclass(frozen=True, slots=True)
class Address:
    """One address to hand in; ``name``: what the protocols call it."""

    name: str
    title: Message
    url: str


CALLBACK = _("handover_callback", default="Where citizens come back after signing in")
SIGNED_OUT = _("handover_signed_out", default="Where they come back after signing out")
KEYS = _("handover_keys", default="Our public keys")
TOLD = _("handover_told", default="Where the provider tells us of a logout")


def addresses_of(plugin: EloketOIDCPlugin, signed_out: str) -> list[Address]:
    """Return the addresses, as this request came to us; ``signed_out``: our page."""
    settings, own = plugin.settings(), plugin.absolute_url()
    found = [Address("redirect_uri", CALLBACK, f"{own}/callback")]
    if settings["logout_by"] != "none":
        found.append(Address("post_logout_redirect_uri", SIGNED_OUT, signed_out))
    if settings.has_keys:
        found.append(Address("jwks_uri", KEYS, f"{own}/jwks"))
    if settings["backchannel_logout"]:
        told = f"{own}/backchannel-logout"
        found.append(Address("backchannel_logout_uri", TOLD, told))
    return found
