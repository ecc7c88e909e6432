"""What the records of letters tell."""

from zope.interface import Attribute
from zope.interface import implementer
from zope.interface import Interface


class ILetterWithdrawn(Interface):
    """A letter is genuine no more, from the end of this transaction on."""

    key = Attribute("Keyed hash under which its record lies.")


@implementer(ILetterWithdrawn)
class LetterWithdrawn:
    """See ILetterWithdrawn."""

    def __init__(self, key: str) -> None:
        self.key = key
