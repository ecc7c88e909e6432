"""Reasons why a job is not done."""

from collective.eloket.errors import ConflictError
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import MisconfiguredError


class OutboxMissingError(MisconfiguredError):
    """The site has no outbox: the e-loket is not installed there."""


class JobFailedError(Exception):
    """A job cannot be done now; it is tried again later. Holds no personal data."""


class UnknownJobError(JobFailedError):
    """Nobody here does jobs of this kind."""


class SenderMissingError(JobFailedError):
    """The site has no address to send mail from; set it in the mail control panel."""


class JobsWaitingError(ConflictError):
    """News still has to leave; let the worker finish first."""

    code = "jobs_waiting"


class SecretMissingError(JobFailedError):
    """What would sign the call is not set, or cannot be read."""


class WebhookFailedError(JobFailedError):
    """The other side was not reached, or did not take it; says how, not what."""


class AnchorMailRefusedError(InvalidAnswerError):
    """No e-mail address."""

    code = "anchor_mail_refused"


class PrivateHostRefusedError(InvalidAnswerError):
    """No host, nor host and port."""

    code = "private_host_refused"


class AnchorWebhookRefusedError(InvalidAnswerError):
    """No https address."""

    code = "anchor_webhook_refused"
