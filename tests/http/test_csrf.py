from collective.eloket.http import csrf
from collective.eloket.http.errors import ForeignRequestError
from plone.protect.interfaces import IDisableCSRFProtection
from tests.http.requests import request
from tests.http.requests import TOKEN

import pytest


pytestmark = pytest.mark.usefixtures("signed_in")


def test_a_form_of_ours_is_accepted():
    posted = request()
    csrf.protect_form(posted)
    assert IDisableCSRFProtection.providedBy(posted)


@pytest.mark.parametrize(
    "change",
    [
        {"form": {}},
        {"form": {"_csrf": ""}},
        {"form": {"_csrf": "u" * 43}},
        {"form": {"_csrf": [TOKEN, TOKEN]}},
        {"Origin": "http://localhost:8081"},
        {"Origin": "https://localhost:8080"},
        {"Origin": "null"},
        {"Origin": None},
        {"Origin": None, "Referer": "http://evil.example/localhost:8080"},
    ],
    ids=[
        "no token",
        "empty token",
        "other token",
        "token twice",
        "other port",
        "other scheme",
        "hidden origin",
        "no origin",
        "foreign referer",
    ],
)
def test_a_form_from_elsewhere_is_refused(change):
    posted = request(**change)
    with pytest.raises(ForeignRequestError):
        csrf.protect_form(posted)
    assert not IDisableCSRFProtection.providedBy(posted)


def test_the_referer_serves_where_no_origin_is_sent():
    csrf.protect_form(request(Origin=None, Referer="http://localhost:8080/gemeente/x"))


@pytest.mark.parametrize(
    "change",
    [{"X-CSRF-TOKEN": None}, {"X-CSRF-TOKEN": "x"}, {"Origin": "http://evil.example"}],
    ids=["no token", "other token", "other origin"],
)
def test_a_call_on_a_cookie_needs_token_and_origin(change):
    with pytest.raises(ForeignRequestError):
        csrf.protect_call(request(**change))


def test_a_call_with_its_own_credentials_needs_neither():
    posted = request(**{"Origin": None, "X-CSRF-TOKEN": None})
    posted._auth = "Bearer abc"
    csrf.protect_call(posted)
    assert IDisableCSRFProtection.providedBy(posted)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_reading_is_no_write(method):
    assert not csrf.is_write(request(method=method))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "MOVE"])
def test_everything_else_is_a_write(method):
    assert csrf.is_write(request(method=method))
