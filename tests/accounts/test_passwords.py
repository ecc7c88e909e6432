"""What a password is kept with in a real site; tests of pages hash with less care."""

from argon2 import Type

import importlib.util


NAME = "collective.eloket.accounts.passwords"


def test_passwords_are_kept_as_rfc_9106_recommends():
    """Section 4, the second recommended option: 3 passes, 64 MiB, 4 lanes."""
    spec = importlib.util.find_spec(NAME)
    fresh = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fresh)
    found = fresh.HASHER
    assert found.type is Type.ID
    assert (found.time_cost, found.memory_cost, found.parallelism) == (3, 2**16, 4)
    assert (found.hash_len, found.salt_len) == (32, 16)
