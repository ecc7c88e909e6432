"""A clerk reads a citizen's card at the counter, with the citizen and the PIN there.

The account is found by the card's number and never chosen. What is read waits for a
yes, as the citizen's own read does, bound to the clerk's session.
"""

from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.clock import utcnow
from collective.eloket.interfaces import IPersonByNumber
from collective.eloket.parameters import reading as readings
from collective.eloket.parameters.address_tasks import check_not_own
from collective.eloket.parameters.card_model import Begun
from collective.eloket.parameters.card_model import Difference
from collective.eloket.parameters.card_model import Reading
from collective.eloket.parameters.card_writer import apply
from collective.eloket.parameters.cards import answered
from collective.eloket.parameters.errors import NobodyHereError
from collective.eloket.parameters.read_store import QUESTION
from collective.eloket.parameters.read_store import Reader
from collective.eloket.parameters.read_store import READING
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from zope.component import getUtility

import transaction


PURPOSE = "counter"


@dataclass(frozen=True, slots=True)
class Found:
    """Whose card it was, and what it says."""

    person_id: str
    reading: Reading = field(repr=False)


def reader(clerk: str, session: str) -> Reader:
    """Return who reads; ``session`` is the same in all requests of the clerk's session.

    Who may read cards at the counter is checked by the caller.
    """
    return Reader(PURPOSE, clerk, session)


def begin(clerk: Reader) -> Begun:
    """Return a question for the citizen's card; writes the side store only."""
    return readings.ask(clerk)


def hand_in(clerk: Reader, read_id: str, content: object, presence: object) -> Found:
    """Check what the card says, and find whose it is; changes nothing.

    :raises ReadUnknownError: not this session's question, or it is over.
    :raises CardError: one class per cause, see :mod:`identity.eid`.
    :raises NobodyHereError: no account has the card's number.
    :raises OwnCardError: it is the clerk's own card.
    :raises AddressSupersededError: the address was replaced before; it is a task now.
    """
    now = utcnow()
    nonce = clerk.take(QUESTION, read_id)["nonce"]
    read = answered(content, readings.token_of(presence), nonce, now)
    read = replace(read, proof=replace(read.proof, clerk=clerk.actor))
    person_id = getUtility(IPersonByNumber).find(read.values["national_number"])
    if person_id is None:
        raise NobodyHereError
    found = Found(person_id, read)
    _check(clerk, found)
    kept = {"person_id": person_id, "reading": read.to_json()}
    clerk.put(READING, read_id, kept, readings.READ_LIFE, now)
    return found


def confirm(clerk: Reader, read_id: str) -> list[Difference]:
    """Write what the card said, in the request's transaction; return what changed.

    The citizen is mailed.

    :raises ReadUnknownError: not this session's read, or it is over.
    """
    kept = clerk.get(READING, read_id)
    found = Found(kept["person_id"], Reading.from_json(kept["reading"]))
    _check(clerk, found)
    proof = found.reading.proof
    audit.attempt(
        AuditEntry(
            clerk.actor,
            "clerk",
            found.person_id,
            "parameters.counter",
            object=proof.id,
            means="eid",
            details=proof.to_json(),
        )
    )
    # only then: Zope may run this request again, and would find nothing
    transaction.get().addAfterCommitHook(_forget, (clerk, read_id))
    return apply(found.person_id, found.reading)


def forget(clerk: Reader, read_id: object) -> None:
    """Let go of what was read; nothing was changed."""
    for kind in (QUESTION, READING):
        clerk.delete(kind, read_id)


def _check(clerk: Reader, found: Found) -> None:
    check_not_own(clerk.actor, found.person_id, found.reading)
    readings.check(found.person_id, found.reading)


def _forget(committed: bool, clerk: Reader, read_id: str) -> None:
    if committed:
        forget(clerk, read_id)
