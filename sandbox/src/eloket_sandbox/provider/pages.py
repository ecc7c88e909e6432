"""The provider's pages for people: the chooser, and signing out."""

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2 import OAuth2Error
from eloket_sandbox.means import asked_means
from eloket_sandbox.means import Means
from eloket_sandbox.persons import Capacity
from eloket_sandbox.persons import Person
from eloket_sandbox.persons import PERSONS
from eloket_sandbox.provider.endpoints import check_up
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


SESSION_COOKIE = "burgerprofiel_sso"
LAST_COOKIE = "burgerprofiel_laatste_keuze"
YEAR = 365 * 24 * 3600
#: Fields of the chooser's own steps; all other values belong to the application.
STEPS = ("means", "person", "capacity", "cancel")


class Chooser:
    """One visit to the authorization endpoint."""

    def __init__(self, provider: Provider, server: AuthorizationServer) -> None:
        self.provider = provider
        self.server = server
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
            return render_template("refused.html", reason=error.description), 400

    def next_step(self) -> Response | str:
        """Go on with the sign-in that is there, or with what was chosen now."""
        grant = self.server.get_consent_grant(end_user=self.shared_sign_in())
        if grant.request.user is not None:
            return self.finish(grant, grant.request.user)
        self.check_can_satisfy(grant)
        if "cancel" in request.form:
            return self.finish(grant, None)
        return self.choose(grant)

    def choose(self, grant: Any) -> Response | str:
        """Return the first step that is still open, or finish."""
        offered = {means.id: means for means in self.offered_means()}
        means = offered.get(request.form.get("means", ""))
        if means is None:
            return self.page("means.html", rows=in_order(list(offered.values())))
        person = PERSONS.get(request.form.get("person", ""))
        if person is None:
            return self.page(
                "person.html", chosen={"means": means.id}, persons=PERSONS.values()
            )
        capacity = chosen_capacity(person)
        if capacity is None:
            chosen = {"means": means.id, "person": person.id}
            return self.page("capacity.html", chosen=chosen, signing_in=person)
        now = int(time.time())
        sign_in = SignIn(person, means.acr, now, capacity)
        response = self.finish(grant, sign_in)
        session = self.provider.memory.begin_session(sign_in)
        cookie = {"httponly": True, "samesite": "Lax", "path": "/op"}
        response.set_cookie(SESSION_COOKIE, session, max_age=SESSION_SECONDS, **cookie)
        response.set_cookie(LAST_COOKIE, means.id, max_age=YEAR, **cookie)
        return response

    def finish(self, grant: Any, sign_in: SignIn | None) -> Response:
        """Send the browser back with a code, or with ``access_denied``."""
        return self.server.create_authorization_response(
            grant.request, grant_user=sign_in, grant=grant
        )

    def offered_means(self) -> list[Means]:
        """Return what the application accepts."""
        return asked_means(self.asked.get("acr_values"))

    def check_can_satisfy(self, grant: Any) -> None:
        """:raises OAuth2Error: no means would satisfy the application."""
        redirect_uri = grant.request.payload.redirect_uri
        if not self.offered_means():
            raise OAuth2Error(
                "No means of acr_values is known",
                error="unmet_authentication_requirements",
                redirect_uri=redirect_uri,
                state=grant.request.payload.state,
            )

    def shared_sign_in(self) -> SignIn | None:
        """Return the sign-in that all sites share, when it serves this request."""
        found = self.provider.memory.find_session(request.cookies.get(SESSION_COOKIE))
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
            last=request.cookies.get(LAST_COOKIE),
            **{"chosen": {}, **options},
        )


def in_order(rows: list[Means]) -> list[Means]:
    """Return the means with the one used last first."""
    last = request.cookies.get(LAST_COOKIE)
    return sorted(rows, key=lambda means: means.id != last)


def chosen_capacity(person: Person) -> Capacity | None:
    """Return as what the person acts; None when that is still to be asked."""
    if len(person.capacities) == 1:
        return person.capacities[0]
    chosen = request.form.get("capacity", "")
    by_key = {each.code or each.group: each for each in person.capacities}
    return by_key.get(chosen)


def pages(provider: Provider, server: AuthorizationServer) -> Blueprint:
    """Return the addresses for people."""
    blueprint = Blueprint("provider_pages", __name__)

    @blueprint.route("/v1/auth", methods=["GET", "POST"])
    def authorize():
        check_up(provider, "auth")
        return Chooser(provider, server).answer()

    @blueprint.route("/v1/logout", methods=["GET", "POST"])
    def logout():
        check_up(provider, "logout")
        provider.memory.end_session(request.cookies.get(SESSION_COOKIE))
        response = afterwards(provider)
        response.delete_cookie(SESSION_COOKIE, path="/op")
        return response

    return blueprint


def afterwards(provider: Provider) -> Response:
    """Return where to go after signing out.

    ACM/IDM takes ``client_id`` instead of an ``id_token_hint``.
    """
    client = provider.clients.get(request.values.get("client_id", ""))
    address = request.values.get("post_logout_redirect_uri", "")
    if client is None or not client.may_send_to(address):
        return Response(render_template("signed_out.html"))
    state = request.values.get("state")
    return redirect(f"{address}?{urlencode({'state': state})}" if state else address)
