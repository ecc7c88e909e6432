"""What it costs to be trusted: a row of the audit on a page, the vault in a submit."""

from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path
from tests.bench.client import Client
from tests.bench.cpu import cost_of
from tests.bench.cpu import in_turn
from tests.bench.figure import Figure
from tests.bench.measured import ROWS
from tests.bench.measured import VAULT
from tests.bench.pages import upper_bound
from tests.bench.servers import House
from tests.bench.submits import ANSWERS

import os
import secrets
import statistics
import time


#: Milliseconds that a row may add to a page, of CPU and by the clock.
ROW_MS = 0.5
#: So many rows are added at once, so that they are more than the page's own moods.
MANY = 8
#: Bytes of a page of SQLite, which a row fills at most.
PAGE = 4096
#: The vault's part of a submit's CPU, in percent.
VAULT_PERCENT = 5


def figures(house: House, *, pairs: int) -> Iterator[Figure]:
    """Measure both."""
    yield from audit_row(house, pairs=pairs)
    yield vault_share(house, calls=pairs)


def audit_row(house: House, *, pairs: int) -> Iterator[Figure]:
    """Compare a call with and without further rows, pair by pair.

    The values are upper 95 % bounds of the medians, per row.
    """
    client = house.citizen(3)
    address = f"{house.site}/@eloket-session"
    without, with_rows = reading(client, address, 0), reading(client, address, MANY)
    meter = house.meter()
    for call in (without, with_rows):
        cost_of(call, 10, meter)
    found = []
    for number in range(pairs):
        # now this one first and then that one
        calls = (without, with_rows) if number % 2 else (with_rows, without)
        costs = {call: cost_of(call, 1, meter) for call in calls}
        found.append((costs[with_rows], costs[without]))
    waited = disk_wait_ms(house.folder)
    for name, attribute, less in (("CPU", "cpu_ms", 0), ("wall", "wall_ms", waited)):
        differences = [
            (getattr(many, attribute) - getattr(none, attribute)) / MANY - less
            for many, none in found
        ]
        yield Figure(
            f"audit row, {name} more, of {pairs} pairs",
            upper_bound(differences),
            ROW_MS,
            "ms",
            f"median {statistics.median(differences):.3f} ms, {MANY} rows at once"
            + (f"; the disk's own {less:.2f} ms are taken off" if less else ""),
        )


def disk_wait_ms(folder: Path, times: int = 200) -> float:
    """Return how long this disk takes to keep one page of a journal, by the clock.

    A row is on the disk before the answer leaves: SQLite waits for it once a row, as
    everything must that keeps its word.
    """
    took = []
    with (folder / "disk").open("wb", buffering=0) as file:
        for _time in range(times):
            began = time.perf_counter()
            file.write(bytes(PAGE))
            os.fsync(file.fileno())
            took.append(1000 * (time.perf_counter() - began))
    return statistics.median(took)


def reading(client: Client, address: str, rows: int) -> Callable[[], None]:
    """Return a call that reads, with further rows in the audit."""

    def read() -> None:
        answer = client.get(address, Accept="application/json", **{ROWS: str(rows)})
        assert answer.status == 200, (address, answer.status)

    return read


def vault_share(house: House, *, calls: int) -> Figure:
    """Submit by REST, and let the measured Zope tell what its vault took."""
    client = Client(house.bases[0], house.facts["tokens"][1])
    address = f"{house.site}/e-loket/{house.facts['document']}/@eloket-cases"
    told: list[float] = []

    def submit() -> None:
        headers = {"Idempotency-Key": secrets.token_urlsafe(12), VAULT: "1"}
        answer = client.post_json(address, {"answers": ANSWERS}, **headers)
        assert answer.status == 201, (answer.status, answer.body[:500])
        told.append(float(answer.headers[VAULT]))

    costs = in_turn({"ours": submit}, house.meter(), batches=calls // 5, calls=5)
    spent, whole = statistics.median(told), costs.median("ours")
    return Figure(
        "vault's part of a submit's CPU",
        100 * spent / whole,
        VAULT_PERCENT,
        "%",
        f"{spent:.2f} of {whole:.2f} ms, {len(told)} submits",
    )
