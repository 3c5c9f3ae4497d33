#!/usr/bin/env python3
"""The commands of schemas: schema, settings DATA, --schema and --column."""
import json
import tempfile
from pathlib import Path

from cli import finish, run
from compare import Checks

HEADER = "pupil,hours,town,level,passed"


def pupils(header: str = HEADER, rows: int = 60) -> str:
    lines = [header]
    for i in range(rows):
        hours = "" if i % 9 == 0 else i % 7
        lines.append(f"p{i},{hours},{('Oslo', 'Pune', 'Riga')[i % 3]},"
                     f"{('low', 'medium', 'high')[i * i % 3]},{('yes', 'no')[i % 4 > 0]}")
    return "\n".join(lines) + "\n"


class Suite:
    def __init__(self, folder: Path):
        self.folder, self.checks = folder, Checks()
        self.table = self.file("pupils.csv", pupils())

    def file(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text)
        return path

    def done(self, label: str, *arguments, status: int = 0):
        self.checks.label = label
        got = run(*arguments)
        self.checks.equal("status", got.status, status)
        return got

    def refused(self, label: str, status: int, word: str, *arguments) -> None:
        got = self.done(label, *arguments, status=status)
        self.checks.that(word in got.err and got.err.count("\n") == 1, f"'{word}': {got.err}")
        self.checks.equal("output", got.out, b"")

    def schemas(self) -> None:
        built_in = json.loads(self.done("schema of no table", "schema").out)
        self.checks.equal("name", built_in["name"], "learners")
        named = json.loads(self.done("schema by name", "schema", "--schema", "oulad").out)
        self.checks.equal("name", named["name"], "oulad")
        got = self.done("schema of a table", "schema", self.table, "--quiet")
        guess = json.loads(got.out)
        self.checks.equal("columns in the file's order", [each["name"] for each in guess["columns"]],
                          HEADER.split(","))
        self.checks.that(guess["guessed"] and all(each["reason"] for each in guess["columns"]), guess)
        out = self.folder / "guess.json"
        got = self.done("schema into a file", "schema", self.table, "--out", out)
        self.checks.equal("file", json.loads(out.read_text()), guess)
        lines = got.out.decode().splitlines()
        self.checks.that(lines[0].startswith("pupil: id, ") and len(lines) == 5, lines)
        got = self.done("quiet", "schema", self.table, "--out", out, "--quiet")
        self.checks.equal("output", (got.out, got.err), (b"", ""))

    def analyses(self) -> None:
        def result(label, *words):
            got = self.done(label, "analyze", self.table, *words, "--json", "-", "--quiet")
            found = json.loads(got.out) if got.status == 0 else {}
            found.pop("seconds", None)
            return found

        guessed = result("a guess")
        self.checks.equal("the same by its file", result("--schema FILE", "--schema",
                                                         self.folder / "guess.json"), guessed)
        written = json.loads((self.folder / "guess.json").read_text())
        for column in written["columns"]:
            if column["name"] == "town":
                column["encoding"] = "frequency"
        edited = self.file("edited.json", json.dumps(written))
        names = [each["name"] for each in result("an edited one", "--schema", edited)["features"]]
        self.checks.equal("features", names, ["hours", "town", "level"])
        self.refused("a schema that does not fit", 1, "expects", "analyze", self.table, "--schema",
                     "engagement", "--quiet")
        self.refused("a schema that is not there", 1, "nowhere.json", "analyze", self.table,
                     "--schema", self.folder / "nowhere.json", "--quiet")
        broken = self.file("broken.json", '{"cohortscope_schema": 1, "name": "x", "columns": '
                                          '[{"name": "a", "role": "numbre"}]}')
        self.refused("a schema with a fault", 1, "columns[0].role", "analyze", self.table, "--schema",
                     broken, "--quiet")

    def settings(self) -> None:
        lines = self.done("settings of a table", "settings", self.table, "--quiet").out.decode()
        keys = [line.split()[0] for line in lines.splitlines()]
        self.checks.that("hours.missing" in keys and "town.rare_below" in keys, keys)
        self.checks.that("rare_company_threshold" not in keys, keys)
        named = self.done("settings of a schema", "settings", "--schema", "oulad").out.decode()
        self.checks.that("imd_band.missing" in named, named)
        plain = self.done("settings alone", "settings").out.decode()
        self.checks.that("rare_company_threshold" in plain, plain)
        same = self.done("settings of the guess's file", "settings", "--schema",
                         self.folder / "guess.json").out.decode()
        self.checks.equal("settings", same, lines)

    def columns(self) -> None:
        self.refused("a column that no schema has", 2, "the nearest is 'ctc'", "analyze", self.table,
                     "--column", "ctcc=hours")
        self.refused("another case", 2, "the nearest is 'ctc'", "analyze", self.table, "--column",
                     "CTC=hours")
        self.refused("nothing near", 2, "no schema has a column 'quite another'", "settings",
                     self.table, "--column", "quite another=hours")
        self.refused("a column of another schema", 2, "the schema 'oulad' has no column 'ctc'",
                     "schema", self.table, "--schema", "oulad", "--column", "ctc=hours")
        other = self.file("other.csv", pupils(HEADER.replace("hours", "time_spent")))
        got = self.done("a column of the schema's file", "analyze", other, "--schema",
                        self.folder / "guess.json", "--column", "hours=time_spent", "--json", "-",
                        "--quiet")
        if got.status == 0:
            self.checks.equal("rows", json.loads(got.out)["rows_used"], 60)
        self.refused("a name near one of the schema's file", 2, "the nearest is 'hours'", "analyze",
                     other, "--schema", self.folder / "guess.json", "--column", "hour=time_spent")


def main():
    with tempfile.TemporaryDirectory() as folder:
        suite = Suite(Path(folder))
        suite.schemas()
        suite.analyses()
        suite.settings()
        suite.columns()
        finish(suite.checks.failures, suite.checks.count)


if __name__ == "__main__":
    main()
