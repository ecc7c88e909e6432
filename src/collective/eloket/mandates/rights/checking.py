"""Is a book of rights right? All that is wrong is told at once."""

from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence
from collective.eloket import _
from collective.eloket.mandates.rights.builtin import CODES
from collective.eloket.mandates.rights.groups import USUAL
from collective.eloket.mandates.rights.model import Application
from collective.eloket.mandates.rights.model import LANGUAGES
from collective.eloket.mandates.rights.model import Names
from collective.eloket.mandates.rights.model import Right
from collective.eloket.mandates.rights.model import TargetGroup
from dataclasses import dataclass
from zope.i18nmessageid import Message

import re


#: Bounds: the whole book is read at each question.
MOST_APPLICATIONS = 100
MOST_RIGHTS = 500
MOST_CONTEXTS = 100
MOST_GROUPS = 50
LONGEST_NAME = 120

_NUMBER = re.compile(r"[1-9][0-9]{0,5}\Z")
_CLAIM = re.compile(r"[A-Za-z0-9_]{1,64}\Z")
#: No colon: in a claim it stands before the organisation.
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\Z")
_GROUP = re.compile(r"[A-Z][A-Z0-9]{0,9}\Z")

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
GROUP_CODE = _(
    "problem_rights_group_code",
    default="Capital letters and digits, at most 10; it begins with a letter.",
)
TOO_MANY = _("problem_rights_many", default="There are too many.")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where: of an application, one of its rights, or a group.

    ``name``: the field; of names with the language, as in ``names.fr``. ``group``: the
    code of the target group that it is about; then ``application`` is empty.
    """

    application: str
    right: str | None
    name: str
    words: Message
    group: str | None = None


def problems_of(
    applications: Sequence[Application], groups: Sequence[TargetGroup] = USUAL
) -> list[Problem]:
    """Return all that is wrong with a site's own applications and target groups.

    Nothing if all is well. The built-in application is not among them.
    """
    found = [*_of_groups(groups), *_several(applications)]
    codes = {group.code for group in groups}
    for application in applications:
        found += _of_application(application)
        for right in application.rights:
            found += _of_right(application.number, right, codes)
    return found


def _of_groups(groups: Sequence[TargetGroup]) -> Iterator[Problem]:
    codes = Counter(group.code for group in groups)
    for place, group in enumerate(groups):
        if not _GROUP.match(group.code):
            yield Problem("", None, "code", GROUP_CODE, group.code)
        if codes[group.code] > 1:
            yield Problem("", None, "code", TWICE, group.code)
        if place >= MOST_GROUPS:
            yield Problem("", None, "code", TOO_MANY, group.code)
        for name in _wrong_names(group.names):
            yield Problem("", None, name, NAME, group.code)


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


def _of_right(number: str, right: Right, known: set[str]) -> Iterator[Problem]:
    if not _CODE.match(right.code):
        yield Problem(number, right.code, "code", CODE)
    for name in _wrong_names(right.names):
        yield Problem(number, right.code, name, NAME)
    groups = set(right.groups)
    if not groups or not groups <= known:
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
