"""What a citizen reads of the audit: lines in words, of nobody else."""

from collective.eloket.audit.access_log import access_log
from collective.eloket.audit.access_log import By
from collective.eloket.audit.access_log import Wanted
from collective.eloket.audit.words import ACTIONS
from collective.eloket.audit.words import Kind
from collective.eloket.audit.words import UNKNOWN
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from tests.audit.entries import entry

import pytest
import transaction


NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def services(monkeypatch):
    """Who works here, as Plone would tell it."""
    found = {"clerk-1": "Bevolking"}
    monkeypatch.setattr(
        "collective.eloket.audit.access_log.service_of", lambda who: found.get(who, "")
    )


def lines(**wanted):
    return access_log("citizen-a", Wanted(**wanted)).lines


def own(**changes):
    return entry(actor="citizen-a", role="citizen", purpose=None, **changes)


def test_a_view_by_a_clerk_names_the_service_and_not_the_clerk(audit):
    audit.record(entry(purpose=None), NOW)
    (line,) = lines()
    assert (line.at, line.kind, line.by) == (NOW, Kind.VIEWED, By.SERVICE)
    assert line.who.mapping == {"service": "Bevolking"}
    assert line.what.mapping == {"object": "2026-7F3K-92QX"}
    assert (line.why, line.reference) == ("why_case", "2026-7F3K-92QX")
    assert "clerk-1" not in repr(line)


@pytest.mark.parametrize(
    "changes, by, who, why",
    [
        ({"actor": "citizen-a"}, By.SELF, "log_by_self", "why_own"),
        ({"role": "worker"}, By.SYSTEM, "log_by_system", "why_machine"),
        ({"role": "provider", "actor": None}, By.OTHER, "log_by_provider", None),
        ({"role": "citizen", "actor": "c-b"}, By.OTHER, "log_by_other", None),
        ({"actor": "gone"}, By.SERVICE, "log_by_service", "why_case"),
        ({"action": "x.y"}, By.SERVICE, "log_by_named_service", "why_unknown"),
        ({"purpose": "contact"}, By.SERVICE, "log_by_named_service", "why_contact"),
    ],
    ids=["self", "machine", "provider", "parent", "gone", "unknown", "purpose"],
)
def test_who_it_was_and_why(audit, changes, by, who, why):
    values = {"purpose": None, "action": "case.refuse"} | changes
    audit.record(entry(**values))
    (line,) = lines()
    assert (line.by, line.who, line.why) == (by, who, why or "why_unknown")


def test_nobody_elses_rows_are_told(audit):
    audit.record(entry(subject="citizen-b"))
    audit.record(entry(subject=None))
    assert lines() == ()


def test_a_change_is_one_line_that_says_how_it_ended(audit):
    audit.attempt(entry(action="case.refuse"))
    assert lines() == ()
    transaction.commit()
    audit.attempt(entry(action="case.approve"))
    transaction.abort()
    assert [(line.what, line.failed) for line in lines()] == [
        ("log_case_approve", True),
        ("log_case_refuse", False),
    ]


def test_what_one_only_looked_at_oneself_is_told_when_asked(audit):
    audit.record(own(action="parameters.view"))
    audit.record(own(action="parameters.change", means="eid"))
    audit.record(entry(role="worker", actor=None, action="parameters.view"))
    assert [line.what for line in lines()] == [
        "log_parameters_view",
        "log_parameters_change",
    ]
    assert lines()[1].means == "means_name_eid"
    assert len(lines(own_views=True)) == 3


def test_the_words_of_a_search_are_told_and_no_other_details(audit):
    audit.record(entry(action="citizen.search", details={"words": "Telefoon"}))
    audit.record(entry(action="citizen.search", details={"words": 7, "name": "P"}))
    assert [line.explanation for line in lines()] == ["", "Telefoon"]


@pytest.mark.parametrize("kind", list(Kind))
def test_lines_of_one_kind_can_be_chosen(audit, kind):
    for action in ("case.view", "case.refuse", "case.deliver", "session.begin", "x.y"):
        audit.record(entry(action=action))
    (line,) = lines(kind=kind)
    assert line.kind is kind
    assert len(lines()) == 5


def test_days_can_be_chosen(audit):
    for hours in (-1, 0, 1):
        audit.record(entry(), NOW + timedelta(hours=hours))
    chosen = lines(since=NOW, until=NOW + timedelta(hours=1))
    assert [line.at for line in chosen] == [NOW]


def test_a_page_says_where_the_next_begins(audit):
    ids = [audit.record(entry()) for _number in range(5)]
    first = access_log("citizen-a", Wanted(), size=2)
    second = access_log("citizen-a", Wanted(before=first.next), size=2)
    third = access_log("citizen-a", Wanted(before=second.next), size=2)
    told = [line.id for page in (first, second, third) for line in page.lines]
    assert told == ids[::-1]
    assert third.next is None


def test_a_full_last_page_has_no_next(audit):
    for _number in range(2):
        audit.record(entry())
    assert access_log("citizen-a", Wanted(), size=2).next is None


def test_an_action_without_words_is_told_vaguely(audit):
    audit.record(entry(action="addon.did"))
    assert lines()[0].what == UNKNOWN.words


def test_every_action_has_words_of_its_own():
    words = [told.words for told in ACTIONS.values()]
    assert len(words) == len(set(words))
