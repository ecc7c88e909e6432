"""*Een document controleren*: is it genuine, and is it the same? For everybody."""

from collective.eloket import _
from collective.eloket.documents.verification.asking import ask
from collective.eloket.documents.verification.asking import keep_quiet
from collective.eloket.documents.verification.codes import LONGEST
from collective.eloket.documents.verification.codes import parse_code
from collective.eloket.documents.verification.errors import PdfMissingError
from collective.eloket.documents.verification.errors import PdfTooLargeError
from collective.eloket.documents.verification.model import State
from collective.eloket.documents.verification.model import UNKNOWN
from collective.eloket.documents.verification.model import Verdict
from collective.eloket.http.dates import plain_day
from collective.eloket.http.view import EloketView
from datetime import date
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import BinaryIO
from urllib.parse import quote
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

import hashlib


#: State → (class of the verdict, drawing, is it an alert?).
LOOKS = {
    State.GENUINE: ("el-verdict--ok", "done", False),
    State.WITHDRAWN: ("el-verdict--bad", "refused", True),
    State.EXPIRED: ("el-verdict--unknown", "clock", True),
    State.UNKNOWN: ("el-verdict--unknown", "question", True),
}
#: Letters with many pages have less than a tenth of this.
LARGEST_PDF_BYTES = 20 * 1024 * 1024
CHUNK_BYTES = 64 * 1024


@implementer(IPublishTraverse)
class VerifyPage(EloketView):
    """The question, or below it the answer: ``verifieer/<code>``.

    A POST changes nothing: it compares a file, of which nothing is read but its bytes.
    """

    template = ViewPageTemplateFile("templates/verify.pt")
    page_title = _("heading_verify", default="Check a document")
    #: Without referrer, browsers send ``Origin: null``; there is nothing to forge.
    only_asks = True
    #: What is said of the code; None: nobody asked yet.
    verdict: Verdict | None = None
    #: Is the file that was sent the same? None: none was sent.
    is_same: bool | None = None

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path: tuple[str, ...] = ()

    def publishTraverse(self, request, name):
        """Take the code from the path."""
        self.path += (name,)
        return self

    def respond(self):
        """Ask for a code, say what is known of it, or compare a file."""
        keep_quiet(self.request)
        typed = self.request.form.get("code")
        if not self.path and isinstance(typed, str) and typed.strip():
            return self.redirect(f"{self.url}/{quote(self.shown(typed), safe='')}")
        if self.path:
            self.verdict = self.asked()
        if self.posted and self.verdict and self.verdict.digest:
            self.is_same = self.verdict.is_of(self.sent_digest())
        return self.template()

    def asked(self) -> Verdict:
        """Return what is said of the path; more than a code is no code."""
        found = ask(self.path[0], self.request)
        return found if len(self.path) == 1 else UNKNOWN

    def shown(self, text: str) -> str:
        """Return a code as we write it; anything else as it was typed."""
        return parse_code(text) or text.strip()[:LONGEST]

    @property
    def url(self) -> str:
        """Address of this page, under the name by which it was called."""
        return f"{self.context.absolute_url()}/{self.__name__}"

    @property
    def code(self) -> str:
        """The code that was asked about; empty: none."""
        return self.shown(self.path[0]) if self.path else ""

    @property
    def compare_url(self) -> str:
        """Where a file is sent to be compared."""
        return f"{self.url}/{quote(self.code, safe='')}"

    @property
    def look(self) -> tuple[str, str, bool]:
        """Class, drawing and urgency of the verdict."""
        return LOOKS[self.verdict.state]

    @property
    def state(self) -> str:
        """What is known of the code, in a word; empty: nobody asked."""
        return str(self.verdict.state) if self.verdict else ""

    @property
    def municipality(self) -> str:
        """Who gave the document."""
        return api.portal.get().Title()

    @property
    def digest(self) -> str:
        """What the browser compares the file with; empty: nothing."""
        found = self.verdict.digest if self.verdict else None
        return found.hex() if found else ""

    def day(self, day: date) -> str:
        """Return ``27 november 2026``."""
        return plain_day(day, api.portal.get_current_language())

    def sent_digest(self) -> bytes:
        """Return the digest of the file that was sent; nothing of it is kept.

        :raises PdfMissingError: no file was chosen.
        :raises PdfTooLargeError: no letter is so large.
        """
        sent = self.request.form.get("pdf")
        if not getattr(sent, "filename", ""):
            raise PdfMissingError
        return digest_of(sent)


def digest_of(file: BinaryIO) -> bytes:
    """Return the SHA-256 of a file.

    :raises PdfTooLargeError: it has more than LARGEST_PDF_BYTES.
    """
    found, size = hashlib.sha256(), 0
    file.seek(0)
    while chunk := file.read(CHUNK_BYTES):
        size += len(chunk)
        if size > LARGEST_PDF_BYTES:
            raise PdfTooLargeError
        found.update(chunk)
    return found.digest()
