"""The look-alikes of CSAM and itsme, as a careful application sees them."""

from eloket_sandbox.mailbox.box import Mailbox
from eloket_sandbox.persons import PERSONS
from eloket_sandbox.serve import client_secret
from eloket_sandbox.serve import make_app
from eloket_sandbox.start.ports import free_port
from eloket_sandbox.web import Addresses
from tests.sandbox.further import CSAM_ACR
from tests.sandbox.further import CsamParty
from tests.sandbox.further import ITSME
from tests.sandbox.further import ItsmeParty
from tests.sandbox.further import NUMBER
from tests.sandbox.further import publishing
from tests.sandbox.party import ACR
from tests.sandbox.party import came_back
from tests.sandbox.party import CLIENT
from tests.sandbox.party import Party

import json
import jwt
import pytest
import threading
import waitress


NOOR = PERSONS["noor"]


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """A sandbox that fetches the keys of its application."""
    folder = tmp_path_factory.mktemp("further")
    with publishing() as (origin, rows):
        port = free_port(set())
        addresses = Addresses(f"{origin}/gemeente/e-loket", f"http://localhost:{port}")
        app = make_app(folder, addresses, Mailbox())
        server = waitress.create_server(app, host="127.0.0.1", port=port, threads=4)
        threading.Thread(target=server.run, daemon=True).start()
        yield addresses.issuers, folder, rows
        server.close()


@pytest.fixture
def csam(running):
    issuers, folder, _rows = running
    made = CsamParty(issuers["csam"], client_secret(folder, "csam"))
    made.switch(reset=True, end_sessions=True)
    return made


@pytest.fixture
def itsme(running):
    issuers, _folder, rows = running
    made = ItsmeParty(issuers["itsme"], rows)
    made.switch(reset=True)
    return made


def asking(**parts):
    return json.dumps({"userinfo": dict.fromkeys(parts)})


class TestCsam:
    def test_tells_the_level_in_amr_and_names_in_a_signed_userinfo(self, csam):
        tokens = csam.tokens(means="eid", acr_values=f"{CSAM_ACR}Level500")
        claims = csam.claims(tokens["id_token"])
        assert claims["amr"] == ["eid", f"{CSAM_ACR}Level500"]
        assert not {"acr", "egovNRN", "surname"} & set(claims)
        answer = csam.userinfo(tokens["access_token"])
        assert answer.headers["Content-Type"].startswith("application/jwt")
        found = csam.claims(answer.text)
        assert found["egovNRN"] == NOOR.number
        assert (found["givenName"], found["surname"]) == ("Noor Elisa", "Voorbeeld")
        assert found["sub"] == claims["sub"]

    def test_tells_no_more_than_the_scope(self, csam):
        token = csam.tokens(means="code", scope="openid")["access_token"]
        assert set(csam.claims(csam.userinfo(token).text)) == {"sub", "iss", "aud"}

    @pytest.mark.parametrize(
        "means, amr",
        [
            ("itsme", ["bmid", f"{CSAM_ACR}Level450"]),
            ("code", [f"{CSAM_ACR}Level400"]),
        ],
    )
    def test_has_levels_of_its_own(self, csam, means, amr):
        claims = csam.claims(csam.tokens(means=means)["id_token"])
        assert claims["amr"] == amr

    def test_does_not_know_the_means_of_another_provider(self, csam):
        answer = csam.go(csam.request(acr_values=f"{ACR}eid"))
        back = came_back(answer, csam.callback)
        assert back["error"] == "unmet_authentication_requirements"

    def test_publishes_no_discovery_document(self, csam, web):
        found = web.get(f"{csam.issuer}/.well-known/openid-configuration")
        assert found.status_code == 404

    def test_takes_no_secret_in_the_form(self, csam):
        answer = csam.exchange(csam.choose(means="eid")["code"], post=True)
        assert answer.json()["error"] == "invalid_client"

    def test_signing_out_comes_back_by_the_token_that_is_shown(self, csam):
        hint = csam.tokens(means="eid")["id_token"]
        back = "http://localhost:9999/gemeente/e-loket"
        asked = {"post_logout_redirect_uri": back, "client_id": CLIENT, "state": "s"}
        road = f"{csam.issuer}/connect/endSession"
        for shown in ({}, {"id_token_hint": hint[:-9] + "AAAAAAAAA"}):
            answer = csam.browser.get(road, params=asked | shown, allow_redirects=False)
            assert "U bent afgemeld van CSAM" in answer.text
        asked["id_token_hint"] = hint
        answer = csam.browser.get(road, params=asked, allow_redirects=False)
        assert answer.headers["Location"] == f"{back}?state=s"
        assert "Kies hieronder hoe" in csam.go(csam.request()).text

    def test_shares_no_sign_in_with_another_provider(self, csam, running):
        csam.choose(means="eid")
        other = Party(running[0]["burgerprofiel"], client_secret(running[1]))
        other.browser = csam.browser
        assert "Kies hieronder hoe" in other.go(other.request()).text


class TestItsme:
    def test_signs_and_encrypts_all_it_tells(self, itsme):
        asked = asking(**{NUMBER: 1, "given_name": 1, "family_name": 1})
        tokens = itsme.tokens(acr_values=f"{ITSME}acr_advanced", claims=asked)
        claims = itsme.claims(itsme.opened(tokens["id_token"]))
        assert claims["acr"] == f"{ITSME}acr_advanced"
        assert claims["nonce"] == "the-nonce"
        assert len(claims["sub"]) == 36
        answer = itsme.userinfo(tokens["access_token"])
        assert answer.headers["Content-Type"].startswith("application/jwt")
        found = itsme.claims(itsme.opened(answer.text))
        assert found[NUMBER] == NOOR.number
        assert (found["given_name"], found["family_name"]) == (
            "Noor Elisa",
            "Voorbeeld",
        )
        assert found["sub"] == claims["sub"]

    def test_encrypts_as_its_documents_say(self, itsme):
        header = itsme.tokens()["id_token"].partition(".")[0]
        found = json.loads(jwt.utils.base64url_decode(header))
        assert found == {
            "alg": "RSA-OAEP-256",
            "enc": "A128CBC-HS256",
            "cty": "JWT",
            "kid": itsme.opening.kid,
        }

    def test_tells_only_what_was_asked_one_by_one(self, itsme):
        tokens = itsme.tokens(claims=asking(given_name=1))
        found = itsme.claims(itsme.opened(itsme.userinfo(tokens["access_token"]).text))
        assert set(found) == {"sub", "iss", "aud", "given_name"}
        claims = itsme.claims(itsme.opened(itsme.tokens()["id_token"]))
        assert not {NUMBER, "given_name"} & set(claims)

    @pytest.mark.parametrize("claims", ["{", "[]", '{"userinfo": 1}'])
    def test_refuses_claims_that_it_cannot_read(self, itsme, claims):
        answer = itsme.go(itsme.request(claims=claims), person="noor")
        assert came_back(answer, itsme.callback)["error"] == "invalid_request"

    def test_asks_each_time_who_it_is(self, itsme):
        assert "in de app bevestigd" in itsme.go(itsme.request()).text
        itsme.choose()
        assert "in de app bevestigd" in itsme.go(itsme.request()).text

    def test_wants_the_service_of_the_application(self, itsme):
        answer = itsme.go(itsme.request(scope="openid"))
        assert came_back(answer, itsme.callback)["error"] == "invalid_scope"

    @pytest.mark.parametrize(
        "changes",
        [
            {"iss": "somebody"},
            {"sub": "somebody"},
            {"aud": "http://localhost/token"},
            {"jti": None},
            {"exp": 1},
        ],
        ids=lambda changes: next(iter(changes)),
    )
    def test_refuses_an_assertion(self, itsme, changes):
        code = itsme.choose()["code"]
        refused = itsme.exchange(code, assertion=itsme.assertion(**changes))
        assert refused.json()["error"] == "invalid_client"

    def test_takes_an_assertion_once(self, itsme):
        used = itsme.assertion()
        assert itsme.exchange(itsme.choose()["code"], assertion=used).ok
        again = itsme.exchange(itsme.choose()["code"], assertion=used)
        assert again.json()["error"] == "invalid_client"

    def test_refuses_an_assertion_by_another_key(self, itsme):
        signed = itsme.assertion()
        itsme.renew()
        refused = itsme.exchange(itsme.choose()["code"], assertion=signed)
        assert refused.json()["error"] == "invalid_client"

    def test_looks_for_a_new_key(self, itsme):
        assert itsme.tokens()["id_token"]
        itsme.renew()
        assert itsme.opened(itsme.tokens()["id_token"])

    def test_has_nowhere_to_sign_out(self, itsme, web):
        found = web.get(f"{itsme.issuer}/.well-known/openid-configuration").json()
        assert "end_session_endpoint" not in found
        assert found["issuer"] == itsme.issuer


def test_each_provider_has_its_own_name_for_a_person(running, csam, itsme):
    subs = {
        csam.claims(csam.tokens(means="eid")["id_token"])["sub"],
        itsme.claims(itsme.opened(itsme.tokens()["id_token"]))["sub"],
        NOOR.sub,
    }
    assert len(subs) == 3
