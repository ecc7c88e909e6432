"""Why somebody may not act for an organisation, or not give rights there."""

from collective.eloket.errors import ConflictError
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import NotAllowedError
from collective.eloket.errors import NotFoundError
from collective.eloket.errors import ProviderSilentError
from collective.eloket.mandates.errors import OnBehalfRefusedError


class EnterpriseRegisterSilentError(ProviderSilentError):
    """The register of enterprises does not answer."""

    code = "enterprise_register_silent"


class OrganisationUnknownError(NotFoundError):
    """The register knows no organisation of that number."""

    code = "organisation_unknown"


class RightMissingError(OnBehalfRefusedError):
    """Nobody gave this person the right for that organisation, or it ended."""

    code = "right_missing"


class OrganisationEndedError(OnBehalfRefusedError):
    """The organisation ended, or is in the register no more."""

    code = "organisation_ended"


class ForOrganisationsError(OnBehalfRefusedError):
    """Only who acts for an organisation may ask for it."""

    code = "for_organisations"


class NotForOrganisationsError(OnBehalfRefusedError):
    """Nobody may ask for it for an organisation."""

    code = "not_for_organisations"


class NotManagerError(NotAllowedError):
    """This person gives no rights in that organisation; there may be none of it."""

    code = "not_manager"


class RightNotYoursToGiveError(NotAllowedError):
    """Only a higher manager gives or takes that right."""

    code = "right_not_yours_to_give"


class OwnGrantError(NotAllowedError):
    """Nobody gives that right to themselves."""

    code = "own_grant"


class RightOtherGroupError(InvalidAnswerError):
    """The right is for other target groups than the organisation's."""

    code = "right_other_group"


class PeriodError(InvalidAnswerError):
    """The days are not right: in the past, or the end before the begin."""

    code = "holding_period"


class WorkRelationFieldError(InvalidAnswerError):
    """Something about the person is not right; ``field`` says what."""

    code = "work_relation_field"

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class WorkRelationNeededError(InvalidAnswerError):
    """The person does not work there yet, and no name was given to set that up."""

    code = "work_relation_needed"


class ManagerEmailNeededError(InvalidAnswerError):
    """Who handles requests needs an e-mail address in the work relation."""

    code = "manager_email_needed"


class TooManyAtOnceError(InvalidAnswerError):
    """More persons or rights at once than one can oversee, or none."""

    code = "too_many_at_once"


class HoldingKnownError(ConflictError):
    """The person has that right already, in the same days and a same context."""

    code = "holding_known"


class HoldingsFullError(ConflictError):
    """More rights of one person in one organisation than we keep."""

    code = "holdings_full"


class HoldingUnknownError(NotFoundError):
    """There is no such right to take away; it may have been taken already."""

    code = "holding_unknown"


class MemberUnknownError(NotFoundError):
    """Nobody of that number works for the organisation."""

    code = "member_unknown"


class MemberKnownError(ConflictError):
    """Whoever has that number works there already."""

    code = "member_known"


class EnterprisesStillKnownError(ConflictError):
    """The e-loket cannot leave: rights for organisations would be lost."""

    code = "enterprises_still_known"
