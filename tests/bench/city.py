"""Lists in a city: of 1,200,000 cases 60,000 are open, 5,000 the clerk's, 1,000 own.

Beside the same lists when there are only the citizen's own 1,000.
"""

from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path
from tests.bench import processes
from tests.bench.burner import COLD
from tests.bench.client import Client
from tests.bench.cpu import Costs
from tests.bench.cpu import in_turn
from tests.bench.figure import Figure
from tests.bench.figure import say
from tests.bench.lists import growth
from tests.bench.servers import House
from tests.bench.submits import submitter
from urllib.parse import urlencode

import json
import time


SMALL = 1000
LARGE = 1_200_000
#: Rows of a page: fifty pages are all of the citizen's cases.
ROWS = 20
#: The page far behind.
FAR = 50
#: How much dearer a list may be at first touch.
FIRST_TOUCH = 1.6
#: Of 20 calls by REST 19 answer so quickly, in milliseconds.
REST_P95_MS = 15
#: The same of the index alone.
STORAGE_P95_MS = 2
CALLS = 200
#: What a Zope may take more, in MB, once it has shown all of it.
GROWN_MB = 50


def figures(house: House, number: int = LARGE) -> Iterator[Figure]:
    """Measure among few cases, then among many."""
    load(house, SMALL)
    few, few_cold = measure(house)
    resident = resident_mb(house)
    load(house, number)
    many, many_cold = measure(house)
    sizes = (SMALL, number)
    yield from growth(few, many, sizes)
    yield from growth(few_cold, many_cold, sizes, bar=FIRST_TOUCH, when="first touch")
    yield from answers_by_rest(house)
    yield from storage_alone(house)
    grown = resident_mb(house) - resident
    yield Figure("resident memory of Zope, more", grown, GROWN_MB, "MB", "")


def load(house: House, number: int) -> None:
    """Bring the site to a city's cases."""
    began = time.monotonic()
    command = processes.python("tests.bench.load", house.conf, number, "--city")
    processes.run(command, house.folder / "load.log")
    house.renew_sessions()
    say(f"{number:,} cases after {time.monotonic() - began:.0f} s")


def measure(house: House) -> tuple[Costs, Costs]:
    """Return what lists and a submit cost now, and what a first touch of lists does."""
    warm, cold = lists(house), lists(house, **{COLD: "1"})
    peer = getting(house.peer_manager(), f"{house.peer}/thanks")
    shared = {"submit by REST": submitter(house), "peer": peer}
    return (
        in_turn({**warm, **shared}, house.meter(), batches=10, calls=10),
        in_turn({**cold, "peer": peer}, house.meter(), batches=5, calls=3),
    )


def lists(house: House, **headers: str) -> dict[str, Callable[[], None]]:
    """Return what is read, by name: the first page and one far behind."""
    clerk, browser = house.clerk(), house.citizen(0)
    program = Client(house.bases[0], house.facts["tokens"][0])
    desk = f"{house.site}/e-loket"
    tasks, own = f"{house.site}/@eloket-tasks", f"{house.site}/@eloket-cases"
    far_task, far_own = far(clerk, tasks), far(program, own)
    places = {
        "tasks by REST": (clerk, tasks, {"b_size": ROWS}, "after", far_task),
        "own cases by REST": (program, own, {"b_size": ROWS}, "after", far_own),
        "tasks, page": (clerk, f"{desk}/taken", {}, "na", far_task),
        "own cases, page": (browser, f"{desk}/mijn-aanvragen", {}, "na", far_own),
    }
    found = {}
    for name, (client, address, query, after, cursor) in places.items():
        for which, more in (("1", {}), (str(FAR), {after: cursor})):
            full = f"{address}?{urlencode(query | more)}"
            found[f"{name} {which}"] = getting(client, full, **headers)
    return found


def far(client: Client, address: str) -> str:
    """Return the cursor of the page far behind, as somebody finds it who goes on."""
    cursor = None
    for _page in range(FAR - 1):
        query = {"b_size": ROWS} | ({} if cursor is None else {"after": cursor})
        answer = client.get_json(f"{address}?{urlencode(query)}")
        after = answer["batching"]["next"].partition("after=")[2]
        cursor = after.partition("&")[0].replace("%7E", "~")
    return cursor


def getting(client: Client, address: str, **headers: str) -> Callable[[], None]:
    """Return a call that reads a list or a page."""
    by_rest = "/@eloket-" in address
    kind = "application/json" if by_rest else "text/html"

    def get() -> None:
        answer = client.get(address, Accept=kind, **headers)
        assert answer.status == 200, (address, answer.status, answer.body[:300])
        assert not by_rest or is_counted(answer.json()), address

    return get


def is_counted(answer: dict) -> bool:
    """Say whether a list has rows, and says how many there are on all its pages."""
    return 0 < len(answer["items"]) < answer["items_total"]


def answers_by_rest(house: House) -> Iterator[Figure]:
    """Measure how long a list by REST takes, for all but the slowest in twenty."""
    for name, call in lists(house).items():
        if "by REST" in name:
            value = p95_ms(call)
            yield Figure(f"{name}, p95", value, REST_P95_MS, "ms", f"{CALLS} calls")


def p95_ms(call: Callable[[], object], calls: int = CALLS) -> float:
    """Return how many milliseconds 19 of 20 calls stay below."""
    call()
    took = []
    for _number in range(calls):
        began = time.perf_counter()
        call()
        took.append(1000 * (time.perf_counter() - began))
    return sorted(took)[calls * 95 // 100]


def storage_alone(house: House) -> Iterator[Figure]:
    """Measure the index without Plone around it, in a process of its own."""
    out = house.folder / "storage.json"
    command = processes.python("tests.bench.city_storage", house.conf, out)
    processes.run(command, house.folder / "storage.log")
    for name, value in json.loads(out.read_text()).items():
        yield Figure(f"index alone, {name}, p95", value, STORAGE_P95_MS, "ms", "")


def resident_mb(house: House) -> float:
    """Return how much memory the measured Zope has now."""
    status = Path(f"/proc/{house.zopes[0]}/status").read_text()
    kib = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(kib.split()[1]) / 1024
