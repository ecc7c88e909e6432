import os
import pytest


@pytest.fixture(scope="session")
def flips() -> int:
    """Return each how manieth bit is changed; ``make flips`` changes every one."""
    return int(os.environ.get("FLIPS", "29"))
