"""A case: real content with workflow and history, but in no catalog."""

from AccessControl.class_init import InitializeClass
from AccessControl.SecurityInfo import ClassSecurityInfo
from collective.eloket.accounts.closing import is_closed
from collective.eloket.cases.index import find_index
from collective.eloket.cases.model import COUNTER
from collective.eloket.cases.model import DELIVERED
from collective.eloket.cases.model import LETTER_STATES
from collective.eloket.cases.model import OPEN_STATES
from collective.eloket.cases.model import POST
from collective.eloket.cases.model import Row
from collective.eloket.cases.model import WORKFLOW_ID
from collective.eloket.cases.roads import check_case_road
from collective.eloket.interfaces import ICase
from plone.dexterity.content import Item
from zope.interface import implementer

import calendar


@implementer(ICase)
class DocumentRequest(Item):
    """One citizen's request for one document.

    What stands here in the clear is in ICaseFields. Answers, names, the e-mail address
    and files are sealed for the applicant: see ``dossier`` and ``attachments``. The
    defaults keep reads away from Dexterity's slow ``__getattr__`` (PLATFORM I2.7).
    """

    security = ClassSecurityInfo()

    portal_type = "DocumentRequest"
    #: Owner of an e-desk or a site does not thereby own what citizens sent.
    __ac_local_roles_block__ = True

    document_id = ""
    document_uid = ""
    outcome = "document"
    applicant = ""
    subject = ""
    capacity = "citizen"
    mandate_id = None
    #: Number of the organisation that it is for, and the right that this needed then.
    organisation = None
    right_needed = ""
    submitted = None
    due = None
    means = None
    level = "none"
    channel = "download"
    language = "nl"
    #: State of the form that was filled in; see ``catalogue.versions``.
    form_version = ""
    clerk_group = ""
    assignee = ""
    #: Two clerks decide together: as the document said when the case was sent.
    four_eyes = False
    #: A clerk said that it goes on though its applicant has died.
    goes_on = False
    #: How the applicant wanted it, while it lies at the counter in their place.
    channel_before = ""
    #: The number that the municipality's own case system gave it.
    registered_as = ""
    #: No mail names its document: as that said when the case was sent.
    sensitive = False

    #: The sealed JSON of answers, labels, sources, name, e-mail and file names.
    _sealed = b""
    #: Sealed files that came with the case.
    _files = ()
    #: The sealed answer, and its sealed name and type.
    _letter = None
    #: By which keyed hash the room of the documents knows the letter.
    letter_key = ""
    #: A clerk took the letter back, and no new one is there yet.
    is_recalled = False
    #: When it was printed for the post; aware, UTC. Until then, or ever: None.
    posted = None
    #: When a clerk handed it over at the counter; aware, UTC, or None likewise.
    handed = None
    #: Where it goes by post, as a clerk filled in, sealed; see ``postal``.
    _address = b""
    #: What a first of two clerks proposed; see ``foureyes``.
    _proposal = None
    #: Stages of its term that clerks were told of; see ``reminding``.
    _reminded = ()
    #: What was written about it since; see ``talk``.
    _messages = ()
    #: How often its applicant wrote.
    _heard = 0
    #: The last day that was promised of it, and what becomes of it then; see the room
    #: ``rights``.
    kept_until = None
    kept_way = ""
    #: What the index holds of this case, or None.
    _eloket_row = None

    def __before_publishing_traverse__(self, _self, request):
        """Let only what ``roads`` lists be published on a case."""
        check_case_road(request)

    @property
    def state(self) -> str | None:
        """Id of the workflow state; None before the workflow knows the case."""
        history = getattr(self, "workflow_history", {}).get(WORKFLOW_ID)
        return history[-1]["review_state"] if history else None

    @property
    def has_letter(self) -> bool:
        """Is there a letter that holds: not taken back, and not being made anew?"""
        is_there = self._letter is not None and self.state in LETTER_STATES
        return is_there and not self.is_recalled

    @property
    def can_fetch(self) -> bool:
        """Can its applicant download the letter? Also who has it from the counter."""
        is_open = self.state == DELIVERED or self.handed is not None
        return is_open and self.has_letter

    @property
    def version(self) -> str:
        """What a page says that it saw: other words once anybody did anything.

        What clerks write to each other, or to the applicant, decides nothing.
        """
        steps = len(self.workflow_history[WORKFLOW_ID])
        proposed = "" if self._proposal is None else self._proposal[0]
        return f"{self.state}.{steps}.{self._heard}.{proposed}.{self.assignee}"

    @property
    def is_halted(self) -> bool:
        """Has its applicant died, and no clerk decided yet what becomes of it?"""
        waits = self.state in OPEN_STATES and not self.goes_on
        return waits and is_closed(self.applicant)

    @security.private
    def go_on(self):
        """Go on though its applicant has died: who needs it cannot download it."""
        self.goes_on = True
        if self.outcome == "document" and self.channel not in (POST, COUNTER):
            self.channel_before, self.channel = self.channel, COUNTER

    @security.private
    def go_back(self):
        """Be as the applicant wanted it, who lives; what was decided stays."""
        self.goes_on = False
        if self.channel_before and self.state in OPEN_STATES:
            self.channel, self.channel_before = self.channel_before, ""

    def row(self) -> Row:
        """Return what the index keeps of this case."""
        return Row(
            group=self.clerk_group,
            state=self.state,
            due_day=self.due.toordinal(),
            assignee=self.assignee,
            document=self.document_uid,
            applicant=self.applicant,
            subject=self.subject,
            submitted=calendar.timegm(self.submitted.utctimetuple()),
            halted=self.is_halted,
        )

    def Subject(self):
        """Have no keywords: ``subject`` is the person the case is about."""
        return ()

    def _getCatalogTool(self):
        return None

    @security.private
    def indexObject(self):
        """Put the case into our own index; doing it again costs nothing."""
        index = find_index()
        if index is None or self.state is None:
            return
        row = self.row()
        if row == self._eloket_row:
            return
        index.replace(self.getId(), self.indexed_row(), row)
        self._eloket_row = tuple(row)

    @security.private
    def unindexObject(self):
        """Take the case out of our own index."""
        index = find_index()
        if index is not None and self._eloket_row is not None:
            index.replace(self.getId(), self.indexed_row(), None)
            self._eloket_row = None

    @security.private
    def reindexObject(self, idxs=(), update_metadata=1, uid=None):
        """Bring our own index up to date; stock code calls this after a change."""
        if not idxs:
            self.notifyModified()
        self.indexObject()

    @security.private
    def reindexObjectSecurity(self, skip_self=False):
        """Do nothing: the index holds no roles."""

    @security.private
    def indexed_row(self) -> Row | None:
        """Return what the index holds of this case; None: nothing."""
        return None if self._eloket_row is None else Row(*self._eloket_row)


InitializeClass(DocumentRequest)
