"""How a book of rights is kept: as one text."""

from collections.abc import Iterable
from collective.eloket.mandates.rights.builtin import NUMBER
from collective.eloket.mandates.rights.builtin import user_management
from collective.eloket.mandates.rights.groups import USUAL
from collective.eloket.mandates.rights.model import Application
from collective.eloket.mandates.rights.model import Book
from collective.eloket.mandates.rights.model import Context
from collective.eloket.mandates.rights.model import Right
from collective.eloket.mandates.rights.model import TargetGroup
from dataclasses import asdict
from functools import lru_cache
from typing import Any

import json


def as_text(
    applications: Iterable[Application], groups: Iterable[TargetGroup] = USUAL
) -> str:
    """Return the applications as JSON, without the built-in one, and the groups.

    A list of applications where the groups are the usual ones; nothing of nothing.
    """
    own = [_application(one) for one in applications if one.number != NUMBER]
    others = tuple(groups)
    if others == USUAL:
        return _json(own) if own else ""
    return _json({"applications": own, "groups": [asdict(one) for one in others]})


@lru_cache(maxsize=8)
def book_of(text: str) -> Book:
    """Return the book that is kept so; the built-in application is in it."""
    found = json.loads(text or "[]")
    groups = USUAL
    if isinstance(found, dict):
        groups = tuple(TargetGroup(**one) for one in found["groups"])
        found = found["applications"]
    built_in = user_management(group.code for group in groups)
    return Book((built_in, *map(_read_application, found)), groups)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _application(one: Application) -> dict[str, Any]:
    rights = [_right(right) for right in one.rights]
    return {
        "number": one.number,
        "names": dict(one.names),
        "claim": one.claim,
        "rights": rights,
    }


def _right(one: Right) -> dict[str, Any]:
    contexts = [
        {"value": context.value, "names": dict(context.names)}
        for context in one.contexts
    ]
    return {
        "code": one.code,
        "names": dict(one.names),
        "groups": list(one.groups),
        "representative": one.representative,
        "contexts": contexts,
    }


def _read_application(found: dict[str, Any]) -> Application:
    rights = tuple(_read_right(right) for right in found["rights"])
    return Application(found["number"], found["names"], found["claim"], rights)


def _read_right(found: dict[str, Any]) -> Right:
    contexts = tuple(Context(**context) for context in found["contexts"])
    return Right(
        code=found["code"],
        names=found["names"],
        groups=tuple(found["groups"]),
        representative=found["representative"],
        contexts=contexts,
    )
