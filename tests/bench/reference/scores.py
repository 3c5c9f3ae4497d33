#!/usr/bin/python3
"""Scores of clusterings by scikit-learn on SciPy's distances, for the tests.

usage: scores.py FILE.json

The file is {"tables": [{"columns": [[...], ...], "labels": [...], "other": [...]}, ...]}; "other" is a
second grouping of the rows. Prints {"tables": [...]} with the scores of each.
"""
import json
import sys
import warnings

import numpy as np
from scipy.spatial.distance import cdist
from sklearn import metrics
from sklearn.metrics.cluster import _unsupervised

# Its own distances, by |x|² + |y|² − 2xy, lose half of the digits where rows are nearly equal.
_unsupervised.pairwise_distances = lambda x, y=None: cdist(x, x if y is None else y)


def silhouettes(points, labels):
    """`plain` is on scikit-learn's own distances."""
    distances = cdist(points, points)
    return {
        "samples": metrics.silhouette_samples(distances, labels, metric="precomputed").tolist(),
        "mean": metrics.silhouette_score(distances, labels, metric="precomputed"),
        "plain": metrics.silhouette_score(points, labels),
    }


def scores_of(table):
    points = np.array(table["columns"], dtype=float).T
    labels = np.array(table["labels"])
    scores = {}
    if 2 <= len(set(table["labels"])) < len(points):
        scores = {
            **silhouettes(points, labels),
            "calinski_harabasz": metrics.calinski_harabasz_score(points, labels),
            "davies_bouldin": metrics.davies_bouldin_score(points, labels),
        }
    return {
        **scores,
        "adjusted_rand": metrics.adjusted_rand_score(labels, table["other"]),
        "mutual_information": metrics.normalized_mutual_info_score(labels, table["other"]),
    }


def main():
    warnings.filterwarnings("ignore")
    with open(sys.argv[1], encoding="utf-8") as file:
        tables = json.load(file)["tables"]
    json.dump({"tables": [scores_of(table) for table in tables]}, sys.stdout)


if __name__ == "__main__":
    main()
