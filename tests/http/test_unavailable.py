"""A database that cannot keep anything: 503 in plain words, and nothing of anybody.

`tests/sandbox/test_start.py` fills the disks of a running product.
"""

from collective.eloket.ephemeral.errors import SideStoreError
from collective.eloket.http.unavailable import FULL
from collective.eloket.http.unavailable import UnavailableView
from collective.eloket.interfaces import IEloketLayer
from plone.rest.interfaces import IAPIRequest
from ZODB.POSException import ConflictError
from ZODB.POSException import StorageError
from zope.component import getMultiAdapter
from zope.interface import alsoProvides

import errno
import json
import pytest


@pytest.fixture
def request_here(portal):
    found = portal.REQUEST.clone()
    found["LANGUAGE"] = "nl"
    alsoProvides(found, IEloketLayer)
    return found


def view_of(error, request):
    return getMultiAdapter((error, request), name="index.html")


@pytest.mark.parametrize(
    "error",
    [SideStoreError(), StorageError(), *(OSError(number, "no") for number in FULL)],
    ids=repr,
)
def test_trouble_of_a_database_is_told_apart(request_here, error):
    assert isinstance(view_of(error, request_here), UnavailableView)


@pytest.mark.parametrize(
    "error", [OSError(errno.EACCES, "no"), ConflictError(), KeyError()], ids=repr
)
def test_what_is_no_such_trouble_stays_as_it_was(request_here, error):
    assert not isinstance(view_of(error, request_here), UnavailableView)


def test_the_page_says_so_and_when_to_come_again(request_here, caplog):
    error = OSError(errno.ENOSPC, "/srv/85.07.30-033.28")
    text = view_of(error, request_here)()
    response = request_here.response
    assert response.getStatus() == 503
    assert response.getHeader("Retry-After") == "60"
    assert response.getHeader("Cache-Control") == "no-store"
    assert "<p>" in text and "<h1>" in text
    assert '<html lang="nl"' in text
    assert "OSError" in caplog.text
    assert "033.28" not in caplog.text + text


def test_a_program_gets_the_cause_as_json(request_here):
    alsoProvides(request_here, IAPIRequest)
    error = json.loads(view_of(StorageError("secret"), request_here)())["error"]
    assert (error["type"], error["retry_after"]) == ("unavailable", 60)
    assert request_here.response.getStatus() == 503
    assert request_here.response.getHeader("Content-Type") == "application/json"
    assert "secret" not in str(error)
