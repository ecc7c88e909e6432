"""Is a book of rights right? All that is wrong is told at once."""

from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence
from collective.eloket import _
from collective.eloket.mandates.rights.builtin import CODES
from collective.eloket.mandates.rights.model import Application
from collective.eloket.mandates.rights.model import LANGUAGES
from collective.eloket.mandates.rights.model import Names
from collective.eloket.mandates.rights.model import Right
from collective.eloket.mandates.rights.model import TARGET_GROUPS
from dataclasses import dataclass
from zope.i18nmessageid import Message

import re


#: Bounds: the whole book is read at each question.
MOST_APPLICATIONS = 100
MOST_RIGHTS = 500
MOST_CONTEXTS = 100
LONGEST_NAME = 120

_NUMBER = re.compile(r"[1-9][0-9]{0,5}\Z")
_CLAIM = re.compile(r"[A-Za-z0-9_]{1,64}\Z")
#: No colon: in a claim it stands before the organisation.
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\Z")

NAME = _(
    "problem_rights_name",
    default="A name is missing, or longer than ${most} signs, or of several lines.",
    mapping={"most": str(LONGEST_NAME)},
)
NUMBER_WRONG = _(
    "problem_rights_number",
    default="An application has a number of 1 to 6 digits that does not begin with 0.",
)
TWICE = _("problem_rights_twice", default="There is one of this name already.")
CLAIM = _(
    "problem_rights_claim",
    default="Only letters, digits and underscores, at most 64.",
)
CODE = _(
    "problem_rights_code",
    default="Letters, digits, dots, dashes and underscores, at most 64; it begins with "
    "a letter or digit.",
)
GROUPS = _(
    "problem_rights_groups", default="Choose one target group or more of the list."
)
CONTEXTS = _(
    "problem_rights_contexts",
    default="Each context has a value of its own, of letters, digits, dots, dashes and "
    "underscores, and its names.",
)
ROLES = _(
    "problem_rights_roles",
    default="In a claim this cannot be told from another right with its context.",
)
TOO_MANY = _("problem_rights_many", default="There are too many.")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where: of an application, or of one of its rights.

    ``name``: the field; of names with the language, as in ``names.fr``.
    """

    application: str
    right: str | None
    name: str
    words: Message


def problems_of(applications: Sequence[Application]) -> list[Problem]:
    """Return all that is wrong with a site's own applications; nothing if all is well.

    The built-in application is not among them.
    """
    found = list(_several(applications))
    for application in applications:
        found += _of_application(application)
        for right in application.rights:
            found += _of_right(application.number, right)
    return found


def _several(applications: Sequence[Application]) -> Iterator[Problem]:
    """Yield what is wrong with all of them together."""
    if len(applications) > MOST_APPLICATIONS:
        yield Problem(applications[-1].number, None, "number", TOO_MANY)
    numbers = Counter(one.number for one in applications)
    claims = Counter(one.claim for one in applications if one.claim)
    for one in applications:
        if numbers[one.number] > 1:
            yield Problem(one.number, None, "number", TWICE)
        if claims[one.claim] > 1:
            yield Problem(one.number, None, "claim", TWICE)
    yield from _codes(applications)


def _codes(applications: Sequence[Application]) -> Iterator[Problem]:
    pairs = [(one.number, right.code) for one in applications for right in one.rights]
    codes = Counter([*CODES, *(code for _number, code in pairs)])
    for number, code in pairs:
        if codes[code] > 1:
            yield Problem(number, code, "code", TWICE)
    if len(pairs) > MOST_RIGHTS:
        yield Problem(*pairs[-1], "code", TOO_MANY)


def _of_application(one: Application) -> Iterator[Problem]:
    if not _NUMBER.match(one.number):
        yield Problem(one.number, None, "number", NUMBER_WRONG)
    if one.claim and not _CLAIM.match(one.claim):
        yield Problem(one.number, None, "claim", CLAIM)
    for name in _wrong_names(one.names):
        yield Problem(one.number, None, name, NAME)
    roles = Counter(role for right in one.rights for role, _value in right.roles())
    for right in one.rights:
        if any(roles[role] > 1 for role, value in right.roles() if value):
            yield Problem(one.number, right.code, "contexts", ROLES)


def _of_right(number: str, right: Right) -> Iterator[Problem]:
    if not _CODE.match(right.code):
        yield Problem(number, right.code, "code", CODE)
    for name in _wrong_names(right.names):
        yield Problem(number, right.code, name, NAME)
    groups = set(right.groups)
    if not groups or not groups <= set(TARGET_GROUPS):
        yield Problem(number, right.code, "groups", GROUPS)
    if _are_wrong_contexts(right):
        yield Problem(number, right.code, "contexts", CONTEXTS)


def _are_wrong_contexts(right: Right) -> bool:
    values = [context.value for context in right.contexts]
    return (
        len(values) > MOST_CONTEXTS
        or len(set(values)) < len(values)
        or not all(map(_CODE.match, values))
        or any(_wrong_names(context.names) for context in right.contexts)
    )


def _wrong_names(names: Names) -> list[str]:
    return [
        f"names.{language}"
        for language in LANGUAGES
        if not _is_name(names.get(language, ""))
    ]


def _is_name(text: str) -> bool:
    return bool(text.strip()) and len(text) <= LONGEST_NAME and text.isprintable()
