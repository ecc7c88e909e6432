from collective.eloket.http.odd import mend_form
from collective.eloket.http.odd import mended
from types import SimpleNamespace

import pytest


@pytest.mark.parametrize(
    "sent, kept",
    [
        ("Noor", "Noor"),
        ("Zoë 👍", "Zoë 👍"),
        ("a\udcffb", "a\ufffdb"),
        (["\udcff", "b", 3], ["\ufffd", "b", 3]),
        (("\ud800",), ("\ufffd",)),
        (None, None),
    ],
    ids=["ascii", "other signs", "half a sign", "list", "tuple", "nothing"],
)
def test_halves_of_signs_are_replaced(sent, kept):
    assert mended(sent) == kept


@pytest.mark.parametrize(
    "sent, kept", [("/a", {"came_from": "/a"}), (["/a", "/b"], {}), (("/a",), {})]
)
def test_a_way_back_that_is_named_twice_is_none(sent, kept):
    form = {"came_from": sent}
    mend_form(None, SimpleNamespace(request=SimpleNamespace(form=form)))
    assert form == kept
