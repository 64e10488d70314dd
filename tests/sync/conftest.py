"""A household for the examples."""

import pytest

from tests.sync.household import Household


@pytest.fixture
def house() -> Household:
    """Everybody has pulled once."""
    made = Household()
    for client in made.clients:
        made.pull_all(client)
    return made
