"""Reasons why what a provider answers to us is refused; one class per cause."""

from collective.eloket.errors import ProviderError
from collective.eloket.errors import ProviderSilentError


class ProviderTimeoutError(ProviderSilentError):
    """The provider cannot be reached, or is too slow."""

    code = "provider_timeout"


class ProviderBrokenError(ProviderError):
    """The provider answers with a failure of its own, or sends us elsewhere."""

    code = "provider_broken"


class AnswerTooLargeError(ProviderError):
    """The provider sends more than we take."""

    code = "provider_answer_large"


class AnswerMalformedError(ProviderError):
    """The provider's answer is not what its protocol says."""

    code = "provider_answer_malformed"


class AddressRefusedError(ProviderError):
    """The provider names an address that is not https, or lies on a private network."""

    code = "provider_address"


class DiscoveryIssuerError(ProviderError):
    """The discovery document is another issuer's."""

    code = "provider_issuer"


class CodeRefusedError(ProviderError):
    """The provider does not give a token for this code."""

    code = "code_refused"


class TokenTypeError(ProviderError):
    """The access token is no bearer token."""

    code = "token_type"


class IdTokenMissingError(ProviderError):
    """The answer holds no ID token."""

    code = "id_token_missing"


class UserinfoRefusedError(ProviderError):
    """The provider does not give the claims of this access token."""

    code = "userinfo_refused"


class UserinfoIssuerError(ProviderError):
    """The signed userinfo is another issuer's, or meant for somebody else."""

    code = "userinfo_issuer"


class UserinfoSubjectError(ProviderError):
    """The userinfo is about somebody else than the ID token."""

    code = "userinfo_subject"
