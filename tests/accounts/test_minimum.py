"""From a day on a sign-in must be stronger: announced before, enforced from then on."""

from collective.eloket.accounts import devices
from collective.eloket.accounts import minimum
from collective.eloket.accounts import service
from collective.eloket.accounts.errors import MeansTooWeakError
from collective.eloket.accounts.means import choices
from collective.eloket.accounts.means import ways_in
from collective.eloket.accounts.minimum import is_enough
from collective.eloket.accounts.minimum import Minimum
from collective.eloket.accounts.registration import finish_registration
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.clock import utcnow
from collective.eloket.http.dates import local_time
from collective.eloket.identity.levels import AssuranceLevel
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from tests.accounts.people import Browser
from tests.accounts.people import citizen
from tests.accounts.people import citizen_with_password
from tests.accounts.people import evidence
from tests.accounts.people import PASSWORD
from tests.accounts.people import token
from tests.accounts.people import web_request
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory

import pytest
import secrets
import transaction


NONE, HIGH = AssuranceLevel.NONE, AssuranceLevel.HIGH
RECORD = "collective.eloket.accounts.minimum_"
TODAY = local_time(utcnow()).date()
SOON = TODAY + timedelta(days=30)


@pytest.fixture
def ask(site):
    """Set what the e-desk asks, from today on unless said otherwise."""

    def ask_for(level="none", means=(), since=TODAY):
        values = {"level": level, "means": means, "from": since}
        for name, value in values.items():
            site.portal_registry[RECORD + name] = value
        transaction.commit()

    return ask_for


class TestDay:
    """The day begins at midnight in Brussels."""

    first = Minimum(HIGH, (), date(2027, 1, 1))

    @pytest.mark.parametrize(
        "now, in_force",
        [
            (datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC), False),
            (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), True),
            (datetime(2030, 1, 1, tzinfo=UTC), True),
        ],
    )
    def test_it_begins_at_midnight_there(self, now, in_force):
        assert self.first.is_in_force(now) is in_force

    @pytest.mark.parametrize(
        "nothing",
        [Minimum(NONE, (), TODAY), Minimum(HIGH, (), None), Minimum(NONE, (), None)],
        ids=["no level", "no day", "neither"],
    )
    def test_nothing_is_asked_without_day_and_level(self, nothing):
        assert not nothing.asks and not nothing.is_in_force(utcnow())


@pytest.mark.parametrize(
    "asked, level, means, allowed",
    [
        (("high", ()), HIGH, "eid", True),
        (("high", ()), AssuranceLevel.SUBSTANTIAL, "totp", False),
        (("none", ("eid",)), HIGH, "eid", True),
        (("none", ("eid",)), HIGH, "itsme", False),
        (("high", ("eid", "totp")), AssuranceLevel.SUBSTANTIAL, "totp", False),
        (("substantial", ("eid", "totp")), AssuranceLevel.SUBSTANTIAL, "totp", True),
        (("high", ()), NONE, None, False),
    ],
)
def test_level_and_means_must_both_be_right(ask, asked, level, means, allowed):
    ask(*asked)
    assert is_enough(level, means) is allowed


def test_everything_is_enough_by_default(portal):
    assert is_enough(NONE, "password") and minimum.announced() is None


def test_the_levels_can_be_chosen(portal):
    words = getUtility(IVocabularyFactory, "collective.eloket.levels")(portal)
    assert [term.value for term in words] == ["none", "low", "substantial", "high"]


class TestFromTheDayOn:
    @pytest.fixture
    def name(self, site):
        made = f"noor.{secrets.token_hex(4)}"
        citizen_with_password(made)
        transaction.commit()
        return made

    @pytest.mark.seed("001-06")
    def test_sessions_that_are_too_weak_are_over(self, ask, site, functional):
        noor = citizen()
        transaction.commit()
        weak = Browser(functional).carry(token(noor.id, level=NONE, means="password"))
        strong = Browser(functional).carry(token(noor.id, means="eid"))
        assert weak.session()["user_id"] == noor.id
        ask(means=("eid",))
        assert weak.session()["user_id"] is None
        assert strong.session()["user_id"] == noor.id
        assert weak.call("GET", "@eloket-cases").status_code == 401
        assert weak.get("/e-loket/mijn-aanvragen").status_code == 302
        bearer = {"Authorization": f"Bearer {token(noor.id, means='itsme')}"}
        assert Browser(functional).session(headers=bearer)["user_id"] is None

    @pytest.mark.seed("001-06")
    def test_no_user_name_signs_in_or_registers(self, ask, browser, name):
        form = {"username": name, "password": PASSWORD}
        header = {"X-CSRF-TOKEN": browser.session()["csrf"]}
        ask("high")
        page = "/e-loket/mijn-profiel"
        assert 'name="password"' not in browser.get("/e-loket/aanmelden").text
        assert (
            browser.get("/e-loket/registreren")
            .headers["Location"]
            .endswith("/aanmelden?nieuw=1")
        )
        values = {"_csrf": browser.session()["csrf"], **form}
        for road in ("aanmelden", "registreren"):
            answer = browser.client.post(
                f"{browser.desk}/{road}",
                data=values | {"username": f"x{name}" if "reg" in road else name},
                allow_redirects=False,
            )
            assert answer.status_code == 403, road
            assert answer.cookies.get("eloket-session") is None
        answer = browser.call(
            "POST",
            "@eloket-registration",
            # it is not even told that the name is taken
            json={"username": name, "password": PASSWORD},
            headers=header,
        )
        assert answer.json()["error"]["type"] == "means_too_weak"
        assert browser.get(page).status_code == 302

    def test_a_proof_that_is_too_weak_makes_no_account(self, ask, site):
        ask("high")
        proof = evidence(level=AssuranceLevel.LOW)
        request = web_request()
        service.begin_registration(request, proof)
        again = web_request(
            cookies={
                "eloket-pending": request.response.cookies["eloket-pending"]["value"]
            },
            method="POST",
        )
        with pytest.raises(MeansTooWeakError):
            finish_registration(again, {})
        assert citizen_store().is_empty()

    def test_no_sign_in_is_too_weak(self, ask, site):
        noor = citizen()
        ask(means=("eid",))
        request = web_request()
        with pytest.raises(MeansTooWeakError) as refusal:
            service.sign_in(request, noor, evidence(means="itsme"))
        assert refusal.value.details == {"needed": "none"}
        assert request.response.cookies == {}
        service.sign_in(request, noor, evidence(means="eid"))

    def test_browsers_that_stayed_signed_in_do_so_no_longer(self, ask, browser, name):
        form = {"username": name, "password": PASSWORD, "stay": "1"}
        browser.post("/e-loket/aanmelden", form)
        assert devices.is_offered()
        ask("low")
        assert not devices.is_offered()
        assert browser.session()["user_id"] is None
        del browser.jar["eloket-session"]
        assert browser.session()["user_id"] is None

    def test_only_what_is_enough_is_offered(self, ask, site, browser):
        ask(means=("eid",))
        assert [one.means for one in choices(site, None)] == ["eid"]
        assert [way.id for way in ways_in(site)] == ["burgerprofiel"]
        assert ways_in(site)[0].levels == (HIGH,)
        text = browser.get("/e-loket/aanmelden").text
        assert "kaartlezer" in text and "burgerprofiel/itsme" not in text

    def test_nothing_is_offered_where_nothing_is_enough(self, ask, site):
        ask(means=("none-of-ours",))
        assert ways_in(site) == [] and choices(site, None) == []


class TestBeforeTheDay:
    @pytest.mark.parametrize("page", ["", "/aanmelden", "/registreren"])
    def test_pages_announce_it(self, ask, browser, site, page):
        ask(means=("eid",), since=SOON)
        text = browser.get(f"/e-loket{page}").text
        assert "meldt u zich hier sterker aan" in text
        assert "alleen nog met eID en aangesloten kaartlezer" in text

    def test_several_means_are_all_named(self, ask, browser, site):
        ask("high", since=SOON)
        assert "kaartlezer of itsme" in browser.get("/e-loket").text

    def test_the_level_is_named_where_no_means_of_ours_has_it(self, ask, browser, site):
        ask("high", ("none-of-ours",), SOON)
        assert "minstens niveau hoog" in browser.get("/e-loket").text

    def test_who_is_strong_enough_already_is_left_alone(self, ask, browser, site):
        noor = citizen()
        ask(means=("eid",), since=SOON)
        transaction.commit()
        browser.carry(token(noor.id, means="eid"))
        assert "sterker aan" not in browser.get("/e-loket").text
        browser.carry(token(noor.id, means="itsme"))
        assert "sterker aan" in browser.get("/e-loket").text

    def test_everything_still_works(self, ask, browser, site):
        ask("high", since=SOON)
        noor = citizen()
        transaction.commit()
        browser.carry(token(noor.id, level=NONE, means="password"))
        assert browser.session()["user_id"] == noor.id

    @pytest.mark.parametrize("since", [TODAY, None], ids=["the day came", "no day"])
    def test_nothing_is_announced_then(self, ask, browser, site, since):
        ask("high", since=since)
        assert "sterker aan" not in browser.get("/e-loket").text
