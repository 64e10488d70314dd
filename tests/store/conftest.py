"""The store without Flask: a table on moto, and people who act."""

from datetime import UTC, datetime
from typing import Any

import pytest

from app.config import Settings
from app.domain.ops import Actor
from app.store.table import Table
from tests.conftest import NOW


@pytest.fixture
def table(dynamodb: Any, settings: Settings) -> Table:
    return Table(dynamodb, settings.table_name, sleep=lambda seconds: None)


@pytest.fixture
def ada() -> Actor:
    return Actor("ada", datetime.fromtimestamp(NOW, UTC))
