"""Tokens that are kept beside what they prove: asked for once, verified for years."""

from asn1crypto import cms
from asn1crypto import x509
from collective.eloket.wires.stamps.asking import Authority
from collective.eloket.wires.stamps.asking import check_status
from collective.eloket.wires.stamps.asking import CheckedStamper
from collective.eloket.wires.stamps.asking import SPOILED
from collective.eloket.wires.stamps.errors import StampInvalidError
from collective.eloket.wires.stamps.errors import StampRefusedError
from collective.eloket.wires.stamps.trust import trust_in
from datetime import datetime
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data

import asyncio
import hashlib


DIGEST = "sha256"


def stamped(authority: Authority, content: bytes) -> bytes:
    """Return the token of an authority for a content (DER); calls the network.

    The authority gets the digest only.

    :raises StampSilentError: no answer, or none in time.
    :raises StampRefusedError: an answer that proves nothing.
    """
    digest = hashlib.sha256(content).digest()
    token = asyncio.run(CheckedStamper(authority).async_timestamp(digest, DIGEST))
    return token.dump()


def stamped_at(
    token: bytes, content: bytes, anchors: tuple[x509.Certificate, ...]
) -> datetime:
    """Return when an authority that we believe stamped this content; aware, UTC.

    Calls nobody. RFC 3161, section 2.3: the authority's certificate is for time-stamps
    alone; it need have been in force at that moment only.

    :raises StampInvalidError: not this content, not their signature, or no token.
    """
    digest = hashlib.sha256(content).digest()
    try:
        info = cms.ContentInfo.load(token, strict=True)
        said = info["content"]["encap_content_info"]["content"].parsed
        if said["message_imprint"]["hash_algorithm"]["algorithm"].native != DIGEST:
            raise StampInvalidError("another digest")
        moment = said["gen_time"].native
        checked = validate_tst_signed_data(
            info["content"], trust_in(anchors, moment), lambda _name: digest
        )
        check_status(asyncio.run(checked))
    except StampRefusedError as error:
        raise StampInvalidError(str(error)) from None
    except SPOILED as error:
        raise StampInvalidError(type(error).__name__) from None
    return moment
