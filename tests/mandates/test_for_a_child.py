"""A parent asks for a child, from choosing to reading; others see nothing of it."""

from collective.eloket.accounts import service as accounts
from collective.eloket.accounts.keys import number_key
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.store import Member
from collective.eloket.audit import service as audit
from collective.eloket.cases import service as cases
from collective.eloket.cases.assigning import assign
from collective.eloket.cases.assigning import release
from collective.eloket.cases.errors import NotYourCaseError
from collective.eloket.cases.talk import Kind
from collective.eloket.cases.talk import write_message
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import IEloketLayer
from collective.eloket.mandates.errors import OwnFamilyError
from collective.eloket.mandates.model import capacity_of
from collective.eloket.mandates.service import all_mandates
from tests.cases.house import act_as
from tests.cases.house import make_clerk
from tests.mandates import house
from tests.mandates.world import ANSWERS
from tests.mandates.world import hidden
from zope.interface import alsoProvides

import pytest
import transaction


def test_the_form_knows_the_child_and_not_the_parent(world):
    noor = world.browser(world.noor, world.by_noor)
    page = noor.get(world.page)
    locked = page.text[page.text.index("el-locked") :]
    locked = locked[: locked.index("</dl>")]
    assert "Sam" in locked
    assert "Noor" not in locked
    assert "nagekeken aan het loket" in locked


def test_the_case_says_who_asked_for_whom_and_by_what(world):
    case = world.sent_case(world.browser(world.noor, world.by_noor))
    assert case.applicant == world.noor.id
    assert case.subject not in (world.noor.id, world.bram.id)
    assert (case.capacity, case.mandate_id) == ("child", world.by_noor)
    dossier = cases.open_dossier(case)
    assert (dossier.name, dossier.subject_name) == ("Noor Voorbeeld", "Sam Voorbeeld")
    assert dossier.answers["given_names"] == "Sam"
    assert dossier.sources["given_names"] == {"source": "clerk", "level": "substantial"}
    actions = {row.entry.action for row in audit.find(case.subject)}
    assert {"capacity.choose", "case.submit"} <= actions


def test_the_age_that_a_document_asks_is_that_of_who_asks(world):
    transaction.begin()
    world.document.minimum_age = 18
    transaction.commit()
    assert world.call(world.program(world.noor), world.by_noor).status_code == 201


def test_the_parent_who_asked_sees_it_and_for_whom(world):
    noor = world.browser(world.noor, world.by_noor)
    case = world.sent_case(noor)
    assert "voor Sam Voorbeeld" in noor.get(world.mine).text
    for path in ("", "/bevestiging"):
        page = noor.get(f"{world.mine}/{case.getId()}{path}")
        assert page.status_code == 200
        assert "Sam Voorbeeld" in page.text


@pytest.mark.parametrize("acts", [True, False], ids=["for the child", "as citizen"])
def test_the_other_parent_sees_nothing_of_it(world, acts):
    case = world.sent_case(world.browser(world.noor, world.by_noor))
    bram = world.browser(world.bram, world.by_bram if acts else None)
    assert case.getId() not in bram.get(world.mine).text
    for path in ("", "/bevestiging", "/document", "/bijlage/0"):
        answer = bram.get(f"{world.mine}/{case.getId()}{path}")
        assert answer.status_code == 404


def test_the_child_with_an_account_does_not_see_it_either(world):
    transaction.begin()
    sam = house.parent("Sam", house.SAM)
    transaction.commit()
    with house.asked(house.Register()):
        (mandate,) = all_mandates(world.noor.id)
        sent = world.call(world.program(world.noor), mandate.id)
    reference = sent.json()["reference"]
    assert world.desk["dossiers"][reference].subject == sam.id
    child = world.browser(sam)
    assert reference not in child.get(world.mine).text
    assert child.get(f"{world.mine}/{reference}").status_code == 404


def test_the_clerk_sees_for_whom_and_as_what(world):
    case = world.sent_case(world.browser(world.noor, world.by_noor))
    page = world.staff().get(f"{world.desk_url}/taken/{case.getId()}")
    assert "Sam Voorbeeld" in page.text
    assert "kind; de aanvrager is de ouder" in page.text
    own = world.sent_case(world.browser(world.noor))
    page = world.staff().get(f"{world.desk_url}/taken/{own.getId()}")
    assert "voor zichzelf" in page.text


def test_a_shut_out_ends_reading_and_asking_at_once(world):
    noor = world.browser(world.noor, world.by_noor)
    case = world.sent_case(noor)
    opened = noor.get(world.page)
    world.shut_out()
    assert noor.get(f"{world.mine}/{case.getId()}").status_code == 403
    listed = noor.get(world.mine)
    assert case.getId() not in listed.text
    assert "<caption>" not in listed.text
    told = world.program(world.noor).get(f"{world.site_url}/@eloket-cases").json()
    assert (told["items"], told["items_total"]) == ([], 0)
    assert (
        "Sommige aanvragen voor een kind of organisatie staan hier niet." in listed.text
    )
    assert noor.get(world.page).status_code == 403
    names = ("_csrf", "sleutel", "stempel")
    fields = {name: hidden(opened, name) for name in names} | ANSWERS
    answer = noor.post(world.page, data=fields, allow_redirects=False)
    assert answer.status_code == 403
    assert "U kunt niet handelen voor dit kind" in answer.text
    assert len(list(world.desk["dossiers"].references())) == 1
    # the page itself still works, and says that it is over
    desk = noor.get(world.desk_url)
    assert desk.status_code == 200
    assert "Sam" not in desk.text
    assert "dat kan niet meer" in desk.text


def test_a_shut_out_parent_makes_no_step_and_gets_no_mail(world):
    noor = world.browser(world.noor, world.by_noor)
    case = world.sent_case(noor)
    world.shut_out()
    before = len(world.mails())
    act_as(world.portal, world.noor.id)
    with pytest.raises(NotYourCaseError):
        cases.decide(case, "withdraw", "", world.noor.id)
    with pytest.raises(NotYourCaseError):
        write_message(case, Kind.CITIZEN, "Hoe ver staat het?")
    act_as(world.portal, "lieve")
    write_message(case, Kind.CLERK, "We kijken het na.")
    cases.decide(case, "ask_information", "Welke school?", "lieve")
    transaction.commit()
    assert len(world.mails()) == before
    answer = world.program(world.noor).post(
        f"{case.absolute_url()}/@workflow/withdraw", json={}
    )
    assert answer.status_code == 403
    assert answer.json()["error"]["type"] == "parent_shut_out"


def test_a_weak_session_reads_no_case_of_a_child(world):
    case = world.sent_case(world.browser(world.noor, world.by_noor))
    weak = world.browser(world.noor, level=AssuranceLevel.LOW)
    assert weak.get(f"{world.mine}/{case.getId()}").status_code == 403
    assert case.getId() not in weak.get(world.mine).text


class TestSwitching:
    """The form belongs to one capacity, whatever the session says by then."""

    def test_a_form_for_oneself_is_not_sent_for_the_child(self, world):
        noor = world.browser(world.noor)
        shown = noor.get(world.page)
        assert world.choose(noor, capacity_of(world.by_noor)).status_code == 303
        names = ("_csrf", "sleutel", "stempel")
        fields = {name: hidden(shown, name) for name in names} | ANSWERS
        answer = noor.post(world.page, data=fields, allow_redirects=False)
        transaction.begin()
        assert answer.status_code == 409
        assert "Er is niets verstuurd." in answer.text
        assert list(world.desk["dossiers"].references()) == []
        # what was typed waits for who it was typed as
        assert 'value="rent" checked' not in flat(noor.get(world.page))
        world.choose(noor, "citizen")
        assert 'value="rent" checked' in flat(noor.get(world.page))

    def test_a_form_without_a_stamp_is_for_oneself(self, world):
        noor = world.browser(world.noor, world.by_noor)
        answer = world.send(noor, {"stempel": "x"})
        assert answer.status_code == 409
        assert list(world.desk["dossiers"].references()) == []

    def test_drafts_are_kept_apart(self, world):
        noor = world.browser(world.noor)
        world.send(noor, {"bewaar": "1", "vraag.copies": "2"})
        assert "Verder waar u was" in noor.get(world.desk_url).text
        world.choose(noor, capacity_of(world.by_noor))
        assert "Verder waar u was" not in noor.get(world.desk_url).text
        world.choose(noor, "citizen")
        assert "Verder waar u was" in noor.get(world.desk_url).text

    def test_autosave_of_another_capacity_keeps_nothing(self, world):
        noor = world.browser(world.noor, world.by_noor)
        address = f"{world.document.absolute_url()}/@eloket-draft"
        token = hidden(noor.get(world.page), "_csrf")
        headers = {"Accept": "application/json", "X-CSRF-TOKEN": token}
        body = {"answers": {"reason": "rent"}, "key": "k" * 20, "base": ""}
        for as_what, status in ("citizen", 409), (capacity_of(world.by_noor), 200):
            answer = noor.put(
                address, params={"als": as_what}, json=body, headers=headers
            )
            assert answer.status_code == status, answer.text

    def test_a_stronger_sign_in_goes_on_as_what_one_was(self, world):
        noor = world.browser(world.noor, world.by_noor)
        request = world.portal.REQUEST.clone()
        alsoProvides(request, IEloketLayer)
        request.cookies["eloket-session"] = noor.cookies["eloket-session"]
        proof = house.evidence("x", "y", None, attributes={})
        transaction.begin()
        token = accounts.sign_in(request, world.noor, proof)
        transaction.commit()
        world.carry(noor, token)
        assert "namens uw kind" in noor.get(world.desk_url).text


def flat(page):
    """Return the page with single blanks."""
    return " ".join(page.text.split()).replace('checked="checked"', "checked")


class TestByProgram:
    """REST: the same rules."""

    def test_a_call_names_the_mandate(self, world, recorded):
        program = world.program(world.noor)
        answer = world.call(program, world.by_noor)
        assert answer.status_code == 201
        recorded("case-sent-for-a-child", answer)
        reference = answer.json()["reference"]
        listed = program.get(f"{world.site_url}/@eloket-cases").json()
        (line,), number = listed["items"], listed["items_total"]
        assert number == 1
        assert line["subject_name"] == "Sam Voorbeeld"
        answer = program.get(f"{world.site_url}/@eloket-cases/{reference}")
        recorded("case-for-a-child", answer)
        one = answer.json()
        assert (one["capacity"], one["subject_name"]) == ("child", "Sam Voorbeeld")

    @pytest.mark.parametrize("named", ["by_bram", "noor", "bram", "forged"])
    def test_only_ones_own(self, world, named, recorded):
        ids = {
            "by_bram": world.by_bram,
            "noor": world.noor.id,
            "bram": world.bram.id,
            "forged": "cAAAAAAAAAAAAAAAAAAAAAA",
        }
        answer = world.call(world.program(world.noor), ids[named])
        if named == "noor":
            assert answer.status_code == 201
            return
        assert answer.status_code == 403
        assert answer.json()["error"]["type"] == "on_behalf_refused"
        if named == "by_bram":
            recorded("case-for-the-child-of-another", answer)
        assert list(world.desk["dossiers"].references()) == []

    def test_the_same_key_for_parent_and_child_makes_two_cases(self, world):
        program = world.program(world.noor)
        program.headers["Idempotency-Key"] = "the-same-key"
        first = world.call(program).json()["reference"]
        second = world.call(program, world.by_noor).json()["reference"]
        assert first != second
        assert world.call(program, world.by_noor).json()["reference"] == second

    def test_the_session_is_switched(self, world, recorded):
        program = world.program(world.noor)
        address = f"{world.site_url}/@eloket-session"
        answer = program.post(address, json={"capacity": capacity_of(world.by_noor)})
        recorded("session-for-a-child", answer)
        told = answer.json()
        assert told["capacity"] == capacity_of(world.by_noor)
        program.headers["Authorization"] = f"Bearer {told['token']}"
        assert program.get(address).json()["capacity"] == capacity_of(world.by_noor)
        assert world.call(program).status_code == 201
        (case,) = [
            world.desk["dossiers"][one] for one in world.desk["dossiers"].references()
        ]
        assert case.mandate_id == world.by_noor
        assert world.call(program, world.noor.id).status_code == 201

    @pytest.mark.parametrize("wanted", ["child:cx", "enterprise:x", 7, {}, ""])
    def test_to_nothing_that_is_not_ones_own(self, world, wanted):
        program = world.program(world.noor)
        address = f"{world.site_url}/@eloket-session"
        answer = program.post(address, json={"capacity": wanted})
        assert answer.status_code == 403
        assert "token" not in answer.text
        assert program.get(address).json()["capacity"] == "citizen"

    def test_mandates_are_listed_without_numbers(self, world, recorded):
        answer = world.program(world.noor).get(f"{world.site_url}/@eloket-mandates")
        recorded("mandates", answer)
        (item,) = answer.json()["items"]
        assert item == {
            "id": world.by_noor,
            "kind": "child",
            "capacity": capacity_of(world.by_noor),
            "name": "Sam Voorbeeld",
            "birth_date": "2014-03-05",
            "state": "verified",
            "active": True,
            "source": "clerk",
        }
        assert house.SAM not in answer.text

    def test_a_weak_session_has_none(self, world):
        program = world.program(world.noor, AssuranceLevel.LOW)
        answer = program.get(f"{world.site_url}/@eloket-mandates")
        assert answer.json() == {"items": []}

    def test_nobody_is_asked_who_it_is(self, world):
        client = world.client(Accept="application/json")
        answer = client.get(f"{world.site_url}/@eloket-mandates")
        assert answer.status_code == 401


class TestClerksFamily:
    """A clerk handles nothing of the own family."""

    @pytest.fixture
    def case(self, world):
        case = world.sent_case(world.browser(world.noor, world.by_noor))
        member = Member("lieve", utcnow())
        member.number_key = number_key(house.number(house.BRAM))
        citizen_store().members["lieve"] = member
        transaction.commit()
        return case

    def test_neither_reads_nor_decides(self, world, case):
        lieve = world.staff()
        page = lieve.get(f"{world.desk_url}/taken/{case.getId()}")
        assert page.status_code == 403
        assert "Een collega behandelt het" in page.text
        assert "Sam" not in page.text
        for url in (f"{case.absolute_url()}/@workflow/approve",):
            answer = lieve.post(url, json={}, headers={"Accept": "application/json"})
            assert answer.status_code == 403
            assert answer.json()["error"]["type"] == "family_own"
        act_as(world.portal, "lieve")
        with pytest.raises(OwnFamilyError):
            cases.decide(case, "approve", "", "lieve")
        for kind in Kind.CLERK, Kind.NOTE:
            with pytest.raises(OwnFamilyError):
                write_message(case, kind, "Dag Noor")

    def test_the_list_names_nobody_of_it(self, world, case):
        page = world.staff().get(f"{world.desk_url}/taken")
        assert case.getId() in page.text
        assert "Noor Voorbeeld" not in page.text
        assert "Uzelf of uw gezin" in page.text

    def test_nobody_gives_it_to_them_either(self, world, case):
        make_clerk("tom", "Tom Loket", "bevolking")
        act_as(world.portal, "tom")
        with pytest.raises(OwnFamilyError):
            assign(case, "lieve")
        assign(case, "tom")
        act_as(world.portal, "lieve")
        with pytest.raises(OwnFamilyError):
            release(case)
        assert case.assignee == "tom"
