"""How do we call a provider? With short patience, and taking little."""

from collections.abc import Mapping
from collective.eloket.accounts.oidc.addresses import may_call
from collective.eloket.accounts.oidc.errors import AddressRefusedError
from collective.eloket.accounts.oidc.errors import AnswerMalformedError
from collective.eloket.accounts.oidc.errors import AnswerTooLargeError
from collective.eloket.accounts.oidc.errors import ProviderBrokenError
from collective.eloket.accounts.oidc.errors import ProviderTimeoutError
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import json
import requests
import time
import urllib3


CONNECT_SECONDS = 3
READ_SECONDS = 5
#: A provider that drips its answer is cut off here.
WHOLE_ANSWER = timedelta(seconds=10)
LARGEST_ANSWER_BYTES = 1024 * 1024
CHUNK_BYTES = 64 * 1024
#: Uncompressed: a small answer must not unfold into a large one.
PLAIN_JSON = {"Accept": "application/json", "Accept-Encoding": "identity"}


@dataclass(frozen=True, slots=True)
class Reply:
    """A provider's answer: status, and the JSON object in its body."""

    status: int
    body: Mapping[str, Any]
    #: The header of that name, as it came.
    date: str = ""


def keep_headers(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Leave the request as it is; without this, requests looks into ``~/.netrc``."""
    return request


def call(
    method: str,
    address: str,
    allow_private: bool,
    headers: Mapping[str, str] | None = None,
    form: Mapping[str, str] | None = None,
) -> Reply:
    """Call a provider and return its JSON answer, whatever its status below 500.

    Calls the network: 3 s to connect, 5 s for silence, 10 s in all; no redirects.

    :raises AddressRefusedError: we may not call this address.
    :raises ProviderTimeoutError: nobody there, or too slow.
    :raises ProviderBrokenError: a failure of the provider, or a redirect.
    :raises AnswerTooLargeError: more than 1 MB.
    :raises AnswerMalformedError: no JSON object.
    """
    if not may_call(address, allow_private):
        raise AddressRefusedError
    try:
        with requests.request(
            method,
            address,
            headers={**PLAIN_JSON, **(headers or {})},
            data=form,
            auth=keep_headers,
            timeout=(CONNECT_SECONDS, READ_SECONDS),
            allow_redirects=False,
            stream=True,
        ) as response:
            check_status(response.status_code)
            date = response.headers.get("Date", "")
            return Reply(response.status_code, parse(read(response)), date)
    except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
        raise ProviderTimeoutError(type(error).__name__) from None


def check_status(status: int) -> None:
    """:raises ProviderBrokenError: a failure (5xx) or a redirect (3xx)."""
    if not (200 <= status < 300 or 400 <= status < 500):
        raise ProviderBrokenError(str(status))


def read(response: requests.Response) -> bytes:
    """Return the body, as long as it is small and comes quickly."""
    body = b""
    end = time.monotonic() + WHOLE_ANSWER.total_seconds()
    for chunk in response.iter_content(CHUNK_BYTES):
        body += chunk
        if len(body) > LARGEST_ANSWER_BYTES:
            raise AnswerTooLargeError
        if time.monotonic() > end:
            raise ProviderTimeoutError("too slow")
    return body


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
