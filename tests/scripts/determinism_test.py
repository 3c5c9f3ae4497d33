#!/usr/bin/env python3
"""The same table and settings give the same bytes: any threads, order, instruction set, run."""
import json
import os
import random
import tempfile
from pathlib import Path

from cli import finish, run
from compare import Checks, without_seconds

SETS = {"kmeans.k": 7, "weight.ctc_log": 1.75, "weight.job_frequency": 0, "seed": 7,
        "rare_company_threshold": 12, "impute.year": "neighbours", "outliers.high": 97.5,
        "scaler": "robust", "clean.person_rows": "last", "kmeans.restarts": 4, "pca.x": 2,
        "pca.y": 3}


def words_of(sets: dict, order=None) -> list:
    keys = order or list(sets)
    return [word for key in keys for word in ("--set", f"{key}={sets[key]}")]


def outputs_of(checks: Checks, folder: Path, *arguments, **keywords):
    """(JSON less seconds and file, labels, features) of one analysis, or None."""
    paths = [folder / name for name in ("out.json", "labels.csv", "features.csv")]
    json_path, labels, features = paths
    got = run("analyze", *arguments, "--json", json_path, "--labels", labels, "--features", features,
              "--quiet", **keywords)
    if not checks.that(got.status == 0, f"exit status {got.status}: {got.err.strip()}"):
        return None
    values = without_seconds(json_path.read_bytes())
    values.pop("file")
    # As text: the order of keys is part of the output.
    result = (json.dumps(values), labels.read_bytes(), features.read_bytes())
    for path in paths:
        path.unlink()
    return result


class Suite:
    def __init__(self, folder: Path):
        self.folder = folder
        self.checks = Checks()

    def same(self, label: str, expected, *arguments, **keywords) -> None:
        self.checks.label = label
        got = outputs_of(self.checks, self.folder, *arguments, **keywords)
        for name, mine, first in zip(("JSON", "labels", "features"), got or (), expected):
            self.checks.that(mine == first, f"the {name} differ")

    def threads_and_runs(self, table: Path) -> None:
        for sets in ({}, SETS):
            words = words_of(sets)
            self.checks.label = "first run"
            first = outputs_of(self.checks, self.folder, table, *words)
            for threads in (1, 2, 7):
                self.same(f"{threads} threads", first, table, *words, "--threads", threads)
            self.same("second run", first, table, *words)

    def instruction_sets(self, table: Path) -> None:
        words = words_of({"kmeans.k": 9, "seed": 3})
        self.checks.label = "instruction sets"
        first = outputs_of(self.checks, self.folder, table, *words)
        for name in ("baseline", "v3", "v4"):  # a set the processor lacks falls back
            environment = dict(os.environ, COHORTSCOPE_ISA=name)
            self.same(name, first, table, *words, env=environment)

    def ways_to_set(self, table: Path) -> None:
        self.checks.label = "ways to set"
        first = outputs_of(self.checks, self.folder, table, *words_of(SETS))
        for seed in range(2):
            order = random.Random(seed).sample(list(SETS), len(SETS))
            self.same("--set in another order", first, table, *words_of(SETS, order))
        session = self.folder / "session.json"
        session.write_text(json.dumps({"cohortscope_session": 1, "settings": SETS}))
        self.same("session file", first, table, "--session", session)
        wrong = {key: SETS[key] for key in ("kmeans.k", "seed")}
        session.write_text(json.dumps({"cohortscope_session": 1,
                                       "settings": {**SETS, "kmeans.k": 3, "seed": 1}}))
        self.same("--set over a session", first, table, "--session", session, *words_of(wrong))
        session.unlink()

    def sample_as_file(self, table: Path) -> None:
        self.checks.label = "built-in sample"
        built_in = outputs_of(self.checks, self.folder)
        self.same("sample written and read back", built_in, table)
        again = run("sample", "--out", "-", "--threads", 1)
        self.checks.that(again.out == table.read_bytes(), "a second sample has other bytes")


def main():
    with tempfile.TemporaryDirectory() as folder:
        suite = Suite(Path(folder))
        table = Path(folder) / "sample.csv"
        made = run("sample", "--out", table)
        suite.checks.equal("status of sample", made.status, 0)
        small = Path(folder) / "small.csv"
        run("sample", "--rows", 20000, "--seed", 5, "--out", small)
        suite.threads_and_runs(table)
        suite.instruction_sets(table)
        suite.ways_to_set(small)
        suite.sample_as_file(table)
        finish(suite.checks.failures, suite.checks.count)


if __name__ == "__main__":
    main()
