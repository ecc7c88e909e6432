from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters.model import CARD
from collective.eloket.parameters.model import from_json
from collective.eloket.parameters.model import PROVIDER
from collective.eloket.parameters.model import SELF
from collective.eloket.parameters.model import to_json
from collective.eloket.parameters.model import Value
from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from datetime import UTC

import json
import pytest


AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def value(source=PROVIDER, level=AssuranceLevel.SUBSTANTIAL):
    return Value("family_name", "Voorbeeld", source, level, AT, "evidence-1")


@pytest.mark.parametrize(
    "source, needed, level, shown",
    [
        (PROVIDER, AssuranceLevel.SUBSTANTIAL, AssuranceLevel.NONE, False),
        (PROVIDER, AssuranceLevel.SUBSTANTIAL, AssuranceLevel.LOW, False),
        (PROVIDER, AssuranceLevel.SUBSTANTIAL, AssuranceLevel.SUBSTANTIAL, True),
        (PROVIDER, AssuranceLevel.SUBSTANTIAL, AssuranceLevel.HIGH, True),
        (CARD, AssuranceLevel.HIGH, AssuranceLevel.SUBSTANTIAL, False),
        (SELF, AssuranceLevel.NONE, AssuranceLevel.NONE, True),
    ],
)
def test_is_shown_in_a_session_as_sure_as_its_proof(source, needed, level, shown):
    seen = value(source, needed).seen_at(level)
    assert seen.value == ("Voorbeeld" if shown else None)
    assert seen.masked is not shown
    assert (seen.source, seen.level, seen.at) == (source, needed, AT)


def test_comes_back_from_the_store_as_it_was():
    values = [
        value(),
        replace(value(), name="given_names", value="Noor"),
        replace(value(), name="phone", source=SELF, evidence=None),
        replace(value(), name="street", at=AT + timedelta(microseconds=1)),
        replace(value(), name="email", value=None),
    ]
    stored = json.loads(json.dumps(to_json(values)))
    assert from_json(stored) == {each.name: each for each in values}


def test_a_proof_is_stored_once():
    assert len(to_json([value(), replace(value(), name="given_names")])) == 1


def test_is_not_printed():
    assert "Voorbeeld" not in repr(value())
