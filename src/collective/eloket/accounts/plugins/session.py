"""The PAS plugin that takes a citizen's session, from the cookie or as Bearer."""

from AccessControl.class_init import InitializeClass
from collective.eloket.accounts import cookies
from collective.eloket.accounts import devices
from collective.eloket.accounts import member_session
from collective.eloket.accounts import session as sessions
from collective.eloket.accounts.challenge import citizens_sign_in
from collective.eloket.clock import utcnow
from collective.eloket.http.authorization import authorization
from collective.eloket.http.authorization import hide
from Products.PluggableAuthService.interfaces.plugins import IAuthenticationPlugin
from Products.PluggableAuthService.interfaces.plugins import IChallengePlugin
from Products.PluggableAuthService.interfaces.plugins import ICredentialsResetPlugin
from Products.PluggableAuthService.interfaces.plugins import IExtractionPlugin
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from zope.interface import implementer


@implementer(
    IExtractionPlugin,
    IAuthenticationPlugin,
    IChallengePlugin,
    ICredentialsResetPlugin,
)
class SessionPlugin(BasePlugin):
    """Only this plugin signs citizens in, and it signs in nobody else."""

    meta_type = "E-loket session"

    def __init__(self, id: str, title: str = "") -> None:
        self._setId(id)
        self.title = title

    # IExtractionPlugin

    def extractCredentials(self, request):
        """Return the citizen of a live session; keeps its cookie fresh."""
        if authorization(request) or not cookies.is_plones(request):
            cookies.ignore_plone(request)
        session = sessions.sent_session(request)
        if session.user_id is None:
            user_id = devices.come_back(request)
            return {} if user_id is None else {"eloket_user": user_id}
        sessions.keep_alive(request, session, utcnow())
        hide(request)
        return {"eloket_user": session.user_id}

    # IAuthenticationPlugin

    def authenticateCredentials(self, credentials):
        """Accept what this plugin itself extracted, and nothing else."""
        if credentials.get("extractor") != self.getId():
            return None
        user_id = credentials.get("eloket_user")
        return None if user_id is None else (user_id, user_id)

    # IChallengePlugin

    def challenge(self, request, response):
        """Lead to the citizens' sign-in whom it is meant for, leave others alone."""
        address = citizens_sign_in(request)
        if address is not None:
            response.redirect(address, lock=1)
        return address is not None

    # ICredentialsResetPlugin

    def resetCredentials(self, request, response):
        """End the session everywhere, and take its cookie away."""
        sessions.end_sent(request)
        member_session.end(request)
        devices.forget_this(request)


InitializeClass(SessionPlugin)
