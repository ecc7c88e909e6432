from collective.eloket.audit.model import Outcome
from dataclasses import FrozenInstanceError
from tests.audit.entries import entry

import pytest


def test_an_entry_is_done_unless_it_says_otherwise():
    assert entry().outcome == Outcome.DONE == "done"


def test_an_entry_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        entry().actor = "someone"


def test_details_do_not_reach_logs():
    assert "Peeters" not in repr(entry(details={"name": "Peeters"}))
