"""Whatever is kept of people is exported and erased: no store is forgotten."""

from collective.eloket.ephemeral.service import metadata
from collective.eloket.rights.takeout import rooms_of_persons
from collective.eloket.vault.interfaces import IPersonData
from collective.eloket.vault.store import KIND
from pathlib import Path
from zope.annotation.interfaces import IAnnotations
from zope.interface.verify import verifyObject

import collective.eloket
import re


SOURCE = Path(collective.eloket.__file__).parent

#: Where no data of a citizen lie, or none that outlive a day by themselves, and why.
WITHOUT = {
    "table audit_seals": "hashes of rows",
    "table audit_anchors": "hashes of rows",
    "table revocation_lists": "public lists of authorities",
    "table entries": "they end within a day, but for the kinds that a room names",
    "table counts": "numbers under keyed hashes, for a window",
    "table kept": "the key of a person, which is erased last",
}


#: What an integrator set, records of letters, ids of persons whose keys are erased.
NOT_OF_CITIZENS = {
    "zodb collective.eloket.setup",
    "zodb collective.eloket.setup.forgetting",
    # hash and day of a letter, so that it can be verified; ends by its own term
    "zodb collective.eloket.letters",
    # random bytes that are written to see whether there is room, and never kept
    "zodb collective.eloket.outbox.room",
    # which applications and rights there are
    "zodb collective.eloket.mandates.rights",
    # references of letters that go by post; the cases say whose they are
    "zodb collective.eloket.post",
    # the same of letters that are picked up
    "zodb collective.eloket.counter",
}


def answered_for():
    return [name for room in rooms_of_persons() for name in room.stores]


def test_no_store_is_answered_for_twice(portal):
    names = answered_for()
    assert len(names) == len(set(names))


def test_every_room_keeps_the_contract(portal):
    rooms = rooms_of_persons()
    assert len(rooms) >= 8
    assert all(verifyObject(IPersonData, room) for room in rooms)


def test_every_annotation_of_the_site_is_answered_for(portal):
    kept = {
        f"zodb {name}"
        for name in IAnnotations(portal)
        if name.startswith("collective.eloket")
    }
    # made when the first one comes
    kept |= {f"zodb {name}" for name in annotations_in_source()}
    assert kept - set(answered_for()) - NOT_OF_CITIZENS == set()


def annotations_in_source():
    """Return the names of all annotations that the source speaks of."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "IAnnotations" in text:
            found |= set(
                re.findall(
                    r'^[A-Z_]+ = "(collective\.eloket[a-z_.]*[a-z])"$', text, re.M
                )
            )
    return found


def test_every_table_of_the_side_store_is_answered_for(portal):
    tables = {f"table {name}" for name in metadata().tables}
    assert tables - set(answered_for()) - set(WITHOUT) == set()


def test_the_keys_of_persons_are_the_only_records_that_stay(portal):
    kinds = set()
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        kinds |= set(re.findall(r"side_store\(\)\.keep\((\w+),", text))
    assert kinds == {"KIND"}
    assert KIND == "person-key"
