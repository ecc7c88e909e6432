"""*Mijn parameters*: every value with where it is from, how sure, since when."""

from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.http.dates import local_time
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import card_store
from collective.eloket.parameters import service as parameters
from collective.eloket.parameters.browser import overview
from datetime import datetime
from datetime import UTC
from tests.accounts.people import Browser
from tests.accounts.people import evidence
from tests.accounts.people import number

import pytest
import re
import transaction


PAGE = "/e-loket/mijn-parameters"
WEAK = {"means": "password", "level": AssuranceLevel.NONE}


def rows(page: str) -> dict[str, list[str]]:
    """Return the rows of both tables, as they are read."""
    found = {}
    for row in re.findall(r"<tr role=\"row\">(.*?)</tr>", page, re.S):
        cells = re.findall(r"<t([hd])[^>]*>(.*?)</t\1>", row, re.S)
        texts = [
            " ".join(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", text, flags=re.S).split())
            for _kind, text in cells
        ]
        found[texts[0]] = texts[1:]
    return found


def test_values_say_where_they_are_from_how_sure_and_since_when(noor, signed_in):
    found = rows(signed_in(noor).get(PAGE).text)
    day = f"{local_time(utcnow()):%-d}"
    assert found["Voornaam"][:3] == ["Noor", "van uw aanmelding", "hoog"]
    assert found["Voornaam"][3].startswith(f"{day} ")
    assert found["E-mailadres"][:3] == ["noor@voorbeeld.example", "door uzelf", "geen"]
    assert found["Telefoon"][:4] == ["niet opgegeven", "", "", ""]


def test_a_national_number_is_never_shown_whole(noor, signed_in):
    page = signed_in(noor).get(PAGE).text
    assert rows(page)["Rijksregisternummer"][0] == "gekend, eindigt op 28"
    assert "85073003328" not in page


@pytest.mark.seed("001-30")
def test_the_way_to_change_stands_above(noor, signed_in):
    page = signed_in(noor).get(PAGE).text
    assert "Verhuisd of een nieuwe kaart?" in page
    assert "Lees mijn eID opnieuw" in page
    assert "Laatst gelezen" not in page
    assert rows(page)["Voornaam"][4] == ""
    assert rows(page)["Telefoon"][4] == "Voeg toe Telefoon"


def test_the_day_of_the_last_read_is_shown(noor, signed_in):
    proof = {"id": "p", "at": datetime(2026, 3, 12, 12, tzinfo=UTC).isoformat()}
    card_store.write(noor, card_store.CardRecord(proofs=(proof,)))
    transaction.commit()
    assert "Laatst gelezen: 12 maart 2026." in signed_in(noor).get(PAGE).text


def test_a_weak_session_sees_what_is_its_own_and_an_offer(noor, signed_in):
    browser = signed_in(noor, **WEAK)
    page = browser.get(PAGE).text
    found = rows(page)
    assert found["Voornaam"][:3] == ["verborgen", "van uw aanmelding", "hoog"]
    assert found["E-mailadres"][0] == "noor@voorbeeld.example"
    assert "Noor<" not in page
    assert "om uw gegevens te zien" in page


def test_the_offer_is_made_to_who_sees_less_than_there_is_only(noor, signed_in):
    assert "om uw gegevens te zien" not in signed_in(noor).get(PAGE).text


def test_who_cannot_sign_in_more_surely_is_led_to_linking(jan, signed_in):
    parameters.remember(jan, evidence(number=number("79.11.14-997.28")))
    transaction.commit()
    page = signed_in(jan, **WEAK).get(PAGE).text
    assert "mijn-profiel-login" in page


def test_who_registered_by_user_name_fills_in_by_hand(jan, signed_in):
    page = signed_in(jan, **WEAK).get(PAGE).text
    assert "Gegevens die u zelf invulde" in page
    assert "Lees mijn eID<" in page
    found = rows(page)
    assert found["Adres"][0] == "niet opgegeven"
    assert found["Adres"][4] == "Voeg toe Adres"
    assert "Rijksregisternummer" not in found


def test_street_and_place_are_one_row(jan, signed_in):
    parameters.set_own(
        jan, {"street": "Proefstraat 12", "postal_code": "9999", "municipality": "Hier"}
    )
    transaction.commit()
    page = signed_in(jan).get(PAGE).text
    assert rows(page)["Adres"][:2] == ["Proefstraat 12 9999 Hier", "door uzelf"]


def test_words_are_shown_for_what_was_chosen(noor, signed_in):
    parameters.set_own(noor, {"language": "fr", "delivery": "paper"})
    transaction.commit()
    found = rows(signed_in(noor).get(PAGE).text)
    assert found["Taal"][0] == "Français"
    assert found["Uw documenten"][0] == "Op papier"


@pytest.mark.parametrize(
    "text, shown",
    [("1985-07-30", "30 juli 1985"), ("1985", "1985"), ("onbekend", "onbekend")],
)
def test_a_birth_date_is_a_day_a_year_or_what_stands_there(
    noor, signed_in, text, shown
):
    proof = evidence(number=number(), attributes={"birth_date": text})
    parameters.remember(noor, proof)
    transaction.commit()
    assert rows(signed_in(noor).get(PAGE).text)["Geboortedatum"][0] == shown


def test_looking_is_audited_before(noor, signed_in):
    begun = utcnow()
    signed_in(noor).get(PAGE)
    (row,) = audit.find(subject=noor, since=begun)
    assert (row.entry.actor, row.entry.action) == (noor, "parameters.view")


def test_the_page_is_kept_nowhere(noor, signed_in):
    assert "no-store" in signed_in(noor).get(PAGE).headers["Cache-Control"]


def test_a_stranger_is_led_to_sign_in(functional, desk):
    answer = Browser(functional).get(PAGE)
    assert answer.status_code == 302
    assert "/aanmelden?came_from=" in answer.headers["Location"]


def test_the_bar_and_the_profile_lead_there(noor, signed_in):
    browser = signed_in(noor)
    bar = re.findall(
        r'<a[^>]*href="[^"]*/mijn-parameters"[^>]*>', browser.get(PAGE).text
    )
    assert any('aria-current="page"' in link for link in bar)
    profile = browser.get("/e-loket/mijn-profiel").text
    main = profile[profile.index("<h1") :]
    assert "/mijn-parameters" in main


@pytest.mark.parametrize(
    "said, shown",
    [
        ("adres", "Uw adres is gewijzigd"),
        ("gegevens", "Uw gegevens zijn gewijzigd"),
        ("eigen", "Uw gegevens zijn bewaard"),
    ],
)
def test_what_was_changed_is_said(noor, signed_in, said, shown):
    page = signed_in(noor).get(f"{PAGE}?gewijzigd={said}").text
    assert shown in page
    # no address is known, so none is shown
    assert "Nieuw adres" not in page


@pytest.mark.parametrize("query", ["gewijzigd=iets", "gewijzigd=adres&gewijzigd=x", ""])
def test_other_words_say_nothing(noor, signed_in, query):
    assert "el-note--ok" not in signed_in(noor).get(f"{PAGE}?{query}").text


def test_the_new_address_is_shown_to_who_may_see_it(jan, signed_in):
    parameters.set_own(jan, {"street": "Modelplein 3", "postal_code": "9999"})
    transaction.commit()
    page = signed_in(jan).get(f"{PAGE}?gewijzigd=adres").text
    assert "Nieuw adres: Modelplein 3, 9999." in page
    assert "We stuurden een e-mail" in page


def test_a_page_that_is_not_built_is_not_linked(noor, signed_in, monkeypatch):
    monkeypatch.setattr(overview, "EMAIL_PAGE", "no-such-page")
    assert rows(signed_in(noor).get(PAGE).text)["E-mailadres"][4] == ""
