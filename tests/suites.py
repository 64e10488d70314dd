"""Runs the tests that wait much, for packages and an emulated AWS, beside all others.

They make packages, and only one may do so at a time; so they are a suite of their own, in one
process. `python -m tests.suites` prints one suite after the other, and fails if either does.
"""

import subprocess
import sys
import tempfile

PYTEST = [sys.executable, "-m", "pytest", "-q", "-rs"]
PACKAGING = ("tests/deploy", "tests/bench")
REST = [*(f"--ignore={folder}" for folder in PACKAGING), "-n", "2", "--dist", "loadfile"]
COVERAGE = ["--cov", "--cov-report=term"]


def main() -> int:
    with tempfile.TemporaryFile() as heard:
        command = [*PYTEST, *PACKAGING]
        beside = subprocess.Popen(command, stdout=heard, stderr=heard)  # noqa: S603 - our own
        try:
            command = [*PYTEST, "-m", "not alone", *REST, *COVERAGE]
            rest = subprocess.run(command, check=False)  # noqa: S603 - our own
            code = beside.wait()
        finally:
            beside.terminate()  # after Ctrl-C; one that has ended does not mind
            beside.wait()
        heard.seek(0)
        print(f"\n{' '.join(PACKAGING)}\n{heard.read().decode(errors='replace')}")
    return max(rest.returncode, code)


if __name__ == "__main__":
    sys.exit(main())
