"""The steps of a table of any schema in pandas and NumPy: from the cells to the matrix.

Written for reading, not for speed; the tests compare the program with it.
"""
import re

import numpy as np
import pandas as pd

from pipeline import MISSING, clean_text, scaled

DEFAULT_ENCODING = {"id": "none", "measure": "logarithm", "number": "number", "year": "age",
                    "category": "frequency", "outcome": "none", "helper": "none",
                    "ignored": "none"}
NUMBERS = ("number", "year", "measure", "helper", "outcome")
MOST_LEVELS = 50
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def read(path):
    """Every cell as text; missing cells are NaN."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False, na_values=MISSING)
    return table.rename(columns=str.strip)


def level_key(text):
    """Texts of the same level have the same key."""
    bare = re.sub("[% ]", "", text)
    date = re.fullmatch(r"(\d+)-([A-Z][a-z]{2})", bare)  # what a spreadsheet makes of 10-20
    if date:
        return f"{MONTHS.index(date[2]) + 1}..{date[1]}"
    between = re.fullmatch(r"(\d+)(?:-|to)(\d+)", bare)
    if between:
        return "..".join(between.groups())
    return " ".join(text.lower().split()) if re.search("[a-z]", text.lower()) else bare


class Prepared:
    """A table after S1 to S8; `rows` has one column a column of the schema that is there."""

    def __init__(self, table, schema: dict, settings: dict | None = None):
        self.schema, self.settings, self.counts = schema, settings or {}, {}
        self.columns = {column["name"]: column for column in schema["columns"]}
        self.places, self.levels = {}, {}  # of columns with levels: places, and names
        self.reference_year = self.settings.get("reference_year", 2025)
        self.rows = pd.DataFrame({name: self.cells(table[name], column)
                                  for name, column in self.columns.items()
                                  if name in table and column["role"] != "ignored"})
        self.ignored = pd.DataFrame({"ignored " + name: pd.to_numeric(table[name], errors="ignore")
                                     for name, column in self.columns.items()
                                     if name in table and column["role"] == "ignored"})
        self.derive()
        self.counts["rows_read"] = len(table)
        self.drop_rows()
        for name in self.of_roles("number", "year"):
            self.rows[name] = self.filled_number(name, self.rows[name])
        for name in self.places:
            self.rows["place of " + name] = self.filled_number(name, self.rows["place of " + name])
        names = {name: self.filled_names(name) for name in self.of_roles("category")}
        for name, values in names.items():
            self.rows[name] = values
        self.bound()
        for name in names:
            self.lump(name)

    def of_roles(self, *roles):
        return [name for name in self.rows if name in self.columns
                and self.columns[name]["role"] in roles]

    def knob(self, name, knob, otherwise):
        return self.settings.get(f"{name}.{knob}", otherwise)

    def missing(self, name, kind, otherwise):
        """The fill of a column: `kind` is numbers or names."""
        return self.settings.get(name + ".missing",
                                 self.columns[name].get("missing", {}).get(kind, otherwise))

    def cells(self, text, column):
        if column["role"] in NUMBERS:
            words = {"yes": "1", "no": "0", "true": "1", "false": "0"}
            return text.map(lambda cell: words.get(str(cell).lower(), cell)).astype(float)
        if column["role"] == "id":
            return text
        if "levels" not in column:
            return text.map(lambda cell: clean_text(cell) if isinstance(cell, str) else np.nan)
        keys = {level_key(level): place for place, level in enumerate(column["levels"])}
        places = text.map(lambda cell: keys.get(level_key(cell), np.nan)
                          if isinstance(cell, str) else np.nan)
        self.places[column["name"]] = places
        return places.map(lambda place: np.nan if np.isnan(place)
                          else column["levels"][int(place)])

    def derive(self):
        for spec in self.schema.get("derived", []):
            if spec["name"] in self.rows or not {spec["left"], spec["right"]} <= {*self.rows}:
                continue
            left, right = (self.in_range(spec[side]) for side in ("left", "right"))
            self.rows[spec["name"]] = {"difference": left - right, "product": left * right,
                                       "ratio": left / right.replace(0, np.nan)}[spec["kind"]]

    def in_range(self, name):
        """The cells of a column, missing where outside of the range that the schema says."""
        low, high = self.columns[name].get("range", [None, None])
        values = self.rows[name]
        return values.where(values.between(-np.inf if low is None else low,
                                           np.inf if high is None else high))

    def drop_rows(self):
        """S2 to S4, and the rows that a fill of `drop` takes."""
        rows, ids, measures = self.rows, self.of_roles("id"), self.of_roles("measure")
        rows = rows.assign(**{"place of " + name: at for name, at in self.places.items()})
        again = pd.concat([rows, self.ignored], axis=1).duplicated()
        if ids:
            again &= rows[ids[0]].notna()
        else:
            again &= False
        self.counts["duplicates"] = int(again.sum())
        rows = rows[~again]
        if measures:
            pay = rows[measures[0]]
            plain = self.columns[measures[0]].get("encoding") == "number"
            rows = rows[pay.notna() if plain else pay > 0]
        if ids:
            shared = rows.groupby(ids[0])[ids[0]].transform("size")
            rows = rows.assign(id_rows=shared.fillna(1.0))
        self.rows = rows
        keep = pd.Series(True, rows.index)
        for name in self.of_roles("number", "year"):
            if self.missing(name, "numbers", "median") == "drop":
                keep &= self.valid(name, rows[name])
        for name in self.of_roles("category"):
            if self.missing(name, "names", "level") == "drop":
                keep &= rows[name].notna()
        self.rows = rows[keep].copy()
        self.read = self.rows.copy()  # what votes and groups see

    def valid(self, name, values):
        column = self.columns[name]
        low, high = column.get("range", [None, None])
        low = self.knob(name, "lowest", -np.inf if low is None else low)
        high = self.knob(name, "highest", np.inf if high is None else high)
        if column["role"] == "year":
            high = min(high, self.reference_year)
        return values.between(low, high)

    def filled_number(self, name, values):
        fill = self.missing(name, "numbers", "median")
        if name in self.places:  # where the name takes the most frequent one, so does its place
            fill = self.columns[name].get("missing", {}).get("numbers", "median")
            fill = "mode" if self.missing(name, "names", "level") == "mode" else fill
        valid = self.valid(name, values)
        self.counts[name + " missing"] = int(values.isna().sum())
        self.counts[name + " invalid"] = int((values.notna() & ~valid).sum())
        values = values.where(valid)
        spec = self.columns[name].get("missing", {})
        middle = values.median()
        if fill == "group":
            values = values.fillna(values.groupby(self.read[spec["group"]]).transform("median"))
        elif fill == "nearest":
            values = values.fillna(self.nearest(values, spec["nearest"]))
        one = {"mean": values.mean(), "mode": values.mode().min(),
               "constant": spec.get("constant", 0.0)}.get(fill, middle)
        return values.fillna(one)

    def nearest(self, values, others):
        """The mean of the 5 nearest rows in ln(1 + measure) and other columns, standardised."""
        near = [np.log1p(self.read[name]) for name in self.of_roles("measure")]
        for other in [others] if isinstance(others, str) else others:
            column = self.read[other]
            if self.columns[other]["role"] != "helper":
                column = column.where(self.valid(other, column))
            near.append(column)
        located = pd.concat(near, axis=1).notna().all(axis=1)
        known = values.notna() & located
        spread = [x[known].std(ddof=0) or np.inf for x in near]
        near = np.column_stack(near)
        result = pd.Series(np.nan, values.index)
        candidates, wanted = near[known], values.isna() & located
        for row, at in zip(values.index[wanted], near[wanted]):
            distance = (((candidates - at) / spread) ** 2).sum(axis=1)
            result[row] = values[known].iloc[np.argsort(distance, kind="stable")[:5]].mean()
        return result

    def filled_names(self, name):
        column, values = self.columns[name], self.read[name]
        spec, fill = column.get("missing", {}), self.missing(name, "names", "level")
        self.counts[name + " names missing"] = int(values.isna().sum())
        if fill == "mode" and values.notna().any():
            values = values.fillna(values.mode().min())
        if fill == "votes":
            for keys in self.ballots(spec):
                values = values.fillna(winners(self.read[name], keys))
        return values.fillna(column.get("missing_name", "(missing)"))

    def ballots(self, spec):
        """The groups that vote, in turn."""
        groups = []
        if spec.get("vote_by_id"):
            groups.append([self.read[self.of_roles("id")[0]]])
        if "group" in spec:
            group = self.read[spec["group"]]
            if "vote_number" in spec:
                groups.append([group, self.rows[spec["vote_number"]]])
            groups.append([group])
        return groups

    def outliers(self, name):
        spec = self.columns[name].get("outliers", {})
        mode = self.knob(name, "outliers", spec.get("mode", "none"))
        return mode, [self.knob(name, "low", spec.get("low", 0)),
                      self.knob(name, "high", spec.get("high", 100))]

    def bound(self):
        """S7: bounds are those of all rows; then the rows go that one of the columns drops."""
        keep = pd.Series(True, self.rows.index)
        for name in self.of_roles("number", "year", "measure"):
            mode, percentiles = self.outliers(name)
            low, high = np.percentile(self.rows[name], percentiles)
            if mode == "clip":
                self.rows[name] = self.rows[name].clip(low, high)
            elif mode == "drop":
                keep &= self.rows[name].between(low, high)
        self.rows = self.rows[keep].copy()

    def lump(self, name):
        column, values = self.columns[name], self.rows[name]
        below = self.knob(name, "rare_below", column.get("rare_below", 1))
        rare = values.groupby(values).transform("size") < below
        self.counts[name + " rare"] = [int(values[rare].nunique()), int(rare.sum())]
        self.rows[name] = values.mask(rare, column.get("rare_name", "(rare)"))

    def value(self, name, encoding):
        """A column of numbers under an encoding."""
        column = self.columns[name]
        if encoding == "count":
            return self.rows["id_rows"]
        values = self.rows["place of " + name if encoding == "ordinal" else name]
        if column["role"] == "year" and encoding == "age":
            return self.reference_year - values
        return np.log1p(np.maximum(values, 0)) if encoding == "logarithm" else values

    def numbers(self):
        """The columns of numbers as profiles show them, of years that are ages the age."""
        values = {name: self.rows[name] for name in self.of_roles("number", "measure")}
        values |= {name: self.value(name, self.encoding(name)) for name in self.of_roles("year")}
        return values | {name: self.rows["place of " + name] for name in self.places}

    def encoding(self, name):
        column = self.columns[name]
        return column.get("encoding", DEFAULT_ENCODING[column["role"]])

    def specs(self):
        """(name, column, encoding, weight) of every feature, in order."""
        specs, spoken = [], set()
        for spec in self.schema.get("features", []):
            source = spec.get("from", spec["name"])
            spoken.add(source)
            specs.append((spec["name"], source, spec.get("encoding", self.encoding(source)),
                          spec.get("weight", 1)))
        specs += [(name, name, self.encoding(name), 1) for name in self.columns
                  if name not in spoken and self.encoding(name) != "none"]
        return [spec for spec in specs if spec[1] in self.rows]

    def features(self):
        """name → (values before scaling, weight)."""
        made = {}
        for name, source, encoding, weight in self.specs():
            weight = self.settings.get("weight." + name, weight)
            if encoding not in ("frequency", "one-hot", "one-hot-full"):
                made[name] = self.value(source, encoding).astype(float), weight
                continue
            values = self.rows[source]
            levels = sorted(values.unique(), key=str.encode)
            if encoding == "frequency" or len(levels) > MOST_LEVELS:
                made[name] = values.groupby(values).transform("size") / len(values), weight
                continue
            if encoding == "one-hot":
                weight /= np.sqrt(len(levels))
            for level in levels:
                made[f"{name}={level}"] = (values == level).astype(float), weight
        return made

    def matrix(self):
        scaler = self.settings.get("scaler", "standard")
        return np.column_stack([scaled(values, scaler) * weight
                                for values, weight in self.features().values()])


def winners(names, keys):
    """For each row the most frequent name of the rows with the same keys, ties to the first."""
    frame = pd.concat([names.rename("name"), *(key.rename(i) for i, key in enumerate(keys))], axis=1)
    by = list(range(len(keys)))
    votes = frame.dropna().groupby([*by, "name"]).size().reset_index(name="votes")
    votes = votes.sort_values(["votes", "name"], ascending=[False, True], kind="stable")
    best = votes.drop_duplicates(by).set_index(by)["name"]
    return frame[by].join(best.rename("best"), on=by)["best"] if len(best) else names
