"""Lists and cases by REST and as pages, among few cases and among many."""

from collections.abc import Callable
from tests.bench.client import Client
from tests.bench.cpu import Costs
from tests.bench.cpu import in_turn
from tests.bench.figure import Figure
from tests.bench.servers import House
from tests.bench.submits import submitter


#: How much dearer each may become.
BAR = 1.2


def reads(house: House) -> dict[str, Callable[[], None]]:
    """Return what is measured, by name; ``peer`` does not depend on cases."""
    program = Client(house.bases[0], house.facts["tokens"][0])
    first = program.get_json(f"{house.site}/@eloket-cases")["items"][-1]
    browser, clerk = house.citizen(0), house.clerk()
    desk = f"{house.site}/e-loket"
    manager = house.peer_manager()
    return {
        "own cases by REST": getting(program, f"{house.site}/@eloket-cases", 25),
        "one case by REST": getting(program, first["@id"]),
        "tasks by REST": getting(clerk, f"{house.site}/@eloket-tasks", 25),
        "own cases, page": getting(browser, f"{desk}/mijn-aanvragen"),
        "submit by REST": submitter(house),
        "peer": getting(manager, f"{house.peer}/thanks"),
    }


def getting(client: Client, address: str, rows: int = 0) -> Callable[[], None]:
    """Return a call that reads an address; a list has at least so many rows."""
    kind = "application/json" if client.token else "text/html"

    def get() -> None:
        answer = client.get(address, Accept=kind)
        assert answer.status == 200, (address, answer.status, answer.body[:300])
        if rows:
            found = len(answer.json()["items"])
            assert found >= rows, (address, found)

    return get


def measure(house: House, *, batches: int, calls: int) -> Costs:
    """Return what all reads cost now."""
    return in_turn(reads(house), house.meter(), batches=batches, calls=calls)


def growth(
    small: Costs, large: Costs, sizes: tuple[int, int], bar: float = BAR, when: str = ""
) -> list[Figure]:
    """Return how much dearer each read became, in units of the peer."""
    more = f", {when}" if when else ""
    few, many = (f"{size:,}" for size in sizes)
    return [
        Figure(
            f"{name}{more}, {many} beside {few}",
            large.ratio(name) / small.ratio(name),
            bar,
            "x",
            f"CPU {small.median(name):.2f} → {large.median(name):.2f} ms, "
            f"peer {small.median('peer'):.2f} → {large.median('peer'):.2f} ms",
        )
        for name in small
        if name != "peer"
    ]
