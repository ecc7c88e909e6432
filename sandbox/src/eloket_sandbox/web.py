"""All pages of the sandbox in one application."""

from collections.abc import Iterable
from dataclasses import dataclass
from eloket_sandbox.cards import pages as card_pages
from eloket_sandbox.cards.authorities import Holder
from eloket_sandbox.cards.people import SAMPLES
from eloket_sandbox.cards.reader import Reader
from eloket_sandbox.mailbox import pages as mailbox_pages
from eloket_sandbox.mailbox.box import Mailbox
from eloket_sandbox.persons import PERSONS
from eloket_sandbox.provider import endpoints as provider_endpoints
from eloket_sandbox.provider import pages as provider_pages
from eloket_sandbox.provider.kinds import KINDS
from eloket_sandbox.provider.server import Provider
from eloket_sandbox.provider.server import server_for
from eloket_sandbox.registration import pages as registration_pages
from eloket_sandbox.registration.receiver import Receiver
from eloket_sandbox.sealing import pages as seal_pages
from flask import Flask
from flask import render_template
from flask import Response
from urllib.parse import urlsplit

import secrets


@dataclass(frozen=True)
class Addresses:
    """Where things are, for links."""

    eloket: str
    sandbox: str

    @property
    def issuer(self) -> str:
        """The issuer of *Mijn Burgerprofiel*."""
        return self.issuer_of("burgerprofiel")

    @property
    def issuers(self) -> dict[str, str]:
        """The issuer of each provider."""
        return {id: self.issuer_of(id) for id in KINDS}

    def issuer_of(self, id: str) -> str:
        """Return the issuer of a provider: the sandbox's address, and where it is."""
        return self.sandbox + KINDS[id].path

    @property
    def origin(self) -> str:
        """The e-loket's origin (RFC 6454), for which cards sign."""
        parts = urlsplit(self.eloket)
        return f"{parts.scheme}://{parts.netloc}"


def create_app(
    addresses: Addresses,
    providers: Iterable[Provider],
    mailbox: Mailbox,
    reader: Reader,
    stamps: Holder,
    receiver: Receiver,
) -> Flask:
    """Return the sandbox as a WSGI application."""
    app = Flask("eloket_sandbox")
    app.config["SECRET_KEY"] = secrets.token_hex(32)
    for provider in providers:
        add_provider(app, provider)
    app.register_blueprint(mailbox_pages.pages(mailbox))
    app.register_blueprint(card_pages.pages(reader, addresses.origin))
    app.register_blueprint(card_pages.authority_pages(reader))
    app.register_blueprint(seal_pages.pages(stamps))
    app.register_blueprint(registration_pages.pages(receiver))
    app.context_processor(lambda: {"addresses": addresses})
    app.after_request(not_kept)

    @app.get("/")
    def front_page():
        return render_template(
            "front.html",
            persons=PERSONS.values(),
            cards=SAMPLES.values(),
            kinds=KINDS.values(),
        )

    return app


def add_provider(app: Flask, provider: Provider) -> None:
    """Put the addresses of a provider into the application."""
    server, path = server_for(provider, app), provider.kind.path
    programs = provider_endpoints.endpoints(provider, server.create_token_response)
    app.register_blueprint(programs, url_prefix=path)
    app.register_blueprint(provider_pages.pages(provider, server), url_prefix=path)


def not_kept(response: Response) -> Response:
    """No page of the sandbox is kept, framed or shown by guessing its type."""
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
