"""What is handed in at a provider, by what it is set to."""

from collective.eloket.accounts.oidc.handover import addresses_of
from tests.accounts.oidc.test_service import set_provider

import pytest


OUT = "https://www.testegem.be/e-loket/afmelden"


@pytest.mark.parametrize(
    "settings, names",
    [
        ({}, ["redirect_uri", "post_logout_redirect_uri"]),
        ({"logout_by": "none"}, ["redirect_uri"]),
        (
            {"token_auth": "private_key_jwt"},
            ["redirect_uri", "post_logout_redirect_uri", "jwks_uri"],
        ),
        (
            {"backchannel_logout": True},
            ["redirect_uri", "post_logout_redirect_uri", "backchannel_logout_uri"],
        ),
    ],
    ids=["plain", "no sign-out", "a key of ours", "told of a logout"],
)
def test_only_what_is_needed_is_handed_in(portal, integration, op, settings, names):
    plugin = set_provider(portal, settings=settings)
    found = {one.name: one.url for one in addresses_of(plugin, OUT)}
    assert list(found) == names
    assert found["redirect_uri"] == plugin.provider().redirect_uri
    own = plugin.absolute_url()
    assert found.get("post_logout_redirect_uri", OUT) == OUT
    assert found.get("jwks_uri", f"{own}/jwks") == f"{own}/jwks"
    told = f"{own}/backchannel-logout"
    assert found.get("backchannel_logout_uri", told) == told
