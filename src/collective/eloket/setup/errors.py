"""Why the e-loket is not erased, and why a setting is refused."""

from collective.eloket.errors import ConflictError
from collective.eloket.errors import InvalidAnswerError
from zope.i18nmessageid import Message


class ErasureUnfinishedError(ConflictError):
    """An erasure was broken off; keys of persons are still to be erased."""

    code = "erasure_unfinished"


class EraseRefusedError(Exception):
    """Nothing was erased; the kind of all the causes below. Holds no personal data."""


class NoSuchSiteError(EraseRefusedError):
    """There is no site with an e-loket at this path."""


class NotConfirmedError(EraseRefusedError):
    """The word that says yes was not given."""


class FolderExistsError(EraseRefusedError):
    """The folder of the export is there already; what is in it is left alone."""


class FolderUnusableError(EraseRefusedError):
    """The export cannot be written there."""


class WorkerLivesError(EraseRefusedError):
    """A worker said within the last minute that it lives."""


class StillWrittenError(EraseRefusedError):
    """Somebody wrote into the database while we exported: it would be lost."""


class CannotOpenError(EraseRefusedError):
    """Something does not open: wrong key ring, or damaged. It would be lost."""


class SettingRefusedError(InvalidAnswerError):
    """What was typed is not what this setting takes."""

    code = "setting_refused"

    def __init__(self, words: Message) -> None:
        super().__init__()
        self.words = words


class LogoRefusedError(InvalidAnswerError):
    """No picture of a kind and size that every page can carry."""

    code = "logo_refused"
