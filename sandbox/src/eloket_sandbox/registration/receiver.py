"""Takes messages of Standard Webhooks: the checks that every receiver must make.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

from base64 import b64decode
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from eloket_sandbox.files import keep_text
from pathlib import Path
from typing import Any

import hmac
import json
import secrets
import threading
import time


#: File of the secret that both sides know.
FILE = "registration-secret"
#: A message that is older, or from the future, was kept by somebody and sent again.
TOLERANCE = timedelta(minutes=5)
#: So many are remembered.
MOST = 500


class NotGenuineError(Exception):
    """The message is not of the e-loket, or not of now."""


@dataclass(frozen=True)
class Taken:
    """A message that was taken."""

    id: str
    received: datetime
    type: str
    data: dict[str, Any] = field(repr=False)
    #: how often it came, the same each time
    times: int = 1

    def answers(self) -> list[tuple[str, str]]:
        """Return label and answer of each question, in the language of the site.

        The labels that the applicant read (``title``, ``value``) may be in any language
        that the site speaks; a case system reads its own. To look something up by, take
        ``name`` and ``answer``: they mean the same in all languages. E-lokets of before
        send neither.
        """
        return [
            (one.get("site_title", one["title"]), one.get("site_value", one["value"]))
            for one in self.data.get("answers", ())
        ]

    def as_dict(self) -> dict[str, Any]:
        """Return it for tests."""
        return {
            "id": self.id,
            "received": self.received.isoformat(),
            "type": self.type,
            "data": self.data,
            "times": self.times,
        }


class Receiver:
    """A case system: knows each case by a number of its own."""

    def __init__(self, secret: str) -> None:
        self._key = b64decode(secret.removeprefix("whsec_"), validate=True)
        self._lock = threading.Lock()
        self._taken: dict[str, Taken] = {}
        self._numbers: dict[str, str] = {}

    def take(self, headers: Mapping[str, str], body: bytes, now: datetime) -> str:
        """Take a message, and return the number of its case here.

        :raises NotGenuineError: signature or time is wrong.
        """
        self.check(headers, body, now)
        found = json.loads(body)
        with self._lock:
            return self._keep(headers["webhook-id"], found, now)

    def check(self, headers: Mapping[str, str], body: bytes, now: datetime) -> None:
        """:raises NotGenuineError: signature or time is wrong."""
        message_id = headers.get("webhook-id", "")
        at = headers.get("webhook-timestamp", "")
        if not message_id or not at.isascii() or not at.isdigit():
            raise NotGenuineError("headers")
        if abs(now.timestamp() - int(at)) > TOLERANCE.total_seconds():
            raise NotGenuineError("time")
        signed = f"{message_id}.{at}.".encode() + body
        wanted = b64encode(hmac.digest(self._key, signed, "sha256"))
        given = headers.get("webhook-signature", "").split()
        if not any(hmac.compare_digest(b"v1," + wanted, one.encode()) for one in given):
            raise NotGenuineError("signature")

    def _keep(self, message_id: str, found: dict[str, Any], now: datetime) -> str:
        before = self._taken.pop(message_id, None)
        times = 1 if before is None else before.times + 1
        self._taken[message_id] = Taken(
            message_id, now, found["type"], found["data"], times
        )
        while len(self._taken) > MOST:
            del self._taken[next(iter(self._taken))]
        reference = found["data"]["reference"]
        number = f"Z-{now.year}-{len(self._numbers) + 1:05}"
        return self._numbers.setdefault(reference, number)

    def taken(self) -> list[Taken]:
        """Return what was taken, newest first."""
        with self._lock:
            return list(reversed(self._taken.values()))

    def forget(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._taken.clear()
            self._numbers.clear()


def registration_secret(folder: Path) -> str:
    """Return what the e-loket signs with; made at the first start."""
    path = folder / FILE
    return keep_text(
        path, lambda: "whsec_" + b64encode(secrets.token_bytes(32)).decode()
    )


def this_moment() -> datetime:
    """Return now, UTC."""
    return datetime.fromtimestamp(time.time(), UTC)
