"""With which questions was something asked, and what is different since?

A version is a state of a form while its document was on offer. A case and a draft name
theirs by ``version_of``; here stands what was asked then.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.eloket import _
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.easyform.models import questions_of
from collective.eloket.catalogue.easyform.models import version_of
from collective.eloket.catalogue.questions import Question
from collective.eloket.catalogue.version_words import keep_words
from collective.eloket.catalogue.version_words import place_of
from collective.eloket.catalogue.version_words import words_of_version
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from typing import Self
from zope.i18nmessageid import Message


#: A form that is changed every day for a year fills it; the oldest go first.
MOST_VERSIONS = 365

ADDED = _("change_added", default="New question: ${title}")
REMOVED = _("change_removed", default="No longer asked: ${title}")
RENAMED = _("change_renamed", default="“${before}” now reads “${title}”")
CHOICES = _("change_choices", default="Other choices: ${title}")
REQUIRED = _("change_required", default="Must be answered now: ${title}")
OPTIONAL = _("change_optional", default="May be left open now: ${title}")
KIND = _("change_kind", default="Answered in another way: ${title}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was asked."""

    name: str
    title: str
    kind: str
    required: bool
    choices: tuple[tuple[str, str], ...]

    @classmethod
    def from_question(cls, question: Question) -> Self:
        """Return what is kept of a question."""
        return cls(
            question.name,
            str(question.title),
            question.kind,
            bool(question.required),
            tuple((str(token), str(title)) for token, title in question.choices),
        )

    def said_in(self, words: Mapping[str, str]) -> Self:
        """Return it in other words: place → what is said there."""
        choices = tuple(
            (token, words.get(place_of(self.name, f"choice/{token}"), title))
            for token, title in self.choices
        )
        title = words.get(place_of(self.name, "title"), self.title)
        return replace(self, title=title, choices=choices)


@dataclass(frozen=True, slots=True)
class Version:
    """A state of a form; ``number`` counts from 1, ``since`` is aware, UTC."""

    number: int
    name: str
    since: datetime
    questions: tuple[Asked, ...]


def versions_of(document: OnlineDocument) -> tuple[Version, ...]:
    """Return the versions that are kept, the oldest first."""
    return tuple(
        Version(number, name, since, tuple(Asked(*values) for values in asked))
        for number, name, since, asked in document._form_versions
    )


def find_version(document: OnlineDocument, name: str) -> Version | None:
    """Return the version of that name, the last one when it came twice; or None."""
    found = [one for one in versions_of(document) if one.name == name]
    return found[-1] if found else None


def asked_in(
    document: OnlineDocument, name: str, language: str
) -> dict[str, Asked] | None:
    """Return question → what a version asked, in a language; None: it is not kept.

    What nobody translated is said as ``words_for`` tells.
    """
    version = find_version(document, name)
    if version is None:
        return None
    said = words_of_version(document, name, language)
    return {one.name: one.said_in(said) for one in version.questions}


def note_version(document: OnlineDocument, now: datetime) -> None:
    """Keep what the form asks now; writes nothing when that is the last version."""
    name = version_of(document.form)
    kept = document._form_versions
    if kept and kept[-1][1] == name:
        return
    number = kept[-1][0] + 1 if kept else 1
    asked = tuple(
        (one.name, one.title, one.kind, one.required, one.choices)
        for one in asked_now(document)
    )
    new = (number, name, now, asked)
    document._form_versions = (*kept, new)[-MOST_VERSIONS:]
    keep_words(document, name)


def asked_now(document: OnlineDocument) -> tuple[Asked, ...]:
    """Return what the form asks now."""
    return tuple(Asked.from_question(one) for one in questions_of(document.form))


def changes_since(document: OnlineDocument, name: str) -> list[Message] | None:
    """Return what is different from a version; None when that one is not kept."""
    before = find_version(document, name)
    return None if before is None else changes(before.questions, asked_now(document))


def changes(before: Iterable[Asked], after: Iterable[Asked]) -> list[Message]:
    """Return the differences in words, in the order of the form."""
    old = {one.name: one for one in before}
    new = {one.name: one for one in after}
    found = [
        message
        for name, one in new.items()
        for message in (
            [_said(ADDED, one)] if name not in old else _differ(old[name], one)
        )
    ]
    return found + [_said(REMOVED, one) for name, one in old.items() if name not in new]


def _differ(old: Asked, new: Asked) -> list[Message]:
    found = []
    if old.title != new.title:
        found.append(_said(RENAMED, new, before=old.title))
    if old.kind != new.kind:
        found.append(_said(KIND, new))
    elif old.choices != new.choices:
        found.append(_said(CHOICES, new))
    if old.required != new.required:
        found.append(_said(REQUIRED if new.required else OPTIONAL, new))
    return found


def _said(words: Message, asked: Asked, **more: str) -> Message:
    return Message(words, mapping={"title": asked.title, **more})
