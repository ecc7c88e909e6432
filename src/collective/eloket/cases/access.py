"""Whose case is this? The rules of who sees which case, in one place."""

from AccessControl import getSecurityManager
from collective.eloket.accounts.closing import is_closed
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.errors import CaseNotFoundError
from collective.eloket.cases.errors import InvalidReferenceError
from collective.eloket.cases.errors import NobodyReadsError
from collective.eloket.cases.errors import NobodyToAskError
from collective.eloket.cases.reference import parse_reference
from collective.eloket.cases.store import STORE_ID
from collective.eloket.catalogue.errors import AssuranceTooLowError
from collective.eloket.catalogue.strangers import is_stranger
from collective.eloket.errors import NotSignedInError
from collective.eloket.http.clerk_level import check_clerk_level
from collective.eloket.http.desk import get_desk
from collective.eloket.http.session import current_session
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import ICaseStore
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.interfaces import IEloket
from collective.eloket.mandates import service as mandates
from plone import api
from Products.CMFCore.interfaces import ISiteRoot
from zope.globalrequest import getRequest

import typing


#: Groups that everybody is in handle no cases.
NO_CLERKS = frozenset({"AuthenticatedUsers", ""})


def groups_of(user: typing.Any) -> frozenset[str]:
    """Return the ids of the groups the user is in, without those for everybody."""
    getter = getattr(user, "getGroups", None)
    return frozenset(getter() if getter is not None else ()) - NO_CLERKS


def current_groups() -> frozenset[str]:
    """Return the groups of who is signed in as a Plone user; see ``groups_of``."""
    return groups_of(getSecurityManager().getUser())


def store_of(desk: IEloket | None) -> ICaseStore | None:
    """Return the store of that e-desk, or None."""
    store = None if desk is None else desk.get(STORE_ID)
    return store if ICaseStore.providedBy(store) else None


def stores_of(site: ISiteRoot) -> list[ICaseStore]:
    """Return the stores of all e-desks of the site."""
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog.unrestrictedSearchResults(object_provides=IEloket.__identifier__)
    stores = [store_of(brain._unrestrictedGetObject()) for brain in brains]
    return [store for store in stores if store is not None]


def find_case(reference: str) -> DocumentRequest | None:
    """Return the case that somebody names, or None; says nothing of who may see it.

    It may lie in any e-desk of the site; the one that links lead to is asked first.
    """
    try:
        written = parse_reference(reference)
    except InvalidReferenceError:
        return None
    site = api.portal.get()
    first = store_of(get_desk(site))
    found = None if first is None else first.get(written)
    if found is not None:
        return found
    return next((one[written] for one in stores_of(site) if written in one), None)


def check_signed_in(session: ICurrentSession) -> None:
    """Refuse who is nobody at all; a clerk is somebody, and owns no case.

    :raises NotSignedInError: neither a citizen nor a member of the site.
    """
    if session.user_id is None and api.user.is_anonymous():
        raise NotSignedInError


def own_case(session: ICurrentSession, reference: str) -> DocumentRequest:
    """Return the citizen's own case; the mandate that it was sent by still holds.

    Whom it is about, and another parent, did not send it: it is not theirs.

    :raises CaseNotFoundError: there is none, or it is somebody else's: said alike.
    :raises OnBehalfRefusedError: the mandate ended; a subclass per cause.
    """
    case = find_case(reference)
    if case is None or session.user_id is None or case.applicant != session.user_id:
        raise CaseNotFoundError
    if case.mandate_id is not None:
        mandates.live_mandate(session, case.mandate_id, right=case.right_needed)
    return case


def may_tell(case: DocumentRequest) -> bool:
    """May its applicant still hear of the case? Not once the mandate ended."""
    return mandates.is_live(case.applicant, case.mandate_id, case.right_needed)


def may_act_on(case: DocumentRequest) -> bool:
    """May its applicant, who is signed in, do something with the case now?

    By what is known here, else by what the provider of this session states.
    """
    if may_tell(case):
        return True
    session = current_session(getRequest())
    is_applicant = session.user_id == case.applicant
    return is_applicant and mandates.may_act_by(
        session, case.mandate_id, case.right_needed
    )


def is_level_enough(session: ICurrentSession, case: DocumentRequest) -> bool:
    """Is this session as sure as the one that made the case?"""
    return session.level >= AssuranceLevel.from_label(case.level)


def check_level(session: ICurrentSession, case: DocumentRequest) -> None:
    """:raises AssuranceTooLowError: the session is less sure than the case."""
    if not is_level_enough(session, case):
        raise AssuranceTooLowError(case.level)


def clerk_case(reference: str) -> DocumentRequest:
    """Return a case that the current clerk's group handles.

    :raises CaseNotFoundError: there is none, or another group handles it.
    :raises OwnFamilyError: it is the clerk's own, or of their family.
    """
    case = find_case(reference)
    if case is None or not is_clerk_of(case):
        raise CaseNotFoundError
    check_clerk(case)
    return case


def is_clerk_of(case: DocumentRequest) -> bool:
    """Does the current user handle this case, by group and by permission?"""
    return case.clerk_group in current_groups() and bool(
        getSecurityManager().checkPermission("collective.eloket: Handle cases", case)
    )


def check_clerk(case: DocumentRequest) -> None:
    """Refuse a clerk who is its applicant, whom it is for, or of their family.

    Every road of a clerk to a case comes by here.

    :raises ClerkLevelError: not signed in surely enough.
    :raises OwnFamilyError: as far as numbers were proven.
    :raises HouseholdSilentError: the register of households cannot tell now.
    """
    check_clerk_level()
    clerk = getSecurityManager().getUser().getId()
    mandates.check_not_family(clerk, case.applicant, case.subject)


def is_family(case: DocumentRequest) -> bool:
    """See ``check_clerk``; what cannot be told is yes."""
    clerk = getSecurityManager().getUser().getId()
    return mandates.is_family(clerk, case.applicant, case.subject)


def has_reader(case: DocumentRequest) -> bool:
    """Can the applicant read here what a clerk writes? See ``check_reader``."""
    return not (is_stranger(case.applicant) or is_closed(case.applicant))


def check_reader(case: DocumentRequest) -> None:
    """Look whether the applicant can read here what a clerk writes.

    :raises NobodyToAskError: the applicant did not sign in.
    :raises NobodyReadsError: the applicant has died.
    """
    if is_stranger(case.applicant):
        raise NobodyToAskError(case.getId())
    if is_closed(case.applicant):
        raise NobodyReadsError(case.getId())
