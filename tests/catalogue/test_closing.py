"""Days on which the municipality is closed: a setting, of which terms take account."""

from collective.eloket.catalogue import closing
from collective.eloket.catalogue.errors import ClosingDayRefusedError
from datetime import date
from plone import api

import pytest


@pytest.mark.parametrize(
    "lines, kept",
    [
        ([], ()),
        (["2026-12-24"], ("2026-12-24",)),
        ([" 2026-12-24 / 2027-01-02 "], ("2026-12-24/2027-01-02",)),
        (["2026-12-24/2026-12-24"], ("2026-12-24",)),
        (["20261224", "2026-12-24"], ("2026-12-24",)),
    ],
    ids=["none", "a day", "a range", "a range of one day", "twice"],
)
def test_days_and_ranges_are_kept_in_the_usual_writing(lines, kept):
    assert closing.checked_days(lines) == kept


@pytest.mark.parametrize(
    "line",
    [
        "24/12/2026",
        "2026-13-01",
        "Kerstmis",
        "2026-12-24/",
        "/2026-12-24",
        "2026-12-24/2026-12-23",
        "2026-12-24/2027-12-24",
        "2026-01-01/2026-01-02/2026-01-03",
        "9999-12-31/9999-12-31/",
    ],
)
def test_what_is_no_day_is_refused(line):
    with pytest.raises(ClosingDayRefusedError):
        closing.checked_days(["2026-12-24", line])


@pytest.fixture
def closed(portal):
    """A municipality that closes from Thursday to Monday."""
    lines = ("2026-11-26/2026-11-30", "nonsense")
    api.portal.set_registry_record(closing.CLOSING_DAYS, lines)


def test_terms_pass_over_them(closed):
    assert closing.term_end(date(2026, 11, 25), 1) == date(2026, 12, 1)
    assert closing.term_end(date(2026, 11, 26), 0) == date(2026, 12, 1)
    assert closing.days_waited(date(2026, 11, 25), date(2026, 12, 1)) == 1


def test_without_any_only_weekends_and_holidays_count(portal):
    assert closing.closing_days() == frozenset()
    assert closing.term_end(date(2026, 11, 25), 1) == date(2026, 11, 26)


def test_they_leave_and_come_back_with_the_site_s_profile(portal):
    """An export of the registry holds them, and its import sets them again."""
    record = api.portal.get_tool("portal_registry").records[closing.CLOSING_DAYS]
    assert record.field.value_type.__class__.__name__ == "TextLine"
    tool = api.portal.get_tool("portal_setup")
    api.portal.set_registry_record(closing.CLOSING_DAYS, ("2026-12-24",))
    exported = tool.runExportStep("plone.app.registry")["tarball"]
    assert b"2026-12-24" in unpacked(exported)


def unpacked(tarball):
    import io
    import tarfile

    with tarfile.open(fileobj=io.BytesIO(tarball)) as archive:
        return archive.extractfile("registry.xml").read()
