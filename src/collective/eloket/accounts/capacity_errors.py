"""Reasons to refuse as what a session acts."""

from collective.eloket.errors import NotAllowedError


class OnBehalfRefusedError(NotAllowedError):
    """Nobody's mandate, somebody else's, or a sign-in that is too weak: said alike."""

    code = "on_behalf_refused"


class CapacityNotStatedHereError(OnBehalfRefusedError):
    """The provider names an organisation, and is not allowed to."""

    code = "capacity_not_stated_here"


class CapacityStaleError(OnBehalfRefusedError):
    """What a provider stated belongs to another sign-in than this session's."""

    code = "capacity_stale"
