"""Reasons why a letter is not sealed; the job goes back into the outbox."""

from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import MisconfiguredError


class SealKeyUnreadableError(MisconfiguredError):
    """The file of the seal's key is not there, or this process may not read it."""


class SealKeyOpenToOthersError(MisconfiguredError):
    """Others than its owner may read or change the file of the seal's key."""


class SealKeyInvalidError(MisconfiguredError):
    """No key with its certificate in the file, or another passphrase opens it."""


class SealKeyUnfitError(MisconfiguredError):
    """The key is no key for a seal: too weak, another's, or meant for other uses."""


class SealKeyExpiredError(MisconfiguredError):
    """The certificate of the seal is not in force: it ended, or has not begun."""


class StampAddressError(InvalidAnswerError):
    """The setting holds no address of a time-stamp authority."""

    code = "stamp_address"
