#!/usr/bin/env python3
"""Benchmarks, five numbers and who is underpaid agree with pandas and SciPy, group by group."""
import json
import sys
import tempfile
import warnings
from pathlib import Path

from cli import SHARED, SOURCE, finish, run
from compare import Checks
from peer_packages import need_packages
from random_tables import COLUMNS, all_tables, dirty, to_csv

need_packages("numpy", "pandas", "scipy")
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
from scipy.stats import binom, norm  # noqa: E402

sys.path.insert(0, str(SOURCE / "tests" / "bench" / "reference"))
import pipeline  # noqa: E402

EDGES, SIZES, GAP, FEWEST = [3, 6, 11, 16], [10, 100, 1000], 0.2, 10
SETTINGS = [{}, {"outliers.mode": "none", "rare_company_threshold": 1},
            {"outliers.mode": "drop", "outliers.low": 10, "impute.year": "mean",
             "rare_role_threshold": 20, "reference_year": 2020}]
NEAR = 1e-12  # a quantile between two values may be rounded otherwise


def wilson(count: int, n: int) -> list:
    z = norm.ppf(0.975)
    share, divisor = count / n, 1 + z * z / n
    half = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / divisor
    middle = (share + z * z / (2 * n)) / divisor
    return [middle - half, middle + half]


def median_interval(values) -> list:
    rank = int(binom.ppf(0.025, len(values), 0.5))
    if rank < 1:
        return [None, None]
    ordered = np.sort(values)
    return [ordered[rank - 1], ordered[-rank]]


def prepared(table, settings: dict):
    knobs = {**pipeline.DEFAULTS, **settings}
    rows = pipeline.clean(table, knobs, {})
    pipeline.impute_years(rows, knobs, {})
    pipeline.impute_roles(rows, knobs, {})
    rows = pipeline.bound_pay(rows, knobs, {})
    pipeline.lump_rare(rows, knobs, {})
    rows["band"] = np.digitize(rows["years_of_experience"], EDGES)
    peers = rows.groupby(["job_position", "band"])["ctc"]
    median, size = peers.transform("median"), peers.transform("size")
    rows["compared"] = size >= FEWEST
    rows["underpaid"] = rows["compared"] & (rows["ctc"] < (1 - GAP) * median)
    rows["gap"] = (median - rows["ctc"]) / median
    return rows


def check_quartiles(checks: Checks, got: dict, values) -> None:
    checks.equal("rows", got["rows"], len(values))
    checks.near("quartiles", [got["p25"], got["median"], got["p75"]],
                list(values.quantile([0.25, 0.5, 0.75])), NEAR)


def check_benchmark(checks: Checks, got: dict, rows) -> None:
    groups = {key: pay for key, pay in rows.groupby(["job_position", "band"])["ctc"]}
    told = {(each["category"], each["band"]): each for each in got["groups"]}
    enough = {key for key, pay in groups.items() if len(pay) >= FEWEST}
    checks.equal("groups", sorted(told), sorted(enough))
    small = [len(pay) for key, pay in groups.items() if key not in enough]
    checks.equal("too small", got["too_small"], {"groups": len(small), "rows": sum(small)})
    for key in enough & set(told):
        check_quartiles(checks, told[key], groups[key])
        checks.near(f"interval of {key}", told[key]["interval"],
                    median_interval(groups[key].to_numpy()), 0)


def check_fives(checks: Checks, got: dict, rows) -> None:
    for column in ("job_position", "company_hash"):
        groups = {name: pay for name, pay in rows.groupby(column)["ctc"] if len(pay) >= FEWEST}
        checks.equal(f"names of {column}", sorted(got[column]), sorted(groups))
        for name in set(groups) & set(got[column]):
            check_quartiles(checks, got[column][name], groups[name])
            checks.equal("ends", [got[column][name]["lowest"], got[column][name]["highest"]],
                         [groups[name].min(), groups[name].max()])
    for band, five in enumerate(got["orgyear"]):
        pay = rows["ctc"][rows["band"] == band]
        if checks.that((five is None) == (len(pay) < FEWEST), f"band {band}") and five:
            check_quartiles(checks, five, pay)


def check_share(checks: Checks, what: str, got: dict, rows) -> None:
    compared, low = int(rows["compared"].sum()), rows[rows["underpaid"]]
    checks.equal(f"rows of {what}", [got["rows"], got["compared"]], [len(rows), compared])
    if not checks.that(("underpaid" in got) == (compared >= FEWEST), f"{what} is told"):
        return
    if "underpaid" not in got:
        return
    checks.equal(f"underpaid of {what}", got["underpaid"], len(low))
    checks.equal(f"share of {what}", got["share"], len(low) / compared)
    checks.near(f"interval of {what}", got["interval"], wilson(len(low), compared), 1e-9, 1e-12)
    gap = low["gap"].median() if len(low) else None
    checks.near(f"gap of {what}", [got["median_gap"]], [gap], 1e-12)


def check_underpaid(checks: Checks, got: dict, rows, labels) -> None:
    check_share(checks, "all", got, rows)
    for cluster, share in enumerate(got["by_cluster"]):
        check_share(checks, f"cluster {cluster}", share, rows[labels == cluster])
    for name, part in rows.groupby("job_position"):
        if part["compared"].sum() >= FEWEST:
            check_share(checks, name, got["by_category"].get(name, {"rows": 0, "compared": 0}), part)
    for band, share in enumerate(got["by_band"]):
        check_share(checks, f"band {band}", share, rows[rows["band"] == band])
    size = rows.groupby("company_hash")["ctc"].transform("size")
    sort = pd.Series(np.digitize(size, SIZES), rows.index).mask(
        rows["company_hash"] == "unknown", -1)
    lump = (rows["company_hash"] == "less_occurred") & got["has_rare"]
    sort = sort.mask(lump, -2)
    for place, share in enumerate(got["by_size"]):
        check_share(checks, f"size {place}", share, rows[sort == place])
    check_share(checks, "no company", got["unknown_places"], rows[sort == -1])
    check_share(checks, "rare companies", got["rare_places"], rows[sort == -2])


def check(checks: Checks, folder: Path, path: Path, table, settings: dict) -> None:
    words = [word for key, value in settings.items()
             for word in ("--set", f"{key}={str(value).lower()}")]
    out, labels = folder / "out.json", folder / "labels.csv"
    got = run("analyze", path, *words, "--set", "kmeans.k=3", "--quiet", "--studies", "peers",
              "--json", out, "--labels", labels)
    if not checks.that(got.status == 0, f"exit status {got.status}: {got.err.strip()}"):
        return
    result = json.loads(out.read_text())
    peers = result["studies"]["peers"]
    rows = prepared(table, settings)
    cluster = pd.read_csv(labels).set_index("row")["cluster"].to_numpy()
    checks.equal("edges", [peers["band_edges"], peers["size_edges"]], [EDGES, SIZES])
    checks.equal("limits", [peers["gap"], peers["fewest_rows"]], [GAP, FEWEST])
    check_benchmark(checks, peers["benchmark"], rows)
    check_fives(checks, peers["five_numbers"], rows)
    peers["underpaid"]["has_rare"] = result["repairs"]["rare_rows"] > 0
    check_underpaid(checks, peers["underpaid"], rows, cluster)


def main() -> None:
    warnings.simplefilter("ignore")
    checks = Checks()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tables = {**all_tables(), "many": to_csv(COLUMNS, dirty(11, 6000, companies=200))}
        for label, data in tables.items():
            path = folder / "table.csv"
            path.write_bytes(data)
            table = pipeline.read(path)
            for settings in SETTINGS:
                checks.label = f"{label}, {json.dumps(settings)}"
                check(checks, folder, path, table, settings)
        shared = SHARED / "data" / "scaler_learners.csv"
        if shared.exists():
            table = pipeline.read(shared)
            for settings in SETTINGS[:2]:
                checks.label = f"{shared.name}, {json.dumps(settings)}"
                check(checks, folder, shared, table, settings)
        else:
            print("the shared learners' table is not here: it is left out")
    finish(checks.failures, checks.count)


if __name__ == "__main__":
    main()
