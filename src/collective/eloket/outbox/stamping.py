"""An anchor of the audit is stamped by a time-stamp authority, and kept so."""

from collective.eloket.audit import service as audit
from collective.eloket.audit.anchors import Anchor
from collective.eloket.audit.anchors import anchors_in
from collective.eloket.outbox.private import adapter_for
from collective.eloket.settings import environment
from dataclasses import replace


#: The worker waits no longer; the job is tried again.
SECONDS = 10


def stamp(address: str, word: str) -> Anchor:
    """Return the anchor with the authority's token, which is kept; calls the network.

    The authority gets a digest of the anchor, which is of no person.

    :raises StampSilentError: no answer, or none in time.
    :raises StampRefusedError: an answer that proves nothing that we believe.
    :raises StampTrustError: ELOKET_STAMP_TRUST names no authorities.
    """
    # a web process never stamps, and would carry pyHanko for nothing
    from collective.eloket.wires.stamps.asking import Authority
    from collective.eloket.wires.stamps.tokens import stamped
    from collective.eloket.wires.stamps.trust import read_anchors

    trusted = read_anchors(environment().stamp_trust)
    authority = Authority(address, SECONDS, trusted, adapter_for(address))
    (anchor,) = anchors_in(word)
    found = replace(anchor, token=stamped(authority, anchor.word.encode()))
    audit.keep_anchor(found)
    return found
