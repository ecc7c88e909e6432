"""The page *E-mailadres wijzigen*: who may, what must be proven, and who is told."""

from collective.eloket.accounts import former_email
from collective.eloket.accounts.own_mails import address_of
from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.service import side_store
from collective.eloket.parameters.interfaces import ParametersRead
from datetime import timedelta
from tests.accounts.people import Browser
from tests.accounts.people import citizen
from tests.accounts.people import citizen_with_password
from tests.accounts.people import mailed
from tests.accounts.people import mailed_code
from tests.accounts.people import PASSWORD
from tests.accounts.people import token
from zope.event import notify

import pytest
import secrets
import transaction


PAGE = "/e-loket/mijn-profiel-email"
OLD, NEW = "noor@example.com", "noor@voorbeeld.example"


@pytest.fixture
def noor(site):
    """Somebody with an identity at a provider, and no password."""
    made = citizen(email=OLD)
    transaction.commit()
    return made


@pytest.fixture
def lea(site):
    """Somebody with a password only."""
    made = citizen_with_password(f"lea.{secrets.token_hex(4)}")
    transaction.commit()
    return made


@pytest.fixture
def fresh(browser, noor):
    return browser.carry(token(noor.id, timed=True))


@pytest.fixture
def by_password(browser, lea):
    return browser.carry(token(lea.id, means="password", provider="eloket"))


def address(who):
    transaction.begin()
    return address_of(who.id)


def to(site):
    transaction.begin()
    return [(mail["to"], mail["subject"]) for mail in mailed(site)]


def test_the_tab_leads_to_it(fresh):
    assert "mijn-profiel-email" in fresh.get("/e-loket/mijn-profiel-login").text


def test_the_code_that_went_there_changes_it_and_the_former_one_is_told(
    fresh, site, noor
):
    page = fresh.get(PAGE).text
    assert 'name="email"' in page and 'name="old"' not in page
    answer = fresh.post(PAGE, {"email": NEW})
    assert (answer.status_code, answer.headers["Location"]) == (303, fresh.site + PAGE)
    assert address(noor) == OLD
    assert NEW in fresh.get(PAGE).text
    assert to(site) == [(NEW, "Uw code om dit e-mailadres te bevestigen")]
    answer = fresh.post(PAGE, {"code": mailed_code(site)})
    assert answer.headers["Location"].endswith("/mijn-profiel-login")
    assert address(noor) == NEW
    assert to(site)[1:] == [(OLD, "Uw e-mailadres is gewijzigd")]
    assert NEW not in mailed(site)[-1]["body"]
    actions = {row.entry.action for row in audit.find(noor.id)}
    assert {"email.ask", "email.confirm"} <= actions


def change(browser, site, to: str) -> None:
    browser.post(PAGE, {"email": to})
    transaction.begin()
    browser.post(PAGE, {"code": mailed_code(site, to)})
    transaction.begin()


def told_of_the_card(site, who, clerk: str | None) -> list[str]:
    """Return who is mailed that a card changed something; a clerk's read, nothing."""
    transaction.begin()
    before = len(mailed(site))
    notify(ParametersRead(who.id, () if clerk else ("street",), clerk))
    found = mailed(site)[before:]
    transaction.abort()
    subject = "Uw eID werd gelezen aan het loket" if clerk else "gewijzigd met uw eID"
    assert all(subject in mail["subject"] for mail in found)
    return [mail["to"] for mail in found]


@pytest.mark.parametrize("clerk", [None, "tom"], ids=["at home", "at the counter"])
def test_a_card_read_is_told_to_the_addresses_of_before(fresh, site, noor, clerk):
    assert told_of_the_card(site, noor, clerk) == [OLD]
    change(fresh, site, NEW)
    assert told_of_the_card(site, noor, clerk) == [NEW, OLD]
    change(fresh, site, "derde@voorbeeld.example")
    assert told_of_the_card(site, noor, clerk) == ["derde@voorbeeld.example", OLD, NEW]
    change(fresh, site, NEW)
    assert told_of_the_card(site, noor, clerk) == [NEW, OLD, "derde@voorbeeld.example"]
    side_store().sweep(utcnow() + timedelta(days=31))
    assert told_of_the_card(site, noor, clerk) == [NEW]


def test_no_more_changes_push_the_first_address_away(noor):
    transaction.begin()
    for at in range(7):
        former_email.keep(noor.id, f"noor{at}@voorbeeld.example")
        former_email.keep(noor.id, f"noor{at}@voorbeeld.example")
    found = former_email.find(noor.id)
    assert len(set(found)) == len(found)
    assert (found[0], len(found)) == ("noor0@voorbeeld.example", former_email.MOST)


def test_who_had_no_address_tells_nobody(browser, site):
    made = citizen()
    transaction.commit()
    browser.carry(token(made.id, timed=True))
    browser.post(PAGE, {"email": NEW})
    transaction.begin()
    browser.post(PAGE, {"code": mailed_code(site)})
    assert address(made) == NEW
    assert [one for one, _subject in to(site)] == [NEW]


def test_a_wrong_code_changes_nothing(fresh, site, noor):
    fresh.post(PAGE, {"email": NEW})
    transaction.begin()
    code = mailed_code(site)
    wrong = "0000 0000" if code != "0000 0000" else "1111 1111"
    answer = fresh.post(PAGE, {"code": wrong})
    assert answer.status_code == 400
    assert 'href="#code"' in answer.text and 'name="code"' in answer.text
    assert address(noor) == OLD


def test_a_password_is_asked_for_of_who_has_one(by_password, site, lea):
    assert 'name="old"' in by_password.get(PAGE).text
    for old in ("", "een andere zin"):
        answer = by_password.post(PAGE, {"email": NEW, "old": old})
        assert answer.status_code == 400
        assert 'href="#old"' in answer.text
    assert to(site) == []
    by_password.post(PAGE, {"email": NEW, "old": PASSWORD})
    assert to(site) == [(NEW, "Uw code om dit e-mailadres te bevestigen")]


def test_passwords_cannot_be_tried_without_end(by_password, site):
    site.portal_registry["collective.eloket.accounts.wrong_passwords"] = 2
    transaction.commit()
    for status in (400, 400, 429):
        answer = by_password.post(PAGE, {"email": NEW, "old": "een andere zin"})
        assert answer.status_code == status


def test_who_has_none_must_have_signed_in_just_now(browser, site, noor):
    browser.carry(token(noor.id))
    assert "Bewijs eerst dat u het bent" in browser.get(PAGE).text
    answer = browser.post(PAGE, {"email": NEW})
    assert answer.status_code == 403
    assert "Bewijs eerst dat u het bent" in answer.text
    assert to(site) == []


def test_leads_to_the_provider_to_prove_it(browser, site, noor):
    browser.carry(token(noor.id))
    answer = browser.post(PAGE, {"keuze": "burgerprofiel/itsme"})
    # nobody answers for the provider here
    assert answer.status_code in (502, 504)


@pytest.mark.parametrize("email", ["", "noor", "noor@", ["a@b.be", "c@d.be"]], ids=str)
def test_what_is_no_address_is_refused(fresh, site, email):
    answer = fresh.post(PAGE, {"email": email})
    assert answer.status_code == 400
    assert 'href="#email"' in answer.text
    assert to(site) == []


def test_starting_over_forgets_the_code(fresh, site, noor):
    fresh.post(PAGE, {"email": NEW})
    transaction.begin()
    code = mailed_code(site)
    fresh.post(PAGE, {"stop": "1"})
    assert 'name="email"' in fresh.get(PAGE).text
    assert fresh.post(PAGE, {"code": code}).status_code == 400
    assert address(noor) == OLD


def test_no_mailbox_is_flooded_and_nobody_asks_without_end(fresh, site):
    site.portal_registry["collective.eloket.accounts.codes"] = 2
    transaction.commit()
    sent = [fresh.post(PAGE, {"email": f"n{n}@example.com"}) for n in range(3)]
    assert [answer.status_code for answer in sent] == [303, 303, 429]
    assert len(to(site)) == 2


def test_the_code_of_somebody_else_opens_nothing(functional, fresh, site, lea):
    fresh.post(PAGE, {"email": NEW})
    transaction.begin()
    other = Browser(functional).carry(token(lea.id, timed=True))
    answer = other.post(PAGE, {"code": mailed_code(site)})
    assert answer.status_code == 400
    assert address(lea) == OLD


def test_nothing_changes_for_who_sends_it_from_elsewhere(fresh, site):
    answer = fresh.client.post(fresh.site + PAGE, data={"email": NEW})
    assert answer.status_code == 403
    assert to(site) == []
