"""A real Zope starts with good keys, and refuses to start without."""

from collective.eloket.errors import MisconfiguredError
from collective.eloket.vault.commands import write_new_ring
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


def test_the_check_is_silent_with_keys(vault):
    assert check_keys(DatabaseOpenedWithRoot(None)) is None


def test_the_check_raises_without_keys(monkeypatch):
    monkeypatch.delenv("ELOKET_KEYS", raising=False)
    with pytest.raises(MisconfiguredError):
        check_keys(DatabaseOpenedWithRoot(None))
