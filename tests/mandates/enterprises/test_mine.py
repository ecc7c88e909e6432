"""*Mijn volmachten*: a manager gives rights, takes them away and looks after people."""

from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.mandates.enterprises import members
from collective.eloket.mandates.enterprises import relations
from collective.eloket.mandates.enterprises import store
from collective.eloket.mandates.rights import service as rights
from tests.mandates import house as families
from tests.mandates.enterprises import house
from tests.mandates.enterprises.house import BAKERY
from tests.mandates.enterprises.house import HEAD
from tests.mandates.enterprises.house import JAN
from tests.mandates.enterprises.house import MAIN
from tests.mandates.enterprises.house import NOOR
from tests.mandates.enterprises.house import PLAIN
from tests.mandates.enterprises.house import PRINTER
from tests.mandates.enterprises.house import WITH

import pytest
import re
import transaction


UNKNOWN = "17073003384"
PERSON = {"nummer0": NOOR, "voornaam0": "Noor", "naam0": "Voorbeeld"}


@pytest.fixture
def served(world, day):
    """The same site; Karel represents the bakery."""
    house.set_rights()
    with house.asked(house.Register()) as world.register:
        world.karel = families.parent("Karel", house.KAREL)
        transaction.commit()
        world.home = f"{world.desk_url}/mijn-volmachten"
        world.bakery = f"{world.home}/organisaties/{BAKERY.code}"
        yield world


@pytest.fixture
def karel(served):
    return served.browser(served.karel)


def held(digits: str = NOOR) -> list[str]:
    transaction.begin()
    found = store.find_held(house.key(digits), BAKERY.code)
    return [one.right for one in found if not one.revoked]


def relation(digits: str = NOOR):
    transaction.begin()
    return relations.find(BAKERY.code, house.key(digits))


def given(served, *digits: str, **changes):
    """Let Karel give a right without a page; return member and holding."""
    transaction.begin()
    found = house.give(served.karel, *digits, **changes)
    transaction.commit()
    return found


@pytest.mark.seed("002-14")
def test_who_manages_one_organisation_gives_a_right_at_once(served, karel):
    led = karel.get(f"{served.home}/geven", allow_redirects=False)
    assert led.headers["Location"] == f"{served.bakery}/geven"
    where = led.headers["Location"]
    page = karel.get(where).text
    assert "Nieuw recht toekennen" in page
    assert f'value="{PLAIN}"' in page
    assert f'value="{house.OTHERS}"' not in page
    answer = served.post(karel, where, PERSON | {"recht": PLAIN, "reden": "Nieuw"})
    assert answer.status_code == 303, answer.text
    assert held() == [PLAIN]
    people = karel.get(served.bakery).text
    assert "Noor Voorbeeld" in people
    assert NOOR not in people


@pytest.mark.parametrize("page", ["geven", "toevoegen"])
def test_a_browser_fills_in_nothing_of_its_own_about_others(served, karel, page):
    shown = karel.get(f"{served.bakery}/{page}").text
    found = re.findall(r'autocomplete="([^"]+)"', shown)
    assert len(found) >= 5
    assert set(found) == {"off"}


def test_several_persons_are_given_it_at_once(served, karel):
    where = f"{served.bakery}/geven"
    more = served.post(karel, where, PERSON | {"aantal": "1", "meer": "1"})
    assert more.status_code == 200
    assert 'name="nummer3"' in more.text
    assert f'value="{NOOR}"' in more.text
    second = {"nummer2": JAN, "voornaam2": "Jan", "naam2": "Proefman"}
    fields = PERSON | second | {"aantal": "4", "recht": PLAIN}
    assert served.post(karel, where, fields).status_code == 303
    assert held(NOOR) == held(JAN) == [PLAIN]


def test_contexts_go_with_the_right_that_was_chosen(served, karel):
    fields = PERSON | {"recht": WITH, "context": f"{WITH}~zorg"}
    assert served.post(karel, f"{served.bakery}/geven", fields).status_code == 303
    transaction.begin()
    (one,) = store.find_held(house.key(NOOR), BAKERY.code)
    assert (one.right, one.contexts) == (WITH, ("zorg",))


@pytest.mark.parametrize(
    ("changes", "status", "field"),
    [
        ({"nummer0": "123"}, 400, "field-nummer0"),
        ({"mail0": "x"}, 400, "field-mail0"),
        ({"aantal": "2", "nummer1": "123"}, 400, "field-nummer1"),
        ({"begin": "2020-01-01"}, 400, "field-begin"),
        ({"recht": ""}, 404, None),
        ({"recht": house.OTHERS}, 400, None),
        ({"naam0": ""}, 400, None),
        ({"recht": house.LOCAL}, 400, None),
    ],
)
def test_what_is_wrong_is_said_where_it_is_and_nothing_is_given(
    served, karel, changes, status, field
):
    fields = PERSON | {"recht": PLAIN} | changes
    answer = served.post(karel, f"{served.bakery}/geven", fields)
    assert answer.status_code == status
    assert "Voorbeeld" in answer.text or "naam0" in changes
    if field is None:
        assert "el-note--bad" in answer.text
    else:
        assert f'href="#{field}"' in answer.text
    assert held() == []


def test_a_second_main_manager_is_wished_for(served, karel):
    fields = PERSON | {"recht": MAIN}
    assert served.post(karel, f"{served.bakery}/geven", fields).status_code == 303
    page = karel.get(f"{served.home}/organisaties").text
    assert "Stel een tweede aan" in page
    assert "wettelijk vertegenwoordiger" in page


def test_several_rights_are_taken_away_at_once(served, karel):
    first, second = given(served), given(served, JAN, right=WITH, contexts=("zorg",))
    since = utcnow()
    page = karel.get(served.bakery)
    assert [row.entry.action for row in audit.find(since=since)] == [
        "organisation.view"
    ]
    named = [".".join(one) for one in (first, second)]
    for one in named:
        assert f'value="{one}"' in page.text
    nothing = served.post(karel, served.bakery, {"reden": "x"})
    assert nothing.status_code == 400
    assert held(NOOR) == [PLAIN]
    answer = served.post(karel, served.bakery, {"recht:list": named})
    assert answer.status_code == 303
    assert held(NOOR) == held(JAN) == []


def test_somebody_is_looked_up_by_a_number_that_no_address_shows(served, karel):
    member, _holding = given(served)
    where = f"{served.home}/opzoeken"
    assert "Bakkerij Proefmans bv" in karel.get(where).text
    fields = {"organisatie": BAKERY.code, "nummer": NOOR}
    found = served.post(karel, where, fields)
    assert found.headers["Location"] == f"{served.bakery}/persoon/{member}"
    missing = served.post(karel, where, fields | {"nummer": UNKNOWN})
    assert missing.status_code == 404
    assert 'href="#field-nummer"' in missing.text
    other = served.post(karel, where, fields | {"organisatie": PRINTER.code})
    assert other.status_code == 403


def test_persons_are_compared(served, karel):
    one, _holding = given(served)
    other, _holding = given(served, JAN, right=WITH, contexts=("zorg",))
    page = karel.get(f"{served.bakery}/vergelijken", params={"wie:list": [one, other]})
    assert page.status_code == 200
    assert "Wie heeft vandaag welk recht" in page.text
    assert page.text.count(">Ja<") == page.text.count(">Nee<") == 2
    wrong = karel.get(f"{served.bakery}/vergelijken", params={"wie:list": ["x"]})
    assert wrong.status_code == 404


def test_a_person_is_added_changed_and_let_go(served, karel):
    fields = {"nummer": NOOR, "voornaam": "Noor", "naam": "Voorbeeld"}
    where = f"{served.bakery}/toevoegen"
    assert served.post(karel, where, fields).status_code == 303
    assert (relation().name, held()) == ("Noor Voorbeeld", [])
    again = served.post(karel, where, fields)
    assert again.status_code == 409
    assert "werkt al voor" in again.text
    member = store.member_of(BAKERY.code, house.key(NOOR))
    own = f"{served.bakery}/persoon/{member}"
    assert 'value="Noor"' in karel.get(own).text
    changed = {"voornaam": "Noor", "naam": "Voorbeeld", "mail": "noor@werk.example"}
    assert served.post(karel, own, changed).status_code == 303
    assert relation().email == "noor@werk.example"
    wrong = served.post(karel, own, changed | {"mail": "x"})
    assert wrong.status_code == 400
    assert 'href="#field-mail"' in wrong.text
    given(served)
    assert served.post(karel, own, changed | {"weg": "1"}).status_code == 303
    assert relation().end == house.TODAY
    assert held() == []


def test_a_new_manager_takes_over_from_the_former_one(served, karel):
    given(served, right=HEAD)
    where = f"{served.bakery}/overnemen"
    own = {"voornaam": "Karel", "naam": "Voorbeeld", "mail": "karel@bakkerij.example"}
    page = karel.get(where).text
    for purpose in ("given-name", "family-name", "email", "tel"):
        assert page.count(f'autocomplete="{purpose}"') == 1
    wrong = served.post(karel, where, own | {"vorige": UNKNOWN})
    assert wrong.status_code == 404
    assert held() == [HEAD]
    answer = served.post(karel, where, own | {"vorige": NOOR})
    assert answer.status_code == 303
    assert held() == []
    assert held(house.KAREL) == [HEAD]


@pytest.mark.seed("003-33")
@pytest.mark.seed("003-35")
@pytest.mark.seed("002-10")
def test_who_works_there_reads_who_manages_and_whether_they_can_be_mailed(served):
    given(served, right=house.LOCAL)
    given(served, JAN)
    where = f"{served.home}/beheerders"
    fields = {"organisatie": "0999.999.922"}
    transaction.begin()
    jan = families.parent("Jan", JAN)
    transaction.commit()
    page = served.post(served.browser(jan), where, fields)
    assert page.status_code == 200
    assert "Noor Voorbeeld" in page.text
    assert "bereikbaar via e-mail" in page.text
    assert "noor@bakkerij.example" not in page.text
    assert "Functiehouders" in page.text
    # somebody else only learns that there is one
    page = served.post(served.browser(served.bram), where, fields)
    assert "Noor Voorbeeld" not in page.text
    assert "Er is een lokale beheerder met een e-mailadres" in page.text


@pytest.fixture
def register_of(served):
    return lambda *found: house.asked(house.Register(*found))


@pytest.mark.seed("003-37")
def test_the_step_plan_is_that_of_the_organisation(served, register_of):
    where = f"{served.home}/beheerders"
    bram = served.browser(served.bram)
    with register_of(house.organisation(group="LB")):
        page = served.post(bram, where, {"organisatie": BAKERY.code}).text
    assert "met een formulier" in page
    assert "krijgt een bevestiging" in page
    assert "nog geen lokale beheerder" in page
    for group in ("EA", "WEG"):
        with register_of(house.organisation(group=group)):
            page = served.post(bram, where, {"organisatie": BAKERY.code}).text
        assert "met een formulier" not in page


@pytest.mark.parametrize("typed", ["", "x", "0999999923", "V7654321"])
def test_an_unknown_organisation_is_said_so(served, typed):
    where = f"{served.home}/beheerders"
    page = served.post(served.browser(served.bram), where, {"organisatie": typed})
    assert page.status_code in (400, 404)
    assert 'href="#field-organisatie"' in page.text


@pytest.mark.parametrize(
    "name", ["", "/geven", "/toevoegen", "/overnemen", "/vergelijken", "/persoon/x"]
)
def test_others_get_nothing_of_it(served, name):
    given(served)
    noor, where = served.browser(served.noor), f"{served.bakery}{name}"
    assert noor.get(where).status_code == 403
    fields = PERSON | {"recht": PLAIN}
    assert served.post(noor, where, fields, served.family).status_code == 403
    stranger = served.client().get(where, allow_redirects=False)
    assert stranger.status_code == 302
    weak = served.browser(served.karel, level=AssuranceLevel.LOW)
    assert weak.get(where).status_code == 403
    assert held() == [PLAIN]


def test_no_form_is_taken_from_elsewhere(served, karel):
    fields = PERSON | {"recht": PLAIN, "_csrf": "x"}
    assert karel.post(f"{served.bakery}/geven", data=fields).status_code == 403
    assert held() == []


def test_who_manages_several_says_for_which_and_who_manages_none_is_told(served, karel):
    served.register.found = (
        house.organisation(),
        house.organisation(number=PRINTER, name="Drukkerij nv"),
    )
    page = karel.get(f"{served.home}/geven", allow_redirects=False)
    assert page.status_code == 200
    for number in (BAKERY, PRINTER):
        assert f'href="{served.home}/organisaties/{number.code}/geven"' in page.text
    none = served.browser(served.noor).get(f"{served.home}/geven")
    assert "U beheert geen organisatie." in none.text


def test_with_two_main_managers_no_third_is_wished_for(served, karel):
    where, main = f"{served.bakery}/geven", {"recht": MAIN, "mail0": "a@b.example"}
    assert served.post(karel, where, PERSON | main).status_code == 303
    assert "Stel een tweede aan" in karel.get(served.bakery).text
    second = {"nummer0": JAN, "voornaam0": "Jan", "naam0": "Proefman"}
    assert served.post(karel, where, second | main).status_code == 303
    page = karel.get(served.bakery).text
    assert "Het recht is toegekend" in page
    assert "Stel een tweede aan" not in page


def test_without_rights_that_need_a_context_none_is_asked(served, karel):
    assert f'value="{WITH}~zorg"' in karel.get(f"{served.bakery}/geven").text
    transaction.begin()
    rights.delete_right(WITH)
    transaction.commit()
    page = karel.get(f"{served.bakery}/geven").text
    assert f'value="{PLAIN}"' in page
    assert 'name="context' not in page


@pytest.mark.parametrize(
    ("said", "rows"), [("", 1), ("0", 1), ("x", 1), ("²", 1), ("9999", 1), ("900", 50)]
)
def test_an_odd_number_of_rows_does_no_harm(served, karel, said, rows):
    fields = PERSON | {"recht": "", "aantal": said}
    page = served.post(karel, f"{served.bakery}/geven", fields).text
    assert f'name="nummer{rows - 1}"' in page
    assert f'name="nummer{rows}"' not in page


def test_more_people_than_fit_lead_to_the_next_page(served, karel, monkeypatch):
    given(served)
    given(served, JAN)
    monkeypatch.setattr(members, "MOST_SHOWN", 1)
    first = karel.get(served.bakery).text
    (after,) = re.findall(r"\?na=([\w-]+)", first)
    second = karel.get(served.bakery, params={"na": after}).text
    assert f"/persoon/{after}" in first
    assert f"/persoon/{after}" not in second
    assert "/persoon/" in second


def test_what_is_taken_away_or_over_is_shown_so(served, karel):
    member, held_now = given(served)
    assert f'value="{member}.{held_now}"' in karel.get(served.bakery).text
    transaction.begin()
    members.let_go(house.manager(served.karel), member)
    transaction.commit()
    page = karel.get(served.bakery).text
    assert f'value="{member}.{held_now}"' not in page
    assert "26 november 2026" in page


def test_a_right_or_context_that_is_no_more_keeps_its_code(served, karel):
    given(served)
    given(served, right=WITH, contexts=("zorg",))
    transaction.begin()
    rights.delete_right(PLAIN)
    rights.delete_right(WITH)
    transaction.commit()
    page = karel.get(served.bakery).text
    for code in (PLAIN, WITH, "zorg"):
        assert code in page


def test_comparing_changes_nothing_and_nothing_else_lies_below(served, karel):
    given(served)
    sent = served.post(karel, f"{served.bakery}/vergelijken", {}, served.family)
    assert sent.status_code == 404
    for path in ("x", "organisaties/x/y", f"organisaties/{BAKERY.code}/x"):
        assert karel.get(f"{served.home}/{path}").status_code == 404
    assert held() == [PLAIN]


@pytest.mark.parametrize(
    ("page", "typed", "field"),
    [
        ("opzoeken", {"organisatie": BAKERY.code, "nummer": "123"}, "nummer"),
        ("toevoegen", {"nummer": "123", "voornaam": "Noor"}, "nummer"),
        ("toevoegen", {"nummer": NOOR, "tel": "12"}, "tel"),
        ("overnemen", {"vorige": "123", "voornaam": "Karel"}, "vorige"),
        ("overnemen", {"vorige": NOOR, "mail": "x"}, "mail"),
    ],
)
def test_what_is_typed_of_a_person_is_said_beside_its_field(
    served, karel, page, typed, field
):
    where = served.home if page == "opzoeken" else served.bakery
    answer = served.post(karel, f"{where}/{page}", typed)
    assert answer.status_code == 400
    assert f'href="#field-{field}"' in answer.text
    assert relation() is None


def test_nobody_is_added_without_a_name(served, karel):
    answer = served.post(karel, f"{served.bakery}/toevoegen", {"nummer": NOOR})
    assert answer.status_code == 400
    assert "el-note--bad" in answer.text
    assert relation() is None
