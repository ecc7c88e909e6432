"""What the rooms below ask of the mandates."""

from collections.abc import Callable
from collective.eloket.accounts.interfaces import ICapacities
from collective.eloket.errors import EloketError
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.mandates import service
from collective.eloket.mandates.live import SILENT
from zope.interface import implementer

import logging


logger = logging.getLogger(__name__)


@implementer(ICapacities)
class Capacities:
    """See ICapacities."""

    def has_choice(self, user_id: str, level: AssuranceLevel) -> bool:
        """See ICapacities."""
        asked = (service.live_mandates, service.live_organisations)
        return any(_has_any(ask, user_id, level) for ask in asked)

    def check(self, session: ICurrentSession, capacity: object) -> str:
        """See ICapacities."""
        wanted = capacity if isinstance(capacity, str) else "?"
        as_it = service.As(session.user_id, session.level, session.means, wanted)
        acting = service.acting(as_it)
        return acting.subject

    def name(self, session: ICurrentSession) -> str | None:
        """See ICapacities."""
        try:
            return service.acting(session).subject_name
        except EloketError:
            return None


def _has_any(ask: Callable, user_id: str, level: AssuranceLevel) -> bool:
    try:
        return bool(ask(user_id, level))
    except SILENT:
        logger.warning("a register of mandates does not answer at a sign-in")
        return False
