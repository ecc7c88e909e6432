"""Where the cases of one e-desk lie: flat, hashed, and shut to stock tools."""

from AccessControl.class_init import InitializeClass
from AccessControl.SecurityInfo import ClassSecurityInfo
from collections.abc import Iterator
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.roads import ABSENT
from collective.eloket.cases.roads import check_store_road
from collective.eloket.cases.trees import shard_of
from collective.eloket.cases.trees import Tree
from collective.eloket.interfaces import ICase
from collective.eloket.interfaces import ICaseStore
from DateTime import DateTime
from OFS.event import ObjectWillBeAddedEvent
from OFS.event import ObjectWillBeRemovedEvent
from plone.dexterity.content import Item
from zExceptions import Forbidden
from zope.event import notify
from zope.interface import implementer
from zope.lifecycleevent import ObjectAddedEvent
from zope.lifecycleevent import ObjectRemovedEvent


#: Id of the store inside its e-desk.
STORE_ID = "dossiers"

PARTITIONS = 64


@implementer(ICaseStore)
class CaseStore(Item):
    """A store of cases that no case ever writes to (PLATFORM I2.4).

    It is no folder for stock tools: they would load each case, or put it into the
    catalog. Deleting, copying, moving and renaming are refused here, by name, because a
    method that is missing would be acquired from the site root and act there.
    """

    security = ClassSecurityInfo()

    portal_type = "CaseStore"
    isPrincipiaFolderish = 0
    creation_date = modification_date = DateTime(0)
    #: The owner of the e-desk is not the owner of what citizens sent.
    __ac_local_roles_block__ = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._tree = _empty_tree()

    def __before_publishing_traverse__(self, _self, request):
        """Let nothing be published on the store itself."""
        check_store_road(request, self)

    def _getCatalogTool(self):
        return None

    def _partition(self, reference: str) -> Tree:
        return self._tree[shard_of(reference, PARTITIONS)]

    def __contains__(self, reference: str) -> bool:
        return reference in self._partition(reference)

    has_key = __contains__

    def __getitem__(self, reference: str) -> ICase:
        return self._partition(reference)[reference].__of__(self)

    def get(self, reference: str, default=None) -> ICase | None:
        """Return the case, or ``default``."""
        case = self._partition(reference).get(reference)
        return default if case is None else case.__of__(self)

    def _getOb(self, id, default=KeyError):
        case = self.get(id)
        if case is None and default is KeyError:
            raise KeyError(id)
        return default if case is None else case

    def __getattr__(self, name):
        # only a reference begins with a figure; all else is an ordinary attribute
        if name == ABSENT:
            return DocumentRequest(ABSENT).__of__(self)
        if name[:1] == "2":
            case = self._partition(name).get(name)
            if case is not None:
                return case.__of__(self)
        return Item.__getattr__(self, name)

    def _setObject(self, id, object, roles=None, user=None, set_owner=0):  # noqa: A002
        notify(ObjectWillBeAddedEvent(object, self, id))
        self._partition(id)[id] = object
        notify(ObjectAddedEvent(self[id], self, id))
        return id

    def _delObject(self, id, dp=1, suppress_events=False):
        case = self[id]
        notify(ObjectWillBeRemovedEvent(case, self, id))
        self._delOb(id)
        notify(ObjectRemovedEvent(case, self, id))

    def _delOb(self, id):
        del self._partition(id)[id]

    def is_empty(self) -> bool:
        """Does it hold no case at all?"""
        return not any(self._tree)

    def references(self) -> Iterator[str]:
        """Yield the reference of each case, in no order."""
        for partition in self._tree:
            yield from partition.keys()

    def forget_all(self) -> None:
        """Let go of all cases at once, without telling anybody."""
        self._tree = _empty_tree()

    def objectIds(self, spec=None):
        """Show stock tools an empty place."""
        return ()

    objectValues = objectItems = objectIds

    def _refuse(self, *args, **kwargs):
        raise Forbidden("cases cannot be deleted, copied, moved or renamed")

    manage_delObjects = manage_copyObjects = manage_cutObjects = _refuse
    manage_pasteObjects = manage_renameObject = manage_renameObjects = _refuse
    manage_clone = manage_importObject = manage_exportObject = _refuse


def _empty_tree() -> tuple[Tree, ...]:
    return tuple(Tree() for _ in range(PARTITIONS))


InitializeClass(CaseStore)
