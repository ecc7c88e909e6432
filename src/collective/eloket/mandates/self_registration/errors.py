"""Why a request for a right is refused, or nobody may decide on it."""

from collective.eloket.errors import ConflictError
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import NotAllowedError
from collective.eloket.errors import NotFoundError
from collective.eloket.errors import TooOftenError


class AddressError(InvalidAnswerError):
    """Base: the address of the page is not put together rightly."""


class AddressRepeatedError(AddressError):
    """One thing is said twice."""

    code = "address_repeated"


class AddressOddError(AddressError):
    """Something in it is empty, or no text at all."""

    code = "address_odd"


class GroupMissingError(AddressError):
    """``dg`` is missing."""

    code = "address_group_missing"


class GroupUnknownError(AddressError):
    """``dg`` names no target group."""

    code = "address_group_unknown"


class RightMissingInAddressError(AddressError):
    """Neither ``an`` nor ``ec`` is there."""

    code = "address_right_missing"


class RightTwiceError(AddressError):
    """``an`` and ``ec`` are both there."""

    code = "address_right_twice"


class AddressOrganisationError(AddressError):
    """``oc`` is no number of an organisation."""

    code = "address_organisation"


class AddressContextError(AddressError):
    """``ctx`` is no context of the right."""

    code = "address_context"


class NoRightsFoundError(NotFoundError):
    """There is no such right for such organisations (seed 003, 21)."""

    code = "no_rights_found"


class NameTooShortError(InvalidAnswerError):
    """That little of a name is in far too many of them."""

    code = "organisation_name_short"


class LookUpsTooOftenError(TooOftenError):
    """Somebody looked organisations up too often."""

    code = "organisation_look_ups"


class OtherGroupError(InvalidAnswerError):
    """The organisation is of another target group than the address says."""

    code = "organisation_other_group"


class NoLocalManagerError(ConflictError):
    """Nobody of the organisation can handle it, and be reached by e-mail."""

    code = "no_local_manager"


class RequestFieldError(InvalidAnswerError):
    """Something that was filled in is not right; ``field`` says what."""

    code = "access_request_field"

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class ApplicantNumberNeededError(NotAllowedError):
    """Nobody gives a right to somebody whose national number was not proven."""

    code = "applicant_number_needed"


class ApplicantLevelError(NotAllowedError):
    """A digital key is needed: the sign-in is too weak."""

    code = "applicant_level"


class RequestKnownError(ConflictError):
    """The same was asked already, and waits."""

    code = "access_request_known"


class RequestsFullError(ConflictError):
    """So many requests of one person wait that we take no more."""

    code = "access_requests_full"


class WorkRelationKnownError(ConflictError):
    """The person works there already."""

    code = "work_relation_known"


class RequestUnknownError(NotFoundError):
    """There is none, or it is not for this person; said alike."""

    code = "access_request_unknown"


class RequestDecidedError(ConflictError):
    """Another manager came first."""

    code = "access_request_decided"


class RequestWithdrawnError(ConflictError):
    """Who asked took it back."""

    code = "access_request_withdrawn"


class RequestExpiredError(ConflictError):
    """Nobody decided in time: it ended by itself."""

    code = "access_request_expired"


class OwnRequestError(NotAllowedError):
    """Nobody decides on their own request."""

    code = "access_request_own"


class DecisionReasonError(InvalidAnswerError):
    """A decision needs a reason, which is not too long."""

    code = "access_request_reason"


class RequestsStillKnownError(ConflictError):
    """The e-loket cannot leave: requests for rights would be lost."""

    code = "access_requests_still_known"
