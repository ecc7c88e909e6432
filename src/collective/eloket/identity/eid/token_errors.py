"""Reasons to refuse the answer of the Web eID extension: one class per cause."""

from collective.eloket.errors import CardError


class TokenTooLongError(CardError):
    """The answer of the extension is longer than any is."""

    code = "webeid_too_long"


class TokenMalformedError(CardError):
    """The answer of the extension lacks a part, or has one of another kind."""

    code = "webeid_malformed"


class TokenFormatError(CardError):
    """The answer is of a version of Web eID that is not known here."""

    code = "webeid_format"


class TokenAlgorithmError(CardError):
    """The answer names an algorithm that does not fit the card's key."""

    code = "webeid_algorithm"


class TokenSignatureError(CardError):
    """The card did not sign this question for this site."""

    code = "webeid_signature"
