"""Plone's own sign-out, for a member whose session began at a provider."""

from AccessControl import getSecurityManager
from collective.eloket.accounts import member_session
from collective.eloket.accounts.oidc import service as oidc
from collective.eloket.http.desk import get_desk
from plone import api
from Products.CMFPlone.browser.login.logout import LogoutView


class MemberLogoutView(LogoutView):
    """Signs out as Plone does, and then at the provider, as for a citizen.

    Else who sits down next at a shared computer is let in by the provider at once.
    """

    def __call__(self) -> None:
        user_id = getSecurityManager().getUser().getId()
        token = user_id and member_session.find(self.request, user_id)
        super().__call__()
        self.request.response.setHeader("Cache-Control", "no-store")
        site = api.portal.get()
        desk = get_desk(site)
        if not token or desk is None:
            return
        # the one page that is registered there to come back to
        ours = f"{desk.absolute_url()}/afmelden"
        there = oidc.begin_logout(site, self.request, token.provider, token.sid, ours)
        if there is not None:
            self.request.response.redirect(there)
