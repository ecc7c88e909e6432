"""Servers on this machine that answer by https, well or badly."""

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from http.server import BaseHTTPRequestHandler
from http.server import HTTPServer
from pathlib import Path

import ssl
import threading


NOW = datetime.now(UTC)


class Authority:
    """A root, and certificates by it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = named("Test root")
        self.root = self.signed(self.name, self.key, [], timedelta(days=2), ca=True)
        self.file = folder / "root.pem"
        self.file.write_bytes(pem(self.root))

    def signed(self, name, key, hosts, ends, ca=False) -> x509.Certificate:
        builder = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW - timedelta(days=9))
            .not_valid_after(NOW + ends)
            .add_extension(x509.BasicConstraints(ca, None), critical=True)
        )
        if hosts:
            names = x509.SubjectAlternativeName([x509.DNSName(one) for one in hosts])
            builder = builder.add_extension(names, critical=False)
        return builder.sign(self.key, hashes.SHA256())

    def chain(self, host="localhost", ends=timedelta(days=1)) -> Path:
        """Return a file with a key and its certificate."""
        key = ec.generate_private_key(ec.SECP256R1())
        made = self.signed(named(host), key, [host], ends)
        private = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        path = self.folder / f"{host}-{ends.days}.pem"
        path.write_bytes(private + pem(made))
        return path


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


class Quiet(BaseHTTPRequestHandler):
    """Answers with an empty object."""

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_args):
        """Say nothing."""


class Calm(HTTPServer):
    """A server that says nothing of a caller who hangs up."""

    def handle_error(self, *_args):
        """Say nothing."""


def serve(chain: Path | None):
    """Return a running server, by https when it has a chain."""
    server = Calm(("localhost", 0), Quiet)
    if chain is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(chain)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
