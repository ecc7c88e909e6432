from collective.eloket.accounts import session as sessions
from collective.eloket.accounts.tokens import read_token
from collective.eloket.accounts.tokens import write_token
from collective.eloket.cases.dossier import open_dossier
from collective.eloket.cases.submission import order_keys
from collective.eloket.catalogue import drafts
from collective.eloket.catalogue.easyform.factory import set_fields
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from datetime import timedelta
from plone import api
from tests.catalogue.house import MODEL
from tests.catalogue.house import session_of
from tests.catalogue.served import hidden
from tests.catalogue.served import session_csrf

import pytest
import re
import transaction


TYPED = {"vraag.reason": "work", "vraag.copies": "3", "vraag.phone": "+32 9 222"}
PROOF = {"vraag.proof": ("volmacht.pdf", b"%PDF-1.7 x", "application/pdf")}


def shown_fields(page) -> dict:
    """Return the hidden fields of a form."""
    return {name: hidden(page, name) for name in ("_csrf", "sleutel", "stempel")}


def type_into(served, client, changes, **options):
    """Open the form and send it with these fields."""
    fields = shown_fields(client.get(served.page)) | TYPED | changes
    return client.post(served.page, data=fields, allow_redirects=False, **options)


def draft_of(served, citizen=None):
    """Return what is kept for a citizen."""
    transaction.begin()
    return drafts.find(session_of(citizen or served.noor), served.document)


def stands_there(page) -> bool:
    """Does the form hold what was typed?"""
    chosen = re.search(r'value="work"[^>]*checked|checked[^>]*value="work"', page.text)
    return bool(chosen) and 'value="3"' in page.text and "+32 9 222" in page.text


def test_keep_and_stop_brings_back_everything_and_sends_nothing(served):
    client = served.citizen()
    answer = type_into(served, client, {"bewaar": "1", "kanaal": "post"})
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"{served.page}?bewaard=1",
    )
    again = client.get(answer.headers["Location"])
    assert stands_there(again)
    assert re.search(r'value="post"[^>]*checked', again.text)
    assert "el-note--ok" in again.text
    assert served.number_of_cases() == 0


def test_a_kept_form_keeps_its_key(served):
    client = served.citizen()
    fields = shown_fields(client.get(served.page))
    client.post(served.page, data=fields | TYPED | {"bewaar": "1"})
    assert hidden(client.get(served.page), "sleutel") == fields["sleutel"]


def test_the_draft_stands_first_on_the_desk_and_on_the_document(served):
    client = served.citizen()
    type_into(served, client, {"bewaar": "1"})
    desk = client.get(served.document.aq_parent.absolute_url()).text
    for page in (desk, client.get(served.url).text):
        assert f'href="{served.page}"' in page.partition('class="el-confirm')[2]
        assert "wis-concept" in page
    assert desk.index("el-confirm") < desk.index("el-search")


def test_another_citizen_sees_nothing_of_it(served):
    type_into(served, served.citizen(), {"bewaar": "1"})
    client = served.citizen(who=served.another_citizen())
    assert "wis-concept" not in client.get(served.url).text
    assert not stands_there(client.get(served.page))


def test_wiping_a_draft_is_a_post_and_leads_to_the_desk(served):
    client = served.citizen()
    type_into(served, client, {"bewaar": "1"})
    wipe = f"{served.url}/wis-concept"
    assert client.get(wipe, allow_redirects=False).headers["Location"] == served.url
    assert draft_of(served) is not None
    csrf = session_csrf(served, client)
    answer = client.post(wipe, data={"_csrf": csrf}, allow_redirects=False)
    assert answer.status_code == 303
    assert draft_of(served) is None
    assert "wis-concept" not in client.get(served.url).text


def test_wiping_needs_the_value_of_the_session(served):
    client = served.citizen()
    type_into(served, client, {"bewaar": "1"})
    assert client.post(f"{served.url}/wis-concept").status_code == 403
    assert draft_of(served) is not None


def test_a_refused_form_is_kept(served):
    client = served.citizen()
    answer = type_into(served, client, {"vraag.since": "31-02-2020"})
    assert answer.status_code == 400
    again = client.get(served.page)
    assert stands_there(again)
    assert "31-02-2020" in again.text


def test_a_sent_form_leaves_no_draft(served):
    client = served.citizen()
    type_into(served, client, {"bewaar": "1"})
    assert type_into(served, client, {}).status_code == 303
    assert served.number_of_cases() == 1
    assert draft_of(served) is None
    assert not stands_there(client.get(served.page))


def test_what_became_a_case_is_not_offered_again(served, monkeypatch):
    # as when the process dies between the commit and the removal
    monkeypatch.setattr(drafts, "discard_after_commit", lambda writer, document: None)
    client = served.citizen()
    type_into(served, client, {})
    assert draft_of(served) is not None
    assert "wis-concept" not in client.get(served.url).text
    assert not stands_there(client.get(served.page))
    assert draft_of(served) is None


def test_what_became_a_case_is_not_offered_again_days_later(served, monkeypatch):
    monkeypatch.setattr(drafts, "discard_after_commit", lambda writer, document: None)
    client = served.citizen()
    fields = shown_fields(client.get(served.page)) | TYPED
    client.post(served.page, data=fields)
    age_order_keys(timedelta(days=3))
    assert "wis-concept" not in client.get(served.url).text
    # and the page that still stands in another window leads to the same case
    again = client.post(served.page, data=fields, allow_redirects=False)
    (reference,) = served.references()
    assert again.headers["Location"].endswith(f"{reference}/bevestiging")


def age_order_keys(age):
    """Let all orders have been sent that much earlier."""
    transaction.begin()
    for tree in order_keys().references:
        for key, (reference, at) in list(tree.items()):
            tree[key] = (reference, at - int(age.total_seconds()))
    transaction.commit()


def test_a_file_is_kept_over_an_error_and_sent_with_the_next_try(served):
    client = served.citizen()
    refused = type_into(served, client, {"vraag.copies": "veel"}, files=PROOF)
    assert "volmacht.pdf" in refused.text and "el-file" in refused.text
    assert "Wat u al invulde, is bewaard. Ook volmacht.pdf." in refused.text
    name = re.search(r'name="bewaard.proof" value="([^"]+)"', refused.text)[1]
    fields = shown_fields(refused) | TYPED | {"bewaard.proof": name}
    answer = client.post(served.page, data=fields, allow_redirects=False)
    assert answer.status_code == 303
    transaction.begin()
    case = served.document.aq_parent["dossiers"][served.references()[0]]
    assert open_dossier(case).answers["proof"] == "volmacht.pdf"


def test_a_file_that_the_form_does_not_show_is_not_sent(served):
    client = served.citizen()
    type_into(served, client, {"bewaar": "1"}, files=PROOF)
    assert draft_of(served).files
    type_into(served, client, {"vraag.copies": "veel"})
    assert draft_of(served).files == {}


def test_a_kept_file_can_be_removed(served):
    client = served.citizen()
    type_into(served, client, {"bewaar": "1"}, files=PROOF)
    kept = draft_of(served).files["proof"]
    fields = {"weg": "proof", "bewaard.proof": kept.id}
    assert type_into(served, client, fields).status_code == 303
    assert draft_of(served).files == {}
    assert stands_there(client.get(served.page))
    transaction.begin()
    noor = session_of(served.noor)
    assert drafts.upload_of(noor, served.document, kept) is None


def test_enter_in_a_field_sends_the_form_and_removes_no_file(served):
    client = served.citizen()
    type_into(served, client, {"bewaar": "1"}, files=PROOF)
    form = client.get(served.page).text.partition('id="aanvraag-formulier"')[2]
    buttons = re.findall(r"<button[^>]*type=.submit.[^>]*>", form)
    assert any('name="weg"' in one for one in buttons)
    # a browser presses the first one
    assert "name=" not in buttons[0]


def test_a_file_that_is_refused_is_not_kept_but_the_answers_are(served):
    client = served.citizen()
    wrong = {"vraag.proof": ("volmacht.docx", b"PK\x03\x04", "application/zip")}
    answer = type_into(served, client, {"bewaar": "1"}, files=wrong)
    assert answer.status_code == 400
    assert 'href="#vraag-proof"' in answer.text
    assert draft_of(served).files == {}
    assert stands_there(client.get(served.page))


def test_a_draft_that_is_too_large_is_shown_again_and_not_kept(served):
    client = served.citizen()
    answer = type_into(served, client, {"vraag.phone": "9" * 600_000})
    assert answer.status_code == 400
    assert draft_of(served) is None


def test_a_changed_form_brings_the_answers_and_says_so(served):
    client = served.citizen()
    type_into(served, client, {"bewaar": "1"})
    assert "aangepast" not in client.get(served.page).text
    transaction.begin()
    with api.env.adopt_roles(["Manager"]):
        set_fields(served.document, MODEL.replace("Telefoon", "Uw telefoon"))
    transaction.commit()
    page = client.get(served.page)
    assert stands_there(page)
    assert "aangepast" in page.text


def test_a_closed_document_keeps_the_answers_and_says_so(served):
    client = served.citizen()
    fields = shown_fields(client.get(served.page)) | TYPED
    transaction.begin()
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(served.document, "close")
    transaction.commit()
    answer = client.post(served.page, data=fields)
    assert answer.status_code == 404
    assert "30 dagen" in answer.text
    assert draft_of(served).answers["copies"] == "3"


class TestSessionOver:
    """The form is sent when its session is over."""

    def end(self, served, client, how):
        """End the session of a client as time or its citizen does."""
        token = read_token(client.cookies["eloket-session"])
        if how == "idle":
            old = token.seen(utcnow() - timedelta(minutes=31))
            client.cookies["eloket-session"] = write_token(old)
        else:
            transaction.begin()
            sessions.revoke(sessions.CitizenSession(token, utcnow()))
            client.cookies.clear()

    def send(self, served, how):
        client = served.citizen()
        fields = shown_fields(client.get(served.page)) | TYPED
        self.end(served, client, how)
        answer = client.post(served.page, data=fields, allow_redirects=False)
        return client, answer

    def test_answers_are_kept_and_the_citizen_is_led_to_sign_in(self, served):
        _client, answer = self.send(served, "idle")
        assert answer.status_code == 303
        assert answer.headers["Location"].endswith("bewijs%2Faanvraag")
        assert served.number_of_cases() == 0
        again = served.citizen().get(served.page)
        assert stands_there(again)
        assert hidden(again, "_csrf")

    def test_files_are_kept_too(self, served):
        client = served.citizen()
        fields = shown_fields(client.get(served.page)) | TYPED
        self.end(served, client, "idle")
        client.post(served.page, data=fields, files=PROOF, allow_redirects=False)
        assert "proof" in draft_of(served).files

    def test_after_signing_out_nothing_is_written_for_the_citizen(self, served):
        _client, answer = self.send(served, "revoked")
        assert answer.status_code == 303
        assert draft_of(served) is None
        cookie = answer.headers["Set-Cookie"]
        assert "eloket-aside" in cookie and "HttpOnly" in cookie

    def test_it_passes_in_the_sign_in_that_was_begun_from_there(self, served):
        client, _answer = self.send(served, "revoked")
        transaction.begin()
        drafts.claim(client.cookies["eloket-aside"], served.noor.id)
        assert draft_of(served).answers["copies"] == "3"

    def test_without_the_value_of_its_session_it_is_refused(self, served):
        client = served.citizen()
        fields = shown_fields(client.get(served.page)) | TYPED | {"_csrf": "x" * 43}
        self.end(served, client, "idle")
        assert client.post(served.page, data=fields).status_code == 403
        assert draft_of(served) is None

    def test_from_another_site_it_is_refused(self, served):
        client = served.citizen()
        fields = shown_fields(client.get(served.page)) | TYPED
        self.end(served, client, "idle")
        evil = {"Origin": "https://evil.example"}
        assert client.post(served.page, data=fields, headers=evil).status_code == 403
        assert draft_of(served) is None

    def test_the_same_citizen_again_gets_the_form_and_sends_it_anew(self, served):
        client = served.citizen()
        fields = shown_fields(client.get(served.page)) | TYPED
        client.cookies["eloket-session"] = served.token(AssuranceLevel.HIGH)
        answer = client.post(served.page, data=fields, allow_redirects=False)
        assert answer.status_code == 403
        assert stands_there(answer)
        assert "opnieuw" in answer.text
        assert hidden(answer, "_csrf") != fields["_csrf"]
        assert served.number_of_cases() == 0
        again = fields | shown_fields(answer)
        sent = client.post(served.page, data=again, allow_redirects=False)
        assert sent.status_code == 303

    def test_another_citizen_sends_and_sees_nothing(self, served):
        client = served.citizen()
        fields = shown_fields(client.get(served.page)) | TYPED
        jan = served.another_citizen()
        client.cookies["eloket-session"] = served.token(AssuranceLevel.HIGH, jan)
        answer = client.post(served.page, data=fields)
        assert answer.status_code == 403
        assert not stands_there(answer)
        assert draft_of(served, jan) is None and draft_of(served) is None


class TestLevel:
    """The sign-in is not sure enough for what is known."""

    @pytest.fixture
    def low_document(self, served):
        transaction.begin()
        served.document.level = "none"
        transaction.commit()
        return served

    def test_what_is_proven_is_hidden_and_a_stronger_sign_in_is_offered(
        self, low_document
    ):
        page = low_document.citizen(AssuranceLevel.LOW).get(low_document.page)
        locked = re.search(r'<dl class="el-locked">.*?</dl>', page.text, re.S)[0]
        assert "verborgen" in locked and "Voorbeeld" not in locked
        assert "el-note--warn" in page.text

    def test_sending_is_refused_and_everything_is_kept(self, low_document):
        client = low_document.citizen(AssuranceLevel.LOW)
        answer = type_into(low_document, client, {})
        assert answer.status_code == 403
        assert stands_there(answer)
        assert low_document.number_of_cases() == 0
        assert stands_there(client.get(low_document.page))

    def test_what_was_typed_is_there_at_the_higher_level(self, low_document):
        client = low_document.citizen(AssuranceLevel.LOW)
        type_into(low_document, client, {})
        higher = low_document.citizen(AssuranceLevel.HIGH)
        assert stands_there(higher.get(low_document.page))
