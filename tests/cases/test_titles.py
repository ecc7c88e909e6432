"""Who asked in French reads the French name of a document; clerks read their own."""

from collective.eloket.cases import lists
from collective.eloket.cases.dossier import open_dossier
from collective.eloket.cases.news import discreet_title
from collective.eloket.cases.news import reader_of
from collective.eloket.catalogue import translations
from plone import api
from tests.cases import house
from tests.documents.jobs import jobs
from types import SimpleNamespace

import pytest
import transaction


@pytest.fixture
def asked(world):
    """A case that was sent from the French page; its reference."""
    with api.env.adopt_roles(["Manager"]):
        document = world.desk["uittreksel"]
        translations.set_words(document, "fr", {"title": "Extrait"})
        order = house.order(document, world.noor, language="fr", idempotency_key="fr")
        case = house.submit(order)
        transaction.commit()
    return case


def test_the_applicant_and_the_clerk_read_each_their_own(world, asked):
    mine = world.browser(world.noor).get(f"{world.mine}/{asked.getId()}").text
    assert ">Extrait</h1>" in mine
    task = world.browser("lieve").get(f"{world.tasks}/{asked.getId()}").text
    assert ">Uittreksel</h1>" in task


def test_programs_get_the_same(world, asked):
    road = f"{world.site_url}/@eloket-cases/{asked.getId()}"
    mine = world.api(world.noor).get(road).json()
    assert mine["document"]["title"] == "Extrait"
    road = f"{world.site_url}/@eloket-tasks/{asked.getId()}"
    assert world.api("lieve").get(road).json()["document"]["title"] == "Uittreksel"


def test_mails_are_written_about_it_in_french(asked):
    assert reader_of(asked, open_dossier(asked)).document_title == "Extrait"


@pytest.mark.parametrize(
    "language, title", [("fr", "Extrait"), ("nl", "Uittreksel"), ("de", "Uittreksel")]
)
def test_own_lists_speak_the_readers_language(world, asked, language, title):
    session = SimpleNamespace(user_id=world.noor.id, level=0)
    row = SimpleNamespace(
        document=asked.document_uid,
        subject=world.noor.id,
        is_for_other=False,
        state="submitted",
        due=asked.due,
        submitted_at=asked.submitted,
    )
    (line,) = lists.own_lines(session, [(asked.getId(), row)], language)
    assert line.title == title


@pytest.fixture
def in_french(world):
    """A document that was written in French on a Dutch site, with a case of it."""
    with api.env.adopt_roles(["Manager"]):
        document = world.desk["uittreksel"]
        document.title, document.language = "Extrait", "fr"
        speak("nl", "fr", "de")
        translations.set_words(document, "nl", {"title": "Uittreksel"})
        document.reindexObject()
        sent = house.order(document, world.noor, language="nl", idempotency_key="nl")
        case = house.submit(sent)
        transaction.commit()
    return case


def speak(*languages):
    api.portal.set_registry_record("plone.available_languages", list(languages))
    api.portal.set_registry_record("plone.use_request_negotiation", True)


CALLED = {"nl": "Uittreksel", "fr": "Extrait", "de": "Uittreksel"}


@pytest.mark.parametrize("language, title", CALLED.items())
def test_lists_call_what_was_written_in_french_as_their_reader_does(
    world, in_french, language, title
):
    uid = in_french.document_uid
    assert lists.titles_of({uid}, language) == {uid: title}
    lieve = world.browser("lieve")
    lieve.headers["Accept-Language"] = language
    page = lieve.get(world.tasks).text
    assert f"<small>{title}</small>" in page
    assert f">{title} (" in page
    program = world.api("lieve")
    program.headers["Accept-Language"] = language
    tasks = program.get(f"{world.site_url}/@eloket-tasks").json()
    assert {one["document"]["title"] for one in tasks["items"]} == {title}
    offered = program.get(f"{world.site_url}/@eloket-documents").json()
    assert [one["title"] for one in offered["items"]] == [title]


def test_without_a_translation_it_is_called_as_it_was_written(world, in_french):
    transaction.begin()
    world.desk["uittreksel"].texts = {}
    for language in CALLED:
        titles = lists.titles_of({in_french.document_uid}, language)
        assert titles == {in_french.document_uid: "Extrait"}
    transaction.abort()


def test_its_receipt_and_what_others_call_its_answer_are_in_dutch(world, in_french):
    (told,) = [
        one
        for one in jobs(world.portal, "receipt")
        if one["reference"] == in_french.getId()
    ]
    assert told["document"] == "Uittreksel"
    assert discreet_title(in_french) == "Uittreksel"


def test_what_was_sent_before_keeps_the_name_it_had(asked):
    dossier = open_dossier(asked)
    older = type(dossier)(
        name="",
        email=None,
        document_title="Uittreksel",
        answers={},
        labels=[],
        sources={},
        files=[],
    )
    assert older.applicants_title == "Uittreksel"
