"""The only door to acting for organisations: what other rooms, pages and calls ask."""

from collective.eloket.mandates.enterprises.asking import check_may_do
from collective.eloket.mandates.enterprises.asking import may_do
from collective.eloket.mandates.enterprises.asking import Question
from collective.eloket.mandates.enterprises.giving import give
from collective.eloket.mandates.enterprises.giving import take
from collective.eloket.mandates.enterprises.giving import take_over
from collective.eloket.mandates.enterprises.managing import contacts_of
from collective.eloket.mandates.enterprises.managing import get_manager
from collective.eloket.mandates.enterprises.managing import local_managers
from collective.eloket.mandates.enterprises.managing import managed_by
from collective.eloket.mandates.enterprises.managing import Manager
from collective.eloket.mandates.enterprises.managing import needs_backup
from collective.eloket.mandates.enterprises.register import get_organisation


__all__ = [
    "Manager",
    "Question",
    "check_may_do",
    "contacts_of",
    "get_manager",
    "get_organisation",
    "give",
    "local_managers",
    "managed_by",
    "may_do",
    "needs_backup",
    "take",
    "take_over",
]
