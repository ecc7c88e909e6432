"""How does an application prove itself by a key, as itsme wants it?"""

from authlib.oauth2.rfc6749 import ClientMixin
from authlib.oauth2.rfc6749 import InvalidClientError
from authlib.oauth2.rfc7523 import JWTBearerClientAssertion
from collections.abc import Mapping
from joserfc.jwk import KeySet
from joserfc.jwk import RSAKey

import json
import threading
import time
import urllib.request


#: itsme keeps what an application publishes between half an hour and a day.
KEPT_SECONDS = 1800
PATIENCE_SECONDS = 10
LARGEST_BYTES = 100_000


class PublishedKeys:
    """The keys that an application publishes; they are asked for when needed."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._lock = threading.Lock()
        self._kept: tuple[float, list[dict]] = (0.0, [])

    def rows(self, anew: bool = False) -> list[dict]:
        """Return what is published; calls the application at most once in a while."""
        with self._lock:
            until, found = self._kept
            if anew or time.monotonic() >= until:
                found = fetch(self.address)
                self._kept = (time.monotonic() + KEPT_SECONDS, found)
            return found

    def signing(self, anew: bool = False) -> KeySet:
        """Return the keys by which the application proves itself."""
        rows = [row for row in self.rows(anew) if row.get("use") == "sig"]
        return KeySet.import_key_set({"keys": rows})

    def encrypting(self) -> RSAKey:
        """Return the newest key to encrypt with; new ones stand last."""
        rows = [row for row in self.rows() if row.get("use") == "enc"]
        return RSAKey.import_key(rows[-1])


def fetch(address: str) -> list[dict]:
    """Return the rows of a JWK set on this machine; asks no proxy.

    :raises InvalidClientError: the application does not answer.
    """
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=PATIENCE_SECONDS) as answer:
            return json.loads(answer.read(LARGEST_BYTES))["keys"]
    except (OSError, ValueError, KeyError):
        raise InvalidClientError(description="No keys are published") from None


class Assertions(JWTBearerClientAssertion):
    """Reads the token by which an application proves itself; each works once."""

    def __init__(self, token_address: str, clients: Mapping[str, ClientMixin]) -> None:
        super().__init__()
        self.token_address = token_address
        self.clients = clients
        self._used: dict[str, float] = {}
        self._lock = threading.Lock()

    def get_audiences(self):
        """See JWTBearerClientAssertion."""
        return [self.token_address]

    def resolve_client_public_key(self, client):
        """See JWTBearerClientAssertion."""
        if client.keys is None:
            raise InvalidClientError(description="It has no keys")
        return client.keys.signing()

    def process_assertion_claims(self, assertion, resolve_key):
        """See JWTBearerClientAssertion; a key may be newer than what is kept."""
        header, claims = self.extract_assertion(assertion)
        if header.get("kid") not in {key.kid for key in resolve_key.keys}:
            resolve_key = self.clients[claims["sub"]].keys.signing(anew=True)
        return super().process_assertion_claims(assertion, resolve_key)

    def validate_jti(self, claims, jti):
        """See JWTBearerClientAssertion."""
        now = time.time()
        with self._lock:
            self._used = {old: end for old, end in self._used.items() if end > now}
            if jti in self._used:
                return False
            self._used[jti] = claims["exp"] + self.leeway
        return True
