from collective.eloket.outbox.model import LONGEST_WAIT
from collective.eloket.outbox.model import MOST_ATTEMPTS
from collective.eloket.outbox.model import next_try
from datetime import datetime
from datetime import timedelta
from datetime import UTC

import pytest


NOW = datetime(2026, 11, 27, 11, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    "attempts, wait",
    [
        (1, timedelta(seconds=5)),
        (2, timedelta(seconds=10)),
        (5, timedelta(seconds=80)),
        (13, timedelta(seconds=20480)),
        (14, LONGEST_WAIT),
        (1000, LONGEST_WAIT),
    ],
)
def test_waits_grow_up_to_a_limit(attempts, wait):
    assert next_try(NOW, attempts) == NOW + wait


def test_a_job_is_given_up_after_four_to_five_days():
    tried = NOW
    for attempts in range(1, MOST_ATTEMPTS):
        tried = next_try(tried, attempts)
    assert timedelta(days=4) < tried - NOW < timedelta(days=5)
