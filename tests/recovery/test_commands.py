"""The last step: facts are applied in the sites of a database, then processes start."""

from collections import Counter
from collective.eloket.accounts.lookups import find_citizen
from collective.eloket.audit import service as audit
from collective.eloket.recovery import commands
from collective.eloket.recovery import journal as journals
from collective.eloket.recovery import marker
from collective.eloket.recovery import model
from collective.eloket.recovery.model import backup_made
from collective.eloket.recovery.model import Fact
from datetime import timedelta
from tests.mandates import house
from tests.recovery.machine import NOW

import pytest
import transaction


@pytest.fixture
def restored(functional, journal):
    """A served site of which a backup was put back, with Noor, who was erased since."""
    portal = functional["portal"]
    noor = house.parent()
    transaction.commit()
    journals.append(backup_made("b1", NOW), NOW)
    site = "/".join(portal.getPhysicalPath())
    later = NOW + timedelta(days=1)
    for kind, where in (
        (model.CLOSED, site),
        (model.ERASED, site),
        (model.ERASED, "/x"),
    ):
        journals.append(Fact("f", later, where, kind, {"user": noor.id}), NOW)
    marker.set_mark("b1")
    yield functional["app"], noor.id
    marker.take_away()


def test_facts_are_applied_and_committed(restored, keys_stay):
    app, person = restored
    assert find_citizen(person) is not None
    applied = commands.finish_in(app)
    assert applied == {model.CLOSED: 1, model.ERASED: 1, "no such site": 1}
    transaction.abort()
    assert find_citizen(person) is None
    assert marker.marked() is None
    assert audit.find(most=1)[0].entry.action == "site.restore"
    assert commands.finish_in(app) == Counter()


@pytest.fixture
def keys_stay(monkeypatch):
    """The ring of the layer is other tests' too: sessions of theirs go on."""
    rotated = []
    monkeypatch.setattr(
        "collective.eloket.vault.duties.rotate", lambda ring: rotated.append(ring)
    )
    yield
    assert rotated == ["session"]
