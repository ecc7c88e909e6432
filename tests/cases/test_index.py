from collective.eloket.cases.counted import COUNTER_SHARDS
from collective.eloket.cases.errors import IndexMissingError
from collective.eloket.cases.index import CaseIndex
from collective.eloket.cases.index import get_index
from collective.eloket.cases.index import SHARDS
from collective.eloket.cases.interfaces import ICaseIndex
from collective.eloket.cases.model import Choice
from collective.eloket.cases.model import OPEN_STATES
from collective.eloket.cases.model import Row
from collective.eloket.cases.model import STATES
from collective.eloket.cases.reference import draw_reference
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from unittest.mock import patch
from zope.interface.verify import verifyObject

import pytest


def row(**change):
    return Row(
        **{
            "group": "bevolking",
            "state": "submitted",
            "due_day": 739_500,
            "assignee": "",
            "document": "doc-1",
            "applicant": "citizen-a",
            "subject": "citizen-a",
            "submitted": 1_795_000_000,
            "halted": False,
        }
        | change
    )


def filled(rows):
    index = CaseIndex()
    cases = [(draw_reference(2026), one) for one in rows]
    for reference, one in cases:
        index.replace(reference, None, one)
    return index, cases


#: All groups of these tests.
GROUPS = ("a", "a2", "b", "bevolking")


def taken_by(user_id, states):
    return Choice(GROUPS, states, assignee=user_id)


def all_pages(ask, size):
    cursor, found = None, []
    while True:
        page = ask(cursor, size)
        assert len(page.rows) <= size
        found += page.rows
        cursor = page.cursor
        if cursor is None:
            return found


def test_keeps_the_contract():
    assert verifyObject(ICaseIndex, CaseIndex())


def test_queue_is_first_due_first():
    index, _cases = filled([row(due_day=739_500 + n % 7) for n in range(40)])
    rows = index.chosen(Choice(("bevolking",), OPEN_STATES), None, 100).rows
    assert [one.due_day for _, one in rows] == sorted(one.due_day for _, one in rows)
    assert len(rows) == 40


def test_queue_merges_states_and_groups_by_day():
    index, _ = filled(
        [
            row(due_day=739_502),
            row(due_day=739_501, state="in_treatment", assignee="lieve"),
            row(due_day=739_500, group="milieu"),
            row(due_day=739_499, state="refused"),
        ]
    )
    rows = index.chosen(
        Choice(
            (
                "bevolking",
                "milieu",
                "none",
            ),
            OPEN_STATES,
        ),
        None,
        10,
    ).rows
    assert [one.due_day for _, one in rows] == [739_500, 739_501, 739_502]


rows_of_any_kind = st.lists(
    st.builds(
        row,
        group=st.sampled_from(["a", "a2", "b"]),
        state=st.sampled_from(STATES),
        due_day=st.integers(739_000, 739_003),
        assignee=st.sampled_from(["", "lieve", "tom"]),
        applicant=st.sampled_from(["citizen-a", "citizen-b"]),
        subject=st.sampled_from(["citizen-a", "citizen-c"]),
        document=st.sampled_from(["doc-1", "doc-2"]),
        submitted=st.integers(1_795_000_000, 1_795_000_003),
        halted=st.booleans(),
    ),
    max_size=30,
)


@settings(max_examples=50, deadline=None)
@given(rows_of_any_kind, st.integers(1, 4))
def test_pages_give_each_case_once_and_nothing_else(rows, size):
    index, cases = filled(rows)
    expected = in_order(found for found in cases if found[1].group == "a")
    found = all_pages(lambda c, n: index.chosen(Choice(("a",), STATES), c, n), size)
    assert [(not one.halted, one.due_day, ref) for ref, one in found] == expected

    mine = {ref for ref, one in cases if one.applicant == "citizen-a"}
    found = all_pages(lambda c, n: index.of_person("citizen-a", c, n), size)
    assert {ref for ref, _ in found} == mine
    assert len(found) == len(mine) == sum(index.asked_by("citizen-a").values())
    times = [one.submitted for _, one in found]
    assert times == sorted(times, reverse=True)

    taken = {ref for ref, one in cases if one.assignee == "tom"}
    found = all_pages(lambda c, n: index.chosen(taken_by("tom", STATES), c, n), size)
    assert {ref for ref, _ in found} == taken


@settings(max_examples=30, deadline=None)
@given(rows_of_any_kind, rows_of_any_kind)
def test_moving_every_case_leaves_no_trace_of_the_old_rows(before, after):
    index, cases = filled(before)
    new = dict(zip((ref for ref, _ in cases), after, strict=False))
    for reference, old in cases:
        index.replace(reference, old, new.get(reference))
    assert dict(index.all_rows()) == new
    for group in "a", "a2", "b":
        counts = index.count(group)
        for state in STATES:
            assert counts[state] == sum(
                one.group == group and one.state == state for one in new.values()
            )
        for document in "doc-1", "doc-2":
            assert sum(index.count(group, document).values()) == sum(
                one.group == group and one.document == document for one in new.values()
            )
        assert index.count_free(group, OPEN_STATES) == sum(
            one.group == group and one.state in OPEN_STATES and not one.assignee
            for one in new.values()
        )


choices = st.builds(
    Choice,
    groups=st.sets(st.sampled_from(["a", "a2", "b"])).map(tuple),
    states=st.sets(st.sampled_from(STATES)).map(tuple),
    document=st.sampled_from([None, "doc-1", "doc-2"]),
    assignee=st.sampled_from([None, "", "lieve", "tom"]),
    first_day=st.sampled_from([None, 739_001, 739_002]),
    last_day=st.sampled_from([None, 739_001, 739_002]),
    for_others=st.booleans(),
    halted=st.booleans(),
)


def is_chosen(choice, one):
    return (
        one.group in choice.groups
        and one.state in choice.states
        and choice.document in (None, one.document)
        and choice.assignee in (None, one.assignee)
        and (choice.first_day is None or one.due_day >= choice.first_day)
        and (choice.last_day is None or one.due_day <= choice.last_day)
        and (not choice.for_others or one.applicant != one.subject)
        and (not choice.halted or one.halted)
    )


def in_order(cases):
    """Return what is halted, and then the others, each first due first."""
    return sorted((not one.halted, one.due_day, ref) for ref, one in cases)


@settings(max_examples=200, deadline=None)
@given(rows_of_any_kind, choices, st.integers(1, 4))
def test_any_choice_gives_what_it_describes_first_due_first(rows, choice, size):
    index, cases = filled(rows)
    expected = in_order(found for found in cases if is_chosen(choice, found[1]))
    found = all_pages(lambda c, n: index.chosen(choice, c, n), size)
    assert [(not one.halted, one.due_day, ref) for ref, one in found] == expected
    assert index.count_chosen(choice, 999) == len(expected)
    assert index.count_chosen(choice, 2) == min(len(expected), 2)


def test_a_page_of_any_day_reads_no_more_than_it_shows():
    """Of many rows before and after the chosen days, none is looked at."""
    index, _ = filled([row(due_day=739_500 + n) for n in range(60)])
    looked = []
    choice = Choice(("bevolking",), first_day=739_530, last_day=739_531)
    with patch.object(Choice, "takes", lambda _self, one: looked.append(one) or True):
        assert len(index.chosen(choice, None, 25).rows) == 2
    assert len(looked) == 2


@pytest.mark.parametrize("choice", [{"assignee": ""}, {"document": "doc-2"}])
@pytest.mark.parametrize("more", [{}, {"first_day": 739_501}], ids=["all", "some days"])
def test_what_nobody_took_or_one_document_is_no_search(choice, more):
    rows = [row(assignee="tom", document="doc-1") for _ in range(50)]
    index, _ = filled([*rows, row(due_day=739_501, document="doc-2")])
    looked = []
    found = Choice(("bevolking",), **choice, **more)
    with patch.object(Choice, "takes", lambda _self, one: looked.append(one) or True):
        assert len(index.chosen(found, None, 25).rows) == 1
    assert len(looked) == 1


def test_the_groups_are_known():
    index, _ = filled([row(), row(group="milieu"), row(group="")])
    assert index.groups() == ["bevolking", "milieu"]


def test_the_documents_of_a_group_are_known():
    index, _ = filled([row(), row(document="doc-2"), row(group="milieu")])
    index.prepare("bevolking", "doc-3")
    assert index.documents_of("bevolking") == ["doc-1", "doc-2", "doc-3"]
    assert index.documents_of("bevolk") == []


def test_parts_are_made_before_the_first_case_and_only_once():
    index = CaseIndex()
    index.prepare("bevolking", "doc-1")
    trees = [index.queues["bevolking", shard] for shard in range(SHARDS)]
    tallies = len(index.tallies)
    assert tallies == 2 * COUNTER_SHARDS
    index.replace(draw_reference(2026), None, row())
    index.prepare("bevolking", "doc-1")
    assert [index.queues["bevolking", shard] for shard in range(SHARDS)] == trees
    assert len(index.tallies) == tallies


def test_clear_forgets_rows_and_keeps_parts():
    index, _ = filled([row(assignee="lieve")] * 5)
    index.clear()
    assert not list(index.all_rows())
    assert index.of_person("citizen-a", None, 10).rows == []
    assert index.asked_by("citizen-a") == {}
    assert index.chosen(taken_by("lieve", STATES), None, 10).rows == []
    assert set(index.count("bevolking").values()) == {0}
    assert ("bevolking", 0) in index.queues


def test_an_index_of_before_is_brought_along_by_making_it_anew():
    index, cases = filled([row()])
    for name in ("others", "tallies", "figures", "own"):
        delattr(index, name)
    assert not index.is_current()
    assert index.asked_by("citizen-a") is None
    index.count_own(None, row())
    index.clear()
    assert index.is_current()
    index.replace(cases[0][0], None, row())
    assert index.count("bevolking")["submitted"] == 1
    assert index.asked_by("citizen-a") == {"citizen-a": 1}


def test_an_index_of_before_shows_its_cases_and_not_who_died():
    index, ((reference, old),) = filled([row()])
    del index.halted
    assert not index.is_current()
    index.replace(reference, old, row(halted=True))
    shown = index.chosen(Choice(("bevolking",), halted=True), None, 10)
    assert shown.rows == []
    index.clear()
    assert index.is_current()
    index.replace(reference, None, row(halted=True))
    shown = index.chosen(Choice(("bevolking",), halted=True), None, 10)
    assert [ref for ref, _ in shown.rows] == [reference]


def test_an_index_without_counts_of_persons_is_one_of_before():
    index = CaseIndex()
    index.own = ()
    assert not index.is_current()


def test_clear_keeps_the_figures_of_months():
    index, cases = filled([row()])
    index.note_asked(cases[0][0], row(), "2026-11")
    index.note_decided("doc-1", "2026-11", ["decided", "days:3"])
    index.clear()
    assert index.asked(("bevolking",), "doc-1") == {"2026-11": 1}
    assert index.decided("doc-1", "2026-11") == {"decided": 1, "days:3": 1}
    assert index.count("bevolking")["submitted"] == 0


def test_a_person_is_not_found_by_the_beginning_of_an_id():
    index, _ = filled([row(applicant="citizen-ab", subject="citizen-ab")])
    assert index.of_person("citizen-a", None, 10).rows == []
    assert index.asked_by("citizen-a") == {}


def test_what_somebody_asked_is_counted_by_whom_it_is_for():
    index, cases = filled([row(), row(subject="child"), row(subject="child")])
    assert index.asked_by("citizen-a") == {"citizen-a": 1, "child": 2}
    assert index.asked_by("child") == {}
    index.replace(*cases[1], None)
    assert index.asked_by("citizen-a") == {"citizen-a": 1, "child": 1}
    for reference, old in (cases[0], cases[2]):
        index.replace(reference, old, None)
    assert index.asked_by("citizen-a") == {}
    index.clear()


def test_a_step_of_a_case_writes_no_count_of_its_applicant():
    index, ((reference, old),) = filled([row()])
    with patch.object(CaseIndex, "_own_tree") as asked:
        index.replace(reference, old, row(state="approved", assignee="lieve"))
    asked.assert_not_called()
    assert index.asked_by("citizen-a") == {"citizen-a": 1}


def test_a_count_reads_no_list():
    index, _cases = filled([row()] * 100)
    index.persons = ()
    assert index.asked_by("citizen-a") == {"citizen-a": 100}


def test_rows_hold_no_names_and_no_answers():
    assert Row._fields == (
        "group",
        "state",
        "due_day",
        "assignee",
        "document",
        "applicant",
        "subject",
        "submitted",
        "halted",
    )


@pytest.mark.parametrize("cursor", ["", "x", "5~nonsense", "~", "é~2026", "9" * 99])
def test_a_strange_cursor_begins_at_the_start(cursor):
    index, cases = filled([row()])
    page = index.chosen(Choice(("bevolking",), OPEN_STATES), cursor, 10)
    assert [ref for ref, _ in page.rows] == [cases[0][0]]


def test_a_site_without_the_eloket_has_no_index():
    with (
        patch("collective.eloket.cases.index.find_index", return_value=None),
        pytest.raises(IndexMissingError),
    ):
        get_index()
