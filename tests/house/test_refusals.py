"""Each way in which a card may be wrong: its cause, its words, and who tries it."""

from collective.eloket.accounts.card_errors import ChallengeUnknownError
from collective.eloket.identity.eid import certificate_errors as certificates
from collective.eloket.identity.eid import errors
from collective.eloket.identity.eid import token_errors as tokens
from collective.eloket.messages import MESSAGES
from collective.eloket.messages.card_refusals import REFUSALS
from collective.eloket.parameters.errors import ReadUnknownError
from gettext import GNUTranslations
from pathlib import Path
from pythongettext.msgfmt import Msgfmt

import functools
import pytest


ROOT = Path(__file__).parents[2]
LANGUAGES = ("nl", "fr", "de", "en")
EID, PARAMETERS, ACCOUNTS = "identity/eid", "parameters", "accounts"

#: What is wrong → why it is refused, and file and name of the test that tries it.
WRONG = {
    "another person's card": (
        errors.OtherPersonsCardError,
        f"{PARAMETERS}/test_reading.py::test_the_card_of_somebody_else_is_refused",
    ),
    "an older card": (
        errors.OlderCardError,
        f"{EID}/test_verify.py"
        "::test_an_older_card_is_refused_and_a_renewed_one_is_welcome",
    ),
    "an expired card": (
        errors.CardExpiredError,
        f"{EID}/test_verify.py::test_a_cards_days_are_belgian_days",
    ),
    "an expired certificate": (
        certificates.CertificateExpiredError,
        f"{EID}/test_chain.py::test_a_persons_certificate_is_refused",
    ),
    "a revoked card": (
        certificates.CardRevokedError,
        f"{EID}/test_revocation.py::test_an_answer_is_refused",
    ),
    "a revoked card, by the list": (
        certificates.CardRevokedError,
        f"{EID}/test_revocation.py::test_a_card_on_the_list_is_refused",
    ),
    "a suspended card": (
        certificates.CardSuspendedError,
        f"{EID}/test_revocation.py::test_an_answer_is_refused",
    ),
    "the signing certificate": (
        certificates.SigningCertificateError,
        f"{EID}/test_verify.py::test_an_answer_of_the_signing_certificate_is_refused",
    ),
    "another branch of the PKI": (
        certificates.WrongBranchError,
        f"{EID}/test_chain.py::test_a_persons_certificate_is_refused",
    ),
    "the address of another card": (
        errors.AddressSignatureError,
        f"{EID}/test_verify.py::test_the_address_of_another_card_is_refused",
    ),
    "a changed bit": (
        errors.IdentitySignatureError,
        f"{EID}/test_verify.py::test_a_changed_file_is_refused",
    ),
    "a changed bit in the padding": (
        errors.SignaturePaddingError,
        f"{EID}/test_verify.py::test_a_changed_file_is_refused",
    ),
    "a truncated file": (
        errors.CardFileTruncatedError,
        f"{EID}/test_tlv.py::test_is_refused",
    ),
    "an oversized file": (
        errors.CardFileTooLargeError,
        f"{EID}/test_tlv.py::test_is_refused",
    ),
    "SHA-1": (
        certificates.WeakAlgorithmError,
        f"{EID}/test_chain.py::test_sha_1_is_refused",
    ),
    "RSA of 1024 bits": (
        certificates.WeakAlgorithmError,
        f"{EID}/test_certificates.py::test_weak_keys_are_refused",
    ),
    "an export of eID Viewer": (
        errors.CardExportError,
        f"{EID}/test_verify.py::test_content_is_refused",
    ),
    "a nonce that was used": (
        ReadUnknownError,
        f"{PARAMETERS}/test_reading.py::test_a_question_is_answered_once",
    ),
    "a nonce that was used to sign in": (
        ChallengeUnknownError,
        f"{ACCOUNTS}/test_card_sign_in.py::test_a_question_is_answered_once",
    ),
    "a nonce of another session or account": (
        ReadUnknownError,
        f"{PARAMETERS}/test_reading.py"
        "::test_a_read_belongs_to_one_session_of_one_account",
    ),
    "a nonce for another purpose": (
        ReadUnknownError,
        f"{PARAMETERS}/test_reading.py"
        "::test_a_question_for_another_purpose_is_not_answered",
    ),
    "another origin": (
        tokens.TokenSignatureError,
        f"{EID}/test_verify.py::test_an_answer_for_another_site_is_refused",
    ),
    "a wrong algorithm": (
        tokens.TokenAlgorithmError,
        f"{EID}/test_webeid.py::test_a_curves_algorithm_does_not_go_with_an_rsa_key",
    ),
    "an unknown root": (
        certificates.UnknownRootError,
        f"{EID}/test_chain.py::test_a_whole_forged_pki_is_refused",
    ),
    "a root without a profile": (
        certificates.RootWithoutProfileError,
        f"{EID}/test_chain.py::test_a_root_without_a_profile_is_refused",
    ),
    "a real card in a sandbox": (
        certificates.ProductionCardError,
        f"{EID}/test_chain.py::test_a_real_card_is_refused_where_nothing_is_real",
    ),
    "a test card where all is real": (
        certificates.TestCardError,
        f"{EID}/test_chain.py::test_a_test_card_is_named_where_its_root_has_no_profile",
    ),
    "a child's card": (
        errors.CardTypeError,
        f"{EID}/test_verify.py::test_a_card_that_signs_nobody_in_is_refused",
    ),
    "a child": (
        errors.CardTooYoungError,
        f"{EID}/test_verify.py::test_the_card_of_a_child_under_twelve_is_refused",
    ),
    "a card that may be a child's": (
        errors.CardKindUnknownError,
        f"{EID}/test_age.py"
        "::test_from_twelve_to_fifteen_the_card_may_still_be_a_childs",
    ),
}
CAUSES = sorted({error.code for error, _test in WRONG.values()})


@functools.cache
def catalogue(language: str) -> GNUTranslations:
    """Return the texts of a language as they are committed."""
    path = ROOT / "locales" / language / "LC_MESSAGES" / "collective.eloket.po"
    return GNUTranslations(Msgfmt(str(path)).getAsFile())


def said(language: str, message) -> str:
    """Return a text in a language; in English it stands in the source."""
    found = catalogue(language).gettext(message)
    return message.default if found == message else found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CAUSES)
def test_a_cause_has_words_of_its_own(code, language):
    others = [said(language, MESSAGES[other]) for other in CAUSES if other != code]
    words = said(language, MESSAGES[code])
    assert words and words not in others
    if language != "en":
        assert words != MESSAGES[code].default
        assert said(language, REFUSALS[code].heading) != REFUSALS[code].heading.default


@pytest.mark.parametrize("what", WRONG)
def test_a_test_tries_it(what):
    error, test = WRONG[what]
    file, _, name = test.partition("::")
    text = (ROOT / "tests" / file).read_text(encoding="utf-8")
    at = text.index(f"def {name}(")
    # what is parametrized stands between the test before and this one's end
    begins = text.rfind("\ndef ", 0, at - 1)
    ends = text.find("\n\n\n", at)
    assert error.__name__ in text[begins:ends] or error.code in text[begins:ends]
