"""`eloket-retention`: does it, or tells it; never says whose."""

from collective.eloket.rights import commands
from tests.rights.ended import set_back

import logging
import pytest
import transaction


@pytest.fixture
def ended(world):
    """A request whose days are over."""
    world.act("lieve", "refuse", "Daarom.")
    set_back(world.case, 731)
    transaction.commit()
    return world


@pytest.fixture
def run(ended, caplog):
    """Run the command as its console script does; return what it says."""
    caplog.set_level(logging.INFO, "collective.eloket.rights")

    def run(*words):
        caplog.clear()
        options = commands.parser().parse_args([*words, "zope.conf"])
        commands.run(ended.portal.getPhysicalRoot(), options)
        transaction.begin()
        return caplog.text

    return run


def test_a_dry_run_tells_what_is_due(ended, run):
    said = run("--dry-run")
    assert "uittreksel: after 730 days anonymise: 1; held: 0; within 30 days: 0" in said
    assert ended.case.applicant == ended.noor.id


def test_before_the_first_look_there_is_no_report(run):
    assert "nobody looked yet" in run("--report")


def test_it_does_what_is_due_and_reports_it(ended, run):
    said = run()
    assert "anonymise: 1" in said
    assert ended.case.applicant.startswith("anonymous-")
    assert run("--report") == said


def test_it_says_nothing_of_people(ended, run):
    said = run("--dry-run") + run() + run("--report")
    for word in (ended.noor.id, ended.reference, "Noor", "lieve"):
        assert word not in said


def test_it_cannot_do_and_tell_at_once():
    with pytest.raises(SystemExit):
        commands.parser().parse_args(["--dry-run", "--report", "zope.conf"])
