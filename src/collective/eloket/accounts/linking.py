"""Identities of providers on an account: linked and unlinked by their owner only."""

from collections.abc import Collection
from collective.eloket.accounts import members
from collective.eloket.accounts import news
from collective.eloket.accounts.errors import IdentityUnlinkedError
from collective.eloket.accounts.errors import LastWayInError
from collective.eloket.accounts.errors import NotLinkedError
from collective.eloket.accounts.errors import ProviderLinkedError
from collective.eloket.accounts.holder import Holder
from collective.eloket.accounts.interfaces import IdentityLinked
from collective.eloket.accounts.interfaces import IdentityUnlinked
from collective.eloket.accounts.keys import number_key
from collective.eloket.accounts.keys import subject_key
from collective.eloket.accounts.link_rules import CHECKS
from collective.eloket.accounts.link_rules import links_on
from collective.eloket.accounts.link_rules import Wish
from collective.eloket.accounts.minimum import is_enough
from collective.eloket.accounts.model import Link
from collective.eloket.accounts.pending import begin_link
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.store import Account
from collective.eloket.accounts.store import Member
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.clock import utcnow
from collective.eloket.identity.evidence import Evidence
from collective.eloket.identity.evidence import Subject
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import service as parameters
from zope.event import notify
from ZPublisher.HTTPRequest import HTTPRequest


def check_may_hold(holder: Holder) -> None:
    """:raises LinkingClosedError: a member of the site with great powers."""
    members.check_may_hold_links(holder)


def check_may_begin(holder: Holder, provider: str) -> None:
    """Refuse at once what would be refused after the way to the provider.

    :raises LinkingClosedError: the holder is a member of the site with great powers.
    :raises ProviderLinkedError: the holder has an identity of this provider already.
    """
    check_may_hold(holder)
    if any(link.provider == provider for link in links_of(holder.user_id)):
        raise ProviderLinkedError


def check_may_link(holder: Holder, evidence: Evidence) -> None:
    """Refuse what cannot be linked; changes nothing.

    :raises LinkingClosedError: the holder is a member of the site with great powers.
    """
    check_may_hold(holder)
    account = citizen_store().account(holder.user_id)
    for check in CHECKS:
        check(Wish(holder.user_id, account, evidence))


def offer_link(request: HTTPRequest, holder: Holder, evidence: Evidence) -> None:
    """Keep what the holder proved until they confirm; refuse at once what never will.

    Writes the audit and the side store, not the ZODB.
    """
    _record(holder, "identity.prove", evidence.provider)
    check_may_link(holder, evidence)
    begin_link(request, holder, evidence)


def brings_number(holder: Holder, evidence: Evidence) -> bool:
    """Would linking give the account a national number?"""
    account = citizen_store().account(holder.user_id)
    has_number = account is not None and account.number_key is not None
    return evidence.number is not None and not has_number


def is_linked(holder: Holder, evidence: Evidence) -> bool:
    """Does this identity lead to this account already?"""
    owner = citizen_store().by_subject.get(subject_key(evidence.subject))
    return owner == holder.user_id


def link(holder: Holder, evidence: Evidence) -> None:
    """Let an identity lead to the holder's account, which also gets its number.

    Writes the ZODB and the audit, and mails the holder. A second time does nothing.
    Sessions go on as they are.
    """
    if is_linked(holder, evidence):
        return
    _record(holder, "identity.link", evidence.provider)
    check_may_link(holder, evidence)
    store = citizen_store()
    account = store.account(holder.user_id) or members.new_member(holder.user_id)
    now = utcnow()
    entry = (
        subject_key(evidence.subject),
        evidence.provider,
        int(now.timestamp()),
        None,
    )
    store.add_link(account, entry)
    if evidence.number is not None and account.number_key is None:
        store.add_number(account, number_key(evidence.number))
    if holder.is_citizen:
        parameters.complete(holder.user_id, evidence)
    news.tell(holder.user_id, "linked", now, evidence.provider)
    notify(IdentityLinked(holder.user_id, evidence.provider))


def unlink(holder: Holder, provider: str, providers: Collection[str]) -> None:
    """Let a provider's identity lead to the holder's account no more.

    ``providers``: ids of those that the site has. Sessions that the identity began are
    over, everywhere; others go on. The identity is refused until it is linked again.

    :raises NotLinkedError: there is none of this provider.
    :raises LastWayInError: there is no other way in.
    """
    account = get_linked(holder.user_id, provider)
    _record(holder, "identity.unlink", provider)
    check_other_way_in(account, provider, providers)
    now = utcnow()
    citizen_store().drop_links(account, provider, int(now.timestamp()))
    news.tell(holder.user_id, "unlinked", now, provider)
    notify(IdentityUnlinked(holder.user_id, provider))


def get_linked(user_id: str, provider: str) -> Account:
    """Return the account.

    :raises NotLinkedError: it has no identity of this provider.
    """
    account = citizen_store().account(user_id)
    if not any(link[1] == provider for link in links_on(account)):
        raise NotLinkedError
    return account


def check_other_way_in(
    account: Account, provider: str, providers: Collection[str]
) -> None:
    """:raises LastWayInError: nobody could sign in to the account any more."""
    if account.has_password and may_use_password(account):
        return
    others = {link[1] for link in account.links} - {provider}
    if not others & set(providers):
        raise LastWayInError


def may_use_password(account: Account) -> bool:
    """Does a password open this account here today? Plone's own always does."""
    return isinstance(account, Member) or is_enough(AssuranceLevel.NONE, "password")


def links_of(user_id: str) -> list[Link]:
    """Return the identities on an account, as they were linked."""
    return [
        Link.from_stored(link) for link in links_on(citizen_store().account(user_id))
    ]


def check_not_unlinked(subject: Subject) -> None:
    """:raises IdentityUnlinkedError: it was unlinked, and is not linked again."""
    if subject_key(subject) in citizen_store().unlinked:
        raise IdentityUnlinkedError


def note_use(account: Account, subject: Subject) -> None:
    """Note that an identity was used today; writes at most once a day."""
    key, today = subject_key(subject), utcnow().date().toordinal()
    links = tuple(
        (*link[:3], today) if link[0] == key else link for link in account.links
    )
    if links != account.links:
        account.links = links


def _record(holder: Holder, action: str, provider: str) -> None:
    audit.attempt(
        AuditEntry(
            holder.user_id,
            holder.role,
            holder.user_id,
            action,
            object=provider,
            means=holder.means,
        )
    )
