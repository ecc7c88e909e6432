"""An editor writes the text of a letter; a citizen's letter says it."""

from collective.eloket.cases import service as cases
from collective.eloket.documents.texts import service as texts
from collective.eloket.documents.texts.errors import FieldUnknownError
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.delivery import do_job
from plone import api
from tests.cases import house
from tests.documents.reading import ReadPdf

import pytest
import transaction


TEXT = "<p>Wij verklaren dat {{naam}} dit vroeg op {{datum}}.</p>{{antwoorden}}"


@pytest.fixture
def world(functional_portal):
    functional_portal.title = "Gemeente Testegem"
    return house.World(functional_portal)


@pytest.fixture
def document(world):
    return world.desk["uittreksel"]


def page_url(world) -> str:
    return f"{world.desk_url}/uittreksel/brief"


def send(world, text: str, action: str = "bewaar", who: str = "admin", **more):
    editor = world.browser(who)
    page = editor.get(page_url(world))
    form = {"_csrf": house.hidden(page, "_csrf"), "taal": "nl", "doe": action}
    return editor.post(page_url(world), data=form | {"tekst": text} | more)


def letter_of(world) -> str:
    world.act("lieve", "approve")
    for job_id, job in list(outbox.find_outbox(world.portal).items()):
        if job.kind == "letter":
            assert do_job(world.portal, job_id)
    transaction.begin()
    return " ".join(ReadPdf(cases.open_letter(world.case).data).text.split())


def test_the_page_lists_the_fields_that_can_be_used(world, document):
    page = world.browser("admin").get(page_url(world)).text
    for name in ("naam", "over", "document", "referentie", "datum", "antwoorden"):
        assert f"{{{{{name}}}}}" in page


def test_a_text_is_kept_and_stands_in_the_letter(world, document):
    answer = send(world, TEXT)
    assert answer.status_code == 200
    assert "De tekst van de brief is bewaard" in answer.text
    transaction.begin()
    assert texts.text_of(document, "nl") == TEXT
    said = letter_of(world)
    assert "Wij verklaren dat Noor Voorbeeld dit vroeg op" in said
    assert house.PURPOSE in said
    assert "bevestigt het volgende" not in said
    # seal, code and signature are not the editor's
    assert "Elektronisch verzegeld door Gemeente Testegem" in said


def test_without_a_text_our_own_words_stand(world):
    assert "Gemeente Testegem bevestigt het volgende." in letter_of(world)


def test_an_empty_text_lets_our_own_words_stand_again(world, document):
    send(world, TEXT)
    send(world, "  ")
    assert "bevestigt het volgende" in letter_of(world)


def test_each_language_has_its_own(world, document):
    texts.keep_text(document, "fr", "<p>Nous déclarons.</p>")
    transaction.commit()
    assert texts.text_of(document, "nl") == ""
    assert "bevestigt het volgende" in letter_of(world)


def test_an_editor_says_that_a_translation_is_still_right(world, document):
    record = "plone.available_languages"
    api.portal.set_registry_record(record, ["nl", "fr"])
    texts.keep_text(document, "nl", "<p>Vroeger.</p>")
    texts.keep_text(document, "fr", "<p>Nous déclarons.</p>")
    texts.keep_text(document, "nl", "<p>Nu anders.</p>")
    transaction.commit()
    editor, url = world.browser("admin"), f"{page_url(world)}?taal=fr"
    page = editor.get(url).text
    assert "gewijzigd nadat deze tekst vertaald werd" in page
    assert "&lt;p&gt;Vroeger.&lt;/p&gt;" in page and "&lt;p&gt;Nu anders." in page
    same = {"text": "<p>Nous déclarons.</p>", "taal": "fr"}
    send(world, **same)
    assert 'name="klopt"' in editor.get(url).text
    send(world, **same, klopt="1")
    assert 'name="klopt"' not in editor.get(url).text
    transaction.begin()
    texts.set_source(document, "fr", None)
    transaction.commit()
    assert "Niemand noteerde uit welke tekst" in editor.get(url).text
    assert 'name="klopt"' not in editor.get(page_url(world)).text


def test_a_text_that_is_refused_is_not_kept_and_says_why(world, document):
    answer = send(world, '<p style="x">a</p>')
    assert answer.status_code == 400
    assert "style" in answer.text
    assert "&lt;p style=" in answer.text
    transaction.begin()
    assert texts.text_of(document, "nl") == ""


def test_a_form_without_a_text_is_no_form_of_ours(world, document):
    texts.keep_text(document, "nl", TEXT)
    transaction.commit()
    editor = world.browser("admin")
    token = house.hidden(editor.get(page_url(world)), "_csrf")
    answer = editor.post(page_url(world), data={"_csrf": token, "taal": "nl"})
    assert answer.status_code == 400
    transaction.begin()
    assert texts.text_of(document, "nl") == TEXT


def test_a_field_of_another_document_is_refused(document):
    with pytest.raises(FieldUnknownError):
        texts.check_text(document, "<p>{{antwoord.onbekend}}</p>")


def test_a_preview_is_a_pdf_of_nobody_and_keeps_nothing(world, document):
    answer = send(world, TEXT, "voorbeeld")
    assert answer.headers["Content-Type"] == "application/pdf"
    said = " ".join(ReadPdf(answer.content).text.split())
    assert "Specimen Anna Voorbeeld dit vroeg op" in said
    assert "Voorbeeld. Deze brief bewijst niets." in said
    assert "Noor" not in said
    assert "verzegeld" not in said
    transaction.begin()
    assert texts.text_of(document, "nl") == ""


def test_a_preview_of_a_refused_text_is_refused(world):
    assert send(world, "<script>", "voorbeeld").status_code == 400


def test_clerks_and_citizens_may_not(world, document):
    for who in ("lieve", world.noor, None):
        answer = world.browser(who).get(page_url(world), allow_redirects=False)
        assert answer.status_code in (302, 401, 403, 404)
    answer = world.browser("lieve").post(page_url(world), data={"tekst": TEXT})
    assert "De tekst van de brief is bewaard" not in answer.text
    transaction.begin()
    assert texts.text_of(document, "nl") == ""
