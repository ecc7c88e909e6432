"""Linking and unlinking as its owner does it, page by page."""

from collective.eloket.accounts import service
from collective.eloket.accounts.lookups import find_by_subject
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import service as parameters
from tests.accounts.linking.walker import audited
from tests.accounts.linking.walker import be
from tests.accounts.linking.walker import field
from tests.accounts.linking.walker import JAN
from tests.accounts.linking.walker import last_write
from tests.accounts.linking.walker import LINK
from tests.accounts.linking.walker import LOGIN_TAB
from tests.accounts.linking.walker import mails
from tests.accounts.linking.walker import stored
from tests.accounts.linking.walker import UNLINK
from tests.accounts.linking.walker import Walker
from tests.accounts.oidc import provider as fake
from tests.accounts.people import citizen
from tests.accounts.people import citizen_with_password
from tests.accounts.people import evidence
from tests.accounts.people import token

import pytest
import transaction


class TestLogin:
    @pytest.mark.seed("000-09", "000-10")
    def test_shows_login_data_and_the_button(self, walker, noor):
        walker.sign_in("noor.v1")
        text = walker.get(LOGIN_TAB).text
        for words in (
            "noor.v1",
            "noor@example.com",
            "Voornaam",
            "Niet gekoppeld",
            "Koppel mijn burgerprofiel login",
        ):
            assert words in text

    @pytest.mark.seed("000-08")
    def test_is_for_who_is_signed_in(self, walker, noor):
        answer = walker.get(LOGIN_TAB)
        assert answer.status_code == 302
        assert "/aanmelden" in answer.headers["Location"]
        answer = walker.post(
            LOGIN_TAB, {"link": "burgerprofiel"}, page="/e-loket/aanmelden"
        )
        assert "/aanmelden" in answer.headers["Location"]
        assert "eloket-tx" not in str(answer.headers)

    @pytest.mark.seed("000-12")
    def test_sends_to_the_provider_to_sign_in_anew(self, walker, noor):
        walker.sign_in("noor.v1")
        asked = walker.leave()
        assert asked["prompt"] == "login"
        assert asked["max_age"] == "0"
        assert asked["acr_values"].split()[0].endswith(":eid")

    def test_begins_nothing_by_get(self, walker, noor):
        walker.sign_in("noor.v1")
        answer = walker.get(f"{LOGIN_TAB}?link=burgerprofiel")
        assert answer.status_code == 200
        assert "eloket-tx" not in str(answer.headers)

    def test_says_since_when_and_when_last_used(self, walker, noor):
        walker.sign_in("noor.v1")
        walker.link()
        assert "sinds" in walker.get(LOGIN_TAB).text
        assert "laatst gebruikt" not in walker.get(LOGIN_TAB).text
        walker.come_back(walker.go_to_sign_in())
        assert "laatst gebruikt op" in walker.get(LOGIN_TAB).text


class TestLink:
    @pytest.mark.seed("000-13")
    def test_asks_whose_it_is_before_it_links(self, walker, noor, site):
        walker.sign_in("noor.v1")
        before = stored()
        page = walker.prove()
        for words in (
            "Is dit uw burgerprofiel?",
            "Noor Voorbeeld",
            "niveau hoog",
            "noor.v1",
            "op een gedeelde computer",
            "rijksregisternummer",
        ):
            assert words in page
        assert fake.NUMBER not in page
        assert stored() == before
        answer = walker.confirm(page)
        assert answer.status_code == 303
        assert answer.headers["Location"].endswith("?linked=burgerprofiel")
        told = walker.get("/e-loket/mijn-profiel-login?linked=burgerprofiel").text
        assert "Uw burgerprofiel is gekoppeld" in told
        transaction.begin()
        assert find_by_subject(fake.ISSUER, "person-1").id == noor

    def test_gives_the_account_number_and_names(self, walker, noor, site):
        walker.sign_in("noor.v1")
        walker.link()
        transaction.begin()
        assert service.find_by_number(evidence_number()).id == noor
        known = parameters.known(noor, AssuranceLevel.HIGH)
        assert known["given_names"].value == "Noor"
        assert known["national_number"].source == "provider"
        assert known["email"].source == "self"

    def test_is_told_by_mail_and_in_the_audit(self, walker, noor, site):
        walker.sign_in("noor.v1")
        walker.link()
        (mail,) = mails(site)
        assert mail["to"] == "noor@example.com"
        assert mail["subject"] == "Nieuwe manier om u aan te melden"
        assert "http" not in mail["body"]
        assert "Mijn Burgerprofiel gekoppeld aan uw account" in mail["body"]
        assert audited("identity.link", noor) == [
            ("attempted", "burgerprofiel"),
            ("done", "burgerprofiel"),
        ]

    def test_goes_on_with_the_same_session(self, walker, noor):
        walker.sign_in("noor.v1")
        walker.link()
        assert walker.user_id == noor
        assert walker.session()["level"] == "none"

    def test_this_is_not_me_forgets_it(self, walker, noor):
        walker.sign_in("noor.v1")
        before = stored()
        page = walker.prove()
        answer = walker.confirm(page, stop="1")
        assert answer.headers["Location"].endswith(LOGIN_TAB)
        assert walker.get(LINK).status_code == 302
        assert walker.confirm(page).status_code == 400
        assert stored() == before

    def test_shows_nothing_without_a_proof(self, walker, noor):
        walker.sign_in("noor.v1")
        answer = walker.get(LINK)
        assert answer.status_code == 302
        assert answer.headers["Location"].endswith(LOGIN_TAB)

    @pytest.mark.seed("000-15")
    def test_lets_the_citizen_sign_in_that_way(self, walker, noor, functional, op):
        walker.sign_in("noor.v1")
        walker.link()
        elsewhere = Walker(functional, op)
        elsewhere.come_back(elsewhere.go_to_sign_in())
        assert elsewhere.user_id == noor
        assert elsewhere.session()["level"] == "high"


def evidence_number():
    from collective.eloket.identity.numbers import NationalNumber

    return NationalNumber.parse(fake.NUMBER)


class TestUnlink:
    @pytest.mark.seed("000-14")
    def test_asks_first_and_then_refuses_that_way_in(
        self, walker, noor, functional, op, site
    ):
        walker.sign_in("noor.v1")
        walker.link()
        before = last_write(site)
        page = walker.post(UNLINK, {"provider": "burgerprofiel"}, page=LOGIN_TAB)
        assert "Wilt u ontkoppelen?" in page.text
        assert last_write(site) == before
        answer = walker.unlink()
        assert answer.status_code == 303
        assert answer.headers["Location"].endswith(LOGIN_TAB)
        assert "Niet gekoppeld" in walker.get(LOGIN_TAB).text
        elsewhere = Walker(functional, op)
        refused = elsewhere.come_back(elsewhere.go_to_sign_in())
        assert refused.status_code == 403
        assert "ontkoppeld van zijn account" in refused.text
        assert "de knop Terug" not in refused.text
        assert elsewhere.user_id is None

    def test_is_told_by_mail_and_in_the_audit(self, walker, noor, site):
        walker.sign_in("noor.v1")
        walker.link()
        walker.unlink()
        mail = mails(site)[-1]
        subjects = {mail["subject"] for mail in mails(site)}
        assert "Manier om u aan te melden verwijderd" in subjects
        assert "http" not in mail["body"]
        assert audited("identity.unlink", noor)[-1] == ("done", "burgerprofiel")

    def test_keeps_the_number_on_the_account(self, walker, noor):
        walker.sign_in("noor.v1")
        walker.link()
        walker.unlink()
        transaction.begin()
        assert service.find_by_number(evidence_number()).id == noor

    def test_can_be_linked_again(self, walker, noor):
        walker.sign_in("noor.v1")
        walker.link()
        walker.unlink()
        assert walker.link().status_code == 303
        transaction.begin()
        assert find_by_subject(fake.ISSUER, "person-1").id == noor
        assert stored()["unlinked"] == {}

    def test_ends_the_sessions_it_began_and_no_others(
        self, walker, noor, functional, op
    ):
        walker.sign_in("noor.v1")
        walker.link()
        elsewhere = Walker(functional, op)
        elsewhere.come_back(elsewhere.go_to_sign_in())
        assert elsewhere.user_id == noor
        walker.unlink()
        assert elsewhere.user_id is None
        assert walker.user_id == noor
        # and linking again does not bring them back
        walker.link()
        assert elsewhere.user_id is None

    def test_in_a_session_that_it_began_signs_out(self, walker, noor):
        walker.sign_in("noor.v1")
        walker.link()
        walker.come_back(walker.go_to_sign_in())
        answer = walker.unlink()
        assert answer.headers["Location"].endswith("/aanmelden")
        assert walker.user_id is None

    def test_of_the_only_way_in_is_refused(self, walker, site, op):
        asked = walker.go_to_sign_in()
        walker.come_back(asked)
        walker.post("/e-loket/registreren", {})
        before = stored()
        for answer in (
            walker.get(f"{UNLINK}?provider=burgerprofiel"),
            walker.unlink(),
        ):
            assert answer.status_code == 409
            assert "Ontkoppelen kan nu niet" in answer.text
        assert walker.user_id is not None
        assert stored() == before

    def test_of_what_is_not_linked_is_refused(self, walker, noor):
        walker.sign_in("noor.v1")
        before = stored()
        assert walker.unlink().status_code == 404
        assert walker.unlink("nobody").status_code == 404
        assert stored() == before


class TestNewHere:
    """*Ik heb al een account*: sign in, and link what is pending."""

    def recognised(self, walker):
        answer = walker.come_back(walker.go_to_sign_in())
        assert answer.headers["Location"].endswith("/registreren")
        page = walker.get("/e-loket/registreren").text
        assert "Aanmelden en koppelen" in page
        goal = "aanmelden?came_from=%2Fe-loket%2Fmijn-profiel-koppelen"
        assert goal in page

    def test_signs_in_and_links(self, walker, noor):
        self.recognised(walker)
        form = {"username": "noor.v1", "password": "een lange goede zin"}
        answer = walker.post("/e-loket/aanmelden", {**form, "came_from": LINK})
        assert answer.headers["Location"] == f"{walker.site}{LINK}"
        page = walker.get(LINK).text
        assert "Is dit uw burgerprofiel?" in page
        assert walker.confirm(page).status_code == 303
        transaction.begin()
        assert find_by_subject(fake.ISSUER, "person-1").id == noor
        # what was pending is gone
        assert walker.confirm(page).status_code == 400

    def test_asks_again_when_the_means_was_not_used_just_now(self, walker, noor, op):
        op.claims["auth_time"] = op.now() - 3600
        self.recognised(walker)
        walker.sign_in("noor.v1")
        before = stored()
        page = walker.get(LINK).text
        assert "nog eens wie u bent" in page
        answer = walker.confirm(page)
        assert answer.headers["Location"].startswith(f"{fake.ISSUER}/auth?")
        assert stored() == before
        asked = op.visit(answer.headers["Location"])
        assert asked["prompt"] == "login"
        op.claims["auth_time"] = op.now()
        walker.come_back(asked)
        assert walker.confirm().status_code == 303
        transaction.begin()
        assert find_by_subject(fake.ISSUER, "person-1").id == noor

    def test_asks_again_when_the_provider_does_not_say(self, walker, noor, op):
        op.claims["auth_time"] = None
        self.recognised(walker)
        walker.sign_in("noor.v1")
        assert "nog eens wie u bent" in walker.get(LINK).text

    def test_of_another_browser_is_not_there(self, walker, noor, functional, op):
        self.recognised(walker)
        elsewhere = Walker(functional, op)
        elsewhere.sign_in("noor.v1")
        assert elsewhere.get(LINK).status_code == 302

    def test_of_a_number_on_another_account_is_refused(self, walker, noor, op):
        citizen(evidence(number=evidence_number()))
        transaction.commit()
        self.recognised(walker)
        walker.sign_in("noor.v1")
        before = stored()
        answer = walker.get(LINK)
        assert answer.status_code == 409
        assert stored() == before


def test_the_page_of_another_tab_confirms_nothing_else(walker, noor, op, site):
    """Two tabs: what one shows is not what the other brought."""
    walker.sign_in("noor.v1")
    first = walker.prove()
    be(op, JAN)
    walker.prove()
    before = stored()
    assert field(first, "proof")
    assert walker.confirm(first).status_code == 400
    assert stored() == before


def test_a_citizen_sees_nothing_of_what_another_proved(walker, noor, op):
    citizen_with_password("jan.v1")
    transaction.commit()
    walker.sign_in("noor.v1")
    walker.prove()
    walker.sign_in("jan.v1")
    answer = walker.get(LINK)
    assert answer.status_code == 302


def test_the_account_of_who_has_no_user_name_is_called_by_its_citizen(walker, site):
    names = {"given_names": "Noor", "family_name": "Anders"}
    proof = evidence(provider="csam", number=evidence_number(), attributes=names)
    els = citizen(proof)
    transaction.commit()
    walker.jar.set("eloket-session", token(els.id), domain="localhost.local")
    assert "Noor Anders" in walker.prove()


def test_the_sign_in_page_leads_to_the_means_that_was_chosen(walker, noor):
    answer = walker.post("/e-loket/aanmelden", {"keuze": "burgerprofiel/eid"})
    assert answer.status_code == 303
    asked = walker.op.visit(answer.headers["Location"])
    assert asked["acr_values"] == f"{fake.URN}eid"
