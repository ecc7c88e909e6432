"""The call to an authority about revocation: short, small, and nowhere else."""

from collective.eloket.identity.eid.certificate_errors import RevocationUnknownError

import requests
import time
import urllib3


CONNECT_SECONDS = 2
READ_SECONDS = 3
#: DESIGN: a citizen waits 5 seconds at most.
WHOLE_SECONDS = 5
#: Lists of an authority with all lost cards of a year are a few megabytes.
LARGEST_BYTES = 32 * 1024 * 1024
CHUNK_BYTES = 64 * 1024
#: RFC 6960, appendix A.1.
QUESTION = {"Content-Type": "application/ocsp-request"}


def fetch(address: str, question: bytes | None) -> bytes:
    """See :class:`seams.Fetch`; no redirects, no credentials."""
    begun = time.monotonic()
    try:
        with requests.request(
            "GET" if question is None else "POST",
            address,
            data=question,
            headers=None if question is None else QUESTION,
            auth=_keep,
            timeout=(CONNECT_SECONDS, READ_SECONDS),
            allow_redirects=False,
            stream=True,
        ) as response:
            if response.status_code != requests.codes.ok:
                raise RevocationUnknownError(str(response.status_code))
            return _read(response, begun)
    except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
        raise RevocationUnknownError(type(error).__name__) from None


def _read(response: requests.Response, begun: float) -> bytes:
    body = bytearray()
    for chunk in response.iter_content(CHUNK_BYTES):
        body += chunk
        if len(body) > LARGEST_BYTES:
            raise RevocationUnknownError("too large")
        if time.monotonic() > begun + WHOLE_SECONDS:
            raise RevocationUnknownError("too slow")
    return bytes(body)


def _keep(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Leave the request as it is; without this, requests looks into ``~/.netrc``."""
    return request
