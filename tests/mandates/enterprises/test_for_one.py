"""Somebody asks for an organisation, from choosing to reading; nobody else sees it."""

from collective.eloket.audit import service as audit
from collective.eloket.cases import service as cases
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.mandates.enterprises import giving
from collective.eloket.mandates.enterprises import store
from collective.eloket.mandates.enterprises.typed import Period
from datetime import date
from tests.mandates import house as families
from tests.mandates.enterprises import house
from tests.mandates.enterprises.house import BAKERY
from tests.mandates.enterprises.house import BY_LAW
from tests.mandates.enterprises.house import KAREL
from tests.mandates.enterprises.house import PLAIN
from tests.mandates.world import hidden

import pytest
import transaction


MANDATE = f"o{BAKERY.code}"
NAME = "Bakkerij Proefmans bv"


@pytest.fixture
def served(world, day):
    """The same site; Karel represents the bakery, Noor has a right there."""
    house.set_rights()
    register = house.Register()
    with house.asked(register):
        world.register = register
        world.karel = families.parent("Karel", KAREL)
        world.held = house.give(world.karel)
        world.document.right_needed = PLAIN
        transaction.commit()
        yield world


def take_away(served):
    transaction.begin()
    giving.take(house.manager(served.karel), [served.held])
    transaction.commit()


@pytest.mark.seed("002-02")
def test_one_chooses_it_with_number_and_ground(served):
    noor = served.browser(served.noor)
    page = noor.get(served.choice).text
    assert f'value="enterprise:{BAKERY.code}"' in page
    assert f"namens {NAME}" in " ".join(page.split()).replace("<tal:name>", "")
    assert "KBO 0999.999.922" in page
    assert "u hebt er een gebruikersrecht" in page
    assert f'href="{served.desk_url}/zelfregistratie"' in page
    karel = served.browser(served.karel)
    assert "u bent wettelijk vertegenwoordiger" in karel.get(served.choice).text


def test_the_bar_says_for_whom(served):
    noor = served.browser(served.noor, MANDATE)
    page = noor.get(served.desk_url).text
    assert "el-who--other" in page
    assert f'href="{served.desk_url}/mijn-volmachten"' in page
    assert NAME in page
    assert "namens uw kind" not in page
    take_away(served)
    page = noor.get(served.desk_url).text
    assert NAME not in page
    assert "namens een organisatie, dat kan niet meer" in page


@pytest.mark.seed("002-02")
def test_the_case_says_who_asked_for_which_organisation_and_by_what(served):
    noor = served.browser(served.noor, MANDATE)
    assert f"U vraagt dit namens <b>{NAME}</b>" in noor.get(served.page).text
    case = served.sent_case(noor)
    assert case.applicant == served.noor.id
    assert (case.capacity, case.mandate_id) == ("enterprise", MANDATE)
    assert (case.organisation, case.right_needed) == (BAKERY.code, PLAIN)
    dossier = cases.open_dossier(case)
    assert (dossier.name, dossier.subject_name) == ("Noor Voorbeeld", NAME)
    actions = {row.entry.action for row in audit.find(case.subject)}
    assert {"capacity.choose", "case.submit"} <= actions


def test_who_asked_sees_it_and_for_whom(served):
    noor = served.browser(served.noor, MANDATE)
    case = served.sent_case(noor)
    assert f"voor {NAME}" in noor.get(served.mine).text
    for path in ("", "/bevestiging"):
        page = noor.get(f"{served.mine}/{case.getId()}{path}")
        assert page.status_code == 200
        assert f"U vroeg dit namens <b>{NAME}</b>" in page.text


def test_nobody_else_of_the_organisation_sees_it(served):
    case = served.sent_case(served.browser(served.noor, MANDATE))
    karel = served.browser(served.karel, MANDATE)
    assert case.getId() not in karel.get(served.mine).text
    for path in ("", "/bevestiging", "/document", "/bijlage/0"):
        answer = karel.get(f"{served.mine}/{case.getId()}{path}")
        assert answer.status_code == 404


def test_the_clerk_sees_for_which_organisation(served):
    case = served.sent_case(served.browser(served.noor, MANDATE))
    page = served.staff().get(f"{served.desk_url}/taken/{case.getId()}").text
    assert NAME in page
    assert "0999.999.922" in page
    assert "de aanvrager handelt namens deze organisatie" in page
    assert "de aanvrager is de ouder" not in page


def test_who_loses_the_right_asks_and_reads_no_more(served):
    noor = served.browser(served.noor, MANDATE)
    case = served.sent_case(noor)
    opened = noor.get(served.page)
    take_away(served)
    assert noor.get(f"{served.mine}/{case.getId()}").status_code == 403
    listed = noor.get(served.mine)
    assert case.getId() not in listed.text
    assert noor.get(served.page).status_code == 403
    names = ("_csrf", "sleutel", "stempel")
    fields = {name: hidden(opened, name) for name in names} | {"vraag.reason": "rent"}
    answer = noor.post(served.page, data=fields, allow_redirects=False)
    assert answer.status_code == 403
    assert len(list(served.desk["dossiers"].references())) == 1
    assert served.call(served.program(served.noor), MANDATE).status_code == 403


def test_another_right_there_does_not_let_one_read_it(served):
    noor = served.browser(served.noor, MANDATE)
    case = served.sent_case(noor)
    transaction.begin()
    house.give(served.karel, right=house.WITH, contexts=("zorg",))
    transaction.commit()
    assert case.getId() in noor.get(served.mine).text
    take_away(served)
    assert noor.get(f"{served.mine}/{case.getId()}").status_code == 403
    # and lists show no more than that
    assert case.getId() not in noor.get(served.mine).text
    listed = served.program(served.noor).get(f"{served.site_url}/@eloket-cases")
    assert listed.json()["items"] == []
    assert listed.json()["items_total"] is None


@pytest.mark.seed("002-15")
def test_a_program_names_the_organisation(served):
    sent = served.call(served.program(served.noor), MANDATE)
    assert sent.status_code == 201, sent.text
    case = served.desk["dossiers"][sent.json()["reference"]]
    assert (case.capacity, case.organisation) == ("enterprise", BAKERY.code)
    own = served.program(served.noor).get(
        f"{served.site_url}/@eloket-cases/{case.getId()}"
    )
    assert own.json()["organisation"] == BAKERY.code
    assert own.json()["subject_name"] == NAME


@pytest.mark.seed("002-07")
@pytest.mark.parametrize(
    ("right", "on_behalf_of", "refusal"),
    [
        (PLAIN, None, "for_organisations"),
        (None, MANDATE, "not_for_organisations"),
        (BY_LAW, MANDATE, "right_missing"),
        (PLAIN, "o0999999823", "right_missing"),
        (PLAIN, "o0999999923", "on_behalf_refused"),
    ],
    ids=["as oneself", "needs none", "another right", "another one", "wrong digits"],
)
def test_a_program_is_refused_too(served, right, on_behalf_of, refusal):
    transaction.begin()
    served.document.right_needed = right
    transaction.commit()
    answer = served.call(served.program(served.noor), on_behalf_of)
    assert answer.status_code == 403
    assert answer.json()["error"]["type"] == refusal
    assert not list(served.desk["dossiers"].references())


@pytest.mark.seed("002-08")
@pytest.mark.seed("002-16")
def test_the_law_is_a_right_only_where_it_says_so(served):
    karel = served.program(served.karel)
    assert served.call(karel, MANDATE).status_code == 403
    transaction.begin()
    served.document.right_needed = BY_LAW
    transaction.commit()
    assert served.call(karel, MANDATE).status_code == 201


def test_the_page_says_who_may_ask_and_sends_one_to_choose(served):
    noor = served.browser(served.noor)
    address = served.document.absolute_url()
    page = noor.get(address).text
    assert "Kies eerst namens welke u handelt" in page
    assert "hoedanigheid?came_from=%2F" in page
    assert 'href="' + served.page not in page
    acts = served.browser(served.noor, MANDATE).get(address).text
    assert 'href="' + served.page in acts


def test_own_drafts_and_those_for_an_organisation_stay_apart(served):
    noor = served.browser(served.noor, MANDATE)
    opened = noor.get(served.page)
    names = ("_csrf", "sleutel", "stempel")
    fields = {name: hidden(opened, name) for name in names} | {"vraag.reason": "rent"}
    noor.post(served.page, data=fields | {"bewaar": "1"}, allow_redirects=False)
    assert "Verder waar u was" in noor.get(served.desk_url).text
    served.choose(noor, "citizen")
    assert "Verder waar u was" not in noor.get(served.desk_url).text


def test_an_organisation_that_ended_is_nobodys(served):
    noor = served.browser(served.noor, MANDATE)
    served.register.found = (house.organisation(active=False),)
    assert noor.get(served.page).status_code == 403
    assert store.find_held(house.key(house.NOOR), BAKERY.code)


def test_the_choice_says_until_when_a_right_goes_on(served):
    transaction.begin()
    until = Period(house.TODAY, date(2026, 12, 31))
    house.give(served.karel, house.JAN, period=until)
    jan = families.parent("Jan", house.JAN)
    transaction.commit()
    assert "recht tot 31 december 2026" in served.browser(jan).get(served.choice).text
    transaction.begin()
    house.give(served.karel, house.JAN, right=house.WITH, contexts=("zorg",))
    transaction.commit()
    page = served.browser(jan).get(served.choice).text
    assert "recht tot" not in page
    assert "u hebt er een gebruikersrecht" in page


def test_an_association_is_named_with_its_own_number(served):
    chess = house.organisation(
        number=OrganisationNumber("V0001234"), name="Schaakclub", group="VER"
    )
    served.register.found = (chess,)
    page = served.browser(served.karel).get(served.choice).text
    assert "Schaakclub" in page
    assert chess.number.shown in page
    assert "KBO" not in page


def test_while_the_register_is_silent_the_choice_says_so(served):
    served.register.silent = True
    page = served.browser(served.karel).get(served.choice)
    assert page.status_code == 200
    assert "We kunnen nu niet opzoeken voor wie u mag handelen" in page.text
    assert NAME not in page.text
