from collective.eloket.accounts.ids import is_citizen_id
from collective.eloket.accounts.ids import new_citizen_id
from collective.eloket.accounts.ids import PATTERN

import pytest


def test_new_ids_differ_and_are_ours():
    made = {new_citizen_id() for _ in range(100)}
    assert len(made) == 100
    assert all(is_citizen_id(id) and PATTERN.fullmatch(id) for id in made)


@pytest.mark.parametrize("text", [None, "", "noor", "Citizen-aaaa", 7], ids=str)
def test_other_texts_are_no_ids_of_ours(text):
    assert not is_citizen_id(text)
