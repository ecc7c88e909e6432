"""Cards for the parameters: a trust folder, an origin, and nobody that is revoked."""

from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.interfaces import IRevocationChecker
from collective.eloket.parameters import cards
from collective.eloket.parameters import reading
from contextlib import contextmanager
from dataclasses import dataclass
from plone.registry.interfaces import IRegistry
from tests.identity.eid import house
from tests.identity.eid.test_folder import toml
from zope.component import getSiteManager
from zope.component import getUtility
from zope.interface import implementer

import base64
import os


ORIGIN = house.ORIGIN
GENERATION = "ec"
CARD_SIGN_IN = "collective.eloket.accounts.card_sign_in"


@implementer(ICurrentSession)
@dataclass
class Session:
    """Who is signed in, as far as reading a card asks."""

    user_id: str
    sid: str = "sid-1"
    means: str = "itsme"
    level: AssuranceLevel = AssuranceLevel.HIGH


@contextmanager
def cards_are_read(folder):
    """Let this site read the cards of our own PKI, and believe nobody is revoked."""
    made = house.pki(GENERATION)
    (folder / "root.der").write_bytes(made.root.der)
    (folder / "root.toml").write_text(toml())
    (folder / "citizens.der").write_bytes(made.citizens.der)
    nobody = house.Nobody()
    before = os.environ.get("ELOKET_TRUST_DIR")
    os.environ["ELOKET_TRUST_DIR"] = str(folder)
    record = getUtility(IRegistry).records[cards.ORIGIN]
    record.value = ORIGIN
    switch = getUtility(IRegistry).records[CARD_SIGN_IN]
    switch.value = True
    sites = getSiteManager()
    sites.registerUtility(nobody, IRevocationChecker)
    try:
        yield nobody
    finally:
        sites.unregisterUtility(nobody, IRevocationChecker)
        record.value = None
        switch.value = False
        os.environ.pop("ELOKET_TRUST_DIR")
        if before is not None:
            os.environ["ELOKET_TRUST_DIR"] = before


def answer(card, nonce: str, origin: str = ORIGIN) -> dict:
    """Return what the page hands in as presence."""
    return {"webeid": card.answer(nonce, origin)}


def read(session: Session, card, *, content: bool = True, **files) -> str:
    """Read a card up to the citizen's yes; return the id of the read."""
    begun = reading.begin(session)
    sent = {**card.content(), **files} if content else None
    reading.hand_in(session, begun.read_id, sent, answer(card, begun.nonce))
    return begun.read_id


def b64(data: bytes) -> str:
    """Return base64 of a file."""
    return base64.b64encode(data).decode()
