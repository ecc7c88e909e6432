"""Another password: by a code for who forgot it, by the old one for who did not."""

from collective.eloket.accounts import service
from collective.eloket.audit import service as audit
from collective.eloket.ephemeral.service import side_store
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.jobs import get_outbox
from collective.eloket.parameters import service as parameters
from collective.eloket.vault.service import blind
from tests.accounts.people import Browser
from tests.accounts.people import citizen
from tests.accounts.people import citizen_with_password
from tests.accounts.people import evidence
from tests.accounts.people import mailed
from tests.accounts.people import mailed_code
from tests.accounts.people import number
from tests.accounts.people import PASSWORD
from tests.accounts.people import token
from tests.accounts.people import without_numbers
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
import secrets
import transaction


RESET = "/e-loket/wachtwoord-vergeten"
CHANGE = "/e-loket/wachtwoord-wijzigen"
SIGN_IN = "/e-loket/aanmelden"
NEW = "een heel andere zin"


@pytest.fixture
def name(site):
    return f"noor.{secrets.token_hex(4)}"


@pytest.fixture
def noor(site, name):
    """Somebody with a user name, an address, and an identity at a provider."""
    made = citizen(
        evidence(number=number()),
        username=name,
        password=PASSWORD,
        email="noor@example.com",
    )
    transaction.commit()
    return made


def let_worker(site):
    """Let the worker do what the request left; mails stay to be looked at."""
    with patch("collective.eloket.outbox.mail.MailHandler.perform", refuse):
        outbox.run_due(site)
    transaction.begin()


def refuse(*_arguments):
    raise OSError("no mail leaves a test")


def may_sign_in(functional, name, password) -> bool:
    other = Browser(functional)
    answer = other.post(SIGN_IN, {"username": name, "password": password})
    return answer.status_code == 303


class TestForgotten:
    @pytest.fixture
    def begun(self, browser, site):
        def begin(username):
            answer = browser.post(RESET, {"username": username})
            assert answer.status_code == 303
            let_worker(site)
            return browser.get(RESET)

        return begin

    @pytest.mark.seed("000-18")
    def test_sets_another_one_by_the_code(self, functional, begun, browser, site, noor):
        name = service.own_username(noor.id)
        assert "Dan is er nu een code van 8" in begun(name.upper()).text
        form = {"code": mailed_code(site), "password": NEW}
        answer = browser.post(RESET, form)
        assert (answer.status_code, answer.headers["Location"]) == (
            303,
            f"{browser.desk}/aanmelden",
        )
        assert answer.cookies.get("eloket-session") is None
        assert not may_sign_in(functional, name, PASSWORD)
        assert may_sign_in(functional, name, NEW)

    def test_ends_all_sessions_and_tells_and_records_it(
        self, functional, begun, browser, site, noor
    ):
        elsewhere = Browser(functional).carry(token(noor.id))
        assert elsewhere.session()["user_id"] == noor.id
        begun(service.own_username(noor.id))
        browser.post(RESET, {"code": mailed_code(site), "password": NEW})
        assert elsewhere.session()["user_id"] is None
        transaction.begin()
        assert "Uw wachtwoord is gewijzigd" in [m["subject"] for m in mailed(site)]
        rows = [row.entry for row in audit.find(noor.id)]
        assert ("password.reset", "done") in {(r.action, r.outcome) for r in rows}

    def test_leaves_identity_number_and_levels_as_they_were(
        self, functional, begun, browser, site, noor
    ):
        before = (noor.subjects, noor.number_key, noor.login_key)
        name = service.own_username(noor.id)
        begun(name)
        browser.post(RESET, {"code": mailed_code(site), "password": NEW})
        transaction.begin()
        assert (noor.subjects, noor.number_key, noor.login_key) == before
        other = Browser(functional)
        other.post(SIGN_IN, {"username": name, "password": NEW})
        assert other.session()["level"] == "none"
        assert "Voorbeeld" not in other.get("/e-loket/mijn-profiel").text

    def test_says_the_same_of_who_is_not_there(self, begun, name, noor):
        known = begun(name)
        other = begun("nobody.at.all")
        assert without_numbers(known.text) == without_numbers(other.text)

    def test_does_the_same_for_who_is_not_there(self, browser, site, name, noor):
        left = []
        for username in (name, "nobody.at.all"):
            before = dict(get_outbox(site).items())
            browser.post(RESET, {"username": username})
            transaction.begin()
            left += [
                job.kind for id, job in get_outbox(site).items() if id not in before
            ]
        assert left == ["password-reset"] * 2

    @pytest.mark.parametrize("who", ["nobody", "without address", "only a card"])
    def test_mails_nobody_who_cannot_be_reached(self, begun, site, who):
        if who == "without address":
            citizen_with_password("nobody.v1", email=None)
        if who == "only a card":
            citizen(email="noor@example.com")
        transaction.commit()
        begun("nobody.v1")
        assert mailed(site) == []

    def test_of_nobody_takes_no_code(self, begun, browser):
        begun("nobody.at.all")
        answer = browser.post(RESET, {"code": "0000 0000", "password": NEW})
        assert answer.status_code == 400
        assert 'href="#code"' in answer.text

    @pytest.mark.parametrize("username", ["", "a b", "<x>", "n" * 65])
    def test_of_what_is_no_user_name_is_refused(self, browser, site, username):
        answer = browser.post(RESET, {"username": username})
        assert answer.status_code == 400
        assert 'href="#username"' in answer.text
        assert answer.cookies.get("eloket-resetting") is None
        transaction.begin()
        assert list(get_outbox(site).items()) == []

    def test_floods_no_mailbox(self, begun, site, name, noor):
        site.portal_registry["collective.eloket.accounts.codes"] = 2
        transaction.commit()
        for _time in range(4):
            begun(name)
        assert len(mailed(site)) == 2

    @pytest.mark.parametrize(
        "password, error",
        [("kort", "te kort"), ("wachtwoord12", "te makkelijk"), ("", "te kort")],
    )
    def test_with_a_bad_one_keeps_the_code(
        self, begun, browser, site, name, noor, password, error
    ):
        begun(name)
        code = mailed_code(site)
        # more often than a code may be mistyped: what is too easy costs no try
        for bad in (*[password] * 5, f"mijn naam is {name}"):
            answer = browser.post(RESET, {"code": code, "password": bad})
            assert answer.status_code == 400
            assert 'href="#password"' in answer.text
        assert browser.post(RESET, {"code": code, "password": NEW}).status_code == 303

    def test_a_code_of_another_browser_is_not_taken(
        self, functional, begun, site, name, noor
    ):
        begun(name)
        other = Browser(functional)
        form = {"code": mailed_code(site), "password": NEW}
        assert other.post(RESET, form).status_code == 400
        assert not may_sign_in(functional, name, NEW)

    def test_a_code_works_once(self, functional, begun, browser, site, name, noor):
        begun(name)
        code, handle = mailed_code(site), browser.jar["eloket-resetting"]
        browser.post(RESET, {"code": code, "password": NEW})
        other = Browser(functional)
        host = urlsplit(browser.origin).hostname
        other.jar.set("eloket-resetting", handle, domain=f"{host}.local")
        form = {"code": code, "password": "nog een andere zin"}
        assert other.post(RESET, form).status_code == 400

    def test_after_a_few_wrong_codes_the_right_one_is_gone(
        self, functional, begun, browser, site, name, noor
    ):
        begun(name)
        for _time in range(5):
            browser.post(RESET, {"code": "0000 0000", "password": NEW})
        form = {"code": mailed_code(site), "password": NEW}
        assert browser.post(RESET, form).status_code == 400
        assert not may_sign_in(functional, name, NEW)

    def test_wrong_codes_make_the_address_wait(self, begun, browser, site, name, noor):
        site.portal_registry["collective.eloket.accounts.wrong_passwords"] = 3
        transaction.commit()
        statuses = []
        for _time in range(4):
            begun(name)
            answer = browser.post(RESET, {"code": "0000 0000", "password": NEW})
            statuses.append(answer.status_code)
        assert statuses == [400, 400, 400, 429]
        assert side_store().get("wrong-password-hold", blind("address", "127.0.0.1"))
        assert int(answer.headers["Retry-After"]) > 800

    def test_a_job_that_comes_late_mails_nobody(self, browser, site, name, noor):
        browser.post(RESET, {"username": name})
        with patch("collective.eloket.accounts.password_reset.utcnow") as late:
            late.return_value.timestamp.return_value = 9e12
            let_worker(site)
        assert mailed(site) == []

    def test_starting_over_asks_for_the_name(self, begun, browser, name):
        begun(name)
        browser.post(RESET, {"stop": "1"})
        assert 'id="username"' in browser.get(RESET).text

    def test_too_many_from_one_address_are_refused(self, browser, site):
        site.portal_registry["collective.eloket.accounts.registrations"] = 1
        transaction.commit()
        browser.post(RESET, {"username": "noor"})
        assert browser.post(RESET, {"username": "noor"}).status_code == 429

    def test_the_sign_in_page_leads_there(self, browser):
        assert f'href="{browser.desk}/wachtwoord-vergeten"' in browser.get(SIGN_IN).text


class TestChange:
    @pytest.fixture
    def signed_in(self, browser, noor):
        return browser.carry(token(noor.id, level=AssuranceLevel.HIGH))

    def send(self, browser, old=PASSWORD, new=NEW):
        return browser.post(CHANGE, {"old": old, "password": new})

    def test_asks_the_old_one_and_sets_the_new_one(
        self, functional, signed_in, site, name
    ):
        answer = self.send(signed_in)
        assert answer.status_code == 303
        assert may_sign_in(functional, name, NEW)
        assert not may_sign_in(functional, name, PASSWORD)
        transaction.begin()
        assert "gewijzigd" in mailed(site)[-1]["subject"]

    def test_ends_the_other_sessions_and_goes_on_with_this_one(
        self, functional, signed_in, noor
    ):
        elsewhere = Browser(functional).carry(token(noor.id))
        before = signed_in.client.headers["Cookie"].partition("=")[2]
        answer = self.send(signed_in)
        new = answer.cookies["eloket-session"]
        assert elsewhere.session()["user_id"] is None
        assert Browser(functional).carry(before).session()["user_id"] is None
        found = Browser(functional).carry(new).session()
        assert (found["user_id"], found["level"]) == (noor.id, "high")
        assert found["means"] == "itsme"

    def test_records_it(self, signed_in, noor):
        self.send(signed_in)
        rows = {(r.entry.action, r.entry.outcome) for r in audit.find(noor.id)}
        assert ("password.change", "done") in rows

    @pytest.mark.parametrize(
        "old, new, field",
        [
            ("een foute goede zin", NEW, "old"),
            ("", NEW, "old"),
            (PASSWORD, "kort", "password"),
            (PASSWORD, "noor@example en meer", "password"),
        ],
        ids=["wrong", "missing", "short", "personal"],
    )
    def test_that_is_not_right_changes_nothing(
        self, functional, signed_in, site, name, noor, old, new, field
    ):
        answer = self.send(signed_in, old, new)
        assert answer.status_code == 400
        assert f'href="#{field}"' in answer.text
        assert answer.cookies.get("eloket-session") is None
        assert may_sign_in(functional, name, PASSWORD)
        transaction.begin()
        assert noor.not_before is None and mailed(site) == []

    def test_wrong_old_ones_make_wait(self, signed_in, site):
        site.portal_registry["collective.eloket.accounts.wrong_passwords"] = 1
        transaction.commit()
        assert self.send(signed_in, "een foute goede zin").status_code == 400
        assert self.send(signed_in).status_code == 429

    def test_is_not_for_who_has_none(self, browser, site):
        made = citizen()
        transaction.commit()
        browser.carry(token(made.id))
        assert browser.get(CHANGE).status_code == 404
        form = {"_csrf": browser.session()["csrf"], "old": PASSWORD, "password": NEW}
        answer = browser.client.post(f"{browser.site}{CHANGE}", data=form)
        assert answer.status_code == 404

    def test_of_a_stranger_leads_to_sign_in(self, browser):
        assert (
            browser.get(CHANGE)
            .headers["Location"]
            .startswith(f"{browser.desk}/aanmelden")
        )

    def test_the_tab_login_leads_here(self, signed_in):
        page = signed_in.get("/e-loket/mijn-profiel-login").text
        assert f'href="{signed_in.desk}/wachtwoord-wijzigen"' in page

    def test_plones_own_page_leads_here(self, signed_in):
        answer = signed_in.get("/@@change-password")
        assert answer.headers["Location"] == f"{signed_in.desk}/wachtwoord-wijzigen"


def test_what_is_known_stays_masked_after_a_new_password(noor):
    known = parameters.known(noor.id, AssuranceLevel.NONE)
    assert known["family_name"].masked
