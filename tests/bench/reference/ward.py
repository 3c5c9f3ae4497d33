#!/usr/bin/env python3
"""Ward's clustering by SciPy or fastcluster, for the tests of agreement.

usage: ward.py TABLES.json

TABLES is a list of {"d": columns, "values": row-major numbers, "cuts": numbers of clusters, "vector":
whether fastcluster's vector form is asked instead of SciPy}. Prints a list of {"heights": of the
merges, "sizes": for each cut the clusters' sizes, ascending}.
"""

import json
import sys

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage


def tree_of(points, vector):
    if not vector:
        return linkage(points, method="ward")
    import fastcluster  # a Debian package of its own: only where it is asked for

    return fastcluster.linkage_vector(points, method="ward")


def describe(table):
    points = np.array(table["values"], dtype=float).reshape(-1, table["d"])
    tree = tree_of(points, table["vector"])
    cuts = [fcluster(tree, k, criterion="maxclust") for k in table["cuts"]]
    return {"heights": tree[:, 2].tolist(), "sizes": [sorted(np.bincount(cut)[1:].tolist()) for cut in cuts]}


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as file:
        print(json.dumps([describe(table) for table in json.load(file)]))


if __name__ == "__main__":
    main()
