#!/usr/bin/env python3
"""The reference table's analysis gives the reference's numbers (pandas and scikit-learn)."""
import json
import sys

from cli import SHARED, SKIPPED, finish
from compare import Checks, analysis

TABLE = SHARED / "data" / "scaler_learners.csv"
REFERENCE = SHARED / "reference" / "scaler_learners.json"
# The published analysis' personas, by the order of mean pay.
PERSONAS = ["mid-career generalists", "frequent updaters", "backend specialists",
            "experienced, modest pay", "senior leaders"]
REPAIRS = ["duplicates", "rows_without_pay", "orgyear_invalid", "orgyear_missing", "job_missing",
           "job_imputed", "ctc_clipped_rows", "companies", "rare_companies", "rare_rows"]


def compare_counts(checks: Checks, got: dict, expected: dict) -> None:
    for key in ["rows_read", "rows_used", "distinct_rows", "flags"]:
        checks.equal(key, got[key], expected[key])
    for key in REPAIRS:
        checks.equal(key, got["repairs"][key], expected[key])


def compare_features(checks: Checks, got: dict, expected: dict) -> None:
    checks.near("ctc_clip", got["repairs"]["ctc_clip"], expected["ctc_clip"], 1e-9)
    checks.equal("features", [each["name"] for each in got["features"]], list(expected["features"]))
    for each in got["features"]:
        wanted = expected["features"][each["name"]]
        for moment in ["mean", "std", "min", "max"]:
            checks.near(f"{moment} of {each['name']}", [each[moment]], [wanted[moment]], 1e-9)


def compare_components(checks: Checks, got: dict, expected: dict) -> None:
    checks.near("explained variance", got["explained_variance_ratio"],
                expected["explained_variance_ratio"], 0, 1e-6)
    for i, (mine, theirs) in enumerate(zip(got["components"], expected["components"])):
        checks.near(f"component {i + 1}", mine, theirs, 0, 1e-6)


def compare_clusters(checks: Checks, got: dict, expected: dict) -> None:
    ratio = got["kmeans"]["inertia"] / expected["kmeans"]["inertia"]
    checks.that(ratio <= 1.0005, f"inertia is {ratio} of the reference's")
    if abs(ratio - 1.0) > 1e-5:
        print("another optimum than the reference's: sizes and profiles are not compared")
        return
    for mine, theirs in zip(got["profile"], expected["profile"]):
        for key, value in theirs.items():
            if key == "size" or key.endswith("_mean"):
                checks.near(f"{key} of cluster {theirs['cluster']}", [mine[key]], [value], 0.01)


def main():
    if not TABLE.exists() or not REFERENCE.exists():
        print("the reference table is not here")
        sys.exit(SKIPPED)
    checks = Checks()
    expected = json.loads(REFERENCE.read_text())
    got = analysis(checks, TABLE)
    if got:
        compare_counts(checks, got, expected)
        compare_features(checks, got, expected)
        compare_components(checks, got["pca"], expected["pca"])
        compare_clusters(checks, got, expected)
        checks.equal("personas", [each["persona"] for each in got["profile"]], PERSONAS)
    without = analysis(checks, TABLE, "--set", "weight.ctc_update_count=0")
    checks.that(without and all(each["persona"] != "frequent updaters" for each in without["profile"]),
                "nobody is named by updates that are muted")
    for k, inertia in expected["elbow"].items():
        other = analysis(checks, TABLE, "--set", f"kmeans.k={k}")
        ratio = other["kmeans"]["inertia"] / inertia if other else 0.0
        checks.that(ratio <= 1.0005, f"inertia at k = {k} is {ratio} of the reference's")
    finish(checks.failures, checks.count)


if __name__ == "__main__":
    main()
