"""Submit by REST beside stock's create of a Document, and the test of the bars."""

from base64 import b64encode
from collections.abc import Callable
from collections.abc import Mapping
from itertools import count
from tests.bench.burner import HEADER
from tests.bench.client import Client
from tests.bench.cpu import Costs
from tests.bench.cpu import in_turn
from tests.bench.figure import Figure
from tests.bench.servers import House

import math
import secrets


NAME = "submit by REST, CPU"
WHOLE = "submit by REST with everything on, CPU"
#: Ours over stock's, at most.
BAR = 0.6
#: What the self-test adds to ours, in milliseconds of CPU.
STEP_MS = 3
#: How much dearer than itself a submit may look, in milliseconds: half a step.
SLACK_MS = STEP_MS / 2
#: Stock's cost, measured twice in one run, differs by so much.
SPREAD = 1.1

ANSWERS = {"remark": "Ik heb dit nodig om te huren in Testegem. " * 12}

#: A scan of a page.
SCAN = b"%PDF-1.7\n" + bytes(range(256)) * 80
#: Answers to a form with steps and rules: what is asked of who rents, and a file.
WHOLE_ANSWERS = {
    "phone": "+32 9 267 87 00",
    "reason": "rent",
    "owner": "85.07.30-033.28",
    "home": {
        "street": "Proefstraat",
        "number": "12",
        "box": "",
        "postal_code": "9000",
        "municipality": "Gent",
    },
    "contract": {"filename": "huur.pdf", "data": b64encode(SCAN).decode()},
}

_numbers = count()


def submitter(
    house: House,
    burn_ms: float = 0,
    document: str = "document",
    answers: Mapping[str, object] = ANSWERS,
) -> Callable[[], None]:
    """Return a call that submits one request by REST; ``document``: which fact."""
    client = Client(house.bases[0], house.facts["tokens"][0])
    address = f"{house.site}/e-loket/{house.facts[document]}/@eloket-cases"
    headers = {HEADER: str(burn_ms)} if burn_ms else {}

    def submit() -> None:
        key = secrets.token_urlsafe(12)
        answer = client.post_json(
            address, {"answers": answers}, **{"Idempotency-Key": key, **headers}
        )
        assert answer.status == 201, (answer.status, answer.body[:500])

    return submit


def peer_creator(house: House) -> Callable[[], None]:
    """Return a call that creates a Document by stock REST."""
    client = house.peer_manager()

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


def beside_document(house: House, *, batches: int, calls: int) -> list[Figure]:
    """Submit by REST with vault, audit and outbox; then spoil it on purpose."""
    sides = {
        "ours": submitter(house),
        "peer": peer_creator(house),
        "spoiled": submitter(house, STEP_MS),
        "whole": submitter(house, 0, "everything", WHOLE_ANSWERS),
    }
    costs = in_turn(sides, house.meter(), batches=batches, calls=calls)
    figure = Figure(NAME, costs.ratio(), BAR, "x", costs.told())
    whole = Figure(WHOLE, costs.ratio("whole"), BAR, "x", costs.told("whole"))
    return [
        figure,
        whole,
        *tight_bar(costs),
        promised_bar(house, costs, batches, calls),
    ]


def tight_bar(costs: Costs) -> list[Figure]:
    """A bar set by half of the batches: the other half keeps it, a step breaks it."""
    first, second = costs.part(0), costs.part(1)
    bar = first.ratio() + SLACK_MS / first.median("peer")
    detail = f"bar: this run's even batches + {SLACK_MS} ms"
    return [
        Figure("self-test: odd batches as they are", second.ratio(), bar, "x", detail),
        Figure(
            f"self-test: {STEP_MS} ms of CPU more",
            second.ratio("spoiled"),
            bar,
            "x",
            f"seen: {costs.median('spoiled') - costs.median('ours'):.2f} ms more",
            must_break=True,
        ),
    ]


def promised_bar(house: House, costs: Costs, batches: int, calls: int) -> Figure:
    """Add as many steps as our room under the promised bar needs, SPREAD, and one."""
    room_ms = BAR * costs.median("peer") - costs.median("ours")
    steps = max(0, math.ceil(SPREAD * room_ms / STEP_MS)) + 1
    sides = {
        "spoiled": submitter(house, steps * STEP_MS),
        "peer": peer_creator(house),
    }
    batches = max(3, batches // 3)
    spoiled = in_turn(sides, house.meter(), batches=batches, calls=calls)
    return Figure(
        f"self-test: {steps} x {STEP_MS} ms of CPU more",
        spoiled.ratio("spoiled"),
        BAR,
        "x",
        f"room under the bar: {room_ms:.2f} ms",
        must_break=True,
    )
