"""What was taken back is in the journal, and is so again in a restored site."""

from collective.eloket.accounts import closing
from collective.eloket.accounts.interfaces import CitizenClosed
from collective.eloket.accounts.interfaces import CitizenReopened
from collective.eloket.accounts.interfaces import IdentityUnlinked
from collective.eloket.accounts.lookups import find_by_subject
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.documents.verification import service as verification
from collective.eloket.mandates import deciding
from collective.eloket.mandates import family
from collective.eloket.mandates.household import is_shut_out
from collective.eloket.recovery import journal as journals
from collective.eloket.recovery import model
from collective.eloket.recovery import replaying
from collective.eloket.recovery.model import Fact
from collective.eloket.recovery.noting import JournalHandler
from collective.eloket.rights.interfaces import PersonErased
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import PersonForgottenError
from datetime import date
from datetime import timedelta
from plone import api
from tests.cases.house import make_clerk
from tests.documents.jobs import jobs
from tests.mandates import house
from tests.recovery.machine import NOW
from zope.event import notify

import pytest


HOUR = timedelta(hours=1)

pytestmark = pytest.mark.usefixtures("integration", "journal")


@pytest.fixture
def noor(portal):
    return house.parent()


def fact(site, kind, **about):
    return Fact("f", NOW, "/".join(site.getPhysicalPath()), kind, about)


def noted(portal):
    """Return kind and facts of what waits for the journal."""
    return [(job["kind"], job["about"]) for job in jobs(portal, "journal")]


def letter():
    return verification.keep("VK7M-2QXR-9D4H-0TNB", b"%PDF", "Attest", None, "")


def clerk_in_a_group():
    make_clerk("lieve", "Lieve", "balie")


def test_a_mandate_that_is_taken_back_is_noted(portal, noor):
    id = house.add(noor)
    assert noted(portal) == []
    family.take_back(house.session(noor), id)
    assert noted(portal) == [
        ("mandate-ended", {"user": noor.id, "mandate": id, "state": ""})
    ]


def test_a_refusal_is_noted_and_a_yes_is_not(portal, noor):
    id = house.verified(noor)
    assert noted(portal) == []
    deciding.shut_out("lieve", house.pair(), house.REASON)
    assert [kind for kind, _about in noted(portal)] in (
        ["shut-out", "mandate-ended"],
        ["mandate-ended", "shut-out"],
    )
    told = dict(noted(portal))
    assert told["mandate-ended"] == {
        "user": noor.id,
        "mandate": id,
        "state": "shut-out",
    }
    assert house.REASON not in repr(told)
    assert house.NOOR not in repr(told)


def test_a_letter_that_is_withdrawn_is_noted_once(portal):
    key = letter()
    verification.take_back(key)
    verification.take_back(key)
    assert noted(portal) == [("letter-withdrawn", {"letter": key})]


@pytest.mark.parametrize(
    "event, said",
    [
        (
            IdentityUnlinked("c1", "burgerprofiel"),
            ("unlinked", {"user": "c1", "provider": "burgerprofiel"}),
        ),
        (CitizenClosed("c1", "mia", "clerk"), ("closed", {"user": "c1"})),
        (CitizenReopened("c1", "mia"), ("reopened", {"user": "c1"})),
        (PersonErased("c1"), ("erased", {"user": "c1"})),
    ],
    ids=["unlinked", "closed", "reopened", "erased"],
)
def test_news_is_noted(portal, event, said):
    notify(event)
    assert noted(portal) == [said]


def test_a_clerk_who_leaves_a_group_or_the_site_is_noted(portal):
    clerk_in_a_group()
    with api.env.adopt_roles(["Manager"]):
        api.group.remove_user(groupname="balie", username="lieve")
        api.user.delete(username="lieve")
    assert ("left-group", {"user": "lieve", "group": "balie"}) in noted(portal)
    assert ("member-gone", {"user": "lieve"}) in noted(portal)


def test_without_a_journal_nothing_is_noted(portal, monkeypatch):
    monkeypatch.delenv("ELOKET_JOURNAL")
    notify(PersonErased("c1"))
    assert noted(portal) == []


def test_the_worker_writes_it_and_twice_does_no_harm(portal):
    notify(PersonErased("c1"))
    (payload,) = jobs(portal, "journal")
    JournalHandler().perform(payload, None)
    JournalHandler().perform(payload, None)
    first, second = journals.facts()
    assert first == second
    assert (first.kind, first.about) == ("erased", {"user": "c1"})
    assert first.site == "/".join(portal.getPhysicalPath())


def test_a_journal_that_cannot_be_written_is_tried_again(portal, journal):
    notify(PersonErased("c1"))
    (payload,) = jobs(portal, "journal")
    journal.write_text("no folder")
    with pytest.raises(journals.JournalUnreadableError):
        JournalHandler().perform(payload, None)


def test_an_identity_is_unlinked_again(portal, noor):
    found = fact(portal, model.UNLINKED, user=noor.id, provider="burgerprofiel")
    assert replaying.apply(found)
    assert find_by_subject("https://idp.example", "sub-Noor") is None
    assert list(citizen_store().unlinked.values()) == [int(NOW.timestamp())]
    assert not replaying.apply(found)
    assert not replaying.apply(fact(portal, model.UNLINKED, user="x", provider="y"))


def test_who_has_died_is_closed_again(portal, noor):
    found = fact(portal, model.CLOSED, user=noor.id)
    assert replaying.apply(found)
    assert closing.is_closed(noor.id)
    assert noor.closed == NOW
    assert not replaying.apply(found)
    assert not replaying.apply(fact(portal, model.CLOSED, user="x"))


def test_who_was_opened_again_is_open_again(portal, noor):
    found = fact(portal, model.REOPENED, user=noor.id)
    assert not replaying.apply(found)
    assert not replaying.apply(fact(portal, model.REOPENED, user="x"))
    noor.closed = NOW - HOUR
    assert replaying.apply(found)
    assert (noor.closed, noor.reopened) == (None, NOW)
    assert not replaying.apply(found)


@pytest.mark.parametrize("written", [1, -1], ids=["in order", "a later one first"])
@pytest.mark.parametrize(
    "backup, happened, is_closed",
    [
        ("open", ["closed", "reopened"], False),
        ("open", ["closed", "reopened", "closed"], True),
        ("open", ["closed"], True),
        ("closed", ["reopened"], False),
        ("closed", ["reopened", "closed"], True),
        ("closed", ["reopened", "closed", "reopened"], False),
    ],
    ids=lambda said: "-".join(said) if isinstance(said, list) else None,
)
def test_an_account_ends_as_it_really_was(
    portal, noor, monkeypatch, backup, happened, is_closed, written
):
    if backup == "closed":
        noor.closed = NOW - HOUR
    path = "/".join(portal.getPhysicalPath())
    facts = [
        Fact(str(hour), NOW + hour * HOUR, path, kind, {"user": noor.id})
        for hour, kind in enumerate(happened)
    ]
    monkeypatch.setattr("transaction.commit", lambda: None)
    applied = replaying.apply_all(portal.getPhysicalRoot(), facts[::written])
    assert closing.is_closed(noor.id) == is_closed
    assert sum(applied.values()) == len(happened)
    # told twice, and with what was noted before the backup, it stays so
    again = replaying.apply_all(portal.getPhysicalRoot(), facts)
    assert closing.is_closed(noor.id) == is_closed
    assert sum(again.values()) == 0


def test_what_the_backup_knows_better_stays(portal, noor):
    noor.reopened = NOW
    assert not replaying.apply(fact(portal, model.CLOSED, user=noor.id))
    noor.closed = NOW + HOUR
    assert not replaying.apply(fact(portal, model.REOPENED, user=noor.id))
    assert closing.is_closed(noor.id)


@pytest.mark.parametrize("state", ["refused", "shut-out"])
def test_a_mandate_is_ended_again(portal, noor, state):
    id = house.verified(noor)
    found = fact(portal, model.MANDATE_ENDED, user=noor.id, mandate=id, state=state)
    assert replaying.apply(found)
    (mandate,) = family.own(noor.id)
    assert mandate.state == state
    assert not replaying.apply(found)


def test_a_mandate_that_was_taken_back_is_gone_again(portal, noor):
    id = house.add(noor)
    found = fact(portal, model.MANDATE_ENDED, user=noor.id, mandate=id, state="")
    assert replaying.apply(found)
    assert family.own(noor.id) == []
    assert deciding.count() == 0
    assert not replaying.apply(found)


def test_a_mandate_of_who_was_erased_is_ended_too(portal, noor):
    id = house.add(noor)
    vault.forget_person(noor.id)
    found = fact(portal, model.MANDATE_ENDED, user=noor.id, mandate=id, state="refused")
    assert replaying.apply(found)


def test_a_parent_is_shut_out_again(portal, noor):
    found = fact(portal, model.SHUT_OUT, clerk="lieve", **house.pair().numbers)
    assert not is_shut_out(noor.id, house.number(house.SAM))
    assert replaying.apply(found)
    assert is_shut_out(noor.id, house.number(house.SAM))
    assert deciding.find_shut_out(house.pair()).clerk == "lieve"
    assert not replaying.apply(found)


def test_a_letter_is_withdrawn_again(portal):
    key = letter()
    found = fact(portal, model.LETTER_WITHDRAWN, letter=key)
    assert replaying.apply(found)
    verdict = verification.verdict("VK7M-2QXR-9D4H-0TNB")
    assert verdict.withdrawn == date(2026, 11, 26)
    assert not replaying.apply(found)


def test_a_clerk_loses_group_and_account_again(portal):
    clerk_in_a_group()
    left = fact(portal, model.LEFT_GROUP, user="lieve", group="balie")
    assert replaying.apply(left)
    assert "balie" not in [g.getId() for g in api.group.get_groups(username="lieve")]
    assert not replaying.apply(left)
    assert not replaying.apply(fact(portal, model.LEFT_GROUP, user="x", group="none"))
    gone = fact(portal, model.MEMBER_GONE, user="lieve")
    assert replaying.apply(gone)
    assert api.user.get(username="lieve") is None
    assert not replaying.apply(gone)


def test_who_was_erased_is_erased_again(portal, noor):
    person = noor.id
    house.add(noor)
    found = fact(portal, model.ERASED, user=person)
    assert replaying.apply(found)
    assert citizen_store().find(person) is None
    with pytest.raises(PersonForgottenError):
        vault.for_person(person).check_key()
    assert not replaying.apply(found)


def test_every_kind_of_fact_has_an_act():
    assert set(model.KINDS) - {model.BACKUP} == set(replaying.ACTS)
