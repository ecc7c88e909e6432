"""The one writer, for what a card proved: values, proof and news in one transaction."""

from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import card_store
from collective.eloket.parameters import store
from collective.eloket.parameters.card_model import Difference
from collective.eloket.parameters.card_model import differences
from collective.eloket.parameters.card_model import Reading
from collective.eloket.parameters.card_store import CardRecord
from collective.eloket.parameters.errors import ReadUnknownError
from collective.eloket.parameters.interfaces import CardNumberProven
from collective.eloket.parameters.interfaces import ParametersRead
from collective.eloket.parameters.model import CLERK
from collective.eloket.parameters.model import SELF
from collective.eloket.parameters.model import Value
from datetime import datetime
from datetime import timedelta
from zope.event import notify


#: DESIGN: unconfirmed reads vanish after ten minutes; the writer looks again.
FRESH = timedelta(minutes=10)


#: What an address is made of.
ADDRESS = ("street", "postal_code", "municipality")


def apply(person_id: str, reading: Reading) -> list[Difference]:
    """Write what a verified read says; return what changed. Writes the ZODB.

    Every value of the card gets source, level and date of this read, changed or not.

    :raises ReadUnknownError: the read is older than ten minutes.
    :raises NumberKnownError: the number is on another account.
    """
    at = datetime.fromisoformat(reading.proof.at)
    if utcnow() >= at + FRESH:
        raise ReadUnknownError
    values = store.read(person_id)
    changed = differences(values, reading)
    number = values.get("national_number")
    if number is None or number.source == SELF:
        # whoever keeps accounts refuses a number that another account has
        notify(CardNumberProven(person_id, reading.values["national_number"]))
    new = {
        name: _value(name, text, reading, reading.source, at)
        for name, text in reading.values.items()
    }
    store.write(person_id, values | new)
    record = card_store.read(person_id) or CardRecord()
    if reading.valid_from is not None and reading.address_hash is not None:
        record = record.with_card(reading.valid_from, reading.address_hash)
    card_store.write(person_id, record.with_proof(reading.proof.to_json()))
    fields = tuple(one.field for one in changed)
    notify(ParametersRead(person_id, fields, reading.proof.clerk))
    return changed


def apply_decided(person_id: str, reading: Reading, clerk: str) -> None:
    """Let an earlier read's address count again, as a clerk decided; writes the ZODB.

    Names and number stay: only the address was waited for. Who may decide, and whether
    the clerk is the person, is checked by the caller.
    """
    at = utcnow()
    new = {
        name: _value(name, reading.values[name], reading, CLERK, at) for name in ADDRESS
    }
    store.write(person_id, store.read(person_id) | new)
    record = card_store.read(person_id) or CardRecord()
    record = record.with_decided(reading.address_hash)
    proof = reading.proof.to_json() | {"decided_by": clerk}
    card_store.write(person_id, record.with_proof(proof))


def _value(name: str, text: str, reading: Reading, source: str, at: datetime) -> Value:
    return Value(name, text, source, AssuranceLevel.HIGH, at, reading.proof.id)
