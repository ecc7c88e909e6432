"""Links to other languages: on every page, and back to the same one."""

from tests.accounts.people import citizen
from tests.accounts.people import token

import pytest
import re
import transaction


@pytest.fixture
def settings(site):
    """The site speaks four languages and remembers what somebody chose."""
    registry = site.portal_registry
    registry["plone.available_languages"] = ["nl", "fr", "de", "en"]
    registry["plone.use_cookie_negotiation"] = True
    transaction.commit()
    return registry


def links(answer) -> dict[str, str]:
    """Return language → address; a language that is read now ends with a star."""
    found = re.findall(r'<a (href="[^"]+"\s+hreflang[^>]*)>', answer.text)
    told = {}
    for one in found:
        code = re.search(r'hreflang="(\w+)"', one)[1]
        star = "*" if "aria-current" in one else ""
        told[code + star] = re.search(r'href="([^"]+)"', one)[1].replace("&amp;", "&")
    return told


@pytest.mark.seed("004-13")
def test_a_stranger_chooses_a_language_on_the_page_and_keeps_it(browser, settings):
    page = browser.get("/e-loket/aanmelden?came_from=/e-loket")
    told = links(page)
    assert list(told) == ["nl*", "fr", "de", "en"]
    here = f"{browser.desk}/aanmelden?came_from=%2Fe-loket&set_language="
    assert told["fr"] == f"{here}fr"
    french = browser.client.get(told["fr"])
    assert "Se connecter" in french.text
    assert links(french)["nl"] == f"{here}nl"
    assert list(links(french)) == ["nl", "fr*", "de", "en"]
    assert "Se connecter" in browser.get("/e-loket/aanmelden").text


def test_a_citizen_has_them_in_the_bar(browser, settings):
    noor = citizen()
    transaction.commit()
    page = browser.carry(token(noor.id)).get("/e-loket/mijn-aanvragen?na=x")
    told = links(page)
    assert list(told) == ["nl*", "fr", "de", "en"]
    assert told["de"] == f"{browser.desk}/mijn-aanvragen?na=x&set_language=de"
    german = browser.client.get(told["de"])
    assert list(links(german)) == ["nl", "fr", "de*", "en"]
    assert "Meine Anträge" in german.text


def test_an_address_brings_nothing_else_into_the_page(browser, settings):
    page = browser.get('/e-loket/aanmelden?x="><script>alert(1)</script>')
    assert "<script>alert" not in page.text
    assert "portal-languageselector" not in page.text


@pytest.mark.parametrize(
    "name, value",
    [
        ("plone.use_cookie_negotiation", False),
        ("plone.available_languages", ["nl"]),
        ("plone.available_languages", ["nl", "es"]),
    ],
    ids=["not remembered", "one", "one that we speak"],
)
def test_without_a_choice_there_are_none(browser, settings, name, value):
    settings[name] = value
    transaction.commit()
    assert links(browser.get("/e-loket/aanmelden")) == {}


def test_a_language_of_nobody_changes_nothing(browser, settings):
    page = browser.get("/e-loket/aanmelden?set_language=xx")
    assert "I18N_LANGUAGE" not in browser.client.cookies
    assert "Aanmelden" in page.text


def test_without_an_e_desk_plones_own_links_stand_there(browser, settings, site):
    assert "portal-languageselector" not in browser.get("").text
    settings["collective.eloket.http.desk"] = ""
    transaction.commit()
    assert "portal-languageselector" in browser.get("").text
