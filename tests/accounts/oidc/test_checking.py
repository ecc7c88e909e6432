"""One check for REST, panel and files: everything that is wrong, in words."""

from collective.eloket.accounts.oidc import errors
from collective.eloket.accounts.oidc.addresses import Refusal
from collective.eloket.accounts.oidc.checking import checked
from collective.eloket.accounts.oidc.checking import examine
from collective.eloket.accounts.oidc.options import Kind
from collective.eloket.accounts.oidc.options import OPTIONS
from collective.eloket.messages import providers as words

import pytest


ISSUER = "https://193.191.245.244/op"


def look(preset="burgerprofiel", issuer=ISSUER, client_id="testegem", **settings):
    return examine(preset, issuer, client_id, settings)


def test_good_settings_have_no_problems():
    made, problems = look()
    assert problems == []
    assert made == checked("burgerprofiel", ISSUER, "testegem", {})


def test_everything_that_is_wrong_is_said_at_once():
    made, problems = look(
        issuer="", scopes=[], userinfo="magic", allow_private="no", unicorn=1
    )
    assert made is None
    assert [error.setting for error in problems] == [
        "issuer",
        "scopes",
        "userinfo",
        "allow_private",
        "unicorn",
    ]
    assert all(error.words for error in problems)


def test_what_belongs_together_is_said_beside_what_is_wrong_alone():
    _made, problems = look(
        client_id="", scopes=["profile"], acr_values=["retina"], acr_table="{"
    )
    # of what the wrong table is part, nothing can be said
    assert [error.setting for error in problems] == ["client_id", "acr_table", "scopes"]


def test_what_belongs_together_is_said_at_once_too():
    _made, problems = look(
        issuer="https://127.0.0.1/", scopes=["profile"], acr_values=["retina"]
    )
    assert [error.setting for error in problems] == ["scopes", "acr_values", "issuer"]


@pytest.mark.parametrize(
    "changes, setting, expected",
    [
        ({"preset": "facebook"}, "preset", words.NO_PRESET),
        ({"title": 5}, "title", words.BY_KIND["text"]),
        ({"client_id": None}, "client_id", words.BY_KIND["text"]),
        ({"scopes": 5}, "scopes", words.BY_KIND["words"]),
        ({"allow_private": 1}, "allow_private", words.BY_KIND["flag"]),
        ({"userinfo": "xml"}, "userinfo", words.BY_KIND["choice"]),
        ({"algorithms": ["none"]}, "algorithms", words.BY_KIND["choices"]),
        ({"endpoints": []}, "endpoints", words.BY_KIND["object"]),
        ({"issuer": "no address"}, "issuer", words.BY_REFUSAL["no_address"]),
        ({"issuer": f"{ISSUER}?x"}, "issuer", words.BY_REFUSAL["no_address"]),
        ({"issuer": "http://x.example"}, "issuer", words.BY_REFUSAL["not_https"]),
        ({"issuer": "https://10.0.0.1"}, "issuer", words.BY_REFUSAL["private"]),
        (
            {"discovery_url": "http://x.example"},
            "discovery_url",
            words.BY_REFUSAL["not_https"],
        ),
        ({"scopes": ["profile"]}, "scopes", words.NO_OPENID),
        ({"preset": "itsme"}, "scopes", words.NO_SERVICE),
        ({"acr_values": ["retina"]}, "acr_values", words.NO_LEVEL),
        ({"purpose_claims": {"login": {"x": {}}}}, "purpose_claims", words.NO_CLAIMS),
        ({"endpoints": {"jwks_uri": "/k"}}, "endpoints", words.NOT_ALL_ENDPOINTS),
    ],
    ids=str,
)
def test_each_refusal_says_which_setting_and_why(changes, setting, expected):
    _made, (error,) = look(**changes)
    assert (error.setting, error.words) == (setting, expected)
    assert error.details == {"setting": setting}


def test_the_level_that_nobody_knows_is_named():
    _made, (error,) = look(acr_values=["eid", "retina"])
    assert error.words.mapping == {"acr": "retina"}


@pytest.mark.parametrize("settings", [None, [], "scopes"])
def test_settings_that_are_no_object_are_refused(settings):
    made, (error,) = examine("burgerprofiel", ISSUER, "testegem", settings)
    assert made is None
    assert error.setting == "settings"


def test_an_option_cannot_stand_in_for_what_every_provider_has():
    made, (error,) = look(**{"issuer": ISSUER}, **{"preset_": 1})
    assert made is None
    assert error.words == words.UNKNOWN
    with pytest.raises(errors.ProviderSettingsError):
        checked("burgerprofiel", ISSUER, "testegem", {"client_id": "other"})


def test_there_are_words_for_every_kind_and_every_refusal():
    assert set(words.BY_KIND) == set(Kind)
    assert set(words.BY_REFUSAL) == set(Refusal)
    assert {option.kind for option in OPTIONS.values()} == set(Kind)
