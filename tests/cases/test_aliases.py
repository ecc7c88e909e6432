from collective.eloket.catalogue.aliases import NAMES
from collective.eloket.catalogue.aliases import PAGES
from collective.eloket.catalogue.content import RESERVED_IDS
from collective.eloket.interfaces import IEloket
from collective.eloket.interfaces import IEloketLayer
from zope.component import getGlobalSiteManager

import pytest
import re


def test_no_name_stands_for_two_pages():
    assert len(PAGES) == sum(len(names) for names in NAMES.values())
    assert not set(PAGES) & set(NAMES)


def test_aliases_are_given_in_one_way():
    """A page that is registered under an alias would hang on two mechanisms."""
    registered = {
        one.name
        for one in getGlobalSiteManager().registeredAdapters()
        if IEloketLayer in one.required and IEloket in one.required
    }
    assert set(NAMES) <= registered
    assert not set(PAGES) & registered


@pytest.mark.parametrize("prefix", ["", "@@"])
def test_each_alias_is_its_page(world, prefix):
    """For who is not signed in, and for who is."""
    for page, aliases in NAMES.items():
        for browser in (world.browser(), world.browser(world.noor)):
            own = browser.get(f"{world.desk_url}/{page}", allow_redirects=False)
            for alias in aliases if not prefix else aliases[:1]:
                address = f"{world.desk_url}/{prefix}{alias}"
                other = browser.get(address, allow_redirects=False)
                assert other.status_code == own.status_code, alias
                assert heading(other) == heading(own), alias
                if page == "afmelden":
                    break


def heading(answer):
    """Return what a page is called; None for what is none."""
    found = re.search(r'<h1 class="documentFirstHeading".*?</h1>', answer.text, re.S)
    return found and found[0]


def test_no_document_takes_the_name_of_a_page():
    assert {*NAMES, *PAGES} <= RESERVED_IDS


def test_a_case_is_found_under_each_name_and_only_by_its_people(world):
    for alias in NAMES["mijn-aanvragen"]:
        address = f"{world.desk_url}/{alias}/{world.reference}"
        assert world.reference in world.browser(world.noor).get(address).text
        assert world.browser(world.jan).get(address).status_code == 404
    for alias in NAMES["taken"]:
        address = f"{world.desk_url}/{alias}/{world.reference}"
        assert world.reference in world.browser("lieve").get(address).text
        assert world.browser("tom").get(address).status_code == 404
