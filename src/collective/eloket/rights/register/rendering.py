"""A paper as data for programs, and as text that people go on writing in."""

from collections.abc import Iterator
from collective.eloket import _
from collective.eloket.rights.register.model import Entry
from collective.eloket.rights.register.model import Paper
from collective.eloket.rights.register.model import Section
from collective.eloket.rights.register.model import Words
from zope.i18n import translate

import json
import re


TO_FILL_IN = _("register_to_fill_in", default="To be filled in")
#: What would be more than text in Markdown (CommonMark 0.31.2, section 2.4).
SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&-])")


def as_data(paper: Paper, language: str) -> dict:
    """Return the paper in that language; ``lines`` is empty where people fill in."""
    return {
        "name": paper.name,
        "article": paper.law,
        "title": _said(paper.title, language),
        "lead": _said(paper.lead, language),
        "language": language,
        "sections": [_section(one, language) for one in paper.sections],
    }


def as_json(paper: Paper, language: str) -> bytes:
    """Return ``as_data`` as a file."""
    data = as_data(paper, language)
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def as_markdown(paper: Paper, language: str) -> bytes:
    """Return the paper as a Markdown file in UTF-8."""
    return ("\n".join(_markdown(paper, language)) + "\n").encode()


#: Word in an address or on a command line → media type, what makes it.
FORMATS = {
    "json": ("application/json", as_json),
    "md": ("text/markdown; charset=utf-8", as_markdown),
}


def article(law: str) -> Words:
    """Return where a rule stands in Regulation (EU) 2016/679, for people."""
    return _(
        "register_article", default="GDPR, art. ${article}", mapping={"article": law}
    )


def _said(words: Words, language: str) -> str:
    return translate(words, target_language=language)


def _section(section: Section, language: str) -> dict:
    return {
        "name": section.name,
        "title": _said(section.title, language),
        "entries": [
            {
                "name": one.name,
                "article": one.law,
                "title": _said(one.title, language),
                "lines": [_said(line, language) for line in one.lines],
                **_parties(one),
            }
            for one in section.entries
        ],
    }


def _parties(entry: Entry) -> dict:
    """Return what each party is, for programs; nothing where an entry tells of none."""
    if not entry.parties:
        return {}
    told = [
        {
            "party": one.key,
            "role": one.role or None,
            "contract": one.contract or None,
        }
        for one in entry.parties
    ]
    return {"parties": told}


def _markdown(paper: Paper, language: str) -> Iterator[str]:
    def said(words: Words) -> str:
        text = " ".join(_said(words, language).split())
        return SPECIAL.sub(r"\\\1", text)

    yield f"# {said(paper.title)}"
    yield f"\n{said(paper.lead)}"
    for section in paper.sections:
        yield f"\n## {said(section.title)}"
        for entry in section.entries:
            yield f"\n### {said(entry.title)} ({said(article(entry.law))})\n"
            yield from _lines(entry, said)


def _lines(entry: Entry, said) -> Iterator[str]:
    for line in entry.lines or (TO_FILL_IN,):
        yield f"* {said(line)}"
