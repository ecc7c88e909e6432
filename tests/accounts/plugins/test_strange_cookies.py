"""A strange cookie of Plone's name is no cookie, and no error either."""

from urllib.parse import urlsplit

import base64
import http.client
import pytest


#: As the bytes stand in the header.
COOKIES = {
    "UTF-8": "é".encode(),
    "Latin-1": b"\xe9",
    "no text": b"\xff\xfe\x80",
    "percent": b"%C3%A9",
    "percent, no text": b"%FF%FE",
    "surrogate": b"%ED%B3%BF",
    "quoted": b'"\\351"',
    "emoji": "😀".encode(),
    "no base64": b"%%%",
    "a ticket of nobody": base64.b64encode(b"x" * 32 + b"12345678\xff\xfe!"),
    "long": b"A" * 4000,
}


def get(browser, path, cookie=b"", query=""):
    """Send a cookie that no library would send; return status and body."""
    there = urlsplit(browser.origin)
    connection = http.client.HTTPConnection(there.hostname, there.port, timeout=60)
    root = urlsplit(browser.site).path
    connection.putrequest("GET", f"{root}{path}{query}")
    if cookie:
        connection.putheader("Cookie", cookie)
    connection.endheaders()
    answer = connection.getresponse()
    found = answer.status, answer.read().decode()
    connection.close()
    return found


@pytest.mark.parametrize("cookie", COOKIES.values(), ids=COOKIES)
def test_does_not_break_plones_own_refresh(browser, cookie):
    """There, unlike on a page, nothing catches what goes wrong with the cookie."""
    assert get(browser, "/acl_users/session/refresh", b"__ac=" + cookie)[0] == 204


@pytest.mark.parametrize("query", ["?__ac=%C3%A9", "?__ac=a&__ac=b", "?__ac:int=1"])
def test_in_the_address_does_not_break_it(browser, query):
    assert get(browser, "/acl_users/session/refresh", query=query)[0] == 204
