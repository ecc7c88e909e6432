"""Do the time-stamps of anchors hold? Looked at by who verifies the chain."""

from collections.abc import Iterable
from collections.abc import Iterator
from collective.eloket.audit.anchors import Anchor
from collective.eloket.audit.mismatches import Finding
from collective.eloket.audit.mismatches import Word
from collective.eloket.clock import utcnow
from collective.eloket.settings import environment
from datetime import timedelta


#: Clocks of two machines differ by less.
CLOCKS = timedelta(minutes=5)


def about_stamps(anchors: Iterable[Anchor]) -> Iterator[Finding]:
    """Yield what is wrong with the tokens of anchors; those without one are passed.

    A token holds when an authority of ELOKET_STAMP_TRUST signed it, it is of this very
    anchor, and of no moment before the anchor or after now. Calls nobody.

    :raises StampTrustError: there is a token, and no file of authorities.
    """
    stamped = [one for one in anchors if one.token is not None]
    if not stamped:
        return
    # pyHanko is loaded where there is something to verify
    from collective.eloket.wires.stamps.errors import StampInvalidError
    from collective.eloket.wires.stamps.tokens import stamped_at
    from collective.eloket.wires.stamps.trust import read_anchors

    trusted = read_anchors(environment().stamp_trust)
    latest = utcnow() + CLOCKS
    for one in stamped:
        try:
            moment = stamped_at(one.token, one.word.encode(), trusted)
        except StampInvalidError:
            yield Finding(Word.STAMP_INVALID, "anchor", one.count)
            continue
        if not one.at - CLOCKS <= moment <= latest:
            yield Finding(Word.STAMP_INVALID, "anchor", one.count)
