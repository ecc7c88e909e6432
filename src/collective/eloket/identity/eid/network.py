"""The call to an authority about revocation: short, small, and nowhere else."""

from collective.eloket.identity.eid.certificate_errors import RevocationUnknownError
from collective.eloket.wires.service import answered
from collective.eloket.wires.service import ANYWHERE
from collective.eloket.wires.service import Patience

import requests
import urllib3


CONNECT_SECONDS = 2
READ_SECONDS = 3
#: DESIGN: a citizen waits 5 seconds at most, however slowly the answer drips.
WHOLE_SECONDS = 5
#: Lists of an authority with all lost cards of a year are a few megabytes.
LARGEST_BYTES = 32 * 1024 * 1024
CHUNK_BYTES = 64 * 1024
#: RFC 6960, appendix A.1.
QUESTION = {"Content-Type": "application/ocsp-request"}


def fetch(address: str, question: bytes | None) -> bytes:
    """See :class:`seams.Fetch`; no redirects, no credentials."""
    method = "GET" if question is None else "POST"
    headers = None if question is None else QUESTION
    patience = Patience(CONNECT_SECONDS, READ_SECONDS, WHOLE_SECONDS)
    try:
        with answered(ANYWHERE, method, address, patience, headers, question) as answer:
            if answer.status_code != requests.codes.ok:
                raise RevocationUnknownError(str(answer.status_code))
            return _read(answer)
    except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
        raise RevocationUnknownError(type(error).__name__) from None


def _read(response: requests.Response) -> bytes:
    body = bytearray()
    for chunk in response.iter_content(CHUNK_BYTES):
        body += chunk
        if len(body) > LARGEST_BYTES:
            raise RevocationUnknownError("too large")
    return bytes(body)
