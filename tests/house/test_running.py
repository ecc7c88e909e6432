"""One started product runs at a time, for all files that go together."""

from contextlib import contextmanager
from tests.started import Running

import pytest


class Products:
    """What was started and stopped, in this order."""

    def __init__(self):
        self.said = []

    @contextmanager
    def start(self):
        number = sum(word.startswith("start") for word in self.said)
        self.said.append(f"start {number}")
        yield {"number": number}
        self.said.append(f"stop {number}")


@pytest.fixture
def products():
    return Products()


@pytest.fixture
def running(products):
    return Running(products.start)


def test_files_that_go_together_have_one(running, products):
    assert running.of("a") is running.of("a")
    assert products.said == ["start 0"]


def test_others_have_another_after_it_was_stopped(running, products):
    running.of("a")
    assert running.of("b") == {"number": 1}
    assert products.said == ["start 0", "stop 0", "start 1"]


def test_who_comes_again_finds_a_new_one(running, products):
    running.of("a")
    running.stop()
    assert running.of("a") == {"number": 1}
    assert products.said == ["start 0", "stop 0", "start 1"]


def test_stopping_stops_once(running, products):
    running.of("a")
    running.stop()
    running.stop()
    assert products.said == ["start 0", "stop 0"]
