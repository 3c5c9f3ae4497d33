"""The Python packages that the program is compared with."""
import importlib.util
import os
import sys

from cli import SKIPPED

SYSTEM_PYTHON = "/usr/bin/python3"  # the packages may be there and not in the first Python found


def need_packages(*names: str, threads: int = 1) -> None:
    """Goes on in a Python that has them all, or skips the test. Comes before they are imported.

    threads: OpenMP's. Small tables: more than one only wait for each other.
    """
    os.environ.setdefault("OMP_NUM_THREADS", str(threads))
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    missing = [name for name in names if importlib.util.find_spec(name) is None]
    if not missing:
        return
    if os.path.exists(SYSTEM_PYTHON) and os.path.realpath(sys.executable) != os.path.realpath(
            SYSTEM_PYTHON):
        os.execv(SYSTEM_PYTHON, [SYSTEM_PYTHON, *sys.argv])
    print("skipped: no Python package", ", ".join(missing))
    sys.exit(SKIPPED)
