"""What the script of a page hands in: the answer of the card, and its files."""

from collections.abc import Mapping
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import TooLargeError

import json


#: All files of a card in base64, without the photo, are far below.
LARGEST_CHARACTERS = 200_000


def handed_in(form: Mapping[str, object], name: str) -> object:
    """Return what stands in a hidden field as JSON; None when it is empty.

    :raises TooLargeError: no card is as large.
    :raises InvalidAnswerError: it is no JSON; our script sends none.
    """
    sent = form.get(name, "")
    if not isinstance(sent, str):
        raise InvalidAnswerError
    if len(sent) > LARGEST_CHARACTERS:
        raise TooLargeError
    if not sent.strip():
        return None
    try:
        return json.loads(sent)
    except (ValueError, RecursionError):
        # an export of eID Viewer is XML: the check of the files names it
        return sent


def text(form: Mapping[str, object], name: str) -> str:
    """Return a field's text; empty for what is absent or odd."""
    value = form.get(name, "")
    return value if isinstance(value, str) else ""
