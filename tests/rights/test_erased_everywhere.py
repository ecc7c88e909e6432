"""Somebody who is known in every store is erased: no store leads to them any more."""

from collective.eloket.accounts.keys import number_key
from collective.eloket.cases import service as cases
from collective.eloket.cases.access import find_case
from collective.eloket.clock import utcnow
from collective.eloket.documents.post.model import Batch
from collective.eloket.documents.post.model import Entry
from collective.eloket.documents.post.store import find_room
from collective.eloket.documents.post.store import make_room
from collective.eloket.ephemeral.service import side_store
from collective.eloket.mandates import store as families
from collective.eloket.mandates.enterprises import relations
from collective.eloket.mandates.enterprises import store as works
from collective.eloket.mandates.enterprises.model import Holding
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.jobs import get_outbox
from collective.eloket.rights import erasure
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import PersonForgottenError
from datetime import date
from tests.cases import house
from tests.mandates import house as family
from tests.setup.erasing import reachable
from zope.component.hooks import setSite

import pytest
import transaction


BAKERY = "0999999922"


class Known:
    """Nora: a child, an employer, a printed letter, news that waits or was given up."""

    def __init__(self, world):
        self.portal = world.portal
        self.person = family.parent("Nora")
        self.id = self.person.id
        self.key = number_key(family.number(family.NOOR))
        family.add(self.person)
        self.works()
        order = house.order(world.desk["uittreksel"], self.person)
        self.reference = house.submit(order).getId()
        self.case = find_case(self.reference)
        house.act_as(self.portal, "lieve")
        cases.decide(self.case, "refuse", "Daarom.", "lieve")
        self.printed()
        self.job = outbox.put("mail", {"to": "nora"}, self.id)
        self.dead = outbox.put("mail", {"to": "nora"}, self.id)
        get_outbox(self.portal).find(self.dead).dead = True
        self.step = outbox.put("case-step", {"reference": self.reference, "step": 1})
        transaction.commit()

    def works(self):
        held = Holding("r1", "medewerker", (), date(2026, 1, 1))
        works.keep_held(self.key, BAKERY, [held])
        relations.keep(BAKERY, self.key, relations.WorkRelation("Nora", "Voorbeeld"))
        works.note_manager(BAKERY, works.member_of(BAKERY, self.key))

    def printed(self):
        room = make_room(self.portal)
        room.put(self.reference, "letter-key")
        entry = Entry(self.reference, "letter-key", "bevolking")
        room.add(Batch(1, int(utcnow().timestamp()), "lieve", (entry,)))

    def needles(self):
        """Return what leads to her, or was sealed for her: name → bytes."""
        member = works.member_of(BAKERY, self.key)
        jobs = get_outbox(self.portal)
        ((mandate, kept),) = families.of_person(self.id)
        return {
            "person id": self.id.encode(),
            "keyed number": self.key.encode(),
            "keyed identity": self.person.subjects[0].encode(),
            "sealed answers": self.case._sealed,
            "mandate": mandate.encode(),
            "sealed child": kept.sealed,
            "member": member.encode(),
            "sealed work relation": works.find_relation(BAKERY, member).sealed,
            "sealed news": jobs.find(self.job).sealed,
            "sealed news that was given up": jobs.find(self.dead).sealed,
        }


@pytest.fixture
def nora(world):
    house.make_manager("mia")
    return Known(world)


def erase(nora):
    erasure.ask(nora.id, nora.id, "Ik verhuis")
    erasure.erase("mia", nora.id, "Op eigen vraag")
    transaction.commit()
    setSite(nora.portal)
    erasure.finish()
    transaction.commit()


def test_no_store_leads_to_who_was_erased(nora):
    needles = nora.needles()
    before = reachable(nora.portal)
    assert [name for name, one in needles.items() if one not in before] == []
    erase(nora)
    after = reachable(nora.portal)
    assert [name for name, one in needles.items() if one in after] == []


def test_old_copies_of_each_store_cannot_be_opened(nora):
    """As they lie in a database that was not packed, and in backups."""
    holder = works.holder_of(nora.key)
    for key in (nora.id, holder):
        assert side_store().kept("person-key", key) is not None
    erase(nora)
    for key in (nora.id, holder):
        assert side_store().kept("person-key", key) is None
        with pytest.raises(PersonForgottenError):
            vault.for_person(key).open(b"", "any")


def test_what_is_left_names_a_request_and_nobody(nora):
    """The municipality goes on: its case system is told, its batch is counted."""
    erase(nora)
    assert get_outbox(nora.portal).find(nora.step) is not None
    (batch,) = find_room(nora.portal).batches()
    assert [one.reference for one in batch.entries] == [nora.reference]
    assert find_case(nora.reference).applicant.startswith("anonymous-")
