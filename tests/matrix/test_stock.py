"""Plone's own roads on our objects: each is guarded by a permission that we know."""

from AccessControl.PermissionRole import rolesForPermissionOn
from collections import defaultdict
from pathlib import Path
from tests.cases import house
from tests.matrix.packages import is_installed
from tests.matrix.packages import needed_packages
from tests.matrix.packages import package_of
from tests.matrix.registered import is_error_page
from tests.matrix.registered import is_ours
from tests.matrix.registered import permission_of
from tests.matrix.registered import registered
from zope.interface import implementedBy
from zope.interface import providedBy
from zope.interface.interfaces import IInterface

import csv


TABLE = Path(__file__).parents[1] / "permissions-stock.csv"
#: Our code calls these; they have no guard because no address leads to them.
OPEN = "(public)"


def table() -> list[dict]:
    """Read the rows; docs/developers/permissions.md says how to check one."""
    with TABLE.open(newline="") as lines:
        return list(csv.DictReader(lines))


def rows_here() -> list[dict]:
    """Return the rows that count with the packages installed here."""
    return [row for row in table() if not row["from"] or is_installed(row["from"])]


def is_on(road, content) -> bool:
    """Is the road registered for what this object is?"""
    if road.required is None:
        return True
    if not IInterface.providedBy(road.required):
        return isinstance(content, getattr(road.required, "inherit", ())) or (
            road.required in implementedBy(type(content)).flattened()
        )
    return road.required in providedBy(content).flattened()


def guards(portal) -> dict[str, set[str]]:
    """Return permission → packages of the stock roads on desk, document, form, store.

    A package that we do not depend on is an add-on; its permission is new only with it.
    """
    desk = house.make_desk(portal)
    document = desk["uittreksel"]
    (form,) = document.objectValues()
    contents = (desk, document, form, desk["dossiers"])
    found = defaultdict(set)
    for road in registered():
        if is_ours(road.factory) or is_error_page(road):
            continue
        if any(is_on(road, content) for content in contents):
            found[permission_of(road.factory)].add(package_of(road))
    del found[OPEN]
    return found


def test_the_permissions_of_stock_roads_are_exactly_the_ones_in_the_list(
    portal, integration
):
    assert set(guards(portal)) == {row["permission"] for row in rows_here()}


def test_what_is_said_to_be_everywhere_comes_with_a_package_that_we_need(
    portal, integration
):
    found, needed = guards(portal), needed_packages()
    everywhere = {row["permission"] for row in table() if not row["from"]}
    assert {name for name in everywhere if not found[name] & needed} == set()
    assert needed & {row["from"] for row in table()} == set()


def test_the_roles_that_hold_them_on_the_desk_are_the_ones_written(portal, integration):
    desk = house.make_desk(portal)
    written = {row["permission"]: set(row["roles"].split("|")) for row in rows_here()}
    held = {name: set(rolesForPermissionOn(name, desk)) for name in written}
    assert held == written


def test_citizens_and_clerks_hold_none_that_changes_a_desk():
    ours = {"Citizen", "Eloket Clerk", "Eloket Manager"}
    assert [row for row in table() if ours & set(row["roles"].split("|"))] == []
