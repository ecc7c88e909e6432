"""Reasons why a document cannot be asked for, or is not offered."""

from collective.eloket.errors import ConflictError
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import NotAllowedError
from collective.eloket.errors import NotFoundError
from collective.eloket.errors import TooLargeError
from collective.eloket.errors import TooOftenError
from collective.eloket.http.errors import message_for
from typing import Self
from zExceptions import BadRequest
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.i18nmessageid import Message


class DocumentClosedError(NotFoundError):
    """The document is not on offer, or not any more."""

    code = "document_closed"


class ClosingDayRefusedError(InvalidAnswerError):
    """A line is no day, and no range of days."""

    code = "closing_day_refused"

    def __init__(self, line: str) -> None:
        super().__init__()
        self.details = {"line": line[:40]}


class FormBrokenError(DocumentClosedError):
    """The form's model cannot be read; its editor must mend it."""


class AssuranceTooLowError(NotAllowedError):
    """The sign-in is not sure enough for this document."""

    code = "assurance_too_low"

    def __init__(self, needed: str) -> None:
        super().__init__(needed)
        self.details = {"needed": needed}


class TooYoungError(NotAllowedError):
    """The document is for people of a higher age; see ``parameters.age``."""

    code = "too_young"

    def __init__(self, years: int) -> None:
        super().__init__(str(years))
        self.details = {"minimum_age": years}


class NumberNeededError(NotAllowedError):
    """The document is for accounts with a national number, and this has none."""

    code = "number_needed"


class AnswersRefusedError(InvalidAnswerError):
    """Some answers are missing or not right; ``problems`` says which and why."""

    code = "invalid_answer"

    def __init__(self, problems: dict[str, Message]) -> None:
        super().__init__()
        self.problems = problems


class LockedAnswerError(InvalidAnswerError):
    """An answer was sent that differs from what is proven."""

    code = "locked_answer"


class UnknownAnswerError(InvalidAnswerError):
    """An answer was sent to a question that the form does not have."""

    code = "unknown_answer"


class IdempotencyKeyError(InvalidAnswerError):
    """The header that names an order is none that we can keep."""

    code = "idempotency_key"


class SentOtherwiseError(ConflictError):
    """The same form, or key, became a case already, with other answers."""

    code = "sent_otherwise"

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.details = {"reference": reference}


class UploadTooLargeError(TooLargeError):
    """A file is larger than the form takes."""

    code = "upload_too_large"


class DraftElsewhereError(ConflictError):
    """Another window kept something of the same form since."""

    code = "draft_elsewhere"


class ChannelRefusedError(InvalidAnswerError):
    """The document does not leave by this channel."""

    code = "channel_refused"


class ChannelGoneError(ConflictError):
    """The case was to leave by a channel that nobody brings here any more."""

    code = "channel_gone"


class IdReservedError(InvalidAnswerError, BadRequest):
    """This short name belongs to a page of the e-desk; also what Plone expects."""

    code = "id_reserved"


class FormLockedError(NotAllowedError):
    """The form of a document is changed by its editor only, and sends by itself."""

    code = "form_locked"


class EditorRefusedError(InvalidAnswerError, BadRequest):
    """Base of what Plone's own pages and services refuse an editor.

    They show ``str(error)``, so it is the editor's words; it names no person. The
    workflow tool raises a new error of the same class, made of the first one
    (Products.CMFCore.WorkflowTool._invokeWithNotification): that is its copy.
    """

    def __init__(self, first: Self | None = None) -> None:
        super().__init__()
        if first is not None:
            self.__dict__.update(first.__dict__)

    def __str__(self) -> str:
        request = getRequest()
        return self.code if request is None else message_for(self, request)


class SettingRefusedError(EditorRefusedError):
    """An expression, or another setting of easyform that runs or hides something."""

    code = "form_setting_refused"


class PublishRefusedError(EditorRefusedError):
    """The law asks something that the document does not say yet; ``missing``."""

    code = "publish_refused"

    def __init__(self, missing: tuple[Message, ...] | Self) -> None:
        super().__init__(missing if isinstance(missing, type(self)) else None)
        if not isinstance(missing, type(self)):
            self.missing = missing

    @property
    def details(self) -> dict[str, str]:
        """What is missing, as one line in the reader's language."""
        request = getRequest()
        return {"missing": ", ".join(_words(one, request) for one in self.missing)}


class DocumentInUseError(EditorRefusedError):
    """Somebody may be filling in its form: it was on offer a short while ago."""

    code = "document_in_use"

    def __init__(self, days: int | Self) -> None:
        super().__init__(days if isinstance(days, type(self)) else None)
        if isinstance(days, int):
            self.details = {"days": days}


class StrangersTooOftenError(TooOftenError):
    """Too many requests from here without signing in."""

    code = "too_many_strangers"


class DesksStillExistError(ConflictError):
    """An e-desk with its documents is still in the site; remove it first."""

    code = "desks_still_exist"


def _words(message: Message, request) -> str:
    return (
        str(message.default) if request is None else translate(message, context=request)
    )
