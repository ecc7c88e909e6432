"""Why there is no time-stamp, or none that proves anything."""

from collective.eloket.errors import MisconfiguredError


class StampError(Exception):
    """No time-stamp now; a subclass per cause. Holds no personal data."""


class StampSilentError(StampError):
    """The time-stamp authority does not answer, or too late."""


class StampRefusedError(StampError):
    """The answer of the time-stamp authority proves nothing that we believe."""


class StampInvalidError(StampError):
    """A time-stamp that was kept does not prove what it is kept for."""


class StampTrustError(MisconfiguredError):
    """A time-stamp authority is set, but none of the authorities we believe is."""
