"""What the vault does when the process starts."""

from collective.eloket.vault.duties import check_fits
from collective.eloket.vault.service import key_ring
from zope.processlifetime import IDatabaseOpenedWithRoot


def check_keys(event: IDatabaseOpenedWithRoot) -> None:
    """Let the process start only with a good key ring, which fits the side store.

    :raises MisconfiguredError: a subclass per cause; Zope does not start.
    :raises SideStoreError: the side store does not answer; Zope does not start.
    """
    key_ring()
    check_fits()
