#!/usr/bin/env python3
"""Contrasts of two groups of rows agree with NumPy and SciPy: effects, intervals, tests, Holm."""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from cli import PROGRAM, SHARED, SKIPPED, finish
from compare import Checks
from peer_packages import need_packages

need_packages("numpy", "scipy")
import numpy as np  # noqa: E402
from scipy import stats  # noqa: E402
from scipy.optimize import brentq  # noqa: E402

TABLES = ["scaler_learners.csv", "oulad_learner_features.csv", "graduate_admissions.csv"]
Z = stats.norm.ppf(0.975)


def dominance(a, b):
    """Of each value of a: rows of b below it less those above, divided by all."""
    b = np.sort(b)
    return (np.searchsorted(b, a, "left") + np.searchsorted(b, a, "right") - len(b)) / len(b)


def delta_interval(a, b):
    """Feng and Cliff's, with the consistent variance; None where the program has its own."""
    n, m, of_a, of_b = len(a), len(b), dominance(a, b), dominance(b, a)
    d = of_a.mean()
    if min(n, m) < 2 or abs(d) == 1:
        return None
    values, counts = np.unique(b, return_counts=True)
    at = np.minimum(np.searchsorted(values, a), len(values) - 1)
    equal = np.where(values[at] == a, counts[at], 0).sum()
    of_pairs = (n * m - equal - n * m * d * d) / ((n - 1) * (m - 1))
    variance = ((m - 1) * of_a.var(ddof=1) + (n - 1) * of_b.var(ddof=1) + of_pairs) / (n * m)
    rest = 1 - d * d
    half = Z * np.sqrt(variance * (rest * rest + Z * Z * variance))
    return [(d * rest - half) / (rest + Z * Z * variance),
            (d * rest + half) / (rest + Z * Z * variance)]


def welch_interval(a, b):
    if min(len(a), len(b)) < 2:
        return [None, None]
    u, v = a.var(ddof=1) / len(a), b.var(ddof=1) / len(b)
    degrees = (u + v) ** 2 / (u * u / (len(a) - 1) + v * v / (len(b) - 1)) if u + v > 0 else 1
    difference = a.mean() - b.mean()
    half = stats.t.ppf(0.975, degrees) * np.sqrt(u + v)
    result = stats.ttest_ind(a, b, equal_var=False) if u + v > 0 else None
    if result is not None:  # the same standard error as SciPy's
        assert np.isclose(result.statistic, difference / np.sqrt(u + v))
    return [difference - half, difference + half]


def wilson(x, n):
    middle, half = x / n + Z * Z / 2 / n, Z * np.sqrt(x / n * (1 - x / n) / n + Z * Z / 4 / n / n)
    return (middle - half) / (1 + Z * Z / n), (middle + half) / (1 + Z * Z / n)


def newcombe(x, n, y, m):
    p, q, (low, high), (low2, high2) = x / n, y / m, wilson(x, n), wilson(y, m)
    return [p - q - np.hypot(p - low, high2 - q), p - q + np.hypot(high - p, q - low2)]


def share_test(x, n, y, m):
    """χ² without correction where every expected count is 5 or more, else Fisher's."""
    table = np.array([[x, n - x], [y, m - y]])
    if table.sum(axis=0).min() == 0:
        return 1.0
    if stats.contingency.expected_freq(table).min() >= 5:
        return stats.chi2_contingency(table, correction=False)[1]
    return stats.fisher_exact(table)[1]


def permuted_test(table, chi_square):
    """The gamma tail with Haldane's mean and variance of χ²."""
    total, rows, columns = table.sum(), table.sum(axis=1), table.sum(axis=0)
    r, c = table.shape
    if total <= 3:
        return 1.0
    spread = [(k - 1) * (total - k) / (total - 1) for k in (r, c)]
    uneven = [(total * (1 / m).sum() - k * k) / (total - 2) for k, m in ((r, rows), (c, columns))]
    mean = total * (r - 1) * (c - 1) / (total - 1)
    variance = (2 * total / (total - 3) * (spread[0] - uneven[0]) * (spread[1] - uneven[1]) +
                total ** 2 / (total - 1) * uneven[0] * uneven[1])
    return stats.gamma.sf(chi_square, mean ** 2 / variance, scale=variance / mean)


def v_interval(chi_square, degrees, total, width):
    def noncentrality(wanted):
        def below(value):
            return (stats.ncx2.cdf(chi_square, degrees, value) if value > 0
                    else stats.chi2.cdf(chi_square, degrees)) - wanted
        return brentq(below, 0, 4 * chi_square + 100, xtol=1e-10) if below(0) > 0 else 0.0
    return [min(1, np.sqrt(noncentrality(q) / total / width)) for q in (0.975, 0.025)]


def groups(values, sides):
    values, sides = np.array(values, float), np.array(sides)
    kept = ~np.isnan(values)
    return values[kept & (sides == 1)], values[kept & (sides == 2)]


def compare_number(checks, got, values, sides):
    a, b = groups(values, sides)
    checks.equal("n", got["n"], [len(a), len(b)])
    if not len(a) or not len(b):
        return None
    test = stats.mannwhitneyu(a, b, method="asymptotic")
    p = 1.0 if np.isnan(test.pvalue) else test.pvalue
    checks.near("effect", [got["effect"]], [2 * test.statistic / len(a) / len(b) - 1], 1e-9, 1e-12)
    checks.near("p", [got["p"]], [p], 1e-8, 1e-280)
    checks.near("means", got["mean"], [a.mean(), b.mean()], 1e-10)
    for mine, values_of in zip(got["quartiles"], (a, b)):
        checks.near("quartiles", mine, list(np.percentile(values_of, [25, 50, 75])), 1e-12)
    interval = delta_interval(a, b)
    if interval:
        checks.near("effect_interval", got["effect_interval"], interval, 1e-8, 1e-9)
    size = max(abs(a).max(), abs(b).max())
    checks.near("mean_interval", got["mean_interval"], welch_interval(a, b), 1e-7, 1e-10 * size)
    return p


def compare_share(checks, got, x, n, y, m, p):
    checks.equal("rows", [got["rows"], got["n"]], [[x, y], [n, m]])
    checks.near("interval", got["interval"], newcombe(x, n, y, m), 1e-9, 1e-12)
    checks.near("p of a share", [got["p"]], [p], 1e-6, 1e-280)


def compare_names(checks, got, codes, sides):
    """The p of the column and of each name, by code."""
    codes, sides = np.array(codes), np.array(sides)
    table = np.stack([np.bincount(codes[sides == s], minlength=codes.max() + 1) for s in (1, 2)], 1)
    n, m = map(int, table.sum(axis=0))
    seen = table[table.sum(axis=1) > 0]
    checks.equal("names_seen", got["names_seen"], len(seen))
    if len(seen) < 2:
        return None, {}
    chi_square, _, degrees, _ = stats.chi2_contingency(seen, correction=False)
    checks.near("chi_square", [got["chi_square"]], [chi_square], 1e-9)
    total, known = n + m, {}
    width = min(degrees - degrees ** 2 / (total - 1), 1 - 1 / (total - 1))
    effect = np.sqrt(min(1, max(0, chi_square / total - degrees / (total - 1)) / width))
    checks.near("V", [got["effect"]], [effect], 1e-7, 1e-7)
    low, high = v_interval(chi_square, degrees, total, width)
    checks.near("V's interval", got["effect_interval"], [min(low, effect), max(high, effect)], 1e-5,
                1e-5)
    p = permuted_test(seen, chi_square)
    checks.near("p of the names", [got["p"]], [p], 1e-6, 1e-280)
    of_names = {}
    for code in np.flatnonzero(table.sum(axis=1)):
        x, y = map(int, table[code])
        if (x, y) not in known:
            known[x, y] = share_test(x, n, y, m)
        of_names[int(code)] = known[x, y]
    for name in got["names"]:
        x, y = map(int, table[name["code"]])
        compare_share(checks, name, x, n, y, m, of_names[name["code"]])
    return p, of_names


def holm(p):
    order = np.argsort(p, kind="stable")
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(1, np.maximum.accumulate(
        np.array(p)[order] * (len(p) - np.arange(len(p)))))
    return adjusted


def compare(checks, columns, got):
    sides, tests = got["sides"], []  # tests: p and the program's adjusted one, where it is told
    of_kind = {(each["kind"], each["slot"]): each["values"] for each in columns["numbers"]}
    for number in got["numbers"]:
        p = compare_number(checks, number, of_kind[number["kind"], number["slot"]], sides)
        if p is not None:
            tests.append((p, number["p_adjusted"]))
    if "outcome" in got:
        a, b = groups(of_kind["outcome", 0], sides)
        if len(a) and len(b):
            x, y = int(a.sum()), int(b.sum())
            p = share_test(x, len(a), y, len(b))
            compare_share(checks, got["outcome"], x, len(a), y, len(b), p)
            tests.append((p, got["outcome"]["p_adjusted"]))
    for names in got["names"]:
        p, of_names = compare_names(checks, names, columns["names"][names["slot"]], sides)
        if p is None:
            continue
        told = {name["code"]: name["p_adjusted"] for name in names["names"]}
        tests.append((p, names["p_adjusted"]))
        tests += [(value, told.get(code)) for code, value in of_names.items()]
    checks.equal("tests", got["tests"], len(tests))
    for (_, mine), theirs in zip(tests, holm([p for p, _ in tests])):
        if mine is not None:
            checks.near("p_adjusted", [mine], [theirs], 1e-6, 1e-280)
    strengths = [(not each["telling"], -abs(each["effect"])) for each in got["ranking"]]
    checks.that(strengths == sorted(strengths), "the ranking is not in order")


def main() -> None:
    printer = Path(PROGRAM).parent / "core_tests"
    tables = [SHARED / "data" / name for name in TABLES]
    if not printer.exists() or not any(table.exists() for table in tables):
        print("skipped: no shared tables beside the source tree, or core_tests is not built")
        sys.exit(SKIPPED)
    checks = Checks()
    with tempfile.TemporaryDirectory() as folder:
        for table in filter(Path.exists, tables):
            out = Path(folder) / "contrasts.json"
            done = subprocess.run(
                [printer, "--no-skip", "--test-case=contrasts are written for their peer"],
                capture_output=True, check=False,
                env=dict(os.environ, COHORTSCOPE_CONTRAST_TABLE=str(table),
                         COHORTSCOPE_CONTRAST_JSON=str(out)))
            checks.label = table.name
            if not checks.that(done.returncode == 0, done.stdout.decode("utf-8", "replace")):
                continue
            written = json.loads(out.read_text())
            for index, contrast in enumerate(written["contrasts"]):
                checks.label = f"{table.name}, groups {index} of {contrast['rows']} rows"
                compare(checks, written["columns"], contrast)
                print(f"{checks.label}: {contrast['words']}")
    finish(checks.failures, checks.count)


if __name__ == "__main__":
    main()
