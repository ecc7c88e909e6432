"""Reports of mail servers: one thing is taken out of them, or nothing."""

from collective.eloket.outbox.dsn import failed_mail
from collective.eloket.outbox.dsn import LARGEST_BYTES
from tests.outbox.reports import JOB
from tests.outbox.reports import report

import pytest


def test_a_mail_that_did_not_arrive_is_found():
    assert failed_mail(report()) == JOB


@pytest.mark.parametrize("original", ["text/rfc822-headers", "message/rfc822"])
@pytest.mark.parametrize("line", ["\n", "\r\n"], ids=["as a pipe", "as on the wire"])
def test_headers_are_enough(original, line):
    text = report(original=original).decode("ascii")
    assert failed_mail(text.replace("\n", line).encode("ascii")) == JOB


@pytest.mark.parametrize(
    "changes",
    [
        {"action": "delayed"},
        {"action": "delivered"},
        {"action": "relayed"},
        {"action": ""},
        {"kind": "multipart/mixed"},
        {"report_type": "disposition-notification"},
        {"status_type": "text/plain"},
        {"original": "text/plain"},
        {"message_id": "<4f1a@testegem.example>"},
        {"message_id": f"<{JOB.upper()}@testegem.example>"},
        {"message_id": f"<{JOB}>"},
        {"message_id": f"<{JOB}@a.example> <{JOB}@b.example>"},
        {"message_id": ""},
    ],
    ids=[
        "only late",
        "arrived",
        "handed on",
        "says nothing",
        "no report",
        "a receipt of a reader",
        "no status",
        "no original",
        "another id",
        "not as we write it",
        "no host",
        "two ids",
        "no id",
    ],
)
def test_anything_else_says_nothing(changes):
    assert failed_mail(report(**changes)) is None


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"\xff\xfe\x00",
        b"Subject: Dag\n\nDag!\n",
        b"Content-Type: multipart/report; report-type=delivery-status\n\nno parts",
        report() + b" " * LARGEST_BYTES,
        report() + b"\n" + b"Content-Type: multipart/mixed\n" * 500,
        report(parts=30),
    ],
    ids=["empty", "no text", "a mail", "no parts", "too large", "too deep", "too many"],
)
def test_what_cannot_be_read_says_nothing(message):
    assert failed_mail(message) is None


def test_parts_within_parts_end_somewhere():
    inner = "Content-Type: multipart/mixed; boundary=b{0}\n\n--b{0}\n"
    deep = "".join(inner.format(number) for number in range(5000))
    assert failed_mail(report() + deep.encode("ascii")) is None


def test_one_failure_among_other_readers_counts():
    both = report(action="delivered\nFinal-Recipient: rfc822; b@b.be\n\nAction: failed")
    assert failed_mail(both) == JOB
