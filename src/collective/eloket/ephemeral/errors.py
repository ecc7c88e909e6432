"""Reasons why the side store does not work."""

from collective.eloket.errors import MisconfiguredError
from sqlalchemy.exc import SQLAlchemyError


class SideStoreAddressError(MisconfiguredError):
    """ELOKET_SIDE_STORE is no address of an SQLite or PostgreSQL database."""


#: What any act on the side store raises when its database is not there.
SideStoreError = SQLAlchemyError
