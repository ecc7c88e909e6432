"""Is this card genuine, its holder here, and the card the one we expect?"""

from collections.abc import Iterable
from collective.eloket.identity.eid import tables
from collective.eloket.identity.eid.certificates import Certificate
from collective.eloket.identity.eid.certificates import read_certificate
from collective.eloket.identity.eid.chain import authentication_chain
from collective.eloket.identity.eid.chain import Chain
from collective.eloket.identity.eid.chain import register_chain
from collective.eloket.identity.eid.content import CardContent
from collective.eloket.identity.eid.errors import CardExpiredError
from collective.eloket.identity.eid.errors import CardNotYetValidError
from collective.eloket.identity.eid.errors import CardTooYoungError
from collective.eloket.identity.eid.errors import CardTypeError
from collective.eloket.identity.eid.errors import MixedCardsError
from collective.eloket.identity.eid.errors import OlderCardError
from collective.eloket.identity.eid.errors import OtherPersonsCardError
from collective.eloket.identity.eid.files import AddressFile
from collective.eloket.identity.eid.files import IdentityFile
from collective.eloket.identity.eid.files import read_address
from collective.eloket.identity.eid.files import read_identity
from collective.eloket.identity.eid.register import check_address_signature
from collective.eloket.identity.eid.register import check_identity_signature
from collective.eloket.identity.eid.seams import RevocationChecker
from collective.eloket.identity.eid.subjects import person
from collective.eloket.identity.eid.subjects import person_number
from collective.eloket.identity.eid.trust import Trust
from collective.eloket.identity.eid.webeid import check_token
from collective.eloket.identity.eid.webeid import Token
from collective.eloket.identity.numbers import NationalNumber
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from zoneinfo import ZoneInfo

import hmac


#: A card is valid through its last day, as it is in Belgium.
BELGIUM = ZoneInfo("Europe/Brussels")
#: Nobody younger signs in with a card of their own.
YOUNGEST = 12


@dataclass(frozen=True, slots=True)
class Verifier:
    """What an installation checks cards with; made once.

    ``origin``: ``https://host[:port]`` of the site, from the configuration and never
    from a header.
    """

    trust: Trust
    revocation: RevocationChecker
    origin: str


@dataclass(frozen=True, slots=True)
class Presence:
    """Who answered our question with card and PIN."""

    number: NationalNumber
    family_name: str = field(repr=False)
    given_names: str = field(repr=False)
    chain: Chain = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate that proved it."""
        return self.chain.certificates[0].fingerprint


@dataclass(frozen=True, slots=True)
class Card:
    """What the National Register signed, and by which certificate."""

    identity: IdentityFile
    address: AddressFile
    chain: Chain = field(repr=False)


def verify_presence(
    token: Token,
    nonce: str,
    verifier: Verifier,
    now: datetime,
    content: CardContent | None = None,
) -> Presence:
    """Return who signed our nonce just now; ``content`` brings certificates only.

    Cheap checks first, the network last: an answer that was not signed for us makes
    nobody call anybody. Whoever calls has taken the nonce out of its store before.

    :raises CardError: one class per cause, see :mod:`errors`.
    """
    offered = () if content is None else content.offered
    check_token(token, nonce, verifier.origin)
    return verify_holder(token.certificate, verifier, now, offered)


def verify_holder(
    certificate: Certificate,
    verifier: Verifier,
    now: datetime,
    offered: Iterable[Certificate] = (),
) -> Presence:
    """Return whose authentication certificate this is, if it is in force.

    Whoever calls has seen that the certificate's key answered: by a token, or in the
    handshake of TLS. ``offered`` certificates help to find the way to the root.

    :raises CardError: one class per cause, see :mod:`errors`.
    """
    chain = authentication_chain(certificate, offered, verifier.trust, now)
    number, family_name, given_names = person(certificate)
    verifier.revocation.check(chain, now)
    return Presence(number, family_name, given_names, chain)


def verify_content(
    content: CardContent,
    verifier: Verifier,
    now: datetime,
    holder: Certificate | None = None,
) -> Card:
    """Return what the card's files say, if the National Register signed all of it.

    Proves nothing about who is here now: files can be copied. ``holder``: the
    certificate of the card that answered, if one did.

    :raises CardError: one class per cause, see :mod:`errors`.
    """
    chain = register_chain(content.register, content.offered, verifier.trust, now)
    check_identity_signature(
        content.register, content.identity, content.identity_signature
    )
    check_address_signature(
        content.register,
        content.address,
        content.identity_signature,
        content.address_signature,
    )
    identity = read_identity(content.identity)
    address = read_address(content.address)
    today = belgian_day(now)
    check_type(identity)
    check_old_enough(identity, today)
    check_in_force(identity, today)
    check_own_certificate(content, identity, holder)
    verifier.revocation.check(chain, now)
    return Card(identity, address, chain)


def verify_card(
    content: CardContent,
    token: Token,
    nonce: str,
    verifier: Verifier,
    now: datetime,
) -> tuple[Card, Presence]:
    """Return what a card says and who showed it, in one action.

    :raises MixedCardsError: the files are of another card than the one that answered.
    :raises CardError: one class per cause, see :mod:`errors`.
    """
    presence = verify_presence(token, nonce, verifier, now, content)
    card = verify_content(content, verifier, now, token.certificate)
    if not is_same(card.identity.number, presence.number):
        raise MixedCardsError
    return card, presence


def check_person(found: NationalNumber, expected: NationalNumber) -> None:
    """:raises OtherPersonsCardError: the card is not the account's."""
    if not is_same(found, expected):
        raise OtherPersonsCardError


def check_not_older(first_day: date, newest: date | None) -> None:
    """Check a card by its first day; ``newest``: that of the newest read one, or None.

    :raises OlderCardError: a newer card was read before.
    """
    if newest is not None and first_day < newest:
        raise OlderCardError


def check_old_enough(identity: IdentityFile, today: date) -> None:
    """:raises CardTooYoungError: the holder is younger than twelve, or may be."""
    if identity.birth_date.is_younger_than(YOUNGEST, today):
        raise CardTooYoungError


def check_type(identity: IdentityFile) -> None:
    """:raises CardTypeError: a child's card, or none of a person."""
    if identity.document_type not in tables.PERSONAL:
        raise CardTypeError


def check_in_force(identity: IdentityFile, today: date) -> None:
    """Check the card's own days, the first and the last one included.

    :raises CardNotYetValidError: the first one is still to come.
    :raises CardExpiredError: the last one is over.
    """
    if today < identity.valid_from:
        raise CardNotYetValidError
    if today > identity.valid_until:
        raise CardExpiredError


def check_own_certificate(
    content: CardContent, identity: IdentityFile, holder: Certificate | None
) -> None:
    """Check the authentication certificate that came with the files, if one did.

    :raises MixedCardsError: it is another person's, or not that of the card that
        answered.
    :raises CardError: it cannot be read, see :mod:`certificates`.
    """
    if content.authentication is None:
        return
    if holder is not None and holder.is_written_as(content.authentication):
        return
    number = person_number(read_certificate(content.authentication))
    if holder is not None or not is_same(number, identity.number):
        raise MixedCardsError


def is_same(one: NationalNumber, other: NationalNumber) -> bool:
    """Are these the same number? Takes as long whatever the answer."""
    return hmac.compare_digest(one.digits, other.digits)


def belgian_day(now: datetime) -> date:
    """Return which day it is in Belgium; ``now`` is aware."""
    return now.astimezone(BELGIUM).date()
