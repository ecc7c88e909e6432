"""The choice, the family tab and the clerks' page, over HTTP."""

from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import IProfileTab
from collective.eloket.mandates import deciding
from collective.eloket.mandates import family
from collective.eloket.mandates import store
from collective.eloket.mandates.browser.family import FamilyTab
from collective.eloket.mandates.model import capacity_of
from tests.cases.house import prove_number
from tests.mandates import house
from zope.interface.verify import verifyClass

import pytest
import transaction


TYPED = {
    "voornaam": "Sam",
    "naam": "Voorbeeld",
    "geboren": "2014-03-05",
    "nummer": house.SAM,
}


@pytest.fixture
def jan(world):
    """A citizen with a number and without children."""
    transaction.begin()
    jan = house.parent("Jan", house.JAN)
    transaction.commit()
    return jan


class TestChoice:
    """*Voor wie wilt u iets doen?*"""

    def test_offers_oneself_and_the_children(self, world):
        page = world.browser(world.noor).get(world.choice)
        assert page.status_code == 200
        assert "namens mijn kind" in page.text
        assert "Sam Voorbeeld" in page.text
        assert "no-store" in page.headers["Cache-Control"]
        assert house.SAM not in page.text

    def test_is_skipped_where_there_is_one_only(self, world, jan):
        answer = world.browser(jan).get(world.choice, allow_redirects=False)
        assert answer.status_code == 302
        assert answer.headers["Location"] == world.desk_url

    def test_is_skipped_in_a_weak_session(self, world):
        weak = world.browser(world.noor, level=AssuranceLevel.LOW)
        assert weak.get(world.choice, allow_redirects=False).status_code == 302

    def test_leads_to_sign_in_who_is_nobody(self, world):
        answer = world.client().get(world.choice, allow_redirects=False)
        assert answer.status_code == 302
        assert "/aanmelden?" in answer.headers["Location"]

    @pytest.mark.seed("004-10")
    def test_leads_on_and_the_bar_says_for_whom(self, world):
        noor = world.browser(world.noor)
        page = noor.get(world.desk_url).text
        assert "Wissel" in page
        assert "el-who--other" not in page
        answer = world.choose(
            noor, capacity_of(world.by_noor), came_from="/e-loket/bewijs"
        )
        assert answer.status_code == 303
        assert answer.headers["Location"] == f"{world.site_url}/e-loket/bewijs"
        page = noor.get(world.desk_url).text
        assert "el-who--other" in page
        assert "namens uw kind" in page
        assert "Sam Voorbeeld" in page

    def test_leads_nowhere_else(self, world):
        noor = world.browser(world.noor)
        answer = world.choose(noor, "citizen", came_from="https://evil.example/")
        assert answer.headers["Location"] == world.desk_url

    def test_who_has_one_capacity_has_no_switch(self, world, jan):
        assert "Wissel" not in world.browser(jan).get(world.desk_url).text

    @pytest.mark.parametrize(
        ("wanted", "status"),
        [
            ("by_bram", 403),
            ("child:cAAAAAAAAAAAAAAAAAAAAAA", 403),
            ("enterprise:x", 403),
            ("", 403),
            (None, 400),
        ],
        ids=["other's child", "forged", "no such word", "empty", "nothing"],
    )
    def test_what_is_not_ones_own_is_refused(self, world, wanted, status):
        noor = world.browser(world.noor)
        wanted = capacity_of(world.by_bram) if wanted == "by_bram" else wanted
        fields = {} if wanted is None else {"hoedanigheid": wanted}
        answer = world.post(noor, world.choice, fields, world.family)
        assert answer.status_code == status
        assert "Set-Cookie" not in answer.headers
        assert "el-who--other" not in noor.get(world.desk_url).text

    def test_without_its_token_nothing_is_chosen(self, world):
        noor = world.browser(world.noor)
        fields = {"hoedanigheid": capacity_of(world.by_noor)}
        assert noor.post(world.choice, data=fields).status_code == 403
        assert "el-who--other" not in noor.get(world.desk_url).text

    def test_what_is_over_can_be_left(self, world):
        noor = world.browser(world.noor, world.by_noor)
        world.shut_out()
        page = noor.get(world.choice)
        assert page.status_code == 200
        assert "Sam" not in page.text
        assert world.choose(noor, "citizen").status_code == 303
        assert "als burger" in noor.get(world.desk_url).text

    def test_a_silent_register_is_said(self, world, jan):
        with house.asked(house.Register()) as register:
            register.silent = True
            page = world.browser(jan).get(world.choice)
        assert page.status_code == 200
        assert "We kunnen nu niet opzoeken voor wie u mag handelen." in page.text


class TestFamily:
    """The tab *Gezinsprofiel*."""

    def test_is_a_tab(self):
        assert verifyClass(IProfileTab, FamilyTab)

    @pytest.mark.seed("000-11")
    def test_a_citizen_adds_a_child_that_waits(self, world, jan):
        client = world.browser(jan)
        assert "Gezinsprofiel" in client.get(f"{world.desk_url}/mijn-profiel").text
        assert "We kennen nog geen kinderen van u." in client.get(world.family).text
        answer = world.post(client, world.family, TYPED)
        assert answer.status_code == 303
        page = client.get(world.family)
        assert "Sam Voorbeeld" in page.text
        assert "Een medewerker kijkt dit na" in page.text
        assert house.SAM not in page.text
        assert [one.state for one in family.own(jan.id)] == ["waiting"]

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"voornaam": " "}, "Vul dit in."),
            ({"voornaam": "S" * 201}, "Dit ontbreekt of klopt niet"),
            ({"nummer": "1"}, "geen rijksregisternummer"),
            ({"nummer": house.JAN}, "niet hetzelfde nummer"),
            ({"geboren": "2001-01-19"}, "Dit kind is 18 of ouder"),
        ],
        ids=["no name", "long name", "no number", "own number", "an adult"],
    )
    def test_what_is_not_right_is_said_and_kept(self, world, jan, changes, words):
        client = world.browser(jan)
        answer = world.post(client, world.family, TYPED | changes)
        assert answer.status_code in (400, 403)
        assert words in answer.text
        assert 'value="Voorbeeld"' in answer.text
        assert 'role="alert"' in answer.text
        assert family.own(jan.id) == []

    def test_all_that_is_missing_is_told_at_once(self, world, jan):
        client = world.browser(jan)
        page = world.post(client, world.family, dict.fromkeys(TYPED, "")).text
        assert "Er zijn 4 velden die nog niet kloppen" in page
        assert "geheimen" not in page

    def test_what_waits_is_taken_back(self, world, jan):
        client = world.browser(jan)
        world.post(client, world.family, TYPED)
        (mandate,) = family.own(jan.id)
        answer = world.post(client, world.family, {"weg": mandate.id})
        assert answer.status_code == 303
        assert family.own(jan.id) == []

    def test_what_was_refused_says_why(self, world, jan):
        client = world.browser(jan)
        world.post(client, world.family, TYPED)
        (mandate,) = family.own(jan.id)
        deciding.decide("lieve", store.key_of(jan.id, mandate.id), False, house.REASON)
        transaction.commit()
        page = client.get(world.family).text
        assert "Niet aanvaard" in page
        assert house.REASON in page

    def test_a_weak_session_sees_no_child(self, world):
        weak = world.browser(world.noor, level=AssuranceLevel.LOW)
        page = weak.get(world.family)
        assert page.status_code == 200
        assert "Sam" not in page.text
        assert "Meld u aan met itsme of eID" in page.text

    def test_without_an_own_number_there_is_no_form(self, world):
        transaction.begin()
        nobody = house.parent("Liv", None)
        transaction.commit()
        page = world.browser(nobody).get(world.family)
        assert "Eerst moeten we uw eigen rijksregisternummer kennen." in page.text
        assert 'name="nummer"' not in page.text

    def test_the_register_is_named(self, world):
        with house.asked(house.Register()) as register:
            page = world.browser(world.noor).get(world.family).text
            assert "uit het bevolkingsregister" in page
            register.silent = True
            page = world.browser(world.noor).get(world.family).text
        assert "We kunnen uw gezin nu niet opzoeken." in page
        assert "Sam Voorbeeld" in page

    def test_who_is_of_age_is_told(self, world):
        adult = house.child(birth_date=house.date(2001, 1, 19))
        with house.asked(house.Register({house.NOOR: [adult]})):
            page = world.browser(world.noor).get(world.family).text
        assert "18 of ouder: handelt zelf" in page


class TestClerks:
    """*Gezinnen om na te kijken*."""

    @pytest.fixture
    def key(self, world, jan):
        transaction.begin()
        key = store.key_of(jan.id, house.add(jan))
        transaction.commit()
        return key

    def test_the_list_names_the_parent_only(self, world, key):
        page = world.staff().get(world.clerks)
        assert page.status_code == 200
        assert "Jan Voorbeeld" in page.text
        assert "Sam" not in page.text
        tasks = world.staff().get(f"{world.desk_url}/taken").text
        assert "Gezinnen om na te kijken" in tasks

    def test_one_shows_both_numbers_to_look_up(self, world, key):
        page = world.staff().get(world.clerks, params={"taak": key})
        assert house.SAM in page.text
        assert house.JAN in page.text

    def test_is_verified_without_a_reason(self, world, jan, key):
        page = f"{world.clerks}?taak={key}"
        fields = {"taak": key, "besluit": "ja"}
        answer = world.post(world.staff(), world.clerks, fields, page)
        assert answer.status_code == 303
        assert [one.state for one in family.own(jan.id)] == ["verified"]
        assert "Niets te doen" in world.staff().get(world.clerks).text

    def test_is_refused_with_a_reason_only(self, world, jan, key):
        page = f"{world.clerks}?taak={key}"
        fields = {"taak": key, "besluit": "nee", "reden": "nee"}
        answer = world.post(world.staff(), world.clerks, fields, page)
        assert answer.status_code == 400
        assert 'role="alert"' in answer.text
        assert [one.state for one in family.own(jan.id)] == ["waiting"]
        fields["reden"] = house.REASON
        answer = world.post(world.staff(), world.clerks, fields, page)
        assert answer.status_code == 303
        assert [one.state for one in family.own(jan.id)] == ["refused"]

    @pytest.mark.parametrize(
        ("fields", "status"),
        [
            ({"besluit": "x"}, 400),
            ({}, 400),
            ({"daad": "x"}, 400),
            ({"besluit": "ja", "taak": "x"}, 404),
        ],
    )
    def test_what_is_no_decision_is_refused(self, world, key, fields, status):
        answer = world.post(world.staff(), world.clerks, fields)
        assert answer.status_code == status
        assert deciding.count() == 1

    def test_the_own_family_is_not_shown_and_not_recorded(self, world, jan, key):
        prove_number("lieve", house.JAN)
        transaction.commit()
        lieve, since = world.staff(), utcnow()
        page = lieve.get(world.clerks, params={"taak": key})
        assert page.status_code == 403
        assert house.SAM not in page.text
        assert "Jan Voorbeeld" not in lieve.get(world.clerks).text
        actions = [row.entry.action for row in audit.find(since=since)]
        assert "family.view" not in actions

    def test_an_unknown_one_is_not_found(self, world):
        answer = world.staff().get(world.clerks, params={"taak": "x~y"})
        assert answer.status_code == 404

    def pair(self, **changes):
        good = {"kind": house.SAM, "ouder": house.NOOR, "reden": house.REASON}
        return good | changes

    def test_a_parent_is_shut_out_and_let_in(self, world):
        lieve = world.staff()
        for act, state in ("uit", "shut-out"), ("in", "refused"):
            answer = world.post(lieve, world.clerks, self.pair(daad=act))
            assert answer.status_code == 303
            assert [one.state for one in family.own(world.noor.id)] == [state]

    def test_a_shut_out_that_reaches_nothing_says_so(self, world):
        lieve = world.staff()
        page = self.pair(daad="uit", kind=house.SAM_BEFORE)
        world.post(lieve, world.clerks, page)
        assert "een ander nummer" in lieve.get(world.clerks).text
        world.post(lieve, world.clerks, self.pair(daad="uit"))
        assert "een ander nummer" not in lieve.get(world.clerks).text

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"kind": "1"}, "geen rijksregisternummer"),
            ({"ouder": ""}, "geen rijksregisternummer"),
            ({"ouder": house.SAM}, "niet hetzelfde nummer"),
            ({"reden": ""}, "reden"),
            ({"daad": "in"}, "Deze ouder was niet uitgesloten"),
        ],
        ids=["no child", "no parent", "one person", "no reason", "was not out"],
    )
    def test_what_is_not_right_is_said(self, world, changes, words):
        fields = {"daad": "uit"} | self.pair(**changes)
        answer = world.post(world.staff(), world.clerks, fields)
        assert answer.status_code in (400, 409)
        assert words in answer.text
        assert 'role="alert"' in answer.text
        assert [one.state for one in family.own(world.noor.id)] == ["verified"]

    def test_is_for_clerks(self, world, jan):
        answer = world.client().get(world.clerks, allow_redirects=False)
        assert answer.status_code == 302
        assert world.browser(jan).get(world.clerks).status_code == 403
