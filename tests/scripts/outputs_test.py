#!/usr/bin/env python3
"""No output overwrites an input or another output; what cannot be written is an error."""
import json
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from cli import PROGRAM, finish, run
from compare import Checks
from random_tables import COLUMNS, dirty, to_csv

FULL = Path("/dev/full")


class Suite:
    def __init__(self, folder: Path):
        self.folder, self.checks = folder, Checks()
        self.table = folder / "table.csv"
        self.data = to_csv(COLUMNS, dirty(7, 300))
        self.table.write_bytes(self.data)

    def refused(self, label: str, status: int, word: str, *arguments, **keywords) -> None:
        self.checks.label = label
        before = sorted(self.folder.iterdir())
        got = run(*arguments, **keywords)
        self.checks.equal("status", got.status, status)
        lines = [line for line in got.err.splitlines() if not line.startswith("note: ")]
        self.checks.that(len(lines) == 1 and lines[0].startswith("error: ") and word in lines[0],
                         f"'{word}' is not in: {got.err}")
        self.checks.equal("output", got.out, b"")
        self.checks.equal("files", sorted(self.folder.iterdir()), before)
        self.checks.that(self.table.read_bytes() == self.data, "the table was overwritten")

    def same_names(self) -> None:
        session = self.folder / "session.json"
        session.write_text('{"cohortscope_session": 1, "settings": {}}')
        link = self.folder / "link.csv"
        link.symlink_to(self.table)
        self.refused("labels over the table", 1, "overwrite", "analyze", self.table, "--labels",
                     self.table)
        self.refused("features over the table by a link", 1, "overwrite", "analyze", self.table,
                     "--features", link)
        self.refused("JSON over the session", 1, "overwrite", "analyze", self.table, "--session",
                     session, "--json", session)
        out = self.folder / "out"
        self.refused("two files of one name", 1, "twice", "analyze", self.table, "--json", out,
                     "--labels", out)
        self.refused("standard output twice", 1, "twice", "analyze", self.table, "--json", "-",
                     "--labels", "-")
        hard = self.folder / "hard.png"
        os.link(self.table, hard)
        self.refused("a picture over the table", 1, "overwrite", "screenshot", self.table, "--out", hard)
        named = self.folder / "session.png"
        named.symlink_to(session)
        self.refused("a picture over the session", 1, "overwrite", "screenshot", self.table,
                     "--session", session, "--out", named)
        (self.folder / "later").symlink_to("two")
        self.refused("two names of a file not there", 1, "twice", "analyze", self.table, "--json",
                     self.folder / "two", "--labels", f"{self.folder}/./later")
        self.refused("a log of frames over the table", 1, "overwrite", self.table,
                     env={**os.environ, "COHORTSCOPE_FRAME_LOG": str(self.table)})
        with self.table.open("ab") as appended:
            done = subprocess.run([PROGRAM, "analyze", self.table, "--json", "-", "--quiet"],
                                  stdout=appended, stderr=subprocess.PIPE, check=False)
        self.checks.that(done.returncode == 1 and b"overwrite" in done.stderr, done.stderr)
        self.checks.that(self.table.read_bytes() == self.data, "standard output is the table")
        both = run("analyze", self.table, "--json", "/dev/null", "--labels", "/dev/null", "--quiet")
        self.checks.equal("status of two outputs to a device", both.status, 0)

    def empty_names(self) -> None:
        self.refused("empty DATA", 2, "empty name", "analyze", "")
        for option in ("--json", "--labels", "--features", "--session"):
            self.refused(f"empty {option}", 2, "empty name", "analyze", self.table, option, "")
        self.refused("empty --out", 2, "empty name", "sample", "--out", "")

    def schema_of_another_table(self) -> None:
        """A schema that was asked for is used or refused, never exchanged for one that fits."""
        self.refused("a schema whose columns the table lacks", 1, "expects", "analyze", self.table,
                     "--schema", "engagement")

    def sample_kinds(self) -> None:
        self.refused("an unknown kind of sample", 2, "learners, engagement, personas", "sample",
                     "--kind", "courses", "--out", "-")
        for kind, first in (("engagement", "Learner_ID,Age,"), ("personas", "Student_ID,Age,")):
            self.checks.label = f"sample of {kind}"
            got = run("sample", "--kind", kind, "--rows", 3, "--out", "-")
            self.checks.equal("status", (got.status, got.err), (0, ""))
            lines = got.out.decode().splitlines()
            self.checks.that(lines[0].startswith(first) and len(lines) == 4, lines[:1])

    def full_device(self) -> None:
        if not FULL.exists():
            return
        commands = {"summary": ["analyze", self.table], "JSON": ["analyze", self.table, "--json", "-"],
                    "settings": ["settings"], "sample": ["sample", "--rows", 50, "--out", "-"],
                    "help": ["--help"]}
        for name, arguments in commands.items():
            with FULL.open("wb") as full:
                done = subprocess.run([PROGRAM, *map(str, arguments)], stdout=full,
                                      stderr=subprocess.PIPE, check=False)
            self.checks.label = f"{name} to a full device"
            self.checks.that(done.returncode == 1 and b"error: standard output" in done.stderr,
                             f"status {done.returncode}: {done.stderr}")
        self.refused("JSON on a full device", 1, "cannot write", "analyze", self.table, "--json", FULL,
                     "--quiet")

    def as_anyone(self) -> None:
        """Devices can be written by those who may write nothing in their folder."""
        everybody = {"user": 65534} if os.geteuid() == 0 else {}
        os.chmod(self.folder, 0o755)
        for device in ("/dev/null", "/dev/stdout", "/dev/fd/1"):
            self.checks.label = f"JSON to {device}"
            try:
                got = run("analyze", self.table, "--json", device, "--quiet", **everybody)
            except PermissionError:
                return  # the program lies where others may not go
            self.checks.equal("status", (got.status, got.err), (0, ""))
            if self.checks.that(bool(got.out) == (device != "/dev/null"), "standard output") and got.out:
                self.checks.that(json.loads(got.out)["rows_used"] > 0, "no rows")

    def data_behind_options(self) -> None:
        self.checks.label = "--set before DATA"
        got = run("analyze", "--set", "kmeans.k=3", "--set", "seed=9", self.table, "--json", "-",
                  "--quiet")
        if self.checks.that(got.status == 0, got.err):
            kmeans = json.loads(got.out)["kmeans"]
            self.checks.equal("k and seed", (kmeans["k"], kmeans["seed"]), (3, 9))
        self.refused("a value behind --set's", 2, "seed=9", "analyze", self.table, "--set",
                     "kmeans.k=3", "seed=9")

    def interrupted(self) -> None:
        self.checks.label = "interrupted"
        out = self.folder / "never.json"
        words = [PROGRAM, "analyze", "--set", "kmeans.k=50", "--set", "kmeans.restarts=100", "--json",
                 str(out), "--quiet"]
        with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
            time.sleep(0.3)
            os.kill(running.pid, signal.SIGINT)
            status = running.wait(timeout=600)
        expected = [out] if status == 0 else []  # 0: it was faster, or the signal is ignored here
        self.checks.equal("files", list(self.folder.glob("never.json*")), expected)


def main():
    with tempfile.TemporaryDirectory() as folder:
        suite = Suite(Path(folder))
        suite.same_names()
        suite.empty_names()
        suite.sample_kinds()
        suite.schema_of_another_table()
        suite.full_device()
        suite.as_anyone()
        suite.data_behind_options()
        suite.interrupted()
        finish(suite.checks.failures, suite.checks.count)


if __name__ == "__main__":
    main()
