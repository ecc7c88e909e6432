"""Signing in with the card itself: our question, and its answer by Web eID."""

from collective.eloket.accounts import cookies
from collective.eloket.accounts import linking
from collective.eloket.accounts import service
from collective.eloket.accounts.card_errors import CardUnknownError
from collective.eloket.accounts.card_errors import ChallengeUnknownError
from collective.eloket.accounts.card_way import CARD
from collective.eloket.accounts.card_way import check_open
from collective.eloket.accounts.errors import NumberKnownError
from collective.eloket.accounts.holder import CITIZEN
from collective.eloket.accounts.holder import Holder
from collective.eloket.accounts.keys import number_key
from collective.eloket.accounts.keys import subject_key
from collective.eloket.accounts.model import Registration
from collective.eloket.accounts.oidc.errors import OtherPersonError
from collective.eloket.accounts.oidc.once import once
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.store import Citizen
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.service import side_store
from collective.eloket.http.session import current_session
from collective.eloket.identity.eid.verify import Presence
from collective.eloket.identity.evidence import Evidence
from collective.eloket.identity.evidence import Subject
from collective.eloket.identity.evidence import WEBEID
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.limits import service as limits
from collective.eloket.parameters.age import check_not_too_young
from collective.eloket.parameters.card_model import Reading
from collective.eloket.parameters.cards import answered
from collective.eloket.parameters.cards import TOKENS
from collective.eloket.vault import service as vault
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import timedelta
from functools import partial
from ZPublisher.HTTPRequest import HTTPRequest

import base64
import secrets


#: Issuer of who is known by a card. The subject is the number, so a renewed card is the
#: same identity: one person, one user name.
ISSUER = "urn:be:eid"

#: What a card says of who signs in with it.
ATTRIBUTES = ("given_names", "family_name", "birth_date")

CHALLENGE = "webeid-challenge"
LIFE = timedelta(minutes=5)
NONCE_BYTES = 32


@dataclass(frozen=True, slots=True)
class Challenge:
    """A question for a card; ``expires`` is aware, UTC."""

    nonce: str = field(repr=False)
    expires: datetime


@dataclass(frozen=True, slots=True)
class CardWish:
    """What comes with a card: ``register`` makes an account for an unknown one,
    ``link`` lets the card lead to the account that has its number."""

    register: bool = False
    link: bool = False
    username: str | None = field(default=None, repr=False)


def begin(request: HTTPRequest) -> Challenge:
    """Return a question, bound to this browser by a cookie; writes the side store.

    :raises CardSignInOffError: this site does not offer it.
    """
    check_open()
    now = utcnow()
    handle = secrets.token_urlsafe(32)
    nonce = base64.b64encode(secrets.token_bytes(NONCE_BYTES)).decode()
    key = vault.blind(CHALLENGE, handle)
    sealed = vault.seal(nonce.encode(), f"{CHALLENGE}:{key}")
    side_store().put(CHALLENGE, key, sealed, LIFE, now)
    cookies.write(request, cookies.CHALLENGE, handle)
    return Challenge(nonce, now + LIFE)


def prove(
    request: HTTPRequest, token: object, content: object | None = None
) -> Evidence:
    """Return who answered this browser's question. The question is used up, but for
    Zope's own second try.

    With ``content``, the files of the card, its kind and the holder's age are looked
    at: no certificate tells them. May call the network, about revocation.

    :raises CardSignInOffError: this site does not offer it.
    :raises TooManyCardTokensError: too many from this address.
    :raises ChallengeUnknownError: this browser was asked nothing, or too long ago.
    :raises CardError: one class per cause, see :mod:`identity.eid`.
    """
    check_open()
    handle = cookies.read(request, cookies.CHALLENGE)
    cookies.drop(request, cookies.CHALLENGE)
    return once(request, partial(_proven, request, handle, token, content))


def _proven(
    request: HTTPRequest, handle: str, token: object, content: object | None
) -> Evidence:
    limits.spend(TOKENS, request)
    key = vault.blind(CHALLENGE, handle)
    sealed = side_store().take(CHALLENGE, key)
    if sealed is None:
        raise ChallengeUnknownError
    nonce = vault.open_sealed(sealed, f"{CHALLENGE}:{key}").decode()
    now = utcnow()
    return evidence_of(answered(content, token, nonce, now), now)


def evidence_of(read: Reading, now: datetime) -> Evidence:
    """Return what a card's answer proves: names and number, level high.

    Of files only the birth date goes along. An address comes by reading the card, where
    it is kept which one was replaced.

    Source of the level: the Belgian eID is notified as high (Official Journal of the
    EU, 2018/C 464/08).
    """
    return Evidence(
        means="eid",
        provider=CARD,
        level=AssuranceLevel.HIGH,
        subject=Subject(ISSUER, read.number.digits),
        number=read.number,
        attributes={
            name: text for name, text in read.values.items() if name in ATTRIBUTES
        },
        authenticated_at=now,
        read_at=now,
        proof=WEBEID,
        # it answers a question of ours that is five minutes old at most
        is_timed=True,
    )


def check_same_person(request: HTTPRequest, evidence: Evidence) -> None:
    """Refuse another person's card while somebody is signed in: one raises one's own
    session, and nobody else's.

    :raises OtherPersonError: the card leads to another account than is signed in.
    """
    user = current_session(request).user_id
    if user is None:
        return
    if user != owner_of(evidence):
        raise OtherPersonError


def owner_of(evidence: Evidence) -> str | None:
    """Return the user id of the account that has this card or its number, or None."""
    store = citizen_store()
    found = store.by_subject.get(subject_key(evidence.subject))
    return found or store.by_number.get(number_key(evidence.number))


def names_of(presence: Presence) -> dict[str, str]:
    """Return the names in a card's certificate; without those that are not there."""
    names = {
        "given_names": presence.given_names,
        "family_name": presence.family_name,
    }
    return {name: text for name, text in names.items() if text}


def sign_in(
    request: HTTPRequest, evidence: Evidence, wish: CardWish
) -> tuple[Citizen, str]:
    """Sign in whom the card leads to; return the citizen and the session's token.

    :raises IdentityUnlinkedError: the card was unlinked, and is not linked again.
    :raises NumberKnownError: an account has the number, and nobody asked to link.
    :raises CardUnknownError: no account has it, and nobody asked to register.
    :raises CardTooYoungError: no account has it, and it is a child's.
    """
    linking.check_not_unlinked(evidence.subject)
    citizen = service.find_by_subject(ISSUER, evidence.subject.sub)
    if citizen is None:
        citizen = arrived(evidence, wish)
    token = service.sign_in(request, citizen, evidence, cookies.aside(request))
    linking.note_use(citizen, evidence.subject)
    return citizen, token


def arrived(evidence: Evidence, wish: CardWish) -> Citizen:
    """Return the account that an unknown card is to lead to; makes one, or links it."""
    owner = citizen_store().by_number.get(number_key(evidence.number))
    if owner is not None:
        citizen = citizen_store().find(owner)
        if citizen is None or not wish.link:
            raise NumberKnownError
        # the number is proven by the card itself, which is all that linking asks
        linking.link(Holder(owner, CITIZEN, evidence.means, CHALLENGE), evidence)
        return citizen
    check_not_too_young(evidence, utcnow())
    if not wish.register:
        raise CardUnknownError
    return service.register(Registration(evidence, username=wish.username))
