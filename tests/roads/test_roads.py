"""Each road to a person that Plone has: open in stock Plone, shut here.

A row that is not open in stock Plone fails: then it tests nothing any more.
"""

from tests.roads.entering import ENTERING
from tests.roads.reading import READING
from tests.roads.writing import WRITING

import pytest


ROADS = WRITING | READING | ENTERING


def test_no_road_has_the_name_of_another():
    assert len(ROADS) == len(WRITING) + len(READING) + len(ENTERING)


class TestRoads:
    """One class: its layer is made once."""

    @pytest.mark.seed("001-32")
    @pytest.mark.parametrize("name", ROADS)
    def test_that_is_open_in_stock_plone_is_shut_here(self, stock, ours, name):
        stock.settle()
        assert ROADS[name](stock), "not open in stock Plone"
        ours.settle()
        assert not ROADS[name](ours), "open here"
