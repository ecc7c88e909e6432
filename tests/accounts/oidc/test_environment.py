"""A provider's secret in the environment goes before the one that is kept."""

from collective.eloket.accounts.means import choices
from collective.eloket.accounts.means import ways_in
from collective.eloket.accounts.oidc import environment
from collective.eloket.accounts.oidc import errors
from collective.eloket.accounts.oidc import service
from tests.accounts.oidc import provider as fake
from tests.accounts.oidc.test_service import set_provider

import pytest


PLANTED = "planted-secret-2"


@pytest.fixture
def given(monkeypatch):
    monkeypatch.setenv("ELOKET_SECRET_MIJN_ACM", PLANTED)


@pytest.fixture
def plugin(portal, integration, op):
    return set_provider(portal, id="mijn-acm")


def test_the_name_follows_from_the_id():
    assert environment.variable("X_", "mijn-acm-2") == "X_MIJN_ACM_2"


def test_it_goes_before_the_vault(plugin, given):
    assert plugin.provider().client_secret == PLANTED


def test_without_it_the_vaults_is_used(plugin):
    assert plugin.provider().client_secret == fake.SECRET


def test_a_file_will_do(plugin, monkeypatch, tmp_path):
    path = tmp_path / "secret"
    path.write_text(f"{PLANTED}\n")
    monkeypatch.setenv("ELOKET_SECRET_MIJN_ACM_FILE", str(path))
    assert plugin.provider().client_secret == PLANTED


@pytest.mark.parametrize(
    "variables",
    [
        {"ELOKET_SECRET_MIJN_ACM": "two\nlines"},
        {"ELOKET_SECRET_MIJN_ACM_FILE": "/nowhere/at/all"},
    ],
    ids=["two lines", "no file"],
)
def test_one_that_cannot_be_used_is_refused_and_not_passed_over(
    plugin, monkeypatch, variables
):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(errors.SecretUnusableError, match="ELOKET_SECRET_MIJN_ACM"):
        plugin.provider()


def test_without_any_secret_nobody_is_sent_away(plugin):
    plugin.sealed_secret = b""
    with pytest.raises(errors.SecretMissingError):
        plugin.provider()


def test_a_new_provider_needs_no_other(portal, integration, op, given):
    made = set_provider(portal, id="mijn-acm", secret=None)
    assert made.provider().client_secret == PLANTED
    assert made.sealed_secret == b""


def test_without_any_secret_it_is_not_offered(portal, plugin, monkeypatch):
    assert [one.getId() for one in service.usable_providers(portal)] == ["mijn-acm"]
    plugin.sealed_secret = b""
    assert service.usable_providers(portal) == []
    assert [way.kind for way in ways_in(portal)] == ["password"]
    assert choices(portal, None) == []
    monkeypatch.setenv("ELOKET_SECRET_MIJN_ACM", PLANTED)
    assert service.usable_providers(portal) == [plugin]


def test_one_that_the_environment_spoils_is_not_offered(portal, plugin, monkeypatch):
    monkeypatch.setenv("ELOKET_SECRET_MIJN_ACM_FILE", "/nowhere/at/all")
    assert service.usable_providers(portal) == []


def test_one_with_a_key_of_our_own_needs_no_secret(portal, plugin):
    plugin.sealed_secret = b""
    plugin.given = {"token_auth": "private_key_jwt"}
    assert service.usable_providers(portal) == [plugin]
