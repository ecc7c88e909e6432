"""Exact look-ups of citizens, by keyed hashes; nothing can be searched for."""

from collective.eloket.accounts.keys import number_key
from collective.eloket.accounts.keys import subject_key
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.store import Account
from collective.eloket.accounts.store import Citizen
from collective.eloket.identity.evidence import Subject
from collective.eloket.identity.numbers import NationalNumber


def find_citizen(user_id: str | None) -> Citizen | None:
    """Return the citizen with that id, or None."""
    return citizen_store().find(user_id)


def find_by_subject(issuer: str, sub: str) -> Citizen | None:
    """Return the citizen whom this provider knows by that name, or None."""
    store = citizen_store()
    return store.find(store.by_subject.get(subject_key(Subject(issuer, sub))))


def find_account(issuer: str, sub: str) -> Account | None:
    """Return the citizen or member whom this provider knows by that name, or None."""
    store = citizen_store()
    return store.account(store.by_subject.get(subject_key(Subject(issuer, sub))))


def find_by_number(number: NationalNumber) -> Citizen | None:
    """Return the citizen with that national number, or None."""
    store = citizen_store()
    return store.find(store.by_number.get(number_key(number)))
