"""The pages of self-registration: the form, its summary, what became of it."""

from collective.eloket.catalogue.aliases import NAMES
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.mandates.rights import service as rights
from collective.eloket.mandates.self_registration import store
from dataclasses import replace
from tests.mandates import house as families
from tests.mandates.enterprises import house as organisations
from tests.mandates.enterprises.house import BAKERY
from tests.mandates.enterprises.house import PLAIN
from tests.mandates.enterprises.house import PRINTER
from tests.mandates.enterprises.house import WITH
from tests.mandates.rights import house as book
from tests.mandates.self_registration.house import NUMBER
from tests.mandates.world import hidden
from urllib.parse import parse_qs
from urllib.parse import urlsplit

import pytest
import transaction


#: What Noor fills in.
TYPED = {
    "tel": "0470 12 34 56",
    "mail": "noor@proefmans.example",
    "reden": "Ik dien de subsidies in.",
}


@pytest.fixture
def served(world, day):
    """The same site; Bram is local manager of the bakery."""
    organisations.set_rights()
    with organisations.asked(organisations.Register()) as world.register:
        world.karel = families.parent("Karel", organisations.KAREL)
        organisations.give(world.karel, families.BRAM, right=organisations.LOCAL)
        transaction.commit()
        world.start = f"{world.desk_url}/zelfregistratie"
        yield world


def address(served, query=f"dg=EA&ec={PLAIN}&oc={BAKERY.code}", page="aanvraag"):
    return f"{served.start}/{page}?{query}"


def send(served, client, where, button="verder", **fields):
    return served.post(client, where, TYPED | {button: "1"} | fields)


def confirm(served, client, where, summary, **fields):
    key = hidden(summary, "sleutel")
    return send(served, client, where, "bevestigen", sleutel=key, **fields)


def waiting(number=BAKERY):
    transaction.begin()
    return [id for id, _kept in store.open_of(number.code)]


@pytest.mark.seed("003-01")
@pytest.mark.seed("003-04")
@pytest.mark.seed("003-05")
@pytest.mark.seed("003-14")
@pytest.mark.seed("003-17")
@pytest.mark.seed("003-18")
@pytest.mark.seed("003-19")
@pytest.mark.seed("003-20")
@pytest.mark.seed("003-22")
def test_one_fills_in_looks_it_over_and_confirms(served):
    noor, where = served.browser(served.noor), address(served)
    page = noor.get(where)
    assert page.status_code == 200
    assert "Noor Voorbeeld" in page.text
    assert "Bakkerij Proefmans bv" in page.text
    assert "vast in de link die u volgde" in page.text
    assert "alleen gebruikt" in page.text
    for field in ("tel", "mail", "reden"):
        assert f'name="{field}"' in page.text
    for field in ("organisatie", "gebruikersrecht", "naam"):
        assert f'name="{field}"' not in page.text
    summary = send(served, noor, where)
    assert summary.status_code == 200
    for said in ("+32470123456", "noor@proefmans.example", "Ik dien de subsidies in."):
        assert said in summary.text
    assert waiting() == []
    sent = confirm(served, noor, where, summary)
    assert sent.status_code == 303, sent.text
    (id,) = waiting()
    assert sent.headers["Location"] == f"{served.start}/volg/{id}?verstuurd=1"
    done = noor.get(sent.headers["Location"])
    assert "De lokale beheerder kreeg uw aanvraag" in done.text
    assert "noor@proefmans.example" in done.text


def test_two_clicks_make_one_request(served):
    noor, where = served.browser(served.noor), address(served)
    summary = send(served, noor, where)
    first = confirm(served, noor, where, summary)
    second = confirm(served, noor, where, summary)
    assert first.headers["Location"] == second.headers["Location"]
    assert len(waiting()) == 1


def test_one_goes_back_and_finds_what_was_typed(served):
    noor, where = served.browser(served.noor), address(served)
    page = send(served, noor, where, "terug")
    assert page.status_code == 200
    assert 'value="0470 12 34 56"' in page.text
    assert waiting() == []


@pytest.mark.seed("003-08")
@pytest.mark.seed("003-13")
def test_an_application_lets_one_choose_its_right(served):
    noor = served.browser(served.noor)
    where = address(served, f"&an={NUMBER}&dg=EA&oc={BAKERY.code}")
    page = noor.get(where).text
    assert "Kies een gebruikersrecht" in page
    assert f'value="{PLAIN}"' in page
    assert f'value="{organisations.OTHERS}"' not in page
    wrong = send(served, noor, where)
    assert wrong.status_code == 400
    assert "Kies het gebruikersrecht dat u wenst." in wrong.text
    assert "<title>Fout: " in " ".join(wrong.text.split()).replace(
        "<title> ", "<title>"
    )
    assert 'value="0470 12 34 56"' in wrong.text
    good = send(served, noor, where, gebruikersrecht=PLAIN)
    assert good.status_code == 200
    assert "sleutel" in good.text


@pytest.mark.seed("003-09")
@pytest.mark.seed("003-11")
def test_contexts_are_chosen_unless_the_address_says_one(served):
    noor, where = served.browser(served.noor), address(served, f"dg=EA&ec={WITH}")
    fields = {"organisatie": "0999.999.922"}
    assert f'value="{WITH}~zorg"' in noor.get(where).text
    wrong = send(served, noor, where, **fields)
    assert wrong.status_code == 400
    assert 'href="#context"' in wrong.text
    fields["context:list"] = f"{WITH}~zorg"
    summary = send(served, noor, where, **fields)
    assert "Bakkerij Proefmans bv" in summary.text
    fixed = address(served, f"dg=EA&ec={WITH}&ctx=zorg&oc={BAKERY.code}")
    assert f'value="{WITH}~zorg"' not in noor.get(fixed).text
    summary = send(served, noor, fixed)
    assert confirm(served, noor, fixed, summary).status_code == 303


@pytest.mark.seed("003-12")
def test_the_organisation_is_typed_where_the_address_does_not_say_it(served):
    noor, where = served.browser(served.noor), address(served, f"dg=EA&ec={PLAIN}")
    assert 'name="organisatie"' in noor.get(where).text
    for typed in ("", "0999999923", "V7654321", organisations.STOPPED.code):
        wrong = send(served, noor, where, organisatie=typed)
        assert wrong.status_code in (400, 403, 404)
        assert 'href="#organisatie"' in wrong.text
    summary = send(served, noor, where, organisatie="0999.999.922")
    assert "Bakkerij Proefmans bv, 0999.999.922" in summary.text


@pytest.mark.seed("003-06")
def test_a_work_relation_is_asked_alike(served):
    noor = served.browser(served.noor)
    where = address(
        served, f"dg=EA&an={NUMBER}&oc={BAKERY.code}", "aanvraag_werkrelatie"
    )
    page = noor.get(where).text
    assert "Aanvraag werkrelatie" in page
    assert 'name="gebruikersrecht"' not in page
    summary = send(served, noor, where)
    sent = confirm(served, noor, where, summary)
    followed = noor.get(sent.headers["Location"])
    assert "Werkrelatie" in followed.text


@pytest.mark.seed("003-07")
@pytest.mark.seed("003-10")
@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("an=45", 400, "zegt niet voor welke doelgroep"),
        ("dg=XX&an=45", 400, "doelgroep die niet bestaat"),
        ("dg=EA", 400, "Een van beide is nodig"),
        (f"dg=EA&an=45&ec={PLAIN}", 400, "Er mag maar een van beide staan"),
        (f"dg=EA&ec={PLAIN}&ec={WITH}", 400, "zegt iets twee keer"),
        (f"dg=EA&ec={PLAIN}&oc=1", 400, "fout nummer van een organisatie"),
        (f"dg=EA&ec={PLAIN}&ctx=zorg", 400, "context die dit recht niet heeft"),
        ("dg=EA&ec=", 400, "is leeg of te lang"),
    ],
)
def test_a_wrong_address_is_explained_to_whoever_comes_by_it(
    served, query, status, words
):
    for client in (served.client(), served.browser(served.noor)):
        answer = client.get(address(served, query), allow_redirects=False)
        assert answer.status_code == status
        assert words in answer.text


@pytest.mark.seed("003-21")
@pytest.mark.parametrize("query", ["dg=EA&ec=weg", "dg=EA&an=99999", "dg=OV&ec=lezer"])
def test_it_says_when_no_right_fits(served, query):
    answer = served.browser(served.noor).get(address(served, query))
    assert answer.status_code == 404
    assert "Geen gebruikersrechten gevonden voor de gegeven criteria!" in answer.text
    assert "Er is niets verstuurd." in answer.text


def test_without_a_manager_it_says_at_once_what_to_do(served):
    noor = served.browser(served.noor)
    where = address(served, f"dg=EA&ec={PLAIN}&oc={PRINTER.code}")
    answer = noor.get(where)
    assert answer.status_code == 409
    assert "nog geen lokale beheerder met een e-mailadres" in answer.text
    assert answer.text.count("<li>Vraag in uw organisatie") == 1
    typed = address(served, f"dg=EA&ec={PLAIN}")
    answer = send(served, noor, typed, organisatie=PRINTER.code)
    assert answer.status_code == 409
    assert "hoofdtoegangsbeheerder" in answer.text


def test_a_stranger_signs_in_first_and_comes_back(served):
    answer = served.client().get(
        address(served, f"&an={NUMBER}&dg=EA"), allow_redirects=False
    )
    assert answer.status_code == 302
    goal = parse_qs(urlsplit(answer.headers["Location"]).query)["came_from"][0]
    assert goal == f"/e-loket/zelfregistratie/aanvraag?dg=EA&an={NUMBER}"


def test_a_weak_sign_in_is_told_so(served):
    noor = served.browser(served.noor, level=AssuranceLevel.LOW)
    answer = noor.get(address(served))
    assert answer.status_code == 403
    assert "digitale sleutel" in answer.text


def test_one_takes_it_back_and_nobody_else_sees_it(served):
    noor, where = served.browser(served.noor), address(served)
    sent = confirm(served, noor, where, send(served, noor, where))
    mine = sent.headers["Location"].partition("?")[0]
    bram = served.browser(served.bram)
    assert bram.get(mine).status_code == 404
    assert served.post(bram, mine, {}, served.family).status_code == 404
    assert len(waiting()) == 1
    gone = served.post(noor, mine, {"trek_in": "1"})
    assert gone.status_code == 303
    assert waiting() == []
    assert "Ingetrokken" in noor.get(mine).text


def test_no_form_is_sent_from_elsewhere(served):
    noor, where = served.browser(served.noor), address(served)
    summary = send(served, noor, where)
    fields = TYPED | {"bevestigen": "1", "sleutel": hidden(summary, "sleutel")}
    assert noor.post(where, data=fields | {"_csrf": "x"}).status_code == 403
    assert waiting() == []


def test_the_start_lists_what_can_be_asked_and_builds_links(served):
    client = served.client()
    page = client.get(served.start)
    assert page.status_code == 200
    assert f"aanvraag?dg=EA&amp;an={NUMBER}" in page.text
    built = client.get(
        served.start, params={"dg": "EA", "ec": PLAIN, "oc": "0999.999.922"}
    )
    query = f"aanvraag?dg=EA&amp;ec={PLAIN}&amp;oc={BAKERY.code}"
    for base in (
        served.start,
        "https://zelfregistratie-gebruikersbeheer-ti.vlaanderen.be/user",
        "https://zelfregistratie-gebruikersbeheer.vlaanderen.be/user",
    ):
        assert f"<code>{base}/{query}</code>" in built.text
    wrong = client.get(served.start, params={"dg": "EA"})
    assert "Een van beide is nodig" in wrong.text
    assert "<code>" not in wrong.text


def test_nothing_else_lies_below(served):
    noor = served.browser(served.noor)
    for path in ("x", "aanvraag/x", "volg", "volg/x"):
        answer = noor.get(f"{served.start}/{path}?dg=EA&ec={PLAIN}")
        assert answer.status_code == 404


def test_the_start_opens_under_its_names_in_other_languages(served):
    for alias in NAMES["zelfregistratie"]:
        page = served.client().get(f"{served.desk_url}/{alias}")
        assert page.status_code == 200
        assert "Zelf een gebruikersrecht aanvragen" in page.text
    for alias in NAMES["mijn-volmachten"]:
        page = served.browser(served.noor).get(f"{served.desk_url}/{alias}")
        assert "Mijn taken" in page.text


def test_what_is_confirmed_is_checked_once_more(served):
    noor, where = served.browser(served.noor), address(served, f"dg=EA&ec={PLAIN}")
    typed = {"organisatie": BAKERY.code}
    summary = send(served, noor, where, **typed)
    for changed, field in (
        ({"tel": "12"}, "tel"),
        ({"organisatie": organisations.STOPPED.code}, "organisatie"),
    ):
        wrong = confirm(served, noor, where, summary, **(typed | changed))
        assert wrong.status_code in (400, 403)
        assert f'href="#{field}"' in wrong.text
    assert waiting() == []


def test_without_its_key_it_is_looked_over_again(served):
    noor, where = served.browser(served.noor), address(served)
    again = send(served, noor, where, "bevestigen")
    assert again.status_code == 200
    assert hidden(again, "sleutel")
    assert waiting() == []


def test_one_follows_it_while_nobody_knows_the_name_of_the_organisation(served):
    noor, where = served.browser(served.noor), address(served)
    sent = confirm(served, noor, where, send(served, noor, where))
    mine = sent.headers["Location"].partition("?")[0]
    assert "Bakkerij Proefmans bv, 0999.999.922" in noor.get(mine).text
    served.register.silent = True
    page = noor.get(mine)
    assert page.status_code == 200
    assert "0999.999.922" in page.text
    assert "Bakkerij" not in page.text


def test_addresses_name_the_target_groups_of_the_site(served):
    where = address(served, f"dg=XX&an={NUMBER}")
    assert served.client().get(where).status_code == 400
    transaction.begin()
    rights.set_group(book.group(), is_new=True)
    (one,) = rights.own_applications()
    (right,) = (each for each in one.rights if each.code == PLAIN)
    rights.set_right(NUMBER, replace(right, groups=("EA", "XX")), former=PLAIN)
    transaction.commit()
    start = served.client().get(served.start).text
    assert f"aanvraag?dg=XX&amp;an={NUMBER}" in start
    assert "Ziekenhuizen nl" in start
    parts = {"dg": "XX", "ec": PLAIN}
    built = served.client().get(served.start, params=parts).text
    assert f"aanvraag?dg=XX&amp;ec={PLAIN}</code>" in built
    hospital = organisations.organisation(group="XX")
    served.register.found = (hospital,)
    noor = served.browser(served.noor)
    assert noor.get(address(served, f"dg=XX&ec={PLAIN}")).status_code == 200
    where = address(served, f"dg=XX&ec={PLAIN}&oc={BAKERY.code}")
    summary = send(served, noor, where)
    assert confirm(served, noor, where, summary).status_code == 303
    assert len(waiting()) == 1
