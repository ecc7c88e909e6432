"""The time-stamp authority (RFC 3161) over HTTP; the tokens are certomancer's."""

from asn1crypto import keys
from asn1crypto import tsp
from asn1crypto import x509
from certomancer.services import TimeStamper
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization import NoEncryption
from cryptography.hazmat.primitives.serialization import PrivateFormat
from eloket_sandbox.cards.authorities import Holder
from flask import abort
from flask import Blueprint
from flask import request
from flask import Response


#: Under the sandbox's address.
PATH = "/tsa"
#: A question holds one hash.
LARGEST_QUESTION = 4096


def stamper_of(holder: Holder) -> TimeStamper:
    """Return what stamps with that key."""
    key = holder.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return TimeStamper(
        x509.Certificate.load(holder.der),
        keys.PrivateKeyInfo.load(key),
        md_algorithm="sha256",
    )


def pages(holder: Holder) -> Blueprint:
    """Return the address of the authority, which everybody may ask."""
    blueprint = Blueprint("stamps", __name__)
    stamper = stamper_of(holder)

    @blueprint.post(PATH)
    def stamp():
        if (request.content_length or 0) > LARGEST_QUESTION:
            abort(413)
        try:
            question = tsp.TimeStampReq.load(request.get_data(), strict=True)
            answer = stamper.request_tsa_response(question).dump()
        except (ValueError, TypeError):
            abort(400)
        return Response(answer, mimetype="application/timestamp-reply")

    return blueprint
