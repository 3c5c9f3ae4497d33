#!/usr/bin/env python3
"""The explaining tree agrees with the clusters hardly less than scikit-learn's tree of as many leaves, and
its rules, applied to the raw table, give the leaves' rows."""
import json
import sys
import tempfile
from pathlib import Path

from cli import SHARED, SKIPPED, finish, run
from compare import Checks
from peer_packages import need_packages

need_packages("pandas", "sklearn")
import pandas  # noqa: E402
from sklearn.tree import DecisionTreeClassifier  # noqa: E402

TABLES = ["scaler_learners.csv", "oulad_learner_features.csv", "graduate_admissions.csv"]


def explained(table, folder, *arguments):
    features, labels = folder / "features.csv", folder / "labels.csv"
    got = run("analyze", table, "--quiet", "--studies", "explain", "--json", "-", "--features", features,
              "--labels", labels, *arguments)
    if got.status != 0:
        sys.exit(got.err)
    return (json.loads(got.out)["studies"]["explain"], pandas.read_csv(features).iloc[:, 1:].to_numpy(),
            pandas.read_csv(labels).cluster.to_numpy())


def against_sklearn(checks, study, points, labels) -> None:
    k = labels.max() + 1
    for tree in study["trees"]:
        leaves = tree["leaves"]
        if leaves not in (k, k + 3, 12, 16):
            continue
        peer = DecisionTreeClassifier(max_leaf_nodes=leaves, random_state=0).fit(points, labels)
        agreement = (peer.predict(points) == labels).mean()
        checks.that(tree["agreement"] >= agreement - 0.02,
                    f"{leaves} leaves agree with {tree['agreement']:.4f}, scikit-learn's with {agreement:.4f}")
        checks.that(tree["cost_ratio"] >= 1.0, f"cost ratio {tree['cost_ratio']}")
        print(f"{checks.label}: {leaves} leaves: ours {tree['agreement']:.4f}, scikit-learn {agreement:.4f}")


def raw_rules(checks, table, study, labels) -> None:
    """Of the admissions, whose numbers are features as they stand and have no gaps."""
    raw = pandas.read_csv(table)
    raw.columns = [name.strip() for name in raw.columns]
    for rule in study["rules"]:
        holds = pandas.Series(True, index=raw.index)
        for condition in rule["if"]:
            values = raw[condition["column"]] * (100.0 if condition["column"] == "Research" else 1.0)
            above = values > condition["threshold"]
            holds &= above if condition["above"] else ~above
        checks.equal("rows of a rule", int(holds.sum()), rule["rows"])
        checks.equal("rows in its cluster", int((labels[holds] == rule["cluster"]).sum()), rule["agreeing"])


def main() -> None:
    if not (SHARED / "data").exists():
        print("skipped: no shared tables beside the source tree")
        sys.exit(SKIPPED)
    checks = Checks()
    with tempfile.TemporaryDirectory() as folder:
        for name in TABLES:
            for k in (5, 3):
                checks.label = f"{name}, k = {k}"
                study, points, labels = explained(SHARED / "data" / name, Path(folder), "--set", f"kmeans.k={k}")
                against_sklearn(checks, study, points, labels)
                if name == TABLES[2]:
                    raw_rules(checks, SHARED / "data" / name, study, labels)
    finish(checks.failures, checks.count)


if __name__ == "__main__":
    main()
