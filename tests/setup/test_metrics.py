from collective.eloket.limits.address import is_this_machine
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.heartbeat import tell_alive
from collective.eloket.setup import metrics as numbers
from collective.eloket.setup.browser import metrics
from prometheus_client.parser import text_string_to_metric_families

import pytest
import requests
import transaction


TOKEN = "a-long-token"  # noqa: S105


def asked(site, **headers):
    return requests.get(
        f"{site.absolute_url()}/@@eloket-metrics", headers=headers, timeout=30
    )


def values(answer):
    """Return (name, label) → value of what was answered."""
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_it_counts_cases_jobs_and_what_is_ready(world):
    tell_alive("test")
    answer = asked(world.portal)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert answer.headers["Cache-Control"] == "no-store"
    found = values(answer)
    assert found["eloket_cases", "submitted"] == 1
    assert found["eloket_cases", "delivered"] == 1
    assert found["eloket_ready", "worker"] == 1
    transaction.begin()
    waiting = outbox.waiting(world.portal)
    assert found["eloket_outbox_jobs", "waiting"] == waiting > 0
    assert found["eloket_outbox_jobs", "given_up"] == 0
    assert found["eloket_outbox_oldest_seconds",] > 0
    assert found["eloket_audit_unsealed_rows",] > 0
    assert found["eloket_audit_unsealed_seconds",] >= 0
    assert found["process_resident_memory_bytes",] > 0
    assert "Noor" not in answer.text and world.reference not in answer.text


def test_an_example_of_what_does_not_differ_each_time(world, monkeypatch, recorded):
    monkeypatch.setattr(numbers, "PARTS", (numbers.cases,))
    monkeypatch.setattr(numbers, "ProcessCollector", lambda registry: None)
    answer = asked(world.portal)
    recorded("metrics", answer)
    assert values(answer)["eloket_cases", "submitted"] == 1


def test_what_cannot_be_read_is_left_out(world, monkeypatch):
    def broken():
        raise OSError

    monkeypatch.setattr("collective.eloket.setup.metrics.audit.waiting", broken)
    found = values(asked(world.portal))
    assert ("eloket_audit_unsealed_rows",) not in found
    assert found["eloket_cases", "submitted"] == 1


def test_who_asks_by_a_web_server_needs_the_token(world, monkeypatch):
    elsewhere = {"X-Forwarded-For": "203.0.113.7"}
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    assert asked(world.portal, **elsewhere).status_code == 404
    assert asked(world.portal, **elsewhere, **bearer).status_code == 404
    monkeypatch.setenv("ELOKET_METRICS_TOKEN", TOKEN)
    assert asked(world.portal, **elsewhere, **bearer).status_code == 200
    wrong = {"Authorization": f"Bearer {TOKEN}x"}
    assert asked(world.portal, **elsewhere, **wrong).status_code == 404
    assert asked(world.portal, **elsewhere).status_code == 404


@pytest.mark.parametrize(
    "environ, near",
    [
        ({"REMOTE_ADDR": "127.0.0.1"}, True),
        ({"REMOTE_ADDR": "::1"}, True),
        ({"REMOTE_ADDR": "10.0.0.1"}, False),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"}, False),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=127.0.0.1"}, False),
        ({"REMOTE_ADDR": "localhost"}, False),
        ({}, False),
    ],
    ids=str,
)
def test_only_this_machine_is_near(environ, near):
    request = type("Request", (), {"environ": environ})()
    assert is_this_machine(request) is near


def test_a_token_that_cannot_be_read_opens_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv("ELOKET_METRICS_TOKEN_FILE", str(tmp_path / "none"))
    environ = {"HTTP_AUTHORIZATION": "Bearer None"}
    assert not metrics.knows_token(type("Request", (), {"environ": environ})())
