"""What the page *Aanmelden* explains: means, data, help, and why one is there."""

from collective.eloket.accounts.oidc import service as oidc
from collective.eloket.clock import utcnow
from datetime import timedelta
from plone import api
from tests.accounts.people import citizen
from tests.accounts.people import token

import pytest
import re
import transaction


PAGE = "/e-loket/aanmelden"


def means(text: str, name: str) -> str:
    """The card of a means."""
    return next(
        part
        for part in text.split('<section class="el-means')
        if f'/{name}"' in part.partition("</section>")[0]
    ).partition("</section>")[0]


EXPLAINED = [
    pytest.param(
        "eid", ["kaartlezer", "eID-software", "browserextensie"], id="what it needs"
    ),
    pytest.param("eid", ["Werkt de lezer niet?", "Herstart"], id="reader fails"),
    pytest.param("eid", ["PIN-code kwijt?", "loket"], id="PIN is lost"),
    pytest.param("eid", ["Steek de kaart in", "certificaat"], id="steps"),
    pytest.param("itsme", ["app op uw smartphone", "bank"], id="the app"),
    pytest.param("totp", ["activeren", "belgium.be", "loket"], id="code by app"),
    pytest.param("sms", ["activeren", "sms", "loket"], id="code by SMS"),
]


@pytest.mark.seed("004-03", "004-04", "004-06", "004-09", "004-17", "002-06")
@pytest.mark.parametrize("name, words", EXPLAINED)
def test_each_means_is_explained_in_plain_words(browser, name, words):
    card = means(browser.get(PAGE).text, name)
    assert [word for word in words if word not in card] == []


@pytest.mark.seed("004-16")
def test_each_means_says_which_data_come_and_why(browser):
    text = browser.get(PAGE).text
    for name in ("eid", "itsme", "totp", "sms"):
        card = means(text, name)
        assert "aan ons doorgeeft" in card
        assert "Rijksregisternummer" in card and "zodat we zeker zijn" in card


def test_the_data_follow_the_settings_of_the_provider(browser, site):
    oidc.set_provider(
        site,
        "burgerprofiel",
        "burgerprofiel",
        "http://localhost:9/op",
        "client",
        settings={"allow_private": True, "scopes": ["openid", "profile", "email"]},
    )
    transaction.commit()
    card = means(browser.get(PAGE).text, "eid")
    assert "E-mailadres" in card and "Rijksregisternummer" not in card


def test_two_providers_stand_under_headings_of_their_own(browser, site):
    oidc.set_provider(
        site,
        "ander",
        "csam",
        "http://localhost:9/csam",
        "client",
        "secret",
        {"allow_private": True, "title": "CSAM"},
    )
    transaction.commit()
    text = browser.get(PAGE).text
    assert "Aanmelden via Mijn burgerprofiel" in text
    assert "Aanmelden via CSAM" in text
    assert text.count("Veiligste keuze") == 1
    assert "Alleen de eerste keer" in text


@pytest.mark.parametrize("last", ["ander.code", "ander.itsme"])
def test_the_provider_used_last_stands_first_with_one_badge(browser, site, last):
    oidc.set_provider(
        site,
        "ander",
        "csam",
        "http://localhost:9/csam",
        "client",
        "secret",
        {"allow_private": True, "title": "CSAM"},
    )
    transaction.commit()
    cookie = {"Cookie": f"eloket-last-means={last}"}
    text = browser.get(PAGE, headers=cookie).text
    assert text.index(">Aanmelden via CSAM") < text.index(">Aanmelden via Mijn")
    assert text.count("Uw laatste keuze") == text.count("el-means--last") == 1
    assert text.count("Veiligste keuze") == 1
    assert re.search("met\\s+itsme® via CSAM", text)


def test_itsme_itself_is_no_page_of_the_government(browser, site):
    settings = {"allow_private": True, "scopes": ["openid", "service:TEST"]}
    oidc.set_provider(
        site, "itsme", "itsme", "http://localhost:9/itsme", "client", None, settings
    )
    transaction.commit()
    text = browser.get(PAGE).text
    group = text[text.index(">Aanmelden via itsme") :]
    assert "naar de pagina van de app" in group
    assert "aanmeldpagina van de overheid" not in group


@pytest.mark.seed("004-07")
def test_who_has_no_card_reads_what_else_there_is(browser):
    text = browser.get(PAGE).text
    assert "Ik heb geen Belgische identiteitskaart" in text
    assert "Breng uw paspoort" in text


def test_help_tells_how_to_reach_the_municipality(browser, site):
    plain = browser.get(PAGE).text
    assert "Hulp nodig?" in plain and "09 000 00 00" not in plain
    record = "collective.eloket.cases.contact_{}".format
    api.portal.set_registry_record(record("phone"), "09 000 00 00")
    api.portal.set_registry_record(record("address"), "Proefplein 1")
    transaction.commit()
    text = browser.get(PAGE).text
    assert "09 000 00 00" in text and "Proefplein 1" in text


def test_an_editable_page_explains_the_card(browser, site):
    with api.env.adopt_roles(["Manager"]):
        made = api.content.create(site, "Document", "kaart", title="Voor wie, waarom?")
        api.content.transition(made, "publish")
    api.portal.set_registry_record("collective.eloket.accounts.help_page", "kaart")
    transaction.commit()
    text = browser.get(PAGE).text
    assert f'href="{made.absolute_url()}"' in text and "Voor wie, waarom?" in text


def test_staff_are_led_to_plones_own_login_and_back(browser):
    text = browser.get(f"{PAGE}?came_from=/e-loket/taken").text
    link = re.search(r'href="([^"]*/login[^"]*)"[^>]*>Meld u aan als medewerker', text)
    assert link[1].startswith(f"{browser.site}/login?came_from=")
    assert link[1].endswith("e-loket%2Ftaken")


class TestWhy:
    """Why is the reader here?"""

    def old(self, person, minutes):
        used = utcnow().replace(microsecond=0) - timedelta(minutes=minutes)
        return token(person.id, started=used, last=used)

    def test_a_session_that_ended_by_itself_is_told(self, browser):
        noor = citizen()
        transaction.commit()
        cookie = f"eloket-session={self.old(noor, 31)}; eloket-until=1"
        text = browser.get(PAGE, headers={"Cookie": cookie}).text
        assert "U bent afgemeld omdat u een tijdje niets deed" in text

    def test_a_first_visit_is_told_nothing(self, browser):
        text = browser.get(PAGE).text
        assert "afgemeld" not in text and "U bent al aangemeld" not in text

    def test_who_is_signed_in_already_is_told(self, browser):
        noor = citizen()
        transaction.commit()
        text = browser.carry(token(noor.id)).get(PAGE).text
        assert "U bent al aangemeld" in text


class TestSignedOut:
    """What is still open after signing out."""

    def page(self, browser) -> str:
        return browser.get("/e-loket/afmelden").text

    def test_a_provider_that_tells_nobody_is_named(self, browser):
        text = self.page(browser)
        assert "Was u met Mijn burgerprofiel ook op een andere website" in text
        assert "Die website weet dit niet. Meld u daar ook af." in text

    def test_who_did_not_come_back_may_be_signed_in_there(self, browser):
        assert "Dan kunt u daar nog aangemeld zijn" in self.page(browser)

    def test_a_provider_that_tells_others_is_not_named(self, browser, site):
        oidc.set_provider(
            site,
            "burgerprofiel",
            "burgerprofiel",
            "http://localhost:9/op",
            "client",
            settings={"allow_private": True, "backchannel_logout": True},
        )
        transaction.commit()
        assert "Die website weet dit niet" not in self.page(browser)

    def test_without_providers_nothing_is_open(self, browser, site):
        oidc.delete_provider(site, "burgerprofiel")
        transaction.commit()
        text = self.page(browser)
        assert "U bent afgemeld" in text and "aangemeld" not in text.split("<h1")[1]

    def test_two_providers_have_one_name_together(self, browser, site):
        oidc.set_provider(
            site,
            "ander",
            "csam",
            "http://localhost:9/csam",
            "client",
            "secret",
            {"allow_private": True},
        )
        transaction.commit()
        text = self.page(browser)
        assert "via de aanmeldpagina van de overheid" in text
        assert text.count("Die website weet dit niet") == 2
