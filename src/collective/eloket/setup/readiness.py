"""Can this process serve citizens? Asked by machines, again and again."""

from collections.abc import Callable
from collective.eloket.accounts.install import plugins_are_first
from collective.eloket.audit import service as audit
from collective.eloket.cases.index import find_index
from collective.eloket.clock import utcnow
from collective.eloket.documents.interfaces import ISealer
from collective.eloket.ephemeral.errors import SideStoreError
from collective.eloket.ephemeral.service import side_store
from collective.eloket.errors import MisconfiguredError
from collective.eloket.http.clerk_level import is_level_kept
from collective.eloket.interfaces import IStandIn
from collective.eloket.outbox import service as outbox
from collective.eloket.parameters import cards
from collective.eloket.settings import environment
from collective.eloket.vault import service as vault
from datetime import timedelta
from Products.CMFCore.interfaces import ISiteRoot
from zope.component import getGlobalSiteManager
from zope.component import getUtility


#: The worker seals once a minute.
SEALED_AFTER = timedelta(minutes=15)

#: What the checks may raise when what they ask is in trouble.
TROUBLE = (SideStoreError, MisconfiguredError, OSError)


def side_store_answers(_site: ISiteRoot) -> bool:
    """Does the side store answer?"""
    side_store().get("health", "ready")
    return True


def keys_open(_site: ISiteRoot) -> bool:
    """Does the key ring file still hold good keys, for our eyes only?"""
    vault.key_ring()
    return True


def worker_lives(_site: ISiteRoot) -> bool:
    """Did a worker say within the last minute that it lives?"""
    return outbox.worker_is_alive()


def no_stand_in(_site: ISiteRoot) -> bool:
    """Is everything the real thing, or is this the sandbox?"""
    return environment().sandbox or not any(
        IStandIn.providedBy(part) for part in _parts()
    )


def outbox_is_there(site: ISiteRoot) -> bool:
    """Is there a queue for what must leave?"""
    return outbox.find_outbox(site) is not None


def index_is_there(_site: ISiteRoot) -> bool:
    """Is there an index of cases?"""
    return find_index() is not None


def citizens_first(site: ISiteRoot) -> bool:
    """Are the plugins for citizens asked before those of Plone and of add-ons?"""
    return plugins_are_first(site)


def lost_cards_refused(_site: ISiteRoot) -> bool:
    """Are authorities asked about all lost eID cards, or is this a sandbox?"""
    return environment().sandbox or cards.asks_about_all(cards.trust())


def clerks_are_sure(_site: ISiteRoot) -> bool:
    """Do clerks need a strong sign-in to see what citizens sent, or is it a sandbox?"""
    return environment().sandbox or is_level_kept()


def letters_are_sealed(_site: ISiteRoot) -> bool:
    """Is there a key in force for the seal of letters?"""
    getUtility(ISealer).check()
    return True


def audit_is_sealed(_site: ISiteRoot) -> bool:
    """Is every row of the audit under a seal that is older than a little while?"""
    since = audit.waiting().since
    return since is None or utcnow() - since < SEALED_AFTER


def anchors_leave(_site: ISiteRoot) -> bool:
    """Do anchors of the audit leave the machine, or is this a sandbox?"""
    return environment().sandbox or outbox.anchors_left()


def journal_is_kept(_site: ISiteRoot) -> bool:
    """Is there a journal that a restore can apply, or is this a sandbox?"""
    return environment().sandbox or environment().journal is not None


#: Name in the answer → what must be so.
CHECKS: dict[str, Callable[[ISiteRoot], bool]] = {
    "side_store": side_store_answers,
    "keys": keys_open,
    "worker": worker_lives,
    "no_stand_in": no_stand_in,
    "outbox": outbox_is_there,
    "case_index": index_is_there,
    "citizens_first": citizens_first,
    "lost_cards_refused": lost_cards_refused,
    "clerks_are_sure": clerks_are_sure,
    "letters_are_sealed": letters_are_sealed,
    "audit_sealed": audit_is_sealed,
    "anchors_leave": anchors_leave,
    "journal_kept": journal_is_kept,
}


def readiness(site: ISiteRoot) -> dict[str, bool]:
    """Return for each check whether it is so; writes nothing to the ZODB."""
    return {name: _holds(check, site) for name, check in CHECKS.items()}


def _holds(check: Callable[[ISiteRoot], bool], site: ISiteRoot) -> bool:
    try:
        return check(site)
    except TROUBLE:
        return False


def _parts() -> list[object]:
    """Return everything that could be a stand-in: the vault, and all utilities."""
    utilities = getGlobalSiteManager().registeredUtilities()
    return [vault.for_person("health"), *(found.component for found in utilities)]
