"""What else clerks do: every page is reached from the tasks, and leads back."""

from collective.eloket.cases.browser.others import OTHER_TASKS
from collective.eloket.interfaces import IEloket
from collective.eloket.interfaces import IEloketLayer
from plone import api
from tests.cases import house
from zope.component import getGlobalSiteManager

import pytest
import re
import transaction


NAMES = [name for name, *_rest in OTHER_TASKS]
#: What stands between the header of the site and its footer.
CONTENT = re.compile(r'<article id="content".*?</article>', re.DOTALL)


def test_every_page_of_staff_stands_on_the_page_of_tasks():
    found = {
        one.name
        for one in getGlobalSiteManager().registeredAdapters()
        if one.name.startswith("taken-")
        and IEloketLayer in one.required
        and IEloket in one.required
    }
    assert found == set(NAMES)


@pytest.fixture
def mia(world):
    """A browser of somebody who may do all of it."""
    transaction.begin()
    house.make_clerk("mia", "Mia Hoofd", "bevolking")
    api.user.grant_roles(username="mia", roles=["Eloket Manager"])
    transaction.commit()
    return world.browser("mia")


def test_each_is_reached_from_the_tasks_and_leads_back(world, mia):
    tasks = mia.get(world.tasks).text
    for name in NAMES:
        assert f'href="{world.desk_url}/{name}"' in tasks, name
        page = mia.get(f"{world.desk_url}/{name}")
        assert page.status_code == 200, name
        (content,) = CONTENT.findall(page.text)
        assert f'href="{world.tasks}"' in content, name
