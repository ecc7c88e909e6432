from collective.eloket.http import logs
from collective.eloket.http.logs import GONE
from collective.eloket.http.logs import JsonFormatter
from collective.eloket.http.logs import without_persons

import json
import logging
import pytest
import sys
import time


def line_of(message, *values, **more):
    record = logging.LogRecord(
        "Zope", logging.ERROR, __file__, 7, message, values, more.get("exc_info")
    )
    line = JsonFormatter("%(message)s").format(record)
    assert "\n" not in line
    return json.loads(line)


def test_a_line_says_when_where_and_what():
    line = line_of("%s jobs wait", 3)
    assert (line["level"], line["logger"], line["message"]) == (
        "ERROR",
        "Zope",
        "3 jobs wait",
    )
    assert line["time"].endswith("+00:00")
    assert line["process"] > 0


def test_a_traceback_stands_in_the_line_without_what_persons_typed():
    try:
        raise ValueError("noor@voorbeeld.example is no number")
    except ValueError:
        line = line_of("failed", exc_info=sys.exc_info())
    assert "ValueError" in line["exc_info"]
    assert "noor" not in line["exc_info"]


@pytest.mark.parametrize(
    "message",
    ['/p?a","level":"INFO', "/p?a\\", '"?\\"', "/p?a\nb", "eyJ\x1b[31m", "\ud800?"],
    ids=["quote", "backslash", "both", "line end", "control", "half a sign"],
)
def test_a_line_stays_one_line_of_json_whatever_was_logged(message):
    line = line_of(message)
    assert line["level"] == "ERROR" and line["logger"] == "Zope"


def test_what_is_told_beside_the_message_is_cleaned_too():
    record = logging.LogRecord("Zope", logging.INFO, __file__, 7, "x", (), None)
    record.asked = {"who": ["noor@voorbeeld.example"], "times": 3, "at": None}
    told = json.loads(JsonFormatter().format(record))
    assert told["asked"] == {"who": [f"{GONE}@{GONE}"], "times": 3, "at": None}


@pytest.mark.parametrize(
    "part",
    ["a", "a.", "eyJ", "eyJ-", "eyJ.", "a@", "a@b.", "a?", "?.", "1", "12 "],
)
def test_no_text_takes_longer_than_it_is_long(part):
    """Twice the text takes twice the time, about; by the square it takes four times."""
    logs.LONGEST, usual = 10**7, logs.LONGEST
    try:
        short, long = (cpu_of(part * times) for times in (20_000, 160_000))
    finally:
        logs.LONGEST = usual
    assert long < 24 * max(short, 0.001)


def cpu_of(text):
    """Return the CPU seconds that one text takes, the least of three."""
    took = []
    for _ in range(3):
        begun = time.thread_time()
        without_persons(text)
        took.append(time.thread_time() - begun)
    return min(took)


def test_of_a_long_text_begin_and_end_are_written():
    left = without_persons("begin " + "x" * 10**6 + " end")
    assert left.startswith("begin") and left.endswith("end")
    assert len(left) < 21_000


@pytest.mark.parametrize(
    "text, left",
    [
        (
            "GET https://x.example/callback?code=abc&state=d HTTP/1.1",
            f"GET https://x.example/callback?{GONE} HTTP/1.1",
        ),
        ("/mijn-profiel?naam=Noor", f"/mijn-profiel?{GONE}"),
        ("What is this?", "What is this?"),
        ("Who? Me.", "Who? Me."),
        ("noor.v@mail.voorbeeld.example left", f"{GONE}@{GONE} left"),
        ("number 85.07.30-033.28!", f"number {GONE}!"),
        ("number 85073003328", f"number {GONE}"),
        ("case 850730033281", "case 850730033281"),
        ("reference 2026-7F3K-92QX", "reference 2026-7F3K-92QX"),
        ("took 12.5 ms", "took 12.5 ms"),
        ("token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln here", f"token {GONE} here"),
    ],
)
def test_what_may_be_of_a_person_is_taken_out(text, left):
    assert without_persons(text) == left
    assert line_of(text)["message"] == left
