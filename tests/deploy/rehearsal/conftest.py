from pathlib import Path

import pytest

from tests.e2e.conftest import browser_type_launch_args, mark_browser_tests

__all__ = ["browser_type_launch_args"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    mark_browser_tests(items, Path(__file__).parent)
