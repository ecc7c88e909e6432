"""What the rooms below ask of the mandates."""

from collections.abc import Callable
from collective.eloket.accounts.interfaces import ICapacities
from collective.eloket.errors import EloketError
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.mandates import service
from collective.eloket.mandates.live import SILENT
from collective.eloket.mandates.rights.model import name_in
from collective.eloket.mandates.rights.service import book
from plone import api
from zope.interface import implementer

import logging


logger = logging.getLogger(__name__)


@implementer(ICapacities)
class Capacities:
    """See ICapacities."""

    def has_choice(self, user_id: str, level: AssuranceLevel) -> bool:
        """See ICapacities."""
        session = service.As.nobody(user_id, level)
        asked = (service.live_children, service.live_organisations)
        return any(_has_any(ask, session) for ask in asked)

    def check(self, session: ICurrentSession, capacity: object) -> str:
        """See ICapacities."""
        wanted = capacity if isinstance(capacity, str) else "?"
        return service.acting(service.acting_in(session, wanted)).subject

    def application(self, scope: str) -> str | None:
        """See ICapacities; in the reader's language."""
        if not scope:
            return None
        names = (one.names for one in book().applications if one.claim == scope)
        found = next(names, None)
        return found and name_in(found, api.portal.get_current_language())

    def target_groups(self) -> tuple[str, ...]:
        """See ICapacities."""
        return book().group_codes

    def name(self, session: ICurrentSession) -> str | None:
        """See ICapacities."""
        try:
            return service.acting(session).subject_name
        except EloketError:
            return None


def _has_any(ask: Callable, session: service.As) -> bool:
    try:
        return bool(ask(session))
    except SILENT:
        logger.warning("a register of mandates does not answer at a sign-in")
        return False
