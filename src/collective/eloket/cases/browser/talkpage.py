"""Messages on the page of a case: the same list and form for both sides."""

from collective.eloket import _
from collective.eloket.cases.browser.casepage import CasePage
from collective.eloket.cases.dossier import Letter
from collective.eloket.cases.lists import clerks_name
from collective.eloket.cases.talk import is_full
from collective.eloket.cases.talk import Kind
from collective.eloket.cases.talk import may_write
from collective.eloket.cases.talk import message_file
from collective.eloket.cases.talk import messages_of
from collective.eloket.cases.talk import OpenedMessage
from collective.eloket.cases.talk import write_message
from collective.eloket.cases.words import day_and_time
from collective.eloket.catalogue.model import Upload
from collective.eloket.catalogue.uploads import upload_of
from collective.eloket.errors import EloketError
from collective.eloket.http.errors import message_for
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message

import transaction


#: Step of the form that writes a message.
WRITE = "bericht"
#: Files read of one form; more are refused unread.
MOST_READ = 10

NOTICES = {
    Kind.CITIZEN: _("notice_message_sent", default="Your message is sent."),
    Kind.CLERK: _(
        "notice_message_to_applicant",
        default="The applicant finds your message at My requests.",
    ),
    Kind.NOTE: _("notice_note_kept", default="The note is kept."),
}


class TalkPage(CasePage):
    """A page of a case on which people write; the subclass says as whom."""

    talk_template = ViewPageTemplateFile("templates/talk.pt")
    for_clerk = False
    #: Why the message was not taken, in words; empty: it was, or there was none.
    talk_problem = ""

    @property
    def kind(self) -> Kind:
        """As what the form is sent: as the citizen, or what the clerk chose."""
        if not self.for_clerk:
            return Kind.CITIZEN
        chosen = self.request.form.get("soort")
        return Kind.NOTE if chosen == Kind.NOTE else Kind.CLERK

    def talk(self) -> str:
        """Return the messages and the form; for ``structure``."""
        return self.talk_template()

    def messages(self) -> list[OpenedMessage]:
        """Return what this reader may read, oldest first."""
        return messages_of(self.case, for_clerk=self.for_clerk)

    @property
    def may_write(self) -> bool:
        """Is there a form?"""
        kind = Kind.NOTE if self.for_clerk else Kind.CITIZEN
        return may_write(self.case, kind) and not is_full(self.case, kind)

    @property
    def may_write_to_applicant(self) -> bool:
        """May a clerk still write to the applicant?"""
        return may_write(self.case, Kind.CLERK)

    def write(self):
        """Keep what was written; on a refusal the words stay in the field."""
        try:
            write_message(self.case, self.kind, self.written, self.files_sent())
        except EloketError as error:
            self.talk_problem = message_for(error, self.request)
            return self.again(error)
        self.message(NOTICES[self.kind])
        return self.redirect(f"{self.url}#berichten", 303)

    def again(self, error: EloketError):
        """Show the page with what was typed; nothing that was begun is kept."""
        transaction.doom()
        self.request.response.setStatus(error.status)
        return self.template()

    @property
    def written(self) -> str:
        """The words of the form."""
        text = self.request.form.get("bericht", "")
        return text if isinstance(text, str) else ""

    def files_sent(self) -> list[Upload]:
        """Return the files of the form; none chosen, none sent."""
        sent = self.request.form.get("bestanden")
        sent = sent if isinstance(sent, list) else [sent]
        found = (upload_of(one) for one in sent[:MOST_READ])
        return [one for one in found if one is not None]

    def send_message_file(self, number: str, place: str) -> bytes:
        """Send a file that came with a message.

        :raises NoLetterError: there is none, or not for this reader.
        """
        about, data = message_file(self.case, number, place, for_clerk=self.for_clerk)
        return self.send(Letter(about["name"], about["content_type"], data))

    def author(self, message: OpenedMessage) -> Message | str:
        """Return who wrote it, as this reader calls them."""
        if message.kind == Kind.CITIZEN:
            if not self.for_clerk:
                return _("talk_you", default="You")
            return self.dossier.name or _("talk_applicant", default="The applicant")
        return clerks_name(message.author) if self.for_clerk else self.group_title()

    def group_title(self) -> str:
        """Return what the group that handles the case is called; else the site."""
        group = api.group.get(self.case.clerk_group) if self.case.clerk_group else None
        title = group.getProperty("title", "") if group is not None else ""
        return title or api.portal.get().Title()

    def written_at(self, message: OpenedMessage) -> Message:
        """Return day and hour in words."""
        return day_and_time(message.at, self.language)

    def look(self, message: OpenedMessage) -> str:
        """Return the class of a message: own ones, and notes, look different."""
        if message.kind == Kind.NOTE:
            return "el-msg el-msg--intern"
        is_own = (message.kind == Kind.CITIZEN) != self.for_clerk
        return "el-msg el-msg--mine" if is_own else "el-msg"

    def is_note(self, message: OpenedMessage) -> bool:
        """Is it among clerks?"""
        return message.kind == Kind.NOTE
