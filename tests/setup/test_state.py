from collective.eloket.setup import readiness
from collective.eloket.setup import state
from tests.http import requests

import pytest


def test_every_check_has_words():
    assert set(state.CHECKS) == set(readiness.CHECKS)


def test_the_state_is_that_of_the_probe(portal, integration):
    wells = {str(line.title): line.is_well for line in state.look(portal)}
    checks = readiness.readiness(portal)
    assert wells == {str(state.CHECKS[name][0]): well for name, well in checks.items()}


def test_a_red_check_says_what_to_do(portal, integration, monkeypatch):
    monkeypatch.setenv("ELOKET_KEYS", "/nowhere/keys.json")
    found = {str(line.title): line for line in state.look(portal)}
    line = found["check_keys"]
    assert not line.is_well
    assert line.words == "check_keys_red"
    assert [one.words for one in found.values() if one.is_well] == [""] * sum(
        one.is_well for one in found.values()
    )


def test_a_check_without_words_is_called_by_its_name():
    assert state.described("brand_new", False) == ("brand_new", False, "")


def test_variables_are_named_and_not_told(monkeypatch):
    monkeypatch.setenv("ELOKET_SIDE_STORE", "postgresql://eloket:planted@db/eloket")
    monkeypatch.delenv("ELOKET_TRUST_DIR", raising=False)
    found = {line.title: line for line in state.variables()}
    assert found["ELOKET_SIDE_STORE"].is_well
    assert not found["ELOKET_TRUST_DIR"].is_well
    assert "planted" not in repr(found)


@pytest.mark.parametrize(
    "remote, sent, address, unheard",
    [
        ("192.0.2.9", None, "192.0.2.9", None),
        ("192.0.2.9", "203.0.113.5", "192.0.2.9", "192.0.2.9"),
        ("10.0.0.2", "203.0.113.5", "203.0.113.5", None),
        ("", None, "unknown", None),
    ],
    ids=["no proxy", "unknown proxy", "known proxy", "no address"],
)
def test_a_proxy_that_is_not_believed_is_told(
    portal, integration, remote, sent, address, unheard
):
    portal.portal_registry["collective.eloket.limits.trusted_proxies"] = ("10.0.0.0/8",)
    request = requests.request()
    request.environ["REMOTE_ADDR"] = remote
    if sent is not None:
        request.environ["HTTP_X_FORWARDED_FOR"] = sent
    assert state.origin(request) == state.Origin(address, unheard)


def test_versions_are_told():
    assert set(state.versions()) == {"collective.eloket", "Products.CMFPlone"}
