"""Reasons to refuse a registration, a sign-in or a change of an account."""

from collective.eloket.errors import ConflictError
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import NotAllowedError
from collective.eloket.errors import NotFoundError
from collective.eloket.errors import NotSignedInError
from collective.eloket.errors import TooOftenError


class NumberKnownError(ConflictError):
    """The national number is on an account already; it is never joined silently."""

    code = "number_known"


class NumberMissingError(ConflictError):
    """The account has a national number, and this identity does not prove it."""

    code = "number_missing"


class NoNumberYetError(ConflictError):
    """The account has no national number: a first one is proven, never given."""

    code = "no_number_yet"


class NumberUnchangedError(ConflictError):
    """This is the account's national number already."""

    code = "number_unchanged"


class OwnNumberError(NotAllowedError):
    """Officers do not change their own number."""

    code = "own_number"


class SameOfficerError(NotAllowedError):
    """Somebody else than who proposed it must confirm it."""

    code = "same_officer"


class ProposalUnknownError(NotFoundError):
    """There is no such proposal, or nobody confirmed it in time."""

    code = "proposal_unknown"


class IdentityTakenError(ConflictError):
    """The identity is on another account; nothing tells on which."""

    code = "identity_taken"


class IdentityUnlinkedError(NotAllowedError):
    """The identity was unlinked from its account; it is refused until linked again."""

    code = "identity_unlinked"


class ProviderLinkedError(ConflictError):
    """The account has an identity of this provider already."""

    code = "provider_linked"


class NotLinkedError(NotFoundError):
    """The account has no identity of this provider."""

    code = "not_linked"


class LastWayInError(ConflictError):
    """Without this identity nobody could sign in to the account any more."""

    code = "last_way_in"


class LinkingClosedError(NotAllowedError):
    """This user signs in with a password only: too much depends on it."""

    code = "linking_closed"


class UsernameTakenError(ConflictError):
    """Somebody has this user name."""

    code = "username_taken"

    def __init__(self, suggestions: list[str]) -> None:
        super().__init__()
        self.details = {"suggestions": suggestions}


class UsernameRefusedError(InvalidAnswerError):
    """Not a user name: too short, too long, or with other signs than allowed."""

    code = "username_refused"


class PasswordTooShortError(InvalidAnswerError):
    """The password is shorter than this installation asks."""

    code = "password_too_short"

    def __init__(self, length: int) -> None:
        super().__init__()
        self.details = {"minimum_length": length}


class PasswordTooEasyError(InvalidAnswerError):
    """The password is much used, or guessed fast."""

    code = "password_too_easy"


class PasswordPersonalError(InvalidAnswerError):
    """The password holds its owner's name or address, or the municipality's name."""

    code = "password_personal"


class WrongCodeError(InvalidAnswerError):
    """Not the code that was mailed, or it is over; the same whether there was one."""

    code = "wrong_code"


class TooManyCodesError(TooOftenError):
    """Too many codes were mailed to this address."""

    code = "too_many_codes"


class EmailMissingError(InvalidAnswerError):
    """An address is needed: the code goes there."""

    code = "email_missing"


class WrongPasswordError(NotSignedInError):
    """User name and password do not belong together; the same whether one exists."""

    code = "wrong_password"


class TooManyPasswordsError(TooOftenError):
    """Too many wrong passwords from here, or for this name."""

    code = "too_many_passwords"


class TooManyRegistrationsError(TooOftenError):
    """Too many registrations from here."""

    code = "too_many_registrations"


class NothingPendingError(InvalidAnswerError):
    """There is no sign-in to finish: it ended, or was finished already."""

    code = "nothing_pending"


class MeansTooWeakError(NotAllowedError):
    """The e-desk asks for a stronger means since a day that has come."""

    code = "means_too_weak"

    def __init__(self, needed: str) -> None:
        super().__init__(needed)
        self.details = {"needed": needed}


class WrongOldPasswordError(InvalidAnswerError):
    """Not the password of today."""

    code = "wrong_old_password"


class NoPasswordError(NotFoundError):
    """The account has no user name, so no password either."""

    code = "no_password"


class UsernamesByPageError(NotAllowedError):
    """Here one registers by user name on the page only."""

    code = "usernames_by_page"


class CitizenDataLockedError(NotAllowedError):
    """A citizen's data do not change on this road."""

    code = "citizen_data_locked"


class ExtraPropertiesError(NotAllowedError):
    """Who registers with Plone itself says more of themselves than is asked."""

    code = "extra_properties"


class CitizenTokenRefusedError(NotAllowedError):
    """Plone's own tokens are not made for citizens."""

    code = "citizen_token_refused"


class CitizensStillExistError(ConflictError):
    """Accounts of citizens would be lost."""

    code = "citizens_still_exist"


class MeansUnknownError(InvalidAnswerError):
    """No means of signing in is called that."""

    code = "means_unknown"

    def __init__(self, word: str) -> None:
        super().__init__()
        self.details = {"word": word}


class AccountClosedError(NotAllowedError):
    """The person of this account is said to have died."""

    code = "account_closed"


class AccountUnknownError(NotFoundError):
    """There is no such account, or it is not closed."""

    code = "account_unknown"
