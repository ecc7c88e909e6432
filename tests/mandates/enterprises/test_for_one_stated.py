"""Somebody asks for an organisation by what the sign-in states, and reads it again."""

from collective.eloket.accounts import service as accounts
from collective.eloket.clock import utcnow
from collective.eloket.mandates.rights import service as rights
from dataclasses import replace
from tests.accounts.stating import let_state
from tests.accounts.stating import said
from tests.mandates import house as families
from tests.mandates.enterprises import house
from tests.mandates.enterprises.house import BAKERY
from tests.mandates.enterprises.house import PLAIN
from tests.mandates.enterprises.house import PRINTER
from tests.restcalls import call
from tests.restcalls import refusal

import pytest
import transaction


MANDATE = f"o{BAKERY.code}"
CAPACITY = f"enterprise:{BAKERY.code}"
NAME = "Bakkerij Proefmans bv"
ROLE = {"dimona_rol_3d": [f"{PLAIN}:{BAKERY.code}"]}


@pytest.fixture
def served(world, day):
    """The same site; the provider may state capacities, of rights by their claim."""
    house.set_rights()
    (application,) = rights.own_applications()
    rights.set_all([replace(application, claim="dimona")])
    let_state(world.portal)
    with house.asked(house.Register()):
        world.document.right_needed = PLAIN
        transaction.commit()
        yield world


def token(served, **claims):
    """Sign Noor in for the bakery; return the token."""
    transaction.begin()
    now = utcnow()
    proof = families.evidence(
        "x", "y", None, read_at=now, authenticated_at=now, attributes={}
    )
    proof = replace(proof, said=said(**claims))
    text = accounts.sign_in(served.portal.REQUEST.clone(), served.noor, proof)
    transaction.commit()
    return text


def browser(served, **claims):
    client = served.client()
    served.carry(client, token(served, **claims))
    return client


def program(served, **claims):
    bearer = f"Bearer {token(served, **claims)}"
    return served.client(Accept="application/json", Authorization=bearer)


def let_no_more(served):
    transaction.begin()
    let_state(served.portal, is_allowed=False)
    transaction.commit()


@pytest.mark.seed("002-15")
def test_the_document_is_asked_and_read_in_that_session(served):
    noor = browser(served, **ROLE)
    assert f"U vraagt dit namens <b>{NAME}</b>" in noor.get(served.page).text
    case = served.sent_case(noor)
    assert (case.capacity, case.mandate_id) == ("enterprise", MANDATE)
    assert (case.organisation, case.right_needed) == (BAKERY.code, PLAIN)
    assert noor.get(f"{served.mine}/{case.getId()}").status_code == 200
    assert f"voor {NAME}" in noor.get(served.mine).text
    # in another session of the same person it is not to be seen
    other = served.browser(served.noor)
    assert other.get(f"{served.mine}/{case.getId()}").status_code == 403
    assert case.getId() not in other.get(served.mine).text


@pytest.mark.parametrize(
    "claims",
    [{}, {"dimona_rol_3d": [f"medewerker-zorg:{BAKERY.code}"]}],
    ids=["no role", "another role"],
)
def test_without_the_role_the_form_stays_shut(served, claims):
    before = len(served.desk["dossiers"])
    noor = browser(served, **claims)
    assert noor.get(served.page).status_code == 403
    client = program(served, **claims)
    for mandate in (MANDATE, None, f"o{PRINTER.code}"):
        assert served.call(client, mandate).status_code == 403
    assert len(served.desk["dossiers"]) == before


def test_a_provider_that_may_no_more_ends_what_is_being_typed(served):
    noor = browser(served, **ROLE)
    case = served.sent_case(noor)
    let_no_more(served)
    for address in (served.page, f"{served.mine}/{case.getId()}"):
        assert noor.get(address).status_code == 403
    page = noor.get(served.desk_url).text
    assert NAME not in page
    assert "namens een organisatie, dat kan niet meer" in page


def test_one_goes_on_with_it_in_that_session_only(served):
    noor = browser(served, **ROLE)
    case = served.sent_case(noor)
    page = f"{served.mine}/{case.getId()}"
    wanted = {"stap": "withdraw"}
    other = served.browser(served.noor)
    assert served.post(other, page, wanted, served.family).status_code == 403
    with_another = browser(served)
    refused = served.post(with_another, page, wanted, served.family)
    assert refused.status_code == 403
    assert case.state == "submitted"
    assert served.post(noor, page, wanted, served.family).status_code == 303
    assert case.state == "withdrawn"


def test_a_program_sees_for_whom_it_acts(served):
    client = program(served, **ROLE)
    session = call(client, served.site_url, "GET", "session").json()
    assert session["capacity"] == CAPACITY
    items = call(client, served.site_url, "GET", "mandates").json()["items"]
    (item,) = [one for one in items if one["kind"] == "enterprise"]
    assert (item["capacity"], item["stated"]) == (CAPACITY, True)
    assert item["rights"] == [{"right": PLAIN, "contexts": [], "end": None}]
    assert served.call(client, MANDATE).status_code == 201


def test_a_program_is_told_why_it_may_not(served):
    client = program(served, **ROLE)
    let_no_more(served)
    told = refusal(served.call(client, MANDATE))
    assert told == (403, "capacity_not_stated_here")
    items = call(client, served.site_url, "GET", "mandates").json()["items"]
    assert [one["kind"] for one in items] == ["child"]


def test_the_choice_says_where_it_comes_from_and_leads_there(served):
    noor = browser(served, **ROLE)
    page = noor.get(f"{served.choice}?came_from=/e-loket/bewijs").text
    assert "u koos deze organisatie bij het aanmelden" in page
    assert "/acl_users/burgerprofiel/login?wissel=1&amp;came_from=" in page
    assert served.choose(noor, "citizen").status_code == 303
    assert served.choose(noor, CAPACITY).status_code == 303
    let_no_more(served)
    assert "wissel=1" not in noor.get(served.choice).text
    assert served.choose(noor, CAPACITY).status_code == 403
