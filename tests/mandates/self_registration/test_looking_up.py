"""Who does not know the number of an organisation looks it up by name."""

from collective.eloket.mandates.enterprises import register as registers
from collective.eloket.mandates.self_registration import store
from plone import api
from tests.mandates import house as families
from tests.mandates.enterprises import house as organisations
from tests.mandates.enterprises.house import BAKERY
from tests.mandates.enterprises.house import PLAIN
from tests.mandates.enterprises.house import PRINTER
from tests.mandates.self_registration.test_pages import address
from tests.mandates.self_registration.test_pages import confirm
from tests.mandates.self_registration.test_pages import send
from tests.mandates.self_registration.test_pages import TYPED

import pytest
import re
import transaction


LIMIT = "collective.eloket.mandates.look_ups_an_hour"
NAME = "Bakkerij Proefmans bv"


@pytest.fixture
def served(world, day):
    """The same site, whose register finds by name; Bram is local manager."""
    organisations.set_rights()
    with organisations.asked(organisations.NamedRegister()) as world.register:
        world.karel = families.parent("Karel", organisations.KAREL)
        organisations.give(world.karel, families.BRAM, right=organisations.LOCAL)
        transaction.commit()
        world.start = f"{world.desk_url}/zelfregistratie"
        world.form = address(world, f"dg=EA&ec={PLAIN}")
        yield world


@pytest.fixture
def noor(served):
    return served.browser(served.noor)


def found(page) -> list[str]:
    """Return the numbers that can be chosen."""
    return re.findall(r'name="kies"[^>]*value="([^"]+)"', page.text, re.S)


@pytest.mark.seed("003-12")
def test_one_looks_it_up_chooses_it_and_goes_on(served, noor):
    shown = noor.get(served.form).text
    assert 'name="zoeknaam"' in shown
    # one is led to what was found, below the top of the page
    assert re.search(r'formaction="[^"]*#zoeknaam"\s+name="zoek"', shown)
    page = send(served, noor, served.form, "zoek", zoeknaam="  bakkerij ")
    assert page.status_code == 200
    assert found(page) == [BAKERY.code]
    assert NAME in page.text
    # what else was typed stays, and nothing of it is in an address
    assert 'value="0470 12 34 56"' in page.text
    assert "bakkerij" not in page.url
    chosen = send(served, noor, served.form, "kies", kies=BAKERY.code, zoeknaam="x")
    assert re.search(rf'name="organisatie"[^>]*value="{BAKERY.code}"', chosen.text)
    assert 'value="0470 12 34 56"' in chosen.text
    assert found(chosen) == []
    typed = {"organisatie": BAKERY.code}
    summary = send(served, noor, served.form, **typed)
    assert f"{NAME}, 0999.999.922" in summary.text
    assert confirm(served, noor, served.form, summary, **typed).status_code == 303
    transaction.begin()
    assert len(list(store.open_of(BAKERY.code))) == 1


def test_going_on_with_a_name_and_no_number_looks_it_up_too(served, noor):
    page = send(served, noor, served.form, zoeknaam="Drukkerij")
    assert found(page) == [PRINTER.code]
    # with a number one goes on, whatever name stands there still
    typed = {"zoeknaam": "Drukkerij", "organisatie": BAKERY.code}
    assert "sleutel" in send(served, noor, served.form, **typed).text
    again = send(served, noor, served.form, "zoek", **typed)
    assert found(again) == [PRINTER.code]


def test_only_active_ones_of_the_target_group_are_found(served, noor):
    served.register.found += (
        organisations.organisation(group="LB", name="Bakkerij X"),
    )
    assert found(send(served, noor, served.form, "zoek", zoeknaam="bakk")) == [
        BAKERY.code
    ]
    for name in ("Gestopt", "Nergens"):
        page = send(served, noor, served.form, "zoek", zoeknaam=name)
        assert page.status_code == 200
        assert found(page) == []
        assert "Geen organisatie met die naam" in page.text


def test_a_few_are_shown_at_most_however_many_a_register_tells(
    served, noor, monkeypatch
):
    assert registers.MOST_FOUND == 10
    monkeypatch.setattr(registers, "MOST_FOUND", 1)
    page = send(served, noor, served.form, "zoek", zoeknaam="kerij")
    assert len(found(page)) == 1


@pytest.mark.parametrize("name", ["", "ab", " a "])
def test_too_little_of_a_name_is_said_so(served, noor, name):
    page = send(served, noor, served.form, "zoek", zoeknaam=name)
    assert page.status_code == 400
    assert 'href="#zoeknaam"' in page.text
    assert "minstens drie tekens" in page.text


def test_nobody_reads_the_whole_register_so(served, noor):
    transaction.begin()
    api.portal.set_registry_record(LIMIT, 1)
    transaction.commit()
    assert found(send(served, noor, served.form, "zoek", zoeknaam="bakkerij"))
    page = send(served, noor, served.form, "zoek", zoeknaam="bakkerij")
    assert page.status_code == 429
    assert found(page) == []
    assert "U zocht heel veel op" in page.text
    assert 'value="0470 12 34 56"' in page.text
    # who types the number goes on, and somebody else looks up
    typed = {"organisatie": BAKERY.code}
    assert "sleutel" in send(served, noor, served.form, **typed).text
    karel = served.browser(served.karel)
    assert found(send(served, karel, served.form, "zoek", zoeknaam="bakkerij"))


def test_looking_up_keeps_nothing_and_is_no_way_around_the_form(served, noor):
    noor.get(served.form)
    before = api.portal.get()._p_jar.db().lastTransaction()
    assert found(send(served, noor, served.form, "zoek", zoeknaam="bakkerij"))
    assert api.portal.get()._p_jar.db().lastTransaction() == before
    fields = TYPED | {"zoek": "1", "zoeknaam": "bakkerij"}
    refused = noor.post(served.form, data=fields | {"_csrf": "x"})
    assert refused.status_code == 403
    assert found(refused) == []
    # an address with the name in it looks nothing up
    shown = noor.get(f"{served.form}&zoek=1&zoeknaam=bakkerij")
    assert found(shown) == []
    stranger = served.client().post(served.form, data=fields, allow_redirects=False)
    assert NAME not in stranger.text


def test_where_the_link_fixes_it_or_the_register_cannot_nobody_looks_up(served, noor):
    fixed = address(served)
    assert 'name="zoeknaam"' not in noor.get(fixed).text
    page = send(served, noor, fixed, "zoek", zoeknaam="bakkerij")
    assert found(page) == []
    with organisations.asked(organisations.Register()):
        shown = noor.get(served.form).text
        assert 'name="zoeknaam"' not in shown
        assert "kbopub.economie.fgov.be" in shown
        page = send(served, noor, served.form, "zoek", zoeknaam="bakkerij")
        assert page.status_code == 400
        assert 'href="#organisatie"' in page.text


def test_a_silent_register_is_said_so(served, noor):
    served.register.silent = True
    page = send(served, noor, served.form, "zoek", zoeknaam="bakkerij")
    assert page.status_code == 504
    assert NAME not in page.text
