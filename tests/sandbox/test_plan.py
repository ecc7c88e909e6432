from eloket_sandbox.start.cards import prepare_cards
from eloket_sandbox.start.configs import PathTooLongError
from eloket_sandbox.start.configs import write_configs
from eloket_sandbox.start.folder import DataFolder
from eloket_sandbox.start.plan import admin_password
from eloket_sandbox.start.plan import make_plan
from eloket_sandbox.start.plan import process_environment
from eloket_sandbox.start.plan import read_options
from eloket_sandbox.start.site import is_prepared
from eloket_sandbox.start.site import remember_prepared
from eloket_sandbox.start.site import staff_passwords
from pathlib import Path

import pytest


def planned(path, env=None, *arguments):
    folder = DataFolder(path)
    folder.make()
    options = read_options(
        ["--data", str(path), "--port", "0", "--sandbox-port", "0", *arguments], {}
    )
    return make_plan(options, env or {})


@pytest.mark.parametrize(
    "env, arguments, ports",
    [
        ({}, [], (8080, 8081)),
        ({"PORT": "", "SANDBOX_PORT": ""}, [], (8080, 8081)),
        ({"PORT": "9000", "SANDBOX_PORT": "9001"}, [], (9000, 9001)),
        ({"PORT": "9000"}, ["--port", "0"], (0, 8081)),
    ],
    ids=["nothing said", "empty", "environment", "option first"],
)
def test_ports_are_read(env, arguments, ports):
    options = read_options(arguments, env)
    assert (options.port, options.sandbox_port) == ports


@pytest.mark.parametrize("port", ["http", "-1", "65536"])
def test_a_wrong_port_is_refused_in_plain_words(port, capsys):
    with pytest.raises(SystemExit):
        read_options([], {"PORT": port})
    assert "port" in capsys.readouterr().err


def test_free_ports_are_kept_for_the_next_start(tmp_path):
    first, second = planned(tmp_path), planned(tmp_path)
    assert (first.port, first.issuer, first.mail_port) == (
        second.port,
        second.issuer,
        second.mail_port,
    )


def test_keys_and_side_store_lie_in_the_data_folder(tmp_path):
    plan = planned(tmp_path)
    assert plan.keys == tmp_path / "keys.json"
    assert plan.side_store == f"sqlite:///{tmp_path}/side.sqlite"


def test_keys_and_side_store_of_the_environment_go_first(tmp_path):
    env = {"ELOKET_KEYS": "/keys.json", "ELOKET_SIDE_STORE": "postgresql://x/y"}
    plan = planned(tmp_path, env)
    assert plan.keys == Path("/keys.json")
    assert plan.side_store == "postgresql://x/y"


def test_letters_are_sealed_with_our_own_key_unless_another_is_given(tmp_path):
    own = process_environment(planned(tmp_path), {})
    assert own["ELOKET_SEAL_KEY"] == str(tmp_path / "sandbox" / "seal.pem")
    env = {"ELOKET_SEAL_KEY": "/seal.p12", "ELOKET_SEAL_PASSPHRASE": "word"}
    given = process_environment(planned(tmp_path, env), env)
    assert given["ELOKET_SEAL_KEY"] == "/seal.p12"
    assert "ELOKET_SEAL_PASSPHRASE_FILE" not in given
    assert "ELOKET_STAMP_TRUST" not in given


def test_cards_are_believed_by_our_own_folder_unless_another_is_given(tmp_path):
    own = planned(tmp_path)
    assert own.trust == own.own_trust == tmp_path / "sandbox" / "trust"
    prepare_cards(own)
    written = {path.name for path in own.trust.iterdir()}
    assert "testegem-ec-root.toml" in written
    given = planned(tmp_path, {"ELOKET_TRUST_DIR": str(tmp_path / "given")})
    prepare_cards(given)
    assert given.trust == tmp_path / "given"
    assert not given.trust.exists()
    env = process_environment(given, {})
    assert env["ELOKET_TRUST_DIR"] == str(given.trust)
    assert env["ELOKET_SANDBOX_ADDRESS"] == given.sandbox


def test_the_password_given_is_not_written_down(tmp_path):
    given = {"ELOKET_ADMIN_PASSWORD": "given-by-somebody"}
    plan = planned(tmp_path)
    assert admin_password(plan.folder, given) == "given-by-somebody"
    remember_prepared(plan, given)
    texts = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(b"given-by-somebody" in text for text in texts)


def test_a_random_password_is_kept_for_the_owner_only(tmp_path):
    folder = DataFolder(tmp_path)
    password = admin_password(folder, {})
    assert len(password) >= 12
    assert admin_password(folder, {"ELOKET_ADMIN_PASSWORD": ""}) == password
    assert (tmp_path / "admin-password").stat().st_mode & 0o777 == 0o600


def test_staff_have_passwords_of_their_own_data_folder(tmp_path):
    one, other = DataFolder(tmp_path / "one"), DataFolder(tmp_path / "other")
    one.make(), other.make()
    passwords = staff_passwords(one)
    assert set(passwords) == {"tom", "els", "eva", "mia"}
    assert len(set(passwords.values())) == 4
    assert staff_passwords(one) == passwords != staff_passwords(other)


def test_the_site_is_set_up_once(tmp_path):
    plan = planned(tmp_path)
    assert not is_prepared(plan, {})
    remember_prepared(plan, {})
    assert not is_prepared(plan, {}), "there is no database"
    plan.folder.database.touch()
    assert is_prepared(plan, {})


def test_the_site_is_set_up_again_for_another_password_or_provider(tmp_path):
    plan = planned(tmp_path)
    plan.folder.database.touch()
    remember_prepared(plan, {})
    assert not is_prepared(plan, {"ELOKET_ADMIN_PASSWORD": "another"})
    (tmp_path / "ports.json").unlink()
    assert not is_prepared(planned(tmp_path), {})


def test_processes_ask_no_proxy_for_what_is_here(tmp_path):
    env = process_environment(planned(tmp_path), {"no_proxy": "intranet", "A": "b"})
    assert {"localhost", "intranet"} <= set(env["no_proxy"].split(","))
    assert env["A"] == "b"
    assert env["ELOKET_SANDBOX"] == "1"


def test_compiled_code_is_kept(tmp_path):
    env = process_environment(planned(tmp_path), {"PYTHONDONTWRITEBYTECODE": "1"})
    assert "PYTHONDONTWRITEBYTECODE" not in env


def test_configuration_is_for_the_owner_and_tells_commands_where_things_are(tmp_path):
    plan = planned(tmp_path, {"ELOKET_SIDE_STORE": "postgresql://u:pa$$word@x/y"})
    write_configs(plan)
    text = (tmp_path / "zope.conf").read_text()
    assert "max-conflict-retries 10" in text
    assert f"ELOKET_KEYS {plan.keys}" in text
    assert "pa$$$$word" in text, "ZConfig reads a doubled dollar as one"
    assert (tmp_path / "zope.conf").stat().st_mode & 0o777 == 0o600
    assert f"listen = 127.0.0.1:{plan.port}" in (tmp_path / "zope.ini").read_text()


def test_a_folder_too_deep_for_a_socket_is_refused(tmp_path):
    plan = planned(tmp_path / ("x" * 60) / ("y" * 60))
    with pytest.raises(PathTooLongError):
        write_configs(plan)
