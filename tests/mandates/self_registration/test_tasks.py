"""*Mijn taken*: what waits for a manager, looked at and decided on pages."""

from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.http.dates import plain_day
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.mandates.enterprises import store as holdings
from collective.eloket.mandates.self_registration import deciding
from collective.eloket.mandates.self_registration import store
from datetime import date
from datetime import timedelta
from tests.mandates import house as families
from tests.mandates.enterprises import house as organisations
from tests.mandates.enterprises.house import BAKERY
from tests.mandates.enterprises.house import NOOR
from tests.mandates.enterprises.house import PLAIN
from tests.mandates.self_registration import house
from tests.rights.beside import meanwhile
from ZODB.POSException import ConflictError

import pytest
import transaction


@pytest.fixture
def served(world, day):
    """The same site; Bram is local manager of the bakery, Noor asked for a right."""
    organisations.set_rights()
    with organisations.asked(organisations.Register()):
        world.karel = families.parent("Karel", organisations.KAREL)
        organisations.give(world.karel, families.BRAM, right=organisations.LOCAL)
        world.id = house.ask(world.noor)
        transaction.commit()
        world.home = f"{world.desk_url}/mijn-volmachten"
        world.task = f"{world.home}/taak/{world.id}"
        yield world


def held() -> list:
    transaction.begin()
    return list(holdings.find_held(organisations.key(NOOR), BAKERY.code))


def sent(served) -> str:
    transaction.begin()
    return store.find(served.id).sent


def state(served) -> str:
    transaction.begin()
    return store.find(served.id).state


@pytest.mark.seed("003-26")
def test_the_list_names_what_was_asked_by_whom_and_lets_one_decide(served):
    since = utcnow()
    page = served.browser(served.bram).get(served.home)
    assert page.status_code == 200
    assert "Mijn taken" in page.text
    assert "Noor Voorbeeld" in page.text
    assert "Bakkerij Proefmans bv" in page.text
    for act in ("", "/keur-goed", "/keur-af"):
        assert f'href="{served.task}{act}"' in page.text
    looked = [row.entry for row in audit.find(since=since)]
    assert ("access_request.view", served.noor.id) in [
        (entry.action, entry.subject) for entry in looked
    ]


def test_giving_a_right_comes_first_among_what_managers_do(served):
    page = served.browser(served.bram).get(served.home).text
    assert page.index("Nieuw recht toekennen") < page.index("Toon organisaties")


@pytest.mark.seed("003-27")
@pytest.mark.seed("003-28")
def test_the_details_have_the_rows_of_the_seed(served):
    page = served.browser(served.bram).get(served.task)
    assert page.status_code == 200
    for said in (
        "Zelfregistratie details",
        "Noor Voorbeeld",
        "0999.999.922 (Bakkerij Proefmans bv)",
        "noor@proefmans.example",
        "+32470123456",
        "26 november 2026",
        "26 november 2028",
        "Ik dien de subsidies in.",
        "nog niet",
        "dan wordt eerst de werkrelatie gemaakt",
    ):
        assert said in page.text
    assert NOOR not in page.text
    until = plain_day(date.fromisoformat(sent(served)) + timedelta(days=90), "nl")
    assert f"U kunt beslissen tot en met {until}" in " ".join(page.text.split())
    listed = served.browser(served.bram).get(served.home).text
    assert f"tot {until}" in " ".join(listed.split())
    own = served.browser(served.noor).get(
        f"{served.desk_url}/zelfregistratie/volg/{served.id}"
    )
    assert f"Beslist niemand ten laatste op {until}" in " ".join(own.text.split())


def test_when_its_term_is_over_it_is_no_task_any_more(served, day):
    bram = served.browser(served.bram)
    day(date.fromisoformat(sent(served)) + timedelta(days=91))
    assert served.task not in bram.get(served.home).text
    where = f"{served.task}/keur-goed"
    assert bram.get(where).status_code == 409
    answer = served.post(bram, where, {"reden": "Ja"}, served.family)
    assert answer.status_code == 409
    assert "Niemand besliste op tijd over deze aanvraag" in answer.text
    assert held() == []


def test_a_manager_approves_with_a_reason(served):
    bram, where = served.browser(served.bram), f"{served.task}/keur-goed"
    shown = bram.get(where).text
    assert 'value="2028-11-26"' in shown
    fields = {"reden": "Begint maandag", "begin": "2026-11-30", "einde": "2026-12-31"}
    answer = served.post(bram, where, fields)
    assert (answer.status_code, answer.headers["Location"]) == (303, served.home)
    (one,) = held()
    assert (one.right, one.begin.isoformat(), one.end.isoformat()) == (
        PLAIN,
        "2026-11-30",
        "2026-12-31",
    )
    assert "U hebt nu geen openstaande taken" in bram.get(served.home).text
    assert "goedgekeurd" in served.mails()[-1]["body"]
    assert "Begint maandag" not in served.mails()[-1]["body"]
    followed = served.browser(served.noor).get(
        f"{served.desk_url}/zelfregistratie/volg/{served.id}"
    )
    assert "Kies namens wie u handelt" in followed.text
    assert "Begint maandag" not in followed.text


def test_a_manager_refuses_and_the_reason_goes_along(served):
    bram, where = served.browser(served.bram), f"{served.task}/keur-af"
    assert 'name="begin"' not in bram.get(where).text
    answer = served.post(bram, where, {"reden": "Werkt hier niet", "mee": "1"})
    assert answer.status_code == 303
    assert state(served) == "refused"
    assert "Werkt hier niet" in served.mails()[-1]["body"]
    assert held() == []


@pytest.mark.parametrize("act", ["keur-goed", "keur-af"])
def test_without_a_reason_nothing_is_decided(served, act):
    bram, where = served.browser(served.bram), f"{served.task}/{act}"
    answer = served.post(bram, where, {"reden": " "})
    assert answer.status_code == 400
    assert "Vul een reden in" in answer.text
    assert 'href="#reden"' in answer.text
    assert state(served) == "open"


def test_wrong_days_are_said_and_the_reason_stays(served):
    bram, where = served.browser(served.bram), f"{served.task}/keur-goed"
    fields = {"reden": "Ja", "begin": "2026-12-31", "einde": "2026-12-01"}
    answer = served.post(bram, where, fields)
    assert answer.status_code == 400
    assert 'href="#begin"' in answer.text
    assert ">Ja</textarea>" in answer.text
    assert held() == []


def test_the_second_manager_is_told(served):
    bram, where = served.browser(served.bram), f"{served.task}/keur-goed"
    assert bram.get(where).status_code == 200
    transaction.begin()
    house.refuse(served.karel, served.id)
    transaction.commit()
    assert bram.get(where).status_code == 409
    answer = served.post(bram, where, {"reden": "Ja"}, served.family)
    assert answer.status_code == 409
    assert "Een andere beheerder besliste al" in answer.text
    assert held() == []


@pytest.mark.parametrize("first", ["refused", "withdrawn"])
def test_of_two_at_the_same_moment_the_first_wins(served, first):
    bram, noor = families.session(served.bram), families.session(served.noor)

    def before(_site, _world):
        if first == "refused":
            deciding.refuse(bram, served.id, house.DECIDED)
        else:
            deciding.withdraw(noor, served.id)

    transaction.begin()
    house.approve(served.karel, served.id)
    meanwhile(before, served)
    with pytest.raises(ConflictError):
        transaction.commit()
    transaction.abort()
    assert state(served) == first
    assert held() == []


def test_what_was_taken_back_is_not_approved(served):
    bram, where = served.browser(served.bram), f"{served.task}/keur-goed"
    transaction.begin()
    house.withdraw(served.noor, served.id)
    transaction.commit()
    assert bram.get(where).status_code == 409
    answer = served.post(bram, where, {"reden": "Ja"}, served.family)
    assert "trok de aanvraag in" in answer.text
    assert held() == []


def test_it_is_for_its_managers_only(served):
    for who in (served.noor, families.parent("Jan", families.JAN)):
        transaction.commit()
        client = served.browser(who)
        for act in ("", "/keur-goed", "/keur-af"):
            answer = client.get(f"{served.task}{act}")
            assert answer.status_code == 404
            assert "noor@proefmans.example" not in answer.text
        answer = served.post(
            client, f"{served.task}/keur-goed", {"reden": "Ja"}, served.family
        )
        assert answer.status_code == 404
    assert held() == []


def test_who_asked_follows_it_from_there(served):
    page = served.browser(served.noor).get(served.home).text
    assert f"/zelfregistratie/volg/{served.id}" in page
    assert "Nieuw recht toekennen" not in page


def test_a_weak_sign_in_sees_no_task(served):
    page = served.browser(served.bram, level=AssuranceLevel.LOW).get(served.home)
    assert page.status_code == 200
    assert "Noor" not in page.text
    assert "om rechten te beheren" in page.text


def test_nobody_decides_on_their_own_request(served):
    transaction.begin()
    id = house.ask(served.karel)
    transaction.commit()
    karel = served.browser(served.karel)
    assert id not in karel.get(served.home).text.replace(f"volg/{id}", "")
    where = f"{served.home}/taak/{id}/keur-goed"
    assert karel.get(where).status_code == 403
    answer = served.post(karel, where, {"reden": "Ja"}, served.family)
    assert answer.status_code == 403
    assert "Niemand beslist over de eigen aanvraag" in answer.text
