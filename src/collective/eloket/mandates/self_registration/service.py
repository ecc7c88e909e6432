"""The only door to requests for rights: what pages and calls ask."""

from collective.eloket.mandates.self_registration.addresses import asked_of
from collective.eloket.mandates.self_registration.addresses import read_address
from collective.eloket.mandates.self_registration.addresses import read_parts
from collective.eloket.mandates.self_registration.addresses import Wish
from collective.eloket.mandates.self_registration.addresses import written
from collective.eloket.mandates.self_registration.asking import ask
from collective.eloket.mandates.self_registration.asking import check
from collective.eloket.mandates.self_registration.asking import check_may_ask
from collective.eloket.mandates.self_registration.asking import check_organisation
from collective.eloket.mandates.self_registration.asking import own_requests
from collective.eloket.mandates.self_registration.asking import proven_number
from collective.eloket.mandates.self_registration.deciding import approve
from collective.eloket.mandates.self_registration.deciding import check_open
from collective.eloket.mandates.self_registration.deciding import get_task
from collective.eloket.mandates.self_registration.deciding import has_work_relation
from collective.eloket.mandates.self_registration.deciding import own_request
from collective.eloket.mandates.self_registration.deciding import refuse
from collective.eloket.mandates.self_registration.deciding import tasks
from collective.eloket.mandates.self_registration.deciding import withdraw
from collective.eloket.mandates.self_registration.errors import LookUpsTooOftenError
from collective.eloket.mandates.self_registration.errors import NameTooShortError
from collective.eloket.mandates.self_registration.errors import RequestUnknownError
from collective.eloket.mandates.self_registration.looking_up import can_look_up
from collective.eloket.mandates.self_registration.looking_up import look_up
from collective.eloket.mandates.self_registration.model import AccessRequest
from collective.eloket.mandates.self_registration.model import Kind
from collective.eloket.mandates.self_registration.model import State
from collective.eloket.mandates.self_registration.term import last_day


__all__ = [
    "AccessRequest",
    "Kind",
    "LookUpsTooOftenError",
    "NameTooShortError",
    "RequestUnknownError",
    "State",
    "Wish",
    "approve",
    "ask",
    "asked_of",
    "can_look_up",
    "check",
    "check_may_ask",
    "check_open",
    "check_organisation",
    "get_task",
    "has_work_relation",
    "last_day",
    "look_up",
    "own_request",
    "own_requests",
    "proven_number",
    "read_address",
    "read_parts",
    "refuse",
    "tasks",
    "withdraw",
    "written",
]
