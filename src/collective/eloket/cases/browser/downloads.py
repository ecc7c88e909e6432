"""What a citizen downloads of an own case, and the parts that the path can name."""

from collective.eloket.cases.access import check_level
from collective.eloket.cases.browser.casepage import ANSWERS
from collective.eloket.cases.browser.owncase import Confirmation
from collective.eloket.cases.browser.owncase import OwnCase
from collective.eloket.cases.browser.talkpage import WRITE
from collective.eloket.cases.dossier import open_letter
from collective.eloket.cases.errors import NoLetterError


class DownloadLetter(OwnCase):
    """The document itself."""

    names = 2

    def respond(self):
        """Send the document to a session as sure as the one that asked for it."""
        check_level(self.session, self.case)
        letter = open_letter(self.case) if self.is_ready else None
        if letter is None:
            raise NoLetterError
        self.viewed("letter.download")
        return self.send(letter)


class DownloadFile(OwnCase):
    """A file that came with the case."""

    names = 3

    def respond(self):
        """Send the file to a session as sure as the one that brought it."""
        check_level(self.session, self.case)
        self.viewed("case.file")
        return self.send_file(self.path[2])


class DownloadAnswers(OwnCase):
    """What was asked and answered, as a PDF."""

    names = 2

    def respond(self):
        """Make and send it, to a session as sure as the one that sent the case."""
        check_level(self.session, self.case)
        self.viewed("answers.download")
        return self.send_answers(self.case.language)


class DownloadMessageFile(OwnCase):
    """A file that came with a message."""

    names = 4

    def respond(self):
        """Send the file to a session as sure as the one that sent the case."""
        check_level(self.session, self.case)
        self.viewed("case.file")
        return self.send_message_file(*self.path[2:])


#: Name after the reference → page.
PARTS: dict[tuple[str, ...], type[OwnCase]] = {
    (): OwnCase,
    ("bevestiging",): Confirmation,
    ("document",): DownloadLetter,
    ("bijlage",): DownloadFile,
    (ANSWERS,): DownloadAnswers,
    (WRITE,): DownloadMessageFile,
}
