from collective.eloket.http.again import once
from types import SimpleNamespace

import itertools
import pytest


FIRST, SECOND = SimpleNamespace(retry_count=0), SimpleNamespace(retry_count=1)


@pytest.fixture
def numbers():
    return itertools.count().__next__


def test_each_request_finds_for_itself(numbers):
    assert [once(FIRST, "a", numbers), once(FIRST, "a", numbers)] == [0, 1]


def test_a_second_try_has_what_the_first_one_found(numbers):
    once(FIRST, "a", numbers)
    assert once(SECOND, "a", numbers) == 0


def test_a_second_try_of_another_request_finds_for_itself(numbers):
    once(FIRST, "a", numbers)
    assert once(SECOND, "b", numbers) == 1


def test_what_was_refused_is_not_kept(numbers):
    once(FIRST, "a", numbers)
    with pytest.raises(ZeroDivisionError):
        once(FIRST, "a", lambda: 1 / 0)
    assert once(SECOND, "a", numbers) == 1
