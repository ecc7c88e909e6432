"""The way past the site's links comes first, for whoever reads by keyboard or ear."""

from collective.eloket.interfaces import IEloketLayer
from plone.app.testing import login
from plone.app.testing import logout
from Products.Five.browser import BrowserView
from tests.cases import house
from zope.component import getMultiAdapter
from zope.contentprovider.interfaces import IContentProvider
from zope.interface import alsoProvides

import pytest
import re


@pytest.fixture
def shown(portal):
    """Return the links of a part of the front page, for who acts when it is called."""

    def links(name: str) -> list[str]:
        request = portal.REQUEST.clone()
        alsoProvides(request, IEloketLayer)
        parts = (portal, request, BrowserView(portal, request))
        part = getMultiAdapter(parts, IContentProvider, name=name)
        part.update()
        return re.findall(r"<a [^>]*>", part.render())

    return links


def test_it_is_the_first_link_of_the_page(shown):
    logout()
    first, *others = shown("plone.portalheader")
    assert (first, "el-skip" in str(others)) == (LINK, False)


LINK = '<a class="el-skip" href="#content">'


def test_staff_find_it_before_the_toolbar(portal, shown):
    house.make_clerk("els", "Els Balie", "bevolking")
    login(portal, "els")
    assert shown("plone.toolbar")[0] == LINK
