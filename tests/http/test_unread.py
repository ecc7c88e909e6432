"""A form that Zope cannot read is refused in words; other defects stay defects."""

from collective.eloket.http.unread import form_view
from collective.eloket.http.unread import UnreadView
from plone.rest.interfaces import IAPIRequest
from zope.component import getMultiAdapter
from zope.interface import alsoProvides

import json
import pytest
import requests


BODY = (
    b'--x\r\nContent-Disposition: form-data; name="f"; filename="\xff\xfe.pdf"\r\n\r\nx'
    b"\r\n--x--\r\n"
)


def error_of(function):
    try:
        function()
    except ValueError as error:
        return error
    raise AssertionError("nothing was wrong")


@pytest.mark.parametrize("path", ["", "/nowhere", "/@@search"])
def test_a_form_with_odd_names_is_a_wrong_request(functional_portal, path):
    address = functional_portal.absolute_url() + path
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = requests.post(address, data=BODY, headers=headers, timeout=30)
    assert answer.status_code == 400
    assert "<h1>" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_value_that_is_wrong_elsewhere_is_still_a_defect(portal):
    request = portal.REQUEST.clone()
    error = error_of(lambda: int("x"))
    assert not isinstance(form_view(error, request), UnreadView)
    found = getMultiAdapter((error, request), name="index.html")
    assert not isinstance(found, UnreadView)


def test_a_program_gets_json(portal):
    request = portal.REQUEST.clone()
    alsoProvides(request, IAPIRequest)
    body = json.loads(UnreadView(ValueError(), request)())
    assert body["error"]["type"] == "form_unreadable"
    assert request.response.getStatus() == 400


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b"[" * 1000], ids=["cut", "list", "deep"]
)
def test_a_call_of_plones_own_that_is_no_json_is_a_wrong_request(
    functional_portal, body
):
    answer = requests.post(
        f"{functional_portal.absolute_url()}/@login",
        data=body,
        headers={"Accept": "application/json", "Content-Type": "application/json"},
        timeout=30,
    )
    assert answer.status_code == 400
    assert answer.json()["error"]["type"] == "form_unreadable"
