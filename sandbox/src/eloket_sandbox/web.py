"""All pages of the sandbox in one application."""

from dataclasses import dataclass
from eloket_sandbox.cards import pages as card_pages
from eloket_sandbox.cards.people import SAMPLES
from eloket_sandbox.cards.reader import Reader
from eloket_sandbox.mailbox import pages as mailbox_pages
from eloket_sandbox.mailbox.box import Mailbox
from eloket_sandbox.persons import PERSONS
from eloket_sandbox.provider import endpoints as provider_endpoints
from eloket_sandbox.provider import pages as provider_pages
from eloket_sandbox.provider.server import Provider
from eloket_sandbox.provider.server import server_for
from flask import Flask
from flask import render_template
from flask import Response
from urllib.parse import urlsplit

import secrets


#: Where the provider lives; its issuer is the sandbox's address and this.
PROVIDER_PATH = "/op"


@dataclass(frozen=True)
class Addresses:
    """Where things are, for links."""

    eloket: str
    sandbox: str

    @property
    def issuer(self) -> str:
        """The provider's issuer."""
        return self.sandbox + PROVIDER_PATH

    @property
    def origin(self) -> str:
        """The e-loket's origin (RFC 6454), for which cards sign."""
        parts = urlsplit(self.eloket)
        return f"{parts.scheme}://{parts.netloc}"


def create_app(
    addresses: Addresses, provider: Provider, mailbox: Mailbox, reader: Reader
) -> Flask:
    """Return the sandbox as a WSGI application."""
    app = Flask("eloket_sandbox")
    app.config["SECRET_KEY"] = secrets.token_hex(32)
    server = server_for(provider, app)
    app.register_blueprint(
        provider_endpoints.endpoints(provider, server.create_token_response),
        url_prefix=PROVIDER_PATH,
    )
    app.register_blueprint(
        provider_pages.pages(provider, server), url_prefix=PROVIDER_PATH
    )
    app.register_blueprint(mailbox_pages.pages(mailbox))
    app.register_blueprint(card_pages.pages(reader, addresses.origin))
    app.register_blueprint(card_pages.authority_pages(reader))
    app.context_processor(lambda: {"addresses": addresses})
    app.after_request(not_kept)

    @app.get("/")
    def front_page():
        return render_template(
            "front.html", persons=PERSONS.values(), cards=SAMPLES.values()
        )

    return app


def not_kept(response: Response) -> Response:
    """No page of the sandbox is kept, framed or shown by guessing its type."""
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
