"""Effect sizes of clusters and an interval of the mean, by SciPy and pandas.

Reads a JSON list of {values, labels, codes} from the file named by its argument, and prints a list
of {eta_squared, cramers_v, low, high}.
"""

import json
import sys

import numpy as np
import pandas as pd
from scipy import stats


def eta_squared(values: pd.Series, labels: pd.Series) -> float:
    groups = values.groupby(labels)
    between = (groups.size() * (groups.mean() - values.mean()) ** 2).sum()
    return between / ((values - values.mean()) ** 2).sum()


def cramers_v(codes: pd.Series, labels: pd.Series) -> float:
    """Bergsma's correction; SciPy knows the plain V alone."""
    table = pd.crosstab(codes, labels)
    n = table.to_numpy().sum()
    plain = stats.contingency.association(table, method="cramer")
    r, k = table.shape
    phi2 = plain ** 2 * (min(r, k) - 1)
    phi2 = max(0.0, phi2 - (r - 1) * (k - 1) / (n - 1))
    r, k = r - (r - 1) ** 2 / (n - 1), k - (k - 1) ** 2 / (n - 1)
    return np.sqrt(phi2 / (min(r, k) - 1))


def answer(case: dict) -> dict:
    values, labels = pd.Series(case["values"]), pd.Series(case["labels"])
    low, high = stats.t.interval(0.95, len(values) - 1, values.mean(), stats.sem(values))
    return {"eta_squared": eta_squared(values, labels),
            "cramers_v": cramers_v(pd.Series(case["codes"]), labels),
            "low": low, "high": high}


with open(sys.argv[1], encoding="utf-8") as file:
    print(json.dumps([answer(case) for case in json.load(file)]))
