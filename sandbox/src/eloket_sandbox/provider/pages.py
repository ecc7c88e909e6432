"""The provider's pages for people: the chooser, and signing out."""

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import InvalidRequestError
from dataclasses import replace
from eloket_sandbox.persons import CITIZEN
from eloket_sandbox.persons import PERSONS
from eloket_sandbox.provider.capacities import chosen_capacity
from eloket_sandbox.provider.capacities import hint_of
from eloket_sandbox.provider.clients import Client
from eloket_sandbox.provider.endpoints import check_up
from eloket_sandbox.provider.kinds.kind import Means
from eloket_sandbox.provider.server import asked_by
from eloket_sandbox.provider.server import Provider
from eloket_sandbox.provider.state import SESSION_SECONDS
from eloket_sandbox.provider.state import SignIn
from flask import Blueprint
from flask import redirect
from flask import render_template
from flask import request
from flask import Response
from typing import Any
from urllib.parse import urlencode

import time


YEAR = 365 * 24 * 3600
#: Fields of the chooser's own steps; all other values belong to the application.
STEPS = ("means", "person", "capacity", "cancel")


class Chooser:
    """One visit to the authorization endpoint."""

    def __init__(self, provider: Provider, server: AuthorizationServer) -> None:
        self.provider = provider
        self.kind = provider.kind
        self.server = server
        self.hint = hint_of(request.values.get("login_hint", ""))
        self.asked = {
            name: value for name, value in request.values.items() if name not in STEPS
        }

    def answer(self) -> Response | str | tuple[str, int]:
        """Return the next step, or the way back to the application."""
        try:
            return self.next_step()
        except OAuth2Error as error:
            if error.redirect_uri:
                return self.server.handle_error_response(None, error)
            return self.refused(error.description)

    def next_step(self) -> Response | str:
        """Go on with the sign-in that is there, or with what was chosen now."""
        shared = self.shared_sign_in()
        if shared is not None and self.hint.get("switch_id"):
            return self.switch(shared)
        grant = self.server.get_consent_grant(end_user=shared)
        self.check_can_read(grant)
        if grant.request.user is not None:
            return self.finish(grant, grant.request.user)
        self.check_can_satisfy(grant)
        if "cancel" in request.form:
            return self.finish(grant, None)
        return self.choose(grant)

    def switch(self, shared: SignIn) -> Response | str:
        """Let who is signed in choose another capacity, and nothing else."""
        grant = self.server.get_consent_grant(end_user=None)
        capacity = chosen_capacity(shared.person, {})
        if capacity is None:
            return self.page("capacity.html", signing_in=shared.person)
        sign_in = replace(shared, capacity=capacity)
        response = self.finish(grant, sign_in)
        session = self.provider.memory.begin_session(sign_in)
        self.set_cookie(response, self.kind.sso_cookie, session, SESSION_SECONDS)
        return response

    def choose(self, grant: Any) -> Response | str:
        """Return the first step that is still open, or finish."""
        means = self.chosen_means()
        if means is None:
            return self.page("means.html", rows=self.in_order(self.offered_means()))
        person = PERSONS.get(request.form.get("person", ""))
        if person is None:
            return self.page(
                "person.html", chosen={"means": means.id}, persons=PERSONS.values()
            )
        asks = self.kind.asks_capacity
        capacity = chosen_capacity(person, self.hint) if asks else CITIZEN
        if capacity is None:
            chosen = {"means": means.id, "person": person.id}
            return self.page("capacity.html", chosen=chosen, signing_in=person)
        sign_in = SignIn(person, means.acr, int(time.time()), capacity)
        response = self.finish(grant, sign_in)
        self.remember(response, sign_in, means)
        return response

    def chosen_means(self) -> Means | None:
        """Return the means that was chosen, or the surest where none is to choose."""
        offered = {means.id: means for means in self.offered_means()}
        if not self.kind.asks_means:
            return next(iter(offered.values()))
        return offered.get(request.form.get("means", ""))

    def remember(self, response: Response, sign_in: SignIn, means: Means) -> None:
        """Remember a sign-in in this browser, for a provider that does so."""
        kind = self.kind
        if not kind.shares:
            return
        session = self.provider.memory.begin_session(sign_in)
        self.set_cookie(response, kind.sso_cookie, session, SESSION_SECONDS)
        self.set_cookie(response, kind.last_cookie, means.id, YEAR)

    def set_cookie(self, response: Response, name: str, value: str, life: int) -> None:
        """Give the browser a cookie of this provider."""
        place = {"httponly": True, "samesite": "Lax", "path": self.kind.path}
        response.set_cookie(name, value, max_age=life, **place)

    def finish(self, grant: Any, sign_in: SignIn | None) -> Response:
        """Send the browser back with a code, or with ``access_denied``."""
        return self.server.create_authorization_response(
            grant.request, grant_user=sign_in, grant=grant
        )

    def offered_means(self) -> list[Means]:
        """Return what the application accepts."""
        return self.kind.asked_means(self.asked.get("acr_values"))

    def check_can_read(self, grant: Any) -> None:
        """:raises OAuth2Error: the parameter ``claims`` makes no sense."""
        try:
            asked_by(self.asked, "")
        except InvalidRequestError as error:
            raise self.told_back(grant, "invalid_request", error.description) from None

    def check_can_satisfy(self, grant: Any) -> None:
        """:raises OAuth2Error: no means would satisfy the application."""
        if not self.offered_means():
            name = "unmet_authentication_requirements"
            raise self.told_back(grant, name, "No means of acr_values is known")

    def told_back(self, grant: Any, error: str, description: str) -> OAuth2Error:
        """Return an error that the application is told by way of the browser."""
        payload = grant.request.payload
        return OAuth2Error(
            description,
            error=error,
            redirect_uri=payload.redirect_uri,
            state=payload.state,
        )

    def shared_sign_in(self) -> SignIn | None:
        """Return the sign-in that all sites share, when it serves this request."""
        cookie = request.cookies.get(self.kind.sso_cookie)
        found = self.provider.memory.find_session(cookie)
        prompts = self.asked.get("prompt", "").split()
        if found is None or {"login", "select_account"} & set(prompts):
            return None
        if found.means not in [means.acr for means in self.offered_means()]:
            return None
        max_age = self.asked.get("max_age", "")
        if max_age.isdecimal() and not found.is_fresh(int(max_age), time.time()):
            return None
        return found

    def page(self, template: str, **options: Any) -> str:
        """Render a step; its form brings the application's request along."""
        return render_template(
            template,
            action=f"{request.path}?{urlencode(self.asked)}",
            provider=self.kind,
            last=request.cookies.get(self.kind.last_cookie),
            **{"chosen": {}, **options},
        )

    def in_order(self, rows: list[Means]) -> list[Means]:
        """Return the means with the one used last first."""
        last = request.cookies.get(self.kind.last_cookie)
        return sorted(rows, key=lambda means: means.id != last)

    def refused(self, reason: str) -> tuple[str, int]:
        """Return the page for an application that must not be answered."""
        found = render_template("refused.html", reason=reason, provider=self.kind)
        return found, 400


def pages(provider: Provider, server: AuthorizationServer) -> Blueprint:
    """Return the addresses for people."""
    kind = provider.kind
    blueprint = Blueprint(f"{kind.id}_pages", __name__)

    @blueprint.route(kind.roads["authorization_endpoint"], methods=["GET", "POST"])
    def authorize():
        check_up(provider, "auth")
        return Chooser(provider, server).answer()

    if "end_session_endpoint" in kind.roads:

        @blueprint.route(kind.roads["end_session_endpoint"], methods=["GET", "POST"])
        def logout():
            check_up(provider, "logout")
            provider.memory.end_session(request.cookies.get(kind.sso_cookie))
            response = afterwards(provider)
            response.delete_cookie(kind.sso_cookie, path=kind.path)
            return response

    return blueprint


def afterwards(provider: Provider) -> Response:
    """Return where to go after signing out."""
    client = leaving_client(provider)
    address = request.values.get("post_logout_redirect_uri", "")
    if client is None or not client.may_send_to(address):
        return Response(render_template("signed_out.html", provider=provider.kind))
    state = request.values.get("state")
    return redirect(f"{address}?{urlencode({'state': state})}" if state else address)


def leaving_client(provider: Provider) -> Client | None:
    """Return which application sent the browser to sign out, or None.

    By the ID token it shows; ACM/IDM takes ``client_id`` instead.
    """
    if not provider.kind.by_hint:
        return provider.clients.get(request.values.get("client_id", ""))
    hint = request.values.get("id_token_hint", "")
    audience = provider.keys.claims_of(hint).get("aud") or [""]
    return provider.clients.get(audience[0])
