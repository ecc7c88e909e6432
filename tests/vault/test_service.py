from collective.eloket.errors import InvalidAnswerError
from collective.eloket.messages import MESSAGES
from collective.eloket.vault import duties
from collective.eloket.vault import errors
from collective.eloket.vault.commands import write_new_ring
from collective.eloket.vault.errors import PersonForgottenError
from collective.eloket.vault.errors import SealUnknownKeyError
from collective.eloket.vault.errors import SealWrongContextError
from collective.eloket.vault.keyring import new_ring
from collective.eloket.vault.model import RINGS
from collective.eloket.vault.model import seal_with
from collective.eloket.vault.store import SideStorePersonKeys
from collective.eloket.vault.vault import MAC_RINGS
from collective.eloket.vault.vault import Vault
from collective.eloket.vault.wrapping import INSTALLATION

import json
import pytest
import re


NOOR = "citizen-noor"
JAN = "citizen-jan"


def test_seals_and_opens_with_the_installations_key(vault):
    sealed = vault.seal(b"client secret", "provider:burgerprofiel")
    assert b"client" not in sealed
    assert vault.open_sealed(sealed, "provider:burgerprofiel") == b"client secret"
    with pytest.raises(SealWrongContextError):
        vault.open_sealed(sealed, "provider:other")


def test_a_new_data_key_changes_nothing_of_what_was_sealed(
    vault, ring_file, other_process
):
    old = vault.seal(b"x", "c")
    duties.rotate("data")
    assert other_process.open_sealed(old, "c") == b"x"
    assert other_process.seal(b"x", "c")[:12] == old[:12]


def test_what_an_early_version_sealed_with_the_ring_itself_opens(vault):
    key_id, key = vault.key_ring().current("data")
    assert vault.open_sealed(seal_with(key_id, key, b"x", "c"), "c") == b"x"


def test_without_the_data_key_the_installations_key_is_unknown(
    vault, ring_file, other_process
):
    old = vault.seal(b"x", "c")
    rings = json.loads(ring_file.read_text())
    rings["rings"]["data"] = new_ring()
    ring_file.write_text(json.dumps(rings))
    with pytest.raises(SealUnknownKeyError):
        other_process.open_sealed(old, "c")


def test_a_key_that_nobody_knows_opens_nothing(vault):
    with pytest.raises(SealUnknownKeyError):
        vault.open_sealed(seal_with("p1", bytes(32), b"x", "c"), "c")


def test_processes_that_begin_together_have_one_installations_key(
    vault, other_process, side_store
):
    class Late(SideStorePersonKeys):
        """Looks a moment before the other has kept its key."""

        looked = False

        def find(self, person_id):
            if not self.looked:
                self.looked = True
                vault.seal(b"", "c")
                return None
            return super().find(person_id)

    late = Vault(vault.key_ring, Late())
    sealed = late.seal(b"x", "c")
    assert vault.open_sealed(sealed, "c") == b"x"


def test_another_side_store_has_another_installations_key(vault, tmp_path, monkeypatch):
    old = vault.seal(b"x", "c")
    monkeypatch.setenv("ELOKET_SIDE_STORE", f"sqlite:///{tmp_path / 'other.sqlite'}")
    with pytest.raises(SealUnknownKeyError):
        vault.open_sealed(old, "c")


def test_the_installations_key_is_not_erased(vault):
    sealed = vault.seal(b"x", "c")
    with pytest.raises(ValueError):
        vault.forget_person(INSTALLATION)
    assert vault.open_sealed(sealed, "c") == b"x"


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


def test_half_a_sign_is_no_text(vault):
    with pytest.raises(InvalidAnswerError):
        vault.for_person(NOOR).seal_text("a\udcff", "c")
    with pytest.raises(InvalidAnswerError):
        vault.blind("email", "a\udcff")


def test_a_second_key_for_the_same_person_is_not_made(vault, other_process):
    vault.new_person(NOOR)
    sealed = vault.for_person(NOOR).seal(b"Noor", "c")
    other_process.new_person(NOOR)
    assert other_process.for_person(NOOR).open(sealed, "c") == b"Noor"


def test_persons_keys_outlive_a_new_data_key(vault, ring_file, other_process):
    vault.new_person(NOOR)
    sealed = vault.for_person(NOOR).seal(b"Noor", "c")
    duties.rotate("data")
    assert other_process.for_person(NOOR).open(sealed, "c") == b"Noor"


def test_who_has_no_key_cannot_be_written_about(vault):
    with pytest.raises(PersonForgottenError):
        vault.for_person(NOOR).seal(b"Noor", "c")


def test_what_a_forgotten_person_sealed_never_opens_again(vault, other_process):
    vault.new_person(NOOR)
    before = vault.for_person(NOOR)
    before.check_key()
    sealed = before.seal(b"Noor", "c")
    vault.forget_person(NOOR)
    for noor in (before, vault.for_person(NOOR), other_process.for_person(NOOR)):
        with pytest.raises(PersonForgottenError):
            noor.open(sealed, "c")
        with pytest.raises(PersonForgottenError):
            noor.check_key()


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
    ring_file.unlink()
    write_new_ring(ring_file)
    assert vault.blind("number", "85073003328") != before


def test_a_handles_hash_stays_when_keys_are_replaced(vault, ring_file):
    before = vault.blind("device", "secret")
    duties.rotate("blind")
    assert vault.blind("device", "secret") == before


@pytest.mark.parametrize("ring", MAC_RINGS)
def test_a_mac_proves_ring_and_message(vault, ring):
    made = vault.mac(ring, b"row 7")
    assert len(made) == 32
    assert made == vault.mac(ring, b"row 7")
    assert made != vault.mac(ring, b"row 8")
    assert all(made != vault.mac(name, b"row 7") for name in MAC_RINGS if name != ring)


def test_a_mac_of_an_older_key_can_be_checked(vault, ring_file):
    key_id, made = vault.mac_key_id("audit"), vault.mac("audit", b"row 7")
    duties.rotate("audit")
    assert vault.mac_key_id("audit") != key_id
    assert vault.mac("audit", b"row 7", key_id) == made
    assert vault.mac("audit", b"row 7") != made
    assert vault.macs("audit", b"row 7") == [vault.mac("audit", b"row 7"), made]


@pytest.mark.parametrize("ring", ["data", "gold"])
def test_only_some_rings_sign(vault, ring):
    with pytest.raises(KeyError):
        vault.mac(ring, b"")


def test_session_keys_hold_the_current_and_those_that_wait(vault, ring_file):
    before = vault.session_key()
    duties.rotate("session", prepare=True)
    assert len(before) == 32
    assert vault.session_key() == before
    assert len(set(vault.session_keys().values()) - {before}) == 1


def test_a_new_session_key_ends_all_that_was_signed(vault, ring_file):
    before = vault.session_key()
    duties.rotate("session")
    assert before not in vault.session_keys().values()
    assert set(vault.session_keys().values()) == {vault.session_key()}


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
