"""May this card, or this proof, change what we know of that person?"""

from collective.eloket.identity.eid.verify import check_not_older
from collective.eloket.identity.eid.verify import check_person
from collective.eloket.identity.evidence import Evidence
from collective.eloket.identity.evidence import OIDC_FRESH
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.parameters import card_store
from collective.eloket.parameters import store
from collective.eloket.parameters.age import check_number
from collective.eloket.parameters.card_model import Reading
from collective.eloket.parameters.errors import AddressSupersededError
from collective.eloket.parameters.errors import PresenceMeansError
from collective.eloket.parameters.errors import PresenceNotFreshError
from collective.eloket.parameters.errors import PresenceWithoutNumberError
from collective.eloket.parameters.model import CARD
from collective.eloket.parameters.model import SELF
from collective.eloket.parameters.model import Value
from datetime import datetime


def check_is_holder(person_id: str, reading: Reading) -> None:
    """Check that the card is this person's, if their number is proven.

    :raises OtherPersonsCardError: it is somebody else's.
    """
    known = proven_number(person_id)
    if known is not None and known.value is not None:
        check_person(reading.number, NationalNumber(known.value))


def check_first_number(person_id: str, reading: Reading, now: datetime) -> None:
    """Check who brings a first number without the files of the card: no child's card.

    The files say kind and age, and were looked at when they came. Who has a proven
    number registered with it before.

    :raises CardTooYoungError: the person is younger than twelve.
    :raises CardAgeUnknownError: the card said only the number, which does not tell.
    :raises CardKindUnknownError: … of an age at which the card may be a child's.
    """
    if proven_number(person_id) is None and not reading.has_address:
        check_number(reading.number, reading.source == CARD, now)


def proven_number(person_id: str) -> Value | None:
    """Return the number that a proof said, or None; what was typed does not count."""
    known = store.read(person_id).get("national_number")
    return None if known is None or known.source == SELF else known


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


def check_presence(evidence: Evidence, asked: datetime) -> None:
    """Check that a provider proved that the eID was used anew, for our question.

    ``asked``: when the question was made; aware, UTC. Providers tell whole seconds.

    :raises PresenceMeansError: by another means than the eID, or less surely.
    :raises PresenceNotFreshError: the provider does not say when, or it was before.
    :raises PresenceWithoutNumberError: it does not say whose eID it was.
    """
    if evidence.means != "eid" or evidence.level < AssuranceLevel.HIGH:
        raise PresenceMeansError
    if evidence.proof != OIDC_FRESH or not evidence.is_timed:
        raise PresenceNotFreshError
    if evidence.authenticated_at < asked.replace(microsecond=0):
        raise PresenceNotFreshError
    if evidence.number is None:
        raise PresenceWithoutNumberError
