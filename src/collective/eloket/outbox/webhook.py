"""A signed call to a web address, by the worker."""

from collective.eloket.clock import utcnow
from collective.eloket.outbox.errors import SecretMissingError
from collective.eloket.outbox.errors import WebhookFailedError
from collective.eloket.outbox.private import adapter_for
from collective.eloket.settings import secret
from collective.eloket.settings import SecretUnreadableError
from collective.eloket.wires.errors import PrivateAddressError
from collective.eloket.wires.service import answered
from collective.eloket.wires.service import Patience

import hmac
import requests


#: Variable with the secret that both sides know; 32 characters at least.
SECRET = "ELOKET_ANCHOR_SECRET"  # noqa: S105 - the name of a variable
SHORTEST_SECRET = 32

#: Seconds; of the answer only its first lines are read.
PATIENCE = Patience(connect=3.05, silence=10, whole=15)


def send(address: str, body: bytes, key: str) -> None:
    """Post JSON, signed; calls the network. No redirects, no credentials.

    ``key`` is the same when it is sent again, see ``docs/configuration/audit.md``.

    :raises SecretMissingError: nothing to sign with.
    :raises WebhookFailedError: not reached, not answered with 2xx, or on a private
        network that nobody allowed.
    """
    moment = int(utcnow().timestamp())
    headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": key,
        "X-Eloket-Signature": signature(_secret(), moment, body),
    }
    try:
        adapter = adapter_for(address)
        with answered(adapter, "POST", address, PATIENCE, headers, body) as answer:
            status = answer.status_code
    except (requests.RequestException, PrivateAddressError) as error:
        raise WebhookFailedError(type(error).__name__) from None
    if not 200 <= status < 300:
        raise WebhookFailedError(str(status))


def signature(key: str, moment: int, body: bytes) -> str:
    """Return the header's value: moment in seconds, and HMAC-SHA256 over both."""
    signed = f"{moment}.".encode() + body
    return f"t={moment},v1={hmac.digest(key.encode(), signed, 'sha256').hex()}"


def _secret() -> str:
    try:
        found = secret(SECRET) or ""
    except SecretUnreadableError:
        raise SecretMissingError from None
    if len(found) < SHORTEST_SECRET:
        raise SecretMissingError
    return found
