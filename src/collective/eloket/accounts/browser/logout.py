"""Plone's own sign-out, for who came in through a provider or as a citizen."""

from AccessControl import getSecurityManager
from collective.eloket.accounts import member_session
from collective.eloket.accounts.oidc import service as oidc
from collective.eloket.http.desk import get_desk
from collective.eloket.http.session import current_session
from plone import api
from Products.CMFPlone.browser.login.logout import LogoutView


class MemberLogoutView(LogoutView):
    """Signs out as Plone does, and then at the provider, as for a citizen.

    Else who sits down next at a shared computer is let in by the provider at once.
    Citizens themselves are led to the page with the button.
    """

    def __call__(self) -> None:
        self.request.response.setHeader("Cache-Control", "no-store")
        desk = get_desk(api.portal.get())
        if desk is not None and current_session(self.request).user_id is not None:
            self.request.response.redirect(f"{desk.absolute_url()}/afmelden")
            return
        user_id = getSecurityManager().getUser().getId()
        token = user_id and member_session.find(self.request, user_id)
        super().__call__()
        if not token or desk is None:
            return
        # the one page that is registered there to come back to
        ours = f"{desk.absolute_url()}/afmelden"
        site = api.portal.get()
        there = oidc.begin_logout(site, self.request, token.provider, token.sid, ours)
        if there is not None:
            self.request.response.redirect(there)
