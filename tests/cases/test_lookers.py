"""Two clerks see each other on a case."""

from collective.eloket.cases.lookers import note_look
from collective.eloket.cases.lookers import WHILE
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from tests.cases import house

import pytest
import transaction


NOW = datetime(2026, 11, 26, 14, 31, tzinfo=UTC)
CASE = "2026-7F3K-92QX"


#: A side store of its own.
alone = pytest.mark.usefixtures("portal")


def later(minutes):
    return NOW + timedelta(minutes=minutes)


@alone
def test_the_first_sees_nobody_and_the_second_sees_the_first():
    assert note_look(CASE, "lieve", NOW) == []
    assert note_look(CASE, "ali", later(1)) == [("lieve", NOW)]
    assert note_look(CASE, "lieve", later(2)) == [("ali", later(1))]


@alone
def test_nobody_looks_for_ever():
    note_look(CASE, "lieve", NOW)
    note_look(CASE, "tom", later(4))
    assert note_look(CASE, "ali", NOW + WHILE) == [("tom", later(4))]
    assert note_look(CASE, "els", later(60)) == []


@alone
def test_another_case_is_another_matter():
    note_look(CASE, "lieve", NOW)
    assert note_look("2026-9KD2-V7MB", "ali", NOW) == []


def test_the_page_tells_who_looks_and_who_has_it(world):
    transaction.begin()
    house.make_clerk("ali", "Ali Loket", "bevolking")
    transaction.commit()
    url = f"{world.tasks}/{world.reference}"
    page = world.browser("lieve").get(url)
    assert "bekijkt deze aanvraag ook" not in page.text
    page = world.browser("ali").get(url)
    assert "Lieve Balie bekijkt deze aanvraag ook" in page.text
    assert "Ali Loket bekijkt" not in page.text
    world.act("lieve", "take")
    page = world.browser("ali").get(url)
    assert "Lieve Balie behandelt deze aanvraag." in page.text
    page = world.browser("lieve").get(url)
    assert "behandelt deze aanvraag." not in page.text
    # once it is decided nobody does
    world.act("lieve", "approve")
    page = world.browser("ali").get(url)
    assert "behandelt deze aanvraag." not in page.text
