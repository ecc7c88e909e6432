"""Why a file is not taken as a document: one class per cause."""

from collective.eloket.errors import ConflictError
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import TooLargeError


class FileTooLargeError(TooLargeError):
    """The file is larger than any document."""

    code = "import_too_large"


class FileUnreadableError(InvalidAnswerError):
    """The file is no JSON object."""

    code = "import_unreadable"


class FormatUnknownError(InvalidAnswerError):
    """It is another kind of file, or of a version that we do not read."""

    code = "import_format"


class ImportRefusedError(InvalidAnswerError):
    """Base of what is refused in a file; ``where`` is the place in it."""

    code = "import_refused"

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.details = {"where": where[:100]}


class WordUnknownError(ImportRefusedError):
    """The format has no such word."""

    code = "import_unknown"


class ValueRefusedError(ImportRefusedError):
    """A value is missing, of another type, too long or not on the list."""

    code = "import_value"


class KindRefusedError(ImportRefusedError):
    """A question is of a kind that is not on the list."""

    code = "import_kind"


class CheckRefusedError(ImportRefusedError):
    """A question has a check that is not on the list."""

    code = "import_check"


class RuleRefusedError(ImportRefusedError):
    """A rule looks at what does not come before it, or is none."""

    code = "import_rule"


class ExpressionRefusedError(ImportRefusedError):
    """The file holds an expression (TALES), which would run here."""

    code = "import_expression"


class ScriptRefusedError(ImportRefusedError):
    """The file holds a script, which would run here."""

    code = "import_script"


class MailerRefusedError(ImportRefusedError):
    """The file holds a mailer: only the e-desk sends mail."""

    code = "import_mailer"


class ActionRefusedError(ImportRefusedError):
    """The file holds an action of a form: only the e-desk sends a request on."""

    code = "import_action"


class ModelRefusedError(ImportRefusedError):
    """The file holds a raw model of a form, in which anything can stand."""

    code = "import_model"


class QuestionsChangedError(ConflictError):
    """Somebody changed the questions of the form since they were read."""

    code = "questions_changed"
