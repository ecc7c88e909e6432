"""Reasons why the side store does not work."""

from collective.eloket.errors import MisconfiguredError


class SideStoreAddressError(MisconfiguredError):
    """ELOKET_SIDE_STORE is no address of an SQLite or PostgreSQL database."""


class SideStoreError(Exception):
    """The database is not there, or does not do what it is told."""


def cause_of(error: Exception) -> str:
    """Return the kind and the database's code of an error, for operators.

    Its text is not for logs: that of PostgreSQL may quote the statement with values.
    """
    original = getattr(error, "orig", error)
    code = getattr(original, "pgcode", None)
    code = code or getattr(original, "sqlite_errorname", None)
    return f"{type(error).__name__} {code or ''}".strip()
