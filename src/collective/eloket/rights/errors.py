"""Why something is kept, or not."""

from collective.eloket.errors import ConflictError
from collective.eloket.errors import EloketError


class HoldError(EloketError):
    """Nothing was held, and nothing let go; a subclass per cause."""


class HoldCaseUnknownError(HoldError):
    """There is no request of that reference, or it is nobody's any more."""

    code = "hold_case_unknown"


class HoldReasonError(HoldError):
    """Nothing says why, or far too much."""

    code = "hold_reason"


class HoldKnownError(HoldError):
    """It is held already."""

    code = "hold_known"
    status = 409


class HoldUnknownError(HoldError):
    """It is not held, or no more."""

    code = "hold_unknown"
    status = 404


class HoldsStillKnownError(ConflictError):
    """The e-loket cannot leave: what must not be erased would be lost."""

    code = "holds_still_known"
