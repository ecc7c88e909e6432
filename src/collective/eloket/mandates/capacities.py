"""What the rooms below ask of the mandates."""

from collective.eloket.accounts.interfaces import ICapacities
from collective.eloket.errors import EloketError
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.mandates import service
from collective.eloket.mandates.errors import HouseholdSilentError
from zope.interface import implementer

import logging


logger = logging.getLogger(__name__)


@implementer(ICapacities)
class Capacities:
    """See ICapacities."""

    def has_choice(self, user_id: str, level: AssuranceLevel) -> bool:
        """See ICapacities."""
        try:
            return bool(service.live_mandates(user_id, level))
        except HouseholdSilentError:
            logger.warning("the register of households does not answer at a sign-in")
            return False

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
