from collective.eloket.accounts import asked
from collective.eloket.accounts.asked import data_asked
from collective.eloket.accounts.oidc.model import Purpose
from collective.eloket.accounts.oidc.presets import PRESETS
from collective.eloket.accounts.oidc.settings import ProviderSettings

import pytest


ALWAYS = (asked.ACCOUNT, asked.MEANS)


def settings(preset="burgerprofiel", **given):
    return ProviderSettings(PRESETS[preset], "https://op.example", "client", given)


@pytest.mark.seed("004-16")
@pytest.mark.parametrize(
    "preset, purpose, expected",
    [
        ("burgerprofiel", "login", (asked.NAME, asked.NUMBER, asked.CAPACITY)),
        ("csam", "login", ()),
        ("csam", "register", (asked.NAME, asked.NUMBER)),
        ("itsme", "login", ()),
        ("itsme", "register", (asked.NUMBER, asked.NAME)),
    ],
)
def test_what_is_told_is_what_the_preset_asks(preset, purpose, expected):
    assert data_asked(settings(preset), Purpose(purpose)) == (*expected, *ALWAYS)


def test_it_follows_the_settings_of_the_site():
    found = data_asked(settings(scopes=["openid", "email"]), Purpose.LOGIN)
    assert found == (asked.EMAIL, *ALWAYS)


def test_what_we_have_no_words_for_is_told_by_its_name():
    first = data_asked(settings(scopes=["openid", "shoe_size"]), Purpose.LOGIN)[0]
    assert first.what.mapping == {"name": "shoe_size"}
    assert first.why is None


def test_rights_are_asked_by_the_name_of_their_application():
    found = data_asked(
        settings(scopes=["openid", "dimona", "shoe_size"]),
        Purpose.LOGIN,
        {"dimona": "Dimona Mandaat"}.get,
    )
    assert found[0].what.mapping == {"name": "Dimona Mandaat"}
    assert "what you may do" in found[0].why.default
    assert found[1].why is None


def test_a_scope_that_names_us_asks_for_nothing():
    found = data_asked(settings(scopes=["openid", "service:TOWN"]), Purpose.LOGIN)
    assert found == ALWAYS


def test_nothing_stands_there_twice():
    found = data_asked(settings(scopes=["profile", "name", "rrn"]), Purpose.LOGIN)
    assert len(found) == len(set(found)) == 4


def test_an_empty_part_of_the_claims_asks_for_nothing():
    given = {"purpose_claims": {"login": {"userinfo": None}}, "scopes": ["openid"]}
    assert data_asked(settings(**given), Purpose.LOGIN) == ALWAYS
