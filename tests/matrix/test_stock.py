"""Plone's own roads on our objects: each is guarded by a permission that we know."""

from AccessControl.PermissionRole import rolesForPermissionOn
from pathlib import Path
from tests.cases import house
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


def expected() -> dict[str, set[str]]:
    """Read which roles hold a permission on the desk."""
    with TABLE.open(newline="") as lines:
        return {
            row["permission"]: set(row["roles"].split("|"))
            for row in csv.DictReader(lines)
        }


def is_on(road, content) -> bool:
    """Is the road registered for what this object is?"""
    if road.required is None:
        return True
    if not IInterface.providedBy(road.required):
        return isinstance(content, getattr(road.required, "inherit", ())) or (
            road.required in implementedBy(type(content)).flattened()
        )
    return road.required in providedBy(content).flattened()


def guards(portal) -> set[str]:
    """Return the permissions of the stock roads on desk, document, form and store."""
    desk = house.make_desk(portal)
    document = desk["uittreksel"]
    (form,) = document.objectValues()
    contents = (desk, document, form, desk["dossiers"])
    return {
        permission_of(road.factory)
        for road in registered()
        if not is_ours(road.factory)
        and not is_error_page(road)
        and any(is_on(road, content) for content in contents)
    }


def test_every_permission_of_a_stock_road_is_in_the_list(portal, integration):
    # an installation with fewer of Plone's add-ons has fewer of them
    assert guards(portal) - {OPEN} <= set(expected())


def test_the_roles_that_hold_them_on_the_desk_are_the_ones_written(portal, integration):
    desk = house.make_desk(portal)
    held = {name: set(rolesForPermissionOn(name, desk)) for name in expected()}
    assert held == expected()


def test_citizens_and_clerks_hold_none_that_changes_a_desk():
    ours = {"Citizen", "Eloket Clerk", "Eloket Manager"}
    assert [name for name, roles in expected().items() if roles & ours] == []
