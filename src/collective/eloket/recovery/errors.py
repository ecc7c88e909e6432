"""Reasons why nothing is backed up or restored; for operators, never on a page."""

from collective.eloket.errors import MisconfiguredError


class RecoveryRefusedError(Exception):
    """Nothing was done; the text says why, and names no person."""


class JournalNotGivenError(MisconfiguredError):
    """ELOKET_JOURNAL names no folder."""


class JournalUnreadableError(RecoveryRefusedError):
    """The journal's folder or a file in it cannot be read or written."""


class JournalBrokenError(RecoveryRefusedError):
    """A line of the journal is not as we wrote it, or one is missing."""


class JournalTooYoungError(RecoveryRefusedError):
    """The journal does not reach back to the backup: facts may be missing."""


class BackupBrokenError(RecoveryRefusedError):
    """A file of the backup is missing, or not as it was written."""


class KeysMissingError(RecoveryRefusedError):
    """The key ring lacks a key that the backup needs, or has another of that id."""


class PersonKeysOverError(RecoveryRefusedError):
    """The persons' keys of this backup came to their end: nobody can read it."""


class TargetExistsError(RecoveryRefusedError):
    """Something lies where the backup would go; nothing is written over."""


class ProgramFailedError(RecoveryRefusedError):
    """A program of the database ended with an error."""


class RestoreUnfinishedError(MisconfiguredError):
    """A restore put data back, and not yet what was taken back since."""
