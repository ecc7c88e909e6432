"""What the side store does when the process starts."""

from collective.eloket.ephemeral.service import engine
from zope.processlifetime import IDatabaseOpenedWithRoot


def open_side_store(event: IDatabaseOpenedWithRoot) -> None:
    """Open the database and make its tables before the first request comes.

    :raises SideStoreAddressError: ELOKET_SIDE_STORE is no good; Zope does not start.
    :raises SQLAlchemyError: the database does not answer; Zope does not start.
    """
    engine()
