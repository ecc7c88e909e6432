"""Why a case system was not told, and why a wish to tell it again is refused."""

from collective.eloket.errors import InvalidAnswerError
from collective.eloket.outbox.errors import JobFailedError


class RegistrationUnreachableError(JobFailedError):
    """Nobody there, too slow, or the answer cannot be read."""


class RegistrationAddressError(JobFailedError):
    """The address is not https, or lies on a private network that is not allowed."""


class RegistrationNotTakenError(JobFailedError):
    """The case system answered, and not with 2xx."""


class RegistrationSecretError(JobFailedError):
    """There is nothing to sign with, or it is no secret of Standard Webhooks."""


class RegistrationAddressRefusedError(InvalidAnswerError):
    """No web address that we would call."""

    code = "registration_address_refused"


class NothingToSendError(InvalidAnswerError):
    """Neither a request nor a day says what to send again; or there is no such one."""

    code = "registration_nothing_to_send"


class RegistrationOffError(InvalidAnswerError):
    """No case system is set."""

    code = "registration_off"
