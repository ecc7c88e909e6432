from collective.eloket.identity.acr import means_by_acr
from collective.eloket.identity.claims import ClaimNames
from collective.eloket.identity.claims import ClaimRules
from collective.eloket.identity.claims import evidence_from_claims
from collective.eloket.identity.errors import ClaimedNumberError
from collective.eloket.identity.errors import ContradictingClaimsError
from collective.eloket.identity.errors import MalformedClaimError
from collective.eloket.identity.errors import MissingClaimError
from collective.eloket.identity.errors import UnknownAssuranceError
from collective.eloket.identity.evidence import OIDC_FRESH
from collective.eloket.identity.evidence import OIDC_LOGOUT_FIRST
from collective.eloket.identity.levels import AssuranceLevel
from datetime import datetime
from datetime import UTC

import pytest


NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
URN = "urn:be:vlaanderen:authmech:"
NUMBER = "85073003328"
OTHER_NUMBER = "82010734213"
ITSME = "http://itsme.services/v2/claim/"


def rules(**changes) -> ClaimRules:
    good = {
        "provider": "burgerprofiel",
        "names": ClaimNames(
            numbers=("rrn",),
            attributes={"given_names": "given_name", "family_name": "family_name"},
        ),
        "means": means_by_acr(["eid", "itsme", "csamselfreg"]),
        "number_asked": True,
    }
    return ClaimRules(**(good | changes))


def without_none(claims: dict) -> dict:
    return {name: value for name, value in claims.items() if value is not None}


def id_token(**changes) -> dict:
    good = {
        "iss": "https://provider.example/op",
        "sub": "person-1",
        "acr": f"{URN}eid",
        "iat": NOW.timestamp(),
        "auth_time": NOW.timestamp() - 30,
    }
    return without_none(good | changes)


def userinfo(**changes) -> dict:
    good = {
        "sub": "person-1",
        "rrn": NUMBER,
        "given_name": "Noor",
        "family_name": "Voorbeeld",
    }
    return without_none(good | changes)


def evidence(token=None, info=None, **changes):
    return evidence_from_claims(
        id_token() if token is None else token,
        userinfo() if info is None else info,
        rules(**changes),
        read_at=NOW,
    )


def test_good_claims_become_evidence():
    found = evidence()
    assert (found.means, found.level) == ("eid", AssuranceLevel.HIGH)
    assert found.number.digits == NUMBER
    assert found.attributes == {"given_names": "Noor", "family_name": "Voorbeeld"}
    assert found.subject.issuer == "https://provider.example/op"
    assert found.subject.sub == "person-1"
    assert (NOW - found.authenticated_at).total_seconds() == 30
    assert (found.read_at, found.provider, found.proof) == (
        NOW,
        "burgerprofiel",
        "oidc",
    )


def test_everything_may_stand_in_the_id_token():
    found = evidence(id_token(rrn=NUMBER, given_name="Noor", family_name="V"), {})
    assert found.number.digits == NUMBER
    assert found.attributes["family_name"] == "V"


def test_the_signed_name_goes_first():
    found = evidence(id_token(given_name="Signed"))
    assert found.attributes["given_names"] == "Signed"


def test_without_auth_time_the_token_tells_the_time():
    assert evidence(id_token(auth_time=None)).authenticated_at == NOW


def test_a_person_may_have_no_given_name():
    assert evidence(info=userinfo(given_name=None)).attributes == {
        "family_name": "Voorbeeld"
    }


def test_a_means_without_number_gives_evidence_without_number():
    found = evidence(id_token(acr=f"{URN}csamselfreg"), userinfo(rrn=None))
    assert found.number is None


def test_a_number_that_was_not_asked_for_may_be_absent():
    assert evidence(info=userinfo(rrn=None), number_asked=False).number is None


def test_one_number_said_twice_is_one_number():
    found = evidence(id_token(rrn=NUMBER, egovNRN=NUMBER))
    assert found.number.digits == NUMBER


def test_a_number_under_a_foreign_name_only_is_not_taken():
    found = evidence(info=userinfo(rrn=None, egovNRN=NUMBER), number_asked=False)
    assert found.number is None


def test_how_it_was_proven_is_said():
    found = evidence(proof=OIDC_FRESH)
    assert found.proof == OIDC_FRESH
    assert found.proves_presence
    assert not evidence().proves_presence
    assert not evidence(proof=OIDC_LOGOUT_FIRST).proves_presence


def test_a_level_may_stand_in_amr():
    found = evidence(
        id_token(acr=None, amr=["eid", f"{URN}eid"]), level_claims=("acr", "amr")
    )
    assert found.means == "eid"


def test_userinfo_must_agree_with_a_level_in_amr():
    with pytest.raises(ContradictingClaimsError):
        evidence(
            id_token(acr=None, amr=[f"{URN}eid"]),
            userinfo(acr=f"{URN}itsme"),
            level_claims=("acr", "amr"),
        )


def test_a_level_must_be_confirmed_where_that_is_set():
    asked = {f"{URN}eid": ("eid",)}
    assert evidence(id_token(amr=["eid"]), amr=asked).means == "eid"
    with pytest.raises(UnknownAssuranceError):
        evidence(amr=asked)


@pytest.mark.parametrize(
    "token, info, refusal",
    [
        ({"acr": None}, {}, UnknownAssuranceError),
        ({"acr": f"{URN}retina"}, {}, UnknownAssuranceError),
        ({}, {"acr": f"{URN}itsme"}, ContradictingClaimsError),
        ({"sub": None}, {}, MissingClaimError),
        ({"sub": ""}, {}, MalformedClaimError),
        ({"sub": 1}, {}, MalformedClaimError),
        ({"sub": "x" * 256}, {}, MalformedClaimError),
        ({"sub": "persoon-é"}, {}, MalformedClaimError),
        ({"iss": None}, {}, MissingClaimError),
        ({}, {"sub": "person-2"}, ContradictingClaimsError),
        ({}, {"sub": None}, MissingClaimError),
        ({}, {"rrn": None}, MissingClaimError),
        ({}, {"rrn": "85073003329"}, ClaimedNumberError),
        ({}, {"rrn": 85073003328}, MalformedClaimError),
        ({}, {"rrn": [NUMBER, OTHER_NUMBER]}, MalformedClaimError),
        ({}, {"rrn": "85.07.30-033.28"}, MalformedClaimError),
        ({}, {"rrn": "٨٥٠٧٣٠٠٣٣٢٨"}, MalformedClaimError),
        ({}, {"rrn": ""}, MalformedClaimError),
        ({"rrn": OTHER_NUMBER}, {}, ContradictingClaimsError),
        ({"egovNRN": OTHER_NUMBER}, {}, ContradictingClaimsError),
        ({}, {f"{ITSME}BENationalNumber": OTHER_NUMBER}, ContradictingClaimsError),
        ({}, {"national_number": 5}, MalformedClaimError),
        ({}, {"given_name": 7}, MalformedClaimError),
        ({}, {"given_name": "No\nor"}, MalformedClaimError),
        ({}, {"family_name": "x" * 201}, MalformedClaimError),
        ({"auth_time": "yesterday"}, {}, MalformedClaimError),
        ({"auth_time": True}, {}, MalformedClaimError),
        ({"auth_time": 1e300}, {}, MalformedClaimError),
        ({"auth_time": None, "iat": None}, {}, MissingClaimError),
    ],
    ids=[
        "no acr",
        "acr not in table",
        "two means",
        "no sub",
        "empty sub",
        "sub is a number",
        "sub too long",
        "sub not ASCII",
        "no issuer",
        "userinfo of somebody else",
        "userinfo of nobody",
        "no number",
        "wrong check digits",
        "number is an integer",
        "number is a list",
        "number with signs",
        "number in other digits",
        "empty number",
        "two numbers",
        "another number under CSAM's name",
        "another number under itsme's name",
        "a foreign number is no text",
        "name is a number",
        "name with a line break",
        "name too long",
        "time is a text",
        "time is a bool",
        "time out of the calendar",
        "no time",
    ],
)
def test_is_refused(token, info, refusal):
    with pytest.raises(refusal):
        evidence(id_token(**token), userinfo(**info))


def test_evidence_does_not_print_the_person():
    shown = repr(evidence())
    for secret in ("person-1", NUMBER, "Noor", "Voorbeeld"):
        assert secret not in shown
