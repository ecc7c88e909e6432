"""Cards of both generations and what checks them; made once a run."""

from collective.eloket.identity.eid.certificates import Certificate
from collective.eloket.identity.eid.certificates import read_certificate
from collective.eloket.identity.eid.chain import Chain
from collective.eloket.identity.eid.content import read_content
from collective.eloket.identity.eid.profiles import Profile
from collective.eloket.identity.eid.trust import Trust
from collective.eloket.identity.eid.verify import Verifier
from collective.eloket.identity.eid.verify import verify_card
from collective.eloket.identity.eid.webeid import read_token
from cryptography.hazmat.primitives.hashes import SHA1
from datetime import datetime
from datetime import UTC
from eloket_sandbox.cards import authorities
from eloket_sandbox.cards.card import Card
from eloket_sandbox.cards.card import Data
from eloket_sandbox.cards.card import new_card

import dataclasses
import functools


GENERATIONS = ("rsa", "ec")
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
ORIGIN = "https://eloket.example"
NONCE = "iMeEwP2cgUINY2XoO/lqEpOUn7z/ysHRqGXkGKC4VXE="
OCSP = "http://ocsp.example/"
#: How OCSP names certificates, and what is refused everywhere else.
SHA_1 = SHA1()  # noqa: S303 - see docs/developers/decisions/0004
CRL = "http://crl.example/list.crl"

NOOR = Data("85073003328", "Voorbeeld", "Noor Elisa")
JAN = dataclasses.replace(
    NOOR, number="79111499728", family_name="Proefman", given_name="Jan", sex="M"
)


class Nobody:
    """A checker that knows of no card that was taken back."""

    def __init__(self):
        self.asked: list[Chain] = []

    def check(self, chain: Chain, now: datetime) -> None:
        self.asked.append(chain)


def profile(**changes) -> Profile:
    """Return what may be believed of our own roots."""
    good = Profile(
        rrn_name="CN=RRN,O=Testegem,C=BE",
        citizen_authentication=frozenset({authorities.CITIZEN_AUTHENTICATION}),
        foreigner_authentication=frozenset({authorities.FOREIGNER_AUTHENTICATION}),
        rrn=frozenset({authorities.REGISTER}),
        signing=frozenset({authorities.CITIZEN_SIGNING}),
        revocation_hosts=frozenset({"ocsp.example", "crl.example"}),
    )
    return dataclasses.replace(good, **changes)


@functools.cache
def pki(generation: str) -> authorities.Pki:
    return authorities.new_pki(generation, OCSP, CRL)


@functools.cache
def card(generation: str, data: Data = NOOR) -> Card:
    return new_card(data, pki(generation))


def of(holder: authorities.Holder) -> Certificate:
    """Return our reading of a certificate that the sandbox made."""
    return read_certificate(holder.der)


@functools.cache
def trust(generation: str) -> Trust:
    made = pki(generation)
    root = of(made.root)
    return Trust({root.fingerprint: profile()}, (root, of(made.citizens)))


def verifier(generation: str, **changes) -> Verifier:
    good = Verifier(trust(generation), Nobody(), ORIGIN)
    return dataclasses.replace(good, **changes)


def shown(
    one: Card,
    generation: str,
    *,
    files: dict | None = None,
    answered: dict | None = None,
    nonce: str = NONCE,
    now: datetime = NOW,
    checks: Verifier | None = None,
):
    """Verify a card as a citizen shows it, with some things changed."""
    sent = {**one.content(), **(files or {})}
    token = {**one.answer(NONCE, ORIGIN), **(answered or {})}
    return verify_card(
        read_content(sent),
        read_token(token),
        nonce,
        checks or verifier(generation),
        now,
    )
