from tests.catalogue.served import Served

import pytest


@pytest.fixture
def served(functional):
    """A served site with one published document, and the people who come to it."""
    return Served(functional["portal"])
