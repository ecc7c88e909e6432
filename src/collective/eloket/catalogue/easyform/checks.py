"""The checks that an editor chose for a question: easyform's validators."""

from collections.abc import Callable
from collections.abc import Iterable
from collective.easyform.interfaces import IFieldValidator
from collective.eloket.catalogue.problems import NOT_RIGHT
from collective.eloket.catalogue.problems import Problem
from functools import partial
from typing import Any
from zope.component import queryUtility
from zope.i18nmessageid import Message
from zope.schema import ValidationError


def checks_named(names: Iterable[str]) -> tuple[Callable[[Any], None], ...]:
    """Return a check per name of a validator; each raises a Problem."""
    return tuple(partial(run_check, name) for name in names)


def run_check(name: str, value: Any) -> None:
    """Look at an answer as a validator of easyform does.

    :raises Problem: it is not right, or there is no such validator any more.
    """
    validator = queryUtility(IFieldValidator, name=name)
    if validator is None:
        raise Problem(NOT_RIGHT)
    try:
        said = validator(value)
    except ValidationError:
        raise Problem(NOT_RIGHT) from None
    if said:
        # its own words may repeat the answer; a fixed text of a catalogue does not
        raise Problem(said if is_fixed(said) else NOT_RIGHT)


def is_fixed(said: object) -> bool:
    """Is it a text that can be translated, without anything filled in?"""
    return isinstance(said, Message) and not said.mapping
