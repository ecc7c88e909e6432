"""What a browser is sent to a provider with, by purpose and preset."""

from collective.eloket.accounts.oidc import hints
from collective.eloket.accounts.oidc.leaving import authorization_url
from collective.eloket.accounts.oidc.leaving import logout_url
from collective.eloket.accounts.oidc.model import Ask
from collective.eloket.accounts.oidc.model import Purpose
from collective.eloket.accounts.oidc.model import Transaction
from collective.eloket.clock import utcnow
from tests.accounts.oidc import provider as fake
from tests.accounts.oidc.people import CALLBACK
from tests.accounts.oidc.people import csam
from tests.accounts.oidc.people import ITSME
from tests.accounts.oidc.people import itsme
from tests.accounts.oidc.people import provider
from tests.accounts.oidc.people import SERVICE
from urllib.parse import parse_qsl
from urllib.parse import urlsplit

import base64
import json
import pytest


pytestmark = pytest.mark.usefixtures("keys", "op")


def asked(at, **ask) -> dict[str, str]:
    """Return the parameters that a browser takes along."""
    acr = tuple(at.means)
    begun = Transaction.begin(at.id, CALLBACK, Ask(**ask), acr, utcnow())
    return dict(parse_qsl(urlsplit(authorization_url(at, begun)).query))


@pytest.mark.parametrize(
    "purpose, scope",
    [
        (Purpose.LOGIN, "openid"),
        (Purpose.STEPUP, "openid egovnrn"),
        (Purpose.REGISTER, "openid profile egovnrn"),
        (Purpose.LINK, "openid profile egovnrn"),
    ],
)
def test_csam_is_asked_for_what_the_purpose_needs(purpose, scope):
    found = asked(csam(), purpose=purpose)
    assert found["scope"] == scope
    assert "claims" not in found
    assert found["acr_values"].startswith("urn:be:fedict:iam:fas:Level500 ")


@pytest.mark.parametrize(
    "purpose, names",
    [
        (Purpose.LOGIN, None),
        (Purpose.STEPUP, {f"{ITSME}BENationalNumber"}),
        (
            Purpose.REGISTER,
            {f"{ITSME}BENationalNumber", "given_name", "family_name"},
        ),
    ],
)
def test_itsme_is_asked_by_claims(purpose, names):
    found = asked(itsme(), purpose=purpose)
    assert found["scope"] == f"openid {SERVICE}"
    claims = json.loads(found.get("claims", "null"))
    assert (claims and set(claims["userinfo"])) == names
    assert found["acr_values"] == f"{ITSME}acr_advanced"


def hint_of(found: dict[str, str]) -> object:
    return json.loads(base64.b64decode(found["login_hint"]))


def test_a_capacity_can_be_asked_for():
    group = asked(provider(), hint=hints.capacity("BUR"))
    assert hint_of(group) == {"cap_hint": "BUR"}
    bakery = asked(provider(), hint=hints.capacity("EA", "0428315871"))
    assert hint_of(bakery) == {"cap_hint": "EA", "code_hint": "0428315871"}


def test_the_switch_of_capacity_is_the_published_one():
    # ACM/IDM, page "switch-identiteit"
    assert hints.encoded(hints.SWITCH) == "eyJzd2l0Y2hfaWQiOiB0cnVlfQ=="
    found = asked(provider(), hint=hints.SWITCH)
    assert found["login_hint"] == "eyJzd2l0Y2hfaWQiOiB0cnVlfQ=="


def test_a_capacity_may_be_set_for_all():
    at = provider(login_hint={"cap_hint": "BUR"})
    assert hint_of(asked(at)) == {"cap_hint": "BUR"}
    assert hint_of(asked(at, hint=hints.SWITCH)) == {"switch_id": True}
    assert "login_hint" not in asked(provider())


def test_the_way_out_shows_the_id_token_where_it_is_wanted():
    address = logout_url(csam(), "https://x/afmelden", "state-1", "a.b.c")
    assert address.startswith(f"{fake.ISSUER}/logout?")
    found = dict(parse_qsl(urlsplit(address).query))
    hint, state = found["id_token_hint"], found["state"]
    assert (hint, state) == ("a.b.c", "state-1")
