"""A card is read: a question, its answer with the files, and the citizen's yes.

Three steps, each once: ``begin`` gives a nonce, ``hand_in`` checks what the card says
and shows what would change, ``confirm`` writes it. All of it is bound to one session of
one person and lies sealed in the side store until it ends by itself.
"""

from collections.abc import Mapping
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.service import side_store
from collective.eloket.identity.eid.content import read_content
from collective.eloket.identity.eid.verify import check_not_older
from collective.eloket.identity.eid.verify import check_person
from collective.eloket.identity.eid.verify import verify_card
from collective.eloket.identity.eid.verify import verify_presence
from collective.eloket.identity.eid.webeid import read_token
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.parameters import card_store
from collective.eloket.parameters import store
from collective.eloket.parameters.card_model import Begun
from collective.eloket.parameters.card_model import Difference
from collective.eloket.parameters.card_model import differences
from collective.eloket.parameters.card_model import Proof
from collective.eloket.parameters.card_model import Reading
from collective.eloket.parameters.card_writer import apply
from collective.eloket.parameters.cards import verifier
from collective.eloket.parameters.errors import AddressSupersededError
from collective.eloket.parameters.errors import PresenceMissingError
from collective.eloket.parameters.errors import ReadUnknownError
from collective.eloket.parameters.model import SELF
from collective.eloket.vault import service as vault
from datetime import datetime
from datetime import timedelta

import base64
import json
import secrets
import transaction


#: DESIGN: evidence is at most five minutes old, an unconfirmed read ten.
NONCE_LIFE = timedelta(minutes=5)
READ_LIFE = timedelta(minutes=10)
#: Web eID wants 256 bits at least; base64 makes 44 signs of them.
NONCE_BYTES = 32

QUESTION = "card-question"
READING = "card-reading"


def begin(session: ICurrentSession) -> Begun:
    """Return a question for the citizen's card; writes the side store only."""
    now = utcnow()
    begun = Begun(
        read_id=secrets.token_urlsafe(24),
        nonce=base64.b64encode(secrets.token_bytes(NONCE_BYTES)).decode(),
        expires=now + NONCE_LIFE,
    )
    _put(QUESTION, session, begun.read_id, {"nonce": begun.nonce}, NONCE_LIFE, now)
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
    :raises AddressSupersededError: the address was replaced on this account before.
    """
    now = utcnow()
    nonce = _take(QUESTION, session, read_id)["nonce"]
    if not isinstance(presence, Mapping) or not presence.get("webeid"):
        raise PresenceMissingError
    reading = verified(content, presence["webeid"], nonce, now)
    check_is_holder(session.user_id, reading)
    check_is_newest(session.user_id, reading)
    _put(READING, session, read_id, reading.to_json(), READ_LIFE, now)
    return differences(store.read(session.user_id), reading)


def confirm(session: ICurrentSession, read_id: str) -> list[Difference]:
    """Write what the card said, in the request's transaction; return what changed.

    :raises ReadUnknownError: not this session's read, or it is over.
    """
    reading = Reading.from_json(_get(READING, session, read_id))
    check_is_holder(session.user_id, reading)
    check_is_newest(session.user_id, reading)
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
    transaction.get().addAfterCommitHook(_forget, (_key(READING, session, read_id),))
    return apply(session.user_id, reading)


def verified(content: object, token: object, nonce: str, now: datetime) -> Reading:
    """Return what card and holder prove together.

    :raises CardError: one class per cause, see :mod:`identity.eid`.
    """
    checks = verifier()
    sent = read_token(token)
    if content is None:
        presence = verify_presence(sent, nonce, checks, now)
        return Reading.of_presence(presence, Proof.of(presence, None, now))
    files = read_content(content)
    card, presence = verify_card(files, sent, nonce, checks, now)
    return Reading.of_card(card, files, Proof.of(presence, files, now))


def check_is_holder(person_id: str, reading: Reading) -> None:
    """Check that the card is this person's, if their number is proven.

    :raises OtherPersonsCardError: it is somebody else's.
    """
    known = store.read(person_id).get("national_number")
    if known is None or known.source == SELF or known.value is None:
        return
    found = NationalNumber(reading.values["national_number"])
    check_person(found, NationalNumber(known.value))


def check_is_newest(person_id: str, reading: Reading) -> None:
    """Check that neither a newer card nor a newer address was read before.

    :raises OlderCardError: a newer card was.
    :raises AddressSupersededError: a newer address was.
    """
    before = card_store.read(person_id)
    if before is None or reading.valid_from is None:
        return
    check_not_older(reading.valid_from, before.valid_from)
    if reading.address_hash in before.superseded:
        raise AddressSupersededError


def _put(
    kind: str,
    session: ICurrentSession,
    read_id: str,
    what: Mapping[str, object],
    life: timedelta,
    now: datetime,
) -> None:
    key = _key(kind, session, read_id)
    sealed = vault.for_person(session.user_id).seal_json(what, f"{kind}:{key}")
    side_store().put(kind, key, sealed, life, now)


def _take(kind: str, session: ICurrentSession, read_id: object) -> Mapping:
    key = _key(kind, session, read_id)
    return _opened(kind, session, key, side_store().take(kind, key))


def _get(kind: str, session: ICurrentSession, read_id: object) -> Mapping:
    key = _key(kind, session, read_id)
    return _opened(kind, session, key, side_store().get(kind, key))


def _opened(
    kind: str, session: ICurrentSession, key: str, sealed: bytes | None
) -> Mapping:
    if sealed is None:
        raise ReadUnknownError
    return vault.for_person(session.user_id).open_json(sealed, f"{kind}:{key}")


def _forget(committed: bool, key: str) -> None:
    if committed:
        side_store().delete(READING, key)


def _key(kind: str, session: ICurrentSession, read_id: object) -> str:
    if not isinstance(read_id, str):
        raise ReadUnknownError
    # person and session are part of the key: another one's read is not even found
    bound = json.dumps([session.user_id, session.sid, read_id])
    return vault.blind(kind, bound)
