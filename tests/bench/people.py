"""Signing in, the own REST user and a search of sharing, among many citizens."""

from collections.abc import Callable
from tests.bench import processes
from tests.bench.client import Client
from tests.bench.cpu import Costs
from tests.bench.cpu import in_turn
from tests.bench.figure import Figure
from tests.bench.figure import say
from tests.bench.lists import getting
from tests.bench.servers import House
from tests.bench.sign_ins import Door

import time


#: Names that all the loaded citizens have; sharing must find none of them.
SEARCHED = "Voornaam"
#: What an account with its indexes and its key may take, in bytes.
ACCOUNT_BYTES = 2048


def acts(house: House) -> dict[str, Callable[[], None]]:
    """Return what is measured, by name; ``peer`` does not depend on citizens."""
    program = Client(house.bases[0], house.facts["tokens"][0])
    own = program.get_json(f"{house.site}/@eloket-session")["user_id"]
    door = Door(house.bases[0], f"{house.site}/acl_users/bench", "eloket-session")
    return {
        "sign-in": lambda: door.leave()(),
        "own REST user": getting(program, f"{house.site}/@users/{own}"),
        "sharing search": sharing_search(house),
        "peer": getting(house.peer_manager(), f"{house.peer}/thanks"),
    }


def sharing_search(house: House) -> Callable[[], None]:
    """Return a call that searches where rights are given; it finds no citizen."""
    client = house.admin()
    address = f"{house.site}/thanks/@sharing?search={SEARCHED}"

    def search() -> None:
        answer = client.get(address, Accept="application/json")
        assert answer.status == 200, (answer.status, answer.body[:300])
        found = [entry["id"] for entry in answer.json()["entries"]]
        assert not [one for one in found if one.startswith("citizen-")], found

    return search


def measure(house: House, *, batches: int, calls: int) -> Costs:
    """Return what all acts cost now."""
    return in_turn(acts(house), house.meter(), batches=batches, calls=calls)


def load(house: House, number: int, *, pack: bool = False) -> None:
    """Bring the site to a number of citizens."""
    began = time.monotonic()
    command = processes.python(
        "tests.bench.load_people", house.conf, number, house.facts["provider"]
    )
    processes.run([*command, "--pack"] if pack else command, house.folder / "load.log")
    house.renew_sessions()
    say(f"{number:,} citizens after {time.monotonic() - began:.0f} s")


def account_size(house: House, few: int, many: int) -> Figure:
    """Return what one more account takes, in the packed storage and the side store."""
    load(house, few, pack=True)
    before = house.bytes_stored()
    load(house, many, pack=True)
    each = [
        (now - then) / (many - few)
        for now, then in zip(house.bytes_stored(), before, strict=True)
    ]
    return Figure(
        f"account with its indexes, {many - few:,} of them",
        sum(each),
        ACCOUNT_BYTES,
        "B",
        "ZODB {:.0f}, side store {:.0f}".format(*each),
    )
