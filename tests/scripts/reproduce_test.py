#!/usr/bin/env python3
"""Scripts that the program writes repeat its results in pandas and scikit-learn, and say so."""
import contextlib
import gzip
import importlib.util
import io
import json
import os
import runpy
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import random_tables
import schema_tables
from cli import SHARED, finish, run
from compare import Checks
from peer_packages import need_packages

need_packages("numpy", "pandas", "sklearn", "scipy")

LEARNERS = [
    {"impute.year": "mean", "scaler": "robust", "kmeans.k": 3},
    {"impute.year": "company", "impute.role": "other", "outliers.mode": "drop"},
    {"impute.year": "neighbours", "clean.person_rows": "first", "weight.ctc_log": 0},
    {"clean.text": "false", "clean.duplicates": "alike", "scaler": "minmax", "seed": 7},
    {"clean.duplicates": "false", "clean.person_rows": "last", "outliers.mode": "none"},
    {"rare_company_threshold": 30, "rare_role_threshold": 10, "reference_year": 2018},
    {"method": "ward", "kmeans.k": 4, "weight.job_frequency": 2},
    {"kmeans.k": 1, "scaler": "none", "clean.first_year": 2000},
]
OULAD = [
    {"kmeans.k": 4, "imd_band.missing": "mode", "weight.gender": 2, "scaler": "minmax"},
    {"mean_score.missing": "mean", "imd_band.missing": "drop", "studied_credits.outliers": "none"},
    {"studied_credits.outliers": "drop", "weight.region": 0, "scaler": "robust"},
    {"mean_score.missing": "drop", "region.rare_below": 500},
    {"method": "ward", "kmeans.k": 6},
    {"mean_score.lowest": 40, "weight.code_module": 0, "weight.imd_band": 3, "kmeans.k": 2},
]
ADMISSIONS = [
    {"kmeans.k": 3, "weight.CGPA": 2.5, "scaler": "robust"},
    {"GRE_Score.lowest": 310, "GRE_Score.missing": "mode", "weight.SOP": 0},
    {"GRE_Score.highest": 330, "GRE_Score.missing": "drop", "scaler": "none"},
    {"scaler": "minmax", "kmeans.k": 8, "kmeans.restarts": 4},
    {"method": "ward", "kmeans.k": 5, "weight.CGPA": 1.5},
    {"kmeans.k": 1, "kmeans.tolerance": 0.01},
    {"kmeans.max_iterations": 1},
    {"kmeans.restarts": 1, "kmeans.k": 9},
]
RANDOM = [
    {"kmeans.k": 3, "outliers.mode": "drop", "outliers.low": 10, "outliers.high": 90},
    {"kmeans.k": 7, "clean.person_rows": "last", "impute.year": "neighbours"},
    {"kmeans.k": 4, "clean.text": "false", "rare_company_threshold": 3, "seed": 1},
    {"kmeans.k": 5, "rare_company_threshold": 100000, "rare_role_threshold": 30},
]
SAMPLES = {"learners": [{}], "engagement": [{}, {"Age.missing": "mode", "kmeans.k": 4}],
           "personas": [{}, {"scaler": "robust"}]}


def words_of(settings: dict) -> list:
    return [word for key, value in settings.items() for word in ("--set", f"{key}={value}")]


def ran(script: Path, *arguments) -> tuple:
    """Exit status, standard output and error of a script, in this process: packages load once."""
    out, err, argv = io.StringIO(), io.StringIO(), sys.argv
    sys.argv = [str(script), *map(str, arguments)]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            runpy.run_path(str(script), run_name="__main__")
        status = "no status"
    except SystemExit as end:
        status = end.code
    except Exception as error:  # what a script of a user would show as a traceback
        status = f"{type(error).__name__}: {error}"
    finally:
        sys.argv = argv
    return status, out.getvalue(), err.getvalue()


class Tables:
    """Writes scripts for tables and runs them."""

    def __init__(self, checks: Checks, folder: Path):
        self.checks, self.folder = checks, folder
        self.script, self.json = folder / "reproduce.py", folder / "result.json"

    def write(self, path: Path, *words) -> bool:
        got = run("analyze", path, *words, "--quiet", "--script", self.script, "--json",
                  self.json)
        if "distinct" in got.err or "no row is left" in got.err:
            return False  # a table that such settings do not fit
        return self.checks.that(got.status == 0, f"exit status {got.status}: {got.err.strip()}")

    def agree(self, path: Path, *words) -> None:
        self.checks.label = f"{path.name}, {' '.join(map(str, words))}"
        if not self.write(path, *words):
            return
        status, out, err = ran(self.script, path)
        differs = [line for line in out.splitlines() if line.endswith("differs")]
        self.checks.that(status == 0 and not differs and "agrees" in out,
                         f"status {status}; {differs}; {err[-300:]}")
        long = [line for line in self.script.read_text().splitlines() if len(line) > 100]
        self.checks.that(len(long) <= 3, f"lines are long: {long}")


def head_of(path: Path, rows: int, folder: Path) -> Path:
    """The table's first rows."""
    part = folder / path.name
    with path.open(encoding="utf-8") as file:
        part.write_text("".join(line for line, _ in zip(file, range(rows + 1))))
    return part


def real_tables(tables: Tables, folder: Path) -> None:
    for name, settings, rows in (("scaler_learners.csv", LEARNERS, 12_000),
                                 ("oulad_learner_features.csv", OULAD, 6_000),
                                 ("graduate_admissions.csv", ADMISSIONS, 1_000)):
        path = SHARED / "data" / name
        if not path.exists():
            print("not here:", path)
            continue
        tables.agree(path)
        part = head_of(path, rows, folder)
        for knobs in settings:
            tables.agree(part, *words_of(knobs))


def made_tables(tables: Tables, folder: Path) -> None:
    for kind, settings in SAMPLES.items():
        path = folder / f"{kind}.csv"
        run("sample", "--kind", kind, "--rows", 3000, "--out", path)
        for knobs in settings:
            tables.agree(path, *words_of(knobs))
    for name, data in random_tables.all_tables().items():
        path = folder / f"{name}.csv"
        path.write_bytes(data)
        for knobs in RANDOM:
            tables.agree(path, *words_of(knobs))
    extras = folder / "extra columns.csv"
    tables.agree(extras, "--set", "weight.age=2", "--set", "weight.score=0.5")


def schemas(tables: Tables, folder: Path) -> None:
    path, schema_path = folder / "any.csv", folder / "schema.json"
    path.write_bytes(schema_tables.tables()["2"])
    for name, schema in schema_tables.all_schemas().items():
        schema_path.write_text(json.dumps(schema))
        for knobs in schema_tables.SETTINGS[name]:
            tables.agree(path, "--schema", schema_path, *words_of(knobs))
            tables.checks.label += f" of {name}"


def flavours(tables: Tables, folder: Path) -> None:
    """Other ways to write one table; those that the program refuses are left out."""
    cases = SHARED / "data" / "cases"
    base = cases / "00-base.csv"
    if not base.exists():
        return
    for path in sorted(cases.iterdir()):
        if path.suffix == ".md" or path.name.startswith("22") or run(
                "analyze", path, "--quiet", "--set", "kmeans.k=2").status != 0:
            continue
        if path.suffix == ".xlsx" and not has_package("openpyxl"):
            continue
        tables.agree(path, "--set", "kmeans.k=2")
    packed = folder / "packed"
    packed.write_bytes(gzip.compress(base.read_bytes()))
    tables.agree(packed, "--set", "kmeans.k=2")


def workbooks(tables: Tables, folder: Path) -> None:
    """Sheets whose table stands neither first nor at the corner; truth, dates, numbers as cells."""
    import pandas as pd
    rows = [[f"m{i}", i % 9 + 0.25, i % 2 == 0, pd.Timestamp(2015 + i % 5, 3, 1 + i % 20), i % 4,
             "n o" if i % 7 else None] for i in range(90)]
    cells = pd.DataFrame(rows, columns=["member", "hours", "paid up", "joined", "level", "town"])
    for ending, engine in (("xlsx", "openpyxl"), ("ods", "odf")):
        if not has_package(engine):
            continue
        path = folder / f"book.{ending}"
        with pd.ExcelWriter(path, engine=engine) as book:
            pd.DataFrame({"note": ["none"]}).to_excel(book, sheet_name="Notes", index=False)
            cells.to_excel(book, sheet_name="Da'ta \"x\"", startrow=3, startcol=2, index=False)
        schema = {"cohortscope_schema": 1, "name": "sheet", "columns": [
            {"name": "member", "role": "id"}, {"name": "hours", "role": "number"},
            {"name": "paid up", "role": "number"}, {"name": "joined", "role": "category"},
            {"name": "level", "role": "category", "encoding": "one-hot"},
            {"name": "town", "role": "category", "encoding": "one-hot"}]}
        (folder / "sheet.json").write_text(json.dumps(schema))
        for text in ("true", "false"):
            tables.agree(path, "--schema", folder / "sheet.json", "--set", f"clean.text={text}")


def has_package(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


HOSTILE = ['quote" \'and\' """three', "back\\slash\\", "two\nlines", "Łódź ☃", "{braces} %s", "a,b",
           "\u202eturned", "tab\there"]


def names_are_text(tables: Tables, folder: Path) -> None:
    """Names with signs of Python's are columns, levels and categories like any other."""
    rows = [[i % 7 + (i % 3) * 0.5, HOSTILE[i % 8], "n" if i % 5 else "y", i * i % 11]
            for i in range(60)]
    header = ['he said """hi"""\\', "na\\me\nof 'it'", "# flag", "x'); import os; ('"]
    path = folder / "it's a \"table\".csv"
    path.write_bytes(random_tables.to_csv(header, rows))
    schema = {"cohortscope_schema": 1, "name": "h", "label": "a \"label\"\n\\", "columns": [
        {"name": header[0], "role": "number", "label": "new\nline"},
        {"name": header[1], "role": "category", "encoding": "one-hot",
         "missing_name": "'\"\\", "rare_below": 9, "rare_name": "rare\n\"\"\""},
        {"name": header[2], "role": "category", "encoding": "ordinal", "levels": ["n", "y"]},
        {"name": header[3], "role": "number"}]}
    (folder / "hostile.json").write_text(json.dumps(schema))
    for text in ("true", "false"):
        tables.agree(path, "--schema", folder / "hostile.json", "--set", f"clean.text={text}",
                     "--set", "kmeans.k=3")


def changed_table(tables: Tables, folder: Path) -> None:
    """A table that was changed differs, and the script says so of its hash and of its numbers."""
    path, checks = folder / "changed.csv", tables.checks
    path.write_bytes(random_tables.all_tables()["dirty"])
    checks.label = "a changed table"
    tables.write(path)
    path.write_bytes(path.read_bytes() + b"new,new,2001,900000,Other,2019\n")
    status, out, err = ran(tables.script, path)
    lines = out.splitlines()
    checks.that(status == 1, f"status is {status}")
    checks.that("is not the file that was analysed" in err, err)
    for begin in ("SHA-256", "rows_read", "rows_used"):
        line = next((line for line in lines if line.startswith(begin)), "")
        checks.that(line.endswith("differs"), f"{begin}: {line}")


def numbers_as_json(tables: Tables, folder: Path) -> None:
    """--json gives the fields of the program's own object."""
    path, checks = folder / "numbers.csv", tables.checks
    for data, words in ((random_tables.all_tables()["dirty"], []),
                        (schema_tables.tables()["1"], ["--schema", folder / "schema.json"])):
        path.write_bytes(data)
        (folder / "schema.json").write_text(json.dumps(schema_tables.all_schemas()["defaults"]))
        checks.label = f"--json, {words}"
        if not tables.write(path, *words):
            continue
        status, out, err = ran(tables.script, path, "--json", "--quick")
        checks.that(status == 0 and "agrees" in err, f"status {status}: {err[-300:]}")
        here, program = json.loads(out), json.loads(tables.json.read_text())
        for key in ("rows_read", "rows_used", "distinct_rows"):
            checks.equal(key, here[key], program[key])
        near = [(a["name"], b["name"], a["mean"], b["mean"], a["share"], b["share"])
                for a, b in zip(here["features"], program["features"])]
        checks.that(all(a == b and abs(m - n) <= 1e-9 * abs(n) and abs(s - t) <= 1e-9
                        for a, b, m, n, s, t in near), f"features: {near}")
        checks.equal("sizes", here["kmeans"]["sizes"], program["kmeans"]["sizes"])
        compare_repairs(checks, here["repairs"], program["repairs"])


def compare_repairs(checks: Checks, here, program) -> None:
    if isinstance(program, list):
        for each in here:
            checks.that(any({**each, "value": 0} == {**other, "value": 0}
                            for other in program), f"{each} is not among the program's repairs")
        return
    for key, value in here.items():
        if key != "ctc_clip":
            checks.equal(key, value, program[key])


def alone(tables: Tables, folder: Path) -> None:
    """As a program of its own, beside its table, without an argument."""
    path = folder / "beside.csv"
    path.write_bytes(random_tables.all_tables()["ties"])
    tables.checks.label = "alone"
    tables.write(path)
    os.chmod(tables.script, 0o755)
    done = subprocess.run([sys.executable, tables.script.name], cwd=folder, capture_output=True,
                          text=True, check=False)
    tables.checks.that(done.returncode == 0, done.stdout[-500:] + done.stderr[-500:])
    again = run("analyze", "-", "--script", folder / "x.py", "--quiet", input=path.read_bytes())
    tables.checks.that(again.status == 2 and "read again" in again.err, again.err)


def main():
    warnings.simplefilter("ignore")
    checks = Checks(at_once=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tables = Tables(checks, folder)
        for part in (alone, changed_table, numbers_as_json, names_are_text, flavours, workbooks,
                     made_tables, schemas, real_tables):
            part(tables, folder)
    finish(checks.failures, checks.count)


if __name__ == "__main__":
    main()
