"""Why somebody may not act for somebody else, or has no such family member."""

from collective.eloket.accounts.capacity_errors import OnBehalfRefusedError
from collective.eloket.errors import ConflictError
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import NotAllowedError
from collective.eloket.errors import NotFoundError
from collective.eloket.errors import ProviderSilentError


class MandateWaitingError(OnBehalfRefusedError):
    """No clerk looked at it yet."""

    code = "mandate_waiting"


class MandateEndedError(OnBehalfRefusedError):
    """It was refused, or is there no more."""

    code = "mandate_ended"


class ParentShutOutError(OnBehalfRefusedError):
    """A clerk shut this parent out."""

    code = "parent_shut_out"


class ChildOfAgeError(OnBehalfRefusedError):
    """The child is eighteen and acts alone."""

    code = "child_of_age"


class CapacityChangedError(ConflictError):
    """The form was made for another capacity than the one of now."""

    code = "capacity_changed"


class HouseholdSilentError(ProviderSilentError):
    """The register of households does not answer."""

    code = "household_silent"


class FamilyFieldError(InvalidAnswerError):
    """A name or birth date of a child is missing or not right; ``field`` says which."""

    code = "family_field"

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class BirthDateDiffersError(FamilyFieldError):
    """The child's number tells another birth date."""

    code = "family_birth_date"

    def __init__(self) -> None:
        super().__init__("birth_date")


class OwnNumberError(InvalidAnswerError):
    """The child's number is the citizen's own."""

    code = "family_own_number"


class FamilyKnownError(ConflictError):
    """This child is in the citizen's family profile already."""

    code = "family_known"


class FamilyFullError(ConflictError):
    """More family members than anybody has."""

    code = "family_full"


class FamilyNumberNeededError(NotAllowedError):
    """Only who proved an own national number may register a child."""

    code = "family_number_needed"


class FamilyUnknownError(NotFoundError):
    """No such family member waits; it may be decided."""

    code = "family_unknown"


class OwnFamilyError(NotAllowedError):
    """It is the clerk's own family."""

    code = "family_own"


class ClerkUnprovenError(NotAllowedError):
    """No number of the clerk was proven, so whose family it is cannot be told."""

    code = "clerk_unproven"


class OwnOrganisationError(OwnFamilyError):
    """The clerk works for the organisation, or represents it."""

    code = "own_organisation"


class NotShutOutError(ConflictError):
    """This parent was not shut out."""

    code = "family_not_shut_out"


class ParentStillOutError(ConflictError):
    """A clerk verifies a parent who was shut out from the child."""

    code = "family_still_out"


class FamiliesStillKnownError(ConflictError):
    """The e-loket cannot leave: families of citizens would be lost."""

    code = "families_still_known"
