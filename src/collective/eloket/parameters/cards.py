"""With what does this installation check cards? Whom it trusts, and where it is."""

from collections.abc import Callable
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.service import side_store
from collective.eloket.identity.eid.content import read_content
from collective.eloket.identity.eid.folder import read_trust
from collective.eloket.identity.eid.network import fetch
from collective.eloket.identity.eid.revocation import OnlineRevocation
from collective.eloket.identity.eid.seams import Fetch
from collective.eloket.identity.eid.trust import Trust
from collective.eloket.identity.eid.verify import belgian_day
from collective.eloket.identity.eid.verify import check_old_enough
from collective.eloket.identity.eid.verify import Verifier
from collective.eloket.identity.eid.verify import verify_card
from collective.eloket.identity.eid.verify import verify_content
from collective.eloket.identity.eid.verify import verify_presence
from collective.eloket.identity.eid.webeid import read_token
from collective.eloket.interfaces import IRevocationChecker
from collective.eloket.limits import service as limits
from collective.eloket.parameters import list_rows
from collective.eloket.parameters.card_model import Proof
from collective.eloket.parameters.card_model import Reading
from collective.eloket.parameters.errors import CardOriginMissingError
from collective.eloket.parameters.errors import TooManyCardTokensError
from collective.eloket.settings import environment
from datetime import datetime
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zope.interface import implementer

import hashlib
import logging
import re


logger = logging.getLogger(__name__)

#: Registry record with ``https://host[:port]`` of the site; no header says it.
ORIGIN = "collective.eloket.parameters.origin"
#: A secure context, as Web eID wants one: https, or this machine itself
#: (W3C, Secure Contexts, section 3.1).
SECURE_ORIGIN = re.compile(
    r"https://[a-z0-9.-]+(:\d{1,5})?|http://(localhost|127\.0\.0\.1)(:\d{1,5})?"
)
SHELF = "revocation"

#: Answers of cards from one address, whatever for. Design, section 7.
TOKENS = limits.Limit(
    kind="card-tokens",
    window=timedelta(minutes=10),
    record="collective.eloket.accounts.card_tokens",
    error=TooManyCardTokensError,
)


class SideShelf:
    """Lists and good answers about authorities, shared by all processes."""

    def get(self, key: str, now: datetime) -> bytes | None:
        """See :class:`identity.eid.seams.Shelf`."""
        return side_store().get(SHELF, _short(key), now)

    def put(self, key: str, data: bytes, until: datetime) -> None:
        """See :class:`identity.eid.seams.Shelf`."""
        now = utcnow()
        if until > now:
            side_store().put(SHELF, _short(key), data, until - now, now)

    def note_list(self, address: str, issuer: bytes, until: datetime) -> None:
        """See :class:`identity.eid.seams.Shelf`."""
        list_rows.put(address, issuer, utcnow().timestamp(), until.timestamp())


@implementer(IRevocationChecker)
class RevocationChecker(OnlineRevocation):
    """Asks the authorities over the network; see IRevocationChecker."""

    def __init__(self, fetch: Fetch = fetch) -> None:
        super().__init__(fetch, SideShelf())


def verifier() -> Verifier:
    """Return what cards are checked with here.

    :raises CardOriginMissingError: nobody said at which address the site is.
    :raises MisconfiguredError: the folder of trust anchors is wrong.
    """
    return Verifier(trust(), getUtility(IRevocationChecker), origin())


def origin() -> str:
    """Return what cards sign here: ``https://host[:port]``, as the setting says it.

    :raises CardOriginMissingError: nobody said it, or it is no secure address.
    """
    found = getUtility(IRegistry).get(ORIGIN) or ""
    if not SECURE_ORIGIN.fullmatch(found):
        raise CardOriginMissingError
    return found


def is_set_up() -> bool:
    """Does the site know its own address, so that cards can answer it?"""
    try:
        origin()
    except CardOriginMissingError:
        return False
    return True


def answered(content: object, token: object, nonce: str, now: datetime) -> Reading:
    """Return what a card and its holder's answer to our nonce prove together.

    ``content`` None: only the holder is proven. May call the network.

    :raises CardError: one class per cause, see :mod:`identity.eid`.
    """
    checks = verifier()
    sent = read_token(token)
    if content is None:
        presence = verify_presence(sent, nonce, checks, now)
        return Reading.of_presence(presence, Proof.of(presence, None, now))
    files = read_content(content)
    card, presence = verify_card(files, sent, nonce, checks, now)
    check_old_enough(card.identity, belgian_day(now))
    return Reading.of_card(card, files, Proof.of(presence, files, now))


def files_only(content: object, holder: Proof, now: datetime) -> Reading:
    """Return what a card says whose holder was proven before, as ``holder`` tells.

    :raises CardError: one class per cause, see :mod:`identity.eid`.
    """
    files = read_content(content)
    card = verify_content(files, verifier(), now)
    check_old_enough(card.identity, belgian_day(now))
    return Reading.of_card(card, files, holder.with_files(files, now))


def trust() -> Trust:
    """Return whom this installation trusts; the folder is read once a process."""
    found = environment()
    return _trust(found.trust_dir, not found.sandbox)


def asks_about_all(trust: Trust) -> bool:
    """Are lost and stolen cards of every root that counts here refused?"""
    return all(profile.revocation_required for profile in trust.believed)


def _read(folder: Path | None, production: bool) -> Trust:
    found = read_trust(folder, production)
    if production and not asks_about_all(found):
        logger.error(
            "a profile in %s says revocation = off: lost and stolen cards are accepted",
            folder,
        )
    return found


_trust: Callable[[Path | None, bool], Trust] = lru_cache(maxsize=4)(_read)


def _short(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
