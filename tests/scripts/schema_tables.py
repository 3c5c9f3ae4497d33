"""Small seeded tables of every role, encoding and fill, with their schemas."""
import random

from random_tables import MISSING, to_csv

TOWNS = ["Pune", "pune ", "P.u.n.e", "Łódź", "Berlin", "St. Gallen", "Oslo", "Oslo!"]
SIZES = ["<5", "5 - 9", "5-9", "9+", "9 +", "huge"]  # the last is no level
HEADER = ["who", "pay", "score", "hours", "began", "seen", "town", "team", "size", "code",
          "left", "note"]


def rows_of(seed: int, n: int) -> list:
    r = random.Random(seed)
    rows = []
    for i in range(n):
        if rows and r.random() < 0.05:
            rows.append(list(r.choice(rows)))
            continue
        team = f"team {min(int(r.expovariate(0.3)), 11)}"
        row = [f"w{int(r.random() ** 2 * n)}", round(10 ** r.gauss(4, 0.4)) // 10 * 10,
               r.choice([-5, 101, 500]) if r.random() < 0.05 else r.randint(0, 100),
               round(r.expovariate(0.2), 2), r.choice([1890, 2031]) if r.random() < 0.03
               else r.randint(1995, 2024), r.randint(2, 40), r.choice(TOWNS), team,
               r.choice(SIZES), f"c{r.randint(0, 70)}", r.choice(["yes", "No", "TRUE", "0"]),
               f"text {i}"]
        for column, share in enumerate([.04, .03, .1, .15, .1, .05, .12, .1, .1, .02, .03, 0]):
            if r.random() < share:
                row[column] = r.choice(MISSING)
        rows.append(row)
    return rows


def schema_of(**columns) -> dict:
    """The keys of a column over those that all schemas share; None: not in the schema."""
    base = {
        "who": {"role": "id"},
        "pay": {"role": "measure", "outliers": {"mode": "clip", "low": 1, "high": 99}},
        "score": {"role": "number", "range": [0, 100]},
        "hours": {"role": "number"},
        "began": {"role": "year", "range": [1990, None]},
        "seen": {"role": "helper"},
        "town": {"role": "category"},
        "team": {"role": "category"},
        "size": {"role": "category", "encoding": "ordinal", "levels": ["<5", "5-9", "9+"]},
        "code": {"role": "category"},
        "left": {"role": "outcome"},
        "note": {"role": "ignored"},
    }
    features, derived = columns.pop("features", []), columns.pop("derived", [])
    for name, more in columns.items():
        base[name] = None if more is None else {**base.get(name, {}), **more}
    listed = [{"name": name, **column} for name, column in base.items() if column is not None]
    schema = {"cohortscope_schema": 1, "name": "generated", "columns": listed}
    return schema | {key: list_ for key, list_ in (("features", features), ("derived", derived))
                     if list_}


def all_schemas() -> dict:
    """name → schema."""
    one_hot, full = {"encoding": "one-hot"}, {"encoding": "one-hot-full"}
    return {
        "defaults": schema_of(),
        "one-hot": schema_of(who={"encoding": "count"}, town=one_hot | {"missing_name": "nowhere"},
                             team=full | {"rare_below": 12}, code=one_hot,
                             size=one_hot | {"missing": {"names": "mode"}}),
        "logarithms": schema_of(
            hours={"encoding": "logarithm", "outliers": {"mode": "clip", "low": 2, "high": 95}},
            pay={"encoding": "number", "outliers": {"mode": "drop", "low": 5, "high": 95}},
            began={"encoding": "number"}, town={"encoding": "none"}),
        "means": schema_of(score={"missing": {"numbers": "mean"}},
                           hours={"missing": {"numbers": "mode"}},
                           began={"missing": {"numbers": "mode"}},
                           town=one_hot | {"missing": {"names": "mode"}},
                           size={"missing": {"numbers": "mode", "names": "mode"}}),
        "groups": schema_of(score={"missing": {"numbers": "group", "group": "team"}},
                            hours={"missing": {"numbers": "constant", "constant": -3}},
                            began={"missing": {"numbers": "nearest", "nearest": ["seen", "hours"]}},
                            size={"missing": {"numbers": "group", "group": "town"}},
                            town=full | {"rare_below": 20, "rare_name": "elsewhere"}),
        "votes": schema_of(town=one_hot | {"missing": {
            "names": "votes", "group": "team", "vote_number": "began", "vote_by_id": True},
            "missing_name": "other"}, code={"missing": {"names": "votes", "group": "town"}}),
        "drops": schema_of(score={"missing": {"numbers": "drop"}},
                           began={"missing": {"numbers": "drop"}},
                           team=one_hot | {"missing": {"names": "drop"}}),
        "outliers": schema_of(
            pay={"outliers": {"mode": "clip", "low": 5, "high": 95}},
            score={"outliers": {"mode": "drop", "low": 1, "high": 98}, "range": [None, None],
                   "encoding": "logarithm"},
            hours={"outliers": {"mode": "drop", "low": 0, "high": 90}}),
        "no measure": schema_of(pay=None, who=None, left=None,
                                score={"missing": {"numbers": "nearest", "nearest": "hours"}},
                                began={"missing": {"numbers": "nearest", "nearest": "seen"}}),
        "derived": schema_of(
            gain={"role": "number"}, rate={"role": "number", "missing": {"numbers": "mean"}},
            volume={"role": "number"}, size=full,
            derived=[{"name": "gain", "kind": "difference", "left": "score", "right": "hours"},
                     {"name": "rate", "kind": "ratio", "left": "pay", "right": "score"},
                     {"name": "volume", "kind": "product", "left": "seen", "right": "hours"}]),
        "features": schema_of(
            who={"encoding": "count"},
            features=[{"name": "year", "from": "began", "encoding": "number"},
                      {"name": "ages", "from": "began", "encoding": "age", "weight": 0.5},
                      {"name": "long", "from": "hours", "encoding": "logarithm", "weight": 2},
                      {"name": "plain pay", "from": "pay", "encoding": "number"},
                      {"name": "tall", "from": "size", "encoding": "one-hot", "weight": 1.5},
                      {"name": "size"}, {"name": "towns", "from": "town", "encoding": "one-hot-full"},
                      {"name": "score", "weight": 0}]),
    }


SETTINGS = {
    "defaults": [{}, {"score.missing": "mean", "hours.missing": "mode", "weight.town": 2,
                      "size.missing": "mode"},
                 {"score.lowest": 20, "score.highest": 60, "scaler": "robust"}],
    "one-hot": [{}, {"weight.town": 2, "weight.team": 0.5, "scaler": "minmax"},
                {"town.missing": "mode", "team.rare_below": 1, "size.missing": "drop"}],
    "logarithms": [{}, {"hours.outliers": "none", "hours.missing": "drop", "weight.hours": 3}],
    "means": [{}, {"size.missing": "mode"}, {"size.missing": "drop", "began.missing": "mean"}],
    "groups": [{}, {"reference_year": 2010, "weight.began": 0.25}],
    "votes": [{}, {"town.missing": "mode"}],
    "drops": [{}, {"team.missing": "mode", "score.missing": "median"}],
    "outliers": [{"kmeans.k": 4}, {"pay.outliers": "drop", "hours.outliers": "clip"}, {"score.outliers": "none"}],
    "no measure": [{}, {"scaler": "none"}],
    "derived": [{}, {"gain.missing": "drop", "weight.rate": 0}],
    "features": [{}, {"weight.towns": 2, "weight.score": 1, "reference_year": 2020}],
}


def tables() -> dict:
    """name → bytes of a CSV."""
    return {str(seed): to_csv(HEADER, rows_of(seed, n)) for seed, n in ((1, 500), (2, 150))}


def told_table(seed: int, n: int, swap: bool = False) -> bytes:
    """A table that is guessed: two columns of it all but tell the outcome `churned`.

    swap: the outcome's cells are those of a random half of the rows inverted.
    """
    r, other = random.Random(seed), random.Random(seed + 1)
    rows = []
    for i in range(n):
        churned = r.random() < 0.35
        group = r.randrange(3)
        row = [f"u-{i:05d}", round(r.gauss(20 + 15 * group, 4), 1), round(r.gauss(3 + group, 1), 2),
               r.choice(["north", "south", "east"]), r.choice(["low", "medium", "high"]),
               int(churned), "closed" if churned != (r.random() < 0.005) else "open",
               round(r.gauss(90 if churned else 10, 3), 1), round(10 ** r.gauss(4, 0.3))]
        if swap and other.random() < 0.5:
            row[5] = 1 - row[5]
        rows.append(row)
    return to_csv(["user_id", "hours", "visits", "region", "interest", "churned", "account_state",
                   "closing_day", "salary"], rows)
