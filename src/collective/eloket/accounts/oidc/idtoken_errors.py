"""Reasons why a provider's token is refused; one class per cause."""

from collective.eloket.errors import ProviderError


class IdTokenMalformedError(ProviderError):
    """The ID token is no signed token, or holds no JSON object."""

    code = "id_token_malformed"


class AlgorithmRefusedError(ProviderError):
    """The ID token is unsigned, or signed in a way we do not accept."""

    code = "id_token_algorithm"


class TokenNotEncryptedError(ProviderError):
    """A token that everybody on its way could read, where it must be encrypted."""

    code = "id_token_open"


class DecryptionError(ProviderError):
    """The token is not encrypted for us, or was changed."""

    code = "id_token_decryption"


class TokenKindError(ProviderError):
    """It is a token for something else (RFC 8725, section 3.11)."""

    code = "id_token_kind"


class CriticalHeaderError(ProviderError):
    """The ID token demands an extension (RFC 7515, section 4.1.11)."""

    code = "id_token_crit"


class KeyUnknownError(ProviderError):
    """The provider publishes no usable key for this ID token."""

    code = "id_token_key"


class SignatureError(ProviderError):
    """The signature of the ID token is wrong."""

    code = "id_token_signature"


class TokenIssuerError(ProviderError):
    """The ID token is another issuer's."""

    code = "id_token_issuer"


class AudienceError(ProviderError):
    """The ID token is meant for somebody else."""

    code = "id_token_audience"


class TokenExpiredError(ProviderError):
    """The ID token is no longer valid."""

    code = "id_token_expired"


class TokenTooEarlyError(ProviderError):
    """The ID token says it was made, or is valid, or the means was used, later on."""

    code = "id_token_early"


class TokenStaleError(ProviderError):
    """The ID token was made before this sign-in began."""

    code = "id_token_stale"


class NonceMismatchError(ProviderError):
    """The ID token was made for another sign-in."""

    code = "id_token_nonce"


class AccessTokenHashError(ProviderError):
    """The ID token does not belong to the access token."""

    code = "id_token_at_hash"


class NotFreshError(ProviderError):
    """The citizen did not sign in anew at the provider, or we cannot know."""

    code = "sign_in_not_fresh"


# A logout token


class LogoutEventError(ProviderError):
    """The token does not say that a session ended."""

    code = "logout_event"


class LogoutNonceError(ProviderError):
    """The token has a nonce, as ID tokens have; a logout token must not."""

    code = "logout_nonce"


class LogoutTargetError(ProviderError):
    """The token names neither a session nor a person, or two that do not belong."""

    code = "logout_target"


class LogoutRepeatedError(ProviderError):
    """The token came before."""

    code = "logout_repeated"
