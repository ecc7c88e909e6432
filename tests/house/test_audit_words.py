"""Whatever the code writes into the audit has words: for citizens, and for managers.

Each text of the form ``word.word`` in the source counts as an action, unless it is
known as something else: so an action is found by whatever road it reaches its row.
"""

from collective.eloket.audit.words import ACTIONS
from collective.eloket.cases.alarm import PERSONS
from collective.eloket.cases.alarm import READS
from collective.eloket.cases.alarm import ROWS
from collective.eloket.cases.model import CITIZEN_STEPS
from collective.eloket.cases.model import CLERK_STEPS
from collective.eloket.cases.model import DELIVER
from collective.eloket.cases.registration.model import ANSWERED
from collective.eloket.cases.registration.model import CHANGED
from collective.eloket.cases.registration.model import CREATED
from collective.eloket.cases.registration.model import WITHDRAWN
from collective.eloket.rights.fields import WAY_WORDS
from pathlib import Path
from tests.house.test_doors import modules

import ast
import pytest
import re


ACTION = re.compile(r"[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*")
LOCALES = Path(__file__).parents[2] / "locales"
#: How texts begin, or end, that are no actions: settings and files.
OTHER_BEGINS = ("collective.", "plone.")
OTHER_ENDS = (
    ".css",
    ".dump",
    ".html",
    ".json",
    ".pdf",
    ".pt",
    ".sqlite",
    ".toml",
    ".xml",
)
OTHERS = {
    "spreadsheetml.sheet",
    "wordprocessingml.document",
    # what a case system is told
    *(CREATED, CHANGED, ANSWERED, WITHDRAWN),
}
#: Actions that are put together: how they begin → how they can end.
MADE = {
    "case.": {*CLERK_STEPS, *CITIZEN_STEPS, DELIVER, *(one.token for one in WAY_WORDS)},
    "cases.alarm.": {PERSONS, READS, ROWS},
}


def trees():
    for name, path in modules():
        if not name.startswith("audit.") or not name.endswith("words"):
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def is_action(text) -> bool:
    return (
        isinstance(text, str)
        and ACTION.fullmatch(text) is not None
        and not text.startswith(OTHER_BEGINS)
        and not text.endswith(OTHER_ENDS)
        and text not in OTHERS
    )


def written() -> set[str]:
    """Return the actions that stand in the source as they are."""
    return {
        node.value
        for _name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and is_action(node.value)
    }


def made() -> set[str]:
    """Return how the actions begin that are put together."""
    found = set()
    for _name, tree in trees():
        for call in ast.walk(tree):
            if isinstance(call, ast.Call):
                found |= {begin_of(part) for part in arguments(call)} - {None}
    return found


def arguments(call: ast.Call) -> list[ast.expr]:
    """Return what may be the action of an entry."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name not in ("AuditEntry", "audited", "PersonalDataViewed"):
        return []
    named = [word.value for word in call.keywords if word.arg == "action"]
    return [*call.args[3:4], *named]


def begin_of(part: ast.expr) -> str | None:
    if not isinstance(part, ast.JoinedStr):
        return None
    first = part.values[0]
    return first.value if isinstance(first, ast.Constant) else "?"


def test_each_action_that_the_code_writes_has_words():
    ends = {begin + end for begin, ends in MADE.items() for end in ends}
    assert (written() | ends) - set(ACTIONS) == set()


def test_actions_are_put_together_in_no_other_way():
    assert made() == set(MADE)


def test_no_words_are_left_over():
    ends = {begin + end for begin, ends in MADE.items() for end in ends}
    assert set(ACTIONS) - written() - ends == set()


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_the_words_are_there_in_each_language(language):
    path = LOCALES / language / "LC_MESSAGES" / "collective.eloket.po"
    text = path.read_text(encoding="utf-8")
    for told in ACTIONS.values():
        # an empty text is followed by an empty line
        empty = re.search(rf'^msgid "{told.words}"\nmsgstr ""\n(?!")', text, re.M)
        assert f'msgid "{told.words}"' in text, told.words
        assert empty is None, told.words
