from collective.eloket.accounts.oidc import errors
from collective.eloket.accounts.oidc.settings import ProviderSettings

import pytest


ISSUER = "https://193.191.245.244/op"


def settings(preset="burgerprofiel", issuer=ISSUER, client_id="testegem", **more):
    return ProviderSettings.from_mapping(preset, issuer, client_id, more)


@pytest.mark.seed("000-02", "002-05", "004-01", "004-17")
def test_the_preset_says_what_is_not_given():
    found = settings()
    assert found.title == "Mijn Burgerprofiel"
    assert found.scopes == ("openid", "profile", "rrn", "vo")
    assert found.acr_values == ("eid", "itsme", "csamtotp", "csamsms")
    assert found.token_auth == "client_secret_basic"  # noqa: S105
    assert not found.allow_private


@pytest.mark.seed("000-03", "004-18")
def test_what_is_given_goes_first():
    found = settings(
        issuer="http://localhost:9000/op",
        title="Proef",
        scopes="openid rrn",
        acr_values=["urn:old:eid", "csamselfreg", "urn:old:eid"],
        token_auth="client_secret_post",  # noqa: S106
        allow_private=True,
    )
    assert found.scopes == ("openid", "rrn")
    assert found.acr_values == ("urn:old:eid", "csamselfreg")
    assert found.allow_private


@pytest.mark.parametrize(
    "changes, refusal",
    [
        ({"preset": "facebook"}, errors.ProviderSettingsError),
        ({"preset": None}, errors.ProviderSettingsError),
        ({"client_id": ""}, errors.ProviderSettingsError),
        ({"client_id": 5}, errors.ProviderSettingsError),
        ({"title": "a\nb"}, errors.ProviderSettingsError),
        ({"scopes": []}, errors.ProviderSettingsError),
        ({"scopes": ["profile"]}, errors.ProviderSettingsError),
        ({"scopes": ["openid", "a b"]}, errors.ProviderSettingsError),
        ({"scopes": {"openid": 1}}, errors.ProviderSettingsError),
        ({"acr_values": []}, errors.ProviderSettingsError),
        ({"acr_values": ["retina"]}, errors.ProviderSettingsError),
        ({"acr_values": [5]}, errors.ProviderSettingsError),
        ({"token_auth": "none"}, errors.ProviderSettingsError),
        ({"token_auth": "private_key_jwt"}, errors.ProviderSettingsError),
        ({"allow_private": "false"}, errors.ProviderSettingsError),
        ({"create_user": True}, errors.ProviderSettingsError),
        ({"issuer": "http://provider.example/op"}, errors.IssuerRefusedError),
        ({"issuer": "https://127.0.0.1/op"}, errors.IssuerRefusedError),
        ({"issuer": "https://localhost/op"}, errors.IssuerRefusedError),
        ({"issuer": f"{ISSUER}?x=1"}, errors.IssuerRefusedError),
        ({"issuer": f"{ISSUER}#x"}, errors.IssuerRefusedError),
        ({"issuer": "provider"}, errors.IssuerRefusedError),
        ({"issuer": ""}, errors.ProviderSettingsError),
        ({"issuer": "ftp://x/", "allow_private": True}, errors.IssuerRefusedError),
    ],
    ids=str,
)
def test_a_setting_is_refused(changes, refusal):
    with pytest.raises(refusal):
        settings(**changes)


def test_settings_that_are_no_object_are_refused():
    with pytest.raises(errors.ProviderSettingsError):
        ProviderSettings.from_mapping("burgerprofiel", ISSUER, "testegem", ["scopes"])
