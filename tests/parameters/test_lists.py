from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.service import side_store
from collective.eloket.identity.eid.certificate_errors import RevocationUnknownError
from collective.eloket.identity.eid.revocation import list_key
from collective.eloket.identity.eid.revocation import OnlineRevocation
from collective.eloket.outbox.interfaces import IChore
from collective.eloket.parameters import cards
from collective.eloket.parameters import list_rows
from collective.eloket.parameters.lists import is_ours
from collective.eloket.parameters.lists import ListKeeper
from datetime import timedelta
from tests.identity.eid.house import CRL
from tests.identity.eid.house import pki
from tests.identity.eid.test_revocation import listed
from tests.identity.eid.test_revocation import persons_chain
from tests.parameters.card_house import cards_are_read
from zope.component import getUtility
from zope.interface.verify import verifyObject

import dataclasses
import pytest


HOUR = timedelta(hours=1)


class Authority:
    """Gives its list, one that ends so long from now; None: it is down."""

    def __init__(self, ends=2 * HOUR):
        self.ends = ends
        self.calls = []

    def __call__(self, address, question):
        self.calls.append(address)
        if question is not None or self.ends is None:
            raise RevocationUnknownError("down")
        now = utcnow()
        return listed(begins=now - HOUR, ends=now + self.ends)


def forget():
    """As if nobody had needed the list yet."""
    list_rows.remove(CRL)
    side_store().delete(cards.SHELF, cards._short(list_key(CRL)))


@pytest.fixture
def authority(portal, integration, tmp_path):
    """An authority whose list a citizen needed; nobody else has anything to do."""
    with cards_are_read(tmp_path):
        forget()
        yield Authority()
        forget()


def need(authority):
    """A citizen signs in whose authority answers no question."""
    chain = persons_chain()
    only = dataclasses.replace(chain, certificates=chain.certificates[:2])
    OnlineRevocation(authority, cards.SideShelf()).check(only, utcnow())


def later(monkeypatch, passed):
    """Let the keeper live so much later."""
    now = utcnow() + passed
    monkeypatch.setattr("collective.eloket.parameters.lists.utcnow", lambda: now)
    return now


def test_the_worker_knows_the_keeper(portal):
    keeper = getUtility(IChore, name="lists")
    assert verifyObject(IChore, keeper)
    assert isinstance(keeper, ListKeeper)


def test_a_list_is_fetched_again_when_half_of_its_time_is_over(authority, monkeypatch):
    need(authority)
    authority.calls.clear()
    keeper = ListKeeper(authority)
    keeper.do()
    later(monkeypatch, timedelta(minutes=59))
    keeper.do()
    assert authority.calls == []
    authority.ends = 5 * HOUR
    now = later(monkeypatch, timedelta(minutes=61))
    keeper.do()
    assert authority.calls == [CRL]
    kept = cards.SideShelf().get(f"crl:{CRL}", now + 3 * HOUR)
    assert kept is not None


def test_a_citizen_after_that_fetches_nothing(authority, monkeypatch):
    need(authority)
    authority.ends = 5 * HOUR
    later(monkeypatch, timedelta(minutes=61))
    ListKeeper(authority).do()
    authority.calls.clear()
    need(authority)
    assert CRL not in authority.calls


def test_of_two_workers_one_fetches(authority, monkeypatch):
    need(authority)
    authority.calls.clear()
    now = later(monkeypatch, timedelta(minutes=61))
    (row,) = list_rows.old(now.timestamp())
    assert list_rows.claim(row.address, row.asked, now.timestamp())
    assert not list_rows.claim(row.address, row.asked, now.timestamp())
    ListKeeper(authority).do()
    assert authority.calls == []


def test_what_another_worker_began_meanwhile_is_left_to_it(authority, monkeypatch):
    other = f"{CRL}?other"
    need(authority)
    now = utcnow()
    list_rows.put(
        other,
        pki("ec").citizens.der,
        now.timestamp(),
        (now + timedelta(minutes=121)).timestamp(),
    )
    later(monkeypatch, timedelta(minutes=61))
    theirs = Authority(5 * HOUR)

    def slow(address, question):
        ListKeeper(theirs).do()
        return authority(address, question)

    authority.calls.clear()
    ListKeeper(slow).do()
    assert (authority.calls, theirs.calls) == ([CRL], [other])
    list_rows.remove(other)


def test_an_authority_that_is_down_is_tried_again_and_its_list_stays(
    authority, monkeypatch, caplog
):
    need(authority)
    authority.ends = None
    authority.calls.clear()
    for minutes in (61, 62, 91):
        now = later(monkeypatch, timedelta(minutes=minutes))
        ListKeeper(authority).do()
    assert authority.calls == [CRL, CRL]
    assert cards.SideShelf().get(f"crl:{CRL}", now) is not None
    assert CRL in caplog.text


def test_an_older_list_does_not_turn_the_time_back(authority, monkeypatch):
    need(authority)
    now = later(monkeypatch, timedelta(minutes=61))
    authority.ends = timedelta(minutes=70)
    ListKeeper(authority).do()
    assert cards.SideShelf().get(f"crl:{CRL}", now + timedelta(minutes=50)) is not None


def test_a_forged_list_is_not_kept(authority, monkeypatch):
    need(authority)
    forged = listed(signer=pki("ec").root, ends=utcnow() + 9 * HOUR)
    later(monkeypatch, timedelta(minutes=61))
    ListKeeper(lambda _address, _question: forged).do()
    assert cards.SideShelf().get(f"crl:{CRL}", utcnow()) != forged


def test_a_list_at_a_host_that_does_not_count_any_more_is_forgotten(
    authority, monkeypatch
):
    other = "http://other.example/list.crl"
    now = utcnow()
    end = (now + HOUR).timestamp()
    list_rows.put(other, pki("ec").citizens.der, now.timestamp(), end)
    later(monkeypatch, timedelta(minutes=40))
    ListKeeper(authority).do()
    assert authority.calls == []
    assert list_rows.old(end - 1) == []


def test_only_hosts_of_roots_that_count_are_asked(authority):
    found = cards.trust()
    assert is_ours(CRL, found)
    off = {
        root: dataclasses.replace(profile, revocation_required=False)
        for root, profile in found.profiles.items()
    }
    assert not is_ours(CRL, dataclasses.replace(found, profiles=off))
    assert not is_ours("http://other.example/", found)


def test_a_wrong_folder_of_roots_ends_no_worker(authority, monkeypatch, caplog):
    monkeypatch.setenv("ELOKET_TRUST_DIR", "/nowhere/at/all")
    ListKeeper(authority).do()
    assert authority.calls == []
    assert "not renewed" in caplog.text


def test_a_list_that_is_over_is_swept(authority):
    need(authority)
    side_store().sweep(utcnow() + 3 * HOUR)
    assert list_rows.old(utcnow().timestamp() + 2.9 * 3600) == []
