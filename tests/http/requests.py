"""Requests and sessions for tests of http, one good one and changes to it."""

from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import ICurrentSession
from types import SimpleNamespace
from zope.interface import directlyProvides
from ZPublisher.HTTPRequest import HTTPRequest
from ZPublisher.HTTPResponse import HTTPResponse

import io


TOKEN = "t" * 43


def request(method="POST", form=None, body=b"", **headers) -> HTTPRequest:
    """Make a request from a page of ours; a header of None is not sent."""
    sent = {"Origin": "http://localhost:8080", "X-CSRF-TOKEN": TOKEN} | headers
    environ = {
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8080",
        "REQUEST_METHOD": method,
        "PATH_INFO": "/gemeente/e-loket",
    }
    for name, value in sent.items():
        if value is not None:
            environ["HTTP_" + name.upper().replace("-", "_")] = value
    made = HTTPRequest(io.BytesIO(body), environ, HTTPResponse(stdout=io.BytesIO()))
    made["URL"] = "http://localhost:8080/gemeente/e-loket"
    made.form.update({"_csrf": TOKEN} if form is None else form)
    if body:
        made["BODY"] = body
    return made


def session(**changes) -> SimpleNamespace:
    """Make the session of a citizen."""
    good = {
        "user_id": "citizen-aaaaaaaaaaaaaaaaaaaaaaaaaa",
        "sid": "s1",
        "means": "itsme",
        "level": AssuranceLevel.HIGH,
        "csrf": TOKEN,
    }
    made = SimpleNamespace(**(good | changes))
    directlyProvides(made, ICurrentSession)
    return made
