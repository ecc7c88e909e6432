"""Reasons to refuse a certificate, or who vouches for it: one class per cause."""

from collective.eloket.errors import CardError


class WeakAlgorithmError(CardError):
    """The card uses SHA-1 or a short key, which prove nothing any more."""

    code = "card_weak_algorithm"


class CertificateMalformedError(CardError):
    """A certificate cannot be read."""

    code = "card_certificate_malformed"


class CertificatePaddingError(CardError):
    """Something stands in the padding behind a certificate."""

    code = "card_certificate_padding"


class CertificateNumberError(CardError):
    """A certificate names no person, or more than one."""

    code = "card_certificate_number"


class CertificateExpiredError(CardError):
    """A certificate's time is over."""

    code = "card_certificate_expired"


class CertificateNotYetValidError(CardError):
    """A certificate's time is still to come."""

    code = "card_certificate_not_yet_valid"


class IssuerUnknownError(CardError):
    """The authority that issued the certificate is neither known nor handed in."""

    code = "card_issuer_unknown"


class ChainBrokenError(CardError):
    """A certificate was not signed by the authority that it names."""

    code = "card_chain_broken"


class UnknownRootError(CardError):
    """The chain ends at a root that is not trusted here."""

    code = "card_root_unknown"


class RootWithoutProfileError(CardError):
    """The root is there, but nothing says what may be believed of it."""

    code = "card_root_without_profile"


class ProductionCardError(CardError):
    """A real card was shown to an installation that only plays."""

    code = "card_production"


class TestCardError(CardError):
    """A card of the test roots was shown to an installation that does not know them."""

    #: Not a test case, whatever its name looks like to a collector of tests.
    __test__ = False
    code = "card_test"


class WrongBranchError(CardError):
    """The certificate is of another branch of the Belgian PKI."""

    code = "card_wrong_branch"


class SigningCertificateError(CardError):
    """The card's signing certificate was used where its authentication one must be."""

    code = "card_signing_certificate"


class KeyUsageError(CardError):
    """The certificate's key was not made for this."""

    code = "card_key_usage"


class RegisterNameError(CardError):
    """The certificate behind the signatures is not the National Register's."""

    code = "card_register_name"


class CardRevokedError(CardError):
    """The card was reported lost or stolen, or was replaced."""

    code = "card_revoked"


class CardSuspendedError(CardError):
    """The card is on hold."""

    code = "card_suspended"


class RevocationUnknownError(CardError):
    """Nobody can tell now whether the card is still valid.

    ``is_final``: no other way needs to be asked, as this answer is suspect or says
    that the authority itself does not know the card.
    """

    code = "card_revocation_unknown"

    def __init__(self, cause: str, *, is_final: bool = False) -> None:
        super().__init__(cause)
        self.is_final = is_final
