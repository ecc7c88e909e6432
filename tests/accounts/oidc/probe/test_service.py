"""A provider as a whole, as the panel shows it."""

from collective.eloket.accounts.oidc.probe.model import Verdict
from collective.eloket.accounts.oidc.probe.service import probe
from collective.eloket.accounts.oidc.probe.words import RULES
from collective.eloket.clock import utcnow
from datetime import timedelta
from email.utils import format_datetime
from tests.accounts.oidc import provider as fake
from tests.accounts.oidc.test_service import set_provider
from zope.i18n import translate

import ast
import json
import pathlib
import pytest
import requests


PROBE = pathlib.Path(probe.__code__.co_filename).parent
pytestmark = pytest.mark.usefixtures("public_name")

WELL_KNOWN = "/.well-known/openid-configuration"


@pytest.fixture
def good(op):
    """A provider that knows us, and no code."""
    op.metadata = {
        "response_types_supported": ["code"],
        "code_challenge_methods_supported": ["S256"],
        "id_token_signing_alg_values_supported": ["RS256"],
    }
    op.broken["/token"] = (400, {}, json.dumps({"error": "invalid_grant"}))
    return op


@pytest.fixture
def plugin(portal, integration, good):
    return set_provider(portal, settings={})


def codes(plugin, now=None) -> list[str]:
    return [line.code for line in probe(plugin, now or utcnow())]


def test_a_good_provider_is_well(plugin):
    assert codes(plugin) == [
        "own_http",
        "secret_kept",
        "address_public",
        "reached",
        "discovery_found",
        "issuer_same",
        "endpoints_there",
        "code_offered",
        "pkce_offered",
        "algorithms_offered",
        "authentication_offered",
        "unsaid",
        "unsaid",
        "logout_offered",
        "keys_there",
        "client_known",
    ]


def test_it_asks_anew_and_with_an_invented_code(plugin, good):
    probe(plugin, utcnow())
    good.calls.clear()
    probe(plugin, utcnow())
    assert good.calls == [WELL_KNOWN, "/keys", "/token"]


def test_the_clock_of_the_first_answer_is_looked_at(plugin, good):
    late = utcnow() - timedelta(minutes=5)
    body = json.dumps(good.discovery(None))
    good.broken[WELL_KNOWN] = (200, {"Date": format_datetime(late, usegmt=True)}, body)
    assert "clock_wrong" in codes(plugin)


@pytest.mark.parametrize(
    "broken, code",
    [
        (requests.ConnectTimeout("x"), "silent"),
        ((404, {}, "{}"), "discovery_absent"),
        ((200, {}, "{}"), "discovery_absent"),
        ((503, {}, ""), "discovery_absent"),
        ((302, {}, ""), "discovery_absent"),
        ((200, {}, "<html>"), "discovery_broken"),
        ((200, {}, "x" * 1024 * 1025), "discovery_broken"),
    ],
    ids=["silent", "absent", "empty", "broken", "elsewhere", "a page", "too large"],
)
def test_without_a_document_the_rest_is_left(plugin, good, broken, code):
    good.broken[WELL_KNOWN] = broken
    assert codes(plugin)[-2:] == [code, "stopped"]
    assert good.calls == [WELL_KNOWN]


def test_addresses_by_hand_need_no_document(portal, integration, good):
    names = {"authorization_endpoint": "/auth", "token_endpoint": "/token"}
    given = {"endpoints": {**names, "jwks_uri": "/keys"}}
    plugin = set_provider(portal, settings=given)
    assert codes(plugin)[-4:] == [
        "discovery_by_hand",
        "endpoints_there",
        "keys_there",
        "client_known",
    ]
    assert WELL_KNOWN not in good.calls


def test_an_address_that_may_not_be_called_is_not(plugin, good):
    good.metadata["jwks_uri"] = "https://10.0.0.1/keys"
    good.metadata["token_endpoint"] = None
    found = codes(plugin)
    assert found.count("endpoint_refused") == 1
    assert found.count("endpoint_missing") == 1
    assert good.calls == [WELL_KNOWN]


@pytest.mark.parametrize(
    "broken, code",
    [
        ((401, {}, json.dumps({"error": "invalid_client"})), "client_refused"),
        (requests.ConnectTimeout("x"), "client_unreachable"),
        ((500, {}, ""), "client_unclear"),
        ((400, {}, "<html>"), "client_unclear"),
    ],
    ids=["refused", "silent", "broken", "a page"],
)
def test_the_token_address_tells(plugin, good, broken, code):
    good.broken["/token"] = broken
    assert codes(plugin)[-1] == code


class TestOurSecret:
    def test_from_the_environment(self, plugin, monkeypatch, good):
        monkeypatch.setenv("ELOKET_SECRET_PROEF", "planted-secret-4")
        lines = probe(plugin, utcnow())
        assert lines[1].code == "secret_given"
        assert "planted-secret-4" not in repr(lines)

    def test_unusable(self, plugin, monkeypatch, good):
        monkeypatch.setenv("ELOKET_SECRET_PROEF_FILE", "/nowhere/at/all")
        found = codes(plugin)
        assert found[1] == "secret_unusable"
        assert "client_known" not in found
        assert "/token" not in good.calls

    def test_is_not_looked_for_where_a_key_is_ours(self, portal, integration, good):
        given = {"token_auth": "private_key_jwt"}
        plugin = set_provider(portal, secret=None, settings=given)
        found = codes(plugin)
        assert not {code for code in found if code.startswith("secret")}
        assert "keys_ours" in found
        plugin.sealed_keys = b""
        assert "keys_ours_missing" in codes(plugin)

    def test_missing(self, plugin, good):
        plugin.sealed_secret = b""
        found = codes(plugin)
        assert found[1] == "secret_missing"
        assert found[-1] == "keys_there"

    def test_lost(self, plugin):
        sealed = plugin.sealed_secret
        plugin.sealed_secret = sealed[:-1] + bytes([sealed[-1] ^ 1])
        assert codes(plugin)[1] == "secret_lost"

    def test_the_public_address_is_https(self, plugin):
        request = plugin.REQUEST
        request["SERVER_URL"] = "https://www.testegem.be"
        request.other["SERVER_URL"] = "https://www.testegem.be"
        assert codes(plugin)[0] == "own_https"


def test_nothing_is_written(portal, plugin):
    before = dict(plugin.__dict__)
    probe(plugin, utcnow())
    assert plugin.__dict__ == before


def test_every_outcome_that_is_not_well_says_what_to_do():
    for code, rule in RULES.items():
        needs_todo = rule.verdict is not Verdict.OK and code != "stopped"
        assert (rule.todo is not None) == needs_todo, code


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_every_outcome_is_told_in_all_languages(integration, language):
    for code, rule in RULES.items():
        for words in filter(None, (rule.words, rule.todo)):
            told = translate(words, target_language=language)
            assert told not in (words, words.default), (code, language)


def told_in_code() -> set[str]:
    """Return every outcome that the code names."""
    texts = set()
    for path in PROBE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
    return texts


def test_no_outcome_is_never_told():
    composed = {
        f"{what}_{end}" for what in ("scopes", "acr") for end in ("offered", "missing")
    }
    assert set(RULES) - told_in_code() - composed == set()


def test_the_provider_of_the_tests_is_what_is_asked():
    assert fake.ISSUER == "https://provider.example/op"
