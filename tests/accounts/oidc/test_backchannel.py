"""A provider ends sessions without a browser: who is believed, and what ends."""

from collective.eloket.accounts import service as accounts
from collective.eloket.accounts.model import Registration
from collective.eloket.accounts.oidc import backchannel
from collective.eloket.accounts.oidc import logouttoken
from collective.eloket.accounts.oidc import sessions
from collective.eloket.accounts.session import is_alive
from collective.eloket.accounts.tokens import read_token
from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.service import side_store
from tests.accounts.oidc import provider as fake
from tests.accounts.oidc.test_service import set_provider
from tests.accounts.oidc.visitor import come_back
from tests.accounts.oidc.visitor import evidence
from tests.accounts.oidc.visitor import last_write
from tests.accounts.oidc.visitor import leave
from tests.accounts.oidc.visitor import Visitor
from urllib.parse import urlencode

import logging
import pytest
import secrets
import transaction


ADDRESS = "/acl_users/proef/backchannel-logout"
EVENTS = {logouttoken.EVENT: {}}
SID = "session-1"


@pytest.fixture
def switched_on(site):
    set_provider(site, settings={"allow_private": True, "backchannel_logout": True})
    transaction.commit()


def claims(op, **changes) -> dict:
    good = {
        "iss": fake.ISSUER,
        "aud": fake.CLIENT_ID,
        "iat": op.now(),
        "exp": op.now() + 120,
        "jti": secrets.token_urlsafe(16),
        "events": EVENTS,
        "sid": SID,
    }
    return {
        name: value for name, value in (good | changes).items() if value is not None
    }


def logout_token(op, make=None, **changes) -> str:
    made = claims(op, **changes)
    return fake.sign(made, typ="logout+jwt") if make is None else make(made)


class Sender:
    """The provider, calling us."""

    def __init__(self, visitor):
        self.app = visitor.browser.testapp
        self.address = f"{visitor.site}{ADDRESS}"

    def send(self, token, **more):
        form = {} if token is None else {"logout_token": token}
        return self.app.post(self.address, urlencode(form | more), expect_errors=True)


@pytest.fixture
def sender(functional, site, switched_on):
    return Sender(Visitor(functional["app"], site))


def sign_in(visitor, op, sid=SID):
    """Sign in on a session of the provider; return ours."""
    op.claims = {"sid": sid} if sid else {}
    come_back(visitor, leave(visitor, op))
    return read_token(visitor.cookies_set["eloket-session"].value)


def alive(token) -> bool:
    transaction.begin()
    return is_alive(token, utcnow())


def checked(answer, status):
    assert answer.status_int == status, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.headers.getall("Set-Cookie")


def test_a_session_ends_with_the_one_at_the_provider(
    visitor, op, site, citizen, sender
):
    token = sign_in(visitor, op)
    assert alive(token)
    before = last_write(site)
    checked(sender.send(logout_token(op)), 200)
    assert not alive(token)
    assert last_write(site) == before
    entries = [row.entry for row in audit.find(subject=citizen)]
    ended = [one for one in entries if one.action == "session.end"]
    assert [(one.role, one.object) for one in ended] == [("provider", "proef")]


@pytest.mark.parametrize(
    "changes",
    [
        {"sub": "person-1"},
        {"aud": ["another", fake.CLIENT_ID]},
        {"make": fake.sign},
        {"make": lambda claims: fake.sign(claims, typ="application/logout+jwt")},
        {"make": lambda claims: fake.sign(claims, typ="JWT")},
    ],
    ids=["with the person", "for several", "no typ", "long typ", "plain typ"],
)
def test_these_are_believed(visitor, op, citizen, sender, changes):
    token = sign_in(visitor, op)
    checked(sender.send(logout_token(op, **changes)), 200)
    assert not alive(token)


def test_every_session_on_it_ends_and_no_other(functional, site, op, citizen, sender):
    def browser():
        return Visitor(functional["app"], site)

    mine = [sign_in(browser(), op) for _ in range(3)]
    other = sign_in(browser(), op, sid="session-2")
    unnamed = sign_in(browser(), op, sid=None)
    checked(sender.send(logout_token(op)), 200)
    assert [alive(token) for token in mine] == [False] * 3
    assert alive(other) and alive(unnamed)


def test_a_person_without_session_name_is_signed_out_everywhere(
    functional, site, op, citizen, sender
):
    tokens = [sign_in(Visitor(functional["app"], site), op, sid) for sid in (SID, None)]
    checked(sender.send(logout_token(op, sid=None, sub="person-1")), 200)
    assert [alive(token) for token in tokens] == [False, False]


def test_a_session_whose_name_the_provider_never_said_ends_by_the_person(
    visitor, op, citizen, sender
):
    token = sign_in(visitor, op, sid=None)
    checked(sender.send(logout_token(op, sub="person-1")), 200)
    assert not alive(token)


@pytest.mark.parametrize(
    "changes",
    [{"sid": "nobody's"}, {"sid": None, "sub": "nobody"}],
    ids=["session", "person"],
)
def test_who_is_not_signed_in_is_signed_out_already(
    visitor, op, site, citizen, sender, changes
):
    token = sign_in(visitor, op)
    before = last_write(site)
    checked(sender.send(logout_token(op, **changes)), 200)
    assert alive(token)
    assert last_write(site) == before


def test_an_ended_session_leaves_the_list(visitor, op, citizen, sender):
    token = sign_in(visitor, op)
    assert sessions.users_of(fake.ISSUER, SID) == {citizen}
    sessions.forget(token.sid)
    assert sessions.users_of(fake.ISSUER, SID) == set()


def test_of_too_many_sessions_on_one_the_first_ends(functional, site, op, citizen):
    browsers = (Visitor(functional["app"], site) for _ in range(sessions.SLOTS + 1))
    tokens = [sign_in(browser, op) for browser in browsers]
    assert [alive(token) for token in tokens] == [False] + [True] * sessions.SLOTS


# refusals


def unsigned_key(made: dict) -> str:
    return fake.sign(made, fake.STRANGER, typ="logout+jwt")


def later(seconds):
    return lambda op: op.now() + seconds


#: section of Back-Channel Logout 1.0, what, change of a good token, code in the log
REFUSED = [
    ("2.6(1) garbage", {"make": lambda _c: "a.b"}, "id_token_malformed"),
    ("2.6(1) encrypted", {"make": lambda _c: "a.b.c.d.e"}, "id_token_malformed"),
    ("2.6(2) alg none", {"make": fake.unsigned}, "id_token_algorithm"),
    ("2.6(2) HMAC", {"make": fake.with_client_secret}, "id_token_algorithm"),
    (
        "2.6(2) other algorithm",
        {"make": lambda c: fake.sign(c, alg="PS256")},
        "id_token_algorithm",
    ),
    ("2.6(2) another's key", {"make": unsigned_key}, "id_token_signature"),
    (
        "2.6(2) unknown key",
        {"make": lambda c: fake.sign(c, kid="rsa-9")},
        "id_token_key",
    ),
    (
        "2.4 typ of an access token",
        {"make": lambda c: fake.sign(c, typ="at+jwt")},
        "id_token_kind",
    ),
    ("2.6(3) another issuer", {"iss": "https://other.example"}, "id_token_issuer"),
    ("2.6(3) no issuer", {"iss": None}, "id_token_issuer"),
    ("2.6(3) another audience", {"aud": "other"}, "id_token_audience"),
    ("2.6(3) no audience", {"aud": None}, "id_token_audience"),
    ("2.6(3) no time", {"iat": None}, "missing_claim"),
    ("2.6(3) made later", {"iat": later(120)}, "id_token_early"),
    ("2.6(3) made long ago", {"iat": later(-900)}, "id_token_stale"),
    ("2.6(3) expired", {"exp": later(-120)}, "id_token_expired"),
    (
        "2.6(3) made long ago, lives long",
        {"iat": later(-660), "exp": later(86400)},
        "id_token_stale",
    ),
    ("2.6(3) lives for ever", {"exp": None}, "missing_claim"),
    ("2.6(4) nobody named", {"sid": None}, "logout_target"),
    ("2.6(4) name is a number", {"sid": 5}, "malformed_claim"),
    ("2.6(4) person is a list", {"sid": None, "sub": ["a"]}, "malformed_claim"),
    ("2.6(5) no event", {"events": None}, "logout_event"),
    ("2.6(5) another event", {"events": {"http://x": {}}}, "logout_event"),
    ("2.6(5) events is a list", {"events": [logouttoken.EVENT]}, "logout_event"),
    ("2.6(5) event is a text", {"events": {logouttoken.EVENT: ""}}, "logout_event"),
    ("2.6(6) a nonce", {"nonce": "x"}, "logout_nonce"),
    ("2.6(6) an empty nonce", {"nonce": ""}, "logout_nonce"),
    ("2.4 no jti", {"jti": None}, "missing_claim"),
    ("2.4 jti is a number", {"jti": 5}, "malformed_claim"),
    ("2.6(9) another's session", {"sub": "person-2"}, "logout_target"),
]


@pytest.fixture
def two_citizens(citizen):
    other = evidence(sub="person-2", number="82010734213")
    accounts.register(Registration(evidence=other))
    transaction.commit()


@pytest.mark.parametrize(
    "changes, code", [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_a_logout_token_is_refused(
    visitor, op, site, two_citizens, sender, caplog, changes, code
):
    token = sign_in(visitor, op)
    made = {
        name: value(op) if callable(value) and name != "make" else value
        for name, value in changes.items()
    }
    before = last_write(site)
    caplog.clear()
    with caplog.at_level(logging.WARNING):
        answer = sender.send(logout_token(op, **made))
    checked(answer, 400)
    assert answer.json == {"error": "invalid_request"}
    assert alive(token)
    assert last_write(site) == before
    (line,) = [r for r in caplog.records if r.name.startswith("collective.eloket")]
    assert line.getMessage() == f"logout by provider proef refused: {code}"


def test_a_good_token_is_believed_once(visitor, op, citizen, sender):
    first = sign_in(visitor, op)
    sent = logout_token(op)
    checked(sender.send(sent), 200)
    again = sign_in(visitor, op)
    checked(sender.send(sent), 400)
    assert alive(again) and not alive(first)


def test_what_was_refused_may_be_sent_again(visitor, op, citizen, sender):
    # a refusal remembers no jti, else a stranger could use up a provider's
    token = sign_in(visitor, op)
    jti = "a-jti-of-the-provider"
    checked(sender.send(logout_token(op, jti=jti, aud="other")), 400)
    checked(sender.send(logout_token(op, jti=jti)), 200)
    assert not alive(token)


def test_an_id_token_ends_nothing(visitor, op, citizen, sender):
    token = sign_in(visitor, op)
    checked(sender.send(fake.sign(op.id_token_claims())), 400)
    assert alive(token)


def test_a_logout_token_signs_nobody_in(visitor, op, citizen, switched_on):
    asked = leave(visitor, op)
    op.make_token = lambda _claims: logout_token(op, sub="person-1")
    come_back(visitor, asked)
    assert visitor.status == 502
    assert not visitor.cookies_set


@pytest.mark.parametrize("token, more", [(None, {}), ("", {})], ids=["none", "empty"])
def test_an_empty_form_is_refused(sender, token, more):
    checked(sender.send(token, **more), 400)


def test_a_token_in_the_address_is_refused(visitor, op, citizen, sender):
    token = sign_in(visitor, op)
    query = urlencode({"logout_token": logout_token(op)})
    sender.address = f"{sender.address}?{query}"
    checked(sender.send(None), 400)
    checked(sender.send(logout_token(op)), 400)
    assert alive(token)


def test_two_tokens_are_refused(visitor, op, citizen, sender):
    token = sign_in(visitor, op)
    pair = [("logout_token", logout_token(op)), ("logout_token", logout_token(op))]
    answer = sender.app.post(sender.address, urlencode(pair), expect_errors=True)
    checked(answer, 400)
    assert alive(token)


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE"])
def test_only_a_post_is_heard(visitor, op, citizen, sender, method):
    token = sign_in(visitor, op)
    query = urlencode({"logout_token": logout_token(op)})
    answer = sender.app.request(
        f"{sender.address}?{query}", method=method, expect_errors=True
    )
    assert answer.status_int in (401, 403, 404, 405)
    assert alive(token)


def test_it_is_off_until_it_is_set(visitor, op, site, citizen):
    token = sign_in(visitor, op)
    checked(Sender(visitor).send(logout_token(op)), 404)
    assert alive(token)


def test_refused_tokens_have_an_end_and_good_ones_none(
    visitor, op, citizen, sender, monkeypatch
):
    monkeypatch.setattr(backchannel.limits, "most_of", lambda limit: 3)
    for _ in range(5):
        checked(sender.send(logout_token(op, sid="nobody's")), 200)
    statuses = [sender.send("garbage").status_int for _ in range(6)]
    assert statuses[0] == 400
    assert statuses[-1] == 429


def test_unknown_keys_of_strangers_leave_fetches_for_signing_in(
    visitor, op, citizen, sender
):
    sign_in(visitor, op)
    before = op.calls.count("/keys")
    for _ in range(12):
        made = claims(op)
        sender.send(fake.sign(made, kid=secrets.token_hex(4)))
    assert op.calls.count("/keys") == before + logouttoken.KEY_FETCHES
    op.keys = [fake.RSAKey.generate_key(2048, {"kid": "new", "use": "sig"})]
    op.make_token = lambda claims: fake.sign(claims, op.keys[0])
    assert sign_in(visitor, op)


def test_zopes_second_try_is_not_a_second_token(
    visitor, op, citizen, sender, monkeypatch
):
    from ZODB.POSException import ConflictError

    token = sign_in(visitor, op, sid=None)
    failures = [1]
    original = backchannel.end_all_of

    def conflicting(found, now):
        original(found, now)
        if failures:
            failures.pop()
            raise ConflictError

    monkeypatch.setattr(backchannel, "end_all_of", conflicting)
    checked(sender.send(logout_token(op, sid=None, sub="person-1")), 200)
    assert not alive(token)


def test_the_list_of_sessions_tells_nothing(visitor, op, citizen):
    sign_in(visitor, op)
    slot = next(sessions.slots(sessions.place(fake.ISSUER, SID)))
    assert SID not in slot
    kept = side_store().get(sessions.BY_PROVIDER, slot)
    assert b"person-1" not in kept and fake.NUMBER.encode() not in kept
