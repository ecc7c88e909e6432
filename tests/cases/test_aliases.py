from collective.eloket.catalogue.aliases import NAMES
from collective.eloket.catalogue.aliases import PAGES
from collective.eloket.catalogue.content import RESERVED_IDS


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
