"""The register of households for this start: made anew, from the example people."""

from eloket_sandbox.households.tables import fill
from eloket_sandbox.start.plan import Plan
from sqlalchemy import create_engine


def prepare_households(plan: Plan) -> None:
    """Write the register; who lives with whom in the example is said in code."""
    (plan.folder / "sandbox").mkdir(exist_ok=True)
    engine = create_engine(plan.households)
    try:
        fill(engine)
    finally:
        engine.dispose()
