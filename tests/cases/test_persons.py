"""Whose case a reference names, for the rooms below."""

from collective.eloket.accounts.interfaces import ICaseLookup
from zope.component import getUtility


def test_names_who_sent_it_and_whom_it_is_for_once(case, noor, jan):
    cases = getUtility(ICaseLookup)
    assert cases.persons_of(case.getId()) == (noor.id,)
    assert cases.persons_of(case.getId().lower().replace("-", " ")) == (noor.id,)
    case.subject = jan.id
    assert cases.persons_of(case.getId()) == (noor.id, jan.id)


def test_an_unknown_one_names_nobody(case):
    assert getUtility(ICaseLookup).persons_of("2026-0000-0000") == ()
    assert getUtility(ICaseLookup).persons_of("noor") == ()
