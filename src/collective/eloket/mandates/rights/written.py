"""How a book of rights is kept: as one text."""

from collections.abc import Iterable
from collective.eloket.mandates.rights.builtin import NUMBER
from collective.eloket.mandates.rights.builtin import USER_MANAGEMENT
from collective.eloket.mandates.rights.model import Application
from collective.eloket.mandates.rights.model import Book
from collective.eloket.mandates.rights.model import Context
from collective.eloket.mandates.rights.model import Right
from functools import lru_cache
from typing import Any

import json


def as_text(applications: Iterable[Application]) -> str:
    """Return the applications as JSON, without the built-in one."""
    own = [_application(one) for one in applications if one.number != NUMBER]
    return json.dumps(own, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=8)
def book_of(text: str) -> Book:
    """Return the book that is kept so; the built-in application is in it."""
    own = [_read_application(found) for found in json.loads(text or "[]")]
    return Book((USER_MANAGEMENT, *own))


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
