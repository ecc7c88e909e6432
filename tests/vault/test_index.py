"""Hashes that personal values are looked up by can be keyed anew."""

from collective.eloket.vault import duties

import pytest


NUMBER = ("number", "85073003328")


def test_before_any_rotation_there_is_one_hash(vault):
    assert vault.index_keys(*NUMBER) == (vault.blind(*NUMBER),)
    assert vault.lifted(vault.blind(*NUMBER)) == vault.blind(*NUMBER)


def test_while_all_is_indexed_anew_both_are_looked_for(vault):
    (old,) = vault.index_keys(*NUMBER)
    duties.rotate("blind")
    new, also = vault.index_keys(*NUMBER)
    assert also == old != new
    duties.note_indexed()
    assert vault.index_keys(*NUMBER) == (new,)


def test_a_prepared_key_is_looked_for_and_not_written(vault):
    """Another machine may use it already."""
    (old,) = vault.index_keys(*NUMBER)
    duties.rotate("blind", prepare=True)
    today, waiting = vault.index_keys(*NUMBER)
    assert today == old
    assert vault.lifted(old) == old
    assert vault.lifted(waiting) == waiting
    duties.rotate("blind")
    assert vault.index_keys(*NUMBER) == (waiting, old)


def test_a_stored_hash_is_brought_to_todays_key_without_its_value(vault):
    (first,) = vault.index_keys(*NUMBER)
    stored = [first]
    for _time in range(3):
        duties.rotate("blind")
        stored.append(vault.index_keys(*NUMBER)[0])
        duties.note_indexed()
    assert len(set(stored)) == 4
    assert {vault.lifted(each) for each in stored} == set(vault.index_keys(*NUMBER))


def test_who_has_only_the_old_key_cannot_make_the_new_hash(vault, ring_file):
    (old,) = vault.index_keys(*NUMBER)
    new_id = duties.rotate("blind")
    new = vault.index_keys(*NUMBER)[0]
    assert new.startswith(f"{new_id}.")
    assert old not in new


def test_a_hash_of_a_key_that_is_not_there_is_refused(vault):
    with pytest.raises(KeyError):
        vault.lifted("0000.abc")


@pytest.mark.parametrize("other", [("login", NUMBER[1]), ("number", "85073003329")])
def test_hashes_of_other_kinds_and_values_differ_after_a_rotation_too(vault, other):
    duties.rotate("blind")
    duties.note_indexed()
    assert vault.index_keys(*NUMBER) != vault.index_keys(*other)
