"""*Brieven om af te drukken*: the mail room prints what goes by post, in batches."""

from collective.eloket import _
from collective.eloket.cases.access import current_groups
from collective.eloket.cases.lists import titles_of
from collective.eloket.documents.post import service as post
from collective.eloket.documents.post.errors import BatchUnknownError
from collective.eloket.documents.post.errors import PostPrintedError
from collective.eloket.documents.post.model import Batch
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import NotFoundError
from collective.eloket.http.dates import clock_time
from collective.eloket.http.dates import local_time
from collective.eloket.http.dates import plain_day
from collective.eloket.http.fields import FormView
from collective.eloket.http.fields import typed
from collective.eloket.interfaces import ICase
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.cachedescriptors.property import Lazy
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


PRINTED = _(
    "message_post_printed", default="Batch ${number} is ready. Download and print it."
)
PRINTED_BEFORE = _(
    "message_post_printed_before",
    default="Nothing new was made: these letters are in a batch below already.",
)
BATCH = _("title_post_batch", default="Post, batch")


@implementer(IPublishTraverse)
class PostPage(FormView):
    """The list; a POST makes a batch; ``taken-post/<number>`` is its PDF."""

    template = ViewPageTemplateFile("templates/post.pt")
    permission = post.PERMISSION
    for_staff = True
    for_clerks = True
    page_title = _("heading_post", default="Letters to print")

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path: list[str] = []

    def publishTraverse(self, request, name):
        """Keep the names behind the page."""
        self.path.append(name)
        return self

    def answer(self):
        """Show the list, make a batch, or send the PDF of one."""
        if self.path:
            return self.download()
        if self.posted:
            return self.print_now()
        self.audited(subject=None, action="post.list")
        return self.template()

    def print_now(self) -> str:
        """Make a batch, unless a second click or a colleague made it already.

        :raises InvalidAnswerError: no number of a batch.
        :raises PostEmptyError: nothing waits.
        """
        sent = typed(self.request.form, "nummer")
        if not (sent.isascii() and sent.isdigit() and len(sent) < 10):
            raise InvalidAnswerError
        try:
            batch = post.print_batch(self.groups, int(sent), self.session.means)
        except PostPrintedError:
            self.message(PRINTED_BEFORE)
        else:
            self.message(Message(PRINTED, mapping={"number": str(batch.number)}))
        return self.redirect(self.url, 303)

    def download(self) -> bytes:
        """Send a batch as one PDF; who reads it is noted for each letter before.

        :raises NotFoundError: more than one name stands behind the page.
        :raises BatchUnknownError: none for this reader, or nothing is left of it.
        """
        if len(self.path) > 1:
            raise NotFoundError
        batch = post.get_batch(self.path[0], self.groups)
        letters = list(post.letters_of(batch))
        if not letters:
            raise BatchUnknownError
        for case in letters:
            self.audited(
                subject=case.subject, action="letter.print", object=case.getId()
            )
        response = self.request.response
        response.setHeader("Content-Type", "application/pdf")
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("Content-Security-Policy", "sandbox")
        name = f"post-{batch.number}.pdf"
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        return post.pdf_of(batch, letters, translate(BATCH, context=self.request))

    @property
    def url(self) -> str:
        """Address of this page."""
        return f"{self.desk_url}/taken-post"

    @Lazy
    def groups(self) -> frozenset[str]:
        """The groups whose letters the reader prints."""
        return current_groups()

    @Lazy
    def waiting(self) -> list[ICase]:
        """The cases whose letters wait."""
        return post.waiting(self.groups)

    @property
    def is_more_than_one_batch(self) -> bool:
        """Do more letters wait than one batch takes?"""
        return len(self.waiting) > post.MOST

    @property
    def most(self) -> int:
        """So many letters a batch has at most."""
        return post.MOST

    @property
    def next_number(self) -> int:
        """The number that the next batch gets."""
        return post.next_number()

    @Lazy
    def titles(self) -> dict[str, str]:
        """Titles of the documents, by id."""
        uids = {case.document_uid for case in self.waiting}
        return titles_of(uids, api.portal.get_current_language())

    def title(self, case: ICase) -> str:
        """Return what kind of document it is."""
        return self.titles.get(case.document_uid, case.document_id)

    @Lazy
    def batches(self) -> list[Batch]:
        """What was printed, the newest first."""
        return post.batches(self.groups)

    def when(self, batch: Batch) -> str:
        """Return when it was printed, on the clocks of the municipality."""
        day = plain_day(local_time(batch.made_at).date(), self.request["LANGUAGE"])
        return f"{day}, {clock_time(batch.made_at)}"
