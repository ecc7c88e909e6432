from collective.eloket.identity.levels import AssuranceLevel

import pytest


def test_levels_are_ordered():
    assert (
        AssuranceLevel.NONE
        < AssuranceLevel.LOW
        < AssuranceLevel.SUBSTANTIAL
        < AssuranceLevel.HIGH
    )


@pytest.mark.parametrize("level", AssuranceLevel)
def test_a_label_leads_back_to_its_level(level):
    assert AssuranceLevel.from_label(level.label) is level


def test_an_unknown_label_is_never_guessed():
    with pytest.raises(KeyError):
        AssuranceLevel.from_label("very high")
