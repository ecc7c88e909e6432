"""Keeps what our calls really answer, as examples for people who write programs.

A test of a call says ``recorded("means", answer)``, ``answer`` being a response of
``requests``. The call must be described in docs/openapi.yaml, the answer must be as it
says, and what is kept in tests/http-examples must be what was answered now. With
``--record`` (``make examples``) it is written instead. What changes from run to run is
replaced by a fixed value of the same form.
"""

from functools import partial
from pathlib import Path
from tests.openapi.document import check
from urllib.parse import quote

import json
import pytest
import re
import requests


FOLDER = Path(__file__).parent / "http-examples"
SITE = "http://localhost:8080/gemeente"

#: Headers that an example shows, in this order.
REQUEST_HEADERS = (
    *("Accept", "Accept-Language", "Authorization", "Content-Type", "Cookie"),
    *("Idempotency-Key", "Origin", "X-CSRF-TOKEN"),
)
RESPONSE_HEADERS = ("Content-Type", "Location", "Retry-After", "Set-Cookie")

#: What changes from run to run → an example of it.
CHANGING = (
    (r"(?<=eloket-until=)\d+", "1795515300"),
    (r'(?<="read_id": ")[^"]+|(?<=/read/)[\w-]+', "q7Jm2XvK9pTf4RwZ"),
    (
        r"(?<![\w.-])[\w-]{22}\.[\w-]{12}(?![\w.-])",
        "q7Jm2XvK9pTf4RwZbN6sLd.pTf4RwZbN6sL",
    ),
    (r'(?<="nonce": ")[^"]+', "n0nCe5VtQ8sLxW2yB7kGdPfHr3MjZcAa6UeiT1oRv4Y="),
    (r"(?<=@eloket-devices/)[\w-]{22}", "q7Jm2XvK9pTf4RwZbN6sLd"),
    (r"(?<=@eloket-access-requests/)[\w-]{22}", "q7Jm2XvK9pTf4RwZbN6sLd"),
    (r'(?<="id": )\d+', "18204"),
    (r'(?<="attempt": )\d+', "18203"),
    (r'(?<="id": ")[\w-]{22}(?=")', "q7Jm2XvK9pTf4RwZbN6sLd"),
    (
        r'(?<="id": ")[cr][\w-]{22}(?=")|(?<="child:)[cr][\w-]{22}',
        "cq7Jm2XvK9pTf4RwZbN6sLd",
    ),
    (r'(?<="on_behalf_of": ")[cr][\w-]{22}', "cq7Jm2XvK9pTf4RwZbN6sLd"),
    (
        r"(?<=~)[cr][\w-]{22}|(?<=@eloket-mandates/)[cr][\w-]{22}",
        "cq7Jm2XvK9pTf4RwZbN6sLd",
    ),
    (r"(?<=eloket-tx-)[\w-]{8}(?==)", "q7Jm2XvK"),
    (r"eyJ[\w-]+\.[\w-]+\.[\w-]+", "eyJhbGciOiJIUzI1NiJ9.eyJzaWQiOiIifQ.c2lnbmF0dXJl"),
    (r"(?<=Basic )[\w+/=]+", "bGlldmU6Z2VoZWlt"),
    (r"citizen-[a-z2-7]{26}", "citizen-k2v7o5qhx3u4m6d2wzj5tnr3ay"),
    (r"\d{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b", "2026-7F3K-92QX"),
    (
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)",
        "2026-11-24T10:15:00+00:00",
    ),
    (r"\d{4}-\d\d-\d\d(?![T\d-])", "2026-11-30"),
    (r'(?<="month": ")\d{4}-\d\d(?=")', "2026-11"),
    (r"\b\d{4} \d{4}\b", "1234 5678"),
    (r"(?<=@eloket-verify/)[0-9A-Z-]{19}", "VK7M-2QXR-9D4H-0TNB"),
    (r"\b[0-9a-f]{64}\b", "9f86d081884c7d659a2feaa0c55ad015" * 2),
    (r"\b[0-9a-f]{32}\b", "0f1e2d3c4b5a69788796a5b4c3d2e1f0"),
    (r"(?<![\w-])[\w-]{43}(?![\w-])", "Vh3c0P9rJm1Yk5TqXw7ZbN2dLf8sGa4uE6oQxRiBtCy"),
    (r"(?<=eloket-until=)\d+", "1795515300"),
    (r'(?<="time": ")\d+\.\d\d', "11.15"),
    (r'(?<="seconds_left": )\d+', "1800"),
    (r'(?<="seconds_at_most": )\d+', "28800"),
    (r"(?<=after=)[\w%.~-]+", "2026.7F3K"),
    # certificates, signatures, the files of a card
    (r"[\w+/=-]{80,}", "MIIB…"),
)


def pytest_addoption(parser) -> None:
    """Let examples be written anew."""
    parser.addoption(
        "--record", action="store_true", help="write tests/http-examples anew"
    )


def pytest_collection_modifyitems(config, items) -> None:
    """Run only the tests that record something, when that is what is asked for."""
    if config.getoption("record"):
        kept = [item for item in items if "recorded" in item.fixturenames]
        config.hook.pytest_deselected(items=[one for one in items if one not in kept])
        items[:] = kept


@pytest.fixture
def recorded(request):
    """Check an answer by docs/openapi.yaml, and keep it as an example."""

    def record(name: str, answer: requests.Response, site: str | None = None) -> None:
        root = site or site_of(answer)
        check(answer, root)
        for ending, text in (
            ("req", request_text(answer.request, root)),
            ("resp", response_text(answer, root)),
        ):
            file = FOLDER / f"{name}.{ending}"
            if request.config.getoption("record"):
                file.write_text(text, encoding="utf-8")
            kept = file.read_text(encoding="utf-8") if file.exists() else ""
            assert text == kept, f"{file.name} is another answer: make examples"

    return record


def site_of(answer: requests.Response) -> str:
    """Return the address of the site of the test layer that was asked."""
    return re.match(r"https?://[^/]+/[^/]+", answer.request.url)[0]


def settled(text: str, root: str) -> str:
    """Return a text without what changes from run to run."""
    for written in (str, partial(quote, safe="")):
        text = text.replace(written(root), written(SITE))
        text = text.replace(written(origin_of(root)), written(origin_of(SITE)))
    for pattern, example in CHANGING:
        text = re.sub(pattern, example, text)
    return text


def origin_of(address: str) -> str:
    """Return scheme and host of a site's address."""
    return address.rpartition("/")[0]


def request_text(request: requests.PreparedRequest, root: str) -> str:
    """Return a request as it goes over the wire."""
    path = request.path_url.replace(root.rpartition("/")[2], SITE.rpartition("/")[2], 1)
    head = [f"{request.method} {path} HTTP/1.1"]
    for line in headers_of(request.headers, REQUEST_HEADERS):
        head.append(re.sub(r"^(Cookie: [\w-]+)=.*", r"\1=…", line))
    body = request.body or b""
    body = body.decode() if isinstance(body, bytes) else body
    return settled("\n".join((*head, "", pretty(body))), root)


def response_text(answer: requests.Response, root: str) -> str:
    """Return an answer as it came over the wire."""
    head = [f"HTTP/1.1 {answer.status_code} {answer.reason}"]
    for line in headers_of(answer.headers, RESPONSE_HEADERS):
        # the value of a cookie may be anything, and its end any day
        line = re.sub(r'^(Set-Cookie: [\w-]+)="?[^;]*', r"\1=…", line)
        head.append(re.sub(r"; Expires=[^;]*? GMT", "", line))
    return settled("\n".join((*head, "", pretty(answer.text))), root)


def headers_of(headers, shown: tuple[str, ...]) -> list[str]:
    """Return the header lines that an example shows."""
    return [f"{name}: {headers[name]}" for name in shown if name in headers]


def pretty(body: str) -> str:
    """Return JSON in lines, anything else as it is."""
    if not body:
        return ""
    try:
        found = json.loads(body)
    except ValueError:
        # a file has the line ends of any text here
        return "\n".join(body.splitlines()) + "\n"
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"
