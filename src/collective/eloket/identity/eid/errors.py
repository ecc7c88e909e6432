"""Reasons to refuse what was read from a card: one class per cause."""

from collective.eloket.errors import CardError


class CardFileMissingError(CardError):
    """A file that proves something was not handed in."""

    code = "card_file_missing"


class CardExportError(CardError):
    """An XML export of eID Viewer was handed in: it holds no signatures."""

    code = "card_export"


class CardFileTooLargeError(CardError):
    """A file is larger than any card has."""

    code = "card_file_too_large"


class CardFileTruncatedError(CardError):
    """A file ends in the middle of a field."""

    code = "card_file_truncated"


class CardFilePaddingError(CardError):
    """Something stands in the padding behind the fields of a file."""

    code = "card_file_padding"


class CardFieldTwiceError(CardError):
    """A field stands in a file twice: two readers could read two persons."""

    code = "card_field_twice"


class CardLengthAmbiguousError(CardError):
    """The two ways in which lengths are written give two different readings."""

    code = "card_length_ambiguous"


class CardFieldMissingError(CardError):
    """A field that every card has is absent."""

    code = "card_field_missing"


class CardFieldMalformedError(CardError):
    """A field is not of the kind that it should be."""

    code = "card_field_malformed"


class CardNumberError(CardError):
    """The number on the card is none of the national register."""

    code = "card_number"


class CardTypeError(CardError):
    """This kind of card signs nobody in: a child's card, or none of a person."""

    code = "card_type"


class CardTooYoungError(CardError):
    """The holder is younger than twelve."""

    code = "card_too_young"


class CardAgeUnknownError(CardError):
    """Only the number was shown, and it does not tell how old the holder is."""

    code = "card_age_unknown"


class CardKindUnknownError(CardError):
    """Only the number was shown, of an age at which the card may be a child's."""

    code = "card_kind_unknown"


class CardExpiredError(CardError):
    """The card's last day is over."""

    code = "card_expired"


class CardNotYetValidError(CardError):
    """The card's first day is still to come."""

    code = "card_not_yet_valid"


class OlderCardError(CardError):
    """A newer card of this person was read before."""

    code = "card_older"


class OtherPersonsCardError(CardError):
    """The card is another person's than the account's."""

    code = "card_other_person"


class MixedCardsError(CardError):
    """The files come from cards of different persons."""

    code = "card_mixed"


class SignaturePaddingError(CardError):
    """Something stands in the padding behind a signature."""

    code = "card_signature_padding"


class SignatureMalformedError(CardError):
    """A signature file is no signature of its kind."""

    code = "card_signature_malformed"


class IdentitySignatureError(CardError):
    """The National Register did not sign this identity."""

    code = "card_identity_signature"


class AddressSignatureError(CardError):
    """The National Register did not sign this address for this identity."""

    code = "card_address_signature"
