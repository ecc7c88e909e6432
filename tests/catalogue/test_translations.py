"""A document in more than one language, and how an editor translates it."""

from collective.eloket.catalogue import checking
from collective.eloket.catalogue import findings
from collective.eloket.catalogue import translated
from collective.eloket.catalogue import translations
from collective.eloket.catalogue.easyform.factory import set_fields
from collective.eloket.catalogue.easyform.models import version_of
from collective.eloket.catalogue.version_words import words_of_version
from plone import api
from tests.catalogue.house import make_desk
from tests.catalogue.house import MODEL
from tests.catalogue.served import hidden

import pytest
import transaction


FRENCH = {
    "title": "Certificat",
    "question/reason/title": "Pourquoi ?",
    "question/reason/choice/rent": "Pour louer",
    "no/such/place": "x",
    "description": "  ",
}


def speak(*languages):
    """Let the site speak these, and go by what the browser asks for."""
    api.portal.set_registry_record("plone.available_languages", list(languages))
    api.portal.set_registry_record("plone.use_request_negotiation", True)


@pytest.fixture
def document(integration, portal):
    with api.env.adopt_roles(["Manager"]):
        speak("nl", "fr", "es")
        yield make_desk(portal)["bewijs"]


def test_all_that_citizens_read_can_be_translated(document):
    places = [one.place for one in translations.words_of(document)]
    assert places[0] == "title"
    assert "question/reason/choice/rent" in places
    assert "question/phone/title" in places
    assert "question/phone/hint" not in places


def test_only_places_that_there_are_and_words_are_kept(document):
    translations.set_words(document, "fr", FRENCH)
    assert set(document.texts["fr"]) == {
        "title",
        "question/reason/title",
        "question/reason/choice/rent",
    }
    translations.set_words(document, "fr", {})
    assert document.texts == {}


@pytest.mark.parametrize(
    "language, title, why",
    [
        ("nl", "Bewijs", "Waarom?"),
        ("fr", "Attestation", "Pourquoi ?"),
        ("de", "Bewijs", "Warum?"),
        ("en", "Bewijs", "Waarom?"),
    ],
)
def test_who_reads_another_language_reads_the_sites(document, language, title, why):
    document.title, document.language = "Attestation", "fr-be"
    document.texts = {
        "nl": {"title": "Bewijs", "question/reason/title": "Waarom?"},
        "de": {"question/reason/title": "Warum?"},
        "fr": {"title": "of another time"},
    }
    assert translations.said_in(document, "title", language) == title
    version = version_of(document.form)
    said = words_of_version(document, version, language)
    assert said.get("question/reason/title", "Pourquoi ?") == why


def test_what_is_missing_is_told_per_language_of_the_site(document):
    assert translations.further_languages(document) == ["fr"]
    assert len(translations.missing_words(document, "fr")) == len(
        translations.words_of(document)
    )
    found = [
        one
        for one in checking.check_document(document)
        if one.text == translated.UNTRANSLATED
    ]
    assert [one.place for one in found] == [findings.TEXTS]
    everything = {one.place: "x" for one in translations.words_of(document)}
    translations.set_words(document, "fr", everything)
    assert translations.missing_words(document, "fr") == []
    assert translated.UNTRANSLATED not in [
        one.text for one in checking.check_document(document)
    ]


def found_outdated(document, words=translated.OUTDATED):
    """Return what the check says of translations that are older than their text."""
    return [one for one in checking.check_document(document) if one.text == words]


def test_a_text_that_is_changed_makes_its_translation_older(document):
    said = {"title": "Certificat", "description": "Certifie"}
    document.description = "Toont\r\naan"
    translations.set_words(document, "fr", said)
    assert translations.outdated_words(document, "fr") == {}
    # other blanks say the same
    document.description = "Toont aan "
    assert found_outdated(document) == []
    document.title = "Nieuw bewijs"
    assert translations.outdated_words(document, "fr") == {"title": "Bewijs"}
    (found,) = found_outdated(document)
    assert (found.place, found.blocks) == (findings.TEXTS, False)
    assert found.text.mapping["count"] == "1"
    assert found.text.mapping["text"] == "Nieuw bewijs"
    # kept as it was, it is not newer
    translations.set_words(document, "fr", said)
    assert translations.outdated_words(document, "fr") == {"title": "Bewijs"}


@pytest.mark.parametrize(
    "said, right",
    [
        ({"title": "Nouveau certificat"}, ()),
        ({"title": "Certificat"}, ("title",)),
        ({}, ()),
    ],
    ids=["translated anew", "still right", "taken away"],
)
def test_what_an_editor_looked_at_is_not_older(document, said, right):
    translations.set_words(document, "fr", {"title": "Certificat"})
    document.title = "Nieuw bewijs"
    translations.set_words(document, "fr", said, right)
    assert found_outdated(document) == []
    if said:
        document.title = "Nog een ander"
        older = translations.outdated_words(document, "fr")
        assert older == {"title": "Nieuw bewijs"}


def test_questions_and_choices_are_looked_at_too(document):
    translations.set_words(document, "fr", FRENCH)
    set_fields(document, MODEL.replace("Om te huren", "Om een huis te huren"))
    older = translations.outdated_words(document, "fr")
    assert older == {"question/reason/choice/rent": "Om te huren"}


OLD = {"title": "Certificat", "question/reason/title": "Pourquoi ?"}


def test_of_what_was_translated_before_sources_were_kept_nobody_knows(document):
    document.texts = {"fr": OLD}
    document.title = "Nieuw bewijs"
    assert translations.outdated_words(document, "fr") == {}
    assert translations.unsure_words(document, "fr") == list(OLD)
    (found,) = found_outdated(document, translated.UNSURE)
    assert (found.place, found.blocks) == (findings.TEXTS, False)
    assert found.text.mapping["count"] == "2"
    assert found.text.mapping["text"] == "Nieuw bewijs"
    # kept as they were, or one of them anew: of the other nobody knows still
    translations.set_words(document, "fr", OLD)
    assert translations.unsure_words(document, "fr") == list(OLD)
    translations.set_words(document, "fr", OLD | {"title": "Nouveau certificat"})
    assert translations.unsure_words(document, "fr") == ["question/reason/title"]


@pytest.mark.parametrize("said", [OLD, {}], ids=["compared", "taken away"])
def test_what_an_editor_compared_is_known(document, said):
    document.texts = {"fr": OLD}
    translations.set_words(document, "fr", said, list(said))
    assert found_outdated(document, translated.UNSURE) == []
    assert translations.unsure_words(document, "fr") == []


class TestPages:
    """Citizens read their language; editors fill it in."""

    @pytest.fixture
    def french(self, served):
        transaction.begin()
        speak("nl", "fr")
        translations.set_words(served.document, "fr", FRENCH)
        transaction.commit()
        return served

    def test_are_in_the_language_of_the_reader(self, french):
        for client, title in (
            (french.citizen(), "Bewijs"),
            (self.in_french(french.citizen()), "Certificat"),
        ):
            for address in (french.document.aq_parent.absolute_url(), french.url):
                assert title in client.get(address).text

    def in_french(self, client):
        client.headers["Accept-Language"] = "fr"
        return client

    def test_ask_in_the_language_of_the_reader_and_the_rest_as_it_was_written(
        self, french
    ):
        page = self.in_french(french.citizen()).get(french.page).text
        assert "Pourquoi ?" in page and "Pour louer" in page
        assert "Voor mijn werk" in page and "Waarvoor?" not in page
        assert page.count(">Certificat<") == 2, "in the heading and in the path"
        assert ">Bewijs<" not in page

    def test_a_program_gets_them_too(self, french):
        headers = {"Accept": "application/json", "Accept-Language": "fr"}
        answer = french.stranger().get(f"{french.url}/@eloket-form", headers=headers)
        assert answer.json()["document"]["title"] == "Certificat"
        told = answer.json()["schema"]["properties"]["reason"]
        assert told["title"] == "Pourquoi ?"

    def test_an_editor_translates(self, french):
        client = french.staff()
        shown = client.get(f"{french.url}/vertalen?taal=fr")
        assert 'value="Certificat"' in shown.text
        sent = {
            "_csrf": hidden(shown, "_csrf"),
            "taal": "fr",
            "woorden.title": "Attestation",
        }
        answer = client.post(f"{french.url}/vertalen", data=sent, allow_redirects=False)
        assert answer.status_code == 303
        transaction.begin()
        assert dict(french.document.texts["fr"]) == {"title": "Attestation"}

    def test_an_editor_says_that_a_translation_is_still_right(self, french):
        transaction.begin()
        french.document.title = "Nieuw bewijs"
        transaction.commit()
        client, url = french.staff(), f"{french.url}/vertalen"
        check = client.get(f"{french.url}/nakijken").text
        assert "Gewijzigd na de vertaling (Français): 1." in check
        assert f'href="{url}?taal=fr"' in check
        assert "in het aanbod" in check and "Publiceer het met" not in check
        shown = client.get(f"{url}?taal=fr")
        assert "Vertaald werd: <q>Bewijs</q>" in shown.text
        assert shown.text.count('name="klopt"') == 1
        sent = {
            "_csrf": hidden(shown, "_csrf"),
            "taal": "fr",
            "woorden.title": "Certificat",
        }
        client.post(url, data=sent)
        assert 'name="klopt"' in client.get(f"{url}?taal=fr").text
        client.post(url, data=sent | {"klopt": "title"})
        assert 'name="klopt"' not in client.get(f"{url}?taal=fr").text
        assert "na de vertaling" not in client.get(f"{french.url}/nakijken").text

    def test_an_editor_says_it_of_all_at_once(self, french):
        transaction.begin()
        french.document._translated_from = {"fr": {"title": "Bewijsje"}}
        transaction.commit()
        client, url = french.staff(), f"{french.url}/vertalen"
        shown = client.get(f"{url}?taal=fr").text
        assert shown.count("Niemand noteerde uit welke tekst dit vertaald werd") == 2
        assert shown.count('name="klopt"') == 3
        said = french.document.texts["fr"]
        sent = {f"woorden.{place}": text for place, text in said.items()}
        sent |= {"_csrf": hidden(client.get(url), "_csrf"), "taal": "fr"}
        client.post(url, data=sent)
        assert client.get(f"{url}?taal=fr").text.count('name="klopt"') == 3
        client.post(url, data=sent | {"alles-klopt": "1"})
        shown = client.get(f"{url}?taal=fr").text
        assert 'name="klopt"' not in shown and "alles-klopt" not in shown

    def test_a_translation_that_is_too_long_is_refused(self, french):
        client = french.staff()
        shown = client.get(f"{french.url}/vertalen?taal=fr")
        sent = {
            "_csrf": hidden(shown, "_csrf"),
            "taal": "fr",
            "woorden.title": "x" * 10_001,
        }
        assert client.post(f"{french.url}/vertalen", data=sent).status_code == 400
        transaction.begin()
        assert french.document.texts["fr"]["title"] == "Certificat"

    @pytest.mark.parametrize("who", ["stranger", "citizen"])
    def test_are_translated_by_editors_only(self, french, who):
        answer = getattr(french, who)().get(
            f"{french.url}/vertalen", allow_redirects=False
        )
        assert answer.status_code in (302, 401, 403)
