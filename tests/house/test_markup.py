"""The reader that other tests look for markup with sees it."""

from html import escape
from tests.markup import MARK
from tests.markup import mark
from tests.markup import read

import pytest


@pytest.mark.parametrize("quote", [True, False])
def test_what_is_escaped_is_read_as_it_was_typed(quote):
    assert mark("here") in read(f"<p>{escape(mark('here'), quote=quote)}</p>")
    assert mark("here") in read(f'<input value="{escape(mark("here"))}">')


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{MARK}</p>",
        "<script>zx()</script>",
        '<p><b id="zx">vet</b></p>',
        f'<input value="{MARK}">',
    ],
    ids=["all", "script", "element", "attribute"],
)
def test_what_is_not_escaped_is_found(page):
    with pytest.raises(AssertionError):
        read(page)


def test_what_was_escaped_twice_is_not_what_was_typed():
    assert MARK not in read(f"<p>{escape(escape(MARK))}</p>")
