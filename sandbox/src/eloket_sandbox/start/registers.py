"""The registers for this start: made anew, from the example people."""

from collections.abc import Callable
from eloket_sandbox.deceased import tables as deceased
from eloket_sandbox.enterprises import tables as enterprises
from eloket_sandbox.households import tables as households
from eloket_sandbox.start.plan import Plan
from sqlalchemy import create_engine
from sqlalchemy import Engine


def prepare_registers(plan: Plan) -> None:
    """Write them; who lives with whom and represents what is said in code."""
    (plan.folder / "sandbox").mkdir(exist_ok=True)
    _write(plan.households, households.fill)
    _write(plan.households, deceased.fill)
    _write(plan.enterprises, enterprises.fill)


def _write(address: str, fill: Callable[[Engine], None]) -> None:
    engine = create_engine(address)
    try:
        fill(engine)
    finally:
        engine.dispose()
