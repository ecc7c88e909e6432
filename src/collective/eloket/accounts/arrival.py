"""Somebody comes back from a provider: whose session begins?"""

from AccessControl.SecurityManagement import newSecurityManager
from collective.eloket.accounts import linking
from collective.eloket.accounts import member_session
from collective.eloket.accounts import members
from collective.eloket.accounts import service
from collective.eloket.accounts import session as sessions
from collective.eloket.accounts.interfaces import MemberSignedIn
from collective.eloket.accounts.keys import number_key
from collective.eloket.accounts.keys import subject_key
from collective.eloket.accounts.link_rules import is_one_of
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.store import Account
from collective.eloket.accounts.store import Citizen
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.identity.evidence import Evidence
from collective.eloket.parameters.errors import OtherNumberError
from plone import api
from Products.PlonePAS.events import UserLoggedInEvent
from zope.event import notify
from ZPublisher.HTTPRequest import HTTPRequest


def sign_in(request: HTTPRequest, evidence: Evidence, aside: str | None = None) -> bool:
    """Begin the session of whom the identity leads to; False when that is nobody.

    Writes the account at most once a day, and Plone's login times of a member.
    ``aside`` is the handle of what a citizen put aside before.

    :raises IdentityUnlinkedError: it was unlinked, or its member is gone.
    :raises LinkingClosedError: its member has great powers.
    :raises OtherNumberError: it proves another national number than the account's.
    """
    linking.check_not_unlinked(evidence.subject)
    store = citizen_store()
    account = store.account(store.by_subject.get(subject_key(evidence.subject)))
    if account is None:
        return False
    check_same_person(account, evidence)
    if isinstance(account, Citizen):
        service.sign_in(request, account, evidence, aside)
    else:
        _sign_in_member(request, account.id, evidence)
    linking.note_use(account, evidence.subject)
    return True


def check_same_person(account: Account, evidence: Evidence) -> None:
    """Refuse who has another number than the account: a provider may use a name again.

    Who has a new number first brings it to the account, at the counter.

    :raises OtherNumberError: the number is not, and was not, the account's.
    """
    if not account.numbers or evidence.number is None:
        return
    if not is_one_of(number_key(evidence.number), account.numbers):
        raise OtherNumberError


def _sign_in_member(request: HTTPRequest, user_id: str, evidence: Evidence) -> None:
    user = members.check_may_come_in(user_id)
    audit.record(
        AuditEntry(user_id, "member", user_id, "session.begin", means=evidence.means)
    )
    # one browser, one session: a citizen's would stand before the member's
    sessions.end_sent(request)
    before = member_session.end(request)
    token = member_session.begin(request, user_id, evidence)
    notify(MemberSignedIn(user_id, token.sid, evidence, before))
    newSecurityManager(request, user)
    api.portal.get_tool("portal_membership").setLoginTimes()
    notify(UserLoggedInEvent(user))
