"""Reasons why the vault does not start, or does not open."""

from collective.eloket.errors import EloketError
from collective.eloket.errors import MisconfiguredError
from collective.eloket.errors import NotFoundError


class KeysNotGivenError(MisconfiguredError):
    """ELOKET_KEYS names no key ring file."""


class KeysUnreadableError(MisconfiguredError):
    """The key ring file is not there, or this process may not read it."""


class KeysOpenToOthersError(MisconfiguredError):
    """Others than its owner may read or change the key ring file."""


class KeysInvalidError(MisconfiguredError):
    """The key ring file does not hold five rings of good keys."""


class KeysExistError(MisconfiguredError):
    """There is a key ring file already; writing over it would lose all data."""


class KeysDoNotFitError(MisconfiguredError):
    """The key ring is another one than the side store's keys were wrapped with."""


class KeysChangeRefusedError(MisconfiguredError):
    """A key cannot be added or taken away now; its text says why, for operators."""


class SealError(EloketError):
    """A sealed value is not opened; the kind of all the causes below."""

    code = "seal_refused"


class SealTruncatedError(SealError):
    """Too short to be a sealed value: a part is missing."""

    code = "seal_truncated"


class SealVersionError(SealError):
    """Sealed in a form that this version does not know."""

    code = "seal_version"


class SealUnknownKeyError(SealError):
    """Sealed with a key that is not on the ring, or with another person's key."""

    code = "seal_unknown_key"


class SealWrongContextError(SealError):
    """Sealed for another place than the one where it was found."""

    code = "seal_wrong_context"


class SealAlteredError(SealError):
    """Changed since it was sealed."""

    code = "seal_altered"


class PersonForgottenError(NotFoundError):
    """The person has no key, or it was erased: what it sealed is gone."""

    code = "person_forgotten"
