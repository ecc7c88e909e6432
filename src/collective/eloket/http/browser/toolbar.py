"""Plone's toolbar, with names that are allowed; whether it shows, state.py says."""

from collective.eloket.http.browser.skip import skip_link
from html import escape
from plone.app.layout.viewlets.common import PersonalBarViewlet
from plone.app.layout.viewlets.toolbar import ToolbarViewletManager
from plone.memoize.instance import memoize


class StaffToolbar(ToolbarViewletManager):
    """The stock toolbar, mended for screen readers."""

    @property
    @memoize
    def personal_bar(self) -> PersonalBarViewlet:
        """The menu with the user's name, made once."""
        return super().get_personal_bar()

    def get_personal_bar(self) -> PersonalBarViewlet:
        """See ToolbarViewletManager."""
        return self.personal_bar

    def render(self) -> str:
        """Return the toolbar; nothing for who gets none.

        Stock makes the menu first and asks afterwards, on every page of everybody.
        """
        if not self.context_state.is_toolbar_visible():
            return ""
        # a link without address may not have a label (WAI-ARIA 1.2); a button may
        found = super().render()
        for name in ("toolbar-collapse", "toolbar-expand"):
            found = found.replace(f'class="{name}"', f'class="{name}" role="button"')
        # on a phone the user's name is hidden, and the link would have none
        name = escape(self.get_personal_bar().user_name or "")
        menu = 'id="personaltools-menulink"'
        found = found.replace(menu, f'{menu} aria-label="{name}"')
        # the theme takes the section only: the way past it is its first link
        head, tag, rest = found.partition('<div class="pat-toolbar"')
        return f"{head}{skip_link(self.request)}{tag}{rest}"
