"""The texts of mails: one file per kind and language, the subject on its first line.

A file is ``<kind>.<language>.txt``: the subject, an empty line, the body; ``${name}``
stands for a word that is filled in.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Template


def write_mail(
    folder: Path, kind: str, language: str, to: str, words: Mapping[str, str]
) -> dict[str, str]:
    """Return the payload of a job ``mail``; ``language`` is one of http.language's.

    Put nothing personal into words that a subject uses: it travels in the clear.

    :raises KeyError: the text asks for a word that is not given; a defect.
    """
    subject, body = _text(folder / f"{kind}.{language}.txt")
    return {
        "to": to,
        "subject": subject.substitute(words),
        "body": body.substitute(words),
    }


@cache
def _text(file: Path) -> tuple[Template, Template]:
    subject, body = file.read_text(encoding="utf-8").split("\n\n", 1)
    return Template(subject), Template(body)
