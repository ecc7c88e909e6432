"""Plone's toolbar, with names that are allowed; whether it shows, state.py says."""

from html import escape
from plone.app.layout.viewlets.toolbar import ToolbarViewletManager


class StaffToolbar(ToolbarViewletManager):
    """The stock toolbar, mended for screen readers."""

    def render(self) -> str:
        """Return the toolbar."""
        # a link without address may not have a label (WAI-ARIA 1.2); a button may
        found = super().render()
        for name in ("toolbar-collapse", "toolbar-expand"):
            found = found.replace(f'class="{name}"', f'class="{name}" role="button"')
        # on a phone the user's name is hidden, and the link would have none
        name = escape(self.get_personal_bar().user_name or "")
        menu = 'id="personaltools-menulink"'
        return found.replace(menu, f'{menu} aria-label="{name}"')
