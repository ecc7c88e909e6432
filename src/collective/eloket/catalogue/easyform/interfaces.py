"""What a form of ours is, and its page of fields."""

from collective.easyform.interfaces import IEasyForm
from collective.easyform.interfaces import IEasyFormFieldsContext


class IDocumentForm(IEasyForm):
    """The form of an online document; marks it, so that its own roads can be shut."""


class IDocumentFields(IEasyFormFieldsContext):
    """The page on which an editor changes the questions of a document."""
