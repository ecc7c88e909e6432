"""The sandbox's cards, authorities and reader, checked by the product itself."""

from collective.eloket.clock import utcnow
from collective.eloket.identity.eid.certificate_errors import CardRevokedError
from collective.eloket.identity.eid.certificate_errors import CardSuspendedError
from collective.eloket.identity.eid.certificate_errors import CertificateExpiredError
from collective.eloket.identity.eid.certificate_errors import RevocationUnknownError
from collective.eloket.identity.eid.content import read_content
from collective.eloket.identity.eid.errors import CardTypeError
from collective.eloket.identity.eid.folder import read_trust
from collective.eloket.identity.eid.network import fetch
from collective.eloket.identity.eid.revocation import OnlineRevocation
from collective.eloket.identity.eid.verify import Verifier
from collective.eloket.identity.eid.verify import verify_card
from collective.eloket.identity.eid.webeid import read_token
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from eloket_sandbox.cards.people import SAMPLES
from eloket_sandbox.cards.reader import Reader
from eloket_sandbox.cards.reader import WrongPinError
from eloket_sandbox.cards.trusting import write_trust
from eloket_sandbox.cards.wallet import wallet_of
from eloket_sandbox.persons import PERSONS
from tests.identity.eid.house import SHA_1
from urllib.parse import urlsplit

import pytest


ORIGIN = "http://localhost:1"
NONCE = "iMeEwP2cgUINY2XoO/lqEpOUn7z/ysHRqGXkGKC4VXE="
REFUSED = {
    "jan-verloren": CardRevokedError,
    "liv-geschorst": CardSuspendedError,
    "augusta-vervallen": CertificateExpiredError,
    "sam": CardTypeError,
}
GOOD = sorted(set(SAMPLES) - set(REFUSED))


class NoShelf:
    """Keeps nothing."""

    def get(self, key, now):
        return None

    def put(self, key, data, until):
        pass

    def note_list(self, address, issuer, until):
        pass


def no_responder(address, question):
    """Only lists can be fetched."""
    if question is not None:
        raise RevocationUnknownError("silent")
    return fetch(address, question)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    monkeypatch.setenv("no_proxy", "localhost")


@pytest.fixture
def wallet(sandbox):
    return wallet_of(sandbox["folder"], sandbox["address"])


@pytest.fixture
def checks(sandbox, wallet, tmp_path):
    """What an e-loket checks these cards with, over the network."""
    host = urlsplit(sandbox["address"]).netloc
    write_trust(tmp_path / "trust", wallet, host)
    trust = read_trust(tmp_path / "trust", production=False)

    def made(fetch=fetch):
        return Verifier(trust, OnlineRevocation(fetch, NoShelf()), ORIGIN)

    return made


def shown(card, checks):
    """Verify a card as a citizen shows it, without what the trust folder has."""
    content = card.content()
    sent = {
        name: content[name] for name in ("id", "addr", "idsig", "addrsig", "rrncert")
    }
    token = read_token(card.answer(NONCE, ORIGIN))
    return verify_card(read_content(sent), token, NONCE, checks, utcnow())


def test_every_person_has_a_card():
    assert set(PERSONS) <= set(SAMPLES)
    assert {sample.generation for sample in SAMPLES.values()} == {"rsa", "ec"}


@pytest.mark.parametrize("id", GOOD)
def test_a_good_card_is_believed(wallet, checks, id):
    found, _presence = shown(wallet.cards[id], checks())
    assert found.identity.number.digits == SAMPLES[id].data.number


@pytest.mark.parametrize("id", sorted(REFUSED))
@pytest.mark.parametrize("road", [fetch, no_responder], ids=["responder", "list"])
def test_the_others_are_refused(wallet, checks, id, road):
    with pytest.raises(REFUSED[id]):
        shown(wallet.cards[id], checks(road))


def test_without_responder_the_list_says_that_a_card_is_good(wallet, checks):
    shown(wallet.cards["jan"], checks(no_responder))


@pytest.mark.parametrize(
    "issuer, status",
    [
        ("rsa", ocsp.OCSPCertStatus.UNKNOWN),
        ("ec", ocsp.OCSPCertStatus.GOOD),
    ],
)
def test_the_responder_knows_what_each_authority_issued(
    sandbox, wallet, web, issuer, status
):
    card = wallet.cards["jan"].authentication.certificate
    above = wallet.pkis[issuer].citizens.certificate
    question = ocsp.OCSPRequestBuilder().add_certificate(card, above, SHA_1).build()
    data = question.public_bytes(Encoding.DER)
    answer = web.post(f"{sandbox['address']}/pki/ocsp", data=data)
    assert ocsp.load_der_ocsp_response(answer.content).certificate_status is status


def test_what_is_no_question_gets_no_answer(sandbox, web):
    answer = web.post(f"{sandbox['address']}/pki/ocsp", data=b"no question")
    found = ocsp.load_der_ocsp_response(answer.content)
    assert found.response_status is ocsp.OCSPResponseStatus.MALFORMED_REQUEST
    assert web.get(f"{sandbox['address']}/pki/ec/register.crl").status_code == 404
    large = web.post(f"{sandbox['address']}/pki/ocsp", data=b"x" * 5000)
    assert large.status_code == 413


def test_a_moved_card_is_the_same_card(wallet):
    before, after = wallet.cards["noor"], wallet.cards["noor-verhuisd"]
    assert before.authentication.certificate == after.authentication.certificate
    assert before.files["id"] == after.files["id"]
    assert before.files["addr"] != after.files["addr"]


def test_cards_last_until_the_address_changes(wallet, sandbox, tmp_path):
    again = wallet_of(sandbox["folder"], sandbox["address"])
    assert again.cards["jan"].files == wallet.cards["jan"].files
    made = wallet_of(tmp_path, "http://localhost:2")
    assert made.cards["jan"].files != wallet.cards["jan"].files
    assert (tmp_path / "cards.json").stat().st_mode & 0o777 == 0o600


def test_three_wrong_codes_block_a_card_until_the_counter(wallet):
    reader = Reader(wallet)
    reader.check_pin("noor", "1234")
    for left in (2, 1, 0, 0):
        with pytest.raises(WrongPinError) as refused:
            reader.check_pin("noor", "0000")
        assert refused.value.left == left
    for id in ("noor", "noor-verhuisd"):
        with pytest.raises(WrongPinError):
            reader.check_pin(id, "1234")
    reader.check_pin("jan", "1234")
    reader.unblock("noor-verhuisd")
    reader.check_pin("noor", "1234")


def test_a_right_code_gives_the_tries_back(wallet):
    reader = Reader(wallet)
    with pytest.raises(WrongPinError):
        reader.check_pin("jan", "0000")
    reader.check_pin("jan", "1234")
    with pytest.raises(WrongPinError) as refused:
        reader.check_pin("jan", "0000")
    assert refused.value.left == 2


@pytest.fixture
def call(sandbox, web):
    """Ask the reader as a page of the e-loket does."""

    def asked(path, body=None, origin=ORIGIN):
        headers = {"Origin": origin} if origin else {}
        address = f"{sandbox['address']}/cards{path}"
        if body is None:
            return web.get(address, headers=headers)
        return web.post(address, json=body, headers=headers)

    return asked


def test_the_reader_reads_what_is_asked(call):
    names = {"1": ["id"], "11": ["addr", "addrsig", "id", "idsig", "rrncert"]}
    for flags, files in names.items():
        answer = call("/noor/read", {"idflags": flags})
        assert sorted(answer.json()) == files
        assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert {one["id"] for one in call("").json()} == set(SAMPLES)


def test_the_reader_signs_with_the_code_only(call):
    wrong = call("/amina/sign", {"pin": "0000", "nonce": NONCE})
    assert (wrong.status_code, wrong.json()) == (403, {"left": 2})
    assert call("/amina/unblock", {}).status_code == 204
    right = call("/amina/sign", {"pin": "1234", "nonce": NONCE})
    assert right.json()["format"] == "web-eid:1.0"


@pytest.mark.parametrize(
    "path, body, origin, status",
    [
        ("/noor/read", {"idflags": "11"}, "http://localhost:2", 403),
        ("/noor/sign", {"pin": "1234", "nonce": NONCE}, None, 403),
        ("/nobody/read", {"idflags": "11"}, ORIGIN, 404),
        ("/noor/read", {"idflags": "all"}, ORIGIN, 400),
        ("/noor/read", [], ORIGIN, 400),
    ],
    ids=["other origin", "no origin", "no such card", "no number", "no object"],
)
def test_the_reader_refuses(call, path, body, origin, status):
    assert call(path, body, origin).status_code == status
