#!/usr/bin/env python3
"""Tables of any schema agree with pandas, NumPy and scikit-learn: cells, matrix, clusters, profiles."""
import json
import sys
import tempfile
import warnings
from pathlib import Path

import schema_tables
from cli import SHARED, SKIPPED, SOURCE, finish, run
from compare import Checks
from peer_packages import need_packages

need_packages("numpy", "pandas", "sklearn")
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
from sklearn.cluster import KMeans  # noqa: E402

sys.path.insert(0, str(SOURCE / "tests" / "bench" / "reference"))
import pipeline  # noqa: E402
import schema_pipeline  # noqa: E402

WORST = 1.0005  # an inertia above scikit-learn's best of ten times this is a worse optimum
REAL = {
    ("oulad_learner_features.csv", "oulad"): [
        {}, {"kmeans.k": 4, "imd_band.missing": "mode", "weight.gender": 2, "scaler": "minmax"},
        {"kmeans.k": 3, "mean_score.missing": "mean", "imd_band.missing": "drop",
         "weight.region": 1, "studied_credits.outliers": "none"}],
    ("graduate_admissions.csv", "personas"): [
        {}, {"kmeans.k": 3, "weight.CGPA": 2.5, "scaler": "robust"},
        {"kmeans.k": 7, "GRE_Score.lowest": 310, "GRE_Score.missing": "mode", "weight.SOP": 0}],
}


def words_of(settings: dict) -> list:
    return [word for key, value in settings.items()
            for word in ("--set", f"{key}={str(value).lower()}")]


def analysed(checks: Checks, folder: Path, path: Path, *words):
    """JSON, labels and features; None with a failure."""
    outputs = [folder / name for name in ("out.json", "labels.csv", "features.csv")]
    got = run("analyze", path, *words, "--quiet", "--json", outputs[0], "--labels", outputs[1],
              "--features", outputs[2])
    if not checks.that(got.status == 0, f"exit status {got.status}: {got.err.strip()}"):
        return None
    return (json.loads(outputs[0].read_text()), pd.read_csv(outputs[1]),
            pd.read_csv(outputs[2], float_precision="round_trip"))


def compare_matrix(checks: Checks, features, expected) -> None:
    checks.equal("rows", list(features["row"]), list(expected.rows.index + 1))
    names = list(expected.features())
    if not checks.that(list(features)[1:] == names,
                       f"the features are {list(features)[1:]}, expected {names}"):
        return
    mine, theirs = features.drop(columns="row").to_numpy(float), expected.matrix()
    if checks.that(mine.shape == theirs.shape, f"the shape is {mine.shape}, not {theirs.shape}"):
        apart = np.abs(mine - theirs) / max(1.0, np.abs(theirs).max())
        for column, name in enumerate(names):
            row = apart[:, column].argmax()
            checks.that(apart[row, column] <= 1e-6,
                        f"{name} differs by {apart[row, column]} in row {features['row'][row]}")


def repairs_of(got: dict) -> dict:
    return {(each.get("column"), each["step"], each["what"]): each["value"]
            for each in got["repairs"]}


def compare_counts(checks: Checks, got: dict, expected) -> None:
    counts, repairs = expected.counts, repairs_of(got)
    checks.equal("rows_read", got["rows_read"], counts["rows_read"])
    checks.equal("rows_used", got["rows_used"], len(expected.rows))
    values = pd.DataFrame({name: column for name, (column, _) in expected.features().items()})
    checks.equal("distinct_rows", got["distinct_rows"], len(values.drop_duplicates()))
    checks.equal("duplicates", repairs[None, "rows", "duplicates"], counts["duplicates"])
    for (column, step, what), value in repairs.items():
        key = {"numbers": f"{column} {what}", "filled names": f"{column} names {what}"}.get(step)
        if key in counts:
            checks.equal(key, value, counts[key])
        if step == "rare names" and what in ("rare_names", "rare_rows"):
            checks.equal(f"{column} {what}", value, counts[column + " rare"][what == "rare_rows"])
    compare_moments(checks, got["features"], expected)


def compare_moments(checks: Checks, got: list, expected) -> None:
    features = expected.features()
    variances = expected.matrix().var(axis=0)
    checks.equal("features", [each["name"] for each in got], list(features))
    for each, variance in zip(got, variances):
        values, weight = features.get(each["name"], (None, 0))
        if values is None:
            continue
        checks.near(each["name"], [each["mean"], each["std"], each["min"], each["max"],
                                   each["weight"], each["share"]],
                    [values.mean(), values.std(ddof=0), values.min(), values.max(), weight,
                     variance / variances.sum()], 1e-9, 1e-12)


def compare_clusters(checks: Checks, got: dict, labels, expected) -> None:
    kmeans, x = got["kmeans"], expected.matrix()
    mine, centres = labels["cluster"].to_numpy(), np.array(kmeans["centers"])
    checks.equal("sizes", kmeans["sizes"], np.bincount(mine, minlength=kmeans["k"]).tolist())
    means = np.array([x[mine == c].mean(axis=0) for c in range(kmeans["k"])])
    checks.that(np.abs(means - centres).max() <= 1e-5, "a centre is not the mean of its rows")
    checks.near("inertia", [kmeans["inertia"]], [((x - centres[mine]) ** 2).sum()], 1e-6)
    theirs = KMeans(kmeans["k"], n_init=10, random_state=0).fit(x).inertia_
    checks.that(kmeans["inertia"] <= WORST * theirs,
                f"inertia is {kmeans['inertia'] / theirs:.6f} times scikit-learn's")


def top_field(column: dict) -> str:
    words = column.get("plural") or column.get("label") or column["name"].replace("_", " ")
    return "top_" + words.replace(" ", "_")


def compare_profiles(checks: Checks, got: dict, labels, expected) -> None:
    mine, numbers = labels["cluster"].to_numpy(), expected.numbers()
    means = {name: values for name, (values, _) in expected.features().items()} | numbers
    for cluster in got["profile"]:
        inside = mine == cluster["cluster"]
        checks.equal("size", cluster["size"], int(inside.sum()))
        for name, values in numbers.items():
            q1, median, q3 = np.percentile(values[inside], [25, 50, 75])
            checks.near(name, [cluster[name + "_median"], *cluster[name + "_quartiles"]],
                        [median, q1, q3], 1e-9)
        for name, values in means.items():
            checks.near("mean of " + name, [cluster[name + "_mean"]], [values[inside].mean()], 1e-9,
                        1e-12)
        for name in expected.of_roles("category"):
            names = pipeline.names_of(expected.rows[name][inside])
            checks.equal(f"top of {name}", cluster[top_field(expected.columns[name])], names)
        for name in expected.of_roles("outcome"):
            present = expected.rows[name][inside].dropna()
            checks.equal("outcome_rows", cluster["outcome_rows"], len(present))
            checks.near("outcome_rate", [cluster["outcome_rate"]],
                        [present.mean() if len(present) else None], 1e-9)
    checks.that(in_order(got["profile"], labels, expected), "clusters are not in canonical order")


def in_order(profile: list, labels, expected) -> bool:
    """By the measure, else the outcome where it is complete, else the first number."""
    measure, outcome = expected.of_roles("measure"), expected.of_roles("outcome")
    if not measure and (not outcome or expected.rows[outcome[0]].isna().any()):
        return True
    values = expected.rows[(measure or outcome)[0]]
    means = values.groupby(labels["cluster"].to_numpy()).mean().to_list()
    return len(means) == len(profile) and all(
        a <= b + 1e-9 * abs(b) for a, b in zip(means, means[1:]))


def compare(checks: Checks, folder: Path, path: Path, table, schema: dict, schema_name, settings,
            label: str) -> None:
    checks.label = f"{label}, {json.dumps(settings)}"
    results = analysed(checks, folder, path, "--schema", schema_name, *words_of(settings))
    if results is None:
        return
    got, labels, features = results
    expected = schema_pipeline.Prepared(table, schema, settings)
    compare_matrix(checks, features, expected)
    if list(labels["row"]) != list(expected.rows.index + 1):
        return checks.that(False, f"{len(labels)} rows are used, expected {len(expected.rows)}")
    compare_counts(checks, got, expected)
    compare_clusters(checks, got, labels, expected)
    compare_profiles(checks, got, labels, expected)


def real_tables(checks: Checks, folder: Path) -> None:
    for (file, name), settings in REAL.items():
        schema = json.loads((SOURCE / "assets" / "schemas" / f"{name}.json").read_text())
        path = SHARED / "data" / file
        table = schema_pipeline.read(path)
        for knobs in settings:
            compare(checks, folder, path, table, schema, name, knobs, file)


def generated_tables(checks: Checks, folder: Path) -> None:
    schema_path, path = folder / "schema.json", folder / "table.csv"
    for table_name, data in schema_tables.tables().items():
        path.write_bytes(data)
        table = schema_pipeline.read(path)
        for name, schema in schema_tables.all_schemas().items():
            schema_path.write_text(json.dumps(schema))
            for settings in schema_tables.SETTINGS[name]:
                compare(checks, folder, path, table, schema, schema_path, settings,
                        f"table {table_name}, {name}")


def told_outcome(checks: Checks, folder: Path) -> None:
    """Neither the outcome nor what tells it reaches the distance, in a table without a schema."""
    path, results = folder / "told.csv", []
    for swap in (False, True):
        checks.label = f"guessed, outcome {'changed' if swap else 'as it is'}"
        path.write_bytes(schema_tables.told_table(7, 600, swap))
        words = [] if not results else ["--schema", folder / "guess.json"]
        if not words:
            guess = run("schema", path, "--out", folder / "guess.json", "--quiet")
            checks.equal("status of schema", guess.status, 0)
        results.append(analysed(checks, folder, path, "--set", "kmeans.k=3", *words))
    if None in results:
        return
    (first, labels, _), (second, other, _) = results
    checks.label = "guessed"
    sources = {each["name"].split("=")[0] for each in first["features"]}
    checks.equal("features", sources, {"hours", "visits", "region", "interest", "salary"})
    rates = [[each["outcome_rate"] for each in got["profile"]] for got in (first, second)]
    checks.that(rates[0] != rates[1], "the rates do not follow the outcome")
    checks.that(labels.equals(other), "labels depend on the outcome")


def main():
    warnings.simplefilter("ignore")
    if not (SHARED / "data" / "oulad_learner_features.csv").exists():
        print("skipped: no ../shared/data")
        sys.exit(SKIPPED)
    checks = Checks()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        told_outcome(checks, folder)
        generated_tables(checks, folder)
        real_tables(checks, folder)
        finish(checks.failures, checks.count)


if __name__ == "__main__":
    main()
