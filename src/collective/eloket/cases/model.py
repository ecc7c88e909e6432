"""A case as its index knows it, and the words for where it stands."""

from collective.eloket.cases.errors import InvalidReferenceError
from collective.eloket.cases.reference import parse_reference
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import UTC
from typing import NamedTuple


WORKFLOW_ID = "eloket_case_workflow"

SUBMITTED = "submitted"
IN_TREATMENT = "in_treatment"
ASKED = "more_information_asked"
#: The step that leads there.
ASK = "ask_information"
APPROVED = "approved"
REFUSED = "refused"
DELIVERED = "delivered"
WITHDRAWN = "withdrawn"
CLOSED = "closed"

STATES = (
    SUBMITTED,
    IN_TREATMENT,
    ASKED,
    APPROVED,
    REFUSED,
    DELIVERED,
    WITHDRAWN,
    CLOSED,
)
#: A clerk still has to do something.
OPEN_STATES = (SUBMITTED, IN_TREATMENT, ASKED)
#: The term runs; while we wait for the applicant it stands still.
RUNNING_STATES = (SUBMITTED, IN_TREATMENT)

#: What follows the state in the place of a case that nobody took.
FREE = ":free"

#: Steps that say nothing without words to the other side.
NEEDS_COMMENT = frozenset(
    {"refuse", "ask_information", "answer_information", "recall", "reissue", "go_on"}
)
#: Steps of the group that handles the case.
CLERK_STEPS = frozenset(
    {
        "take",
        "ask_information",
        "propose",
        "approve",
        "refuse",
        "recall",
        "reissue",
        "close",
        "go_on",
    }
)
#: Steps of the applicant.
CITIZEN_STEPS = frozenset({"answer_information", "withdraw"})
#: The step that ends our waiting for the applicant.
ANSWER = "answer_information"
#: The step only the worker takes, when the answer is there.
DELIVER = "deliver"
#: The step that ends a case, without a decision where we wait for an answer.
CLOSE = "close"
#: The step that lets a case go on though its applicant has died.
GO_ON = "go_on"
#: Steps that take a letter back: for good, or for a new one.
RECALL, REISSUE = "recall", "reissue"
LETTER_STEPS = (RECALL, REISSUE)
#: States in which there is a letter that holds, if any.
LETTER_STATES = (DELIVERED, CLOSED)


#: The channel of letters that the mail room prints.
POST = "post"
#: The channel of letters that clerks hand over at the counter.
COUNTER = "counter"


class Row(NamedTuple):
    """What the index keeps of a case: numbers and ids, no names, no answers."""

    group: str
    state: str
    #: Ordinal of the day (``date.toordinal``).
    due_day: int
    assignee: str
    document: str
    applicant: str
    subject: str
    #: Seconds since 1970, UTC.
    submitted: int
    #: Its applicant has died, and no clerk decided yet what becomes of it.
    halted: bool = False

    @property
    def place(self) -> str:
        """Where it lies in an ordering: by state, and whether anybody took it."""
        return self.state if self.assignee else self.state + FREE

    @property
    def is_for_other(self) -> bool:
        """Is it for somebody else than who asked?"""
        return self.subject != self.applicant

    @property
    def due(self) -> date:
        """The day the answer was promised for."""
        return date.fromordinal(self.due_day)

    @property
    def submitted_at(self) -> datetime:
        """When the case was sent; aware, UTC."""
        return datetime.fromtimestamp(self.submitted, UTC)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which cases a list of tasks shows; days are ordinals, both included.

    ``assignee`` None: whoever took it; empty: nobody did.
    """

    groups: tuple[str, ...]
    states: tuple[str, ...] = OPEN_STATES
    document: str | None = None
    assignee: str | None = None
    first_day: int | None = None
    last_day: int | None = None
    for_others: bool = False
    halted: bool = False

    @property
    def places(self) -> tuple[str, ...]:
        """Where these cases lie; see ``Row.place``."""
        free = tuple(state + FREE for state in self.states)
        if self.assignee is None:
            return (*self.states, *free)
        return self.states if self.assignee else free

    def takes(self, row: Row) -> bool:
        """Is this row, from a tree that may hold more, among the chosen ones?"""
        return (
            row.group in self.groups
            and self.document in (None, row.document)
            and self.assignee in (None, row.assignee)
            and (row.is_for_other or not self.for_others)
            and (row.halted or not self.halted)
        )

    @property
    def is_of_queue(self) -> bool:
        """Do the groups' queues hold just these cases, and no others between them?"""
        return not (self.assignee or self.document or self.for_others)


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list; ``cursor`` asks for the next part, None: there is no more."""

    rows: list[tuple[str, Row]]
    cursor: str | None


def cursor_of(number: int, reference: str) -> str:
    """Return the cursor after the case with that sort number."""
    return f"{number}~{reference}"


def read_cursor(cursor: str | None) -> tuple[int, str] | None:
    """Return what ``cursor_of`` wrote; anything else means: from the start."""
    number, _, reference = (cursor or "").partition("~")
    try:
        return int(number[:20]), parse_reference(reference)
    except (ValueError, InvalidReferenceError):
        return None
