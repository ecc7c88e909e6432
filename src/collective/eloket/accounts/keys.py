"""What accounts are looked up by: keyed hashes, never the values themselves.

After a rotation of the ring ``blind`` an account keeps its former hashes until
``reindexing`` comes to it. Each function returns the hash by which something is known,
whichever that is, so that nobody is a stranger meanwhile and no number is free.
"""

from collective.eloket.accounts.registry import citizen_store
from collective.eloket.identity.evidence import Subject
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.vault import service as vault


def subject_key(subject: Subject) -> str:
    """Return what an identity is looked up by; issuer and name cannot run together."""
    named = f"{len(subject.issuer)}:{subject.issuer}{subject.sub}"
    return _known(vault.index_keys("subject", named), "by_subject", "unlinked")


def number_key(number: NationalNumber) -> str:
    """Return what a national number is looked up by."""
    return _known(number_keys(number), "by_number")


def number_keys(number: NationalNumber) -> tuple[str, ...]:
    """Return all by which a number may be kept now, today's hash first."""
    return vault.index_keys("number", number.digits)


def login_key(username: str) -> str:
    """Return what a user name is looked up by."""
    return _known(vault.index_keys("login", username), "by_login")


def _known(keys: tuple[str, ...], *trees: str) -> str:
    """Return the key that is in one of these trees of the store, else today's."""
    if len(keys) == 1:
        return keys[0]
    store = citizen_store()
    found = (key for key in keys if any(key in getattr(store, n) for n in trees))
    return next(found, keys[0])
