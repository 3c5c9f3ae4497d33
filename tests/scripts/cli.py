"""Runs the program as its users do; shared by the script tests."""
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PROGRAM = sys.argv[1] if len(sys.argv) > 1 else ""
SOURCE = Path(sys.argv[2]) if len(sys.argv) > 2 else Path()
SHARED = SOURCE.parent / "shared"
SKIPPED = 77  # the exit status by which ctest knows a skipped test

HEADER = "company_hash,email_hash,orgyear,ctc,job_position,ctc_updated_year"


@dataclass
class Outcome:
    status: int
    out: bytes
    err: str


def run(*arguments, timeout=1800, **keywords) -> Outcome:
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, timeout=timeout,
                          check=False, **keywords)
    return Outcome(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


def finish(failures: list, count: int) -> None:
    for failure in failures:
        print("FAILED:", failure)
    print(f"{count - len(failures)} passed, {len(failures)} failed")
    sys.exit(1 if failures else 0)
