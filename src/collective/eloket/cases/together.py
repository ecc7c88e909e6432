"""Several cases at once: take, give, let go, decide; each as if it were alone.

The page of tasks and the calls of programs do the same by it.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collective.eloket.cases.access import clerk_case
from collective.eloket.cases.assigning import assign
from collective.eloket.cases.assigning import release
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.errors import StepNotOpenError
from collective.eloket.cases.workflow import make_step
from collective.eloket.errors import EloketError
from dataclasses import dataclass
from dataclasses import field


#: As many as a page of the list shows, with room.
MOST_CHOSEN = 100
TAKE, GIVE, RELEASE = "take", "give", "release"
#: Decisions: steps of the workflow, with one reason for all.
APPROVE, REFUSE = "approve", "refuse"
DECISIONS = (APPROVE, REFUSE)
#: From here on a refusal is not about one case: nothing is kept then (RFC 9110, 15.6).
SERVER_ERRORS = 500


@dataclass(frozen=True, slots=True)
class Chosen:
    """A case that was chosen, and the version of it that the clerk saw."""

    reference: str
    version: str


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done to each: an act, and what it needs to know.

    ``user``: to whom to give. ``comment``: the one reason for all; ``along``: does it
    go into the mails? None: as each document says.
    """

    act: str
    user: str = ""
    comment: str = field(default="", repr=False)
    along: bool | None = None

    def do(self, case: DocumentRequest) -> None:
        """Do it to one case.

        :raises EloketError: a subclass per cause; see ``assigning`` and ``workflow``.
        """
        DEEDS[self.act](self, case)


@dataclass(slots=True)
class Outcome:
    """Which were done, and why each of the others was not; in the order they came."""

    done: list[DocumentRequest] = field(default_factory=list)
    refused: list[tuple[str, EloketError]] = field(default_factory=list)


def do_all(deed: Deed, chosen: Iterable[Chosen]) -> Outcome:
    """Do it to each; one that cannot be done leaves the others as they are.

    :raises EloketError: something is broken here, so none is done.
    """
    outcome = Outcome()
    for one in chosen:
        try:
            case = clerk_case(one.reference)
            if case.version != one.version:
                raise StepNotOpenError(deed.act)
            deed.do(case)
        except EloketError as error:
            if error.status >= SERVER_ERRORS:
                raise
            outcome.refused.append((one.reference, error))
        else:
            outcome.done.append(case)
    return outcome


def decide(deed: Deed, case: DocumentRequest) -> None:
    """Approve or refuse one case, for the reason of all; see ``make_step``."""
    make_step(case, deed.act, deed.comment, along=deed.along)


#: Act → what it does to one case.
DEEDS: dict[str, Callable[[Deed, DocumentRequest], None]] = {
    TAKE: lambda _deed, case: make_step(case, "take", ""),
    GIVE: lambda deed, case: assign(case, deed.user),
    RELEASE: lambda _deed, case: release(case),
    **dict.fromkeys(DECISIONS, decide),
}
