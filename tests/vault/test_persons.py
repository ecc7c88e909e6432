from collective.eloket.vault.persons import OpenedKeys
from collective.eloket.vault.persons import PersonKey
from datetime import timedelta


class Opener:
    """Makes keys and counts how often it was asked."""

    def __init__(self):
        self.asked = []

    def __call__(self, person_id):
        self.asked.append(person_id)
        return PersonKey.from_bytes(person_id.encode().ljust(32))


def keys(size=2):
    return OpenedKeys(size, timedelta(seconds=60))


def test_a_key_is_opened_once_within_its_life():
    opened, opener = keys(), Opener()
    first = opened.get("noor", opener, 0)
    assert opened.get("noor", opener, 59.9) is first
    assert opener.asked == ["noor"]


def test_a_key_is_opened_again_at_the_end_of_its_life():
    opened, opener = keys(), Opener()
    opened.get("noor", opener, 0)
    opened.get("noor", opener, 60)
    assert opener.asked == ["noor", "noor"]


def test_the_key_used_longest_ago_makes_place():
    opened, opener = keys(), Opener()
    for person_id in ("noor", "jan", "noor", "emma", "noor", "jan"):
        opened.get(person_id, opener, 0)
    assert opener.asked == ["noor", "jan", "emma", "jan"]


def test_a_dropped_key_is_opened_again():
    opened, opener = keys(), Opener()
    opened.get("noor", opener)
    opened.drop("noor")
    opened.drop("noor")
    opened.get("noor", opener)
    assert opener.asked == ["noor", "noor"]


def test_a_key_tells_nothing_of_itself():
    key = PersonKey.from_bytes(b"s" * 32)
    assert "ssss" not in repr(key)
    assert key.find(key.id) == b"s" * 32
    assert key.find("other") is None
