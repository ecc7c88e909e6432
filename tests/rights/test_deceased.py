"""A person has died: no means lets anybody in, nothing leaves, clerks are told."""

from collective.eloket.accounts import closing
from collective.eloket.accounts import service as accounts
from collective.eloket.accounts.errors import AccountClosedError
from collective.eloket.accounts.errors import AccountUnknownError
from collective.eloket.audit import service as audit
from collective.eloket.mandates import service as mandates
from collective.eloket.mandates.errors import MandateEndedError
from collective.eloket.outbox import service as outbox
from collective.eloket.rights import deceased
from collective.eloket.rights import errors
from tests.cases import house
from tests.documents.jobs import jobs
from tests.rights.test_takeout import Officer
from types import SimpleNamespace

import pytest
import transaction


REASON = "Overlijdensakte gezien"


@pytest.fixture
def mia(world):
    transaction.begin()
    house.make_manager("mia")
    transaction.commit()
    return world


def close(world):
    deceased.close("mia", world.noor.id, REASON)
    transaction.commit()


def test_every_session_is_over(mia):
    browser = mia.browser(mia.noor)
    page = f"{mia.desk_url}/mijn-profiel"
    assert browser.get(page, allow_redirects=False).status_code == 200
    close(mia)
    assert browser.get(page, allow_redirects=False).status_code == 302


def test_no_means_begins_another_one(mia):
    close(mia)
    proof = house.evidence("Noor", "Voorbeeld", "noor-sub")
    with pytest.raises(AccountClosedError):
        accounts.sign_in(mia.portal.REQUEST.clone(), mia.noor, proof)


def test_what_waits_to_leave_goes_and_nothing_more_is_written(mia):
    outbox.put("mail", {"to": "noor", "subject": "", "body": "oud"}, mia.noor.id)
    outbox.put("mail", {"to": "jan", "subject": "", "body": "x"}, mia.jan.id)
    close(mia)
    assert outbox.put("mail", {"to": "noor"}, mia.noor.id) == ""
    assert "noor" not in [mail["to"] for mail in jobs(mia.portal, "mail")]
    assert "jan" in [mail["to"] for mail in jobs(mia.portal, "mail")]


def test_clerks_are_told_of_what_is_open(mia):
    close(mia)
    (mail,) = [
        mail for mail in jobs(mia.portal, "mail") if mail["to"].startswith("lieve")
    ]
    assert "overleden" in mail["subject"]
    assert mia.reference in mail["body"]
    assert "Noor" not in mail["body"]


def test_of_what_ended_nobody_is_told(mia):
    mia.act("lieve", "refuse", "Daarom.")
    before = len(jobs(mia.portal, "mail"))
    close(mia)
    assert len(jobs(mia.portal, "mail")) <= before
    assert not [
        mail for mail in jobs(mia.portal, "mail") if mail["to"].startswith("lieve")
    ]


def test_a_question_that_nobody_can_answer_is_decided(mia):
    mia.act("lieve", "ask_information", "Welke straat?")
    page = f"{mia.tasks}/{mia.reference}"
    before = mia.browser("lieve").get(page).text
    assert "is overleden" not in before
    close(mia)
    after = mia.browser("lieve").get(page).text
    assert "De aanvrager is overleden" in after
    assert "stap=refuse" in after
    mia.act("lieve", "refuse", "De aanvrager is overleden.")
    assert mia.refresh().state == "refused"


def test_mandates_do_not_hold(mia):
    mandate = SimpleNamespace(
        state="verified",
        holder=mia.noor.id,
        child=SimpleNamespace(is_of_age=lambda day: False),
    )
    mandates.check_live(mandate)
    close(mia)
    with pytest.raises(MandateEndedError):
        mandates.check_live(mandate)


def test_a_mistake_is_undone(mia):
    close(mia)
    deceased.reopen("mia", mia.noor.id, "Verkeerde persoon")
    transaction.commit()
    page = f"{mia.desk_url}/mijn-profiel"
    assert mia.browser(mia.noor).get(page).status_code == 200
    assert outbox.put("mail", {"to": "noor"}, mia.noor.id) != ""


def test_old_sessions_stay_over_then(mia):
    browser = mia.browser(mia.noor)
    close(mia)
    deceased.reopen("mia", mia.noor.id, "Verkeerde persoon")
    transaction.commit()
    page = f"{mia.desk_url}/mijn-profiel"
    assert browser.get(page, allow_redirects=False).status_code == 302


def test_both_are_in_the_audit_with_their_reasons(mia):
    close(mia)
    closing.reopen("mia", mia.noor.id, "Verkeerde persoon")
    rows = [row.entry for row in audit.find(subject=mia.noor.id)]
    said = [(row.action, row.details) for row in rows if row.details]
    assert ("account.close", {"reason": REASON}) in said
    assert ("account.reopen", {"reason": "Verkeerde persoon"}) in said


def test_a_register_may_say_so(mia):
    closing.close("register", mia.noor.id, REASON, role="register")
    rows = [row.entry for row in audit.find(subject=mia.noor.id)]
    assert "register" in {row.role for row in rows}


@pytest.mark.parametrize(
    "act, error",
    [
        (lambda who: deceased.close("mia", who, ""), errors.HoldReasonError),
        (lambda who: deceased.reopen("mia", who, REASON), AccountUnknownError),
        (lambda who: deceased.close("mia", "x", REASON), AccountUnknownError),
        (lambda who: deceased.reopen("mia", "x", REASON), AccountUnknownError),
    ],
    ids=["no reason", "not closed", "nobody", "nobody to open"],
)
def test_is_refused(mia, act, error):
    with pytest.raises(error):
        act(mia.noor.id)


def test_twice_is_refused(mia):
    close(mia)
    with pytest.raises(AccountClosedError):
        close(mia)


def test_a_manager_does_and_undoes_it_on_the_page(mia):
    officer = Officer(mia, "mia")
    assert officer.post(daad="overleden", reden="kort").status_code == 400
    assert officer.post(daad="overleden", reden=REASON).status_code == 303
    transaction.begin()
    assert closing.is_closed(mia.noor.id)
    text = officer.post().text
    assert "Deze persoon is overleden:" in text
    assert officer.post(daad="overleden", reden=REASON).status_code == 403
    assert officer.post(daad="heropen", reden="Verkeerde persoon").status_code == 303
    transaction.begin()
    assert not closing.is_closed(mia.noor.id)


def test_a_manager_asks_to_erase_on_the_page(mia):
    officer = Officer(mia, "mia")
    answer = officer.post(daad="wissen", reden="Vroeg het aan de balie")
    assert answer.status_code == 409
    assert "Er lopen nog aanvragen" in answer.text
