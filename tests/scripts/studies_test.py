#!/usr/bin/env python3
"""analyze --studies: figures as scikit-learn and SciPy have them, the same bytes everywhere."""
import csv
import json
import os
import tempfile
from pathlib import Path

from cli import finish, run
from compare import Checks, without_seconds
from peer_packages import need_packages

need_packages("numpy", "scipy", "sklearn")
import numpy as np  # noqa: E402
from scipy.cluster.hierarchy import fcluster, linkage  # noqa: E402
from sklearn import metrics  # noqa: E402

FLOAT = 1e-6  # the matrix is of 32-bit numbers, the exported features of 64-bit ones
ALL = ["elbow", "scores", "explain", "hopkins", "ward", "compare", "silhouette", "stability", "sensitivity",
       "peers"]


def columns_of(path: Path) -> np.ndarray:
    with path.open(newline="") as file:
        rows = list(csv.reader(file))[1:]
    return np.array([[float(cell) for cell in row[1:]] for row in rows])


class Suite:
    def __init__(self, folder: Path):
        self.folder, self.checks = folder, Checks()

    def analyze(self, table: Path, words: list, *more, **keywords) -> bytes | None:
        got = run("analyze", table, *words, *more, "--json", "-", "--quiet", **keywords)
        if not self.checks.that(got.status == 0, f"exit status {got.status}: {got.err.strip()}"):
            return None
        return got.out

    def agrees(self, table: Path, words: list) -> None:
        """The figures of the shown clusters against the peers', from the exported features."""
        checks = self.checks
        checks.label = " ".join(map(str, words)) or "defaults"
        labels, features = self.folder / "labels.csv", self.folder / "features.csv"
        out = self.analyze(table, words, "--studies", "all", "--labels", labels, "--features", features)
        if out is None:
            return
        whole = json.loads(out)
        got = whole["studies"]
        x, mine = columns_of(features), columns_of(labels)[:, 0].astype(int)
        each = metrics.silhouette_samples(x, mine)
        k = mine.max() + 1
        checks.near("silhouette", [got["silhouette"]["mean"]], [each.mean()], FLOAT)
        checks.near("silhouettes by cluster", got["silhouette"]["per_cluster"],
                    [each[mine == cluster].mean() for cluster in range(k)], FLOAT, FLOAT)
        checks.near("Calinski-Harabasz", [got["calinski_harabasz"]],
                    [metrics.calinski_harabasz_score(x, mine)], FLOAT)
        checks.near("Davies-Bouldin", [got["davies_bouldin"]],
                    [metrics.davies_bouldin_score(x, mine)], FLOAT)
        self.ward_agrees(x, got["ward"])
        checks.that(0.5 < got["hopkins"] <= 1.0, f"hopkins is {got['hopkins']}")
        self.elbow_fits(got, whole)
        checks.equal("clusters with a stability", len(got["stability"]), k)
        checks.that(all(0 <= j <= 1 for j in got["stability"]), "a Jaccard out of 0 to 1")
        changes = [nudge["change"] for nudge in got["sensitivity"]]
        checks.that(len(changes) >= 8 and changes == sorted(changes, reverse=True),
                    f"sensitivity is {changes}")
        checks.that(set(ALL) <= set(whole["seconds"]), f"seconds has {list(whole['seconds'])}")

    def ward_agrees(self, x: np.ndarray, ward: dict) -> None:
        """Equal merges may be taken in either order, so only heights and totals are compared."""
        tree = linkage(x, method="ward")
        total = tree[-30:, 2].sum()
        self.checks.near("sum of the last heights", [sum(ward["heights"])], [total], 0.005)
        self.checks.near("last height", ward["heights"][-1:], [tree[-1, 2]], 0.005)
        self.checks.equal("rows of the leaves", sum(ward["leaf_rows"]), len(x))
        self.checks.equal("rows of Ward's clusters", sum(ward["sizes_at_k"]), len(x))
        k = ward["k"]
        theirs = np.bincount(fcluster(tree, k, "maxclust"))[1:]
        moved = np.abs(np.sort(ward["sizes_at_k"]) - np.sort(theirs)).sum()
        self.checks.that(moved <= 0.05 * len(x), f"sizes {ward['sizes_at_k']}, SciPy's {theirs}")
        table = np.array(ward["contingency"])
        first = np.repeat(np.arange(k), table.sum(axis=1))
        second = np.concatenate([np.repeat(np.arange(k), row) for row in table])
        self.checks.near("adjusted Rand index", [ward["adjusted_rand"]],
                         [metrics.adjusted_rand_score(first, second)], 1e-9)
        self.checks.near("mutual information", [ward["nmi"]],
                         [metrics.normalized_mutual_info_score(first, second)], 1e-9)

    def elbow_fits(self, got: dict, whole: dict) -> None:
        elbow = got["elbow"]
        inertia = list(elbow["inertia"].values())
        self.checks.equal("ks of the elbow", list(elbow["inertia"]), [str(k) for k in range(1, 13)])
        self.checks.that(inertia == sorted(inertia, reverse=True), f"inertia rises: {inertia}")
        self.checks.that(2 <= elbow["knee"] <= 11, f"knee at {elbow['knee']}")
        self.checks.equal("silhouette of one cluster", elbow["silhouette"]["1"], None)
        if "kmeans" in whole:
            k = str(whole["kmeans"]["k"])
            self.checks.equal("inertia at the present k", elbow["inertia"][k],
                              whole["kmeans"]["inertia"])
            self.checks.near("silhouette at the present k", [elbow["silhouette"][k]],
                             [got["silhouette"]["mean"]], 1e-9)

    def same_everywhere(self, table: Path) -> None:
        words = ["--studies", "all", "--set", "kmeans.k=4"]
        self.checks.label = "first run"
        first = self.analyze(table, words)
        for threads in (1, 2, 7):
            self.checks.label = f"{threads} threads"
            out = self.analyze(table, words, "--threads", threads)
            if out and first:
                self.checks.that(without_seconds(out) == without_seconds(first), "differs")
        for isa in ("baseline", "v3", "v4"):
            self.checks.label = isa
            out = self.analyze(table, words, env={**os.environ, "COHORTSCOPE_ISA": isa})
            if out and first:
                self.checks.that(without_seconds(out) == without_seconds(first), "differs")

    def words(self, table: Path) -> None:
        self.checks.label = "words"
        got = run("analyze", table, "--studies", "elbows")
        self.checks.equal("status for an unknown study", got.status, 2)
        self.checks.that("'elbows' is not a study" in got.err and got.err.count("\n") == 1, got.err)
        self.checks.equal("status for no study", run("analyze", table, "--studies", "").status, 2)
        got = run("analyze", table, "--studies", "scores,ward", "--quiet", "--json", "-")
        self.checks.equal("studies asked for", list(json.loads(got.out)["studies"]),
                          ["calinski_harabasz", "davies_bouldin", "ward"])
        self.checks.that("Davies–Bouldin" in run("analyze", table, "--studies", "scores").out.decode(),
                         "the summary does not show the scores")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        suite = Suite(Path(name))
        small, larger = Path(name) / "small.csv", Path(name) / "larger.csv"
        run("sample", "--rows", 2500, "--out", small)
        run("sample", "--rows", 9000, "--seed", 5, "--out", larger)
        for words in ([], ["--set", "kmeans.k=2", "--set", "weight.ctc_log=2"],
                      ["--set", "method=ward", "--set", "kmeans.k=6"]):
            suite.agrees(small, words)
        suite.same_everywhere(larger)
        suite.words(small)
    finish(suite.checks.failures, suite.checks.count)


main()
