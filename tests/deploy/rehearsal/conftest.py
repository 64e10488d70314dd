import os
from pathlib import Path

import pytest

from infra.pack import Target
from tests.deploy.rehearsal.aws import PYTHON
from tests.e2e.conftest import browser_type_launch_args, mark_browser_tests

__all__ = ["browser_type_launch_args"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    mark_browser_tests(items, here)
    if PYTHON is None and not os.environ.get("CI"):
        reason = f"needs Python {Target.python}, which Lambda runs (`uv python install`, or pyenv)"
        for item in items:
            if here in item.path.parents:
                item.add_marker(pytest.mark.skip(reason=reason))
