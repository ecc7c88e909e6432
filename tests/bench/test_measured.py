"""The clock around the vault: each call from outside counts once, and only if asked."""

from collective.eloket.vault.errors import SealError
from tests.bench import measured

import pytest
import time


BURNT_SECONDS = 0.02


def burn() -> None:
    end = time.thread_time() + BURNT_SECONDS
    while time.thread_time() < end:
        pass


class Person:
    """A vault of one person."""

    def seal_json(self, value, context):
        burn()
        return b"sealed"


class Inner:
    """A vault, as far as this test needs one."""

    def for_person(self, person_id):
        return Person()

    def seal(self, plain, context):
        # calls itself from the inside: no second count
        return self.mac("data", plain)

    def mac(self, ring, message):
        burn()
        return b"mac"

    def refuse(self):
        burn()
        raise SealError


@pytest.fixture
def vault():
    measured._spent.seconds, measured._spent.depth = 0.0, 0
    yield measured.Timed(Inner())
    del measured._spent.depth


def spent() -> float:
    return measured._spent.seconds / BURNT_SECONDS


def test_a_persons_vault_counts_too(vault):
    assert vault.for_person("citizen-a").seal_json({}, "x") == b"sealed"
    assert 1 <= spent() < 1.9


def test_what_it_calls_itself_counts_once(vault):
    assert vault.seal(b"", "x") == b"mac"
    assert 1 <= spent() < 1.9


def test_what_is_refused_counts_as_well(vault):
    with pytest.raises(SealError):
        vault.refuse()
    assert spent() >= 1
    assert measured._spent.depth == 0


def test_nobody_counts_when_nobody_asked():
    assert measured.Timed(Inner()).mac("data", b"") == b"mac"
