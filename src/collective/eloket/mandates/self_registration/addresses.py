"""What an address of self-registration asks for: read, checked and put together.

Seed 003, 4 to 14: ``zelfregistratie/aanvraag?`` and ``aanvraag_werkrelatie?``, with
``dg`` and one of ``an`` and ``ec``, and perhaps ``ctx`` and ``oc``. No database.
"""

from collections.abc import Container
from collections.abc import Mapping
from collective.eloket.identity.errors import InvalidOrganisationNumberError
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.mandates.rights.model import Application
from collective.eloket.mandates.rights.model import Book
from collective.eloket.mandates.rights.model import Right
from collective.eloket.mandates.self_registration.errors import AddressContextError
from collective.eloket.mandates.self_registration.errors import AddressOddError
from collective.eloket.mandates.self_registration.errors import AddressOrganisationError
from collective.eloket.mandates.self_registration.errors import AddressRepeatedError
from collective.eloket.mandates.self_registration.errors import GroupMissingError
from collective.eloket.mandates.self_registration.errors import GroupUnknownError
from collective.eloket.mandates.self_registration.errors import NoRightsFoundError
from collective.eloket.mandates.self_registration.errors import (
    RightMissingInAddressError,
)
from collective.eloket.mandates.self_registration.errors import RightTwiceError
from dataclasses import dataclass
from urllib.parse import parse_qsl
from urllib.parse import urlencode


#: What an address may say; all else in it is not looked at.
NAMES = ("dg", "an", "ec", "ctx", "oc")
#: Nobody writes longer ones.
LONGEST = 2000
#: More parts than any address of ours has.
MOST_PARTS = 50


@dataclass(frozen=True, slots=True)
class Wish:
    """What an address asks for; what it does not say is None.

    ``group`` is the code of a target group. Exactly one of ``application``, a number,
    and ``right``, a code, is there.
    """

    group: str
    application: str | None = None
    right: str | None = None
    context: str | None = None
    organisation: OrganisationNumber | None = None


def read_address(query: str, groups: Container[str]) -> Wish:
    """Return what the part of an address behind its question mark asks for.

    A leading ``&`` is fine: the seed's own example has one. ``groups``: the codes of
    the target groups that there are.

    :raises AddressError: it is not put together rightly; a subclass per cause.
    """
    return read_parts(_parts_of(query), groups)


def read_parts(said: Mapping[str, str], groups: Container[str]) -> Wish:
    """Return what these parts of an address ask for, each said once.

    ``groups``: the codes of the target groups that there are.

    :raises AddressError: it is not put together rightly; a subclass per cause.
    """
    if not all(value.strip() for value in said.values()):
        raise AddressOddError
    if "dg" not in said:
        raise GroupMissingError
    if said["dg"] not in groups:
        raise GroupUnknownError
    if "an" in said and "ec" in said:
        raise RightTwiceError
    if "an" not in said and "ec" not in said:
        raise RightMissingInAddressError
    return Wish(
        group=said["dg"],
        application=said.get("an"),
        right=said.get("ec"),
        context=said.get("ctx"),
        organisation=_organisation_of(said.get("oc")),
    )


def written(wish: Wish) -> str:
    """Return what stands behind the question mark of its address."""
    organisation = None if wish.organisation is None else wish.organisation.code
    said = {
        "dg": wish.group,
        "an": wish.application,
        "ec": wish.right,
        "ctx": wish.context,
        "oc": organisation,
    }
    return urlencode({name: value for name, value in said.items() if value})


def asked_of(wish: Wish, book: Book) -> tuple[Application, tuple[Right, ...]]:
    """Return the application, and its rights that one may choose among.

    Those for the target group, that have the context where one is named. Rights to
    manage users are given by managers only, and are never asked for.

    :raises NoRightsFoundError: there is none of them.
    :raises AddressContextError: the right that is named has no such context.
    """
    application = _application_of(wish, book)
    found = tuple(
        right
        for right in application.rights
        if wish.group in right.groups and wish.right in (None, right.code)
    )
    if not found:
        raise NoRightsFoundError
    if wish.context is None:
        return application, found
    fitting = tuple(one for one in found if wish.context in one.context_values)
    if not fitting:
        raise AddressContextError
    return application, fitting


def _application_of(wish: Wish, book: Book) -> Application:
    if wish.right is not None:
        found = book.application_of(wish.right)
    else:
        found = book.find(wish.application or "")
    if found is None or found == book.applications[0]:
        raise NoRightsFoundError
    return found


def _parts_of(query: str) -> dict[str, str]:
    if len(query) > LONGEST:
        raise AddressOddError
    try:
        pairs = parse_qsl(
            query, keep_blank_values=True, errors="strict", max_num_fields=MOST_PARTS
        )
    except ValueError:
        raise AddressOddError from None
    said: dict[str, str] = {}
    for name, value in pairs:
        if name in said:
            raise AddressRepeatedError
        if name in NAMES:
            said[name] = value
    return said


def _organisation_of(text: str | None) -> OrganisationNumber | None:
    if text is None:
        return None
    try:
        return OrganisationNumber.parse(text)
    except InvalidOrganisationNumberError:
        raise AddressOrganisationError from None
