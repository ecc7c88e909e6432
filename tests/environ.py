"""What a process of the tests may know of the one that started it."""

import os


def without_ours() -> dict[str, str]:
    """Return the environment without the variables of the product.

    A layer of the tests sets them for its own data folder. A product that inherits
    them runs on that folder: its worker would live in the tests, its keys be theirs.
    """
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("ELOKET_")
    }
