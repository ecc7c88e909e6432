"""Plone's toolbar: not for citizens, and for the others with names that are allowed."""

from collective.eloket.http.session import current_session
from plone.app.layout.viewlets.toolbar import ToolbarViewletManager


class StaffToolbar(ToolbarViewletManager):
    """The stock toolbar, shown to staff only."""

    def render(self) -> str:
        """Return the toolbar; nothing for a citizen, who has the bar of the e-desk."""
        if current_session(self.request).user_id is not None:
            return ""
        # a link without address may not have a label (WAI-ARIA 1.2); a button may
        found = super().render()
        for name in ("toolbar-collapse", "toolbar-expand"):
            found = found.replace(f'class="{name}"', f'class="{name}" role="button"')
        return found
