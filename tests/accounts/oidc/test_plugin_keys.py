"""A provider's keys of our own: kept or given, published, renewed, or not there."""

from collective.eloket.accounts.oidc import errors
from collective.eloket.accounts.oidc import service
from collective.eloket.accounts.oidc.browser.panel.base import secret_state
from collective.eloket.accounts.oidc.browser.panel.base import SecretState
from collective.eloket.accounts.oidc.errors import ProviderUnknownError
from collective.eloket.accounts.oidc.ownkeys import KEPT_BY_OTHERS
from collective.eloket.accounts.oidc.probe.ourselves import look_at_ourselves
from collective.eloket.clock import utcnow
from datetime import timedelta
from tests.accounts.oidc.people import OUR_KEYS
from tests.accounts.oidc.test_service import set_provider

import json
import pytest
import transaction


BY_KEY = {"allow_private": True, "token_auth": "private_key_jwt"}


@pytest.fixture
def plugin(portal, integration, op):
    made = set_provider(portal, settings=BY_KEY)
    made.set_keys(OUR_KEYS)
    return made


@pytest.fixture
def given(monkeypatch):
    """The keys that an integrator gives."""
    renewed = OUR_KEYS.renewed(OUR_KEYS.keys[0].made)
    monkeypatch.setenv("ELOKET_JWKS_PROEF", renewed.to_text())
    return renewed


def ids(plugin) -> list[str]:
    return [key["kid"] for key in service.jwks(plugin)["keys"]]


def test_those_that_are_kept_are_published(plugin):
    assert service.jwks(plugin) == OUR_KEYS.published()


def test_the_environments_go_before_those_that_are_kept(plugin, given):
    assert service.jwks(plugin) == given.published()


def test_those_that_cannot_be_read_are_refused_and_not_passed_over(plugin, monkeypatch):
    monkeypatch.setenv("ELOKET_JWKS_PROEF_FILE", "/nowhere/at/all")
    with pytest.raises(errors.SecretUnusableError, match="ELOKET_JWKS_PROEF"):
        plugin.provider()


def test_where_there_are_none_nobody_is_sent_away(plugin):
    plugin.sealed_keys = b""
    with pytest.raises(errors.OwnKeysError):
        plugin.provider()


def test_new_ones_stand_beside_those_before(plugin):
    before = ids(plugin)
    service.renew_keys(plugin)
    after = ids(plugin)
    assert len(after) == 4 and set(before) < set(after)


def test_the_environments_are_renewed_there(plugin, given):
    before = plugin.sealed_keys
    with pytest.raises(errors.OwnKeysGivenError):
        service.renew_keys(plugin)
    assert plugin.sealed_keys == before


def test_the_environments_that_cannot_be_read_are_not_passed_over(plugin, monkeypatch):
    monkeypatch.setenv("ELOKET_JWKS_PROEF_FILE", "/nowhere/at/all")
    with pytest.raises(errors.OwnKeysGivenError):
        service.renew_keys(plugin)


def test_not_before_the_newest_are_known_everywhere(plugin, monkeypatch):
    first, now = ids(plugin), utcnow().replace(microsecond=0)
    monkeypatch.setattr(service, "utcnow", lambda: now)
    service.renew_keys(plugin)
    kept = plugin.sealed_keys
    for early in (timedelta(), KEPT_BY_OTHERS - timedelta(seconds=1)):
        monkeypatch.setattr(service, "utcnow", lambda at=now + early: at)
        with pytest.raises(errors.OwnKeysNewError):
            service.renew_keys(plugin)
    assert plugin.sealed_keys == kept
    monkeypatch.setattr(service, "utcnow", lambda: now + KEPT_BY_OTHERS)
    service.renew_keys(plugin)
    assert len(ids(plugin)) == 4 and not set(first) & set(ids(plugin))


@pytest.mark.parametrize("sealed", [b"", b"nobody's"], ids=["none", "lost"])
def test_where_there_are_none_a_first_pair_is_made(plugin, sealed):
    plugin.sealed_keys = sealed
    service.renew_keys(plugin)
    assert len(ids(plugin)) == 2


def test_who_proves_by_a_key_needs_no_secret(plugin):
    plugin.sealed_secret = b""
    assert secret_state(plugin) is SecretState.NOT_NEEDED
    assert [one.code for one in look_at_ourselves(plugin)] == ["own_http", "keys_ours"]


def test_a_program_reads_them_at_their_address(visitor, site):
    plugin = set_provider(site, settings=BY_KEY)
    plugin.set_keys(OUR_KEYS)
    transaction.commit()
    visitor.get("/acl_users/proef/jwks")
    assert visitor.status == 200
    assert visitor.browser.headers["content-type"] == "application/jwk-set+json"
    assert "max-age" in visitor.browser.headers["cache-control"]
    assert json.loads(visitor.text) == OUR_KEYS.published()


def test_who_needs_none_of_ours_has_none_to_publish(portal, integration, op):
    with pytest.raises(ProviderUnknownError):
        service.jwks(set_provider(portal))
