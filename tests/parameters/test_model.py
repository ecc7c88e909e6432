from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters.model import CARD
from collective.eloket.parameters.model import PROVIDER
from collective.eloket.parameters.model import SELF
from collective.eloket.parameters.model import Value
from datetime import datetime
from datetime import UTC

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
    assert Value.from_json("family_name", value().to_json()) == value()


def test_is_not_printed():
    assert "Voorbeeld" not in repr(value())
