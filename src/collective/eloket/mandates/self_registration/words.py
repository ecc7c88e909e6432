"""How it is said where a request stands."""

from collective.eloket import _
from collective.eloket.mandates.self_registration.model import State
from zope.i18nmessageid import Message


STATES: dict[State, Message] = {
    State.OPEN: _("access_request_open", default="The local manager decides"),
    State.APPROVED: _("access_request_approved", default="Approved"),
    State.REFUSED: _("access_request_refused", default="Refused"),
    State.WITHDRAWN: _("access_request_withdrawn", default="Taken back"),
    State.EXPIRED: _("access_request_expired", default="Ended: nobody decided in time"),
}
