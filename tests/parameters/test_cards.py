from collective.eloket.clock import utcnow
from collective.eloket.interfaces import IRevocationChecker
from collective.eloket.parameters import cards
from datetime import timedelta
from zope.component import getUtility
from zope.interface.verify import verifyObject


HOUR = timedelta(hours=1)


def test_the_checker_keeps_the_contract(portal):
    checker = getUtility(IRevocationChecker)
    assert verifyObject(IRevocationChecker, checker)
    assert isinstance(checker.shelf, cards.SideShelf)


def test_what_lies_on_the_shelf_is_shared_and_ends(portal):
    now = utcnow()
    cards.SideShelf().put("crl:http://crl.example/a", b"list", now + HOUR)
    assert cards.SideShelf().get("crl:http://crl.example/a", now) == b"list"
    assert cards.SideShelf().get("crl:http://crl.example/b", now) is None
    assert cards.SideShelf().get("crl:http://crl.example/a", now + HOUR) is None


def test_what_is_over_is_not_put_on_the_shelf(portal):
    cards.SideShelf().put("crl:old", b"list", utcnow() - HOUR)
    assert cards.SideShelf().get("crl:old", utcnow() - 2 * HOUR) is None


def test_addresses_of_any_length_are_kept(portal):
    now = utcnow()
    cards.SideShelf().put("crl:" + "x" * 500, b"list", now + HOUR)
    assert cards.SideShelf().get("crl:" + "x" * 500, now) == b"list"
