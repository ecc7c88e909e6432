"""A real cluster, as `make start-cluster` runs it, for `make test-cluster` alone.

Its name keeps it out of the whole run: it takes minutes.
"""

from collections.abc import Iterator
from pathlib import Path
from requests.adapters import HTTPAdapter
from tests.environ import without_ours
from tests.raw_storage.started_journey import CITIZEN
from tests.raw_storage.started_journey import StartedJourney
from tests.started import until

import json
import os
import pytest
import requests
import shutil
import signal
import subprocess
import sys
import tempfile


ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 240
DOCUMENT = "uittreksel-bevolkingsregister"
ANSWERS = {"purpose": "huren", "remark": ""}
#: Of the limit on wrong passwords per address.
TOO_OFTEN = 20


class Running:
    """A running cluster on free ports."""

    def __init__(self, folder: Path) -> None:
        self.data, self.log = folder / "v", folder / "start.log"
        facts = folder / "facts.json"
        command = [
            *(sys.executable, "-m", "eloket_sandbox.cluster", "--data", self.data),
            *("--port", "0", "--sandbox-port", "0", "--json", facts),
        ]
        with self.log.open("wb") as file:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=without_ours(), stdout=file, stderr=file
            )
        until(self.is_ready, "the cluster is ready", PATIENCE_SECONDS)
        self.facts = json.loads(facts.read_text())
        ports = json.loads((self.data / "nodes.json").read_text())
        self.nodes = [f"http://localhost:{port}/gemeente" for port in ports[1:]]

    def is_ready(self) -> bool:
        said = self.said()
        assert self.process.poll() is None, said
        return "ready (" in said

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def kill(self, name: str) -> None:
        os.kill(self.facts["processes"][name], signal.SIGKILL)

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        self.process.wait(60)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Running]:
    # PostgreSQL's user must come in, which pytest's own folders forbid
    folder = Path(tempfile.mkdtemp(prefix="elc-"))
    folder.chmod(0o755)
    found = Running(folder)
    yield found
    found.stop()
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def citizen(cluster) -> StartedJourney:
    """Somebody who registered, through nginx."""
    found = StartedJourney(cluster.facts)
    found.arrive(found.browser, CITIZEN)
    found.register()
    return found


def own(citizen: StartedJourney, site: str) -> set[str]:
    """Return the references of one's own requests, as that node tells them."""
    answer = citizen.program.get(f"{site}/@eloket-cases")
    assert answer.status_code == 200, answer.text
    return {one["reference"] for one in answer.json()["items"]}


def submit(citizen: StartedJourney, site: str, key: str) -> str:
    """Send a request, as a program does: once more with the same key after a 502.

    nginx sends nothing twice that a Zope may have got before it died.
    """
    address = f"{site}/e-loket/{DOCUMENT}/@eloket-cases"
    headers = {"Idempotency-Key": key}
    for _try in range(3):
        answer = citizen.program.post(
            address, json={"answers": ANSWERS}, headers=headers
        )
        if answer.status_code != 502:
            break
    assert answer.status_code == 201, answer.text
    return answer.json()["reference"]


def from_address(address: str) -> requests.Session:
    """Return a browser that calls from that address of this machine."""

    class Adapter(HTTPAdapter):
        def init_poolmanager(self, *arguments, **more):
            super().init_poolmanager(*arguments, source_address=(address, 0), **more)

    session = requests.Session()
    session.trust_env = False
    session.mount("http://", Adapter())
    return session


def test_both_nodes_answer(cluster):
    for node in cluster.nodes:
        assert requests.get(f"{node}/@@eloket-health/live", timeout=30).text == "live"


def test_a_sign_in_holds_on_every_node(cluster, citizen):
    for node in (*cluster.nodes, cluster.facts["site"]):
        for person in (citizen.browser, citizen.program):
            headers = {"Accept": "application/json"}
            answer = person.get(f"{node}/@eloket-session", headers=headers)
            assert answer.json()["user_id"], node


def test_a_request_sent_to_one_node_is_seen_by_the_other(cluster, citizen):
    first, second = cluster.nodes
    for number in range(10):
        sent = submit(citizen, second, f"second-{number}")
        assert sent in own(citizen, first)
        sent = submit(citizen, first, f"first-{number}")
        assert sent in own(citizen, second)


def test_a_key_that_one_node_took_is_known_to_the_other(cluster, citizen):
    first, second = cluster.nodes
    assert submit(citizen, first, "same") == submit(citizen, second, "same")


def test_the_letter_is_made_by_one_of_the_workers(cluster, citizen):
    citizen.ask_for_document()
    assert citizen.letter.startswith(b"%PDF")


def test_limits_count_citizens_and_not_the_proxy(cluster):
    """nginx says who asks, and takes away what a browser says of it."""

    # these browsers have addresses of IPv4 only
    site = cluster.facts["site"].replace("localhost", "127.0.0.1")

    def wrong(visitor: requests.Session, name: str) -> int:
        headers = {"Origin": site.rpartition("/")[0]}
        ask = {"Accept": "application/json", **headers}
        csrf = visitor.get(f"{site}/@eloket-session", headers=ask).json()["csrf"]
        answer = visitor.post(
            f"{site}/e-loket/aanmelden",
            data={"_csrf": csrf, "username": name, "password": "wrong words 12"},
            headers={**headers, "X-Forwarded-For": "192.0.2.7"},
        )
        return answer.status_code

    one, other = from_address("127.0.0.2"), from_address("127.0.0.3")
    tries = [wrong(one, "nobody") for _number in range(TOO_OFTEN + 1)]
    assert tries == [401] * TOO_OFTEN + [429]
    assert wrong(other, "somebody") == 401


def test_metrics_are_for_this_machine_and_not_through_the_proxy(cluster):
    front = cluster.facts["site"]
    assert requests.get(f"{front}/@@eloket-metrics", timeout=30).status_code == 404
    answer = requests.get(f"{cluster.nodes[0]}/@@eloket-metrics", timeout=30)
    assert 'eloket_ready{check="worker"} 1.0' in answer.text


def test_a_node_that_is_killed_stops_nobody_and_comes_again(cluster, citizen):
    front = cluster.facts["site"]
    cluster.kill("zope1")
    for number in range(20):
        sent = submit(citizen, front, f"killed-{number}")
        assert sent in own(citizen, front)
    until(lambda: "zope1 ended" in cluster.said(), "the death is told")

    def is_back() -> bool:
        try:
            return requests.get(cluster.nodes[0], timeout=5).status_code == 200
        except requests.RequestException:
            return False

    until(is_back, "the first node answers again")
    assert sent in own(citizen, cluster.nodes[0])


def test_a_worker_that_is_killed_comes_again_and_the_other_goes_on(cluster):
    cluster.kill("worker1")
    until(lambda: "worker1 ended" in cluster.said(), "the death is told")
    answer = requests.get(f"{cluster.nodes[1]}/@@eloket-metrics", timeout=30)
    assert 'eloket_ready{check="worker"} 1.0' in answer.text


def test_it_leaves_nothing_behind(cluster):
    cluster.stop()
    assert cluster.process.returncode == 0, cluster.said()
    assert "stopped" in cluster.said()
    left = [
        entry
        for entry in Path("/proc").glob("[0-9]*/cmdline")
        if str(cluster.data).encode() in command_line(entry)
    ]
    assert left == []


def command_line(entry: Path) -> bytes:
    try:
        return entry.read_bytes()
    except OSError:
        return b""
