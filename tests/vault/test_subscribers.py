"""A real Zope starts with good keys, and refuses to start without."""

from collective.eloket.errors import MisconfiguredError
from collective.eloket.vault.commands import write_new_ring
from collective.eloket.vault.errors import KeysDoNotFitError
from collective.eloket.vault.subscribers import check_keys
from zope.processlifetime import DatabaseOpenedWithRoot

import os
import pytest
import subprocess
import sys


ZOPE_CONF = """\
instancehome {folder}
<zodb_db main>
  <mappingstorage>
  </mappingstorage>
  mount-point /
</zodb_db>
"""

#: As in the site.zcml of mkwsgiinstance, but the products of Plone are left out.
SITE_ZCML = """\
<configure xmlns="http://namespaces.zope.org/zope">
  <include package="Products.Five" />
  <include package="collective.eloket.vault" />
</configure>
"""

START = """\
import sys
from Zope2.Startup.run import configure_wsgi
configure_wsgi(sys.argv[1])
import Zope2
Zope2.app()
print("started")
"""


@pytest.fixture
def instance(tmp_path):
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "site.zcml").write_text(SITE_ZCML)
    conf = tmp_path / "zope.conf"
    conf.write_text(ZOPE_CONF.format(folder=tmp_path))
    return conf


def start(conf, keys):
    """Start a Zope in a process of its own; ``keys`` is ELOKET_KEYS or None."""
    variables = {**os.environ, "PYTHONWARNINGS": "ignore"}
    variables.pop("ELOKET_KEYS", None)
    variables["ELOKET_SIDE_STORE"] = f"sqlite:///{conf.parent / 'side.sqlite'}"
    if keys is not None:
        variables["ELOKET_KEYS"] = str(keys)
    return subprocess.run(
        [sys.executable, "-c", START, str(conf)],
        env=variables,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_zope_with_keys_starts(instance, tmp_path):
    write_new_ring(tmp_path / "keys.json")
    done = start(instance, tmp_path / "keys.json")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "started\n"


def test_a_zope_without_keys_does_not_start(instance):
    done = start(instance, None)
    assert done.returncode != 0
    assert done.stdout == ""
    assert "KeysNotGivenError" in done.stderr


def test_a_zope_whose_keys_others_may_read_does_not_start(instance, tmp_path):
    write_new_ring(tmp_path / "keys.json")
    (tmp_path / "keys.json").chmod(0o644)
    done = start(instance, tmp_path / "keys.json")
    assert done.returncode != 0
    assert "KeysOpenToOthersError" in done.stderr


#: What a bad disk, a bad copy or somebody in a hurry does → what is said of it.
BROKEN = {
    "cut off": (lambda text: text[: len(text) // 2], "not JSON"),
    "empty": (lambda text: "", "not JSON"),
    "one ring gone": (
        lambda text: text.replace('"audit": {', '"audti": {'),
        "ring audit is missing",
    ),
    "one letter of a key gone": (
        lambda text: text.replace('="\n', '"\n', 1),
        "ring data, key",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_zope_with_a_broken_key_ring_says_which_and_what_to_do(
    instance, tmp_path, what
):
    change, said = BROKEN[what]
    keys = tmp_path / "keys.json"
    write_new_ring(keys)
    good = keys.read_text()
    keys.write_text(change(good))
    assert keys.read_text() != good
    done = start(instance, keys)
    assert done.returncode != 0
    assert done.stdout == ""
    last = done.stderr.strip().splitlines()[-1]
    assert "KeysInvalidError" in last
    assert str(keys) in last
    assert said in last
    assert "docs/configuration/keys.md" in last


def test_the_ring_of_another_installation_is_refused(vault, ring_file):
    vault.seal(b"x", "c")
    ring_file.unlink()
    write_new_ring(ring_file)
    with pytest.raises(KeysDoNotFitError, match=r"ring data.*SealUnknownKeyError"):
        check_keys(DatabaseOpenedWithRoot(None))


def test_the_check_is_silent_with_the_ring_that_fits(vault):
    vault.seal(b"x", "c")
    assert check_keys(DatabaseOpenedWithRoot(None)) is None


def test_the_check_is_silent_with_keys(vault):
    assert check_keys(DatabaseOpenedWithRoot(None)) is None


def test_the_check_raises_without_keys(monkeypatch):
    monkeypatch.delenv("ELOKET_KEYS", raising=False)
    with pytest.raises(MisconfiguredError):
        check_keys(DatabaseOpenedWithRoot(None))
