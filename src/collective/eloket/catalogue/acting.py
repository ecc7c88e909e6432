"""For whom a form is filled in: of a citizen the mandates tell, an example says it."""

from collections.abc import Mapping
from collective.eloket.catalogue.trial import ExampleSession
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.mandates import service as mandates
from collective.eloket.mandates.known import known_by
from collective.eloket.parameters.model import Value


def acting(
    session: ICurrentSession, hold: bool = False, right: str = ""
) -> mandates.Acting:
    """Return for whom a session acts; see ``mandates.acting``.

    :raises OnBehalfRefusedError: it may not; a subclass per cause.
    """
    if isinstance(session, ExampleSession):
        return session.acting
    return mandates.acting(session, hold, right)


def known_to(session: ICurrentSession, own: Mapping[str, Value]) -> dict[str, Value]:
    """Return what may stand in a form of this session; see ``mandates.known_to``.

    :raises OnBehalfRefusedError: it may not act so; a subclass per cause.
    """
    if isinstance(session, ExampleSession):
        return known_by(session.acting.mandate, own)
    return mandates.known_to(session, own)
