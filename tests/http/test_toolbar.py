from collective.eloket.http.browser.toolbar import StaffToolbar
from collective.eloket.interfaces import IEloketLayer
from plone.app.testing import login
from plone.app.testing import logout
from Products.Five.browser import BrowserView
from tests.cases import house
from unittest.mock import patch
from zope.component import getMultiAdapter
from zope.contentprovider.interfaces import IContentProvider
from zope.interface import alsoProvides

import pytest


@pytest.fixture
def toolbar(portal):
    """Return the toolbar of the front page, for who acts when it is called."""

    def made() -> StaffToolbar:
        request = portal.REQUEST.clone()
        alsoProvides(request, IEloketLayer)
        view = BrowserView(portal, request)
        return getMultiAdapter(
            (portal, request, view), IContentProvider, name="plone.toolbar"
        )

    return made


@pytest.fixture
def clerk(portal):
    house.make_clerk("els", 'Els "Balie"', "bevolking")
    login(portal, "els")


def test_staff_get_the_toolbar_with_names_that_are_allowed(toolbar, clerk):
    bar = toolbar()
    bar.update()
    found = bar.render()
    assert 'aria-label="Els &quot;Balie&quot;"' in found
    assert 'class="toolbar-collapse" role="button"' in found


def test_strangers_get_none_and_nothing_is_made_for_it(toolbar):
    logout()
    bar = toolbar()
    with patch.object(StaffToolbar, "get_personal_bar") as menu:
        assert bar.render() == ""
    assert not menu.called


def test_the_menu_is_made_once(toolbar, clerk):
    bar = toolbar()
    assert bar.get_personal_bar() is bar.get_personal_bar()
