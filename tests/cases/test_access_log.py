"""*Mijn inzage* and ``@eloket-access-log``, after somebody worked on a case."""

from collective.eloket.audit import service as audit
from collective.eloket.http.errors import AuditMissingError

import pytest


@pytest.fixture
def page(world):
    return f"{world.desk_url}/mijn-inzage"


@pytest.fixture
def looked(world):
    """A clerk opened Noor's case."""
    assert world.browser("lieve").get(f"{world.tasks}/{world.reference}").ok


def call(world, who, **choice):
    address = f"{world.site_url}/@eloket-access-log"
    return world.api(who).get(address, params=choice)


def test_a_citizen_reads_that_a_service_looked(world, page, looked):
    text = world.browser(world.noor).get(page).text
    assert f"Bekeek aanvraag {world.reference}" in text
    assert "Behandelen van uw aanvraag" in text
    assert "Medewerker van" in text
    assert "Lieve" not in text
    assert "lieve" not in text


def test_somebody_else_reads_nothing_of_it(world, page, looked):
    assert world.reference not in world.browser(world.jan).get(page).text
    assert world.reference not in call(world, world.jan).text


def test_strangers_are_led_to_sign_in(world, page):
    answer = world.browser().get(page, allow_redirects=False)
    assert (answer.status_code, "/aanmelden?" in answer.headers["Location"]) == (
        302,
        True,
    )
    assert call(world, None).status_code == 401


@pytest.mark.parametrize("choice", ["van=x", "wat=alles", "na=-1", "van=a&van=b"])
def test_a_choice_that_is_none_shows_no_line(world, page, looked, choice):
    answer = world.browser(world.noor).get(f"{page}?{choice}")
    assert answer.status_code == 400
    assert "We begrijpen deze keuze niet" in answer.text
    assert world.reference not in answer.text


def test_what_is_chosen_stays_chosen_on_the_next_page(world, page, monkeypatch):
    for _number in range(26):
        audit.record(
            audit.AuditEntry(
                "lieve", "clerk", world.noor.id, "case.view", world.reference
            )
        )
    browser = world.browser(world.noor)
    text = browser.get(f"{page}?wat=viewed&eigen=1").text
    assert "wat=viewed&amp;eigen=1&amp;na=" in text
    last = audit.find(subject=world.noor.id)[0].id
    assert browser.get(f"{page}?wat=viewed&na={last}").ok


def test_an_empty_log_says_so(world, page):
    text = world.browser(world.jan).get(page).text
    assert "Niemand bekeek uw gegevens" in text or "Meldde zich aan" in text
    text = world.browser(world.jan).get(f"{page}?tot=2020-01-01&van=2019-01-01").text
    assert "Niets in wat u koos" in text


def test_the_page_is_refused_when_it_cannot_be_recorded(
    world, page, looked, monkeypatch
):
    def down(*_arguments, **_more):
        raise AuditMissingError

    monkeypatch.setattr("collective.eloket.http.view.tell_viewed", down)
    answer = world.browser(world.noor).get(page)
    assert not answer.ok
    assert world.reference not in answer.text


def test_programs_read_the_same(world, looked, recorded):
    answer = call(world, world.noor, kind="viewed")
    recorded("access-log", answer)
    (line, *_older) = answer.json()["items"]
    assert (line["by"], line["kind"]) == ("service", "viewed")
    assert line["reference"] == world.reference
    assert call(world, world.noor, own="1").json()["items"][0]["by"] == "self"
    assert call(world, world.noor, kind="x").status_code == 400
