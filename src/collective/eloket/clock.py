"""What time is it? The only place that asks the machine."""

from datetime import datetime
from datetime import UTC


def utcnow() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)
