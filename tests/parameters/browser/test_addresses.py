"""An address that was replaced before goes to a clerk, who decides with a reason."""

from collective.eloket.accounts.keys import number_key
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.store import Member
from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import address_tasks
from collective.eloket.parameters import card_store
from collective.eloket.parameters import service as parameters
from collective.eloket.vault import service as vault
from tests.accounts.people import mailed
from tests.accounts.people import number
from tests.identity.eid.house import card
from tests.parameters.browser.reader import CardReader
from tests.parameters.browser.reader import words
from tests.parameters.browser.test_read import MOVED

import pytest
import transaction


PAGE = "/e-loket/taken-adressen"
READ = "/e-loket/mijn-parameters-lezen"
CARD = card("ec")
REASON = "U woont er opnieuw, zegt het register."


def texts(user_id: str) -> dict[str, str]:
    transaction.begin()
    known = parameters.known(user_id, AssuranceLevel.HIGH)
    return {name: value.value for name, value in known.items()}


@pytest.fixture
def refused(noor, signed_in):
    """The answer to a card whose address was replaced by a newer one before."""
    reader = CardReader(signed_in(noor), READ)
    for one in (CARD, MOVED):
        reader.read(one)
        reader.confirm()
    answer = reader.read(CARD)
    transaction.begin()
    return answer


@pytest.fixture
def task(refused):
    (found,) = address_tasks.waiting()
    return found


def decide(clerk, task, **changes):
    form = {"taak": task.id, "besluit": "ja", "reden": REASON}
    return clerk.post(PAGE, form | changes, page=f"{PAGE}?taak={task.id}")


def test_the_citizen_reads_that_a_colleague_looks(refused, noor):
    assert refused.status_code == 422
    said = words(refused.text)
    assert "Het adres op deze kaart werd al vervangen" in said
    assert "Een collega kijkt het na" in said
    assert "houden we alleen voor die collega bij" in said
    assert texts(noor)["municipality"] == "Elders"


def test_a_task_waits_sealed(task, noor):
    assert task.person_id == noor
    assert task.reading.values["municipality"] == "Testegem"
    (kept,) = address_tasks.tasks().values()
    assert b"Testegem" not in kept.sealed
    assert address_tasks.count() == 1


def test_the_same_card_again_is_the_same_task(task, noor, signed_in):
    CardReader(signed_in(noor), READ).read(CARD)
    transaction.begin()
    assert address_tasks.count() == 1


def test_the_list_says_who_and_the_task_says_what(clerk, task):
    assert "Noor Elisa Voorbeeld" in words(clerk.get(PAGE).text)
    said = words(clerk.get(f"{PAGE}?taak={task.id}").text)
    assert "Adres van Noor Elisa Voorbeeld" in said
    assert "Modelplein 3 9998 Elders Voorbeeldstraat 12 9999 Testegem" in said


def test_the_list_may_be_empty(clerk):
    assert "Er wacht geen adres op een beslissing." in clerk.get(PAGE).text


def test_looking_is_audited(clerk, task, noor):
    begun = utcnow()
    clerk.get(PAGE)
    clerk.get(f"{PAGE}?taak={task.id}")
    actions = [row.entry.action for row in audit.find(since=begun)]
    assert actions == ["address.view", "addresses.list"]
    assert [row.entry.actor for row in audit.find(noor, begun)] == ["tom"]


def test_yes_lets_the_address_count_again(clerk, task, noor, functional):
    assert decide(clerk, task).status_code == 303
    found = texts(noor)
    assert (found["street"], found["municipality"]) == (
        "Voorbeeldstraat 12",
        "Testegem",
    )
    value = parameters.known(noor, AssuranceLevel.HIGH)["street"]
    assert (value.source, value.level) == ("clerk", AssuranceLevel.HIGH)
    record = card_store.read(noor)
    assert record.address_hash == task.reading.address_hash
    assert task.reading.address_hash not in record.superseded
    assert record.proofs[-1]["decided_by"] == "tom"
    mail = mailed(functional["portal"])[-1]
    assert mail["subject"] == "Het adres van uw kaart geldt opnieuw"
    assert REASON in mail["body"]
    assert address_tasks.count() == 0


def test_after_a_yes_the_card_is_welcome_and_the_other_one_is_not(
    clerk, task, noor, signed_in
):
    decide(clerk, task)
    reader = CardReader(signed_in(noor), READ)
    assert reader.read(CARD).status_code == 200
    assert reader.read(MOVED).status_code == 422


def test_no_keeps_what_we_have(clerk, task, noor, functional):
    begun = utcnow()
    assert decide(clerk, task, besluit="nee").status_code == 303
    assert texts(noor)["municipality"] == "Elders"
    mail = mailed(functional["portal"])[-1]
    assert mail["subject"] == "Uw adres blijft zoals het was"
    assert REASON in mail["body"]
    assert address_tasks.count() == 0
    actions = {row.entry.action for row in audit.find(noor, since=begun)}
    assert "address.refuse" in actions


def test_a_decision_is_audited_with_its_reason(clerk, task, noor):
    begun = utcnow()
    decide(clerk, task)
    (row,) = [r for r in audit.find(noor, begun) if r.entry.details]
    assert (row.entry.actor, row.entry.action) == ("tom", "address.accept")
    assert row.entry.details == {"reason": REASON}


@pytest.mark.parametrize("reason", ["", "    ", "ja", "x" * 2001])
def test_a_decision_without_reason_is_none(clerk, task, noor, reason):
    answer = decide(clerk, task, reden=reason)
    assert answer.status_code == 400
    assert "Zonder reden beslist u niets" in answer.text
    assert "Adres van" in answer.text
    assert texts(noor)["municipality"] == "Elders"
    assert address_tasks.count() == 1


@pytest.mark.parametrize(
    "changes, status",
    [({"besluit": "misschien"}, 400), ({"besluit": ""}, 400), ({"taak": "x"}, 404)],
    ids=["another word", "no word", "another task"],
)
def test_other_decisions_are_refused(clerk, task, changes, status):
    assert decide(clerk, task, **changes).status_code == status
    transaction.begin()
    assert address_tasks.count() == 1


def test_a_decision_is_made_once(clerk, task):
    decide(clerk, task)
    assert clerk.get(f"{PAGE}?taak={task.id}").status_code == 404


def test_nobody_decides_on_an_own_address(clerk, task, noor):
    own = Member("tom", utcnow())
    own.number_key = number_key(number())
    citizen_store().members["tom"] = own
    transaction.commit()
    assert decide(clerk, task).status_code == 403
    assert texts(noor)["municipality"] == "Elders"


def test_who_was_erased_is_passed_over(clerk, task, noor):
    vault.forget_person(noor)
    assert "Er wacht geen adres" in clerk.get(PAGE).text
    assert clerk.get(f"{PAGE}?taak={task.id}").status_code == 404


def test_the_counter_leaves_a_task_too(clerk, task, noor):
    address_tasks.drop(noor)
    transaction.commit()
    reader = CardReader(clerk, "/e-loket/taken-eid")
    assert reader.read(CARD).status_code == 422
    transaction.begin()
    assert address_tasks.count() == 1


def test_a_program_leaves_a_task_too(task, noor, functional):
    from tests.parameters.restapi.test_parameters import Program

    address_tasks.drop(noor)
    transaction.commit()
    program = Program(functional, noor)
    answer = program.hand_in(program.begin(), CARD)
    assert answer.status_code == 422
    assert answer.json()["error"]["type"] == "card_address_superseded"
    transaction.begin()
    assert address_tasks.count() == 1
