"""The figures that are promised, and how they are measured."""

from collections.abc import Callable
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from tests.bench.burner import HEADER
from tests.bench.client import Client
from tests.bench.cpu import in_turn
from tests.bench.cpu import Pairs
from tests.bench.servers import House

import itertools
import re
import secrets
import threading
import time


_numbers = count()

ANSWERS = {"remark": "Ik heb dit nodig om te huren in Testegem. " * 12}


@dataclass(frozen=True)
class Figure:
    """A measured figure beside its bar."""

    name: str
    value: float
    bar: float
    unit: str
    detail: str
    at_least: bool = False

    @property
    def holds(self) -> bool:
        """Does the figure keep its bar?"""
        return self.value >= self.bar if self.at_least else self.value <= self.bar


def submitter(house: House, base: str, index: int, burn_ms: float = 0) -> Callable:
    """Return a call that submits one request by REST as one of the citizens."""
    tokens = house.facts["tokens"]
    client = Client(base, tokens[index % len(tokens)])
    address = f"{base}/gemeente/e-loket/{house.facts['document']}/@eloket-cases"
    headers = {HEADER: str(burn_ms)} if burn_ms else {}

    def submit() -> None:
        key = secrets.token_urlsafe(12)
        answer = client.post_json(
            address, {"answers": ANSWERS}, **{"Idempotency-Key": key, **headers}
        )
        assert answer.status == 201, (answer.status, answer.body[:500])

    return submit


def peer_creator(house: House) -> Callable:
    """Return a call that creates a Document by stock REST."""
    client = Client(house.peer)
    facts = house.facts["peer"]
    answer = client.post_json(
        f"{house.peer}/@login",
        {"login": facts["user"], "password": facts["password"]},
    )
    client.token = answer.json()["token"]
    client.cookies.clear()

    def create() -> None:
        answer = client.post_json(
            f"{house.peer}/docs",
            {
                "@type": "Document",
                "id": f"d{next(_numbers)}",
                "title": "Aanvraag",
                "description": ANSWERS["remark"],
            },
        )
        assert answer.status == 201, (answer.status, answer.body[:500])

    return create


def submit_beside_document(
    house: House, *, batches: int, calls: int, burn_ms: float = 0
) -> tuple[Figure, Pairs]:
    """Submit by REST with vault, audit and outbox, beside a stock Document."""
    ours = submitter(house, house.bases[0], 0, burn_ms)
    pairs = in_turn(ours, peer_creator(house), house.pids, batches=batches, calls=calls)
    detail = told(pairs)
    figure = Figure("submit by REST, CPU", pairs.ratio("cpu_ms"), 0.6, "x", detail)
    return figure, pairs


def told(pairs: Pairs) -> str:
    """Return both sides in milliseconds."""
    return (
        f"CPU {pairs.median('ours', 'cpu_ms'):.2f} / "
        f"{pairs.median('peer', 'cpu_ms'):.2f} ms, "
        f"wall {pairs.median('ours', 'wall_ms'):.2f} / "
        f"{pairs.median('peer', 'wall_ms'):.2f} ms"
    )


def form_beside_easyform(house: House, *, batches: int, calls: int) -> Figure:
    """Post our form and read the confirmation, beside easyform with SaveData."""
    ours, stored = our_form(house)
    peer, saved = peer_form(house)
    before = stored(), saved()
    pairs = in_turn(ours, peer, house.pids, batches=batches, calls=calls)
    posted = (batches + 1) * calls
    assert stored() - before[0] == posted, "our answers were not all stored"
    assert saved() - before[1] == posted, "the peer's answers were not all stored"
    name = "form and confirmation, CPU"
    return Figure(name, pairs.ratio("cpu_ms"), 1.2, "x", told(pairs))


def our_form(house: House) -> tuple[Callable, Callable]:
    """Return a call that posts our form, and one that counts what is stored."""
    client = Client(house.bases[0])
    client.cookies["eloket-session"] = house.facts["tokens"][1]
    address = f"{house.site}/e-loket/{house.facts['document']}/aanvraag"
    page = client.get(address).body.decode()
    token = re.search(r'name="_csrf" value="([^"]+)"', page)[1]

    def post() -> None:
        fields = {
            "_csrf": token,
            "sleutel": secrets.token_urlsafe(24),
            "vraag.remark": ANSWERS["remark"],
        }
        answer = client.post_form(address, fields)
        assert answer.status == 303, (answer.status, answer.body[-3000:])
        confirmation = client.get(answer.headers["Location"])
        assert confirmation.status == 200, confirmation.status

    reader = Client(house.bases[0], house.facts["tokens"][1])

    def stored() -> int:
        return sum(len(page["items"]) for page in pages(reader, house))

    return post, stored


def pages(reader: Client, house: House) -> Iterator[dict]:
    """Return all pages of a citizen's own cases."""
    address = f"{house.site}/@eloket-cases"
    while address:
        page = reader.get_json(address)
        yield page
        address = page.get("batching", {}).get("next")


def peer_form(house: House) -> tuple[Callable, Callable]:
    """Return a call that posts the stock form, and one that counts what is stored."""
    client = Client(house.bases[0])
    facts = house.facts["peer"]
    login = client.get(f"{house.peer}/login").body.decode()
    hidden = dict(re.findall(r'name="(_authenticator)"[^>]*value="([^"]+)"', login))
    client.post_form(
        f"{house.peer}/login",
        {
            "__ac_name": facts["member"],
            "__ac_password": facts["password"],
            "buttons.login": "Log in",
            **hidden,
        },
    )
    assert "__ac" in client.cookies, "the peer did not sign in"
    address = f"{house.peer}/form"
    page = client.get(address).body.decode()
    token = re.search(r'name="_authenticator"[^>]*value="([^"]+)"', page)[1]

    def post() -> None:
        fields = {
            "form.widgets.given_names": "Noor",
            "form.widgets.family_name": "Voorbeeld",
            "form.widgets.national_number": "85073003328",
            "form.widgets.remark": ANSWERS["remark"],
            "form.buttons.submit": "Submit",
            "_authenticator": token,
        }
        answer = client.post_form(address, fields)
        assert answer.status == 302, (answer.status, answer.body[-3000:])
        thanks = client.get(answer.headers["Location"])
        assert thanks.status == 200, thanks.status

    manager = Client(house.bases[0])
    answer = manager.post_json(
        f"{house.peer}/@login",
        {"login": facts["user"], "password": facts["password"]},
    )
    manager.token = answer.json()["token"]

    def saved() -> int:
        found = manager.get_json(address)["savedDataStorage"]
        return sum(len(rows) for rows in found.values())

    return post, saved


def many_submitters(
    house: House, *, warm_up: int, submits: int, clients: int = 8
) -> list[Figure]:
    """Submit by so many at once; throughput, errors and the slowest hundredth."""
    bases = itertools.cycle(house.bases)
    calls = [submitter(house, next(bases), number) for number in range(clients)]
    run_together(calls, warm_up)
    began = time.perf_counter()
    times, errors = run_together(calls, submits)
    rate = len(times) / (time.perf_counter() - began)
    times.sort()
    p99 = 1000 * times[int(len(times) * 0.99) - 1]
    median = 1000 * times[len(times) // 2]
    detail = f"{submits} by {clients} on {len(house.bases)} processes"
    return [
        Figure("parallel submits", rate, 100, "/s", detail, at_least=True),
        Figure("parallel submits, p99", p99, 250, "ms", f"median {median:.0f} ms"),
        Figure("parallel submits, errors", errors, 0, "", detail),
    ]


def run_together(calls: list[Callable], total: int) -> tuple[list[float], int]:
    """Make the calls in parallel, so many in all; return their times, and errors."""
    left = iter(range(total))
    lock = threading.Lock()
    times: list[float] = []
    errors = []

    def work(call: Callable) -> None:
        while True:
            with lock:
                if next(left, None) is None:
                    return
            began = time.perf_counter()
            try:
                call()
            except (AssertionError, OSError) as error:
                errors.append(str(error)[:300])
                continue
            times.append(time.perf_counter() - began)

    with ThreadPoolExecutor(len(calls)) as pool:
        list(pool.map(work, calls))
    for error in errors[:3]:
        print("error:", error)  # noqa: T201 - the bench's own report
    return times, len(errors)
