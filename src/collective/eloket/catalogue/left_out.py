"""What was typed and is not sent: the form, or what is proven, is another now."""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.eloket import _
from collective.eloket.catalogue.drafted import Draft
from collective.eloket.catalogue.questions import Question
from collective.eloket.catalogue.versions import Asked
from collective.eloket.catalogue.versions import Version
from collective.eloket.parameters.model import Value
from typing import Any
from zope.i18nmessageid import Message


GONE = _("left_out_gone", default="${title}: this is no longer asked")
PROVEN = _("left_out_proven", default="${title}: this is proven in the meantime")
KIND = _("left_out_kind", default="${title}: this is asked in another way now")

#: Kinds of questions that are answered with several texts.
SEVERAL = frozenset({"choices", "address"})


def left_out(
    questions: Iterable[Question],
    locked: Mapping[str, Value],
    before: Mapping[str, list[Asked]],
    draft: Draft,
) -> dict[str, Message]:
    """Return question → why its answer or file of the draft is not sent.

    ``before`` is what was asked in earlier versions of the form, by question. What the
    form never asked is not told, and what is not right in a form that did not change
    is for who reads the answers.
    """
    now = {question.name: question for question in questions}
    given: list[tuple[str, Any, bool]] = [
        *((name, value, False) for name, value in draft.answers.items()),
        *((name, kept.name, True) for name, kept in draft.files.items()),
    ]
    found = {}
    for name, value, is_file in given:
        question, earlier = now.get(name), before.get(name, [])
        why = None
        if question is None:
            why = GONE if earlier else None
        elif name in locked:
            why = PROVEN if is_file or value != locked[name].value else None
        elif not fits_kind(question, value, is_file):
            why = KIND if _was_another(question, earlier) else None
        if why is not None and is_given(value):
            title = earlier[-1].title if question is None else question.title
            found[name] = Message(why, mapping={"title": title})
    return found


def _was_another(question: Question, earlier: Iterable[Asked]) -> bool:
    return any(one.kind != question.kind for one in earlier)


def is_given(value: Any) -> bool:
    """Is there anything in what a form sent for a question?"""
    return any(value) if isinstance(value, list) else bool(value)


def fits_kind(question: Question, value: Any, is_file: bool) -> bool:
    """Can this be what a form sends for a question of that kind?"""
    if is_file or question.kind == "file":
        return is_file and question.kind == "file"
    if isinstance(value, list):
        return question.kind in SEVERAL
    return question.kind != "address"


def by_question(versions: Iterable[Version]) -> dict[str, list[Asked]]:
    """Return what was asked, by question, the oldest first."""
    found: dict[str, list[Asked]] = {}
    for version in versions:
        for asked in version.questions:
            found.setdefault(asked.name, []).append(asked)
    return found
