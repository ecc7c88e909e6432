"""A card is read: a question, its answer with the files, and the citizen's yes.

Three steps, each once: ``begin`` gives a nonce, ``hand_in`` checks what the card says
and shows what would change, ``confirm`` writes it. Instead of the card's own answer a
provider may prove that the citizen is there (``arrive``). All of it is bound to one
session of one person and lies sealed in the side store until it ends by itself.
"""

from collections.abc import Mapping
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.clock import utcnow
from collective.eloket.identity.eid.errors import MixedCardsError
from collective.eloket.identity.eid.verify import is_same
from collective.eloket.identity.evidence import Evidence
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.parameters import address_tasks
from collective.eloket.parameters import service
from collective.eloket.parameters.card_checks import check_first_number
from collective.eloket.parameters.card_checks import check_is_holder
from collective.eloket.parameters.card_checks import check_is_newest
from collective.eloket.parameters.card_checks import check_presence
from collective.eloket.parameters.card_checks import proven_number
from collective.eloket.parameters.card_model import Begun
from collective.eloket.parameters.card_model import Difference
from collective.eloket.parameters.card_model import differences
from collective.eloket.parameters.card_model import Reading
from collective.eloket.parameters.card_writer import apply
from collective.eloket.parameters.cards import answered
from collective.eloket.parameters.cards import files_only
from collective.eloket.parameters.errors import AddressSupersededError
from collective.eloket.parameters.errors import PresenceMissingError
from collective.eloket.parameters.errors import ReadUnknownError
from collective.eloket.parameters.model import Value
from collective.eloket.parameters.read_store import PRESENCE
from collective.eloket.parameters.read_store import QUESTION
from collective.eloket.parameters.read_store import Reader
from collective.eloket.parameters.read_store import READING
from datetime import datetime
from datetime import timedelta

import base64
import secrets
import transaction


#: DESIGN: evidence is at most five minutes old, an unconfirmed read ten.
NONCE_LIFE = timedelta(minutes=5)
READ_LIFE = timedelta(minutes=10)
#: Web eID wants 256 bits at least; base64 makes 44 signs of them.
NONCE_BYTES = 32


def begin(session: ICurrentSession) -> Begun:
    """Return a question for the citizen's card; writes the side store only."""
    return ask(Reader.citizen(session))


def ask(reader: Reader) -> Begun:
    """Return a question for a card that this reader holds ready."""
    now = utcnow()
    begun = Begun(
        read_id=secrets.token_urlsafe(24),
        nonce=base64.b64encode(secrets.token_bytes(NONCE_BYTES)).decode(),
        expires=now + NONCE_LIFE,
    )
    question = {"nonce": begun.nonce, "at": now.isoformat()}
    reader.put(QUESTION, begun.read_id, question, NONCE_LIFE, now)
    return begun


def hand_in(
    session: ICurrentSession,
    read_id: str,
    content: object,
    presence: object,
) -> list[Difference]:
    """Check what the card says; return what it would change, empty when nothing.

    The question is used up, whatever comes of it. Nothing of the person is written.
    Without ``content`` only the names come from the card, as the citizen who holds it
    is proven but the address is not signed.

    :raises ReadUnknownError: not this session's question, or it is over.
    :raises CardError: one class per cause, see :mod:`identity.eid`.
    :raises AddressSupersededError: the address was replaced on this account before; a
        clerk has a task then.
    """
    now = utcnow()
    reader = Reader.citizen(session)
    if isinstance(presence, Mapping) and presence.get("provider"):
        reading = add_content(reader, read_id, content, now)
    else:
        nonce = reader.take(QUESTION, read_id)["nonce"]
        reading = answered(content, token_of(presence), nonce, now)
    _keep(reader, read_id, reading)
    return differences(shown_to(session), reading)


def shown_to(session: ICurrentSession) -> dict[str, Value]:
    """Return what we know, as it may stand beside what a card says.

    Who showed the card of the account's own number may see all of it, whatever the
    session. While the account has no number a card proves nothing of whose it is: then
    the session's level counts.
    """
    is_holders = proven_number(session.user_id) is not None
    level = AssuranceLevel.HIGH if is_holders else session.level
    return service.known(session.user_id, level)


def token_of(presence: object) -> object:
    """Return the card's answer.

    :raises PresenceMissingError: there is none.
    """
    if not isinstance(presence, Mapping) or not presence.get("webeid"):
        raise PresenceMissingError
    return presence["webeid"]


def arrive(session: ICurrentSession, read_id: str, evidence: Evidence) -> None:
    """Take what a provider proved on the way back as the answer to our question.

    The question is used up. It renews names; ``hand_in`` may add the card's files.

    :raises ReadUnknownError: not this session's question, or it is over.
    :raises CardError: a subclass per cause, see ``check_presence``.
    :raises OtherPersonsCardError: it was somebody else's eID.
    """
    now = utcnow()
    reader = Reader.citizen(session)
    question = reader.take(QUESTION, read_id)
    check_presence(evidence, datetime.fromisoformat(question["at"]))
    reading = Reading.of_evidence(evidence, now)
    _keep(reader, read_id, reading)
    reader.put(PRESENCE, read_id, reading.to_json(), NONCE_LIFE, now)


def add_content(
    reader: Reader, read_id: str, content: object, now: datetime
) -> Reading:
    """Return what the card says whose holder a provider proved; see ``hand_in``.

    :raises MixedCardsError: the files are of somebody else.
    """
    holder = Reading.from_json(reader.take(PRESENCE, read_id))
    reading = files_only(content, holder.proof, now)
    if not is_same(reading.number, holder.number):
        raise MixedCardsError
    return reading


def awaits_files(session: ICurrentSession, read_id: object) -> bool:
    """Did a provider prove that the holder is here, and may the files still follow?"""
    try:
        Reader.citizen(session).get(PRESENCE, read_id)
    except ReadUnknownError:
        return False
    return True


def find(session: ICurrentSession, read_id: object) -> Reading:
    """Return what waits for the citizen's yes; to be shown to nobody else.

    :raises ReadUnknownError: not this session's read, or it is over.
    """
    return Reading.from_json(Reader.citizen(session).get(READING, read_id))


def forget(session: ICurrentSession, read_id: object) -> None:
    """Let go of all that waits; nothing was changed."""
    forget_values(session, read_id)
    reader = Reader.citizen(session)
    for kind in (QUESTION, PRESENCE):
        reader.delete(kind, read_id)


def forget_values(session: ICurrentSession, read_id: object) -> None:
    """Let go of what was read; the files may still follow what a provider proved."""
    Reader.citizen(session).delete(READING, read_id)


def confirm(session: ICurrentSession, read_id: str) -> list[Difference]:
    """Write what the card said, in the request's transaction; return what changed.

    :raises ReadUnknownError: not this session's read, or it is over.
    """
    reading = find(session, read_id)
    check(session.user_id, reading)
    changed = differences(shown_to(session), reading)
    audit.attempt(
        AuditEntry(
            session.user_id,
            "citizen",
            session.user_id,
            "parameters.card",
            object=reading.proof.id,
            means="eid",
            details=reading.proof.to_json(),
        )
    )
    # only then: Zope may run this request again, and would find nothing
    transaction.get().addAfterCommitHook(_forget, (session, read_id))
    apply(session.user_id, reading)
    return changed


def check(person_id: str, reading: Reading) -> None:
    """Check that the card may change what we know of this person.

    :raises OtherPersonsCardError: it is somebody else's.
    :raises CardKindUnknownError: it may be a child's; see ``check_first_number``.
    :raises OlderCardError: a newer card was read before.
    :raises AddressSupersededError: a newer address was; a clerk has a task then.
    """
    check_is_holder(person_id, reading)
    check_first_number(person_id, reading, utcnow())
    try:
        check_is_newest(person_id, reading)
    except AddressSupersededError:
        address_tasks.add(person_id, reading)
        raise


def _keep(reader: Reader, read_id: str, reading: Reading) -> None:
    check(reader.person_id, reading)
    reader.put(READING, read_id, reading.to_json(), READ_LIFE, utcnow())


def _forget(committed: bool, session: ICurrentSession, read_id: str) -> None:
    if committed:
        forget(session, read_id)
