"""Every road that shows or changes personal data leaves its row in the audit.

``tests/audited.csv`` is written by hand: for each road of the permission matrix that
answers citizens, clerks or managers of the e-loket, who asks here and which action must
be in the audit then; ``-``: it shows and changes nothing of a citizen.
"""

from collective.eloket.audit import service as audit
from collective.eloket.audit.words import ACTIONS
from pathlib import Path
from tests.matrix.changes import CHANGES
from tests.matrix.test_permissions import key
from tests.matrix.test_permissions import rows

import csv


TABLE = Path(__file__).parents[1] / "audited.csv"
SOURCE = Path(__file__).parents[2] / "src" / "collective" / "eloket"
NOTHING = "-"
#: Who works with data of citizens, or is one. Others get nothing of them: the matrix.
ASKING = ("owner", "clerk", "eloket_manager")
ANSWERED = frozenset({"200", "201", "204", "303"})
#: Rows of no citizen; managers read them as they are.
OF_NOBODY = {
    "tasks.list",
    "tasks.export",
    "addresses.list",
    "families.list",
    "holds.list",
    "erasure.list",
    "post.list",
    "counter.list",
}


def audited() -> list[dict]:
    """Read the table."""
    with TABLE.open(newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_road_that_answers_them_stands_in_the_table():
    answering = {
        key(row)
        for row in rows()
        if row["kind"] != "shut" and any(row[who] in ANSWERED for who in ASKING)
    }
    assert {key(row) for row in audited()} == answering


def test_whom_the_table_lets_ask_is_answered():
    matrix = {key(row): row for row in rows()}
    for row in audited():
        assert matrix[key(row)][row["who"]] in ANSWERED, row


def test_every_action_has_words_for_the_citizen():
    named = {row["action"] for row in audited()} - {NOTHING}
    assert named <= set(ACTIONS) | OF_NOBODY


def newest() -> int:
    """Return the id of the newest row."""
    return max((row.id for row in audit.find(most=1)), default=0)


def test_every_road_leaves_its_row(people):
    # each asks as who they are, also after a road that ends sessions
    missing = []
    for row in audited():
        if row["action"] == NOTHING:
            continue
        before = newest()
        answer = people.answer(row, row["who"])
        found = [one.entry for one in audit.find(most=50) if one.id > before]
        actions = {one.action for one in found if one.actor == asker(people, row)}
        if row["action"] not in actions:
            missing.append((*key(row), answer.status_code, sorted(actions)))
    assert missing == []


def asker(people, row) -> str:
    """Return the id under which the audit knows who asks."""
    who = people.names[row["who"]]
    return who if isinstance(who, str) else who.id


#: A status of the matrix that says: more must be sent, or something is not there.
REFUSED = frozenset({"400", "404", "409"})
#: Placeholders that name nothing: their road is that of a real name.
NAMELESS = ("2026-0000-0000", "/onzin", "/x", "/unknown", "/0", "/deliver")


def refused_writes() -> set[tuple[str, str]]:
    """Return the roads that citizens, clerks or managers may write to, if they send."""
    found = set()
    for row in rows():
        statuses = {row[who] for who in ASKING}
        if row["method"] == "GET" or row["kind"] == "shut" or statuses & ANSWERED:
            continue
        # 404 for all of them: there is nothing to write to
        if statuses & REFUSED - {"404"} and not row["road"].endswith(NAMELESS):
            found.add((row["object"], row["road"]))
    return found


def test_every_road_that_changes_something_says_what_it_records():
    missing = refused_writes() - set(CHANGES)
    assert missing == set()


def tests_of_rooms() -> str:
    """Return the text of all tests but those here."""
    root = Path(__file__).parents[1]
    files = (file for file in root.rglob("test_*.py") if file.parent.name != "matrix")
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def test_a_test_looks_at_the_row_of_every_change():
    text = tests_of_rooms()
    named = {action for actions in CHANGES.values() for action in actions}
    assert {action for action in named if f'"{action}"' not in text} == set()
    assert named <= set(ACTIONS)
