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
from collective.eloket.mandates.household import is_shut_out
from collective.eloket.parameters import service as parameters
from collective.eloket.parameters.maintenance import check_lookups
from collective.eloket.setup import reindex
from collective.eloket.vault import duties
from collective.eloket.vault import service as vault
from datetime import timedelta
from pathlib import Path
from tests.accounts.people import make_desk
from tests.mandates import house

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


def test_work_relations_stop_it_before_anything_changes(portal, people, monkeypatch):
    from collective.eloket.mandates.enterprises import store as enterprises

    monkeypatch.setattr(reindex, "committed", called)
    enterprises.keep_relation("0123456749", "hash", b"sealed")
    rotated()
    before = old_ones()
    assert reindex.run(portal.aq_parent) == reindex.ONCE_MORE
    assert old_ones() == before
    all_are_found(*people)
