"""After a rotation of the ring `blind` everybody is found, before, in and after it."""

from collective.eloket.accounts import keys as account_keys
from collective.eloket.accounts import linking
from collective.eloket.accounts import reindexing
from collective.eloket.accounts.errors import IdentityUnlinkedError
from collective.eloket.accounts.errors import NumberKnownError
from collective.eloket.accounts.lookups import find_account
from collective.eloket.accounts.lookups import find_by_number
from collective.eloket.accounts.lookups import find_by_subject
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.store import Member
from collective.eloket.clock import utcnow
from collective.eloket.identity.evidence import Subject
from collective.eloket.mandates import deciding
from collective.eloket.mandates import errors
from collective.eloket.mandates import store as mandates
from collective.eloket.mandates.closeness import check_not_family
from collective.eloket.mandates.enterprises import reindexing as enterprises
from collective.eloket.mandates.enterprises import relations
from collective.eloket.mandates.enterprises import store as works
from collective.eloket.mandates.enterprises.model import Holding
from collective.eloket.mandates.household import is_shut_out
from collective.eloket.parameters import service as parameters
from collective.eloket.parameters.maintenance import check_lookups
from collective.eloket.setup import reindex
from collective.eloket.vault import duties
from collective.eloket.vault import service as vault
from dataclasses import replace
from datetime import date
from datetime import timedelta
from pathlib import Path
from tests.accounts.people import make_desk
from tests.mandates import house
from tests.mandates.enterprises.house import KAREL

import os
import pytest
import shutil


ISSUER = "https://idp.example"
LONG_AGO = timedelta(days=1)

pytestmark = pytest.mark.usefixtures("integration")


@pytest.fixture
def ring(portal, tmp_path, monkeypatch):
    """A copy of the layer's key ring, to be rotated."""
    path = tmp_path / "keys.json"
    shutil.copy(Path(os.environ["ELOKET_KEYS"]), path)
    path.chmod(0o600)
    monkeypatch.setenv("ELOKET_KEYS", str(path))
    return path


@pytest.fixture
def people(portal, ring):
    """Noor, with a former number, Bram, who is shut out, Jan by user name, a member."""
    make_desk(portal)
    noor, bram = house.parent(), house.parent("Bram", house.BRAM)
    store = citizen_store()
    store.add_number(noor, account_keys.number_key(house.number(house.JAN)))
    store.drop_links(bram, "burgerprofiel", 1)
    store.add_login(bram, account_keys.login_key("bram"))
    member = Member("lieve", utcnow())
    store.members["lieve"] = member
    key = account_keys.subject_key(Subject(ISSUER, "sub-lieve"))
    store.add_link(member, (key, "burgerprofiel", 1, None))
    house.add(noor)
    deciding.shut_out("mia", house.pair(house.BRAM), house.REASON)
    return noor, bram


def all_are_found(noor, bram):
    store = citizen_store()
    assert find_by_subject(ISSUER, "sub-Noor").id == noor.id
    assert find_by_number(house.number(house.NOOR)).id == noor.id
    assert find_by_number(house.number(house.JAN)).id == noor.id
    assert find_account(ISSUER, "sub-lieve").id == "lieve"
    assert store.by_login[account_keys.login_key("bram")] == bram.id
    with pytest.raises(IdentityUnlinkedError):
        linking.check_not_unlinked(Subject(ISSUER, "sub-Bram"))
    with pytest.raises(NumberKnownError):
        store.add_number(bram, account_keys.number_key(house.number(house.NOOR)))
    assert parameters.find_by_email("noor@voorbeeld.example") == [noor.id]
    assert is_shut_out(bram.id, house.number(house.SAM))
    assert deciding.find_shut_out(house.pair(house.BRAM)).reason == house.REASON
    with pytest.raises(errors.OwnFamilyError):
        check_not_family(noor.id, None, numbers=(house.number(house.SAM),))


def old_ones():
    """Return every stored hash that is not by today's key."""
    store = citizen_store()
    found = [*store.by_subject, *store.by_number, *store.by_login, *store.unlinked]
    found += [
        entry.partition(mandates.BETWEEN)[0]
        for entry in mandates.tree(mandates.HOLDERS)
    ]
    found += [kept.child_key for kept in mandates.tree(mandates.MANDATES).values()]
    return [key for key in found if vault.lifted(key) != key]


def rotated():
    return duties.rotate("blind", now=utcnow() - LONG_AGO)


def test_while_nothing_was_indexed_all_are_found(portal, people):
    all_are_found(*people)
    rotated()
    all_are_found(*people)


def test_when_all_is_indexed_the_old_key_finds_nothing(portal, people, monkeypatch):
    monkeypatch.setattr(reindex, "committed", called)
    new = rotated()
    assert old_ones()
    assert reindex.run(portal.aq_parent) == reindex.DONE
    assert vault.key_ring().indexed() == new
    assert len(vault.index_keys("number", house.NOOR)) == 1
    assert old_ones() == []
    assert check_lookups().is_right
    assert len(mandates.tree(mandates.SHUT_OUTS)) == 1
    all_are_found(*people)


def called(act, *arguments):
    """Do without the commit: the layer of these tests is rolled back."""
    return act(*arguments)


def test_it_goes_on_wherever_it_was_broken_off(portal, people, monkeypatch):
    """After each part that was committed: everybody is found, and the rest follows."""

    class KilledError(Exception):
        pass

    rotated()
    for parts in range(7):
        left = iter([True] * parts)

        def some(act, *arguments, left=left):
            if not next(left, False):
                raise KilledError
            return act(*arguments)

        monkeypatch.setattr(reindex, "committed", some)
        with pytest.raises(KilledError):
            reindex.run(portal.aq_parent)
        all_are_found(*people)
    monkeypatch.setattr(reindex, "committed", called)
    assert reindex.run(portal.aq_parent) == reindex.DONE
    assert old_ones() == []
    all_are_found(*people)


def test_who_comes_meanwhile_is_found_and_stays(portal, people, monkeypatch):
    monkeypatch.setattr(reindex, "committed", called)
    rotated()
    jan = house.parent("Jan", "90020199704")
    assert find_by_subject(ISSUER, "sub-Jan").id == jan.id
    deciding.let_in("mia", house.pair(house.BRAM), house.REASON)
    assert not is_shut_out(people[1].id, house.number(house.SAM))
    deciding.shut_out("mia", house.pair(house.BRAM), house.REASON)
    all_are_found(*people)
    reindex.run(portal.aq_parent)
    assert find_by_subject(ISSUER, "sub-Jan").id == jan.id
    all_are_found(*people)


def test_right_after_a_rotation_it_must_be_run_once_more(portal, people, monkeypatch):
    """A request that began before it may still write the former hash."""
    monkeypatch.setattr(reindex, "committed", called)
    duties.rotate("blind")
    assert reindex.run(portal.aq_parent) == reindex.ONCE_MORE
    assert len(vault.index_keys("number", house.NOOR)) == 2


def test_what_is_right_is_not_written_again(portal, people, monkeypatch):
    monkeypatch.setattr(reindex, "committed", called)
    rotated()
    reindex.run(portal.aq_parent)
    for name, part in reindexing.parts():
        tree = getattr(citizen_store(), name)
        before = [vars(tree[key]) if name != "unlinked" else tree[key] for key in part]
        reindexing.reindex(name, [*part, "gone"])
        after = [vars(tree[key]) if name != "unlinked" else tree[key] for key in part]
        assert before == after


def test_a_shut_out_of_an_early_version_stops_it(portal, people, monkeypatch):
    from collective.eloket.mandates import shut_outs

    monkeypatch.setattr(reindex, "committed", called)
    (key,) = mandates.tree(mandates.SHUT_OUTS)
    facts = shut_outs.read(key)
    shut_outs.put(key, {name: facts[name] for name in ("reason", "clerk", "at")})
    rotated()
    assert reindex.run(portal.aq_parent) == reindex.ONCE_MORE
    assert vault.key_ring().indexed() != vault.key_ring().current("blind")[0]


def test_without_a_rotation_there_is_nothing_to_do(portal, people, monkeypatch):
    monkeypatch.setattr(reindex, "committed", called)
    assert reindex.run(portal.aq_parent) == reindex.DONE
    all_are_found(*people)


BAKERY = "0999999922"


def works_there(digits, name):
    """Let whoever has that number manage the bakery, from before a rotation on."""
    key = account_keys.number_key(house.number(digits))
    held = Holding(f"right-{name}", "lezer", (), date(2026, 1, 1))
    works.keep_held(key, BAKERY, [held])
    note = relations.Note("mia", utcnow(), "Boekhouding")
    relation = relations.WorkRelation(name, "Voorbeeld", given={held.id: note})
    relations.keep(BAKERY, key, relation)
    works.note_manager(BAKERY, works.member_of(BAKERY, key))
    return key


@pytest.fixture
def workers(people):
    """Noor, who has an account, and Karel, who never signed in, work for the bakery."""
    return works_there(house.NOOR, "Noor"), works_there(KAREL, "Karel")


def all_work(noor):
    """Both hold their rights, with what was said of them, and once only."""
    for digits, name in ((house.NOOR, "Noor"), (KAREL, "Karel")):
        key = account_keys.number_key(house.number(digits))
        (held,) = works.find_held(key, BAKERY)
        assert held.id == f"right-{name}"
        relation = relations.find(BAKERY, key)
        assert relation.given_names == name
        assert relation.given[held.id].reason == "Boekhouding"
        assert works.member_of(BAKERY, key) in works.managers_of(BAKERY)
    mine = [one for key in noor.numbers for one in works.find_held(key, BAKERY)]
    assert [one.id for one in mine] == ["right-Noor"]
    assert len(works.managers_of(BAKERY)) == len(list(works.relations_of(BAKERY))) == 2


def test_rights_for_organisations_are_found_by_the_new_key(
    portal, people, workers, monkeypatch
):
    monkeypatch.setattr(reindex, "committed", called)
    all_work(people[0])
    rotated()
    assert reindex.run(portal.aq_parent) == reindex.DONE
    all_work(people[0])
    kept = {entry.partition(works.BETWEEN)[0] for entry in works.tree(works.HELD)}
    assert kept.isdisjoint(workers)
    assert [key for key in kept if vault.lifted(key) != key] == []


def test_who_has_an_account_loses_no_right_at_any_moment(portal, people, workers):
    """Account and rights change in one transaction."""
    noor = people[0]
    rotated()
    reindex.index_accounts("citizens", [noor.id])
    assert noor.numbers[0] != workers[0]
    mine = [one for key in noor.numbers for one in works.find_held(key, BAKERY)]
    assert [one.id for one in mine] == ["right-Noor"]


def test_it_goes_on_after_it_was_broken_off(portal, people, workers, monkeypatch):
    monkeypatch.setattr(reindex, "committed", called)
    rotated()
    enterprises.lift([workers[1]])
    assert list(enterprises.parts()) == [[workers[0]]]
    assert reindex.run(portal.aq_parent) == reindex.DONE
    assert list(enterprises.parts()) == []
    all_work(people[0])
    assert reindex.run(portal.aq_parent) == reindex.DONE
    all_work(people[0])


def test_numbers_come_in_parts(portal, people, workers, monkeypatch):
    monkeypatch.setattr(enterprises, "BATCH", 1)
    rotated()
    assert list(enterprises.parts()) == [[key] for key in sorted(workers)]


def test_what_was_given_by_the_new_hash_meanwhile_is_joined(portal, people, workers):
    """A manager typed the number of who never signed in, after the rotation."""
    rotated()
    now = account_keys.number_key(house.number(KAREL))
    assert now == vault.lifted(workers[1]) != workers[1]
    added = Holding("right-new", "lezer", (), date(2026, 6, 1))
    works.keep_held(now, BAKERY, [added])
    note = relations.Note("mia", utcnow(), "Verkoop")
    made = relations.WorkRelation("Karel J.", "Voorbeeld", begin=date(2026, 6, 1))
    relations.keep(BAKERY, now, replace(made, given={"right-new": note}))
    enterprises.lift([workers[1]])
    held = works.find_held(now, BAKERY)
    assert [one.id for one in held] == ["right-Karel", "right-new"]
    relation = relations.find(BAKERY, now)
    assert relation.given_names == "Karel J."
    assert set(relation.given) == {"right-Karel", "right-new"}
    enterprises.lift([workers[1]])
    assert works.find_held(now, BAKERY) == held


def test_the_key_that_was_named_after_the_former_hash_goes(
    portal, people, workers, monkeypatch
):
    gone = []
    monkeypatch.setattr(enterprises, "after_commit", lambda _act, id: gone.append(id))
    rotated()
    enterprises.lift(workers)
    assert gone == [works.holder_of(key) for key in workers]
    enterprises.lift(workers)
    assert len(gone) == 2


def test_who_was_erased_holds_nothing_and_holds_nothing_up(portal, people, workers):
    vault.forget_person(works.holder_of(workers[1]))
    rotated()
    enterprises.lift(workers)
    assert relations.find(BAKERY, vault.lifted(workers[1])) is None
    assert works.find_held(vault.lifted(workers[1]), BAKERY) == ()
    assert relations.find(BAKERY, vault.lifted(workers[0])).given_names == "Noor"


def test_rights_without_words_move_too(portal, people):
    key = account_keys.number_key(house.number(KAREL))
    works.keep_held(key, BAKERY, [Holding("bare", "lezer", (), date(2026, 1, 1))])
    rotated()
    enterprises.lift([key])
    (held,) = works.find_held(vault.lifted(key), BAKERY)
    assert held.id == "bare"
    assert works.find_held(key, BAKERY) == ()


def test_who_manages_nothing_becomes_no_manager_by_it(portal, people, workers):
    """Karel lost what made him a manager, and is on no list of managers."""
    member = works.member_of(BAKERY, workers[1])
    works.tree(works.MANAGERS).remove(f"{BAKERY}{works.BETWEEN}{member}")
    rotated()
    enterprises.lift(workers)
    (left,) = works.managers_of(BAKERY)
    assert left == works.member_of(BAKERY, vault.lifted(workers[0]))
    assert relations.find(BAKERY, vault.lifted(workers[1])).given_names == "Karel"
