from collective.eloket.messages import MESSAGES
from collective.eloket.vault import errors
from collective.eloket.vault.errors import PersonForgottenError
from collective.eloket.vault.errors import SealUnknownKeyError
from collective.eloket.vault.errors import SealWrongContextError
from collective.eloket.vault.keyring import new_ring
from collective.eloket.vault.model import RINGS
from collective.eloket.vault.vault import MAC_RINGS

import json
import pytest
import re


NOOR = "citizen-noor"
JAN = "citizen-jan"


def rotate(path, name):
    """Add a key to a ring and make it the current one, as an operator does."""
    rings = json.loads(path.read_text())
    new, ring = new_ring(), rings["rings"][name]
    ring["keys"] |= new["keys"]
    ring["current"] = new["current"]
    path.write_text(json.dumps(rings))


def test_seals_and_opens_with_the_installations_key(vault):
    sealed = vault.seal(b"client secret", "provider:burgerprofiel")
    assert b"client" not in sealed
    assert vault.open_sealed(sealed, "provider:burgerprofiel") == b"client secret"
    with pytest.raises(SealWrongContextError):
        vault.open_sealed(sealed, "provider:other")


def test_opens_with_an_older_key_and_seals_with_the_current(vault, ring_file):
    old = vault.seal(b"x", "c")
    rotate(ring_file, "data")
    assert vault.open_sealed(old, "c") == b"x"
    assert vault.seal(b"x", "c")[:10] != old[:10]


def test_a_key_that_was_taken_off_the_ring_is_unknown(vault, ring_file):
    old = vault.seal(b"x", "c")
    rings = json.loads(ring_file.read_text())
    rings["rings"]["data"] = new_ring()
    ring_file.write_text(json.dumps(rings))
    with pytest.raises(SealUnknownKeyError):
        vault.open_sealed(old, "c")


def test_each_person_has_a_key_of_their_own(vault):
    vault.new_person(NOOR)
    vault.new_person(JAN)
    sealed = vault.for_person(NOOR).seal(b"Noor", "c")
    assert vault.for_person(NOOR).open(sealed, "c") == b"Noor"
    with pytest.raises(SealUnknownKeyError):
        vault.for_person(JAN).open(sealed, "c")
    with pytest.raises(SealUnknownKeyError):
        vault.open_sealed(sealed, "c")


def test_text_and_json_come_back_as_they_were(vault):
    vault.new_person(NOOR)
    noor = vault.for_person(NOOR)
    assert noor.open_text(noor.seal_text("Zoë Ŵ", "c"), "c") == "Zoë Ŵ"
    value = {"straat": "Kerkstraat 1", "aantal": 2, "a": [None, True, "ë"]}
    found = noor.open_json(noor.seal_json(value, "c"), "c")
    assert found == value
    assert list(found) == ["straat", "aantal", "a"]


def test_a_second_key_for_the_same_person_is_not_made(vault, other_process):
    vault.new_person(NOOR)
    sealed = vault.for_person(NOOR).seal(b"Noor", "c")
    other_process.new_person(NOOR)
    assert other_process.for_person(NOOR).open(sealed, "c") == b"Noor"


def test_persons_keys_outlive_a_new_data_key(vault, ring_file, other_process):
    vault.new_person(NOOR)
    sealed = vault.for_person(NOOR).seal(b"Noor", "c")
    rotate(ring_file, "data")
    assert other_process.for_person(NOOR).open(sealed, "c") == b"Noor"


def test_who_has_no_key_cannot_be_written_about(vault):
    with pytest.raises(PersonForgottenError):
        vault.for_person(NOOR).seal(b"Noor", "c")


def test_what_a_forgotten_person_sealed_never_opens_again(vault, other_process):
    vault.new_person(NOOR)
    before = vault.for_person(NOOR)
    sealed = before.seal(b"Noor", "c")
    vault.forget_person(NOOR)
    for noor in (before, vault.for_person(NOOR), other_process.for_person(NOOR)):
        with pytest.raises(PersonForgottenError):
            noor.open(sealed, "c")


def test_a_new_key_does_not_open_what_the_forgotten_one_sealed(vault):
    vault.new_person(NOOR)
    sealed = vault.for_person(NOOR).seal(b"Noor", "c")
    vault.forget_person(NOOR)
    vault.new_person(NOOR)
    with pytest.raises(SealUnknownKeyError):
        vault.for_person(NOOR).open(sealed, "c")


def test_the_side_store_does_not_hold_a_persons_key_in_the_clear(vault, side_store):
    vault.new_person(NOOR)
    sealed = side_store.kept("person-key", NOOR)
    key = vault.open_sealed(sealed, f"person-key:{NOOR}")
    assert len(key) == 32
    assert key not in sealed


def test_a_wrapped_key_of_another_person_is_refused(vault, side_store):
    vault.new_person(NOOR)
    side_store.keep("person-key", JAN, side_store.kept("person-key", NOOR))
    with pytest.raises(SealWrongContextError):
        vault.for_person(JAN).seal(b"Jan", "c")


def test_an_erased_key_is_gone_from_the_files_of_the_side_store(vault, tmp_path):
    """SQLite overwrites what it deletes; the log is written back at a checkpoint."""
    from collective.eloket.ephemeral.service import side_store

    vault.new_person(NOOR)
    wrapped = side_store().kept("person-key", NOOR)
    vault.forget_person(NOOR)
    with side_store()._engine().connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    found = b"".join(path.read_bytes() for path in tmp_path.glob("side.sqlite*"))
    assert wrapped not in found


def test_a_blind_hash_is_the_same_each_time_and_tells_nothing(vault):
    hashed = vault.blind("number", "85073003328")
    assert hashed == vault.blind("number", "85073003328")
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", hashed)


@pytest.mark.parametrize(
    "other",
    [("login", "85073003328"), ("number", "85073003329"), ("number8", "5073003328")],
    ids=["other kind", "other value", "moved border"],
)
def test_blind_hashes_differ(vault, other):
    assert vault.blind("number", "85073003328") != vault.blind(*other)


def test_blind_hashes_of_two_installations_differ(vault, ring_file):
    before = vault.blind("number", "85073003328")
    rotate(ring_file, "blind")
    assert vault.blind("number", "85073003328") != before


@pytest.mark.parametrize("ring", MAC_RINGS)
def test_a_mac_proves_ring_and_message(vault, ring):
    made = vault.mac(ring, b"row 7")
    assert len(made) == 32
    assert made == vault.mac(ring, b"row 7")
    assert made != vault.mac(ring, b"row 8")
    assert all(made != vault.mac(name, b"row 7") for name in MAC_RINGS if name != ring)


def test_a_mac_of_an_older_key_can_be_checked(vault, ring_file):
    key_id, made = vault.mac_key_id("audit"), vault.mac("audit", b"row 7")
    rotate(ring_file, "audit")
    assert vault.mac_key_id("audit") != key_id
    assert vault.mac("audit", b"row 7", key_id) == made
    assert vault.mac("audit", b"row 7") != made


@pytest.mark.parametrize("ring", ["data", "gold"])
def test_only_some_rings_sign(vault, ring):
    with pytest.raises(KeyError):
        vault.mac(ring, b"")


def test_session_keys_hold_the_current_and_the_older_ones(vault, ring_file):
    before = vault.session_key()
    rotate(ring_file, "session")
    now = vault.session_key()
    assert len(now) == 32
    assert set(vault.session_keys().values()) == {before, now}


def test_every_refusal_has_its_words():
    refusals = [
        value
        for value in vars(errors).values()
        if isinstance(value, type) and issubclass(value, errors.SealError)
    ]
    codes = [refusal.code for refusal in [*refusals, PersonForgottenError]]
    assert len(set(codes)) == len(codes)
    assert set(codes) <= set(MESSAGES)


def test_every_ring_has_a_use():
    assert {"data", *MAC_RINGS} == set(RINGS)
