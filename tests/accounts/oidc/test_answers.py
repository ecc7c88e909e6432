from collective.eloket.accounts.oidc import answers
from collective.eloket.accounts.oidc import errors
from collective.eloket.accounts.oidc import transactions
from collective.eloket.accounts.oidc.model import Ask
from collective.eloket.accounts.oidc.model import Purpose
from collective.eloket.accounts.oidc.model import Transaction
from collective.eloket.ephemeral.service import side_store
from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from tests.accounts.oidc import provider as fake
from tests.accounts.oidc.people import CALLBACK
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


def answer(
    transaction,
    now=NOW,
    repeated=False,
    named=False,
    user=None,
    session=None,
    **changes,
) -> answers.Answer:
    good = {"code": "c", "state": transaction.state if transaction else "x"}
    return answers.Answer(
        parameters={n: value for n, value in (good | changes).items() if value},
        repeated=repeated,
        transaction=transaction,
        issuer=fake.ISSUER,
        named=named,
        user=user,
        session=session,
        now=now,
    )


def check(one: answers.Answer) -> None:
    for rule in answers.CHECKS:
        rule(one)


def test_a_good_answer_passes():
    check(answer(opened(begun()), iss=fake.ISSUER))
    check(answer(opened(begun()), iss=fake.ISSUER, named=True))
    check(answer(opened(begun(user="a")), user="a"))
    check(answer(opened(begun()), user="somebody else"))


@pytest.mark.parametrize("user", [None, "b"], ids=["nobody", "somebody else"])
def test_who_began_must_still_be_signed_in(user):
    transaction = opened(begun(user="a"))
    with pytest.raises(errors.OtherPersonError):
        check(answer(transaction, user=user))
    check(answer(transaction, user="a"))


def test_who_began_must_still_be_in_the_same_session():
    transaction = opened(begun(user="a", session="s"))
    with pytest.raises(errors.OtherPersonError):
        check(answer(transaction, user="a", session="t"))
    check(answer(transaction, user="a", session="s"))


def test_an_answer_before_the_sign_out_is_refused():
    transaction = opened(begun().signing_out())
    with pytest.raises(errors.StageError):
        check(answer(transaction))


ANSWERS = [
    ("a parameter twice", {"repeated": True}, errors.RepeatedParameterError),
    ("cancelled", {"error": "access_denied"}, errors.SignInCancelledError),
    ("other error", {"error": "server_error"}, errors.ProviderRefusedError),
    ("other state", {"state": "x" * 43}, errors.StateMismatchError),
    ("no state", {"state": None}, errors.StateMismatchError),
    ("too late", {"now": NOW + timedelta(minutes=10)}, errors.TransactionExpiredError),
    ("other provider", {"iss": "https://evil.example"}, errors.AnswerIssuerError),
    ("no provider named", {"named": True}, errors.AnswerIssuerMissingError),
    (
        "other provider, and an error",
        {"iss": "https://evil.example", "error": "access_denied"},
        errors.AnswerIssuerError,
    ),
    (
        "other state, and an error",
        {"state": "x", "error": "a"},
        errors.StateMismatchError,
    ),
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
    prefix = "__Host-" if secure else ""
    cookie = left.response.cookies[f"{prefix}{transactions.cookie_name(one.state)}"]
    assert bool(cookie.get("Secure") or cookie.get("secure")) is secure


def test_many_tabs_do_not_make_a_header_that_servers_refuse():
    tabs = [begun() for _ in range(transactions.MOST_TABS + 3)]
    browser: dict[str, str] = {}
    for number, one in enumerate(tabs):
        one = replace(one, started=NOW + timedelta(seconds=number))
        left = request()
        left.cookies.update(browser)
        transactions.begin(left, one, NOW)
        for name, cookie in left.response.cookies.items():
            if cookie["value"] == "deleted":
                del browser[name]
            else:
                browser[name] = cookie["value"]
    assert set(browser) == {
        transactions.cookie_name(one.state) for one in tabs[-transactions.MOST_TABS :]
    }


def test_what_is_no_sign_in_of_ours_is_forgotten_first():
    one, left = begun(), request()
    good = request()
    transactions.begin(good, one, NOW)
    ((name, cookie),) = good.response.cookies.items()
    left.cookies.update({f"eloket-tx-{n}": "x" for n in range(5)})
    left.cookies[name] = cookie["value"]
    transactions.begin(left, begun(), NOW)
    gone = [n for n, c in left.response.cookies.items() if c["value"] == "deleted"]
    assert gone == ["eloket-tx-0"]


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
