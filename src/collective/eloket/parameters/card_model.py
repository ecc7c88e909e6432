"""What a read of a card proves, what would change, and what is kept as its proof."""

from collections.abc import Mapping
from collective.eloket.identity.eid.content import CardContent
from collective.eloket.identity.eid.verify import Card
from collective.eloket.identity.eid.verify import Presence
from collective.eloket.identity.evidence import Evidence
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.parameters.model import CARD
from collective.eloket.parameters.model import IDENTITY
from collective.eloket.parameters.model import PROVIDER
from collective.eloket.parameters.model import Value
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from datetime import datetime
from typing import Any
from typing import Self

import hashlib
import secrets


@dataclass(frozen=True, slots=True)
class Begun:
    """A question for a card; ``expires`` is aware, UTC."""

    read_id: str
    nonce: str = field(repr=False)
    expires: datetime


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that a card would change; ``old`` None: it was not known."""

    field: str
    old: str | None = field(repr=False)
    new: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Proof:
    """Why a value may be believed: hashes and certificates, nothing of the person.

    ``files``: name → SHA-256; certificates as SHA-256 of their bytes; ``at``: when it
    was verified, ISO 8601 in UTC; ``provider``: who proved that the holder was there,
    when it was not the card itself; ``clerk``: user id of who read it at the counter.
    """

    id: str
    at: str
    files: Mapping[str, str]
    authentication: str | None
    register: str | None
    provider: str | None = None
    clerk: str | None = None

    @classmethod
    def of(
        cls, presence: Presence, content: CardContent | None, now: datetime
    ) -> "Proof":
        """Return the proof of a card that was just verified."""
        return cls(
            id=secrets.token_hex(16),
            at=now.isoformat(),
            files={} if content is None else hashes(content),
            authentication=presence.fingerprint,
            register=None if content is None else content.register.fingerprint,
        )

    @classmethod
    def of_provider(cls, provider: str, now: datetime) -> "Proof":
        """Return the proof of somebody whose eID a provider just saw."""
        return cls(secrets.token_hex(16), now.isoformat(), {}, None, None, provider)

    def with_files(self, content: CardContent, now: datetime) -> "Proof":
        """Return the proof with the files of the card, which were just verified."""
        return replace(
            self,
            at=now.isoformat(),
            files=hashes(content),
            register=content.register.fingerprint,
        )

    def to_json(self) -> dict[str, Any]:
        """Return the proof as values of JSON's kinds."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a verified read says of a person.

    ``values``: our names → texts, always with the national number; ``valid_from``: the
    card's first day, None when only the holder was proven; ``address_hash``: of the
    signed address; ``source``: who says so.
    """

    values: Mapping[str, str] = field(repr=False)
    proof: Proof
    valid_from: date | None = None
    address_hash: str | None = None
    source: str = CARD

    @property
    def number(self) -> NationalNumber:
        """Whose card it is."""
        return NationalNumber(self.values["national_number"])

    @property
    def has_address(self) -> bool:
        """Was the signed address read?"""
        return self.address_hash is not None

    @classmethod
    def of_card(cls, card: Card, content: CardContent, proof: Proof) -> Self:
        """Return what the files of a card say."""
        identity, address = card.identity, card.address
        return cls(
            values={
                "given_names": identity.given_names,
                "family_name": identity.family_name,
                "national_number": identity.number.digits,
                "birth_date": identity.birth_date.iso,
                "street": address.street,
                "postal_code": address.postal_code,
                "municipality": address.municipality,
            },
            proof=proof,
            valid_from=identity.valid_from,
            address_hash=address_hash(content),
        )

    @classmethod
    def of_presence(cls, presence: Presence, proof: Proof) -> Self:
        """Return what the card's holder proves: names and number, no address."""
        values = {
            "given_names": presence.given_names,
            "family_name": presence.family_name,
            "national_number": presence.number.digits,
        }
        return cls({name: text for name, text in values.items() if text}, proof)

    @classmethod
    def of_evidence(cls, evidence: Evidence, now: datetime) -> Self:
        """Return what a provider says of who just used their eID: as of the holder."""
        names = ("given_names", "family_name")
        values = {name: evidence.attributes.get(name) for name in names}
        values["national_number"] = evidence.number.digits
        return cls(
            {name: text for name, text in values.items() if text},
            Proof.of_provider(evidence.provider, now),
            source=PROVIDER,
        )

    def to_json(self) -> dict[str, Any]:
        """Return what is sealed until the citizen confirms."""
        return {
            "values": dict(self.values),
            "proof": self.proof.to_json(),
            "valid_from": self.valid_from and self.valid_from.isoformat(),
            "address_hash": self.address_hash,
            "source": self.source,
        }

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> Self:
        """Return what ``to_json`` wrote."""
        first = found["valid_from"]
        return cls(
            values=found["values"],
            proof=Proof(**found["proof"]),
            valid_from=None if first is None else date.fromisoformat(first),
            address_hash=found["address_hash"],
            source=found["source"],
        )


def differences(known: Mapping[str, Value], reading: Reading) -> list[Difference]:
    """Return what the card says differently than we know, in our order."""
    found = []
    for name in IDENTITY:
        new = reading.values.get(name)
        old = known[name].value if name in known else None
        if new and new != old:
            found.append(Difference(name, old, new))
    return found


def hashes(content: CardContent) -> dict[str, str]:
    """Return SHA-256 of each signed file and signature."""
    files = {
        "id": content.identity,
        "idsig": content.identity_signature,
        "addr": content.address,
        "addrsig": content.address_signature,
    }
    return {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def address_hash(content: CardContent) -> str:
    """Return what tells one signed address from another: text and signature together.

    Who moves back to a former house has the former text, and a new signature.
    """
    data = content.address.rstrip(b"\0") + content.address_signature
    return hashlib.sha256(data).hexdigest()
