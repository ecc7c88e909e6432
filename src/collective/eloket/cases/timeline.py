"""Where does a case stand? Its steps in plain words, with the promised date."""

from collective.eloket import _
from collective.eloket.cases import model
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.dossier import open_comment
from collective.eloket.cases.foureyes import PROPOSE
from collective.eloket.cases.model import COUNTER
from collective.eloket.cases.model import POST
from collective.eloket.cases.words import A_CLERK_CHECKS
from collective.eloket.cases.words import AT_COUNTER
from collective.eloket.cases.words import BRING_CARD
from collective.eloket.cases.words import day_and_time
from collective.eloket.cases.words import FIRST_LOOKED
from collective.eloket.cases.words import HANDED
from collective.eloket.cases.words import LETTER_WORDS
from collective.eloket.cases.words import OUTCOME_STEPS
from collective.eloket.cases.words import POSTED
from collective.eloket.cases.words import SECOND_DECIDES
from collective.eloket.cases.words import STATE_WORDS
from collective.eloket.cases.words import WE_CHECK
from collective.eloket.cases.words import WILL_POST
from collective.eloket.http.dates import long_day
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from zope.i18nmessageid import Message


#: States after which the answer is still to come.
WAITING = (*model.OPEN_STATES, model.APPROVED)

#: In place of the promised day while we wait for the applicant.
TERM_WAITS = _("hint_term_waits", default="The term stands still until you answer.")
NOTES = {model.IN_TREATMENT: A_CLERK_CHECKS}


@dataclass(frozen=True, slots=True)
class PastStep:
    """A step that was made; ``comment`` is in the clear."""

    state: str
    at: datetime
    comment: str = field(repr=False)
    #: Id of the step; and of who made it, a user id.
    action: str = ""
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the timeline; ``kind`` is done, now or next."""

    kind: str
    title: Message
    when: Message | str
    note: Message | str | None = field(default=None, repr=False)


def past_steps(case: DocumentRequest) -> list[PastStep]:
    """Return the steps of a case with their words, oldest first."""
    return [
        PastStep(
            entry["review_state"],
            entry["time"].asdatetime(),
            open_comment(case, entry.get("comments") or ""),
            entry.get("action") or "",
            entry.get("actor") or "",
        )
        for entry in case.workflow_history.get(model.WORKFLOW_ID, ())
    ]


def last_comment(case: DocumentRequest) -> str:
    """Return the words of the last step, in the clear; maybe empty."""
    entry = case.workflow_history[model.WORKFLOW_ID][-1]
    return open_comment(case, entry.get("comments") or "")


def timeline(
    past: list[PastStep], due: date, language: str, outcome: str = "document"
) -> list[Step]:
    """Return the lines to show; the last one holds the promised date while we wait.

    ``outcome`` is the case's: what its last line is called.
    """
    state = past[-1].state
    end = OUTCOME_STEPS[outcome]
    lines = [_line(step, "done", language, end) for step in past]
    if state == model.SUBMITTED:
        lines.append(Step("now", WE_CHECK, ""))
    elif state in WAITING:
        lines[-1] = _line(past[-1], "now", language, end)
    if state == model.ASKED:
        lines.append(Step("next", end, TERM_WAITS))
    elif state in WAITING:
        lines.append(Step("next", end, promised(due, language)))
    return lines


def leaving(case: DocumentRequest, language: str) -> list[Step]:
    """Return the line about post or counter; none for what leaves otherwise, or not."""
    ways = {POST: _posting, COUNTER: _picking_up}
    if case.channel not in ways or not case.has_letter:
        return []
    return ways[case.channel](case, language)


def _picking_up(case: DocumentRequest, language: str) -> list[Step]:
    if case.handed is not None:
        return [Step("done", HANDED, day_and_time(case.handed, language))]
    if case.state == model.CLOSED:
        return []
    return [Step("now", AT_COUNTER, "", BRING_CARD)]


def _posting(case: DocumentRequest, language: str) -> list[Step]:
    if case.posted is not None:
        return [Step("done", POSTED, day_and_time(case.posted, language))]
    return [] if case.state == model.CLOSED else [Step("next", WILL_POST, "")]


def promised(due: date, language: str) -> Message:
    """Return ``ten laatste vrijdag 27 november 2026``."""
    return _(
        "date_at_the_latest",
        default="${day} at the latest",
        mapping={"day": long_day(due, language)},
    )


def _line(step: PastStep, kind: str, language: str, end: Message) -> Step:
    words = STATE_WORDS[step.state].title
    note = step.comment or (NOTES.get(step.state) if kind == "now" else None)
    if step.state == model.DELIVERED:
        words = end
    if step.action == PROPOSE:
        words, note = FIRST_LOOKED, SECOND_DECIDES
    words = LETTER_WORDS.get(step.action, words)
    return Step(
        kind,
        words,
        day_and_time(step.at, language),
        note,
    )
