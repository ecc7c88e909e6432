"""Accounts: one identity, one account; nothing is joined silently."""

from argon2 import PasswordHasher
from collective.eloket.accounts import keys
from collective.eloket.accounts import own_password
from collective.eloket.accounts import service
from collective.eloket.accounts import usernames
from collective.eloket.accounts.errors import NoPasswordError
from collective.eloket.accounts.errors import NumberKnownError
from collective.eloket.accounts.errors import PasswordTooShortError
from collective.eloket.accounts.errors import TooManyPasswordsError
from collective.eloket.accounts.errors import UsernameRefusedError
from collective.eloket.accounts.errors import UsernameTakenError
from collective.eloket.accounts.errors import WrongPasswordError
from collective.eloket.accounts.interfaces import ICitizen
from collective.eloket.accounts.interfaces import ICitizenEvent
from collective.eloket.accounts.interfaces import ICitizenRegistered
from collective.eloket.accounts.interfaces import ICitizenSignedIn
from collective.eloket.accounts.interfaces import ICitizenSignedOut
from collective.eloket.accounts.model import Registration
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.session import CitizenSession
from collective.eloket.accounts.store import Citizen
from collective.eloket.accounts.tokens import read_token
from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.session import current_session
from collective.eloket.identity.eid.errors import CardTooYoungError
from collective.eloket.identity.evidence import Subject
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.limits import service as limits
from collective.eloket.parameters import service as parameters
from collective.eloket.vault import service as vault
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone.app.testing import logout
from tests.accounts.people import citizen
from tests.accounts.people import citizen_with_password
from tests.accounts.people import committed
from tests.accounts.people import evidence
from tests.accounts.people import number
from tests.accounts.people import PASSWORD
from tests.accounts.people import session_token
from tests.accounts.people import token
from tests.accounts.people import web_request
from zope.component import getGlobalSiteManager
from zope.interface.verify import verifyObject

import pytest
import secrets


@pytest.fixture(autouse=True)
def nobody(portal):
    logout()


@pytest.fixture
def told():
    """The events about citizens, as they come."""
    seen = []
    manager = getGlobalSiteManager()
    manager.registerHandler(seen.append, (ICitizenEvent,))
    yield seen
    manager.unregisterHandler(seen.append, (ICitizenEvent,))


def fresh_name() -> str:
    """Side store counts outlive a test; a name of its own does not meet them."""
    return f"noor.{secrets.token_hex(6)}"


def from_elsewhere():
    request = web_request(method="POST")
    request.environ["REMOTE_ADDR"] = f"2001:db8:{secrets.token_hex(2)}::1"
    return request


class TestRegistration:
    def test_makes_an_account_with_what_was_proven(self, told):
        proof = evidence(number=number())
        noor = citizen(proof, email="noor@example.com")
        assert verifyObject(ICitizen, noor)
        assert noor.has_number and not noor.has_password
        known = parameters.known(noor.id, AssuranceLevel.HIGH)
        assert known["given_names"].value == "Noor"
        assert known["national_number"].value == number().digits
        assert known["email"].source == "self"
        assert [event.user_id for event in told] == [noor.id]
        assert ICitizenRegistered.providedBy(told[0])

    @pytest.mark.parametrize("born", ["2015-11-26", "2020", "2014-12-31"])
    def test_of_a_child_under_twelve_is_refused(self, born, monkeypatch):
        monkeypatch.setattr(
            service, "utcnow", lambda: datetime(2026, 11, 25, 12, tzinfo=UTC)
        )
        before = len(citizen_store().citizens)
        with pytest.raises(CardTooYoungError):
            citizen(evidence(attributes={"birth_date": born}))
        assert len(citizen_store().citizens) == before

    @pytest.mark.parametrize("born", ["2014-11-25", "2013", "", "onbekend"])
    def test_of_who_is_twelve_or_says_no_day_is_welcome(self, born, monkeypatch):
        monkeypatch.setattr(
            service, "utcnow", lambda: datetime(2026, 11, 25, 12, tzinfo=UTC)
        )
        assert citizen(evidence(attributes={"birth_date": born})).id

    def test_keeps_nothing_of_it_in_clear(self):
        noor = citizen_with_password("geheime.naam")
        kept = repr((vars(noor), list(citizen_store().by_login.items())))
        assert "geheime" not in kept and PASSWORD not in kept
        assert service.own_username(noor.id) == "geheime.naam"

    def test_finds_the_citizen_again(self):
        proof = evidence(number=number())
        noor = citizen(proof)
        found = service.find_by_subject(proof.subject.issuer, proof.subject.sub)
        assert found is service.find_by_number(number()) is noor
        assert service.find_citizen(noor.id) is noor

    @pytest.mark.parametrize(
        "issuer, sub",
        [("https://idp.example", "other"), ("https://other.example", "noor")],
        ids=["another name", "another issuer"],
    )
    def test_another_identity_is_nobody(self, issuer, sub):
        citizen(evidence(subject=Subject("https://idp.example", "noor")))
        assert service.find_by_subject(issuer, sub) is None

    def test_issuer_and_name_do_not_run_together(self):
        one, two = Subject("https://a", "b/c"), Subject("https://a/b", "/c")
        three = Subject("https://ab", "/c")
        assert len({keys.subject_key(each) for each in (one, two, three)}) == 3

    @pytest.mark.seed("001-21")
    def test_of_a_known_identity_gives_the_same_account(self):
        proof = evidence()
        assert citizen(proof) is citizen(proof)

    def test_of_a_known_number_is_refused(self):
        citizen(evidence(number=number()))
        with pytest.raises(NumberKnownError):
            citizen(evidence(number=number()))

    def test_the_store_refuses_a_known_number_too(self):
        noor = citizen(evidence(number=number()))
        other = Citizen("citizen-bbbbbbbbbbbbbbbbbbbbbbbbbb", utcnow())
        other.number_key = noor.number_key
        with pytest.raises(NumberKnownError):
            citizen_store().add(other)

    def test_of_nobody_is_refused(self):
        with pytest.raises(InvalidAnswerError):
            service.register(Registration())

    def test_by_user_name_with_proof_has_both(self):
        noor = citizen(username="Noor.V1 ", password=PASSWORD)
        assert noor.has_password and noor.subjects
        assert service.own_username(noor.id) == "noor.v1"

    @pytest.mark.seed("001-24")
    def test_of_a_taken_user_name_is_refused_with_three_free_ones(self):
        citizen_with_password("noor.v2")
        with pytest.raises(UsernameTakenError) as refusal:
            citizen_with_password("NOOR.V2")
        names = refusal.value.details["suggestions"]
        assert len(set(names)) == 3
        assert all(citizen_with_password(name) for name in names)

    def test_free_names_are_neither_taken_nor_said_twice(self, monkeypatch):
        citizen_with_password("noor1001")
        drawn = iter([1, 2, 2, 3, 4])
        monkeypatch.setattr(secrets, "randbelow", lambda _most: next(drawn))
        found = usernames.free_usernames("noor")
        assert found == ["noor1002", "noor1003", "noor1004"]

    @pytest.mark.parametrize(
        "name", [None, "", "ab", "a b c", "x" * 65, "a/b/c", "<abc>", 7], ids=str
    )
    def test_of_a_strange_user_name_is_refused(self, name):
        with pytest.raises((UsernameRefusedError, InvalidAnswerError)):
            citizen_with_password(name)

    @pytest.mark.parametrize(
        "password", [None, "", "elf tekens!", "x" * 1001, 123456789012], ids=str
    )
    def test_of_a_password_out_of_size_is_refused(self, password):
        with pytest.raises(PasswordTooShortError) as refusal:
            citizen_with_password("noor.v3", password=password)
        assert refusal.value.details == {"minimum_length": 12}

    @pytest.mark.seed("001-25")
    def test_the_size_is_a_setting_down_to_six(self, portal):
        name = "collective.eloket.accounts.password_length"
        portal.portal_registry[name] = 6
        six = {"password": "x7Gk2p"}
        assert citizen_with_password("noor.v4", **six).has_password
        with pytest.raises(Exception, match="5"):
            portal.portal_registry[name] = 5


class TestSignIn:
    def test_gives_cookie_token_and_audit_row(self, told):
        noor = citizen()
        request = web_request()
        text = service.sign_in(request, noor, evidence(means="eid"))
        assert request.response.cookies["eloket-session"]["value"] == text
        last = request.response.cookies["eloket-last-means"]["value"]
        assert last == "burgerprofiel.eid"
        token = read_token(text)
        assert (token.user, token.means, token.provider) == (
            noor.id,
            "eid",
            "burgerprofiel",
        )
        assert ICitizenSignedIn.providedBy(told[-1])
        row = audit.find(noor.id)[0].entry
        assert (row.action, row.actor, row.means) == ("session.begin", noor.id, "eid")

    def test_writes_the_citizen_once_a_day(self):
        noor = citizen()
        service.sign_in(web_request(), noor, evidence())
        noor._p_changed = False
        service.sign_in(web_request(), noor, evidence())
        assert not noor._p_changed
        assert noor.last_seen == utcnow().date()

    def test_ends_the_session_that_the_browser_had(self):
        noor = citizen()
        before = token(noor.id)
        request = web_request(cookies={"eloket-session": before})
        service.sign_in(request, noor, evidence())
        committed()
        again = web_request(cookies={"eloket-session": before})
        assert current_session(again).user_id is None

    @pytest.mark.seed("001-15")
    def test_with_a_password_has_level_none(self):
        name = fresh_name()
        noor = citizen_with_password(name)
        request = from_elsewhere()
        found = service.sign_in_with_password(request, f" {name.upper()}", PASSWORD)
        assert found is noor
        made = read_token(request.response.cookies["eloket-session"]["value"])
        assert (made.level, made.means) == (AssuranceLevel.NONE, "password")
        assert "eloket-last-means" not in request.response.cookies

    def test_with_a_password_of_other_times_keeps_it_with_todays_care(self, portal):
        name = fresh_name()
        noor = citizen_with_password(name)
        weak = PasswordHasher(time_cost=1, memory_cost=64).hash(PASSWORD)
        noor.password = before = vault.seal(weak.encode(), "password")
        service.sign_in_with_password(from_elsewhere(), name, PASSWORD)
        assert noor.password != before
        again = noor.password
        service.sign_in_with_password(from_elsewhere(), name, PASSWORD)
        assert noor.password == again

    @pytest.mark.seed("001-15")
    @pytest.mark.parametrize(
        "password", ["", None, "een andere goede zin", "é" * 2000], ids=str
    )
    def test_with_a_wrong_password_is_refused(self, password):
        name = fresh_name()
        citizen_with_password(name)
        request = from_elsewhere()
        with pytest.raises(WrongPasswordError):
            service.sign_in_with_password(request, name, password)
        assert request.response.cookies == {}

    @pytest.mark.seed("001-16")
    @pytest.mark.parametrize("name", [None, "", "nobody.here"], ids=str)
    def test_of_an_unknown_name_is_refused_in_the_same_way(self, name):
        with pytest.raises(WrongPasswordError):
            service.sign_in_with_password(from_elsewhere(), name, PASSWORD)

    def test_of_who_has_no_password_is_refused(self):
        noor = citizen()
        with pytest.raises(WrongPasswordError):
            service.sign_in_with_password(from_elsewhere(), noor.id, PASSWORD)


class TestTooManyPasswords:
    """Twenty by default; three here."""

    @pytest.fixture(autouse=True)
    def three(self, portal):
        portal.portal_registry["collective.eloket.accounts.wrong_passwords"] = 3

    def wrong(self, request, name):
        with pytest.raises(WrongPasswordError):
            service.sign_in_with_password(request, name, "een foute goede zin")

    def test_for_one_name_from_many_addresses_are_refused(self):
        name = fresh_name()
        citizen_with_password(name)
        for _time in range(3):
            self.wrong(from_elsewhere(), name)
        with pytest.raises(TooManyPasswordsError):
            service.sign_in_with_password(from_elsewhere(), name, PASSWORD)

    def test_from_one_address_for_many_names_are_refused(self):
        request = from_elsewhere()
        for _time in range(3):
            self.wrong(request, fresh_name())
        name = fresh_name()
        citizen_with_password(name)
        with pytest.raises(TooManyPasswordsError):
            service.sign_in_with_password(request, name, PASSWORD)

    def test_again_after_the_wait_wait_longer(self, monkeypatch):
        # a quarter of an hour, and two of the tenths that the window slides by
        now, later = utcnow(), timedelta(minutes=18)
        request = from_elsewhere()
        for times in range(2):
            moment = now + times * later
            monkeypatch.setattr(limits, "utcnow", lambda moment=moment: moment)
            for _time in range(3):
                self.wrong(request, fresh_name())
        monkeypatch.setattr(limits, "utcnow", lambda: now + 2 * later)
        with pytest.raises(TooManyPasswordsError):
            service.sign_in_with_password(request, fresh_name(), PASSWORD)

    def test_just_fewer_are_not(self):
        name = fresh_name()
        noor = citizen_with_password(name)
        request = from_elsewhere()
        for _time in range(2):
            self.wrong(request, name)
        assert service.sign_in_with_password(request, name, PASSWORD) is noor


class TestSignOut:
    @pytest.mark.seed("004-12")
    def test_ends_the_session_everywhere(self, told):
        noor = citizen()
        text = token(noor.id)
        request = web_request(cookies={"eloket-session": text})
        assert service.sign_out(request) == "burgerprofiel"
        assert request.response.cookies["eloket-session"]["value"] == "deleted"
        elsewhere = web_request(auth=f"Bearer {text}")
        assert current_session(elsewhere).user_id is None
        assert ICitizenSignedOut.providedBy(told[-1])
        assert audit.find(noor.id)[0].entry.action == "session.end"

    def test_of_a_stranger_does_nothing(self, told):
        request = web_request()
        assert service.sign_out(request) is None
        assert told == [] and request.response.cookies == {}


class TestNames:
    def test_are_shown_as_far_as_the_level_may_see(self):
        noor = citizen()
        assert service.display_name(noor.id) == "Noor Voorbeeld"
        assert service.display_name(noor.id, AssuranceLevel.LOW) == ""

    def test_of_a_stranger_and_of_nobody_are_empty(self):
        assert service.own_name(current_session(web_request())) == ""
        assert service.display_name("citizen-bbbbbbbbbbbbbbbbbbbbbbbbbb") == ""

    def test_are_the_user_name_when_nothing_else_is_known(self):
        noor = citizen_with_password("noor.v5")
        request = web_request(cookies={"eloket-session": token(noor.id)})
        assert service.own_name(current_session(request)) == "noor.v5"

    def test_may_be_missing(self):
        noor = citizen(evidence(attributes={}))
        request = web_request(cookies={"eloket-session": token(noor.id)})
        assert service.own_name(current_session(request)) == ""


def test_what_was_put_aside_for_this_sign_in_is_named_no_more():
    request = web_request()
    service.sign_in(request, citizen(), evidence(), aside="handle")
    assert request.response.cookies["eloket-aside"]["value"] == "deleted"


def test_a_new_account_stands_in_the_audit():
    made = citizen()
    (row,) = audit.find(subject=made.id)
    assert (row.entry.actor, row.entry.action) == (made.id, "account.register")
    assert row.entry.means == "itsme"


def test_who_has_no_password_has_none_to_change():
    session = CitizenSession(session_token(citizen().id), utcnow())
    with pytest.raises(NoPasswordError):
        own_password.change(web_request(), session, PASSWORD, "een heel andere zin")
