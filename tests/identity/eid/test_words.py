"""Who holds the card is told what is wrong with it, cause by cause."""

from collective.eloket.identity.eid import certificate_errors
from collective.eloket.identity.eid import errors
from collective.eloket.identity.eid import token_errors
from collective.eloket.messages import MESSAGES

import pytest


#: Refusals that mean another thing to do for who holds the card: no two share words.
OWN_WORDS = (
    errors.CardExportError,
    errors.CardFileMissingError,
    errors.CardFileTruncatedError,
    errors.CardTypeError,
    errors.CardTooYoungError,
    errors.CardAgeUnknownError,
    errors.CardKindUnknownError,
    errors.CardExpiredError,
    errors.CardNotYetValidError,
    errors.OlderCardError,
    errors.OtherPersonsCardError,
    errors.MixedCardsError,
    errors.IdentitySignatureError,
    errors.AddressSignatureError,
    certificate_errors.WeakAlgorithmError,
    certificate_errors.CertificateExpiredError,
    certificate_errors.UnknownRootError,
    certificate_errors.RootWithoutProfileError,
    certificate_errors.ProductionCardError,
    certificate_errors.TestCardError,
    certificate_errors.WrongBranchError,
    certificate_errors.SigningCertificateError,
    certificate_errors.CardRevokedError,
    certificate_errors.CardSuspendedError,
    certificate_errors.RevocationUnknownError,
    token_errors.TokenFormatError,
    token_errors.TokenAlgorithmError,
    token_errors.TokenSignatureError,
)


@pytest.mark.parametrize("error", OWN_WORDS, ids=lambda error: error.code)
def test_a_refusal_has_words_of_its_own(error):
    words = MESSAGES[error.code]
    sharing = [other.code for other in OWN_WORDS if MESSAGES[other.code] == words]
    assert sharing == [error.code]
