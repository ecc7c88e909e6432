"""What stands at the top and the bottom of the site, for whom."""

from tests.cases import house

import pytest
import re


@pytest.fixture
def world(functional_portal):
    return house.World(functional_portal)


def links(page) -> set[str]:
    """Return where the links of a page lead."""
    return set(re.findall(r'href="([^"]+)"', page.text))


def front(world, who=None):
    return world.browser(who).get(world.site_url)


def test_a_stranger_sees_one_way_to_sign_in_and_one_for_staff(world):
    page = front(world)
    assert f"{world.desk_url}/aanmelden" in links(page)
    assert "portal-anontools" not in page.text
    footer = page.text[page.text.index("el-foot") :]
    assert f'href="{world.site_url}/login"' in footer


def test_a_citizen_has_no_menu_of_plones(world):
    page = front(world, world.noor)
    assert "portal-membertools" not in page.text
    assert page.text.count("Noor Voorbeeld</a>") == 1
    assert f"{world.site_url}/login" not in links(page)


@pytest.mark.parametrize("who, seen", [("lieve", True), ("admin", False)])
def test_clerks_find_their_tasks_at_the_top(world, who, seen):
    assert (world.tasks in links(front(world, who))) is seen


@pytest.mark.parametrize("who", ["stranger", "noor"])
def test_others_find_no_tasks(world, who):
    person = world.noor if who == "noor" else None
    assert world.tasks not in links(front(world, person))


def test_the_e_desk_stands_among_the_tabs(world):
    page = front(world)
    tabs = page.text[page.text.index('id="portal-globalnav"') :]
    assert f'href="{world.desk_url}"' in tabs[: tabs.index("</ul>")]


def test_without_an_e_desk_plones_own_way_in_is_there(functional_portal):
    url = functional_portal.absolute_url()
    page = house.requests.get(url, timeout=30)
    assert "portal-anontools" in page.text
    assert "el-foot" not in page.text
