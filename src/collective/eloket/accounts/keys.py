"""What accounts are looked up by: keyed hashes, never the values themselves."""

from collective.eloket.identity.evidence import Subject
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.vault import service as vault


def subject_key(subject: Subject) -> str:
    """Return what an identity is looked up by; issuer and name cannot run together."""
    return vault.blind(
        "subject", f"{len(subject.issuer)}:{subject.issuer}{subject.sub}"
    )


def number_key(number: NationalNumber) -> str:
    """Return what a national number is looked up by."""
    return vault.blind("number", number.digits)


def login_key(username: str) -> str:
    """Return what a user name is looked up by."""
    return vault.blind("login", username)
