"""The figures of managers: right, and of too few nothing."""

from collective.eloket.cases import figures
from collective.eloket.cases import service
from collective.eloket.cases.browser.figures import FiguresPage
from collective.eloket.cases.figures import figures_of
from collective.eloket.cases.figures import months_until
from collective.eloket.cases.figures import share
from collective.eloket.cases.index import get_index
from collective.eloket.cases.statistics import DocumentFigures
from collective.eloket.clock import utcnow
from collective.eloket.http.dates import local_time
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis import strategies as st
from plone import api
from tests.cases import house

import pytest
import statistics
import transaction


def counts(*days, **more):
    found = {"decided": len(days), **more}
    for day in days:
        found[f"days:{day}"] = found.get(f"days:{day}", 0) + 1
    return found


def test_days_are_told_of_five_decisions_on():
    told = figures_of("2026-11", 9, counts(1, 2, 2, 4, 9, refused=5, late=6))
    assert (told.asked, told.decided, told.refused, told.late) == (9, 5, 5, 6)
    assert (told.mean_days, told.median_days, told.p90_days) == (3.6, 2, 9)


def test_of_fewer_than_five_nothing_is_told_but_that_there_are_some():
    told = figures_of("2026-11", 4, counts(1, 2, 2, 4, refused=1, late=4))
    assert told == figures.Figures("2026-11", None, None, None, None, None, None, None)


def test_nothing_is_nothing():
    told = figures_of("2026-11", 0, {})
    assert (told.asked, told.decided, told.refused, told.late) == (0, 0, 0, 0)
    assert told.mean_days is None


@settings(
    max_examples=50,
    deadline=None,
    # a busy machine draws slowly
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(st.integers(0, 250), min_size=5, max_size=40))
def test_mean_and_median_are_those_of_all_values(days):
    told = figures_of("2026-11", 0, counts(*days))
    assert told.mean_days == round(statistics.mean(days), 1)
    assert told.median_days == statistics.median_low(days)
    assert sum(day <= told.p90_days for day in days) >= 0.9 * len(days)
    assert sum(day < told.p90_days for day in days) < 0.9 * len(days)


def test_of_no_values_there_is_no_share():
    with pytest.raises(ValueError, match="no values"):
        share([], 0.5)


def test_months_go_over_the_year():
    assert months_until(date(2027, 2, 1), 4) == [
        "2026-11",
        "2026-12",
        "2027-01",
        "2027-02",
    ]


def test_what_happens_is_counted(portal, document, noor, lieve):
    cases = [
        house.submit(house.order(document, noor, idempotency_key=str(number)))
        for number in range(3)
    ]
    house.act_as(portal, "lieve")
    month = figures.month_of(local_time(utcnow()).date())
    cases[0].due = local_time(utcnow()).date() - timedelta(days=1)
    cases[0].submitted = utcnow() - timedelta(days=700)
    service.decide(cases[0], "refuse", "Dubbel.", "lieve")
    service.decide(cases[1], "take", "", "lieve")
    service.decide(cases[1], "approve", "", "lieve")
    uid = api.content.get_uuid(document)
    assert get_index().asked(("bevolking", "milieu"), uid) == {month: 3}
    assert get_index().decided(uid, month) == {
        "decided": 2,
        "refused": 1,
        "late": 1,
        "days:0": 1,
        "days:250": 1,
    }


@pytest.fixture
def busy(world):
    """A world with six requests, five of them decided, and a manager."""
    transaction.begin()
    house.make_manager("mia")
    house.act_as(world.portal, "lieve")
    for number in range(5):
        order = house.order(
            world.desk["uittreksel"], world.noor, idempotency_key=str(number)
        )
        case = house.submit(order)
        step = "refuse" if number == 0 else "approve"
        service.decide(case, step, "Daarom.", "lieve")
    transaction.commit()
    return world


def test_managers_read_the_figures(busy):
    page = busy.browser("mia").get(f"{busy.desk_url}/taken-cijfers")
    assert page.status_code == 200
    last = page.text.rpartition("<tr ")[2]
    cells = [one.partition("<")[0] for one in last.split("<div>")[1:]]
    assert cells == ["6", "5", "minder dan 5", "0", "0", "0", "0"]
    assert "<rect" in page.text
    assert "Gevraagd per maand, van" in page.text
    for personal in ("Noor", "Lieve", house.PURPOSE, busy.reference):
        assert personal not in page.text[page.text.index('class="eloket"') :]


def test_days_of_too_few_are_a_dash_and_no_small_number(world):
    transaction.begin()
    house.make_manager("mia")
    transaction.commit()
    world.act("lieve", "approve")
    page = world.browser("mia").get(f"{world.desk_url}/taken-cijfers")
    last = page.text.rpartition("<tr ")[2]
    cells = [one.partition("<")[0] for one in last.split("<div>")[1:]]
    assert cells == ["minder dan 5", "minder dan 5", "0", "0", "-", "-", "-"]


def test_a_document_of_which_nothing_was_asked_needs_no_table():
    page = FiguresPage(None, None)
    nothing = [figures_of("2026-11", 0, {})] * 12
    assert page.is_empty(DocumentFigures("x", "Bewijs", 0, nothing))
    for one in (figures_of("2026-11", 1, {}), figures_of("2026-11", 0, counts(1))):
        assert not page.is_empty(DocumentFigures("x", "Bewijs", 0, [*nothing, one]))


def test_programs_read_the_figures(busy, recorded):
    answer = busy.api("mia").get(f"{busy.site_url}/@eloket-statistics")
    recorded("statistics", answer)
    (one,) = answer.json()["items"]
    assert (one["document"]["title"], one["overdue"]) == ("Uittreksel", 0)
    assert len(one["months"]) == 12
    last = one["months"][-1]
    assert (last["asked"], last["decided"], last["refused"]) == (6, 5, None)


@pytest.mark.parametrize("who", ["lieve", "admin"])
def test_nobody_else_reads_them(busy, who):
    assert busy.browser(who).get(f"{busy.desk_url}/taken-cijfers").status_code == 403
    answer = busy.api(who).get(f"{busy.site_url}/@eloket-statistics")
    assert answer.status_code == 403


def test_without_any_document_the_page_says_so(world):
    transaction.begin()
    house.make_manager("mia")
    get_index().tallies.clear()
    transaction.commit()
    page = world.browser("mia").get(f"{world.desk_url}/taken-cijfers")
    assert "el-empty" in page.text
