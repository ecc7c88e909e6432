"""The example receiver takes what is genuine and of now, and nothing else."""

from base64 import b64decode
from base64 import b64encode
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from eloket_sandbox.registration.receiver import NotGenuineError
from eloket_sandbox.registration.receiver import Receiver
from eloket_sandbox.registration.receiver import registration_secret
from eloket_sandbox.registration.receiver import this_moment

import hmac
import json
import pytest


NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
KEY = b"k" * 32
BODY = json.dumps(
    {
        "type": "case.created",
        "timestamp": "2026-11-26T09:00:00Z",
        "data": {"reference": "2026-7F3K-92QX", "state": "submitted"},
    }
).encode()


def word(key=KEY):
    return "whsec_" + b64encode(key).decode()


def headers(key=KEY, at=NOW, message_id="msg_1", body=BODY, **changes):
    moment = str(int(at.timestamp()))
    signed = f"{message_id}.{moment}.".encode() + body
    signature = b64encode(hmac.digest(key, signed, "sha256")).decode()
    good = {
        "webhook-id": message_id,
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{signature}",
    }
    return good | changes


def test_a_case_keeps_its_number_whatever_is_told_of_it():
    receiver = Receiver(word())
    first = receiver.take(headers(), BODY, NOW)
    assert receiver.take(headers(message_id="msg_2"), BODY, NOW) == first
    assert [one.id for one in receiver.taken()] == ["msg_2", "msg_1"]


def test_what_comes_again_is_known_again():
    receiver = Receiver(word())
    for _time in range(2):
        receiver.take(headers(), BODY, NOW)
    (taken,) = receiver.taken()
    assert (taken.id, taken.times) == ("msg_1", 2)


def test_answers_are_read_in_the_language_of_the_site():
    was = {"name": "why", "title": "Pourquoi ?", "value": "Pour louer"}
    now = {"site_title": "Waarom?", "site_value": "Om te huren", "answer": "rent"}
    receiver = Receiver(word())
    for answers, read in (
        ([was], [("Pourquoi ?", "Pour louer")]),
        ([was | now], [("Waarom?", "Om te huren")]),
        ([], []),
    ):
        found = json.loads(BODY)
        found["data"]["answers"] = answers
        body = json.dumps(found).encode()
        receiver.take(headers(body=body), body, NOW)
        assert receiver.taken()[0].answers() == read


@pytest.mark.parametrize("late", [-299, 299])
def test_clocks_may_differ_a_little(late):
    at = NOW + timedelta(seconds=late)
    assert Receiver(word()).take(headers(at=at), BODY, NOW)


def test_one_of_several_signatures_is_enough():
    good = headers()["webhook-signature"]
    both = headers(**{"webhook-signature": f"v1,AAAA v1a,BBBB {good}"})
    assert Receiver(word()).take(both, BODY, NOW)


@pytest.mark.parametrize(
    "sent, cause",
    [
        (headers(key=b"o" * 32), "signature"),
        (headers(body=b"{}"), "signature"),
        (headers(**{"webhook-id": "msg_2"}), "signature"),
        (headers(**{"webhook-signature": ""}), "signature"),
        (headers(**{"webhook-signature": "v2,é"}), "signature"),
        (headers(at=NOW - timedelta(seconds=301)), "time"),
        (headers(at=NOW + timedelta(seconds=301)), "time"),
        (headers(**{"webhook-timestamp": "now"}), "headers"),
        (headers(**{"webhook-id": ""}), "headers"),
        ({}, "headers"),
    ],
    ids=[
        "another secret",
        "another body",
        "another id",
        "unsigned",
        "another scheme",
        "kept and sent again",
        "from the future",
        "no time",
        "no id",
        "nothing",
    ],
)
def test_what_is_not_genuine_is_refused(sent, cause):
    receiver = Receiver(word())
    with pytest.raises(NotGenuineError, match=cause):
        receiver.take(sent, BODY, NOW)
    assert receiver.taken() == []


def test_the_page_shows_what_came(sandbox, web):
    address = f"{sandbox['address']}/zaaksysteem"
    assert "Nog geen meldingen" in web.get(address).text
    key = registration_secret(sandbox["folder"])
    sent = headers(at=this_moment(), key=_bytes(key))
    answer = web.post(address, data=BODY, headers=sent)
    assert answer.json()["number"].startswith("Z-")
    assert "2026-7F3K-92QX" in web.get(address).text
    assert len(web.get(f"{address}.json").json()["items"]) == 1
    web.post(f"{address}/leeg")
    assert web.get(f"{address}.json").json() == {"items": []}


@pytest.mark.parametrize(
    "changes, body, status",
    [({"webhook-signature": "v1,AAAA"}, BODY, 401), ({}, b"no JSON", 400)],
    ids=["forged", "no JSON"],
)
def test_the_server_refuses(sandbox, web, changes, body, status):
    key = _bytes(registration_secret(sandbox["folder"]))
    sent = headers(at=this_moment(), key=key, body=body) | changes
    answer = web.post(f"{sandbox['address']}/zaaksysteem", data=body, headers=sent)
    assert answer.status_code == status


def _bytes(secret):
    return b64decode(secret.removeprefix("whsec_"))
