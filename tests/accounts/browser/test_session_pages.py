"""The session on the page: who, until when, going on, and where one is led."""

from collective.eloket.accounts.session import REFRESH
from collective.eloket.accounts.tokens import read_token
from collective.eloket.clock import utcnow
from datetime import timedelta
from plone import api
from tests.accounts.people import citizen
from tests.accounts.people import token

import pytest
import re
import transaction


@pytest.fixture
def noor(site):
    made = citizen()
    transaction.commit()
    return made


@pytest.fixture
def page(site):
    """A page of the site that is none of ours."""
    with api.env.adopt_roles(["Manager"]):
        made = api.content.create(site, "Document", "nieuws", title="Nieuws")
        api.content.transition(made, "publish")
    transaction.commit()
    return made


def used(minutes: int):
    """Return when a session was used last."""
    return utcnow().replace(microsecond=0) - timedelta(minutes=minutes)


def seconds_left(text: str) -> tuple[int, int]:
    """What the page tells its script."""
    found = [re.search(rf'data-seconds-{name}="(-?\d+)"', text) for name in NAMES]
    return tuple(int(one[1]) for one in found)


NAMES = ("left", "most")


class TestBar:
    @pytest.mark.seed("004-11")
    @pytest.mark.parametrize("address", ["", "/nieuws", "/search", "/e-loket"])
    def test_says_on_every_page_who_it_is_as_what_and_how(
        self, browser, noor, page, address
    ):
        text = browser.carry(token(noor.id)).get(address).text
        bar = text[text.index("el-bar") :].partition('id="sessie"')[0]
        for word in ("Noor Voorbeeld", "als burger", "itsme", "niveau hoog"):
            assert word in bar
        assert re.search(r"tot <time *>\d?\d\.\d\d</time> uur", bar)
        assert "/afmelden" in bar

    @pytest.mark.parametrize(
        "means, words",
        [
            ("code", "beveiligingscode"),
            ("mail", "Beveiligingscode via e-mail"),
            ("csam_password", "Een andere manier (csam password)"),
        ],
    )
    def test_names_every_means_in_words(self, browser, noor, means, words):
        page = browser.carry(token(noor.id, means=means)).get("/e-loket").text
        assert words in page

    def test_is_set_into_the_page_after_all_that_read_it(self, browser, noor, page):
        # plone.protect writes a field into each form that it reads
        text = browser.carry(token(noor.id)).get("/nieuws").text
        bar = text[text.index("el-bar") : text.index("sessie-status")]
        assert "<form" in bar
        assert "_authenticator" not in bar
        assert 'id="el-late"' not in text

    def test_is_not_there_for_a_stranger(self, browser, page):
        assert "el-bar" not in browser.get("/nieuws").text

    def test_marks_no_tab_outside_the_desk(self, browser, noor, page):
        visitor = browser.carry(token(noor.id))
        assert 'aria-current="page"' in visitor.get("/e-loket").text
        bar = visitor.get("/nieuws").text.partition('id="sessie"')[0]
        assert 'aria-current="page"' not in bar[bar.index("el-bar") :]

    def test_tells_how_long_the_session_lives(self, browser, noor):
        text = browser.carry(token(noor.id)).get("/e-loket").text
        left, most = seconds_left(text)
        assert 1790 <= left <= 1800
        assert 8 * 3600 - 10 <= most <= 8 * 3600

    def test_counts_from_the_last_cookie_not_from_this_page(self, browser, noor):
        fresh = token(noor.id, last=used(0) - REFRESH / 2)
        left, _most = seconds_left(browser.carry(fresh).get("/e-loket").text)
        assert 1760 <= left <= 1770

    def test_never_promises_more_than_the_absolute_limit(self, browser, noor):
        old = token(noor.id, started=used(8 * 60 - 5), last=used(1))
        left, most = seconds_left(browser.carry(old).get("/e-loket").text)
        assert left == most and 290 <= most <= 300

    def test_holds_the_warning_hidden(self, browser, noor):
        text = browser.carry(token(noor.id)).get("/e-loket").text
        warning = re.search(r'<div[^>]*role="alertdialog"[^>]*>', text)[0]
        assert "hidden" in warning and 'aria-labelledby="sessie-titel"' in warning
        assert "<script" in text and "session.js" in text


class TestExtend:
    def test_leads_back_and_writes_the_cookie_anew(self, browser, noor):
        visitor = browser.carry(token(noor.id, started=used(28), last=used(28)))
        form = {"came_from": "/e-loket?q=x"}
        page = "/e-loket"
        answer = visitor.post("/e-loket/blijf-aangemeld", form, page=page)
        assert answer.status_code == 303
        assert answer.headers["Location"] == f"{browser.desk}?q=x"
        last = read_token(answer.cookies["eloket-session"]).last
        assert utcnow() - last < timedelta(seconds=30)

    def test_leads_nowhere_else(self, browser, noor):
        form = {"came_from": "https://evil.example/"}
        visitor = browser.carry(token(noor.id))
        answer = visitor.post("/e-loket/blijf-aangemeld", form, page="/e-loket")
        assert answer.headers["Location"] == browser.desk

    def test_of_a_session_that_is_over_leads_to_sign_in(self, browser, noor):
        visitor = browser.carry(token(noor.id, started=used(31), last=used(31)))
        answer = visitor.get("/e-loket/blijf-aangemeld")
        assert "/aanmelden" in answer.headers["Location"]

    def test_by_rest_tells_the_seconds_that_are_left(self, browser, noor, recorded):
        visitor = browser.carry(token(noor.id, started=used(28), last=used(28)))
        csrf = {"X-CSRF-TOKEN": visitor.session()["csrf"]}
        answer = visitor.call("POST", "@eloket-session", headers=csrf)
        recorded("session-extended", answer)
        told = answer.json()
        assert 1790 <= told["seconds_left"] <= 1800
        assert told["user_id"] == noor.id

    def test_by_rest_does_not_lengthen_a_bearers(self, browser, noor):
        bearer = f"Bearer {token(noor.id, started=used(28), last=used(28))}"
        answer = browser.call(
            "POST", "@eloket-session", headers={"Authorization": bearer}
        )
        assert 100 <= answer.json()["seconds_left"] <= 120

    def test_by_rest_is_refused_when_nobody_is_signed_in(self, browser):
        csrf = {"X-CSRF-TOKEN": browser.session()["csrf"]}
        answer = browser.call("POST", "@eloket-session", headers=csrf)
        assert answer.status_code == 401


class TestUnauthorized:
    """Which sign-in is somebody led to?"""

    def where(self, browser, address, **more):
        answer = browser.get(address, **more)
        assert answer.status_code == 302
        return answer.headers["Location"]

    @pytest.fixture
    def secret(self, site):
        with api.env.adopt_roles(["Manager"]):
            api.content.create(site, "Document", "geheim", title="Geheim")
        transaction.commit()

    def test_a_stranger_on_plones_page_to_plones_login(self, browser, secret):
        assert "/require_login" in self.where(browser, "/geheim")

    def test_a_citizen_on_any_page_to_our_own(self, browser, secret, noor):
        where = self.where(browser.carry(token(noor.id)), "/geheim")
        assert where == f"{browser.desk}/aanmelden?came_from=%2Fgeheim"

    def test_a_stranger_on_a_citizens_page_to_our_own(self, browser, site):
        with api.env.adopt_roles(["Manager"]):
            api.content.transition(site["e-loket"], "retract")
        transaction.commit()
        where = self.where(browser, "/e-loket/registreren")
        assert "/e-loket/aanmelden?came_from=" in where

    def test_a_stranger_on_the_clerks_page_to_plones_login(self, browser):
        assert "/require_login" in self.where(browser, "/e-loket/taken")

    def test_a_clerk_is_not_led_to_the_citizens_page(self, browser, secret):
        browser.client.auth = ("nobody", "wrong")
        answer = browser.get("/geheim")
        assert "aanmelden" not in answer.headers.get("Location", "")

    def test_a_program_gets_a_status(self, browser, secret, noor):
        bearer = {"Authorization": f"Bearer {token(noor.id)}"}
        assert browser.call("GET", "geheim", headers=bearer).status_code == 401

    def test_nobody_while_there_is_no_desk(self, browser, secret, site, noor):
        site.portal_registry["collective.eloket.http.desk"] = ""
        transaction.commit()
        where = self.where(browser.carry(token(noor.id)), "/geheim")
        assert "aanmelden" not in where


class TestCaches:
    @pytest.mark.parametrize("address", ["", "/nieuws", "/nothing", "/search"])
    def test_keep_no_page_that_names_a_citizen(self, browser, noor, page, address):
        answer = browser.carry(token(noor.id)).get(address)
        assert answer.headers["Cache-Control"] == "no-store"

    def test_keep_no_answer_of_a_stock_service(self, browser, noor, page):
        answer = browser.carry(token(noor.id)).call("GET", "nieuws")
        assert answer.headers["Cache-Control"] == "no-store"

    def test_may_keep_what_a_stranger_gets(self, browser, page):
        assert "no-store" not in browser.get("/nieuws").headers.get("Cache-Control", "")

    def test_may_keep_pictures_and_style_sheets(self, browser, noor):
        address = "/++plone++collective.eloket/eloket.css"
        answer = browser.carry(token(noor.id)).get(address)
        assert "no-store" not in answer.headers.get("Cache-Control", "")


class TestSigningOut:
    def test_clears_what_the_browser_cached_and_no_cookies_of_others(
        self, browser, noor
    ):
        answer = browser.carry(token(noor.id)).post("/e-loket/afmelden", {})
        assert answer.status_code == 303
        assert answer.headers["Clear-Site-Data"] == '"cache"'

    def test_clears_nothing_for_who_only_looks(self, browser, noor):
        answer = browser.carry(token(noor.id)).get("/e-loket/afmelden")
        assert "Clear-Site-Data" not in answer.headers
