"""The form of a document has no road of its own: only its editor comes in."""

from AccessControl import getSecurityManager
from collective.eloket.catalogue.easyform.interfaces import IDocumentForm
from collective.eloket.catalogue.errors import FormLockedError
from collective.eloket.errors import NotFoundError
from collective.eloket.http.service import EloketService
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.interfaces import ISerializeToJsonSummary
from zExceptions import NotFound
from zExceptions import Redirect
from zope.component import getMultiAdapter
from zope.interface import implementer
from ZPublisher.HTTPRequest import HTTPRequest
from ZPublisher.interfaces import IPubAfterTraversal


EDIT = "Modify portal content"

#: What an editor reaches below a form: its questions and its settings.
EDITORS_PAGES = frozenset({"fields", "edit"})


def refuse_form_roads(event: IPubAfterTraversal) -> None:
    """Publish nothing on a document's form but the editor's pages.

    :raises Redirect: the form itself is asked for; its document is the place to be.
    :raises NotFound: whoever asks, by whatever name, prefix or method.
    """
    request = event.request
    form = form_in(request)
    if form is None or isinstance(request.get("PUBLISHED"), FormService):
        return
    name = name_after(form, request)
    if not name:
        raise Redirect(form.aq_parent.absolute_url())
    if name not in EDITORS_PAGES or not may_edit(form):
        raise NotFound(name)


def form_in(request: HTTPRequest) -> IDocumentForm | None:
    """Return the document's form that the request goes through, or None."""
    for parent in request.get("PARENTS", ()):
        if IDocumentForm.providedBy(parent):
            return parent
    return None


def name_after(form: IDocumentForm, request: HTTPRequest) -> str:
    """Return the name after the form in the address, without Zope's marks."""
    tail = request["ACTUAL_URL"].removeprefix(form.absolute_url()).strip("/")
    return tail.split("/")[0].removeprefix("++view++").removeprefix("@@")


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
