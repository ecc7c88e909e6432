"""What requests for rights tell others."""

from collective.eloket.mandates.enterprises.model import Organisation
from collective.eloket.mandates.self_registration.model import AccessRequest
from zope.interface import Attribute
from zope.interface import implementer
from zope.interface import Interface


class IAccessRequestEvent(Interface):
    """Something became of a request, in this transaction."""

    request = Attribute("The AccessRequest as it is now.")
    organisation = Attribute("The Organisation whose managers decide.")


class IAccessRequestSent(IAccessRequestEvent):
    """Somebody asked for a right or a work relation."""


class IAccessRequestDecided(IAccessRequestEvent):
    """A manager approved or refused it."""


class IAccessRequestExpired(IAccessRequestEvent):
    """Nobody decided on it in time."""


class IAccessRequestLate(IAccessRequestEvent):
    """It waits, and ends soon when nobody decides on it."""


class IAccessRequestEnded(Interface):
    """A request waits no more: it was decided, taken back, or its term is over."""

    request = Attribute("The AccessRequest as it is now.")


@implementer(IAccessRequestEnded)
class AccessRequestEnded:
    """See IAccessRequestEnded."""

    def __init__(self, request: AccessRequest) -> None:
        self.request = request


class AccessRequestEvent:
    """See IAccessRequestEvent."""

    def __init__(self, request: AccessRequest, organisation: Organisation) -> None:
        self.request = request
        self.organisation = organisation


@implementer(IAccessRequestSent)
class AccessRequestSent(AccessRequestEvent):
    """See IAccessRequestSent."""


@implementer(IAccessRequestDecided)
class AccessRequestDecided(AccessRequestEvent):
    """See IAccessRequestDecided."""


@implementer(IAccessRequestExpired)
class AccessRequestExpired(AccessRequestEvent):
    """See IAccessRequestExpired."""


@implementer(IAccessRequestLate)
class AccessRequestLate(AccessRequestEvent):
    """See IAccessRequestLate."""
