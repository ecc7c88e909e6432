"""What axe found on a form, as it is kept with the document: rules, counts, no words.

A browser never runs in a request; ``eloket-axe`` looks from outside and hands this in.
Why so: docs/developers/decisions/axe-verdict.md.
"""

from collections.abc import Mapping
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.easyform.models import version_of
from collective.eloket.errors import InvalidAnswerError
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import re


#: Rules of axe are called so (axe-core, doc/rule-descriptions.md).
RULE = re.compile(r"[a-z0-9]{1,30}(-[a-z0-9]{1,30}){0,7}")
RELEASE = re.compile(r"\d{1,3}\.\d{1,3}\.\d{1,3}")
FORM = re.compile(r"[0-9a-f]{16}")
MOST_RULES = 200
MOST_COUNTED = 100_000

#: Where axe explains a rule: release without its last part, and the rule.
EXPLAINED = "https://dequeuniversity.com/rules/axe/{release}/{rule}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found on ``pages`` pages of the form of that version; ``at`` is UTC.

    ``found`` are rules, each with how many places break it.
    """

    form: str
    at: datetime
    axe: str
    pages: int
    found: tuple[tuple[str, int], ...]

    def url_of(self, rule: str) -> str:
        """Return where the rule is explained, in English."""
        return EXPLAINED.format(release=self.axe.rpartition(".")[0], rule=rule)


def read_verdict(data: Mapping[str, Any], now: datetime) -> Verdict:
    """Return the verdict that a call hands in; ``now`` is aware, UTC.

    :raises InvalidAnswerError: it is no verdict, or says more than one.
    """
    if set(data) != {"form", "axe", "pages", "found"}:
        raise InvalidAnswerError
    found = data["found"]
    if not isinstance(found, dict) or len(found) > MOST_RULES:
        raise InvalidAnswerError
    for text, pattern in (
        (data["form"], FORM),
        (data["axe"], RELEASE),
        *((rule, RULE) for rule in found),
    ):
        if not isinstance(text, str) or not pattern.fullmatch(text):
            raise InvalidAnswerError
    for count in (data["pages"], *found.values()):
        # True is a number too
        if type(count) is not int or not 0 < count <= MOST_COUNTED:
            raise InvalidAnswerError
    rules = tuple(sorted(found.items()))
    return Verdict(data["form"], now, data["axe"], data["pages"], rules)


def keep_verdict(document: OnlineDocument, verdict: Verdict) -> None:
    """Keep a verdict in the place of the one before."""
    one = verdict
    document._axe_verdict = (one.form, one.at, one.axe, one.pages, one.found)


def find_verdict(document: OnlineDocument) -> Verdict | None:
    """Return the last verdict; None when nobody looked."""
    kept = document._axe_verdict
    return None if kept is None else Verdict(*kept)


def is_stale(document: OnlineDocument, verdict: Verdict) -> bool:
    """Was the form changed since axe looked?"""
    return verdict.form != version_of(document.form)
