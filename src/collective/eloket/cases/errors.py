"""Why a request about a case is refused."""

from collective.eloket.errors import ConflictError
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import MisconfiguredError
from collective.eloket.errors import NotAllowedError
from collective.eloket.errors import NotFoundError
from collective.eloket.errors import ProviderSilentError
from collective.eloket.errors import TooOftenError
from zExceptions import Forbidden


class InvalidReferenceError(InvalidAnswerError):
    """This is no reference of a case."""

    code = "invalid_reference"


class CaseNotFoundError(NotFoundError):
    """No such case, or not a case of this person: said alike."""

    code = "case_not_found"


class NoLetterError(NotFoundError):
    """The case has no document to download (yet)."""

    code = "no_letter"


class ReasonMissingError(InvalidAnswerError):
    """This decision needs a reason that the citizen can read."""

    code = "reason_missing"


class NobodyToAskError(NotAllowedError):
    """Nobody signed in to send this, so nobody can answer a question here."""

    code = "nobody_to_ask"


class NobodyReadsError(NotAllowedError):
    """The applicant has died, so nobody reads a message here."""

    code = "nobody_reads"


class NotYourCaseError(NotAllowedError):
    """Only the group that handles the case, or its applicant, may do this step."""

    code = "not_your_case"


class NotFourEyesError(ConflictError):
    """One clerk decides about this case: there is nothing to propose."""

    code = "not_four_eyes"


class VerdictUnknownError(InvalidAnswerError):
    """Only approving and refusing can be proposed."""

    code = "verdict_unknown"


class ProposalMissingError(ConflictError):
    """Two clerks decide about this case, and nobody proposed this yet."""

    code = "proposal_missing"


class SamePersonError(NotAllowedError):
    """The second of two clerks is the first one, by account or by number."""

    code = "same_person"


class NumberUnknownError(NotAllowedError):
    """Who the clerk is was never proven by a national number, or not any more."""

    code = "clerk_number_unknown"


class StepNotOpenError(ConflictError):
    """The case is not in a state where this step can be taken."""

    code = "step_not_open"


class ClerkUnknownError(InvalidAnswerError):
    """Nobody of that name handles cases of this group."""

    code = "clerk_unknown"


class MessageMissingError(InvalidAnswerError):
    """A message without words and without files."""

    code = "message_missing"


class MessageNotPlainError(InvalidAnswerError):
    """A message holds a sign that hides, or turns around, what stands beside it."""

    code = "message_not_plain"


class MessageTooLongError(InvalidAnswerError):
    """More than 10,000 characters."""

    code = "message_too_long"


class MessageFileError(InvalidAnswerError):
    """A file of another type, a picture that unpacks to too much, or more than five."""

    code = "message_file"


class MessageVirusError(InvalidAnswerError):
    """There is a virus in a file of a message."""

    code = "message_virus"


class FilesUncheckedError(ProviderSilentError):
    """Nobody can say now whether there are viruses in the files."""

    code = "files_unchecked"


class MessagesClosedError(ConflictError):
    """Nothing can be written about the case any more."""

    code = "messages_closed"


class MessagesFullError(ConflictError):
    """The case has as many messages as it takes."""

    code = "messages_full"


class MessagesTooOftenError(TooOftenError):
    """An applicant wrote too many messages in an hour."""

    code = "messages_too_often"


class RequestsTooOftenError(TooOftenError):
    """An account sent too many requests in an hour."""

    code = "requests_too_often"


class AddressMissingError(ConflictError):
    """It goes by post, and neither card nor register nor clerk says where to."""

    code = "address_missing"


class AddressKnownError(ConflictError):
    """A card or the register says where the letter goes: nobody types another one."""

    code = "address_known"


class AddressIncompleteError(InvalidAnswerError):
    """Street, postal code or municipality is missing."""

    code = "address_incomplete"


class StoreNotEmptyError(ConflictError, Forbidden):
    """The store holds cases, so neither it nor what it lies in can be deleted.

    Also a Forbidden of Zope, for pages and services that are not ours.
    """

    code = "store_not_empty"


class CasesStillExistError(ConflictError):
    """The e-loket cannot leave: cases of citizens would be lost."""

    code = "cases_still_exist"


class IndexMissingError(MisconfiguredError):
    """The site has no index of cases: the profile is not installed."""


class StoreMissingError(MisconfiguredError):
    """The e-desk has no store of cases."""
