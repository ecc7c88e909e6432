from collective.eloket.accounts.oidc import answers
from collective.eloket.accounts.oidc import errors
from collective.eloket.accounts.oidc import transactions
from collective.eloket.accounts.oidc.model import Ask
from collective.eloket.accounts.oidc.model import Purpose
from collective.eloket.accounts.oidc.model import Transaction
from collective.eloket.ephemeral.service import side_store
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from tests.accounts.oidc import provider as fake
from tests.accounts.oidc.test_client import CALLBACK
from ZPublisher.HTTPRequest import HTTPRequest
from ZPublisher.HTTPResponse import HTTPResponse

import io
import pytest


pytestmark = pytest.mark.usefixtures("keys")

NOW = datetime(2030, 11, 24, 10, 0, tzinfo=UTC)


def begun(**changes) -> Transaction:
    acr = (f"{fake.URN}eid",)
    return Transaction.begin("burgerprofiel", CALLBACK, Ask(**changes), acr, NOW)


def opened(transaction: Transaction) -> Transaction:
    """Note in the side store that the transaction is open, as ``begin`` does."""
    key = transactions.blind(transactions.KIND, transaction.state)
    side_store().put(transactions.KIND, key, b"open", transactions.LIFETIME, NOW)
    return transaction


def answer(transaction, now=NOW, repeated=False, **changes) -> answers.Answer:
    good = {"code": "c", "state": transaction.state if transaction else "x"}
    found = {name: value for name, value in (good | changes).items() if value}
    return answers.Answer(found, repeated, transaction, fake.ISSUER, now)


def check(one: answers.Answer) -> None:
    for rule in answers.CHECKS:
        rule(one)


def test_a_good_answer_passes():
    check(answer(opened(begun()), iss=fake.ISSUER))


ANSWERS = [
    ("a parameter twice", {"repeated": True}, errors.RepeatedParameterError),
    ("cancelled", {"error": "access_denied"}, errors.SignInCancelledError),
    ("other error", {"error": "server_error"}, errors.ProviderRefusedError),
    ("other state", {"state": "x" * 43}, errors.StateMismatchError),
    ("no state", {"state": None}, errors.StateMismatchError),
    ("too late", {"now": NOW + timedelta(minutes=10)}, errors.TransactionExpiredError),
    ("other provider", {"iss": "https://evil.example"}, errors.AnswerIssuerError),
    ("no code", {"code": None}, errors.CodeMissingError),
]


@pytest.mark.parametrize(
    "changes, refusal", [row[1:] for row in ANSWERS], ids=[row[0] for row in ANSWERS]
)
def test_an_answer_is_refused_and_takes_nothing(changes, refusal):
    transaction = opened(begun())
    with pytest.raises(refusal):
        check(answer(transaction, **changes))
    assert transactions.take(transaction, NOW)


def test_a_browser_that_began_nothing_is_refused():
    with pytest.raises(errors.TransactionMissingError):
        check(answer(None))


def test_an_answer_is_used_once():
    transaction = opened(begun())
    check(answer(transaction))
    with pytest.raises(errors.TransactionUsedError):
        check(answer(transaction))


def test_a_transaction_that_was_never_noted_is_refused():
    with pytest.raises(errors.TransactionUsedError):
        check(answer(begun()))


@pytest.mark.parametrize(
    "query, expected",
    [
        ("code=a&state=b", ({"code": "a", "state": "b"}, False)),
        ("code=a&code=b", ({"code": "b"}, True)),
        ("code=a&code=a", ({"code": "a"}, True)),
        ("&".join(f"a{n}=1" for n in range(30)), ({}, True)),
        ("", ({}, False)),
    ],
)
def test_repeated_parameters_are_seen(query, expected):
    assert answers.parameters_of(query) == expected


def test_a_transaction_survives_its_cookie():
    one = begun(
        purpose=Purpose.STEPUP,
        user="citizen-x",
        return_to="/e-loket",
        max_age=timedelta(minutes=5),
    )
    assert Transaction.from_bytes(one.to_bytes()) == one
    assert Transaction.from_bytes(begun().to_bytes()).max_age is None


def request(**environ) -> HTTPRequest:
    good = {
        "SERVER_NAME": "loket.example",
        "SERVER_PORT": "443",
        "REQUEST_METHOD": "GET",
    }
    response = HTTPResponse(stdout=io.BytesIO())
    return HTTPRequest(io.BytesIO(), good | environ, response)


@pytest.mark.parametrize("environ, secure", [({"HTTPS": "on"}, True), ({}, False)])
def test_the_cookie_is_for_https_only_when_the_site_is(environ, secure):
    one, left = begun(), request(**environ)
    transactions.begin(left, one, NOW)
    cookie = left.response.cookies[transactions.cookie_name(one.state)]
    assert bool(cookie.get("Secure") or cookie.get("secure")) is secure


@pytest.mark.parametrize(
    "cookie", [None, "", "é", "!", "AAAA", "A"], ids=["none", "empty", "", "", "", ""]
)
def test_what_is_no_cookie_of_ours_is_no_transaction(cookie):
    came_back = request()
    if cookie is not None:
        came_back.cookies["eloket-tx-abcdefgh"] = cookie
    found = transactions.find(came_back, "abcdefghij", "proef", "http://x/callback")
    assert found is None


def test_the_cookie_is_of_one_provider_on_one_site():
    one, left, came_back = begun(), request(), request()
    transactions.begin(left, one, NOW)
    name = transactions.cookie_name(one.state)
    came_back.cookies[name] = left.response.cookies[name]["value"]
    redirect = one.redirect_uri
    assert transactions.find(came_back, one.state, "burgerprofiel", redirect) == one
    assert transactions.find(came_back, one.state, "andere", redirect) is None
    assert transactions.find(came_back, one.state, "burgerprofiel", "http://x") is None
