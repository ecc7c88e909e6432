"""What the cases do to a site at install and uninstall."""

from collective.eloket.cases.access import store_of
from collective.eloket.cases.access import stores_of
from collective.eloket.cases.errors import CasesStillExistError
from collective.eloket.cases.idempotency import OrderKeys
from collective.eloket.cases.index import ANNOTATION
from collective.eloket.cases.index import CaseIndex
from collective.eloket.cases.index import find_index
from collective.eloket.cases.model import WORKFLOW_ID
from collective.eloket.cases.store import CaseStore
from collective.eloket.cases.store import STORE_ID
from collective.eloket.http.desk import get_desk
from collective.eloket.interfaces import IEloket
from collective.eloket.interfaces import IOnlineDocument
from collective.eloket.interfaces import IRoomInstaller
from persistent.mapping import PersistentMapping
from plone import api
from Products.CMFCore.interfaces import ISiteRoot
from Products.CMFPlone.WorkflowTool import WorkflowTool
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.interface import implementer
from zope.lifecycleevent import ObjectCreatedEvent


#: What the profile brings that is this room's.
TYPES = ("CaseStore", "DocumentRequest")
RECORDS = "collective.eloket.cases."


@implementer(IRoomInstaller)
class CasesInstaller:
    """See IRoomInstaller."""

    order = 70

    def install(self, site: ISiteRoot) -> None:
        """Make the index, the order keys and the stores of e-desks that are there."""
        annotations = IAnnotations(site)
        if ANNOTATION not in annotations:
            annotations[ANNOTATION] = PersistentMapping(
                index=CaseIndex(), keys=OrderKeys()
            )
        desk = get_desk(site)
        if desk is not None:
            make_store(desk)

    def check_may_leave(self, site: ISiteRoot) -> None:
        """:raises CasesStillExistError: a store still holds cases."""
        if not all(store.is_empty() for store in stores_of(site)):
            raise CasesStillExistError

    def uninstall(self, site: ISiteRoot) -> None:
        """Take away the index, the empty store, types, workflow and settings."""
        desk = get_desk(site)
        if store_of(desk) is not None:
            desk._delObject(STORE_ID)
        IAnnotations(site).pop(ANNOTATION, None)
        _forget_workflow(site.portal_workflow)
        for name in set(TYPES) & set(site.portal_types.objectIds()):
            site.portal_types._delObject(name)
        records = site.portal_registry.records
        for name in [name for name in records if name.startswith(RECORDS)]:
            del records[name]


def _forget_workflow(tool: WorkflowTool) -> None:
    tool.setChainForPortalTypes(TYPES, "(Default)")
    if WORKFLOW_ID in tool.objectIds():
        tool._delObject(WORKFLOW_ID)


def make_store(desk: IEloket) -> None:
    """Give the e-desk its store of cases; safe to run twice."""
    if store_of(desk) is not None:
        return
    store = CaseStore(STORE_ID)
    notify(ObjectCreatedEvent(store))
    desk._setObject(STORE_ID, store, set_owner=0)


def prepare_document(document: IOnlineDocument) -> None:
    """Make the index's parts for a document and its group, before any case comes."""
    index = find_index()
    if index is None:
        return
    group = getattr(document, "clerk_group", None) or ""
    index.prepare(group, api.content.get_uuid(document))
