from collective.eloket.cases.model import STATES
from collective.eloket.cases.timeline import leaving
from collective.eloket.cases.timeline import PastStep
from collective.eloket.cases.timeline import timeline
from collective.eloket.cases.words import STATE_WORDS
from datetime import date
from datetime import datetime
from datetime import UTC

import pytest


AT = datetime(2026, 11, 23, 10, 6, tzinfo=UTC)
DUE = date(2026, 11, 27)


def kinds(*states, comment=""):
    steps = timeline([PastStep(state, AT, comment) for state in states], DUE, "nl")
    return [step.kind for step in steps]


@pytest.mark.parametrize(
    "states, expected",
    [
        (["submitted"], ["done", "now", "next"]),
        (["submitted", "in_treatment"], ["done", "now", "next"]),
        (["submitted", "more_information_asked"], ["done", "now", "next"]),
        (["submitted", "approved"], ["done", "now", "next"]),
        (["submitted", "approved", "delivered"], ["done", "done", "done"]),
        (["submitted", "refused"], ["done", "done"]),
        (["submitted", "withdrawn"], ["done", "done"]),
        (["submitted", "refused", "closed"], ["done", "done", "done"]),
    ],
    ids=lambda value: value[-1],
)
def test_shows_what_is_done_what_is_now_and_what_comes(states, expected):
    assert kinds(*states) == expected


def test_the_last_line_holds_the_promised_date():
    last = timeline([PastStep("submitted", AT, "")], DUE, "nl")[-1]
    assert last.when.mapping["day"] == "vrijdag 27 november 2026"


def test_no_day_is_promised_while_we_wait_for_an_answer():
    last = timeline([PastStep("more_information_asked", AT, "")], DUE, "nl")[-1]
    assert (last.kind, last.when) == ("next", "hint_term_waits")


@pytest.mark.parametrize(
    "outcome, title",
    [
        ("document", "step_document_ready"),
        ("decision", "step_decision_told"),
        ("report", "step_report_handled"),
    ],
)
def test_the_end_is_called_after_what_comes_out(outcome, title):
    waiting = timeline([PastStep("approved", AT, "")], DUE, "nl", outcome)
    ended = timeline([PastStep("delivered", AT, "")], DUE, "nl", outcome)
    assert waiting[-1].title == ended[-1].title == title


def test_moments_are_those_of_the_municipality():
    first = timeline([PastStep("submitted", AT, "")], DUE, "nl")[0]
    assert first.when.mapping == {"day": "maandag 23 november 2026", "time": "11.06"}


def test_words_of_a_step_are_shown_under_it():
    steps = [PastStep("submitted", AT, ""), PastStep("refused", AT, "Buiten de zone")]
    assert timeline(steps, DUE, "nl")[-1].note == "Buiten de zone"


def test_every_state_has_its_word_and_drawing():
    assert set(STATE_WORDS) == set(STATES)
    assert len({words.icon for words in STATE_WORDS.values()}) == len(STATES)


class Letter:
    """What the line about the post looks at of a case."""

    channel = "post"
    state = "delivered"
    has_letter = True
    posted = None
    handed = None

    def __init__(self, **changes):
        vars(self).update(changes)


@pytest.mark.parametrize(
    "changes, expected",
    [
        ({}, [("next", "step_will_post")]),
        ({"posted": AT}, [("done", "step_posted")]),
        ({"posted": AT, "state": "closed"}, [("done", "step_posted")]),
        ({"state": "closed"}, []),
        ({"posted": AT, "has_letter": False}, []),
        ({"posted": AT, "channel": "download"}, []),
        ({"channel": "counter"}, [("now", "step_at_counter")]),
        (
            {"channel": "counter", "handed": AT, "state": "closed"},
            [("done", "step_handed_over")],
        ),
        ({"channel": "counter", "state": "closed"}, []),
        ({"channel": "counter", "has_letter": False}, []),
    ],
    ids=[
        "waits",
        "printed",
        "printed and closed",
        "closed before",
        "taken back",
        "not by post",
        "at the counter",
        "picked up",
        "at the counter, closed before",
        "at the counter, taken back",
    ],
)
def test_the_post_has_a_line(changes, expected):
    found = leaving(Letter(**changes), "nl")
    assert [(step.kind, step.title) for step in found] == expected


def test_the_line_says_when_it_was_printed():
    (step,) = leaving(Letter(posted=AT), "nl")
    assert step.when.mapping["day"] == "maandag 23 november 2026"
