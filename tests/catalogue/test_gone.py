"""A document goes while somebody fills in its form: it is said, and nothing is lost."""

from plone import api
from tests.catalogue.served import ANSWERS
from tests.catalogue.served import hidden
from tests.markup import mark
from tests.markup import read

import pytest
import transaction


TYPED = mark("my own words")
BROWSER = {"Accept": "text/html"}
WORDS = "Uw antwoorden zijn niet verstuurd en wij hebben ze niet bewaard."


def fields_of(served, client):
    """Open the form; return what its page will send."""
    shown = client.get(served.page)
    fields = {name: hidden(shown, name) for name in ("_csrf", "sleutel")}
    return fields | ANSWERS | {"vraag.phone": TYPED}


def document_goes(served):
    served.document.aq_parent._delObject("bewijs", suppress_events=True)


def desk_goes(served):
    site = api.portal.get()
    desk = served.document.aq_parent
    desk._delObject("dossiers", suppress_events=True)
    site._delObject("e-loket", suppress_events=True)


GOING = {"the document": document_goes, "its e-desk": desk_goes}


@pytest.mark.parametrize("going", GOING.values(), ids=GOING)
@pytest.mark.parametrize("who", ["citizen", "stranger"])
def test_what_was_typed_is_shown_and_it_is_said_what_became_of_it(served, going, who):
    fields = fields_of(served, served.citizen())
    transaction.begin()
    going(served)
    transaction.commit()
    answer = getattr(served, who)().post(served.page, data=fields, headers=BROWSER)
    assert answer.status_code == 404
    said = read(answer.text)
    assert WORDS in said
    assert TYPED in said


def test_what_another_site_sends_is_not_shown(served):
    document_goes(served)
    transaction.commit()
    client = served.stranger(Origin="https://elsewhere.example")
    sent = {"vraag.phone": "Bel nu 0900"}
    answer = client.post(served.page, data=sent, headers=BROWSER)
    assert answer.status_code == 404
    assert "0900" not in answer.text


def test_other_pages_that_are_not_there_are_said_as_ever(served):
    for method, road in (("GET", served.page + "n"), ("POST", served.page + "n")):
        answer = served.stranger().request(method, road, headers=BROWSER)
        assert answer.status_code == 404
        assert WORDS not in answer.text


def test_a_renamed_document_takes_what_was_sent_to_its_old_name(served):
    client = served.citizen()
    fields = fields_of(served, client) | {"vraag.phone": "+32 9 267 87 00"}
    transaction.begin()
    with api.env.adopt_roles(["Manager"]):
        api.content.rename(served.document, "attest")
    transaction.commit()
    first = client.post(served.page, data=fields, allow_redirects=False)
    assert first.status_code == 307
    answer = client.post(first.headers["Location"], data=fields, allow_redirects=False)
    assert answer.status_code == 303
    assert served.number_of_cases() == 1


def test_a_program_is_told_that_it_is_not_there(served):
    road = f"{served.url}/@eloket-cases"
    document_goes(served)
    transaction.commit()
    answer = served.program().post(road, json={"answers": {"reason": "rent"}})
    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("application/json")
