"""How do we call a provider? With short patience, and taking little."""

from collections.abc import Mapping
from collective.eloket.accounts.oidc.addresses import may_connect
from collective.eloket.accounts.oidc.provider_errors import AddressRefusedError
from collective.eloket.accounts.oidc.provider_errors import AnswerMalformedError
from collective.eloket.accounts.oidc.provider_errors import AnswerTooLargeError
from collective.eloket.accounts.oidc.provider_errors import ProviderBrokenError
from collective.eloket.accounts.oidc.provider_errors import ProviderTimeoutError
from collective.eloket.wires import connections as wires
from collective.eloket.wires.errors import PrivateAddressError
from dataclasses import dataclass
from typing import Any

import json
import requests
import urllib3


CONNECT_SECONDS = 3
READ_SECONDS = 5
LARGEST_ANSWER_BYTES = 1024 * 1024
CHUNK_BYTES = 64 * 1024
#: Unpacked: a small answer must not unfold into a large one.
PLAIN = {"Accept": "application/json", "Accept-Encoding": "identity"}


@dataclass(frozen=True, slots=True)
class Reply:
    """A provider's answer, whatever is in its body."""

    status: int
    content: bytes
    #: The header of that name, as it came.
    date: str = ""

    @property
    def body(self) -> Mapping[str, Any]:
        """The JSON object in the body.

        :raises AnswerMalformedError: there is none.
        """
        return parse(self.content)

    @property
    def token(self) -> str:
        """The token that is the body.

        :raises AnswerMalformedError: it is something else.
        """
        try:
            return self.content.decode("ascii").strip()
        except UnicodeDecodeError:
            raise AnswerMalformedError("token") from None


def call(
    method: str,
    address: str,
    allow_private: bool,
    headers: Mapping[str, str] | None = None,
    form: Mapping[str, str] | bytes | None = None,
) -> Reply:
    """Call a provider and return its answer, whatever its status below 500.

    Or whoever else listens; ``form`` may be the body as it is.

    Calls the network: 3 s to connect, 5 s for silence, 10 s in all; no redirects.

    :raises AddressRefusedError: we may not call this address, or whom it leads to.
    :raises ProviderTimeoutError: nobody there, or too slow.
    :raises ProviderBrokenError: a failure of the provider, or a redirect.
    :raises AnswerTooLargeError: more than 1 MB.
    :raises AnswerMalformedError: the body is packed.
    """
    if not may_connect(address, allow_private):
        raise AddressRefusedError
    adapter = wires.ANYWHERE if allow_private else wires.PUBLIC
    headers = {**PLAIN, **(headers or {})}
    try:
        with adapter.send(
            requests.Request(method, address, headers, data=form).prepare(),
            timeout=(CONNECT_SECONDS, READ_SECONDS),
            verify=wires.trusted(),
            proxies=wires.proxies_to(address),
            stream=True,
        ) as response:
            check_status(response.status_code)
            date = response.headers.get("Date", "")
            return Reply(response.status_code, read(response), date)
    except PrivateAddressError:
        raise AddressRefusedError from None
    except (OSError, urllib3.exceptions.HTTPError) as error:
        # what ``requests`` raises is an OSError too
        raise ProviderTimeoutError(type(error).__name__) from None


def check_status(status: int) -> None:
    """:raises ProviderBrokenError: a failure (5xx) or a redirect (3xx)."""
    if not (200 <= status < 300 or 400 <= status < 500):
        raise ProviderBrokenError(str(status))


def read(response: requests.Response) -> bytes:
    """Return the body, as long as it is small; it is not unpacked."""
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise AnswerMalformedError("encoding")
    body = bytearray()
    for chunk in response.raw.stream(CHUNK_BYTES, decode_content=False):
        body += chunk
        if len(body) > LARGEST_ANSWER_BYTES:
            raise AnswerTooLargeError
    return bytes(body)


def parse(body: bytes) -> Mapping[str, Any]:
    """Return the JSON object in ``body``; a name twice in an object is refused.

    :raises AnswerMalformedError: it is not one.
    """
    try:
        found = json.loads(body, object_pairs_hook=object_of, parse_constant=refuse)
    except (ValueError, RecursionError):
        raise AnswerMalformedError("json") from None
    if not isinstance(found, dict):
        raise AnswerMalformedError("json")
    return found


def object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a dict of the pairs; two readers must never see two different values."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def refuse(name: str) -> None:
    """Refuse NaN and Infinity, which are no JSON (RFC 8259, section 6)."""
    raise ValueError(name)
