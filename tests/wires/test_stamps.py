"""Authorities for time-stamps: dead, slow, strange, and not ours."""

from asn1crypto import tsp
from asn1crypto import x509
from collective.eloket.documents.seal.signing import sealed
from collective.eloket.wires.service import ANYWHERE
from collective.eloket.wires.stamps import asking as stamping
from collective.eloket.wires.stamps.asking import Authority
from collective.eloket.wires.stamps.asking import CheckedStamper
from collective.eloket.wires.stamps.errors import StampRefusedError
from collective.eloket.wires.stamps.errors import StampSilentError
from collective.eloket.wires.stamps.errors import StampTrustError
from collective.eloket.wires.stamps.trust import read_anchors
from eloket_sandbox.cards.authorities import issue
from eloket_sandbox.cards.authorities import new_key
from eloket_sandbox.cards.trusting import pem
from eloket_sandbox.sealing.authorities import new_seal_pki
from eloket_sandbox.sealing.authorities import seal_wish
from eloket_sandbox.sealing.pages import stamper_of
from tests.documents.seal import house
from tests.wires.dripping import at_once
from tests.wires.dripping import BEGIN
from tests.wires.dripping import dripping

import pytest
import responses
import socket


ADDRESS = "http://stamps.example/tsa"
ANSWER = "application/timestamp-reply"


def stamper(address=ADDRESS, root=None, seconds=1) -> CheckedStamper:
    anchor = x509.Certificate.load((root or house.pki().root).der)
    return CheckedStamper(Authority(address, seconds, (anchor,), ANYWHERE))


def seal(found: CheckedStamper) -> bytes:
    return sealed(house.pdf(), house.key(), house.TITLE, found)


def granted(request, holder=None, **changes) -> bytes:
    """Answer a question well, or to another one."""
    question = tsp.TimeStampReq.load(request.body)
    for name, value in changes.items():
        question[name] = value
    stamps = stamper_of(holder or house.pki().stamps)
    return stamps.request_tsa_response(question).dump()


def of_something_else(request) -> bytes:
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": b"x" * 32}
    return granted(request, message_imprint=tsp.MessageImprint(imprint))


def spoiled(request) -> bytes:
    """Change the last byte: it is of the signature."""
    answer = granted(request)
    return answer[:-1] + bytes([answer[-1] ^ 1])


def rejected(request) -> bytes:
    return tsp.TimeStampResp({"status": {"status": "rejection"}}).dump()


def by_no_authority(request) -> bytes:
    """Let somebody stamp whose certificate, by our root, is for something else."""
    return granted(request, issue(seal_wish(), new_key("ec"), house.pki().root))


REFUSED = {
    "no answer at all": (200, ANSWER, lambda _request: b"hello"),
    "a page": (200, "text/html", granted),
    "moved": (302, ANSWER, granted),
    "not allowed": (403, ANSWER, granted),
    "rejected": (200, ANSWER, rejected),
    "to another question": (200, ANSWER, lambda r: granted(r, nonce=1)),
    "of another document": (200, ANSWER, of_something_else),
    "spoiled on its way": (200, ANSWER, spoiled),
    "by no authority for time-stamps": (200, ANSWER, by_no_authority),
    "too large": (200, ANSWER, lambda _request: b"x" * (64 * 1024 + 1)),
}


@pytest.mark.parametrize("status, kind, answer", REFUSED.values(), ids=REFUSED.keys())
@responses.activate
def test_an_answer_is_refused(status, kind, answer):
    responses.add_callback(
        responses.POST, ADDRESS, lambda r: (status, {}, answer(r)), content_type=kind
    )
    with pytest.raises(StampRefusedError):
        seal(stamper())


@responses.activate
def test_a_good_answer_is_taken():
    responses.add_callback(
        responses.POST, ADDRESS, lambda r: (200, {}, granted(r)), content_type=ANSWER
    )
    assert seal(stamper()).startswith(house.pdf())


@responses.activate
def test_an_authority_that_nobody_here_vouches_for_is_refused():
    responses.add_callback(
        responses.POST, ADDRESS, lambda r: (200, {}, granted(r)), content_type=ANSWER
    )
    with pytest.raises(StampRefusedError):
        seal(stamper(root=new_seal_pki().root))


@pytest.mark.parametrize("status", [500, 503])
@responses.activate
def test_an_authority_in_trouble_is_silent(status):
    responses.add(responses.POST, ADDRESS, status=status, content_type=ANSWER)
    with pytest.raises(StampSilentError):
        seal(stamper())


def test_an_authority_that_is_not_there_is_silent():
    with pytest.raises(StampSilentError):
        seal(stamper("http://127.0.0.1:1/tsa"))


def test_an_authority_that_only_listens_is_silent_after_a_second():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        with pytest.raises(StampSilentError):
            seal(stamper(f"http://127.0.0.1:{port}/tsa"))


HEADERS = BEGIN + b"X-Long: "
BODY = BEGIN + b"Content-Type: application/timestamp-reply\r\n\r\n"


@pytest.mark.parametrize("head", [HEADERS, BODY], ids=["headers", "body"])
def test_who_drips_is_cut_off(head):
    with dripping(head) as host, at_once(), pytest.raises(StampSilentError):
        stamping.ask(Authority(f"http://{host}/", 0.2, (), ANYWHERE), b"question")


def test_an_authority_on_a_private_network_is_not_spoken_to():
    with dripping() as host, pytest.raises(StampSilentError, match="Private"):
        stamping.ask(Authority(f"http://{host}/", 3, ()), b"question")


def test_the_whole_answer_is_kept():
    assert stamping._whole([b"a", b"b"]) == b"ab"


def test_anchors_are_read(tmp_path):
    path = tmp_path / "trust.pem"
    path.write_text(pem(house.pki().root) + pem(house.pki().authority))
    assert [one.dump() for one in read_anchors(path)] == [
        house.pki().root.der,
        house.pki().authority.der,
    ]


@pytest.mark.parametrize("content", [None, "", "hello"], ids=["gone", "empty", "text"])
def test_without_anchors_nothing_is_stamped(tmp_path, content):
    path = tmp_path / "trust.pem"
    if content is not None:
        path.write_text(content)
    with pytest.raises(StampTrustError):
        read_anchors(path)


def test_without_a_file_nothing_is_stamped():
    with pytest.raises(StampTrustError):
        read_anchors(None)
