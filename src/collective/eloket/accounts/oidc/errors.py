"""Reasons why a sign-in at a provider is refused; one class per cause."""

from collective.eloket.errors import ConflictError
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import NotAllowedError
from collective.eloket.errors import NotFoundError
from collective.eloket.errors import ProviderError
from collective.eloket.errors import TooOftenError
from zope.i18nmessageid import Message


# Settings of a provider


class ProviderIdRefusedError(InvalidAnswerError):
    """The id of a provider is no plain name, or is the other package's ``oidc``."""

    code = "provider_id_refused"


class ProviderIdTakenError(ConflictError):
    """Something else in ``acl_users`` has this id."""

    code = "provider_id_taken"


class SettingError(InvalidAnswerError):
    """A setting of a provider is refused: which one, and why in words.

    ``words``: None as long as the checker knows no more than that it is wrong.
    """

    code = "provider_settings"

    def __init__(self, setting: str = "", words: Message | None = None) -> None:
        super().__init__(setting)
        self.setting = setting
        self.words = words
        self.details = {"setting": setting} if setting else {}


class ProviderSettingsError(SettingError):
    """A setting of a provider is missing, unknown or of the wrong type."""

    code = "provider_settings"


class SecretLostError(ProviderError):
    """The client secret cannot be opened: another provider's, or its key is gone."""

    code = "provider_secret_lost"


class SecretMissingError(ProviderError):
    """There is no client secret yet: neither in the vault nor in the environment."""

    code = "provider_secret_missing"


class SecretUnusableError(ProviderError):
    """The environment has a secret that cannot be used; ``str()`` says why."""

    code = "provider_secret_unusable"


class ProviderStaysError(NotAllowedError):
    """A provider is removed by another road than ours."""

    code = "provider_stays"


class OwnKeysError(ProviderError):
    """Our own keys for the provider are not there, or cannot be used."""

    code = "provider_own_keys"


class OwnKeysGivenError(ConflictError):
    """The environment gives our own keys, so they are renewed there."""

    code = "own_keys_given"


class OwnKeysNewError(ConflictError):
    """The newest pair of our own keys is not known everywhere yet.

    With one more behind it, none would be left by which everybody knows us.
    """

    code = "own_keys_new"


class IssuerRefusedError(SettingError):
    """An address that is not https, or on a private network, without permission."""

    code = "issuer_refused"


class ProviderUnknownError(NotFoundError):
    """There is no provider with this id."""

    code = "provider_unknown"


# The browser comes back


class WrongMethodError(InvalidAnswerError):
    """The provider's answer comes by GET only."""

    code = "sign_in_method"
    status = 405


class RepeatedParameterError(InvalidAnswerError):
    """A parameter of the answer stands there twice."""

    code = "sign_in_repeated"


class SignInCancelledError(NotAllowedError):
    """The citizen stopped at the provider, or the provider said no to them."""

    code = "sign_in_cancelled"


class ProviderRefusedError(ProviderError):
    """The provider answers with an error of its own."""

    code = "sign_in_provider_error"


class TransactionMissingError(InvalidAnswerError):
    """This browser did not begin this sign-in, or began it too long ago."""

    code = "sign_in_unknown"


class TransactionExpiredError(InvalidAnswerError):
    """The sign-in was begun too long ago."""

    code = "sign_in_expired"


class StateMismatchError(InvalidAnswerError):
    """The answer belongs to another sign-in than the one of this browser."""

    code = "sign_in_state"


class TransactionUsedError(InvalidAnswerError):
    """The answer was used before; the back button does this."""

    code = "sign_in_used"


class AnswerIssuerError(ProviderError):
    """The answer names another provider (RFC 9207)."""

    code = "sign_in_issuer"


class AnswerIssuerMissingError(ProviderError):
    """The answer names no provider, though this one always does (RFC 9207)."""

    code = "sign_in_issuer_missing"


class StageError(InvalidAnswerError):
    """The answer came before the browser was at the provider's sign-out."""

    code = "sign_in_stage"


class CodeMissingError(ProviderError):
    """The answer holds no code."""

    code = "sign_in_code_missing"


class CallbacksTooOftenError(TooOftenError):
    """Too many answers from one address."""

    code = "sign_in_too_often"


class ProbedTooOftenError(TooOftenError):
    """Somebody tests providers faster than they can read the answers."""

    code = "probed_too_often"


class OtherPersonError(ConflictError):
    """Somebody else is signed in here than when this was begun, or came back."""

    code = "sign_in_other_person"


class ClosedRoadError(NotAllowedError):
    """A road of pas.plugins.oidc that leads past our checks."""

    code = "closed_road"


class LogoutsTooOftenError(TooOftenError):
    """Too many logout tokens from one address were refused."""

    code = "logout_too_often"


class BackchannelClosedError(NotFoundError):
    """This provider may not end sessions behind the browser's back."""

    code = "backchannel_closed"
