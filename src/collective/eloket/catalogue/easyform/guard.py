"""The form of a document has no road of its own: only its editor comes in."""

from collective.eloket.catalogue.easyform.interfaces import IDocumentForm
from collective.eloket.catalogue.errors import FormLockedError
from collective.eloket.errors import NotFoundError
from collective.eloket.http.service import EloketService
from collective.eloket.http.view import EloketView
from plone import api
from zope.interface import implementer
from zope.publisher.interfaces.browser import IBrowserPublisher
from ZPublisher.BaseRequest import DefaultPublishTraverse


#: Names of easyform's and Plone's pages that an editor of a form needs.
EDITORS_PAGES = frozenset(
    {
        "fields",
        "edit",
        "content_status_modify",
        "plone_context_state",
        "plone_lock_info",
        "plone_lock_operations",
        "@@fields",
        "@@edit",
        "main_template",
        "++widget++",
    }
)


@implementer(IBrowserPublisher)
class FormPublisher(DefaultPublishTraverse):
    """Publishes the editor's pages on a document's form, and nothing else."""

    def publishTraverse(self, request, name):
        """Refuse every other name.

        :raises NotFound: whoever asks; also for names that exist elsewhere.
        """
        if name not in EDITORS_PAGES and not name.startswith("++"):
            name = "eloket-no-such-page"
        return super().publishTraverse(request, name)

    def browserDefault(self, request):
        """Lead to the document."""
        return self.context, ("eloket-form",)


class FormPage(EloketView):
    """The form's own address: leads to its document."""

    def respond(self):
        """Send readers to the document."""
        return self.redirect(self.context.aq_parent.absolute_url())


class NoSuchPage(EloketView):
    """What every other name on the form leads to."""

    def respond(self):
        """:raises NotFoundError: always."""
        raise NotFoundError


class FormService(EloketService):
    """REST on a document's form: it is not there."""

    csrf_exempt = True

    def protect(self) -> None:
        """Nothing is written, so nothing needs protection."""

    def respond(self):
        """:raises NotFoundError: for who cannot edit it.
        :raises FormLockedError: for who can; the editor's pages are the only road.
        """
        if api.user.has_permission("Modify portal content", obj=self.context):
            raise FormLockedError
        raise NotFoundError


def is_document_form(form) -> bool:
    """Is this the form of one of our documents?"""
    return IDocumentForm.providedBy(form)
