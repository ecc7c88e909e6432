"""What a form of ours is."""

from collective.easyform.interfaces import IEasyForm


class IDocumentForm(IEasyForm):
    """The form of an online document; marks it, so that its own roads can be shut."""
