"""*Test this provider* over HTTP; the provider itself is answered here."""

from collective.eloket.accounts.oidc import service
from plone import api
from tests.accounts.oidc.provider import FakeProvider
from tests.accounts.oidc.test_service import set_provider

import json
import pytest
import responses
import transaction


PAGE = "eloket-provider-test"
LIST = "eloket-providers"


@pytest.fixture
def op(els, public_name):
    with responses.RequestsMock(assert_all_requests_are_fired=False) as network:
        network.add_passthru("http://localhost")
        found = FakeProvider(network, lambda: 0)
        found.broken["/token"] = (400, {}, json.dumps({"error": "invalid_grant"}))
        set_provider(api.portal.get(), id="acm")
        transaction.commit()
        yield found


def ask(els):
    page = els.get("eloket-provider", provider="acm").text
    return els.post(PAGE, els.values(page, PAGE))


def test_what_is_well_and_what_is_not_stands_there_in_words(els, op):
    answer = ask(els)
    assert answer.status_code == 200
    assert "Het discovery-document is er." in answer.text
    assert "el-tag--ok" in answer.text
    assert "Burgers komen terug met http" in answer.text
    assert "el-tag--warn" in answer.text
    assert "Het zou moeten werken" in answer.text


def test_what_is_wrong_says_what_to_do(els, op):
    op.metadata["issuer"] = "https://provider.example/other<b>"
    answer = ask(els)
    assert "De aanbieder noemt zichzelf “https://provider.example/other&lt;b&gt;”" in (
        answer.text
    )
    assert "Neem over wat de aanbieder publiceert" in answer.text
    assert "Zo kunnen burgers zich hiermee niet aanmelden" in answer.text


def test_nothing_is_kept(els, op):
    ask(els)
    transaction.begin()
    before = api.portal.get()._p_jar.db().lastTransaction()
    ask(els)
    transaction.begin()
    assert api.portal.get()._p_jar.db().lastTransaction() == before


def test_looking_calls_nobody(els, op):
    answer = els.get(PAGE, provider="acm")
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("@@eloket-provider?provider=acm")
    els.get(LIST)
    assert op.calls == []


def test_too_often_is_refused_and_calls_nobody(els, op):
    name = "collective.eloket.accounts.provider_tests"
    api.portal.set_registry_record(name, 1)
    transaction.commit()
    assert ask(els).status_code == 200
    op.calls.clear()
    answer = ask(els)
    assert answer.status_code == 429
    assert "U testte te vaak" in answer.text
    assert op.calls == []


def test_a_form_from_elsewhere_calls_nobody(els, op):
    assert els.post(PAGE, {"provider": "acm", "_csrf": "x"}).status_code == 403
    assert op.calls == []


def test_the_provider_stays_as_it_was(els, op):
    before = service.describe(service.get_provider(api.portal.get(), "acm"))
    ask(els)
    transaction.begin()
    assert service.describe(service.get_provider(api.portal.get(), "acm")) == before
