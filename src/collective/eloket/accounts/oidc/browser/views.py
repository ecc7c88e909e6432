"""Leaving for a provider, and the roads of pas.plugins.oidc that we shut."""

from collective.eloket.accounts import cookies
from collective.eloket.accounts import freshness
from collective.eloket.accounts.capacity_errors import CapacityNotStatedHereError
from collective.eloket.accounts.oidc import flow
from collective.eloket.accounts.oidc import hints
from collective.eloket.accounts.oidc import service
from collective.eloket.accounts.oidc.addresses import local_path
from collective.eloket.accounts.oidc.answers import parameters_of
from collective.eloket.accounts.oidc.backchannel import take_logout
from collective.eloket.accounts.oidc.errors import RepeatedParameterError
from collective.eloket.accounts.oidc.errors import WrongMethodError
from collective.eloket.accounts.oidc.model import Ask
from collective.eloket.accounts.oidc.model import Purpose
from collective.eloket.errors import EloketError
from collective.eloket.errors import ProviderError
from collective.eloket.http import csrf
from collective.eloket.http.backoff import quick_retry
from collective.eloket.http.view import EloketView
from collective.eloket.messages.sign_in import NO_VALID_ANSWER_CODES
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode

import json
import logging
import transaction


logger = logging.getLogger("collective.eloket.accounts.oidc")

#: Others may keep our keys for half an hour; itsme does so anyway.
KEYS_KEPT = "public, max-age=1800"


class ProviderView(EloketView):
    """Base of what stands on a provider: a refusal says that the sign-in stopped."""

    #: No other method is ever used there.
    method = "GET"
    refusal = ViewPageTemplateFile("templates/stopped.pt")
    #: Where the citizen was going, relative to the site.
    return_to: str | None = None

    def __call__(self):
        # the address may hold a code; no other page needs to know it
        self.request.response.setHeader("Referrer-Policy", "no-referrer")
        try:
            self.check_method()
        except WrongMethodError as error:
            return self.refuse(error)
        return super().__call__()

    def check_method(self) -> None:
        """:raises WrongMethodError: the page takes another method only."""
        if self.request["REQUEST_METHOD"] != self.method:
            self.request.response.setHeader("Cache-Control", "no-store")
            self.request.response.setHeader("Allow", self.method)
            raise WrongMethodError

    def refuse(self, error: EloketError):
        """Show the page, set no cookie, and log the cause; nothing about the person."""
        self.request.response.cookies.clear()
        logger.warning(
            "sign-in at provider %s refused: %s", self.context.getId(), error.code
        )
        return super().refuse(error)

    @property
    def stopped_on_the_way(self) -> bool:
        """Is it what happens by going back or waiting long, and no refusal of ours?"""
        code = self.error.code
        return code == "sign_in_expired" or code in NO_VALID_ANSWER_CODES.split()

    @property
    def other_person(self) -> bool:
        """Did somebody else come back than who is signed in here?"""
        return self.error.code == "sign_in_other_person"

    @property
    def again_url(self) -> str:
        """Address of the sign-in page, which leads to where the citizen was going."""
        address = f"{self.desk_url}/aanmelden"
        if self.return_to is None:
            return address
        return f"{address}?{urlencode({'came_from': self.return_to})}"

    def site_path(self, name: str) -> str | None:
        """Return the parameter of that name, if it is an address of this site."""
        return local_path(api.portal.get().absolute_url(), self.request.form.get(name))


class LoginView(ProviderView):
    """Sends the browser to the provider at once; ``means`` asks for one only.

    ``dg`` and ``oc`` ask to act for an organisation, ``wissel`` to choose again.
    """

    def respond(self) -> str:
        """Return a redirect; sets the cookie of this sign-in."""
        self.return_to = self.site_path("came_from")
        ask = Ask(
            means=self.request.form.get("means") or None,
            return_to=self.return_to,
            language=self.request.get("LANGUAGE") or None,
            aside=cookies.aside(self.request),
            **self.wishes(),
        )
        return self.redirect(service.begin(self.context, self.request, ask))

    def wishes(self) -> dict:
        """Return how fresh the sign-in must be, and as what somebody wants to act.

        Who is signed in and only chooses another capacity there needs no means again,
        and nobody else comes back: it is a step-up of the own session.

        :raises CapacityNotStatedHereError: one is asked of a provider that may not say.
        :raises InvalidAnswerError: there is no such capacity.
        """
        hint = hints.asked_for(self.request.form)
        if hint is None:
            return freshness.wishes(self.request)
        if not self.context.settings()["states_capacity"]:
            raise CapacityNotStatedHereError
        user = self.session.user_id
        if user is None:
            return freshness.wishes(self.request) | {"hint": hint}
        return {"hint": hint, "purpose": Purpose.STEPUP, "user": user}


class LogoutView(ProviderView):
    """Leads to the page with the button: signing out is a POST."""

    def respond(self) -> str:
        """Return a redirect; changes nothing."""
        return self.redirect(f"{self.desk_url}/afmelden")


class RequireLoginView(ProviderView):
    """Leads to the sign-in page, where the citizen chooses a means."""

    def respond(self) -> str:
        """Return a redirect; changes nothing."""
        self.return_to = self.site_path("came_from")
        return self.redirect(self.again_url)


class ContinueView(ProviderView):
    """Goes on to the sign-in, for who was at the provider's sign-out first."""

    def respond(self) -> str:
        """Return a redirect; sets the cookie of the sign-in that follows."""
        parameters, repeated = parameters_of(self.request.environ["QUERY_STRING"])
        if repeated:
            raise RepeatedParameterError
        state = parameters.get("state", "")
        return self.redirect(flow.go_on(self.context, self.request, state))


class KeysView(ProviderView):
    """Publishes our keys, for a provider that knows us by one or encrypts for us.

    No refusal tells anything: who asks is a program.
    """

    def respond(self) -> str:
        """Return a JWK set (RFC 7517, section 5)."""
        body = json.dumps(service.jwks(self.context))
        self.request.response.setHeader("Content-Type", "application/jwk-set+json")
        self.request.response.setHeader("Cache-Control", KEYS_KEPT)
        return body

    def refuse(self, error: EloketError) -> str:
        """Answer with the bare status; a lost key is no news for others."""
        transaction.doom()
        self.request.response.setStatus(error.status)
        return ""


class BackchannelLogoutView(ProviderView):
    """Hears from a provider, without a browser, that a session ended there.

    OpenID Connect Back-Channel Logout 1.0, section 2.8: 200 or 400, never cached. No
    cookie and no CSRF token: the provider's signature is what counts.
    """

    method = "POST"

    def __call__(self):
        response = self.request.response
        response.setHeader("Cache-Control", "no-store")
        quick_retry(self.request)
        try:
            self.check_method()
            take_logout(self.context, self.request)
            csrf.accept(self.request)
        except EloketError as error:
            return self.refuse(error)
        # without a body Zope would say 204, which older providers take for a failure
        response.setHeader("Content-Type", "application/json")
        return "{}"

    def refuse(self, error: EloketError) -> str:
        """Answer as section 2.8 says, and log the cause."""
        transaction.doom()
        logger.warning(
            "logout by provider %s refused: %s", self.context.getId(), error.code
        )
        # what is wrong with a token is the sender's affair, not a failing gateway's
        status = 400 if isinstance(error, ProviderError) else error.status
        self.request.response.setStatus(status)
        self.request.response.setHeader("Content-Type", "application/json")
        return json.dumps({"error": "invalid_request"})
