"""A planted secret of the environment comes out nowhere."""

from collective.eloket.accounts.oidc import service
from collective.eloket.accounts.oidc.probe.answers import look_at_client
from collective.eloket.clock import utcnow
from collective.eloket.errors import ProviderError
from tests.accounts.oidc import provider as fake
from tests.accounts.oidc.test_service import set_provider
from zExceptions.ExceptionFormatter import format_exception

import json
import pytest
import sys
import traceback


PLANTED = "planted-secret-9"


@pytest.fixture
def plugin(portal, integration, op, monkeypatch):
    monkeypatch.setenv("ELOKET_SECRET_PROEF", PLANTED)
    return set_provider(portal, secret=None)


def test_it_is_used(plugin, op):
    op.broken["/token"] = (401, {}, json.dumps({"error": "invalid_client"}))
    assert plugin.open_secret() == PLANTED
    line = look_at_client(plugin, f"{fake.ISSUER}/token", utcnow())
    assert line.code == "client_refused"
    assert "Authorization" in op.headers["/token"]
    assert PLANTED not in repr(line)


def test_it_is_in_no_value_that_is_shown(plugin):
    shown = [repr(plugin), repr(plugin.provider()), repr(plugin.propertyItems())]
    shown += [json.dumps(service.describe(plugin)), repr(plugin.__dict__)]
    assert [text for text in shown if PLANTED in text] == []


@pytest.mark.parametrize(
    "name, value",
    [
        ("ELOKET_SECRET_PROEF", f"{PLANTED}\ntwo lines"),
        ("ELOKET_SECRET_PROEF_FILE", "/nowhere/at/all"),
    ],
    ids=["two lines", "two places"],
)
def test_it_is_in_no_traceback_and_no_log(plugin, monkeypatch, caplog, name, value):
    monkeypatch.setenv(name, value)
    told = ""
    try:
        plugin.provider()
    except ProviderError:
        told = traceback.format_exc() + "".join(format_exception(*sys.exc_info()))
    assert "ELOKET_SECRET_PROEF" in told
    assert PLANTED not in told + caplog.text
