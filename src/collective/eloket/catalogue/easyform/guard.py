"""The form of a document has no road of its own: only its editor comes in."""

from AccessControl import getSecurityManager
from collective.eloket.catalogue.easyform.interfaces import IDocumentForm
from collective.eloket.catalogue.easyform.models import IGNORED
from collective.eloket.catalogue.errors import FormLockedError
from collective.eloket.catalogue.errors import SettingRefusedError
from collective.eloket.errors import NotFoundError
from collective.eloket.http.service import EloketService
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.interfaces import ISerializeToJsonSummary
from urllib.parse import unquote
from zExceptions import NotFound
from zExceptions import Redirect
from zope.component import getMultiAdapter
from zope.interface import implementer
from ZPublisher.HTTPRequest import HTTPRequest
from ZPublisher.interfaces import IPubAfterTraversal


EDIT = "Modify portal content"

#: What an editor reaches below a form: its questions. Its settings (expressions, what
#: is done with what was sent) and its raw model are nobody's.
EDITORS_PAGES = frozenset({"fields"})
SETTINGS = "edit"
RAW = "modeleditor"


def refuse_form_roads(event: IPubAfterTraversal) -> None:
    """Publish nothing on a document's form but the editor's pages.

    :raises Redirect: the form itself is asked for; its document is the place to be.
    :raises NotFound: whoever asks, by whatever name, prefix or method.
    :raises SettingRefusedError: a setting that no page offers: an expression.
    """
    request = event.request
    form = form_in(request)
    if form is None or isinstance(request.get("PUBLISHED"), FormService):
        return
    names = names_after(form, request)
    if not names:
        raise Redirect(form.aq_parent.absolute_url())
    if names == [SETTINGS] and may_edit(form):
        raise Redirect(f"{form.aq_parent.absolute_url()}/edit")
    if names[0] not in EDITORS_PAGES or RAW in names or not may_edit(form):
        raise NotFound(names[0])
    if any(name.rpartition(".")[2] in IGNORED for name in request.form):
        raise SettingRefusedError


def form_in(request: HTTPRequest) -> IDocumentForm | None:
    """Return the document's form that the request goes through, or None."""
    for parent in request.get("PARENTS", ()):
        if IDocumentForm.providedBy(parent):
            return parent
    return None


def names_after(form: IDocumentForm, request: HTTPRequest) -> list[str]:
    """Return the names after the form in the address, without Zope's marks."""
    tail = unquote(request["ACTUAL_URL"]).removeprefix(unquote(form.absolute_url()))
    return [
        name.removeprefix("++view++").removeprefix("@@")
        for name in tail.strip("/").split("/")
        if name
    ]


def may_edit(form: IDocumentForm) -> bool:
    """May who is signed in change the form?"""
    return bool(getSecurityManager().checkPermission(EDIT, form))


class FormService(EloketService):
    """REST on a document's form: it is not there."""

    csrf_exempt = True

    def protect(self) -> None:
        """Nothing is written, so nothing needs protection."""

    def respond(self):
        """:raises NotFoundError: for who cannot edit it.
        :raises FormLockedError: for who can; the editor's pages are the only road.
        """
        if may_edit(self.context):
            raise FormLockedError
        raise NotFoundError


@implementer(ISerializeToJson)
class FormSerializer:
    """What other services say of a form: that it is there, and no more."""

    def __init__(self, context: IDocumentForm, request: HTTPRequest) -> None:
        self.context = context
        self.request = request

    def __call__(self, version=None, include_items=True) -> dict:
        """Return the summary."""
        summary = (self.context, self.request)
        return getMultiAdapter(summary, ISerializeToJsonSummary)()
