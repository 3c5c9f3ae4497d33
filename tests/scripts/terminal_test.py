#!/usr/bin/env python3
"""What files hold reaches a terminal as text alone: no escape sequence, no line of its own, no e-mail."""
import json
import os
import subprocess
import tempfile
from pathlib import Path

from cli import HEADER, PROGRAM, finish, run

ROLE = '"\x1b[2JEngineer\nerror: forged"'
ROWS = [f"acme {i % 3},mail{i % 7},{2010 + i % 9},{500000 + 10000 * i},{ROLE if i % 2 else 'clerk'},2019"
        for i in range(200)]
TABLE = "\n".join([HEADER, *ROWS]) + "\n"


class Suite:
    def __init__(self, folder: Path):
        self.folder, self.failures, self.count = folder, [], 0

    def check(self, name: str, good: bool, detail="") -> None:
        self.count += 1
        if not good:
            self.failures.append(f"{name}: {detail!r}")

    def plain(self, name: str, *arguments, status=0, lines=None, **keywords):
        got = run(*arguments, **keywords)
        text = got.out.decode("utf-8", "replace") + got.err
        self.check(name, got.status == status, (got.status, got.err))
        self.check(name, not any(c < " " and c != "\n" or "\x7f" <= c <= "\x9f" for c in text), text)
        self.check(name, not any(line.startswith("error: forged") for line in text.splitlines()), text)
        self.check(name, lines is None or len(got.err.splitlines()) == lines, got.err)
        return text

    def names(self) -> None:
        path = self.folder / "a\x1b[31m\nerror: forged.csv"
        path.write_text(TABLE)
        self.plain("summary", "analyze", path, "--set", "clean.text=false", "--set", "kmeans.k=2")
        self.plain("missing file", "analyze", f"{path}.none", status=1, lines=1)
        self.plain("setting", "analyze", "--set", "weight.\x1b[2J\nerror: forged=9", status=2, lines=1)
        extra = self.folder / "extra.csv"
        extra.write_text("\n".join([HEADER + ',"\x1b[2J=a"', *(row.replace("\n", " ") + ",1" for row in ROWS)]))
        self.plain("feature", "analyze", extra, "--set", "weight.none=1", status=1, lines=1)

    def people(self) -> None:
        shifted = self.folder / "shifted.csv"
        shifted.write_text(f"{HEADER}\nacme,x,2015,someone@home.org,clerk,2019\n")
        text = self.plain("shifted", "analyze", shifted, status=1)
        self.check("shifted", "ctc" in text and "home.org" not in text, text)
        shifted.write_text("acme,someone@home.org,2015,830000,clerk,2019\n" * 9)
        text = self.plain("headerless", "analyze", shifted, status=1, lines=1)
        self.check("headerless", "looks like data" in text and "home.org" not in text, text)

    def formulas(self) -> None:
        names = ["=1+1", "+a", "-a", "@a", "a=b", "plain"]
        table, features = self.folder / "formulas.csv", self.folder / "features.csv"
        rows = [row.replace("\n", " ") + "".join(f",{i * (c + 3) % 11}" for c in range(len(names)))
                for i, row in enumerate(ROWS)]
        table.write_text("\n".join([HEADER + "," + ",".join(names), *rows]) + "\n")
        words = [word for name in names for word in ("--set", f"weight.{name}=0.5")]
        got = run("analyze", table, *words, "--features", features, "--quiet")
        self.check("formulas", got.status == 0, got.err)
        if got.status == 0:
            found = features.read_text().splitlines()[0].split(",")[6:]
            self.check("formulas", found == [f"'{name}" for name in names[:4]] + names[4:], found)

    def sessions(self) -> None:
        """A weight of a column that this table has not is left out with a word; one asked for is refused."""
        table, session = self.folder / "plain.csv", self.folder / "other.json"
        table.write_text("\n".join([HEADER, *(row.replace("\n", " ") for row in ROWS)]) + "\n")
        session.write_text('{"cohortscope_session": 1, "settings": {"kmeans.k": 3, "weight.score": 2, '
                           '"weight.ctc_log": 0.5}}')
        picture = self.folder / "picture.png"
        for command in (["analyze", "--json", "-"], ["screenshot", "--out", picture, "--size", "960x540"]):
            got = run(*command, table, "--session", session)
            self.check("session", got.status == 0, got.err)
            said = [line for line in got.err.splitlines() if '"score"' in line]
            self.check("session", len(said) == 1 and said[0].startswith("note: "), got.err)
            if command[0] == "analyze" and got.status == 0:
                found = json.loads(got.out)
                self.check("session", found["kmeans"]["k"] == 3 and
                           [f["weight"] for f in found["features"] if f["name"] == "ctc_log"] == [0.5], found)
            self.plain("asked", *command, table, "--session", session, "--set", "weight.score=1", status=1, lines=1)

    def threads(self) -> None:
        """A limit of processes is named as what it is."""
        import resource  # not on every system

        def limit() -> None:
            resource.setrlimit(resource.RLIMIT_NPROC, (1, 1))
        account = {"user": 65534} if os.geteuid() == 0 else {}
        try:
            done = subprocess.run([PROGRAM, "analyze", "--set", "kmeans.k=2", "--quiet"], preexec_fn=limit,
                                  capture_output=True, check=False, timeout=300, **account)
        except (PermissionError, subprocess.SubprocessError):
            return
        text = done.stderr.decode()
        self.check("threads", done.returncode == 0 or "cannot start a thread" in text or
                   "not enough memory" in text, text)


def main():
    with tempfile.TemporaryDirectory() as folder:
        suite = Suite(Path(folder))
        suite.names()
        suite.people()
        suite.formulas()
        suite.sessions()
        suite.threads()
        finish(suite.failures, suite.count)


if __name__ == "__main__":
    main()
