"""Why something is kept, or not."""

from collective.eloket.errors import ConflictError
from collective.eloket.errors import EloketError
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.outbox.errors import JobFailedError


class RightsError(EloketError):
    """Nothing was done with somebody's data; a subclass per cause."""


class HoldError(RightsError):
    """Nothing was held, and nothing let go; a subclass per cause."""


class HoldCaseUnknownError(HoldError):
    """There is no request of that reference, or it is nobody's any more."""

    code = "hold_case_unknown"


class ErasureError(RightsError):
    """Nothing was erased; a subclass per cause."""

    status = 409


class ErasureHeldError(ErasureError):
    """Something of the person must be kept by law."""

    code = "erasure_held"


class ErasureOpenCasesError(ErasureError):
    """Requests of the person go on."""

    code = "erasure_open_cases"


class ErasureAskedError(ErasureError):
    """It was asked already, and waits for a decision."""

    code = "erasure_asked"


class ErasureUnknownError(ErasureError):
    """Nobody asked for it, or it was decided."""

    code = "erasure_unknown"
    status = 404


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


class ProcessorRefusedError(InvalidAnswerError):
    """A line of the settings does not say who is a processor, or by which contract."""

    code = "processor_refused"

    def __init__(self, line: str) -> None:
        super().__init__()
        self.details = {"line": line}


class DeceasedSilentError(JobFailedError):
    """The register of deaths cannot tell now; it is asked again. Holds no number."""
