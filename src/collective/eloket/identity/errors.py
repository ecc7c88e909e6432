"""Reasons to refuse an identity."""

from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import ProviderError


class InvalidNationalNumberError(InvalidAnswerError):
    """Not a number of the national register."""

    code = "invalid_national_number"


class InvalidOrganisationNumberError(InvalidAnswerError):
    """Neither an enterprise number nor that of an association."""

    code = "invalid_organisation_number"


class UnknownAssuranceError(ProviderError):
    """The provider names a means or level that is not in the table."""

    code = "unknown_assurance"


class MissingClaimError(ProviderError):
    """The provider leaves out something we cannot work without."""

    code = "missing_claim"


class MalformedClaimError(ProviderError):
    """The provider sends a claim of another type or size than its name promises."""

    code = "malformed_claim"


class ContradictingClaimsError(ProviderError):
    """The provider says two different things about one person."""

    code = "contradicting_claims"


class ClaimedNumberError(ProviderError):
    """The provider sends a number that is none of the national register."""

    code = "claimed_number"


class UnknownTargetGroupError(ProviderError):
    """The provider names a target group that there is none of."""

    code = "unknown_target_group"


class ClaimedOrganisationError(ProviderError):
    """The provider sends a number that is no organisation's we can know."""

    code = "claimed_organisation"


class OtherOrganisationClaimedError(ProviderError):
    """The provider says something of another organisation than the one acted for."""

    code = "other_organisation_claimed"
