"""What must not be erased: set and let go with a reason, sealed and on record."""

from collective.eloket.audit import service as audit
from collective.eloket.cases.forgetting import anonymise
from collective.eloket.rights import errors
from collective.eloket.rights import holds
from collective.eloket.rights.store import rights
from collective.eloket.vault import service as vault

import pytest


REASON = "Rechtszaak over de woning"


def test_a_hold_says_who_when_and_why(case, noor):
    holds.hold_case("mia", case.getId().lower(), f"  {REASON} ")
    (hold,) = holds.every_hold()
    assert (hold.reference, hold.person_id) == (case.getId(), noor.id)
    assert (hold.by, hold.reason) == ("mia", REASON)
    assert holds.is_held(case)
    assert holds.is_person_held(noor.id)
    assert not holds.is_person_held("somebody")


def test_its_reason_is_sealed_for_the_person(case, noor):
    holds.hold_applicant("mia", case.getId(), REASON)
    (kept,) = rights().holds.values()
    assert REASON.encode() not in kept.sealed
    vault.forget_person(noor.id)
    (hold,) = holds.every_hold()
    assert hold.reason == ""


def test_both_are_in_the_audit_with_their_reasons(case, noor):
    holds.hold_case("mia", case.getId(), REASON)
    holds.lift("mia", f"case:{case.getId()}", "De zaak is rond")
    found = [
        (row.entry.action, row.entry.object, row.entry.details)
        for row in audit.find(subject=noor.id)
        if row.entry.action.startswith("hold.")
    ]
    assert found == [
        ("hold.lift", case.getId(), {"reason": "De zaak is rond"}),
        ("hold.set", case.getId(), {"reason": REASON}),
    ]
    assert not holds.is_held(case)


def test_an_audit_row_about_a_person_names_no_case(noor):
    holds.hold_person("mia", noor.id, REASON)
    (row,) = [
        row for row in audit.find(subject=noor.id) if row.entry.action == "hold.set"
    ]
    assert row.entry.object is None


@pytest.mark.parametrize("reason", ["", "    ", "kort", "x" * 2001, None], ids=repr)
def test_a_reason_that_says_nothing_is_refused(case, reason):
    with pytest.raises(errors.HoldReasonError):
        holds.hold_case("mia", case.getId(), reason)
    assert len(rights().holds) == 0


@pytest.mark.parametrize("reference", ["2026-0000-0000", "niets", ""])
def test_what_is_not_there_cannot_be_held(case, reference):
    with pytest.raises(errors.HoldCaseUnknownError):
        holds.hold_case("mia", reference, REASON)


def test_what_is_nobodys_cannot_be_held(case):
    anonymise(case)
    with pytest.raises(errors.HoldCaseUnknownError):
        holds.hold_applicant("mia", case.getId(), REASON)


def test_twice_is_once(case):
    holds.hold_case("mia", case.getId(), REASON)
    with pytest.raises(errors.HoldKnownError):
        holds.hold_case("mia", case.getId(), REASON)


def test_what_is_not_held_cannot_be_let_go(case):
    with pytest.raises(errors.HoldUnknownError):
        holds.lift("mia", f"case:{case.getId()}", REASON)


def test_letting_go_needs_a_reason(case):
    holds.hold_case("mia", case.getId(), REASON)
    with pytest.raises(errors.HoldReasonError):
        holds.lift("mia", f"case:{case.getId()}", "")
    assert holds.is_held(case)
