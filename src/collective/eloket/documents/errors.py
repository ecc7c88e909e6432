"""Reasons why a letter is not made."""

from collective.eloket.outbox.errors import JobFailedError


class LetterReachesOutError(JobFailedError):
    """The letter's template asks for a file of the disk or of the network."""
