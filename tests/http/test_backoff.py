from collective.eloket.http import backoff
from tests.http.requests import request

import pytest


@pytest.mark.parametrize(
    "retries, seconds", [(0, 0.01), (1, 0.02), (6, 0.64), (7, 0.64), (50, 0.64)]
)
def test_the_wait_doubles_up_to_a_bound(retries, seconds):
    assert backoff.longest_wait_seconds(retries) == pytest.approx(seconds)


def test_a_request_waits_below_the_bound(monkeypatch):
    waits = []
    monkeypatch.setattr(backoff.time, "sleep", waits.append)
    posted = request()
    backoff.quick_retry(posted)
    for posted.retry_count in range(10):
        posted.delay_retry()
    assert len(waits) == 10
    assert all(0 <= wait < 0.64 for wait in waits)
