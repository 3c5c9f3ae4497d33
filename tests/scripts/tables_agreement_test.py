#!/usr/bin/env python3
"""Tables that leave the program agree with pandas and SciPy, read back with their types, and give nobody away."""
import csv
import json
import re
import tempfile
from pathlib import Path

from cli import SHARED, finish, run
from compare import Checks
from peer_packages import need_packages

need_packages("numpy", "pandas", "scipy", "openpyxl")
import numpy as np  # noqa: E402
import openpyxl  # noqa: E402
import pandas as pd  # noqa: E402
from scipy.stats import binom, norm  # noqa: E402

TABLES = ("scaler_learners.csv", "oulad_learner_features.csv", "graduate_admissions.csv")
QUASI = ["company_hash", "job_position", "orgyear", "ctc"]
SEED_COLUMNS = ("Cluster_ID,Size,Percentage,Avg_Age,Avg_Sessions,Avg_Time_Spent,Avg_Completion,Avg_Pre_Test,"
                "Avg_Post_Test,Avg_Knowledge_Gain,Dropout_Rate,Dominant_Gender,Dominant_Location,"
                "Dominant_Pace").split(",")


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, keep_default_na=False, na_values=[""])


def wilson(count: int, n: int):
    z = norm.ppf(0.975)
    share, divisor = count / n, 1 + z * z / n
    half = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / divisor
    return (share + z * z / (2 * n)) / divisor - half, (share + z * z / (2 * n)) / divisor + half


def median_interval(values: np.ndarray):
    rank = int(binom.ppf(0.025, len(values), 0.5))
    return (np.nan, np.nan) if rank < 1 else (np.sort(values)[rank - 1], np.sort(values)[-rank])


class Analysed:
    """What the program wrote of one table."""

    def __init__(self, checks: Checks, folder: Path, path: Path, *words):
        self.folder = folder / path.stem
        self.labels = folder / f"{path.stem}.labels.csv"
        self.rows = folder / f"{path.stem}.rows.csv"
        json_file = folder / f"{path.stem}.json"
        got = run("analyze", path, "--tables", self.folder, "--labels", self.labels, "--json", json_file,
                  "--clusters", self.rows, *words)
        checks.equal("status " + got.err[-300:], got.status, 0)
        self.said = got.err
        self.result = json.loads(json_file.read_text())
        labels = pd.read_csv(self.labels)
        self.table = pd.read_csv(path, low_memory=False).iloc[labels.row - 1].reset_index(drop=True)
        self.cluster = labels.cluster
        self.profiles = read(self.folder / "cluster_profiles.csv")


def check_sizes(checks: Checks, of: Analysed) -> None:
    sizes = of.cluster.value_counts().sort_index()
    given = [name for name in of.profiles if name.lower() == "size"]
    checks.equal("columns of sizes", len(given), 1)
    checks.equal("sizes", of.profiles[given[0]].tolist(), sizes.tolist())
    checks.that(np.allclose(of.profiles.share, sizes / len(of.cluster), rtol=1e-15), "shares")
    checks.equal("names", of.profiles.name.tolist(), [entry.get("persona") or entry["name"] for entry in of.result["profile"]])


def check_numbers(checks: Checks, of: Analysed) -> int:
    """Columns that no step changed: without missing cells, extremes as the file has them."""
    checked = 0
    numbers = read(of.folder / "numbers.csv")
    for name in numbers["column"].unique():
        if name not in of.table or of.table[name].dtype == object or of.table[name].isna().any():
            continue
        mine = numbers[(numbers["column"] == name) & numbers.cluster.notna()]
        groups = of.table[name].groupby(of.cluster)
        if not np.allclose(mine["mean"], groups.mean(), rtol=1e-11):
            continue  # clipped or out of its range: the cells are compared in schema_agreement_test
        checked += 1
        for column, share in (("median", 0.5), ("q1", 0.25), ("q3", 0.75)):
            checks.that(np.allclose(mine[column], groups.quantile(share), rtol=1e-12), f"{name} {column}")
            checks.that(np.allclose(of.profiles[f"{name}_{column}"], groups.quantile(share), rtol=1e-12),
                        f"{name} {column} of a cluster's row")
        ends = np.array([median_interval(group.to_numpy(float)) for _, group in groups])
        checks.that(np.array_equal(mine[["median_low", "median_high"]].to_numpy(float), ends, equal_nan=True),
                    f"{name} median's interval")
    return checked


def check_levels(checks: Checks, of: Analysed) -> int:
    checked = 0
    path = of.folder / "category_levels.csv"
    if not path.exists():
        return 0
    levels = read(path)
    for name in levels["column"].unique():
        if name not in of.table or of.table[name].isna().any():
            continue
        mine = levels[(levels["column"] == name) & levels["rows"].notna()]
        words = of.table[name].astype(str)
        if not set(mine.level.astype(str)) & set(words.unique()):
            continue  # cleaning writes names otherwise
        for row in mine.itertuples():
            if not (words == str(row.level)).any():
                continue  # the others together
            inside = int(((words == str(row.level)) & (of.cluster == row.cluster)).sum())
            checks.equal(f"{name} {row.level} rows", int(row.rows), inside)
            share = inside / (of.cluster == row.cluster).sum()
            checks.that(abs(row.share - share) < 1e-14, f"{name} {row.level} share")
            if not np.isnan(row.lift):
                lift = share / (words == str(row.level)).mean()
                checks.that(abs(row.lift - lift) < 1e-12 * max(1, lift), f"{name} {row.level} lift")
            checked += 1
    counts = levels["rows"].dropna()
    checks.that(not ((counts > 0) & (counts < 10)).any(), "a small count is given")
    for (name, level), group in levels.groupby(["column", "level"], sort=False):
        hidden = group["rows"].isna().sum() + group.all_rows.isna().any()
        checks.that(hidden != 1, f"{name} {level}: one count follows from the others")
    return checked


def check_rate(checks: Checks, of: Analysed, outcome: str) -> None:
    for cluster, row in of.profiles.iterrows():
        values = of.table[outcome][of.cluster == cluster].dropna()
        low, high = wilson(int(values.sum()), len(values))
        checks.that(np.allclose([row[f"{outcome}_rate"], row[f"{outcome}_rate_low"], row[f"{outcome}_rate_high"]],
                                [values.mean(), low, high], rtol=1e-12), f"rate of cluster {cluster}")
        checks.equal("rows with it", int(row[f"{outcome}_rows"]), len(values))
        checks.that(row["Dropout_Rate"] == row[f"{outcome}_rate"], "the seed's name for the rate")


def check_measure(checks: Checks, of: Analysed) -> None:
    for entry, (_, row) in zip(of.result["profile"], of.profiles.iterrows()):
        mine = [row[f"ctc_{part}"] for part in ("mean", "median", "q1", "q3")]
        json_has = [entry["ctc_mean"], entry["ctc_median"], *entry["ctc_quartiles"]]
        checks.that(np.allclose(mine, json_has, rtol=1e-12), f"pay {mine} {json_has}")


def check_workbook(checks: Checks, folder: Path, path: Path, of: Analysed) -> None:
    book_file = folder / "tables.xlsx"
    checks.equal("status", run("analyze", path, "--tables", book_file, "--quiet").status, 0)
    again = folder / "again.xlsx"
    run("analyze", path, "--tables", again, "--quiet", "--threads", "1")
    checks.that(book_file.read_bytes() == again.read_bytes(), "the workbook's bytes differ")
    book = openpyxl.load_workbook(book_file)
    checks.equal("the first sheet", book.sheetnames[0], "cluster_profiles")
    checks.equal("the last sheet", book.sheetnames[-1], "notes")
    for name in book.sheetnames:
        page, table = book[name], read(of.folder / f"{name}.csv")
        checks.label = f"{path.name}, sheet {name}"
        checks.equal("frozen", page.freeze_panes, "A2")
        head, *rows = page.iter_rows(values_only=True)
        checks.equal("head", list(head), table.columns.tolist())
        checks.equal("rows", len(rows), len(table))
        for mine, its in zip(rows, table.itertuples(index=False)):
            for column, a, b in zip(head, mine, its):
                if pd.isna(b):
                    checks.that(a is None, f"{column}: {a!r} is not empty")
                elif isinstance(b, str) and isinstance(a, str):
                    checks.that(a == b or "'" + a == b, f"{column}: {a!r} {b!r}")
                else:
                    checks.that(a is not None and abs(float(a) - float(b)) <= 1e-12 * max(1, abs(float(b))),
                                f"{column}: {a!r} {b!r}")
    formats = {cell.value: book["cluster_profiles"].cell(2, cell.column).number_format
               for cell in book["cluster_profiles"][1]}
    checks.equal("format of shares", formats["share"], "0.0%")


def unique_share(table: pd.DataFrame) -> float:
    counts = table.fillna("").astype(str).groupby(list(table.columns), sort=False).size()
    return float((counts == 1).sum() / len(table))


def check_disclosure(checks: Checks, folder: Path, path: Path) -> None:
    checks.label = "the meter"
    default = folder / "default.csv"
    got = run("analyze", path, "--clusters", default)
    head = default.read_text().split("\n", 1)[0].split(",")
    checks.that(not set(head) & (set(QUASI) | {"email_hash"}), f"the default hands out {head}")
    counts = pd.read_csv(default).drop(columns="row").fillna("").astype(str)
    groups = counts.groupby(list(counts.columns), sort=False).size()
    checks.that(groups.min() >= 10, f"a group of {groups.min()} rows stands out in the default export")
    checks.that("Ids are left out" in (folder / "default.readme.txt").read_text(), "no notes beside the file")

    exact = folder / "exact.csv"
    got = run("analyze", path, "--clusters", exact, "--columns", ",".join(QUASI), "--exact")
    shown = re.search(r"As chosen: ([\d.]+) % of", got.err)
    rows = pd.read_csv(exact)
    raw = pd.read_csv(path).iloc[rows["row"] - 1].reset_index(drop=True)
    checks.that(shown is not None and shown.group(1) == f"{100 * unique_share(raw[QUASI]):.1f}", got.err)
    checks.that(shown is not None and abs(float(shown.group(1)) - 91.6) < 0.11, "91.6 %")
    checks.that("Coarsen " in got.err or "Leave " in got.err, "no advice")
    for column in QUASI:
        same = (rows[column] == raw[column]) | (rows[column].isna() & raw[column].isna())
        checks.that(bool(same.all()), f"{column} does not round-trip")

    coarse = folder / "coarse.csv"
    got = run("analyze", path, "--clusters", coarse, "--columns", ",".join(QUASI), "--quiet")
    checks.equal("quiet", got.err, "")
    rows = pd.read_csv(coarse, dtype=str)
    written = [name for name in rows.columns if any(name.startswith(column) for column in QUASI)]
    checks.that(unique_share(rows[written]) <= 0.05, f"{unique_share(rows[written])} of {written}")

    got = run("analyze", path, "--clusters", "-", "--columns", "email_hash", "--quiet")
    checks.that(got.status == 1 and "--with-ids" in got.err, got.err)
    got = run("analyze", path, "--clusters", folder / "ids.csv", "--with-ids")
    checks.that("email_hash" in (folder / "ids.csv").read_text().split("\n", 1)[0], "no ids though asked for")
    checks.that("can be traced" in got.err, got.err)


def check_injection(checks: Checks, folder: Path) -> None:
    checks.label = "cells that would do harm"
    names = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", "a,b", 'say "hi"', "<b>bold</b>",
             "\x1b[31mred", "two\nlines", "-7"]
    path = folder / "odd.csv"
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["number", "other", "kind"])
        for i in range(660):
            writer.writerow([i % 37, (i * 7) % 11, names[i % 11]])
    got = run("analyze", path, "--set", "kmeans.k=3", "--set", "clean.text=false", "--tables", folder / "odd",
              "--clusters", folder / "odd_rows.csv", "--columns", "kind,number", "--exact")
    checks.equal("status " + got.err, got.status, 0)
    texts = [folder / "odd_rows.csv", folder / "odd_rows.readme.txt", *(folder / "odd").iterdir()]
    for file in texts:
        data = file.read_bytes()
        checks.that(b"\x1b" not in data, f"{file.name} has an escape")
    rows = pd.read_csv(folder / "odd_rows.csv", dtype=str)
    checks.equal("rows", len(rows), 660)
    begins = {value[0] for value in rows["kind"] if not re.fullmatch(r"-?\d+", value)}
    checks.that(not begins & set("=+-@\t"), f"{begins}")
    checks.that("-7" in set(rows["kind"]), "a number became text")
    for file in (folder / "odd").iterdir():
        for row in csv.reader(file.open(encoding="utf-8", newline="")):
            for cell in row:
                checks.that(not cell or cell[0] not in "=+-@\t\r" or re.fullmatch(r"[-+]?[\d.]+(e[-+]\d+)?", cell)
                            is not None, f"{file.name}: {cell}")


def check_engagement(checks: Checks, folder: Path) -> None:
    checks.label = "the names of an engagement table"
    path = folder / "engagement.csv"
    run("sample", "--kind", "engagement", "--rows", "3000", "--out", path)
    run("analyze", path, "--tables", folder / "engagement", "--quiet")
    profiles = read(folder / "engagement" / "cluster_profiles.csv")
    checks.equal("columns", profiles.columns.tolist()[:len(SEED_COLUMNS)], SEED_COLUMNS)
    rows = pd.read_csv(folder / "engagement" / "learner_clusters_tableau.csv", dtype=str)
    checks.that("Learner_ID" not in rows, "ids in the default export")
    checks.equal("last columns", rows.columns.tolist()[-2:], ["Cluster", "Cluster_Label"])
    checks.that(unique_share(rows.iloc[:, :-2]) <= 0.05, "more than 5 % of the rows are unique")
    run("analyze", path, "--tables", folder / "engagement", "--quiet", "--exact", "--with-ids")
    rows = read(folder / "engagement" / "learner_clusters_tableau.csv")
    table = pd.read_csv(path)
    checks.that(set(table.columns) <= set(rows.columns), f"{set(table.columns) - set(rows.columns)} missing")
    sizes = rows["Cluster"].value_counts().sort_index()
    given = profiles["Size"].notna()
    checks.that((~given).sum() != 1, "a size that the others give away")
    checks.equal("sizes", profiles["Size"][given].tolist(), sizes[given].tolist())
    checks.that(np.allclose(profiles["Percentage"][given], 100 * sizes[given] / len(rows)), "percentages")


def main() -> None:
    checks = Checks()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        numbers = levels = 0
        for table in TABLES:
            path = SHARED / "data" / table
            if not path.exists():
                continue
            checks.label = table
            of = Analysed(checks, folder, path)
            check_sizes(checks, of)
            numbers += check_numbers(checks, of)
            levels += check_levels(checks, of)
            if "dropout" in of.table:
                check_rate(checks, of, "dropout")
            if "ctc_mean" in of.profiles:
                check_measure(checks, of)
                check_disclosure(checks, folder, path)
            check_workbook(checks, folder, path, of)
        if (SHARED / "data" / TABLES[0]).exists():
            checks.label = "all tables"
            checks.that(numbers >= 8 and levels >= 30, f"only {numbers} numbers and {levels} levels compared")
        check_injection(checks, folder)
        check_engagement(checks, folder)
    finish(checks.failures, checks.count)


if __name__ == "__main__":
    main()
