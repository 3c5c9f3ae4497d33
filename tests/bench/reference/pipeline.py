#!/usr/bin/env python3
"""The Scaler table's definitions (steps S1 to S11 and the peer flags) in pandas and NumPy.

usage: pipeline.py TABLE.csv [SETTINGS]...

Written for reading, not for speed; the tests compare the program with it. SETTINGS is a JSON object
of knobs that differ from the defaults, such as '{"rare_company_threshold": 10}'. Prints a JSON list
with one result for each SETTINGS, or for the defaults if there is none.
"""

import json
import re
import sys
import unicodedata

import numpy as np
import pandas as pd

MISSING = ["", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND",
           "1.#QNAN", "<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null"]
TEXT = ["company_hash", "email_hash", "job_position"]
NUMBERS = ["orgyear", "ctc", "ctc_updated_year"]
DEFAULTS = {
    "clean.text": True, "clean.duplicates": True, "clean.person_rows": "all",
    "clean.first_year": 1970, "impute.year": "median", "impute.role": "stepwise",
    "reference_year": 2025, "outliers.mode": "clip", "outliers.low": 1.0, "outliers.high": 99.0,
    "rare_company_threshold": 5, "rare_role_threshold": 1, "scaler": "standard",
}
FEATURES = ["years_of_experience", "ctc_update_count", "company_frequency", "job_frequency",
            "ctc_log"]


def read(path):
    header = pd.read_csv(path, nrows=0).columns
    text = {name: str for name in header if name.strip().lower() in TEXT}
    table = pd.read_csv(path, dtype=text, keep_default_na=False, na_values=MISSING)
    return table.rename(columns=lambda name: name.strip().lower())


def clean_text(text):
    """S1 of one text; NaN stays, an empty result becomes NaN."""
    if not isinstance(text, str):
        return np.nan
    kinds = [(c, unicodedata.category(c)) for c in unicodedata.normalize("NFC", text)]
    kept = "".join(c for c, kind in kinds if c == " " or kind[0] in "LM" or kind == "Nd")
    folded = unicodedata.normalize("NFC", kept.casefold())
    return re.sub(" +", " ", folded).strip(" ") or np.nan


def clean(table, knobs, counts):
    """S1 to S4."""
    rows = table.copy()
    counts["emptied"] = 0
    compared = rows[TEXT + NUMBERS].copy()
    if knobs["clean.text"]:
        for name in ["company_hash", "job_position"]:
            cleaned = {text: clean_text(text) for text in rows[name].unique()}
            rows[name] = rows[name].map(cleaned)
            emptied = rows[name].isna() & table[name].notna()
            counts["emptied"] += int(emptied.sum())
            compared[name] = rows[name].where(~emptied, "as read: " + table[name])
    counts["rows_read"] = len(rows)
    early = rows["ctc_updated_year"] < rows["orgyear"]
    counts["updated_before_start"] = int(early.sum())
    counts["look_alikes"] = 0
    if knobs["clean.duplicates"]:
        again = compared.duplicated()
        if knobs["clean.duplicates"] != "alike":
            unknown = rows["email_hash"].isna()
            counts["look_alikes"] = int((again & unknown).sum())
            again &= ~unknown
        rows = rows[~again]
    counts["duplicates"] = counts["rows_read"] - len(rows)
    paid = rows["ctc"] > 0
    counts["rows_without_pay"] = int((~paid).sum())
    rows = rows[paid].copy()
    shared = rows.groupby("email_hash")["ctc"].transform("size")
    rows["ctc_update_count"] = shared.fillna(1.0)
    if knobs["clean.person_rows"] != "all":
        again = rows.duplicated("email_hash", keep=knobs["clean.person_rows"])
        rows = rows[~again | rows["email_hash"].isna()].copy()
    return rows


def nearest_years(rows, valid):
    """The mean start year of the 5 nearest rows, for each row without a valid one."""
    log_pay, update = np.log1p(rows["ctc"].to_numpy()), rows["ctc_updated_year"].to_numpy()
    year = rows["orgyear"].to_numpy()
    known = valid.to_numpy() & ~np.isnan(update)
    spread = [np.std(x[known]) if known.any() and np.ptp(x[known]) > 0 else np.inf
              for x in (log_pay, update)]
    result = np.full(len(rows), np.nan)
    for i in np.flatnonzero(~valid.to_numpy() & ~np.isnan(update)):
        distance = (((log_pay[known] - log_pay[i]) / spread[0]) ** 2
                    + ((update[known] - update[i]) / spread[1]) ** 2)
        nearest = np.argsort(distance, kind="stable")[:5]
        if len(nearest):
            result[i] = np.mean(year[known][nearest])
    return pd.Series(result, rows.index)


def impute_years(rows, knobs, counts):
    """S5."""
    year = rows["orgyear"]
    valid = year.between(knobs["clean.first_year"], knobs["reference_year"])
    counts["orgyear_missing"] = int(year.isna().sum())
    counts["orgyear_invalid"] = int((year.notna() & ~valid).sum())
    if not valid.any():
        raise SystemExit("error: no valid start year")
    year = year.where(valid)
    mode = knobs["impute.year"]
    if mode == "mean":
        year = year.fillna(year.mean())
    elif mode == "company":
        year = year.fillna(year.groupby(rows["company_hash"]).transform("median"))
    elif mode == "neighbours":
        year = year.fillna(nearest_years(rows, valid))
    rows["orgyear"] = year.fillna(rows["orgyear"].where(valid).median())
    rows["years_of_experience"] = knobs["reference_year"] - rows["orgyear"]


def most_frequent(known, keys):
    """The most frequent role of each group, ties to the alphabetically first."""
    votes = known.groupby(keys + ["job_position"]).size().reset_index(name="votes")
    votes = votes.sort_values(["votes", "job_position"], ascending=[False, True])
    return votes.drop_duplicates(keys).set_index(keys)["job_position"]


def impute_roles(rows, knobs, counts):
    """S6."""
    role, known = rows["job_position"].copy(), rows[rows["job_position"].notna()]
    counts["job_missing"] = int(role.isna().sum())
    counts["job_imputed"] = imputed = {}
    steps = {"same_learner": ["email_hash"],
             "same_company_and_experience": ["company_hash", "years_of_experience"],
             "same_company": ["company_hash"]}
    for step, keys in steps.items():
        before = role.isna().sum()
        if knobs["impute.role"] == "stepwise" and before and len(known):
            votes = most_frequent(known.dropna(subset=keys), keys)
            role = role.fillna(rows[keys].join(votes, on=keys)["job_position"])
        imputed[step] = int(before - role.isna().sum())
    imputed["other"] = int(role.isna().sum())
    rows["job_position"] = role.fillna("other")


def bound_pay(rows, knobs, counts):
    """S7."""
    counts["ctc_clip"], counts["ctc_clipped_rows"] = [None, None], [0, 0]
    if knobs["outliers.mode"] == "none":
        return rows
    low, high = np.percentile(rows["ctc"], [knobs["outliers.low"], knobs["outliers.high"]])
    counts["ctc_clip"] = [low, high]
    counts["ctc_clipped_rows"] = [int((rows["ctc"] < low).sum()), int((rows["ctc"] > high).sum())]
    if knobs["outliers.mode"] == "drop":
        return rows[rows["ctc"].between(low, high)].copy()
    return rows.assign(ctc=rows["ctc"].clip(low, high))


def lump_rare(rows, knobs, counts):
    """S8."""
    company = rows["company_hash"].fillna("unknown")
    size = company.groupby(company).transform("size")
    rare = size < knobs["rare_company_threshold"]
    counts["companies"] = int(company.nunique())
    counts["rare_companies"] = int(company[rare].nunique())
    counts["rare_rows"] = int(rare.sum())
    rows["company_hash"] = company.mask(rare, "less_occurred")
    role = rows["job_position"]
    rare = role.groupby(role).transform("size") < knobs["rare_role_threshold"]
    counts["rare_roles"], counts["rare_role_rows"] = int(role[rare].nunique()), int(rare.sum())
    rows["job_position"] = role.mask(rare, "less_occurred_role")


def features_of(rows, table, knobs):
    """S9: one column a feature; then the extra columns that have a weight above 0."""
    n = len(rows)
    columns = rows[["years_of_experience", "ctc_update_count"]].copy()
    for name, source in [("company_frequency", "company_hash"), ("job_frequency", "job_position")]:
        columns[name] = rows.groupby(source)[source].transform("size") / n
    columns["ctc_log"] = np.log1p(rows["ctc"])
    for name in table.columns:
        if name not in FEATURES and knobs.get("weight." + name, 0.0) > 0:
            extra = table.loc[rows.index, name]
            columns[name] = extra.fillna(extra.median())
    return columns


def scaled(column, scaler):
    """S10."""
    x = column.to_numpy(float)
    q1, median, q3 = np.percentile(x, [25, 50, 75])
    if np.ptp(x) == 0:
        return np.zeros(len(x))
    if scaler == "standard":
        return (x - x.mean()) / x.std()
    if scaler == "robust":
        return (x - median) / (q3 - q1 or 1.0)
    if scaler == "minmax":
        return (x - x.min()) / (x.max() - x.min())
    return x


def peer_flags(rows):
    """Section 5: counts of the flags 1, 2 and 3 for each kind of peers."""
    kinds = {"designation": ["years_of_experience", "job_position", "company_hash"],
             "class": ["job_position", "company_hash"], "tier": ["company_hash"]}
    flags = {}
    for kind, keys in kinds.items():
        mean = rows.groupby(keys)["ctc"].transform("mean")
        equal = (rows["ctc"] - mean).abs() <= 1e-9 * mean
        flags[kind] = {"1": int(((rows["ctc"] > mean) & ~equal).sum()), "2": int(equal.sum()),
                       "3": int(((rows["ctc"] < mean) & ~equal).sum())}
    return flags


def names_of(column):
    counts = sorted(column.value_counts().items(), key=lambda item: (-item[1], item[0]))
    return [[name, int(count)] for name, count in counts[:10]]


def describe(column, scaler, weight):
    matrix = scaled(column, scaler) * weight
    q1, median, q3 = np.percentile(column, [25, 50, 75])
    return {"mean": float(column.mean()), "std": float(np.std(column.to_numpy(float))),
            "min": float(column.min()), "max": float(column.max()), "q1": q1, "median": median,
            "q3": q3, "scaled_mean": float(matrix.mean()), "scaled_std": float(matrix.std())}


def correlation_of(x):
    """0 where a column is constant."""
    varies = np.ptp(x, axis=0) > 0
    correlation = np.zeros((x.shape[1], x.shape[1]))
    if varies.any():
        correlation[np.ix_(varies, varies)] = np.corrcoef(x[:, varies], rowvar=False)
    return correlation


def run(table, settings):
    """S1 to S11 and the peer flags; every count, the moments of the features, the flags."""
    knobs, counts = {**DEFAULTS, **settings}, {}
    rows = clean(table, knobs, counts)
    impute_years(rows, knobs, counts)
    impute_roles(rows, knobs, counts)
    rows = bound_pay(rows, knobs, counts)
    lump_rare(rows, knobs, counts)
    columns = features_of(rows, table, knobs)
    counts["rows_used"] = len(rows)
    counts["distinct_rows"] = len(columns.drop_duplicates())
    return {**counts, "correlation": correlation_of(columns.to_numpy(float)).tolist(),
            "features": {name: describe(columns[name], knobs["scaler"],
                                        knobs.get("weight." + name, 1.0)) for name in columns},
            "flags": peer_flags(rows), "top_roles": names_of(rows["job_position"]),
            "top_companies": names_of(rows["company_hash"])}


def main():
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    table = read(sys.argv[1])
    settings = [json.loads(text) for text in sys.argv[2:]] or [{}]
    print(json.dumps([run(table, knobs) for knobs in settings], indent=1))


if __name__ == "__main__":
    main()
