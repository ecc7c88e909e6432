"""Four eyes: two clerks decide together, and they are two people by their numbers.

The first one proposes, the second one decides the same. The rules hang on the steps of
the workflow, so no road avoids them.
"""

from collections.abc import Mapping
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.dossier import open_comment
from collective.eloket.cases.dossier import seal_comment
from collective.eloket.cases.errors import NotFourEyesError
from collective.eloket.cases.errors import NumberUnknownError
from collective.eloket.cases.errors import ProposalMissingError
from collective.eloket.cases.errors import ReasonMissingError
from collective.eloket.cases.errors import SamePersonError
from collective.eloket.cases.errors import VerdictUnknownError
from collective.eloket.cases.model import CLOSE
from collective.eloket.cases.model import OPEN_STATES
from collective.eloket.clock import utcnow
from collective.eloket.mandates.household import keys_of
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime


#: Step of the first clerk, and the steps that it may propose.
PROPOSE = "propose"
VERDICTS = ("approve", "refuse")
#: Where the step's arguments say what is proposed.
VERDICT = "verdict"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the first clerk proposed; ``reason`` in the clear. ``at`` is aware, UTC."""

    verdict: str
    by: str
    at: datetime
    reason: str = field(repr=False)


def proposal_of(case: DocumentRequest) -> Proposal | None:
    """Return what was proposed and not decided yet; None when nothing was."""
    kept = case._proposal
    if kept is None:
        return None
    verdict, by, at, sealed = kept
    return Proposal(verdict, by, at, open_comment(case, sealed))


def check_proposal(case: DocumentRequest, clerk: str, arguments: Mapping) -> None:
    """Look whether this clerk may propose that, for the reason in ``comment``.

    :raises NotFourEyesError: one clerk decides about this case.
    :raises VerdictUnknownError: neither approving nor refusing.
    :raises ReasonMissingError: a refusal needs one, also as a proposal.
    :raises NumberUnknownError: who this clerk is was never proven by a number.
    """
    if not case.four_eyes:
        raise NotFourEyesError
    verdict = arguments.get(VERDICT)
    if verdict not in VERDICTS:
        raise VerdictUnknownError
    if verdict == "refuse" and not str(arguments.get("comment") or "").strip():
        raise ReasonMissingError(PROPOSE)
    if not is_known(clerk):
        raise NumberUnknownError


def is_known(clerk: str) -> bool:
    """Did this clerk prove by a national number who they are?"""
    return bool(keys_of(clerk))


def check_second(case: DocumentRequest, step: str, clerk: str) -> None:
    """Let only a second person make the step that a first one proposed.

    Closing without a decision is for none of the two: they refuse.

    :raises ProposalMissingError: nobody proposed this step.
    :raises SamePersonError: it is the one who proposed, by account or by number.
    :raises NumberUnknownError: who one of the two is, is not proven by a number now.
    """
    if case.four_eyes and step == CLOSE and case.state in OPEN_STATES:
        raise ProposalMissingError
    if not case.four_eyes or step not in VERDICTS:
        return
    proposal = proposal_of(case)
    if proposal is None or proposal.verdict != step:
        raise ProposalMissingError
    first, second = keys_of(proposal.by), keys_of(clerk)
    if proposal.by == clerk or first & second:
        raise SamePersonError
    if not first or not second:
        raise NumberUnknownError


def keep_proposal(case: DocumentRequest, verdict: str, by: str, reason: str) -> None:
    """Keep what was proposed, its reason sealed; an earlier one is replaced."""
    case._proposal = (verdict, by, utcnow(), seal_comment(case, reason))


def forget_proposal(case: DocumentRequest) -> None:
    """Let go of what was proposed: it was decided, or the facts changed."""
    if case._proposal is not None:
        case._proposal = None
