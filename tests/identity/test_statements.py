"""What a provider states of organisations: read strictly, never guessed."""

from collective.eloket.identity import errors
from collective.eloket.identity import statements
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.identity.statements import read_role
from collective.eloket.identity.statements import read_statement
from collective.eloket.identity.statements import said_of_organisations
from collective.eloket.identity.statements import Statement
from hypothesis import given
from hypothesis import strategies as st
from stdnum.be import vat

import pytest
import string


BAKERY, PRINTER, DUCKS = "0999999922", "0999999823", "V0001234"
NUMBER = OrganisationNumber(BAKERY)
#: The bakery's number with another last digit.
WRONG = "0999999923"
ROLE = f"dimona-lezer:{BAKERY}"


def said(**changes) -> dict:
    """Make what is said of somebody who acts for the bakery; None leaves out."""
    good = {
        "vo_doelgroepcode": "EA",
        "vo_orgcode": BAKERY,
        "vo_orgnaam": "Bakkerij Proefmans bv",
        "dimona_rol_3d": [ROLE, f"dimona-medewerker-zorg:{BAKERY}"],
    }
    return {name: one for name, one in (good | changes).items() if one is not None}


def test_a_good_statement_is_read():
    assert read_statement(said()) == Statement(
        group="EA",
        organisation=NUMBER,
        name="Bakkerij Proefmans bv",
        roles=frozenset(
            {("dimona", "dimona-lezer"), ("dimona", "dimona-medewerker-zorg")}
        ),
    )


def test_roles_are_of_one_application_each():
    found = read_statement(said(iv_wegwijs_rol_3D=[f"beheerder:{BAKERY}"]))
    assert found.roles_of("iv_wegwijs") == {"beheerder"}
    assert found.roles_of("dimona") == {"dimona-lezer", "dimona-medewerker-zorg"}
    assert found.roles_of("other") == frozenset()


@pytest.mark.parametrize("group", sorted(statements.GROUPS - {"BUR"}))
def test_every_target_group_but_citizens_has_organisations(group):
    assert read_statement(said(vo_doelgroepcode=group)).group == group


def test_the_target_groups_are_those_that_one_names():
    of_site = said(vo_doelgroepcode="XX")
    assert read_statement(of_site, {"XX"}).group == "XX"
    with pytest.raises(errors.UnknownTargetGroupError):
        read_statement(said(), {"XX"})


def test_an_association_has_a_number_of_its_own():
    stated = read_statement({"vo_doelgroepcode": "VER", "vo_orgcode": DUCKS})
    assert stated == Statement("VER", OrganisationNumber(DUCKS))
    assert stated.organisation.capacity == f"association:{DUCKS}"
    assert NUMBER.capacity == f"enterprise:{BAKERY}"


def test_a_representative_is_one_of_the_same_organisation():
    assert read_statement(said()).represents is False
    assert read_statement(said(wv_orgcode=BAKERY)).represents is True


def test_a_mandate_of_the_organisation_itself_adds_nothing():
    assert read_statement(said(ssm_mandaatgever=BAKERY)) == read_statement(said())


@pytest.mark.parametrize("nothing", [{}, {"vo_doelgroepcode": "BUR"}])
def test_of_citizens_nothing_is_stated(nothing):
    assert read_statement(nothing) is None
    assert not statements.is_of_organisation(nothing)


def test_a_name_tells_nothing_in_logs():
    assert "Proefmans" not in repr(read_statement(said()))


REFUSED = [
    ("no group", {"vo_doelgroepcode": None}, errors.MissingClaimError),
    ("no organisation", {"vo_orgcode": None}, errors.MissingClaimError),
    ("unknown group", {"vo_doelgroepcode": "XX"}, errors.UnknownTargetGroupError),
    ("small letters", {"vo_doelgroepcode": "ea"}, errors.UnknownTargetGroupError),
    ("group no text", {"vo_doelgroepcode": 1}, errors.MalformedClaimError),
    ("citizen too", {"vo_doelgroepcode": "BUR"}, errors.ContradictingClaimsError),
    ("wrong digits", {"vo_orgcode": WRONG}, errors.ClaimedOrganisationError),
    ("not a KBO number", {"vo_orgcode": "OVO002949"}, errors.ClaimedOrganisationError),
    ("with dots", {"vo_orgcode": "0999.999.922"}, errors.ClaimedOrganisationError),
    ("with BE", {"vo_orgcode": "BE0999999922"}, errors.ClaimedOrganisationError),
    ("nine digits", {"vo_orgcode": "999999922"}, errors.ClaimedOrganisationError),
    (
        "other digits",
        {"vo_orgcode": "०९९९९९९९२२"},
        errors.ClaimedOrganisationError,
    ),
    ("number no text", {"vo_orgcode": 999999922}, errors.MalformedClaimError),
    ("empty number", {"vo_orgcode": ""}, errors.MalformedClaimError),
    ("name of two lines", {"vo_orgnaam": "a\nb"}, errors.MalformedClaimError),
    ("long name", {"vo_orgnaam": "a" * 201}, errors.MalformedClaimError),
    (
        "represents another",
        {"wv_orgcode": PRINTER},
        errors.OtherOrganisationClaimedError,
    ),
    ("represents none", {"wv_orgcode": WRONG}, errors.ClaimedOrganisationError),
    (
        "mandate of another",
        {"ssm_mandaatgever": PRINTER},
        errors.OtherOrganisationClaimedError,
    ),
    (
        "role of another",
        {"dimona_rol_3d": [ROLE, f"dimona-lezer:{PRINTER}"]},
        errors.OtherOrganisationClaimedError,
    ),
    (
        "role of none",
        {"dimona_rol_3d": [f"dimona-lezer:{WRONG}"]},
        errors.ClaimedOrganisationError,
    ),
    (
        "roles that differ by a letter of the claim",
        {"dimona_rol_3D": [ROLE]},
        errors.ContradictingClaimsError,
    ),
    ("roles no list", {"dimona_rol_3d": ROLE}, errors.MalformedClaimError),
    ("role no text", {"dimona_rol_3d": [ROLE, 3]}, errors.MalformedClaimError),
]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [row[1:] for row in REFUSED],
    ids=[row[0] for row in REFUSED],
)
def test_a_statement_is_refused(changes, refusal):
    with pytest.raises(refusal) as raised:
        read_statement(said(**changes))
    assert raised.type is refusal


@pytest.mark.parametrize(
    "changes",
    [{"wv_orgcode": BAKERY}, {"dimona_rol_3d": [ROLE]}, {"vo_orgnaam": "Bakkerij"}],
    ids=["represents", "role", "name"],
)
def test_a_citizen_has_nothing_of_an_organisation(changes):
    alone = {"vo_doelgroepcode": "BUR", **changes}
    assert statements.is_of_organisation(alone)
    with pytest.raises(errors.ContradictingClaimsError):
        read_statement(alone)


# roles


@pytest.mark.parametrize(
    ("value", "refusal"),
    [
        ("", errors.MalformedClaimError),
        ("lezer", errors.MalformedClaimError),
        (":0999999922", errors.MalformedClaimError),
        ("lezer:", errors.MalformedClaimError),
        ("lezer:0999999922:", errors.MalformedClaimError),
        ("lezer:extra:0999999922", errors.MalformedClaimError),
        (" lezer:0999999922", errors.MalformedClaimError),
        ("lezer:0999999922\n", errors.MalformedClaimError),
        ("le zer:0999999922", errors.MalformedClaimError),
        ("lézer:0999999922", errors.MalformedClaimError),
        ("-lezer:0999999922", errors.MalformedClaimError),
        (f"{'a' * 130}:0999999922", errors.MalformedClaimError),
        (f"lezer:{'1' * 21}", errors.MalformedClaimError),
        ("lezer:0999999923", errors.ClaimedOrganisationError),
        ("lezer:OVO002949", errors.ClaimedOrganisationError),
        ("lezer:0999999823", errors.OtherOrganisationClaimedError),
        ("lezer:V0001234", errors.OtherOrganisationClaimedError),
    ],
)
def test_a_role_is_refused(value, refusal):
    with pytest.raises(refusal) as raised:
        read_role(value, NUMBER)
    assert raised.type is refusal


ENDS = string.ascii_letters + string.digits
ROLES = st.builds(
    str.__add__,
    st.sampled_from(ENDS),
    st.text(f"{ENDS}_.-", max_size=128),
)


@given(ROLES)
def test_every_role_comes_out_as_it_went_in(role):
    assert read_role(f"{role}:{BAKERY}", NUMBER) == role


@given(st.text(max_size=40))
def test_no_text_is_guessed_at(text):
    try:
        role = read_role(text, NUMBER)
    except (
        errors.MalformedClaimError,
        errors.ClaimedOrganisationError,
        errors.OtherOrganisationClaimedError,
    ):
        return
    assert text == f"{role}:{BAKERY}"


@given(st.text(string.digits, min_size=10, max_size=10))
def test_only_numbers_with_right_check_digits_are_organisations(digits):
    claims = said(vo_orgcode=digits, dimona_rol_3d=None)
    if vat.is_valid(digits):
        assert read_statement(claims).organisation.code == digits
        return
    with pytest.raises(errors.ClaimedOrganisationError):
        read_statement(claims)


# what is taken from the tokens


def test_only_claims_of_organisations_are_taken():
    token = {"sub": "x", "vo_id": "y", "rrn": "z", "vo_doelgroepcode": "EA"}
    more = {"vo_orgcode": BAKERY, "dimona_rol_3d": [ROLE], "dimona_rol_2d": ["x"]}
    assert said_of_organisations(token, more) == {
        "vo_doelgroepcode": "EA",
        "vo_orgcode": BAKERY,
        "dimona_rol_3d": [ROLE],
    }


def test_what_is_said_twice_must_be_the_same():
    assert said_of_organisations(said(), said()) == said()
    with pytest.raises(errors.ContradictingClaimsError):
        said_of_organisations(said(), {"vo_orgcode": PRINTER})


@pytest.mark.parametrize(
    "claims",
    [
        {"vo_orgcode": ["0999999922"]},
        {"vo_orgnaam": "a" * 401},
        {"dimona_rol_3d": ROLE},
        {"dimona_rol_3d": [{"role": "x"}]},
        {"dimona_rol_3d": ["a" * 401]},
        {"dimona_rol_3d": [ROLE] * 201},
        {"dimona_rol_3d": {"a": "b"}},
    ],
    ids=["list", "long", "text", "objects", "long role", "too many", "object"],
)
def test_what_is_too_large_or_of_another_kind_is_refused(claims):
    with pytest.raises(errors.MalformedClaimError):
        said_of_organisations({}, claims)


def test_as_many_roles_as_anybody_has_are_taken():
    roles = {"dimona_rol_3d": [ROLE] * 200}
    assert said_of_organisations({}, roles) == roles
