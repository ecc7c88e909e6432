"""Time-stamps (RFC 3161): asked of an authority, believed when ours vouch for it."""

from asn1crypto import cms
from asn1crypto import tsp
from asn1crypto import x509
from collections.abc import Iterable
from collective.eloket.wires.errors import PrivateAddressError
from collective.eloket.wires.service import Adapter
from collective.eloket.wires.service import answered
from collective.eloket.wires.service import Patience
from collective.eloket.wires.service import PLAIN_PUBLIC
from collective.eloket.wires.stamps.errors import StampRefusedError
from collective.eloket.wires.stamps.errors import StampSilentError
from collective.eloket.wires.stamps.trust import trust_in
from dataclasses import dataclass
from pyhanko.sign.general import SigningError
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data

import requests
import urllib3


#: A token with its certificates has 3 to 8 kB.
LARGEST_BYTES = 64 * 1024
CHUNK_BYTES = 8 * 1024
#: RFC 3161, section 3.4.
QUESTION = {
    "Content-Type": "application/timestamp-query",
    "Accept": "application/timestamp-reply",
}
ANSWER = "application/timestamp-reply"

#: What reading and checking a spoiled answer ends in. SigningError: refused by the
#: authority; pyHanko 0.38 meets another nonce with AttributeError.
SPOILED = (
    SigningError,
    SignatureValidationError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
)


#: What a call ends in that has no answer.
TROUBLE = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    PrivateAddressError,
)


@dataclass(frozen=True, slots=True)
class Authority:
    """Where stamps are asked for, how long that may take, and who vouches for them."""

    address: str
    seconds: int
    anchors: tuple[x509.Certificate, ...]
    #: With whom it may be spoken; by itself, with the open internet only.
    adapter: Adapter = PLAIN_PUBLIC


class CheckedStamper(TimeStamper):
    """Asks an authority; takes its answer only when we can prove it ourselves.

    Without that, who sits between us and the authority could spoil every seal.
    """

    def __init__(self, authority: Authority) -> None:
        super().__init__()
        self._authority = authority

    async def async_request_tsa_response(self, req: tsp.TimeStampReq):
        """See TimeStamper.

        :raises StampSilentError: no answer, or none in time.
        :raises StampRefusedError: the answer is no answer to this question.
        """
        body = ask(self._authority, req.dump())
        try:
            return tsp.TimeStampResp.load(body, strict=True)
        except ValueError:
            raise StampRefusedError("no time-stamp reply") from None

    async def async_timestamp(
        self, message_digest: bytes, md_algorithm: str
    ) -> cms.ContentInfo:
        """See TimeStamper; raises what ``async_request_tsa_response`` does."""
        try:
            token = await super().async_timestamp(message_digest, md_algorithm)
            status = await validate_tst_signed_data(
                token["content"],
                trust_in(self._authority.anchors),
                lambda _name: message_digest,
            )
        except SPOILED as error:
            raise StampRefusedError(type(error).__name__) from None
        check_status(status)
        return token


def check_status(status: dict) -> None:
    """:raises StampRefusedError: what pyHanko found of a token proves nothing."""
    if not all(status[name] for name in ("intact", "valid")):
        raise StampRefusedError("the stamp is not of this content")
    if status.get("trust_problem_indic") is not None:
        raise StampRefusedError("nobody we believe vouches for the authority")


def ask(authority: Authority, question: bytes) -> bytes:
    """Return the body of the answer; no redirects, no credentials.

    :raises StampSilentError: no answer, none in time, or on a private network that
        nobody allowed.
    :raises StampRefusedError: the answer is of another kind, or too large.
    """
    patience = Patience(authority.seconds, authority.seconds, authority.seconds)
    address = authority.address
    try:
        with answered(
            authority.adapter, "POST", address, patience, QUESTION, question
        ) as found:
            return _read(found)
    except TROUBLE as error:
        raise StampSilentError(type(error).__name__) from None


def _read(response: requests.Response) -> bytes:
    if response.status_code >= requests.codes.server_error:
        raise StampSilentError(str(response.status_code))
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip()
    if response.status_code != requests.codes.ok or kind != ANSWER:
        raise StampRefusedError(f"{response.status_code}, no {ANSWER}")
    return _whole(response.iter_content(CHUNK_BYTES))


def _whole(chunks: Iterable[bytes]) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > LARGEST_BYTES:
            raise StampRefusedError("too large")
    return bytes(body)
