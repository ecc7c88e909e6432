"""The choices of *Taken*, on the page and by REST; by the index alone."""

from collective.eloket.cases import filters
from collective.eloket.cases import terms
from collective.eloket.cases.browser.choosing import query_of
from collective.eloket.cases.browser.choosing import told
from collective.eloket.cases.browser.choosing import wanted_of
from collective.eloket.cases.filters import Wanted
from datetime import date
from plone import api
from tests.cases import house

import html
import pytest
import re
import transaction


#: A Thursday.
TODAY = date(2026, 11, 26)


@pytest.fixture
def many(world, monkeypatch):
    """A world with five cases: name → reference."""
    monkeypatch.setattr(filters, "today", lambda: TODAY)
    monkeypatch.setattr("collective.eloket.cases.browser.filtered.today", lambda: TODAY)
    transaction.begin()
    with api.env.adopt_roles(["Manager"]):
        other = api.content.create(
            world.desk, "OnlineDocument", "woonst", title="Woonst"
        )
        other.clerk_group = "bevolking"
    found = {}
    for name, day, document in (
        ("late", 25, "uittreksel"),
        ("today", 26, "uittreksel"),
        ("soon", 27, "uittreksel"),
        ("later", 30, "woonst"),
        ("asked", 20, "uittreksel"),
    ):
        order = house.order(world.desk[document], world.noor, idempotency_key=name)
        case = house.submit(order)
        case.due = date(2026, 11, day)
        case.reindexObject()
        found[case.getId()] = name
    transaction.commit()
    by_name = {name: reference for reference, name in found.items()}
    world.case.due = date(2027, 1, 4)
    world.case.reindexObject()
    found[world.reference] = "first"
    transaction.commit()
    for name, step in (("asked", "ask_information"), ("soon", "take")):
        transaction.begin()
        house.act_as(world.portal, "lieve")
        case = world.desk["dossiers"][by_name[name]]
        api.portal.get_tool("portal_workflow").doActionFor(case, step, comment="Wat?")
        transaction.commit()
    world.names = found
    return world


def by_page(world, query):
    page = world.browser("lieve").get(f"{world.tasks}?{query}")
    assert page.status_code == 200
    found = re.findall(r'class="el-ref" href="[^"]*/([^/"]+)"', page.text)
    return [world.names[reference] for reference in found]


def by_rest(world, query):
    answer = world.api("lieve").get(f"{world.site_url}/@eloket-tasks?{query}")
    assert answer.status_code == 200
    body = answer.json()
    found = [world.names[one["reference"]] for one in body["items"]]
    assert body["items_total"] == len(found)
    return found


ALL = ["asked", "late", "today", "soon", "later", "first"]
WOONST = "document=WOONST"


@pytest.mark.parametrize(
    "page, rest, expected",
    [
        ("", "", ALL),
        ("toon=onzin&stand=onzin", "", ALL),
        ("toon=mij", "show=mine", ["asked", "soon"]),
        ("toon=niemand", "show=nobody", ["late", "today", "later", "first"]),
        ("toon=laat", "show=overdue", ["late"]),
        ("toon=bijna", "show=soon", ["today", "soon"]),
        ("toon=laat&stand=more_information_asked", None, []),
        ("stand=in_treatment", "state=in_treatment", ["soon"]),
        (WOONST, WOONST, ["later"]),
        (f"{WOONST}&toon=mij", f"{WOONST}&show=mine", []),
        (f"{WOONST}&toon=niemand", f"{WOONST}&show=nobody", ["later"]),
        ("voor=ander", "for_others=1", []),
        ("document=unknown", "document=unknown", []),
    ],
)
def test_the_list_shows_what_was_chosen(many, page, rest, expected):
    uid = api.content.get_uuid(many.desk["woonst"])
    assert by_page(many, page.replace("WOONST", uid)) == expected
    if rest is not None:
        assert by_rest(many, rest.replace("WOONST", uid)) == expected


def test_each_choice_says_how_many_it_shows(many):
    page = many.browser("lieve").get(many.tasks).text
    words = ["Alle open", "Van mij", "Van niemand", "Te laat", "Bijna te laat"]
    counts = re.findall(r"([A-Z][^<>]*) <b>(\d+\+?)</b></a>", page)
    assert [one for one in counts if one[0] in words] == list(
        zip(words, ["6", "2", "4", "1", "2"], strict=True)
    )
    options = [html.unescape(one) for one in re.findall(r"<option[^>]*>(.*)<", page)]
    assert {"Uittreksel (5)", "Woonst (1)", "Ingediend (4)"} <= set(options)
    answer = many.api("lieve").get(f"{many.site_url}/@eloket-tasks").json()
    assert answer["counts"] == {
        "open": 6,
        "mine": 2,
        "nobody": 4,
        "overdue": 1,
        "soon": 2,
        "deceased": 0,
    }


def rows_of(many):
    """Return name → its row in the list."""
    rows = many.browser("lieve").get(many.tasks).text.split("<tr ")[2:]
    return {
        name: row
        for row in rows
        for reference, name in many.names.items()
        if f"/{reference}" in row
    }


def test_it_is_said_of_which_the_term_does_not_run(many):
    still = [name for name, row in rows_of(many).items() if "staat stil" in row]
    assert still == ["asked"]
    assert "Verwacht op" not in rows_of(many)["asked"]


def test_late_and_nearly_late_are_said_in_words(many):
    said = {
        name: ("Bijna te laat" in row, "Te laat" in row)
        for name, row in rows_of(many).items()
    }
    assert said == {
        "asked": (False, False),
        "late": (False, True),
        "today": (True, False),
        "soon": (True, False),
        "later": (False, False),
        "first": (False, False),
    }


def test_a_clerk_of_another_group_counts_nothing(many):
    answer = many.api("tom").get(f"{many.site_url}/@eloket-tasks").json()
    assert answer["items"] == []
    assert set(answer["counts"].values()) == {0}
    uid = api.content.get_uuid(many.desk["woonst"])
    theirs = many.api("tom").get(f"{many.site_url}/@eloket-tasks?document={uid}")
    assert theirs.json()["items"] == []


@pytest.mark.parametrize("query", ["show=all", "for_others=yes", "state=x"])
def test_a_choice_that_there_is_not_is_refused_by_rest(world, query):
    answer = world.api("lieve").get(f"{world.site_url}/@eloket-tasks?{query}")
    assert answer.status_code == 400


def test_what_is_for_somebody_else_can_be_chosen(world):
    transaction.begin()
    order = house.order(
        world.desk["uittreksel"],
        world.noor,
        subject="a-child",
        capacity="child",
        idempotency_key="for-a-child",
    )
    reference = house.submit(order).getId()
    transaction.commit()
    world.names = {reference: "child", world.reference: "first"}
    assert by_page(world, "voor=ander") == by_rest(world, "for_others=1") == ["child"]
    assert "(1)" in world.browser("lieve").get(world.tasks).text


def test_a_page_keeps_the_choice_in_its_addresses(world):
    page = world.browser("lieve").get(f"{world.tasks}?toon=niemand&stand=submitted")
    assert "toon=laat&amp;stand=submitted" in page.text
    assert 'name="toon" value="niemand"' in page.text


WANTED = [
    Wanted(),
    Wanted("mine", "submitted", "uid", True),
    Wanted("soon"),
    Wanted(document="uid"),
]


@pytest.mark.parametrize("wanted", WANTED)
def test_an_address_says_what_was_chosen(wanted):
    assert wanted_of(query_of(wanted)) == wanted


def test_strange_words_choose_nothing():
    form = {"toon": ["mij"], "stand": ["x"], "document": ["y"], "voor": 1}
    assert wanted_of(form) == Wanted()


@pytest.mark.parametrize("number, text", [(0, "0"), (998, "998"), (999, "999+")])
def test_a_count_says_when_there_may_be_more(number, text):
    assert told(number) == text


def test_near_is_reckoned_in_working_days(portal):
    assert terms.soon_until(date(2026, 11, 27)) == date(2026, 11, 30)
    api.portal.set_registry_record(terms.SOON_DAYS, 0)
    assert terms.soon_until(date(2026, 11, 27)) == date(2026, 11, 27)
