"""Clerks read a request in their own language; its applicant in that of the request."""

from collective.eloket.cases.clerks_words import open_for_clerk
from collective.eloket.cases.clerks_words import said_for
from collective.eloket.cases.dossier import open_dossier
from collective.eloket.catalogue import translations
from collective.eloket.catalogue.easyform.factory import set_fields
from collective.eloket.catalogue.easyform.models import version_of
from collective.eloket.catalogue.versions import note_version
from collective.eloket.clock import utcnow
from plone import api
from tests.cases import house
from tests.catalogue.house import MODEL
from tests.catalogue.test_translations import speak
from tests.documents.reading import ReadPdf

import pytest
import transaction


FRENCH = {
    "title": "Extrait",
    "question/reason/title": "Pourquoi ?",
    "question/reason/choice/rent": "Pour louer",
}
CSV = {"vorm": "csv"}
TYPED = "Où j'habite"


def make_form(document):
    """Let the document ask the questions of ``MODEL``, in Dutch and partly French."""
    set_fields(document, MODEL)
    note_version(document, utcnow())
    translations.set_words(document, "fr", FRENCH)


def french_order(document, noor, **changes):
    """Return what Noor sent from the French page."""
    good = {
        "language": "fr",
        "idempotency_key": "fr",
        "labels": [("reason", "Pourquoi ?"), ("family_name", "Naam")],
        "answers": {"reason": "rent", "family_name": TYPED},
        "texts": {"reason": "Pour louer"},
        "form_version": version_of(document.form),
    }
    return house.order(document, noor, **(good | changes))


@pytest.fixture
def asked(portal, document, noor):
    """A request in French, for what is written in Dutch."""
    with api.env.adopt_roles(["Manager"]):
        make_form(document)
        return house.submit(french_order(document, noor))


def labels_of(dossier):
    return [title for _name, title in dossier.labels]


def test_questions_and_choices_are_in_the_readers_language(asked):
    dutch = open_for_clerk(asked, "nl")
    assert labels_of(dutch) == ["Waarvoor?", "Naam"]
    assert dutch.shown("reason") == "Om te huren"
    assert dutch.document_title == dutch.applicants_title == "Uittreksel"


def test_what_was_typed_stays_as_it_was_typed(asked):
    sealed = open_dossier(asked)
    for language in ("nl", "fr", "de"):
        read = said_for(asked, sealed, language)
        assert read.answers == sealed.answers
        assert read.shown("family_name") == TYPED


def test_several_choices_are_all_translated(asked):
    sealed = open_dossier(asked)
    sealed.answers["reason"] = ["rent", "work", "gone"]
    assert said_for(asked, sealed, "nl").texts["reason"] == (
        "Om te huren, Voor mijn werk, gone"
    )


def test_what_nobody_translated_is_as_it_was_written(document, noor, asked):
    order = french_order(document, noor, language="nl", idempotency_key="nl")
    dutch = house.submit(order)
    assert labels_of(open_for_clerk(dutch, "fr")) == ["Pourquoi ?", "Naam"]
    assert labels_of(open_for_clerk(dutch, "de")) == ["Waarvoor?", "Naam"]
    assert open_for_clerk(dutch, "fr").document_title == "Extrait"


def test_who_speaks_the_applicants_language_reads_what_the_applicant_read(asked):
    read = open_for_clerk(asked, "fr")
    assert labels_of(read) == ["Pourquoi ?", "Naam"]
    assert (read.shown("reason"), read.document_title) == ("Pour louer", "Extrait")


@pytest.fixture
def changed(document, noor, asked):
    """Its form asks otherwise now, and its translations are other ones."""
    with api.env.adopt_roles(["Manager"]):
        order = french_order(document, noor, language="nl", idempotency_key="nl")
        dutch = house.submit(order)
        set_fields(document, MODEL.replace("Waarvoor?", "Wat doet u ermee?"))
        note_version(document, utcnow())
        words = FRENCH | {"question/reason/title": "Qu'en faites-vous ?"}
        translations.set_words(document, "fr", words)
    return dutch


def test_a_form_that_changed_since_still_has_the_words_of_then(asked, changed):
    assert labels_of(open_for_clerk(asked, "nl"))[0] == "Waarvoor?"
    assert labels_of(open_for_clerk(changed, "fr"))[0] == "Pourquoi ?"


def test_words_are_kept_once_for_all_requests_of_a_version(document, asked, changed):
    assert set(document._version_words) >= {asked.form_version}
    kept = document._version_words[asked.form_version]["fr"]
    assert set(kept) == set(FRENCH) - {"title"}
    assert b"Waarvoor?" not in asked._sealed


@pytest.mark.parametrize("gone", ["document", "version"])
def test_what_cannot_be_known_any_more_is_as_it_was_sealed(document, asked, gone):
    with api.env.adopt_roles(["Manager"]):
        if gone == "document":
            api.content.transition(document, "close")
            document.aq_parent._delObject(document.getId(), suppress_events=True)
            document.unindexObject()
        else:
            asked.form_version = ""
    read = open_for_clerk(asked, "nl")
    assert labels_of(read) == ["Pourquoi ?", "Naam"]
    assert read.shown("reason") == "Pour louer"
    assert read.document_title == read.applicants_title == "Uittreksel"


def test_a_document_with_another_name_since_is_called_as_it_was(document, asked):
    document.title = "Bewijs van woonst"
    translations.set_words(document, "de", {"title": "Wohnsitz"})
    assert open_for_clerk(asked, "de").document_title == "Uittreksel"


class TestServed:
    """Two clerks and the applicant, each with their own page of one request."""

    @pytest.fixture
    def served(self, world):
        with api.env.adopt_roles(["Manager"]):
            speak("nl", "fr")
            document = world.desk["uittreksel"]
            make_form(document)
            order = french_order(document, world.noor)
            world.french = house.submit(order).getId()
            transaction.commit()
        return world

    def clerk(self, served, language):
        client = served.browser("lieve")
        client.headers["Accept-Language"] = language
        return client

    @pytest.mark.parametrize(
        "language, said, others",
        [
            ("nl", ("Waarvoor?", "Om te huren", "Uittreksel"), "Pour"),
            ("fr", ("Pourquoi ?", "Pour louer", "Extrait"), "Om te huren"),
        ],
    )
    def test_a_clerk_reads_it_on_the_page_and_by_rest(
        self, served, language, said, others
    ):
        clerk = self.clerk(served, language)
        page = clerk.get(f"{served.tasks}/{served.french}").text
        assert all(one in page for one in (*said, "Où j'habite"))
        assert others not in page
        clerk.headers["Accept"] = "application/json"
        road = f"{served.site_url}/@eloket-tasks/{served.french}"
        told = clerk.get(road).json()
        title, shown, name = said
        (reason, family_name) = told["answers"]
        assert (reason["title"], reason["value"]) == (title, shown)
        assert family_name["value"] == TYPED
        assert told["document"]["title"] == name

    def test_lists_and_files_name_the_document_in_the_clerks_language(self, served):
        for language, name in (("nl", "Uittreksel"), ("fr", "Extrait")):
            clerk = self.clerk(served, language)
            assert f"<small>{name}</small>" in clerk.get(served.tasks).text
        clerk.headers["Accept"] = "application/json"
        listed = clerk.get(f"{served.site_url}/@eloket-tasks").json()["items"]
        assert {one["document"]["title"] for one in listed} == {"Extrait"}

    def test_a_list_to_take_along_is_in_the_clerks_language(self, served):
        with api.env.adopt_roles(["Manager"]):
            api.user.grant_roles(username="lieve", roles=["Eloket Manager"])
        transaction.commit()
        for language, head, name in (
            (
                "nl",
                "Referentie,Document,Stand,",
                ",Uittreksel,Ingediend,",
            ),
            ("fr", "Référence,Document,État,", ",Extrait,"),
        ):
            answer = self.clerk(served, language).get(served.tasks, params=CSV)
            said = answer.content.decode("utf-8-sig")
            assert said.startswith(head)
            assert name in said

    def test_a_clerks_file_is_in_the_clerks_language(self, served):
        road = f"{served.tasks}/{served.french}/antwoorden"
        told = ReadPdf(self.clerk(served, "nl").get(road).content).text
        assert "Waarvoor?" in told and "Verstuurd op" in told
        assert "Pourquoi" not in told

    def test_the_applicant_keeps_the_language_of_the_request(self, served):
        mine = served.browser(served.noor)
        mine.headers["Accept-Language"] = "nl"
        road = f"{served.mine}/{served.french}"
        assert "Pourquoi ?" in mine.get(road).text
        told = ReadPdf(mine.get(f"{road}/antwoorden").content).text
        assert "Pourquoi" in told and "Envoyée le" in told
        program = served.api(served.noor)
        road = f"{served.site_url}/@eloket-cases/{served.french}"
        assert program.get(road).json()["answers"][0]["value"] == "Pour louer"
