"""Every row of ``refused`` at the real callback: status, cause, and nothing left.

After each: no cookie, no redirect, the database unchanged, nothing new in the side
store (but counters and audit), and nothing about the person in the log or on the page.
"""

from collective.eloket.accounts import service as accounts
from collective.eloket.accounts import session_rows
from collective.eloket.accounts.model import Registration
from collective.eloket.accounts.oidc import answers
from collective.eloket.accounts.oidc import flow
from collective.eloket.accounts.oidc import idtoken
from collective.eloket.accounts.oidc import service
from collective.eloket.accounts.oidc import transactions
from collective.eloket.accounts.oidc.browser import callback
from collective.eloket.accounts.oidc.discovery import Shelf
from collective.eloket.accounts.oidc.model import Ask
from collective.eloket.accounts.oidc.model import Purpose
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.service import run
from collective.eloket.ephemeral.sql import ENTRIES
from datetime import timedelta
from importlib import import_module
from sqlalchemy import select
from tests.accounts.oidc import provider as fake
from tests.accounts.oidc.people import OUR_KEYS
from tests.accounts.oidc.refused import Row
from tests.accounts.oidc.refused import ROWS
from tests.accounts.oidc.test_service import set_provider
from tests.accounts.oidc.visitor import come_back
from tests.accounts.oidc.visitor import evidence
from tests.accounts.oidc.visitor import last_write
from tests.accounts.oidc.visitor import leave
from tests.accounts.oidc.visitor import LOGIN
from tests.accounts.oidc.visitor import session_cookies
from tests.accounts.oidc.visitor import Visitor

import pytest
import re
import transaction


PERSONAL = (fake.NUMBER, "82010734213", "Noor", "Voorbeeld", "person-1", "code-1")


def kept_aside() -> set[tuple]:
    """Return what waits in the side store, and the sessions; counters are not it."""
    entries = select(ENTRIES.c.kind, ENTRIES.c.key)
    sessions = select(session_rows.SESSIONS.c.sid)
    return {tuple(row) for what in (entries, sessions) for row in run(what, {})}


def kept(site) -> tuple:
    """Return the last write of the database, and what the side store holds."""
    return last_write(site), kept_aside()


def refused(visitor, site, before, caplog, status, code, own_page=False):
    """Check that a refusal left nothing behind.

    ``own_page``: somebody is signed in, whose name stands on every page.
    """
    assert visitor.status == status, visitor.text
    assert "<h1" in visitor.text
    assert visitor.location is None
    assert not visitor.cookies_set
    assert visitor.browser.headers["cache-control"] == "no-store"
    written, aside = before
    assert last_write(site) == written
    # what was begun may be used up; nothing new waits, and no session began
    assert kept_aside() <= aside
    lines = [r.getMessage() for r in caplog.records if r.name.startswith("collective")]
    assert lines == [f"sign-in at provider proef refused: {code}"]
    for personal in PERSONAL:
        assert personal not in caplog.text
        assert own_page or personal not in visitor.text


def give(op, changes: dict) -> None:
    """Spoil the fake provider."""
    for name, value in changes.items():
        if name in ("claims", "info") and value:
            value = getattr(op, name) | {
                key: one(op) if callable(one) else one for key, one in value.items()
            }
        setattr(op, name, value)


def brought(row: Row, state: str) -> dict:
    """Return what the browser brings instead of what it should."""
    return {
        name: value(state) if callable(value) else value
        for name, value in row.answer.items()
    }


def set_up(site, op, row: Row) -> None:
    """Make the provider of the row, and let it answer well."""
    settings = {"allow_private": True, **row.settings}
    plugin = set_provider(site, preset=row.preset, settings=settings)
    if plugin.settings().has_keys:
        plugin.set_keys(OUR_KEYS)
    if row.act is not None:
        row.act(op)
    transaction.commit()


def asking(monkeypatch, **wanted) -> None:
    """Let the login address ask as another page of ours would."""

    def begin(plugin, request, ask):
        return flow.begin(plugin, request, Ask(return_to=ask.return_to, **wanted))

    monkeypatch.setattr(service, "begin", begin)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_is_refused(visitor, op, site, citizen, caplog, monkeypatch, row):
    set_up(site, op, row)
    if row.ask is not None:
        wanted = {**row.ask, "max_age": timedelta(seconds=row.ask["max_age"])}
        asking(monkeypatch, **wanted)
    asked = leave(visitor, op)
    # what was published when the browser left is not what is published now
    Shelf.clear()
    give(op, row.op)
    before = kept(site)
    caplog.clear()
    come_back(visitor, asked, **brought(row, asked["state"]))
    refused(visitor, site, before, caplog, row.status, row.code)


@pytest.mark.parametrize("preset", ["burgerprofiel", "csam", "itsme"])
def test_each_provider_of_the_table_signs_in_when_nothing_is_wrong(
    visitor, op, site, citizen, preset
):
    row = next(row for row in ROWS if row.preset == preset)
    set_up(site, op, row)
    before = kept(site)
    come_back(visitor, leave(visitor, op))
    assert session_cookies(visitor)
    # and what the refusals look at does change
    assert last_write(site) != before[0] and kept_aside() - before[1]


def test_the_table_has_enough_rows_and_no_row_twice():
    assert len(ROWS) >= 60
    assert len({row.id for row in ROWS}) == len(ROWS)
    for row in ROWS:
        assert re.match(r"(RFC \d{4}|OIDC \w+|Back-Channel Logout) [\d.()]+$", row.spec)


def named_check(row: Row):
    module, _, name = row.check.rpartition(".")
    home = (
        "collective.eloket.identity"
        if module in ("claims", "acr")
        else ("collective.eloket.accounts.oidc")
    )
    found = import_module(f"{home}.{module}")
    return getattr(found, name, None) or getattr(found.StrictClient, name)


def test_every_row_names_a_check_that_is_there_and_every_check_has_a_row():
    named = {named_check(row) for row in ROWS}
    elsewhere = {answers.check_in_time, answers.check_stage, answers.check_user}
    elsewhere.add(answers.check_first_use)
    assert set(answers.CHECKS) - elsewhere <= named
    assert set(idtoken.CHECKS) <= named


# what needs two browsers, two citizens or two moments


def stranger(functional, site) -> Visitor:
    return Visitor(functional["app"], site)


def test_a_stolen_callback_is_worth_nothing(
    visitor, op, site, functional, citizen, caplog
):
    """RFC 9700 4.5: who sees the address over a shoulder or in a log has no cookie."""
    asked = leave(visitor, op)
    thief, before = stranger(functional, site), kept(site)
    caplog.clear()
    come_back(thief, asked)
    refused(thief, site, before, caplog, 400, "sign_in_unknown")
    assert "/token" not in op.calls
    come_back(visitor, asked)
    assert session_cookies(visitor)


def test_a_stolen_callback_does_not_fit_a_sign_in_of_the_thief(
    visitor, op, site, functional, citizen, caplog
):
    """RFC 9700 4.5.3.2: the code is injected into the thief's own sign-in."""
    victim = leave(visitor, op)
    thief = stranger(functional, site)
    own = leave(thief, op)
    op.nonce = victim["nonce"]
    before = kept(site)
    caplog.clear()
    come_back(thief, own)
    refused(thief, site, before, caplog, 502, "id_token_nonce")
    assert op.posted["code_verifier"] != victim["code_challenge"]


def test_nobody_is_signed_in_as_the_attacker(
    visitor, op, site, functional, citizen, caplog
):
    """RFC 6749 10.12: the attacker's own answer, opened in the victim's browser."""
    attacker = stranger(functional, site)
    asked = leave(attacker, op)
    leave(visitor, op)
    before = kept(site)
    caplog.clear()
    come_back(visitor, asked)
    refused(visitor, site, before, caplog, 400, "sign_in_unknown")


def planted(visitor, name, value):
    visitor.get("")
    visitor.browser.cookies.create(name, value, path="/")


def cookie_of(visitor, asked) -> tuple[str, str]:
    name = f"eloket-tx-{asked['state'][:8]}"
    return name, visitor.browser.cookies[name].strip('"')


def test_a_replayed_answer_is_refused(visitor, op, site, functional, citizen, caplog):
    """RFC 9700 4.2.4: the same answer, with the same cookie, a second time."""
    asked = leave(visitor, op)
    name, value = cookie_of(visitor, asked)
    come_back(visitor, asked)
    assert session_cookies(visitor)
    again = stranger(functional, site)
    planted(again, name, value)
    before = kept(site)
    caplog.clear()
    come_back(again, asked)
    refused(again, site, before, caplog, 400, "sign_in_used")
    assert op.calls.count("/token") == 1


def test_an_answer_that_was_refused_is_used_up(
    visitor, op, site, functional, citizen, caplog
):
    """RFC 9700 4.2.4: a code that went to the provider once goes there no more."""
    asked = leave(visitor, op)
    name, value = cookie_of(visitor, asked)
    op.claims = {"nonce": "x"}
    come_back(visitor, asked)
    op.claims = {}
    again = stranger(functional, site)
    planted(again, name, value)
    before = kept(site)
    caplog.clear()
    come_back(again, asked)
    refused(again, site, before, caplog, 400, "sign_in_used")


def test_a_sign_in_ends_after_ten_minutes(
    visitor, op, site, citizen, caplog, monkeypatch
):
    """RFC 9700 4.7.1: an answer that comes too late."""
    asked = leave(visitor, op)
    monkeypatch.setattr(callback, "utcnow", lambda: utcnow() + timedelta(minutes=10))
    before = kept(site)
    caplog.clear()
    come_back(visitor, asked)
    refused(visitor, site, before, caplog, 400, "sign_in_expired")


def test_an_altered_cookie_is_no_cookie(visitor, op, site, citizen, caplog):
    """RFC 9700 4.7.1: nobody writes a transaction but we."""
    asked = leave(visitor, op)
    name, value = cookie_of(visitor, asked)
    visitor.browser.cookies.change(name, value[:-8] + "AAAAAAAA")
    before = kept(site)
    caplog.clear()
    come_back(visitor, asked)
    refused(visitor, site, before, caplog, 400, "sign_in_unknown")


def test_a_cookie_under_another_name_is_another_sign_in(
    visitor, op, site, citizen, caplog
):
    """RFC 9700 4.7.1: the cookie of one tab does not serve another."""
    first, second = leave(visitor, op), leave(visitor, op)
    _name, value = cookie_of(visitor, first)
    name, _value = cookie_of(visitor, second)
    visitor.browser.cookies.change(name, value)
    before = kept(site)
    caplog.clear()
    come_back(visitor, second)
    refused(visitor, site, before, caplog, 400, "sign_in_state")


def test_a_mix_up_of_two_providers_is_seen(visitor, op, site, citizen, caplog):
    """RFC 9700 4.4: begun at one provider, answered at the address of another."""
    set_provider(site, id="andere", client_id="other")
    transaction.commit()
    visitor.get("/acl_users/andere/login")
    asked = op.visit(visitor.location)
    before = kept(site)
    caplog.clear()
    come_back(visitor, asked)
    refused(visitor, site, before, caplog, 400, "sign_in_unknown")
    assert "/token" not in op.calls


def test_the_cookie_of_another_provider_does_not_open(
    visitor, op, site, citizen, caplog
):
    """RFC 9700 4.4.2.2: each provider has its own address and its own transactions."""
    asked = leave(visitor, op)
    name, value = cookie_of(visitor, asked)
    context = transactions.context_of("andere", f"{visitor.site}/x")
    plain = transactions.open_sealed(
        transactions.decode(value),
        transactions.context_of("proef", asked["redirect_uri"]),
    )
    foreign = transactions.encode(transactions.seal(plain, context))
    visitor.browser.cookies.change(name, foreign)
    before = kept(site)
    caplog.clear()
    come_back(visitor, asked)
    refused(visitor, site, before, caplog, 400, "sign_in_unknown")


# purposes and users


@pytest.fixture
def other(citizen):
    found = evidence(sub="person-2", number="82010734213")
    made = accounts.register(Registration(evidence=found))
    transaction.commit()
    return made.id


def step_up(visitor, op, monkeypatch, user, **more):
    with monkeypatch.context() as patched:
        asking(patched, purpose=Purpose.STEPUP, user=user, **more)
        return leave(visitor, op)


def sign_in(visitor, op):
    come_back(visitor, leave(visitor, op))
    assert session_cookies(visitor)


def test_nobody_signed_in_is_nobody_to_raise(
    visitor, op, site, citizen, caplog, monkeypatch
):
    """RFC 9700 4.7: the session that began it is gone."""
    asked = step_up(visitor, op, monkeypatch, citizen)
    before = kept(site)
    caplog.clear()
    come_back(visitor, asked)
    refused(visitor, site, before, caplog, 409, "sign_in_other_person")
    assert "/token" not in op.calls


def test_the_step_up_of_another_citizen_is_not_finished(
    visitor, op, site, citizen, other, caplog, monkeypatch
):
    """RFC 9700 4.7: begun by one citizen, brought back in the session of another."""
    sign_in(visitor, op)
    asked = step_up(visitor, op, monkeypatch, other)
    calls, before = len(op.calls), kept(site)
    caplog.clear()
    come_back(visitor, asked)
    refused(visitor, site, before, caplog, 409, "sign_in_other_person", own_page=True)
    assert len(op.calls) == calls


def test_another_identity_does_not_raise_the_session(
    visitor, op, site, citizen, other, caplog, monkeypatch
):
    """OIDC Core 3.1.2.3: on a shared computer somebody else was signed in there."""
    sign_in(visitor, op)
    asked = step_up(visitor, op, monkeypatch, citizen)
    op.claims = {"sub": "person-2"}
    op.info = {"sub": "person-2", "rrn": "82010734213"}
    before = kept(site)
    caplog.clear()
    come_back(visitor, asked)
    refused(visitor, site, before, caplog, 409, "sign_in_other_person", own_page=True)


def test_another_number_does_not_raise_the_session(
    visitor, op, site, citizen, caplog, monkeypatch
):
    """OIDC Core 2 (sub): a provider that gives a name again, to somebody else."""
    sign_in(visitor, op)
    asked = step_up(visitor, op, monkeypatch, citizen)
    op.info = {"rrn": "82010734213"}
    before = kept(site)
    caplog.clear()
    come_back(visitor, asked)
    refused(visitor, site, before, caplog, 409, "other_number", own_page=True)


def test_a_step_up_asked_for_one_means_takes_no_other(
    visitor, op, site, citizen, caplog, monkeypatch
):
    """OIDC Core 3.1.3.7(12): asked for eID, came back by a code."""
    sign_in(visitor, op)
    asked = step_up(visitor, op, monkeypatch, citizen, means="eid")
    op.acr = f"{fake.URN}csamsms"
    before = kept(site)
    caplog.clear()
    come_back(visitor, asked)
    refused(visitor, site, before, caplog, 502, "unknown_assurance", own_page=True)


def test_linking_goes_on_in_the_same_session_only(
    visitor, op, site, citizen, caplog, monkeypatch
):
    """RFC 9700 4.7: begun before somebody else sat down at this computer."""
    sign_in(visitor, op)
    with monkeypatch.context() as patched:
        asking(patched, purpose=Purpose.LINK, user=citizen, session="another")
        asked = leave(visitor, op)
    calls, before = len(op.calls), kept(site)
    caplog.clear()
    come_back(visitor, asked)
    refused(visitor, site, before, caplog, 409, "sign_in_other_person", own_page=True)
    assert len(op.calls) == calls


def test_linking_is_not_finished_by_a_stranger(
    visitor, op, site, citizen, caplog, monkeypatch
):
    """RFC 9700 4.7: an attacker's identity, to be linked to the victim's account."""
    with monkeypatch.context() as patched:
        asking(patched, purpose=Purpose.LINK, user=citizen)
        asked = leave(visitor, op)
    before = kept(site)
    caplog.clear()
    come_back(visitor, asked)
    refused(visitor, site, before, caplog, 409, "sign_in_other_person")
    assert "/token" not in op.calls


def test_the_purpose_is_not_for_the_browser_to_choose(visitor, op, site, citizen):
    """RFC 9700 4.7: parameters of the answer change nothing of what was begun."""
    asked = leave(visitor, op)
    come_back(visitor, asked, purpose="stepup", user=citizen, provider="andere")
    assert session_cookies(visitor)
    assert visitor.location == f"{visitor.site}/e-loket" or visitor.location


def test_the_login_address_begins_nothing_but_signing_in(visitor, op):
    """RFC 9700 4.7: what a stranger may put into an address is no purpose."""
    visitor.get(LOGIN, purpose="link", user="x", max_age="0", prompt="none")
    asked = op.visit(visitor.location)
    assert "prompt" not in asked and "max_age" not in asked
