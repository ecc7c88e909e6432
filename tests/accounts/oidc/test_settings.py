from collective.eloket.accounts.oidc import errors
from collective.eloket.accounts.oidc.checking import checked
from collective.eloket.accounts.oidc.model import Purpose
from collective.eloket.accounts.oidc.options import OPTIONS
from collective.eloket.accounts.oidc.presets import PRESETS
from collective.eloket.identity.levels import AssuranceLevel

import json
import pytest


ISSUER = "https://193.191.245.244/op"


def settings(preset="burgerprofiel", issuer=ISSUER, client_id="testegem", **more):
    return checked(preset, issuer, client_id, more)


@pytest.mark.seed("000-02", "002-05", "004-01", "004-17")
def test_the_preset_says_what_is_not_given():
    found = settings()
    assert found.title == "Mijn Burgerprofiel"
    assert found["scopes"] == ["openid", "profile", "rrn", "vo"]
    assert found["acr_values"] == ["eid", "itsme", "csamtotp", "csamsms"]
    assert found.has_secret and "basic" in found["token_auth"]
    assert not found.allow_private
    assert found.given == {}


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
    assert found["scopes"] == ["openid", "rrn"]
    assert found["acr_values"] == ["urn:old:eid", "csamselfreg"]
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
        checked("burgerprofiel", ISSUER, "testegem", ["scopes"])


NN = "http://itsme.services/v2/claim/BENationalNumber"
ITSME = {"scopes": ["openid", "service:TESTEGEM_LOGIN"]}
#: What each preset needs beside its defaults.
NEEDED = {"burgerprofiel": {}, "csam": {}, "itsme": ITSME}


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_says_every_setting_and_passes_its_own_checks(preset):
    assert set(PRESETS[preset].defaults) == set(OPTIONS)
    found = settings(preset, **NEEDED[preset])
    assert found.preset.id == preset
    for name, value in PRESETS[preset].defaults.items():
        if preset != "itsme" or name != "scopes":
            assert OPTIONS[name](value, name) == value


@pytest.mark.parametrize("preset", PRESETS)
def test_what_is_read_can_be_set_again(preset):
    found = settings(preset, **NEEDED[preset])
    again = settings(preset, **json.loads(json.dumps(found.as_dict())))
    assert again.as_dict() == found.as_dict()
    assert again.means == found.means


def test_csam_asks_least_for_signing_in():
    found = settings("csam")
    assert found.scopes(Purpose.LOGIN) == ("openid",)
    assert found.scopes(Purpose.REGISTER) == ("openid", "profile", "egovnrn")
    assert not found.number_asked(Purpose.LOGIN)
    assert found.number_asked(Purpose.STEPUP)
    assert found.asks_more(Purpose.REGISTER, Purpose.LOGIN)
    assert not found.asks_more(Purpose.LOGIN, Purpose.REGISTER)
    assert found.claims(Purpose.REGISTER) == {}


def test_csam_has_its_own_levels_and_addresses():
    found = settings("csam")
    urn = "urn:be:fedict:iam:fas:"
    assert {acr: means.level for acr, means in found.means.items()} == {
        f"{urn}Level500": AssuranceLevel.HIGH,
        f"{urn}Level450": AssuranceLevel.HIGH,
        f"{urn}Level400": AssuranceLevel.SUBSTANTIAL,
    }
    assert found.amr == {f"{urn}Level500": ("eid", f"{urn}Level500")}
    assert found.endpoint("token_endpoint") == f"{ISSUER}/access_token"
    assert found.endpoint("jwks_uri") == f"{ISSUER}/connect/jwk_uri"
    assert found.endpoint("unknown") is None
    other = settings("csam", acr_values=["urn:be:fedict:iam:fas:citizen:Level400"])
    assert list(other.means) == ["urn:be:fedict:iam:fas:citizen:Level400"]


def test_itsme_asks_by_claims_and_needs_keys():
    found = settings("itsme", **ITSME)
    assert found.claims(Purpose.LOGIN) == {}
    assert NN in found.claims(Purpose.REGISTER)["userinfo"]
    assert not found.number_asked(Purpose.LOGIN)
    assert found.number_asked(Purpose.REGISTER)
    assert found.asks_more(Purpose.REGISTER, Purpose.LOGIN)
    assert found.has_keys and not found.has_secret
    assert not settings().has_keys and settings().has_secret
    (acr,) = found.means
    assert acr == "http://itsme.services/v2/claim/acr_advanced"


def test_a_level_may_be_explained_by_the_installation():
    found = settings(
        "csam",
        acr_values=["Level350", "Level500"],
        acr_table={"Level350": {"means": "app", "level": "low", "number": False}},
    )
    means = found.means["urn:be:fedict:iam:fas:Level350"]
    assert (means.name, means.level) == ("app", AssuranceLevel.LOW)


def test_addresses_may_be_given_in_full():
    found = settings(
        endpoints={
            "authorization_endpoint": "https://193.191.245.245/auth",
            "token_endpoint": "/token",
            "jwks_uri": "/keys",
        }
    )
    assert found.endpoint("authorization_endpoint") == "https://193.191.245.245/auth"
    assert found.endpoint("token_endpoint") == f"{ISSUER}/token"


MEANS = {"means": "app", "level": "low", "number": False}
DEEP: dict = {"a": {"b": {"c": {"d": {"e": {"f": 1}}}}}}

REFUSED = [
    ("purpose_scopes", {"sing": ["openid"]}),
    ("purpose_scopes", {"login": ["profile"]}),
    ("purpose_scopes", {"login": []}),
    ("purpose_scopes", ["openid"]),
    ("purpose_claims", {"login": {"access_token": {}}}),
    ("purpose_claims", {"login": {"userinfo": ["name"]}}),
    ("purpose_claims", {"login": ["name"]}),
    ("purpose_claims", {"login": {"userinfo": DEEP}}),
    ("purpose_claims", {"login": {"userinfo": {"name": {"value": 1.5}}}}),
    ("purpose_claims", {"login": {"userinfo": {"name": {"values": list(range(60))}}}}),
    ("purpose_claims", {"login": {"userinfo": {"name": {5: "a"}}}}),
    ("acr_table", {"Level350": "low"}),
    ("acr_table", {"Level350": {"means": "app"}}),
    ("acr_table", {"Level350": MEANS | {"level": "highest"}}),
    ("acr_table", {"Level350": MEANS | {"means": "App!"}}),
    ("acr_table", {"Level350": MEANS | {"means": 5}}),
    ("acr_table", {"Level350": MEANS | {"number": "no"}}),
    ("acr_table", {"Level 350": MEANS}),
    ("acr_table", {str(n): MEANS for n in range(60)}),
    ("level_claims", ["acr", "sub"]),
    ("level_claims", []),
    ("amr", {"eid": []}),
    ("number_scope", 5),
    ("number_claims", []),
    ("attribute_claims", {"Given": "given_name"}),
    ("attribute_claims", {"given_names": ""}),
    ("token_auth", "client_secret_jwt"),
    ("token_auth", None),
    ("assertion_audience", "https://elsewhere.example"),
    ("algorithms", ["none"]),
    ("algorithms", ["HS256"]),
    ("algorithms", ["RS256", "RS1"]),
    ("id_token", "encrypted"),
    ("id_token", ["nested"]),
    ("userinfo", "yes"),
    ("userinfo_method", "PUT"),
    ("userinfo_without_kid", 1),
    ("key_algorithms", ["RSA1_5"]),
    ("content_algorithms", ["A128GCM"]),
    ("discovery_url", None),
    ("endpoints", {"token_endpoint": "/token"}),
    ("endpoints", {"introspection_endpoint": "/x"}),
    ("iss_required", "yes"),
    ("freshness", "iat"),
    ("login_hint", "eyJ9"),
    ("login_hint", {"a": {1, 2}}),
    ("logout_by", "post"),
    ("id_token_hint", None),
    ("backchannel_logout", "on"),
]


@pytest.mark.parametrize("name, value", REFUSED, ids=str)
def test_a_value_is_refused_by_the_name_of_its_setting(name, value):
    with pytest.raises(errors.ProviderSettingsError) as caught:
        settings(**{name: value})
    assert str(caught.value) in (name, "scopes")


@pytest.mark.parametrize("scopes", [["openid"], ["openid", "service:A", "service:B"]])
def test_itsme_needs_one_service_code(scopes):
    with pytest.raises(errors.ProviderSettingsError):
        settings("itsme", scopes=scopes)


@pytest.mark.parametrize(
    "given",
    [
        {"discovery_url": "http://provider.example/d"},
        {"discovery_url": "https://10.0.0.1/d"},
        {
            "endpoints": {
                "authorization_endpoint": "/auth",
                "token_endpoint": "https://127.0.0.1/token",
                "jwks_uri": "/keys",
            }
        },
    ],
    ids=["http", "private", "an endpoint is private"],
)
def test_an_address_given_by_hand_must_be_public(given):
    with pytest.raises(errors.IssuerRefusedError):
        settings(**given)
