"""`npx serverless package`, with no account."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEMPLATE = "cloudformation-template-update-stack.json"
Run = subprocess.CompletedProcess[str]


def package(folder: Path, stage: str = "prod", **parameters: str) -> Run:
    """Package into `folder`."""
    options = ["--package", str(folder), "--stage", stage]
    options += [f"--param={name}={value}" for name, value in parameters.items()]
    return subprocess.run(  # noqa: S603  # our own words
        [str(ROOT / "node_modules/.bin/serverless"), "package", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        env={name: value for name, value in os.environ.items() if not name.startswith("AWS_")},
    )
