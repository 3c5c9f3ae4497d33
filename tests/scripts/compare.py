"""Comparisons that the script tests share: numbers within tolerances, counted and reported."""
import json
import math

from cli import run


def close(a, b, relative: float, absolute: float = 0.0) -> bool:
    """Whether two numbers agree; null only with null."""
    if a is None or b is None:
        return a is b
    return a == b or abs(a - b) <= max(relative * max(abs(a), abs(b)), absolute)


class Checks:
    """Collects what failed; `label` says where the comparison stands. at_once: prints it too."""

    def __init__(self, at_once: bool = False):
        self.failures, self.count, self.label, self.at_once = [], 0, "", at_once

    def that(self, good: bool, what: str) -> bool:
        self.count += 1
        if not good:
            self.failures.append(f"{self.label}: {what}" if self.label else what)
            if self.at_once:
                print("not so:", self.failures[-1], flush=True)
        return good

    def equal(self, what: str, got, expected) -> None:
        self.that(got == expected, f"{what} is {str(got)[:200]}, expected {str(expected)[:200]}")

    def near(self, what: str, got, expected, relative: float, absolute: float = 0.0) -> None:
        good = (len(got) == len(expected) and
                all(close(a, b, relative, absolute) for a, b in zip(got, expected)))
        self.that(good, f"{what} is {got}, expected {expected} to {relative}")


def analysis(checks: Checks, *arguments) -> dict | None:
    """The JSON of one analysis, or None with a failure."""
    got = run("analyze", *arguments, "--json", "-", "--quiet")
    if not checks.that(got.status == 0, f"exit status {got.status}: {got.err.strip()}"):
        return None
    return json.loads(got.out)


def without_seconds(text: bytes) -> dict:
    values = json.loads(text)
    values.pop("seconds")
    return values


def repeated_variances(ratios, gap: float = 1e-4) -> set:
    """Components whose variance is nearly another's: their directions are not determined."""
    return {i for i, a in enumerate(ratios) for j, b in enumerate(ratios)
            if i != j and math.isclose(a, b, rel_tol=0, abs_tol=gap)}
