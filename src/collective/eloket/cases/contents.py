"""Can these words and files be kept as a message about a case?"""

from collections.abc import Sequence
from collective.eloket.cases.errors import FilesUncheckedError
from collective.eloket.cases.errors import MessageFileError
from collective.eloket.cases.errors import MessageMissingError
from collective.eloket.cases.errors import MessageNotPlainError
from collective.eloket.cases.errors import MessageTooLongError
from collective.eloket.cases.errors import MessageVirusError
from collective.eloket.catalogue.errors import UploadTooLargeError
from collective.eloket.catalogue.filekinds import FILE_TYPES
from collective.eloket.catalogue.model import Upload
from collective.eloket.catalogue.pictures import is_too_large
from collective.eloket.catalogue.questions import LARGEST_FILE_BYTES
from collective.eloket.catalogue.scanning import is_clean
from collective.eloket.catalogue.scanning import ScannerFailedError
from collective.eloket.plaintext import is_plain
from dataclasses import replace


#: Characters of one message, and files of one.
LONGEST_TEXT = 10_000
MOST_FILES = 5


def check_contents(text: str, files: Sequence[Upload]) -> list[Upload]:
    """Look whether a message can be kept; return its files as looked at for viruses.

    :raises MessageMissingError: neither words nor files.
    :raises MessageTooLongError: more than 10,000 characters.
    :raises MessageNotPlainError: a sign that hides or turns around others.
    :raises UploadTooLargeError: a file is larger than the form takes.
    :raises MessageFileError: another type of file, a picture that unpacks to too much,
        or more than five.
    :raises MessageVirusError: there is a virus in one of them.
    :raises FilesUncheckedError: nobody can say now whether there is one.
    """
    if not text and not files:
        raise MessageMissingError
    if len(text) > LONGEST_TEXT:
        raise MessageTooLongError
    if not is_plain(text, lines=True):
        raise MessageNotPlainError
    if any(len(one.data) > LARGEST_FILE_BYTES for one in files):
        raise UploadTooLargeError
    if len(files) > MOST_FILES or any(
        one.content_type not in FILE_TYPES or is_too_large(one.data, one.content_type)
        for one in files
    ):
        raise MessageFileError
    try:
        clean = all(is_clean(one) for one in files)
    except ScannerFailedError:
        raise FilesUncheckedError from None
    if not clean:
        raise MessageVirusError
    return [replace(one, is_clean=True) for one in files]
