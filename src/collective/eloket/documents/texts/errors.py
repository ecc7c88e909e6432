"""Reasons why the text of a letter is not taken; each says what to look for."""

from collective.eloket.errors import InvalidAnswerError


class LetterTextError(InvalidAnswerError):
    """The text of a letter is not taken; ``name`` is what it stumbles over."""

    code = "letter_text_refused"

    def __init__(self, name: str = "") -> None:
        super().__init__(name)
        self.details = {"name": name[:60]}


class TagRefusedError(LetterTextError):
    """A tag that letters do not have."""

    code = "letter_tag_refused"


class AttributeRefusedError(LetterTextError):
    """An attribute: no style, no address, no event, no template attribute."""

    code = "letter_attribute_refused"


class MarkupRefusedError(LetterTextError):
    """A comment, a declaration, or an instruction."""

    code = "letter_markup_refused"


class TagUnclosedError(LetterTextError):
    """A tag that is not closed, or not in order."""

    code = "letter_tag_unclosed"


class FieldUnknownError(LetterTextError):
    """A field that this document does not have."""

    code = "letter_field_unknown"


class ExpressionRefusedError(LetterTextError):
    """Braces that are no field: of another template language, or not closed."""

    code = "letter_expression_refused"


class LetterTextTooLongError(LetterTextError):
    """Longer than any letter."""

    code = "letter_text_too_long"
