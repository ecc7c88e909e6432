"""Who registers by card shows its files too: only they tell kind of card and age."""

from collective.eloket.accounts import pending
from collective.eloket.accounts.card_sign_in import evidence_of
from collective.eloket.accounts.card_sign_in import TOKENS
from collective.eloket.accounts.card_way import CARD
from collective.eloket.accounts.errors import NothingPendingError
from collective.eloket.clock import utcnow
from collective.eloket.identity.eid.errors import MixedCardsError
from collective.eloket.identity.eid.verify import is_same
from collective.eloket.identity.evidence import Evidence
from collective.eloket.limits import service as limits
from collective.eloket.parameters.card_model import Proof
from collective.eloket.parameters.cards import files_only
from dataclasses import replace
from ZPublisher.HTTPRequest import HTTPRequest


def may_be_asked(evidence: Evidence) -> bool:
    """Did only the certificate of a card speak, and not its files?"""
    return evidence.provider == CARD and "birth_date" not in evidence.attributes


def add(request: HTTPRequest, content: object) -> Evidence:
    """Return what this browser's card proved, with what its files say; keeps it.

    The National Register must have signed all of it, for the number that was proven
    before. Names and birth date go along, the address does not. Writes the side store;
    may call the network, about revocation.

    :raises NothingPendingError: no card proved anything here, or too long ago.
    :raises TooManyCardTokensError: too many from this address.
    :raises MixedCardsError: the files are of somebody else.
    :raises CardError: one class per cause, see :mod:`identity.eid`.
    """
    evidence = pending.find_pending(request)
    if evidence is None or not may_be_asked(evidence):
        raise NothingPendingError
    limits.spend(TOKENS, request)
    now = utcnow()
    read = files_only(content, Proof.of_provider(CARD, now), now)
    if not is_same(read.number, evidence.number):
        raise MixedCardsError
    added = replace(evidence, attributes=evidence_of(read, now).attributes)
    pending.keep_registration(request, added)
    return added
