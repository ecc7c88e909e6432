from dataclasses import replace
from eloket_sandbox.municipality.commands import parser
from tests.bench.cpu import Cost
from tests.bench.cpu import Costs
from tests.bench.figure import Figure
from tests.bench.figure import report
from tests.bench.servers import site_arguments
from tests.bench.submits import tight_bar

import json
import pytest


GOOD = Figure("submit", value=0.3, bar=0.6, unit="x", detail="")


@pytest.mark.parametrize(
    "change, holds",
    [
        ({}, True),
        ({"value": 0.6}, True),
        ({"value": 0.61}, False),
        ({"at_least": True}, False),
        ({"at_least": True, "value": 0.7}, True),
        ({"must_break": True}, False),
        ({"must_break": True, "value": 0.61}, True),
    ],
    ids=[
        "below",
        "at the bar",
        "above",
        "too few",
        "enough",
        "a self-test that spoils nothing",
        "a self-test that turns the bar red",
    ],
)
def test_a_figure_holds(change, holds):
    assert replace(GOOD, **change).holds is holds


@pytest.mark.parametrize("value, all_hold", [(0.3, True), (0.7, False)])
def test_one_broken_bar_breaks_the_run(tmp_path, capsys, value, all_hold):
    path = tmp_path / "var" / "results.json"
    assert report([GOOD, replace(GOOD, value=value)], path) is all_hold
    told = json.loads(path.read_text())["figures"]
    assert [row["holds"] for row in told] == [True, all_hold]
    assert ("BROKEN" in capsys.readouterr().out) is not all_hold


def test_what_was_measured_is_kept_when_a_later_figure_cannot_be(tmp_path):
    def figures():
        yield GOOD
        raise OSError("no server")

    path = tmp_path / "results.json"
    with pytest.raises(OSError, match="no server"):
        report(figures(), path)
    assert len(json.loads(path.read_text())["figures"]) == 1


def test_the_bench_makes_its_site_with_arguments_that_the_sandbox_knows(tmp_path):
    arguments = site_arguments(tmp_path / "zope.conf", tmp_path)
    assert parser().parse_args(arguments).data == tmp_path


def costs(spoiled_ms: float, ours_ms: float = 7) -> Costs:
    def side(ms: float) -> list[Cost]:
        return [Cost(ms, ms)] * 6

    return Costs(ours=side(ours_ms), peer=side(25), spoiled=side(spoiled_ms))


@pytest.mark.parametrize(
    "spoiled_ms, holds",
    [(10, True), (8, False)],
    ids=["a step is seen", "a step is not seen"],
)
def test_the_self_test_wants_a_step_to_be_seen(spoiled_ms, holds):
    as_it_is, spoiled = tight_bar(costs(spoiled_ms))
    assert as_it_is.holds
    assert spoiled.holds is holds


def test_the_self_test_wants_the_same_code_to_cost_the_same():
    found = costs(10)
    found["ours"] = [Cost(7, 7), Cost(9, 9)] * 3
    as_it_is, _spoiled = tight_bar(found)
    assert not as_it_is.holds
