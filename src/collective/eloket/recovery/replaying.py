"""Facts are true again in a restored site; each may be told twice."""

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collective.eloket.accounts import closing
from collective.eloket.accounts.lookups import find_citizen
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.cases.closing import index_again
from collective.eloket.documents.verification import service as verification
from collective.eloket.http.dates import local_time
from collective.eloket.mandates import again
from collective.eloket.mandates.enterprises import again as enterprises
from collective.eloket.mandates.self_registration import again as requests
from collective.eloket.recovery import model
from collective.eloket.recovery.model import Fact
from collective.eloket.rights.takeout import rooms_of_persons
from collective.eloket.vault import service as vault
from datetime import date
from datetime import datetime
from plone import api
from Products.CMFCore.interfaces import ISiteRoot
from typing import Any
from zope.component.hooks import setSite

import transaction


#: Said where words of a clerk were lost.
REASON = "restored from the journal"


def apply_all(root: Any, facts: Iterable[Fact]) -> Counter[str]:
    """Apply facts in the sites below ``root``, each in a transaction of its own.

    In the order of time: the worker may have written a later one first.
    Returns how many were not so yet, by kind; those of a site that is not there count
    as "no such site".
    """
    applied: Counter[str] = Counter()
    for fact in sorted(facts, key=lambda one: one.at):
        site = root.unrestrictedTraverse(fact.site.strip("/"), None)
        if not ISiteRoot.providedBy(site):
            applied["no such site"] += 1
            continue
        setSite(site)
        applied[fact.kind] += apply(fact)
        transaction.commit()
    return applied


def apply(fact: Fact) -> bool:
    """Let a fact be so in the current site; False when it was so already.

    Writes the ZODB; what lies in the side store goes at once. Nobody gets a mail.
    """
    return ACTS[fact.kind](fact.about, fact.at)


def _unlinked(about: Mapping[str, str], at: datetime) -> bool:
    account = citizen_store().account(about["user"])
    if account is None or about["provider"] not in {link[1] for link in account.links}:
        return False
    citizen_store().drop_links(account, about["provider"], int(at.timestamp()))
    return True


def _closed(about: Mapping[str, str], at: datetime) -> bool:
    citizen = find_citizen(about["user"])
    if citizen is None or closing.is_closed(about["user"]):
        return False
    if citizen.reopened is not None and citizen.reopened >= at:
        return False
    citizen.closed = at
    index_again(about["user"])
    return True


def _reopened(about: Mapping[str, str], at: datetime) -> bool:
    citizen = find_citizen(about["user"])
    if citizen is None or citizen.closed is None or citizen.closed > at:
        return False
    citizen.closed, citizen.reopened = None, at
    index_again(about["user"])
    return True


def _mandate_ended(about: Mapping[str, str], at: datetime) -> bool:
    return again.end_again(about["user"], about["mandate"], about["state"], at)


def _shut_out(about: Mapping[str, str], at: datetime) -> bool:
    numbers = {name: vault.lifted(about[name]) for name in ("child", "parent")}
    return again.shut_out_again(about["clerk"], **numbers, reason=REASON, at=at)


def _right_taken(about: Mapping[str, str], _at: datetime) -> bool:
    return enterprises.take_again(
        about["organisation"], about["number"], about["holding"]
    )


def _work_ended(about: Mapping[str, str], _at: datetime) -> bool:
    day = date.fromisoformat(about["day"])
    return enterprises.end_again(about["organisation"], about["number"], day)


def _request_ended(about: Mapping[str, str], at: datetime) -> bool:
    return requests.end_again(about["request"], about["state"], at)


def _left_group(about: Mapping[str, str], _at: datetime) -> bool:
    groups = api.portal.get().acl_users.source_groups
    user, group = about["user"], about["group"]
    if group not in groups.getGroupIds():
        return False
    if user not in {member for member, _title in groups.listAssignedPrincipals(group)}:
        return False
    groups.removePrincipalFromGroup(user, group)
    return True


def _member_gone(about: Mapping[str, str], _at: datetime) -> bool:
    users = api.portal.get().acl_users
    if users.getUserById(about["user"]) is None:
        return False
    users.userFolderDelUsers([about["user"]])
    return True


def _letter_withdrawn(about: Mapping[str, str], at: datetime) -> bool:
    return verification.withdraw(about["letter"], local_time(at).date())


def _erased(about: Mapping[str, str], _at: datetime) -> bool:
    person_id = about["user"]
    was_there = find_citizen(person_id) is not None
    for room in reversed(rooms_of_persons()):
        room.erase(person_id)
    vault.forget_person(person_id)
    return was_there


ACTS: dict[str, Callable[[Mapping[str, str], datetime], bool]] = {
    model.UNLINKED: _unlinked,
    model.CLOSED: _closed,
    model.REOPENED: _reopened,
    model.MANDATE_ENDED: _mandate_ended,
    model.SHUT_OUT: _shut_out,
    model.RIGHT_TAKEN: _right_taken,
    model.WORK_ENDED: _work_ended,
    model.REQUEST_ENDED: _request_ended,
    model.LEFT_GROUP: _left_group,
    model.MEMBER_GONE: _member_gone,
    model.LETTER_WITHDRAWN: _letter_withdrawn,
    model.ERASED: _erased,
}
