#!/usr/bin/env python3
"""K-Means is not worse than scikit-learn's best of ten runs, also with weights far from 1."""
import os
import sys
import tempfile
from pathlib import Path

from cli import HEADER, SHARED, SKIPPED, finish
from compare import Checks, analysis

os.environ.setdefault("OMP_NUM_THREADS", "2")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
try:
    import pandas as pd
    from sklearn.cluster import KMeans
except ImportError as error:
    system_python = "/usr/bin/python3"  # the packages may be there and not in the first Python found
    if os.path.exists(system_python) and os.path.realpath(sys.executable) != os.path.realpath(
            system_python):
        os.execv(system_python, [system_python, *sys.argv])
    print("skipped:", error)
    sys.exit(SKIPPED)

LEARNERS = SHARED / "data" / "scaler_learners.csv"
ENGAGEMENT = SHARED / "data" / "oulad_learner_features.csv"
MISS = 1.0005  # of scikit-learn's inertia
SCHEMA = ["years_of_experience", "ctc_update_count", "company_frequency", "job_frequency", "ctc_log"]
FAR_WEIGHTS = [3, 0.2, 2.5, 0, 1]
NUMBERS = ["num_of_prev_attempts", "studied_credits", "n_submitted", "mean_score", "first_score",
           "last_score", "last_submit_day", "completion_pct", "knowledge_gain"]


def compare(checks: Checks, folder: Path, table: Path, weights: dict, counts: list) -> None:
    matrix = None
    for k in counts:
        checks.label = f"{table.name}, k = {k}, {weights}"
        features = folder / "features.csv" if matrix is None else None
        settings = {**weights, "kmeans.k": k}
        words = [word for key, value in settings.items() for word in ("--set", f"{key}={value}")]
        got = analysis(checks, table, *words, *(["--features", features] if features else []))
        if got is None:
            return
        ours = got["kmeans"]["inertia"]
        if features:
            matrix = pd.read_csv(features).drop(columns="row").to_numpy("float32")
        theirs = KMeans(k, n_init=10, random_state=0).fit(matrix).inertia_
        print(f"{checks.label}: inertia × {ours / theirs:.6f}")
        checks.that(ours <= theirs * MISS, f"inertia is {ours / theirs} of scikit-learn's")


def engagement_table(folder: Path) -> Path:
    """The engagement table's numbers as extra columns of learners that are otherwise alike."""
    numbers = pd.read_csv(ENGAGEMENT)[NUMBERS]
    fixed = pd.DataFrame({"company_hash": "a", "email_hash": [f"e{i}" for i in range(len(numbers))],
                          "orgyear": 2015, "ctc": 100000, "job_position": "b",
                          "ctc_updated_year": 2019})
    assert ",".join(fixed.columns) == HEADER
    path = folder / "engagement.csv"
    pd.concat([fixed, numbers], axis=1).to_csv(path, index=False)
    return path


def main():
    if not LEARNERS.exists() or not ENGAGEMENT.exists():
        print("the tables are not here")
        sys.exit(SKIPPED)
    checks = Checks()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        compare(checks, folder, LEARNERS, {}, list(range(2, 13)))
        far = {f"weight.{feature}": weight for feature, weight in zip(SCHEMA, FAR_WEIGHTS)}
        compare(checks, folder, LEARNERS, far, [3, 5, 8, 12])
        others = {f"weight.{feature}": 0 for feature in SCHEMA}
        others.update({f"weight.{column}": 1 for column in NUMBERS})
        compare(checks, folder, engagement_table(folder), others, [2, 4, 6, 8, 10, 12])
    finish(checks.failures, checks.count)


if __name__ == "__main__":
    main()
