from collective.eloket.http.icons import DRAWINGS
from collective.eloket.http.icons import icon
from lxml import etree

import pytest


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_markup_that_screen_readers_pass_over(name):
    assert etree.fromstring(icon(name)).get("aria-hidden") == "true"


def test_an_unknown_drawing_is_a_defect():
    with pytest.raises(KeyError):
        icon("unicorn")
