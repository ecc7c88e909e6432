"""What all pages about one case share."""

from collective.eloket import _
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.dossier import Dossier
from collective.eloket.cases.dossier import Letter
from collective.eloket.cases.dossier import open_dossier
from collective.eloket.cases.errors import NoLetterError
from collective.eloket.cases.hidden import hidden_answers
from collective.eloket.cases.interfaces import IAnswersFile
from collective.eloket.cases.timeline import leaving
from collective.eloket.cases.timeline import past_steps
from collective.eloket.cases.timeline import Step
from collective.eloket.cases.timeline import timeline
from collective.eloket.cases.words import SOURCES
from collective.eloket.cases.words import STATE_WORDS
from collective.eloket.cases.words import StateWords
from collective.eloket.catalogue.vocabularies import LEVEL_WORDS
from collective.eloket.catalogue.words import NO
from collective.eloket.catalogue.words import YES
from collective.eloket.http.dates import long_day
from collective.eloket.http.dates import plain_day
from collective.eloket.http.view import EloketView
from collective.eloket.identity.organisations import OrganisationNumber
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from functools import cached_property
from plone import api
from urllib.parse import quote
from zope.component import getUtility
from zope.i18n import translate
from zope.i18nmessageid import Message


#: Name after the reference, for what was asked and answered as a PDF.
ANSWERS = "antwoorden"

STEP_ICONS = {"done": "tick", "now": "ring", "next": "clock"}


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of *Antwoorden*; ``value`` None: hidden until asked for."""

    name: str
    title: str
    value: str | None = field(repr=False)
    source: Message | None


class CasePage(EloketView):
    """A page about ``self.case``, which the subclass or its maker checked and set."""

    case: DocumentRequest

    @property
    def language(self) -> str:
        """The language of the page."""
        return api.portal.get_current_language()

    @property
    def reference(self) -> str:
        """The name of the case."""
        return self.case.getId()

    @cached_property
    def dossier(self) -> Dossier:
        """The opened contents of the case."""
        return open_dossier(self.case)

    @property
    def title(self) -> str:
        """The title of the document for who asked, as it was when the case was sent."""
        return self.dossier.applicants_title

    @property
    def for_whom(self) -> str:
        """The name of the child that it is for; empty: for who asked."""
        return self.dossier.subject_name

    @property
    def organisation(self) -> str:
        """Number of the organisation that it is for; empty for a person."""
        code = self.case.organisation
        return OrganisationNumber(code).shown if code else ""

    @property
    def state(self) -> StateWords:
        """Word, drawing and tag of the state."""
        return STATE_WORDS[self.case.state]

    @property
    def due(self) -> str:
        """The promised day in words."""
        return long_day(self.case.due, self.language)

    def steps(self) -> list[Step]:
        """Return the lines of the timeline."""
        case = self.case
        lines = timeline(past_steps(case), case.due, self.language, case.outcome)
        return lines + leaving(case, self.language)

    def step_icon(self, step: Step) -> str:
        """Return the drawing before a line of the timeline."""
        return self.icon(STEP_ICONS[step.kind])

    def short_day(self, day: date) -> str:
        """Return ``27 november 2026``."""
        return plain_day(day, self.language)

    @property
    def hidden(self) -> frozenset[str]:
        """The answers that stand here as a number to ask for."""
        return hidden_answers(self.dossier)

    def answers(self, show_hidden: bool = False) -> list[Answer]:
        """Return the lines of *Antwoorden*; national numbers only if they are asked."""
        hidden = frozenset() if show_hidden else self.hidden
        dossier = self.dossier
        return [
            Answer(
                name,
                title,
                None if name in hidden else self._in_words(dossier.shown(name)),
                _source(dossier.sources.get(name)),
            )
            for name, title in dossier.labels
        ]

    def _in_words(self, value) -> str:
        if isinstance(value, bool):
            return translate(YES if value else NO, context=self.request)
        if isinstance(value, list):
            return ", ".join(self._in_words(part) for part in value)
        return "" if value is None else str(value)

    def send_file(self, number: str) -> bytes:
        """Send a file that came with the case.

        :raises NoLetterError: it has none of that number.
        """
        files = self.case._files
        if not number.isascii() or not number.isdigit() or int(number) >= len(files):
            raise NoLetterError
        about = self.dossier.files[int(number)]
        return self.send(
            Letter(
                about["name"], about["content_type"], files[int(number)].open_bytes()
            )
        )

    def send_answers(
        self, language: str, hidden: frozenset[str] = frozenset()
    ) -> bytes:
        """Send what was asked and answered, as a PDF that is made now."""
        shown = {
            name: value
            for name, value in self.dossier.answers.items()
            if name not in hidden
        }
        dossier = replace(self.dossier, answers=shown)
        return self.send(getUtility(IAnswersFile).make(self.case, dossier, language))

    def send(self, letter: Letter) -> bytes:
        """Send a file to be saved, never shown as a page of this site."""
        response = self.request.response
        response.setHeader("Content-Type", letter.content_type)
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("Content-Security-Policy", "sandbox")
        name = quote(letter.filename, safe="")
        response.setHeader(
            "Content-Disposition", f"attachment; filename*=UTF-8''{name}"
        )
        return letter.data


def _source(about: dict[str, str] | None) -> Message | None:
    """Return who vouches for an answer; None for what the citizen typed."""
    source = SOURCES.get((about or {}).get("source"))
    if source is None:
        return None
    return _(
        "source_and_level",
        default="${source}, level ${level}",
        mapping={
            "source": source,
            "level": LEVEL_WORDS.getTerm(about.get("level", "none")).title,
        },
    )
