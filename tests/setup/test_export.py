from collective.eloket.accounts import service as accounts
from collective.eloket.accounts.model import Registration
from collective.eloket.setup.errors import FolderExistsError
from collective.eloket.setup.errors import FolderUnusableError
from collective.eloket.setup.export import ExportFolder
from collective.eloket.vault import service as vault
from tests.cases import house
from tests.setup.erasing import erase
from tests.setup.erasing import read

import os
import pytest
import stat


def test_everything_of_a_case(world, folder):
    assert erase(world.portal, folder) == 0
    case = read(folder, "cases", world.with_file, "case.json")
    assert case["name"] == "Noor Voorbeeld"
    assert case["email"] == house.EMAIL
    assert case["answers"]["purpose"] == house.PURPOSE
    assert case["state"] == "submitted"
    (about,) = case["files"]
    assert about["name"] == "Noor haar volmacht.pdf"
    file = folder / "cases" / world.with_file / about["path"]
    assert file.read_bytes() == b"%PDF-volmacht"


def test_the_answer_and_the_steps(world, folder):
    erase(world.portal, folder)
    case = read(folder, "cases", world.reference, "case.json")
    states = [step["state"] for step in case["timeline"]]
    assert states == ["submitted", "approved", "delivered"]
    assert case["answer"]["name"] == "uittreksel één.pdf"
    answer = folder / "cases" / world.reference / case["answer"]["path"]
    assert answer.read_bytes() == house.PDF


def test_everything_of_a_citizen(world, folder):
    erase(world.portal, folder)
    person = folder / "persons" / world.noor.id
    assert read(person, "account.json")["identities"] == 1
    known = read(person, "parameters.json")
    assert known["family_name"]["value"] == "Voorbeeld"
    assert known["family_name"]["source"] == "provider"
    assert known["email"]["value"] == house.EMAIL
    actions = [row["action"] for row in read(person, "audit.json")]
    assert "case.submit" in actions


def test_a_user_name_but_no_password(world, folder):
    registration = Registration(username="piet.p", password=house.PASSWORD)
    piet = accounts.register(registration)
    erase(world.portal, folder)
    account = read(folder, "persons", piet.id, "account.json")
    assert (account["username"], account["has_password"]) == ("piet.p", True)
    assert "argon2" not in str(account)


def test_news_that_did_not_leave(world, folder):
    erase(world.portal, folder)
    mails = [read(path) for path in (folder / "outbox").iterdir()]
    assert house.EMAIL in {mail["payload"].get("to") for mail in mails}


def test_of_who_was_erased_before_only_what_is_in_the_clear(world, folder):
    vault.forget_person(world.noor.id)
    assert erase(world.portal, folder) == 0
    case = read(folder, "cases", world.reference, "case.json")
    assert (case["erased"], case["state"]) == (True, "delivered")
    assert read(folder, "persons", world.noor.id, "parameters.json") == {"erased": True}
    assert any(read(path).get("erased") for path in (folder / "outbox").iterdir())


def test_no_name_of_a_file_tells_of_a_person(world, folder):
    erase(world.portal, folder)
    names = " ".join(str(path.relative_to(folder)) for path in folder.rglob("*"))
    assert world.reference in names
    assert "volmacht" not in names
    assert "oor" not in names


def test_only_its_owner_can_read_it(world, folder):
    before = os.umask(0)
    try:
        erase(world.portal, folder)
    finally:
        os.umask(before)
    modes = {
        (path.is_dir(), stat.S_IMODE(path.stat().st_mode))
        for path in (folder, *folder.rglob("*"))
    }
    assert modes == {(True, 0o700), (False, 0o600)}


def test_the_last_file_says_that_it_is_whole(world, folder):
    erase(world.portal, folder)
    last = read(folder, "export.json")
    assert last["counts"]["cases"] == 2
    assert last["counts"]["accounts"] == 2
    assert last["files"] == sum(path.is_file() for path in folder.rglob("*")) - 1


# the folder by itself


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/x", ""])
def test_no_room_writes_elsewhere(folder, path):
    with pytest.raises(ValueError, match="inside the export"):
        ExportFolder(folder).write(path, b"x")
    assert list(folder.parent.rglob("x")) == []


def test_a_file_is_never_written_over(folder):
    export = ExportFolder(folder)
    export.write("a/b.json", {"n": 1})
    with pytest.raises(FolderUnusableError):
        export.write("a/b.json", {"n": 2})
    assert read(folder, "a", "b.json") == {"n": 1}


def test_a_folder_that_is_there_is_refused(folder):
    folder.mkdir()
    with pytest.raises(FolderExistsError):
        ExportFolder(folder)
