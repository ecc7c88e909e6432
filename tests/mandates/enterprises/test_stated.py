"""May this person do that by what their provider states? As far as we can check it."""

from collective.eloket.accounts.capacity_errors import CapacityNotStatedHereError
from collective.eloket.accounts.capacity_errors import CapacityStaleError
from collective.eloket.accounts.stated import forget
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.mandates import service as mandates
from collective.eloket.mandates.browser.choice import BY_PROVIDER
from collective.eloket.mandates.browser.choice import by_what
from collective.eloket.mandates.capacities import Capacities
from collective.eloket.mandates.enterprises import service
from collective.eloket.mandates.enterprises.choosing import choices
from collective.eloket.mandates.enterprises.errors import EnterpriseRegisterSilentError
from collective.eloket.mandates.enterprises.errors import NotManagerError
from collective.eloket.mandates.enterprises.errors import OrganisationEndedError
from collective.eloket.mandates.enterprises.errors import RightMissingError
from collective.eloket.mandates.errors import OnBehalfRefusedError
from collective.eloket.mandates.rights import service as rights
from collective.eloket.mandates.rights.builtin import MAIN_ACCESS_MANAGER
from dataclasses import replace
from tests.accounts.stating import let_state
from tests.accounts.stating import said
from tests.accounts.stating import sign_in
from tests.mandates import house as families
from tests.mandates.enterprises import house
from tests.mandates.enterprises.house import BAKERY
from tests.mandates.enterprises.house import BY_LAW
from tests.mandates.enterprises.house import OTHERS
from tests.mandates.enterprises.house import PLAIN
from tests.mandates.enterprises.house import PRINTER
from tests.mandates.enterprises.house import STOPPED
from tests.mandates.enterprises.house import WITH
from tests.mandates.rights import house as book

import pytest


CAPACITY = f"enterprise:{BAKERY.code}"
MANDATE = f"o{BAKERY.code}"


@pytest.fixture
def provider(portal, register):
    """A provider that may state capacities, and rights that name their claim."""
    (application,) = rights.own_applications()
    rights.set_all(
        [
            replace(application, claim="dimona"),
            book.application("46", rights=(book.right("elders"),)),
        ]
    )
    return let_state(portal)


def by_roles(citizen, *roles, number=BAKERY, **changes):
    """Sign in for the bakery with these roles; return the session."""
    claims = said(
        vo_orgcode=number.code,
        dimona_rol_3d=[f"{role}:{number.code}" for role in roles] or None,
        **changes.pop("claims", {}),
    )
    _token, session = sign_in(citizen, claims, **changes)
    return session


def may(session, right=PLAIN, number=BAKERY, context=None) -> bool:
    return service.may_do(session, number, right, context)


def ask(session, right=PLAIN, number=BAKERY, context=None):
    return service.check_may_do(session, service.Question(number, right, context))


def test_a_role_is_a_right_in_that_session(provider, noor):
    session = by_roles(noor, PLAIN)
    assert may(session)
    assert ask(session).name == "Bakkerij Proefmans bv"
    # nothing of it is kept with the account
    assert not may(families.session(noor))
    _token, another = sign_in(noor, {})
    assert not may(another)


def test_it_is_beside_what_was_given(provider, karel, noor):
    house.give(karel)
    session = by_roles(noor, f"{WITH}-zorg")
    assert may(session)
    assert may(session, WITH)


CONTEXTS = [
    ((f"{WITH}-zorg",), None, True),
    ((f"{WITH}-zorg",), "zorg", True),
    ((f"{WITH}-zorg",), "economie", False),
    ((f"{WITH}-zorg", f"{WITH}-economie"), "economie", True),
    ((f"{WITH}-zorg",), "unknown", False),
    ((f"{WITH}-unknown",), None, False),
    ((f"{WITH}-unknown",), "unknown", False),
    ((WITH,), None, False),
    ((WITH,), "zorg", False),
    ((f"{WITH}-",), None, False),
    ((f"{WITH}-ZORG",), None, False),
]


@pytest.mark.parametrize(("roles", "context", "is_right"), CONTEXTS)
def test_a_role_holds_in_the_contexts_that_the_right_has(
    provider, noor, roles, context, is_right
):
    assert may(by_roles(noor, *roles), WITH, context=context) is is_right


REFUSED = [
    ("no role", (), {}, RightMissingError),
    ("another role", (BY_LAW,), {}, RightMissingError),
    ("a role nobody knows", ("unknown",), {}, RightMissingError),
    ("another right asked", (PLAIN,), {"right": BY_LAW}, RightMissingError),
    ("an unknown right asked", ("unknown",), {"right": "unknown"}, RightMissingError),
    ("another organisation", (PLAIN,), {"number": PRINTER}, RightMissingError),
    ("a context of a plain right", (PLAIN,), {"context": "zorg"}, RightMissingError),
    (
        "a right of an application without a claim",
        ("elders",),
        {"right": "elders"},
        RightMissingError,
    ),
    (
        "a right to give rights",
        (MAIN_ACCESS_MANAGER,),
        {"right": MAIN_ACCESS_MANAGER},
        RightMissingError,
    ),
]


@pytest.mark.parametrize(
    ("roles", "changes", "refusal"),
    [row[1:] for row in REFUSED],
    ids=[row[0] for row in REFUSED],
)
def test_it_is_refused(provider, noor, roles, changes, refusal):
    session = by_roles(noor, *roles)
    with pytest.raises(refusal) as raised:
        ask(session, **changes)
    assert raised.type is refusal
    assert not may(session, **changes)


def test_the_claim_of_another_application_gives_nothing(provider, noor):
    claims = {"other_rol_3d": [f"{PLAIN}:{BAKERY.code}"]}
    assert not may(by_roles(noor, claims=claims))
    assert may(by_roles(noor, PLAIN, claims=claims))


def test_a_weak_sign_in_does_nothing(provider, noor):
    session = by_roles(noor, PLAIN, level=AssuranceLevel.LOW)
    with pytest.raises(OnBehalfRefusedError) as raised:
        ask(session)
    assert raised.type is OnBehalfRefusedError


def test_a_representative_by_claim_has_what_representatives_have(provider, noor):
    session = by_roles(noor, claims={"wv_orgcode": BAKERY.code})
    assert may(session, BY_LAW)
    assert not may(session, PLAIN)
    assert not may(by_roles(noor), BY_LAW)


def test_both_groups_must_have_the_right(provider, noor, register):
    assert not may(by_roles(noor, OTHERS), OTHERS)
    # what the provider calls a local authority is an enterprise in the register
    session = by_roles(noor, OTHERS, claims={"vo_doelgroepcode": "LB"})
    assert not may(session, OTHERS)
    register.found = (house.organisation(group="LB"),)
    assert may(session, OTHERS)
    by_law = by_roles(noor, PLAIN, claims={"wv_orgcode": BAKERY.code})
    assert not may(by_law, PLAIN)
    assert not may(by_law, BY_LAW)


def test_nobody_acts_for_one_that_ended_or_that_nobody_knows(provider, noor, register):
    session = by_roles(noor, PLAIN, number=STOPPED)
    with pytest.raises(OrganisationEndedError):
        ask(session, number=STOPPED)
    with pytest.raises(RightMissingError):
        mandates.acting(session)
    assert choices(session) == []
    register.found = ()
    assert choices(by_roles(noor, PLAIN)) == []


def test_a_silent_register_is_an_error_of_its_own(provider, noor, register):
    session = by_roles(noor, PLAIN)
    register.silent = True
    with pytest.raises(EnterpriseRegisterSilentError):
        ask(session)


def test_without_a_register_the_provider_knows_the_name(portal, day):
    house.set_rights()
    (application,) = rights.own_applications()
    rights.set_all([replace(application, claim="dimona")])
    let_state(portal)
    noor = families.parent()
    session = by_roles(noor, PLAIN)
    assert ask(session).name == "Bakkerij Proefmans bv"
    (choice,) = choices(session)
    assert (choice.organisation.group, choice.represents) == ("EA", False)
    assert mandates.acting(session).subject_name == "Bakkerij Proefmans bv"
    unnamed = by_roles(noor, PLAIN, claims={"vo_orgnaam": None})
    assert ask(unnamed).name == "0999.999.922"
    assert not may(session, OTHERS)


# capacity


def test_a_session_acts_for_the_stated_organisation(provider, noor):
    session = by_roles(noor)
    acting = mandates.acting(session)
    assert (acting.kind, acting.mandate_id) == ("enterprise", MANDATE)
    assert Capacities().name(session) == "Bakkerij Proefmans bv"
    assert mandates.names_by_subject(session) == {
        f"organisation-{BAKERY.code}": "Bakkerij Proefmans bv"
    }
    with pytest.raises(RightMissingError):
        mandates.acting(session, right=PLAIN)
    assert mandates.acting(by_roles(noor, PLAIN), right=PLAIN, hold=True)


def test_it_can_be_chosen_again_in_that_session_only(provider, noor):
    session = by_roles(noor)
    assert Capacities().check(session, "citizen") == noor.id
    assert Capacities().check(session, CAPACITY) == f"organisation-{BAKERY.code}"
    for other in (f"enterprise:{PRINTER.code}", f"association:{BAKERY.code}"):
        with pytest.raises(OnBehalfRefusedError):
            Capacities().check(session, other)
    _token, another = sign_in(noor, {})
    with pytest.raises(RightMissingError):
        Capacities().check(another, CAPACITY)


def test_a_program_names_it_too(provider, noor):
    session = mandates.acting_as(by_roles(noor, PLAIN), MANDATE)
    assert mandates.acting(session, right=PLAIN).organisation == BAKERY.code


def test_a_list_says_by_what(provider, karel, noor):
    (choice,) = choices(by_roles(noor, f"{WITH}-zorg"))
    assert choice.stated and not choice.represents
    assert [(one.right, one.contexts) for one in choice.held] == [(WITH, ("zorg",))]
    assert by_what(choice, "nl") is BY_PROVIDER
    house.give(karel)
    (choice,) = choices(by_roles(noor, f"{WITH}-zorg"))
    assert [one.right for one in choice.held] == [PLAIN, WITH]
    (choice,) = choices(by_roles(noor, claims={"wv_orgcode": BAKERY.code}))
    assert choice.represents
    found = choices(by_roles(karel, number=PRINTER))
    assert [(one.organisation.number, one.stated) for one in found] == [
        (PRINTER, True),
        (BAKERY, False),
    ]


def test_a_provider_that_may_no_more_ends_every_use(portal, provider, karel, noor):
    session = by_roles(noor, PLAIN)
    let_state(portal, is_allowed=False)
    for use in (ask, mandates.acting):
        with pytest.raises(CapacityNotStatedHereError):
            use(session)
    assert not may(session)
    assert choices(session) == []
    assert Capacities().name(session) is None
    assert mandates.names_by_subject(session) == {}
    # what was given here holds
    house.give(karel)
    assert may(session)
    assert mandates.acting(session).organisation == BAKERY.code


def test_what_is_gone_beside_the_session_is_stale(provider, noor):
    session = by_roles(noor, PLAIN)
    forget(session.sid)
    for use in (ask, mandates.acting):
        with pytest.raises(CapacityStaleError):
            use(session)
    assert choices(session) == []


def test_a_right_that_is_no_more_or_a_claim_that_is_no_more_gives_nothing(
    provider, noor
):
    session = by_roles(noor, PLAIN)
    applications = rights.own_applications()
    rights.set_all([replace(applications[0], claim="another"), *applications[1:]])
    assert not may(session)
    rights.set_all(applications)
    assert may(session)
    rights.delete_right(PLAIN)
    assert not may(session)


def test_nobody_gives_rights_by_a_claim(provider, noor):
    claims = {"wv_orgcode": BAKERY.code}
    session = by_roles(noor, MAIN_ACCESS_MANAGER, claims=claims)
    with pytest.raises(NotManagerError):
        service.get_manager(session, BAKERY)


def test_an_application_is_called_by_its_scope(provider):
    assert Capacities().application("dimona") == "Dimona nl"
    assert Capacities().application("unknown") is None
    assert Capacities().application("") is None
