"""Why nothing goes into an e-Box."""

from collective.eloket.errors import ConflictError
from collective.eloket.outbox.errors import JobFailedError


class EboxStandInError(ConflictError):
    """What stands in for the e-Box is not for real people."""

    code = "ebox_stand_in"


class EboxRefusedError(JobFailedError):
    """The e-Box did not take it, or is none."""
