from collective.eloket.identity.levels import AssuranceLevel
from plone import api
from tests.catalogue.served import hidden
from tests.catalogue.served import session_csrf

import pytest
import re
import transaction


def test_the_desk_shows_what_is_on_offer_to_a_stranger(served):
    page = served.stranger().get(served.document.aq_parent.absolute_url())
    assert page.status_code == 200
    assert f'href="{served.url}"' in page.text


def test_the_desk_greets_who_is_signed_in(served):
    page = served.citizen().get(served.document.aq_parent.absolute_url())
    assert "Noor" in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_the_search_says_what_it_did_not_find(served):
    desk = served.document.aq_parent.absolute_url()
    page = served.stranger().get(desk, params={"q": '<b>"vishengel'})
    assert "&lt;b&gt;" in page.text and "<b>&quot;vishengel" not in page.text
    assert f'href="{served.url}"' not in page.text


def test_a_document_that_is_not_published_is_not_in_the_list(served):
    transaction.begin()
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(served.document, "close")
    transaction.commit()
    page = served.citizen().get(served.document.aq_parent.absolute_url())
    assert f'href="{served.url}"' not in page.text
    answer = served.citizen().get(served.page, allow_redirects=False)
    assert answer.status_code in (302, 404)
    assert served.page not in answer.headers.get("Location", "").split("?")[0]


def test_a_document_leads_to_its_form(served):
    page = served.stranger().get(served.url)
    assert page.status_code == 200
    assert f'href="{served.page}"' in page.text


@pytest.mark.parametrize(
    "channels, words",
    [(["download", "counter"], "e-loket."), (["download", "post"], "per post.")],
    ids=["without post", "with post"],
)
def test_post_is_named_where_it_is_offered(served, channels, words):
    transaction.begin()
    served.document.channels = channels
    transaction.commit()
    page = served.stranger().get(served.url).text
    assert re.search(r"U krijgt het antwoord in uw ([^<]*)<", page)[1].endswith(words)


def test_a_stranger_is_led_to_sign_in_and_back(served):
    answer = served.stranger().get(served.page, allow_redirects=False)
    assert answer.status_code == 302
    assert "/aanmelden?came_from=" in answer.headers["Location"]
    assert answer.headers["Location"].endswith("bewijs%2Faanvraag")


def test_a_weak_sign_in_is_led_to_the_document_that_says_so(served):
    client = served.citizen(AssuranceLevel.LOW)
    answer = client.get(served.page, allow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (302, served.url)
    assert "el-note--warn" in client.get(served.url).text


def test_what_is_proven_is_text_and_the_rest_is_asked(served):
    page = served.citizen().get(served.page)
    locked = re.search(r'<dl class="el-locked">.*?</dl>', page.text, re.S)[0]
    assert "Noor" in locked and "Voorbeeld" in locked
    assert 'name="vraag.given_names"' not in page.text
    assert 'name="vraag.reason"' in page.text


def test_an_address_fills_in_nothing(served):
    query = "?vraag.phone=PREFILLED&form.widgets.phone=PREFILLED&vraag.reason=rent"
    page = served.citizen().get(served.page + query)
    assert "PREFILLED" not in page.text
    assert 'value="rent" checked' not in page.text


def test_each_showing_of_the_form_has_a_key_of_its_own(served):
    client = served.citizen()
    keys = {hidden(client.get(served.page), "sleutel") for _again in range(3)}
    assert len(keys) == 3


def test_a_sent_form_becomes_a_case_and_leads_to_its_confirmation(served):
    answer = served.send(served.citizen())
    assert answer.status_code == 303
    assert re.search(
        r"/mijn-aanvragen/\d{4}-\w{4}-\w{4}/bevestiging$", answer.headers["Location"]
    )
    assert served.number_of_cases() == 1


def test_two_clicks_make_one_case(served):
    client = served.citizen()
    shown = client.get(served.page)
    fields = {name: hidden(shown, name) for name in ("_csrf", "sleutel")}
    fields["vraag.reason"] = "rent"
    places = {
        client.post(served.page, data=fields, allow_redirects=False).headers["Location"]
        for _click in range(2)
    }
    assert len(places) == 1
    assert served.number_of_cases() == 1


def test_who_goes_back_to_a_sent_form_reads_that_it_arrived(served):
    client = served.citizen()
    assert "U vroeg dit al aan" not in client.get(served.page).text
    served.send(client)
    (reference,) = served.references()
    page = client.get(served.page).text
    assert "U vroeg dit al aan" in page
    assert f'/mijn-aanvragen/{reference}"' in page
    other = served.citizen(who=served.another_citizen())
    assert "U vroeg dit al aan" not in other.get(served.page).text


def test_another_window_of_a_sent_form_loses_nothing(served):
    client = served.citizen()
    shown = client.get(served.page)
    fields = {name: hidden(shown, name) for name in ("_csrf", "sleutel")}
    fields |= {"vraag.reason": "rent", "vraag.copies": "2"}
    first = client.post(served.page, data=fields, allow_redirects=False)
    reference = first.headers["Location"].split("/")[-2]
    other = client.post(served.page, data=fields | {"vraag.copies": "3"})
    assert other.status_code == 409
    assert "Dit formulier is al verstuurd" in other.text
    assert f"/mijn-aanvragen/{reference}" in other.text
    assert 'value="3"' in other.text
    assert served.references() == [reference]
    # what was typed waits, and goes as a request of its own when it is sent
    assert 'value="3"' in client.get(served.page).text
    fields |= {"vraag.copies": "3", "sleutel": hidden(other, "sleutel")}
    second = client.post(served.page, data=fields, allow_redirects=False)
    assert second.status_code == 303
    assert served.number_of_cases() == 2


WRONG = {
    "out of type": {"vraag.copies": "veel"},
    "over size": {"vraag.phone": "9" * 501},
    "missing": {"vraag.reason": ""},
    "not on offer": {"vraag.reason": "holiday"},
    "no date": {"vraag.since": "31-02-2020"},
    "a control sign": {"vraag.phone": "1\x002"},
    "sent twice": {"vraag.phone": ["1", "2"]},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_wrong_answer_brings_the_form_again_with_every_answer(served, wrong):
    page = served.send(served.citizen(), {"vraag.copies": "3"} | wrong)
    assert page.status_code == 400
    assert "<title>Fout: Bewijs" in page.text
    assert 'class="el-errors" role="alert"' in page.text
    assert "/errors.js" in page.text
    (name,) = wrong
    place = re.search(r'href="#(vraag-[^"]+)"', page.text)[1]
    assert place.startswith(name.replace(".", "-"))
    assert f'id="{place}"' in page.text
    if name != "vraag.copies":
        assert 'value="3"' in page.text
    if name != "vraag.reason":
        assert re.search(
            r'value="rent"[^>]*checked|checked[^>]*value="rent"', page.text
        )
    assert served.number_of_cases() == 0


def test_the_key_stays_the_same_when_the_form_comes_back(served):
    client = served.citizen()
    shown = client.get(served.page)
    fields = {name: hidden(shown, name) for name in ("_csrf", "sleutel")}
    again = client.post(served.page, data=fields)
    assert hidden(again, "sleutel") == fields["sleutel"]


def test_what_was_typed_is_not_markup(served):
    page = served.send(served.citizen(), {"vraag.copies": '"><script>x</script>'})
    assert "<script>x" not in page.text


REFUSED = {
    "from elsewhere": (403, {"Origin": "https://evil.example"}, {}),
    "no token": (403, {}, {"_csrf": ""}),
    "somebody's token": (403, {}, {"_csrf": "t" * 43}),
    "no key": (400, {}, {"sleutel": ""}),
    "a proven value changed": (400, {}, {"vraag.given_names": "Eva"}),
    "a channel that is not offered": (400, {}, {"kanaal": "counter"}),
}


@pytest.mark.parametrize("status, headers, fields", REFUSED.values(), ids=REFUSED)
def test_a_form_is_refused(served, status, headers, fields):
    answer = served.send(served.citizen(), fields, headers=headers)
    assert answer.status_code == status
    assert served.number_of_cases() == 0


def test_a_stranger_sends_nothing(served):
    answer = served.stranger().post(served.page, data={"vraag.reason": "rent"})
    assert answer.status_code == 403
    assert served.number_of_cases() == 0


def test_a_weak_sign_in_sends_nothing(served):
    client = served.citizen(AssuranceLevel.LOW)
    shown = served.citizen().get(served.page)
    fields = {"sleutel": hidden(shown, "sleutel"), "vraag.reason": "rent"}
    fields["_csrf"] = session_csrf(served, client)
    answer = client.post(served.page, data=fields, allow_redirects=False)
    assert answer.status_code == 403
    assert served.number_of_cases() == 0


def test_a_file_goes_with_the_answers(served):
    proof = {"vraag.proof": ("bewijs.pdf", b"%PDF-1.7 x", "application/pdf")}
    assert served.send(served.citizen(), files=proof).status_code == 303


def test_a_file_over_size_brings_the_form_again(served):
    proof = {"vraag.proof": ("b.pdf", b"%PDF" + b"0" * (10 * 1024 * 1024))}
    page = served.send(served.citizen(), files=proof)
    assert page.status_code == 400
    assert 'href="#vraag-proof"' in page.text
    assert served.number_of_cases() == 0
