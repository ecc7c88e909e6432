"""While Zope is loaded nobody looks for garbage; afterwards Python does as ever."""

from collective.eloket.loading import without_garbage

import gc
import pytest


@pytest.fixture(autouse=True)
def thaw():
    """Let garbage of later tests be found."""
    was_frozen = gc.get_freeze_count()
    yield
    gc.enable()
    if not was_frozen:
        gc.unfreeze()


def test_nothing_is_looked_for_in_the_block():
    with without_garbage():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_was_loaded_is_not_looked_through_again():
    with without_garbage():
        before = gc.get_freeze_count()
        loaded = [[number] for number in range(10)]
    assert gc.get_freeze_count() >= before + len(loaded)


def test_it_is_looked_for_again_when_loading_fails():
    with pytest.raises(ValueError), without_garbage():
        raise ValueError
    assert gc.isenabled()
