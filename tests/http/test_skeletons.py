from collective.eloket.http import skeletons
from collective.eloket.http.skeletons import gap
from collective.eloket.http.skeletons import Skeletons

import pytest


@pytest.fixture
def drawn():
    """Skeletons, and how often something was drawn."""
    found = Skeletons()
    found.times = 0
    return found


def fill(drawn, key=("nl",), **values):
    def draw():
        drawn.times += 1
        return f'<b title="{gap("name")}">{gap("name")}</b> {key[0]} {gap("until")}'

    return drawn.filled(key, draw, {"until": "11.06", **values})


def test_is_drawn_once_and_filled_each_time(drawn):
    assert fill(drawn, name="Noor") == '<b title="Noor">Noor</b> nl 11.06'
    assert fill(drawn, name="Jan") == '<b title="Jan">Jan</b> nl 11.06'
    assert drawn.times == 1


def test_what_depends_on_something_else_is_drawn_again(drawn):
    assert fill(drawn, ("nl",), name="Noor") != fill(drawn, ("fr",), name="Noor")
    assert drawn.times == 2


def test_a_value_is_text_in_elements_and_in_attributes(drawn):
    page = fill(drawn, name='"><script>&')
    assert page.count("&quot;&gt;&lt;script&gt;&amp;") == 2


def test_a_value_cannot_open_another_gap(drawn):
    assert gap("until") in fill(drawn, name=gap("until"))


def test_what_is_kept_has_nothing_of_anybody(drawn):
    fill(drawn, name="Noor")
    assert "Noor" not in repr(vars(drawn))


def test_a_gap_without_a_value_is_an_error(drawn):
    with pytest.raises(KeyError):
        fill(drawn)


def test_other_hosts_without_end_do_not_fill_the_memory(drawn, monkeypatch):
    monkeypatch.setattr(skeletons, "MOST", 3)
    for number in range(10):
        fill(drawn, (f"http://{number}.example",), name="Noor")
    assert len(drawn._kept) <= 3
    assert drawn.times == 10
