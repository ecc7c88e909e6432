"""What Plone's frame asks of a page; citizens get none of the editor's tools."""

from collective.eloket.http.session import current_session
from plone.app.layout.globals.context import ContextState


class FrameState(ContextState):
    """The stock state, but for the toolbar."""

    def is_toolbar_visible(self) -> bool:
        """Show it to staff only; the page's classes and margins follow."""
        if current_session(self.request).user_id is not None:
            return False
        return super().is_toolbar_visible()
