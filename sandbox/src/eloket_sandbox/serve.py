"""`eloket-sandbox`: the process that plays the outside world."""

from collections.abc import Sequence
from eloket_sandbox.cards.reader import Reader
from eloket_sandbox.cards.wallet import wallet_of
from eloket_sandbox.files import keep_text
from eloket_sandbox.mailbox.box import listen
from eloket_sandbox.mailbox.box import Mailbox
from eloket_sandbox.provider.clients import eloket_client
from eloket_sandbox.provider.keys import SigningKeys
from eloket_sandbox.provider.kinds import KINDS
from eloket_sandbox.provider.kinds.kind import Kind
from eloket_sandbox.provider.server import Provider
from eloket_sandbox.registration.receiver import Receiver
from eloket_sandbox.registration.receiver import registration_secret
from eloket_sandbox.sealing.authorities import seal_pki_of
from eloket_sandbox.start.ports import local_listeners
from eloket_sandbox.web import Addresses
from eloket_sandbox.web import create_app
from flask import Flask
from pathlib import Path

import argparse
import secrets
import signal
import sys
import waitress


#: Where each provider keeps its keys, and the e-loket's secret there.
KEY_FILES = {
    "burgerprofiel": "provider-keys.json",
    "csam": "csam-keys.json",
    "itsme": "itsme-keys.json",
}
SECRET_FILES = {"burgerprofiel": "client-secret", "csam": "csam-client-secret"}


def client_secret(folder: Path, provider: str = "burgerprofiel") -> str:
    """Return the secret of the e-loket at a provider; made at the first start.

    Empty where it proves itself by a key.
    """
    if provider not in SECRET_FILES:
        return ""
    path = folder / SECRET_FILES[provider]
    return keep_text(path, lambda: secrets.token_urlsafe(32))


def make_app(folder: Path, addresses: Addresses, mailbox: Mailbox) -> Flask:
    """Return the sandbox with the keys, cards and client of a data folder."""
    providers = [make_provider(folder, addresses, kind) for kind in KINDS.values()]
    reader = Reader(wallet_of(folder, addresses.sandbox))
    stamps = seal_pki_of(folder).stamps
    receiver = Receiver(registration_secret(folder))
    return create_app(addresses, providers, mailbox, reader, stamps, receiver)


def make_provider(folder: Path, addresses: Addresses, kind: Kind) -> Provider:
    """Return a provider with its keys; it knows the e-loket."""
    keys_address = f"{addresses.origin}/gemeente/acl_users/{kind.id}/jwks"
    client = eloket_client(kind, client_secret(folder, kind.id), keys_address)
    return Provider(
        issuer=addresses.issuer_of(kind.id),
        clients={client.client_id: client},
        keys=SigningKeys(folder / KEY_FILES[kind.id]),
        kind=kind,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until the process is told to end."""
    parser = argparse.ArgumentParser(prog="eloket-sandbox", description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="keys and secrets")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--mail-port", type=int, required=True)
    parser.add_argument("--eloket", required=True, help="address of the e-loket")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    addresses = Addresses(options.eloket, f"http://localhost:{options.port}")
    mailbox = Mailbox()
    smtp = listen(mailbox, options.mail_port)
    try:
        waitress.serve(
            make_app(options.folder, addresses, mailbox),
            listen=local_listeners(options.port),
            threads=8,
            ident=None,
        )
    finally:
        smtp.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
