from collective.eloket import settings
from collective.eloket.settings import SecretUnreadableError

import pytest


PLANTED = "planted-secret-1"


@pytest.fixture
def file(tmp_path):
    found = tmp_path / "secret"
    found.write_text(f"{PLANTED}\n", encoding="utf-8")
    return found


def test_a_secret_stands_in_its_variable():
    assert settings.secret("KEY", {"KEY": PLANTED}) == PLANTED


def test_a_secret_stands_in_the_file_that_its_variable_names(file):
    assert settings.secret("KEY", {"KEY_FILE": str(file)}) == PLANTED
    file.write_text("line one\nline two\r\n", encoding="utf-8")
    assert settings.secret("KEY", {"KEY_FILE": str(file)}) == "line one\nline two"


@pytest.mark.parametrize("variables", [{}, {"KEY": ""}, {"KEY_FILE": ""}], ids=str)
def test_no_secret_is_none(variables):
    assert settings.secret("KEY", variables) is None


def test_the_process_has_the_last_word(monkeypatch):
    assert settings.secret("ELOKET_TEST_SECRET") is None
    monkeypatch.setenv("ELOKET_TEST_SECRET", PLANTED)
    assert settings.secret("ELOKET_TEST_SECRET") == PLANTED


def test_two_places_are_refused(file):
    with pytest.raises(SecretUnreadableError, match="KEY and KEY_FILE"):
        settings.secret("KEY", {"KEY": PLANTED, "KEY_FILE": str(file)})


@pytest.mark.parametrize(
    "content, reason",
    [
        (None, "No such file"),
        (b"", "empty"),
        (b"\n", "empty"),
        (PLANTED.encode() + b"\xff", "UTF-8"),
        (b"x" * (64 * 1024 + 1), "too large"),
    ],
    ids=["gone", "empty", "a line end", "no text", "too large"],
)
def test_a_file_is_refused_and_not_told(tmp_path, content, reason):
    path = tmp_path / "secret"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SecretUnreadableError, match=reason) as refused:
        settings.secret("KEY", {"KEY_FILE": str(path)})
    assert PLANTED not in str(refused.value)


def test_the_largest_file_is_taken(tmp_path):
    path = tmp_path / "secret"
    path.write_bytes(b"x" * (64 * 1024))
    assert len(settings.secret("KEY", {"KEY_FILE": str(path)})) == 64 * 1024


def test_what_the_environment_says_is_noticed_at_once(monkeypatch):
    for address in ("sqlite:///a", "sqlite:///b"):
        monkeypatch.setenv("ELOKET_SIDE_STORE", address)
        assert settings.environment().side_store == address
    monkeypatch.delenv("ELOKET_SIDE_STORE")
    assert settings.environment().side_store == settings.DEFAULT_SIDE_STORE
