"""The only door to rights and target groups: find, change, all or nothing."""

from collections.abc import Sequence
from collective.eloket.identity.statements import CITIZENS
from collective.eloket.mandates.rights import store
from collective.eloket.mandates.rights.builtin import CODES
from collective.eloket.mandates.rights.builtin import NUMBER
from collective.eloket.mandates.rights.checking import Problem
from collective.eloket.mandates.rights.checking import problems_of
from collective.eloket.mandates.rights.errors import ApplicationUnknownError
from collective.eloket.mandates.rights.errors import BuiltInError
from collective.eloket.mandates.rights.errors import CitizensStayError
from collective.eloket.mandates.rights.errors import ContextUnknownError
from collective.eloket.mandates.rights.errors import GroupInUseError
from collective.eloket.mandates.rights.errors import GroupUnknownHereError
from collective.eloket.mandates.rights.errors import RightUnknownError
from collective.eloket.mandates.rights.model import Application
from collective.eloket.mandates.rights.model import Book
from collective.eloket.mandates.rights.model import Right
from collective.eloket.mandates.rights.model import TargetGroup


def book() -> Book:
    """Return all applications of this site with their rights."""
    return store.book()


def own_applications() -> list[Application]:
    """Return what a site has besides the built-in application, in its order."""
    return [one for one in book().applications if one.number != NUMBER]


def get_application(number: object) -> Application:
    """Return an application.

    :raises ApplicationUnknownError: there is none of that number.
    """
    found = book().find(number) if isinstance(number, str) else None
    if found is None:
        raise ApplicationUnknownError
    return found


def get_right(code: object) -> Right:
    """Return a right.

    :raises RightUnknownError: there is none of that code.
    """
    found = book().find_right(code) if isinstance(code, str) else None
    if found is None:
        raise RightUnknownError
    return found


def check_contexts(right: Right, contexts: Sequence[str]) -> None:
    """Check the contexts within which a right is given or asked.

    A right with contexts is given for one of them at least; another has none.

    :raises ContextUnknownError: the right has no such context, or needs one.
    """
    known = right.context_values
    if not set(contexts) <= known or bool(known) != bool(contexts):
        raise ContextUnknownError


def set_application(wanted: Application, former: str | None = None) -> list[Problem]:
    """Keep an application; return what is wrong, then nothing is kept.

    ``former``: the number that it had, to change it in its place; else it is new.

    :raises BuiltInError: it is the built-in one.
    :raises ApplicationUnknownError: there is none of the number ``former``.
    """
    _check_own(wanted.number, former)
    own = own_applications()
    if former is None:
        own.append(wanted)
    else:
        own[_place_of(own, former)] = wanted
    return set_all(own)


def set_right(number: str, wanted: Right, former: str | None = None) -> list[Problem]:
    """Keep a right of an application; return what is wrong, then nothing is kept.

    ``former``: the code that it had, to change it in its place; else it is new.

    :raises BuiltInError: it is of the built-in application.
    :raises ApplicationUnknownError: there is no such application.
    :raises RightUnknownError: the application has no right ``former``.
    """
    _check_own(number)
    rights = list(get_application(number).rights)
    if former is None:
        rights.append(wanted)
    else:
        codes = [right.code for right in rights]
        if former not in codes:
            raise RightUnknownError
        rights[codes.index(former)] = wanted
    return _with_rights(number, rights)


def delete_application(number: str) -> None:
    """Take an application away with its rights; what people hold of it holds no more.

    :raises BuiltInError: it is the built-in one.
    :raises ApplicationUnknownError: there is none of that number.
    """
    _check_own(number)
    get_application(number)
    left = (one for one in own_applications() if one.number != number)
    store.keep(left, book().groups)


def delete_right(code: str) -> None:
    """Take a right away; what people hold of it holds no more.

    :raises BuiltInError: it is of the built-in application.
    :raises RightUnknownError: there is none of that code.
    """
    if code in CODES:
        raise BuiltInError
    application = book().application_of(code)
    if application is None:
        raise RightUnknownError
    left = [right for right in application.rights if right.code != code]
    _with_rights(application.number, left)


def get_group(code: object) -> TargetGroup:
    """Return a target group of this site.

    :raises GroupUnknownHereError: there is none of that code.
    """
    found = book().find_group(code) if isinstance(code, str) else None
    if found is None:
        raise GroupUnknownHereError
    return found


def set_group(wanted: TargetGroup, is_new: bool) -> list[Problem]:
    """Keep a target group: a further one, or that of its code as it is to be now.

    Return what is wrong, then nothing is kept.

    :raises GroupUnknownHereError: it is not new, and there is none of that code.
    """
    groups = list(book().groups)
    if is_new:
        groups.append(wanted)
    else:
        groups[groups.index(get_group(wanted.code))] = wanted
    return set_all(own_applications(), groups)


def delete_group(code: str) -> None:
    """Take a target group away: nobody is given a right for one of it any more.

    :raises GroupUnknownHereError: there is none of that code.
    :raises CitizensStayError: it is that of citizens.
    :raises GroupInUseError: a right of the site is for it.
    """
    get_group(code)
    if code == CITIZENS:
        raise CitizensStayError
    own = own_applications()
    if any(code in right.groups for one in own for right in one.rights):
        raise GroupInUseError
    store.keep(own, [group for group in book().groups if group.code != code])


def set_all(
    applications: Sequence[Application], groups: Sequence[TargetGroup] | None = None
) -> list[Problem]:
    """Keep these and no others; return what is wrong, then nothing is kept.

    ``groups``: the target groups; None: they stay as they are.
    """
    wanted = book().groups if groups is None else groups
    problems = problems_of(applications, wanted)
    if not problems:
        store.keep(applications, wanted)
    return problems


def _with_rights(number: str, rights: Sequence[Right]) -> list[Problem]:
    before = get_application(number)
    after = Application(before.number, before.names, before.claim, tuple(rights))
    return set_application(after, former=number)


def _check_own(*numbers: str | None) -> None:
    if NUMBER in numbers:
        raise BuiltInError


def _place_of(own: Sequence[Application], number: str) -> int:
    for place, one in enumerate(own):
        if one.number == number:
            return place
    raise ApplicationUnknownError
