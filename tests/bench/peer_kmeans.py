#!/usr/bin/python3
"""Times scikit-learn and NumPy on the scaled matrix that a CSV holds; prints medians as JSON.

usage: peer_kmeans.py MATRIX.csv [--repeats 5] [--k 5 12]

The CSV has a line of column names, then one row of numbers a learner (`row`, if there, is skipped):
what `cohortscope analyze --features` writes. Run it with OMP_NUM_THREADS=2 OPENBLAS_NUM_THREADS=1,
scikit-learn's fastest setting on two cores, in the same session as the benchmark it is compared with.
"""

import argparse
import json
import statistics
import time
import warnings

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA


def median_ms(repeats, body):
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        body()
        times.append((time.perf_counter() - begin) * 1e3)
    return round(statistics.median(times), 4)


def kmeans(points, centres):
    return KMeans(n_clusters=len(centres), init=centres, n_init=1).fit(points)


def eigh_projection(points):
    """PCA and projection on two axes as fast as NumPy does them."""
    centred = points - points.mean(axis=0)
    covariance = centred.T @ centred / len(points)
    vectors = np.linalg.eigh(covariance)[1][:, ::-1]
    return centred @ vectors[:, :2]


def iteration_ms(points, centres, repeats):
    """One Lloyd iteration: the time that twenty take beyond one. The centres start badly and no shift
    is small enough to stop for."""
    start = points[: len(centres)] * 0.1

    def run(iterations):
        model = KMeans(n_clusters=len(start), init=start, n_init=1, tol=0, max_iter=iterations)
        model.fit(points)

    twenty = median_ms(repeats, lambda: run(20))
    return round((twenty - median_ms(repeats, lambda: run(1))) / 19, 4)


def measure(points, k, repeats):
    fitted = KMeans(n_clusters=k, n_init=10, random_state=42)
    ten = median_ms(max(1, repeats // 2), lambda: fitted.fit(points))
    single = points.astype(np.float32)
    # A weight moved by 2 %, from the centres shown before.
    moved = points * np.r_[1.02, np.ones(points.shape[1] - 1)]
    moved_single = moved.astype(np.float32)
    centres = fitted.cluster_centers_
    single_centres = centres.astype(np.float32)

    def usual():
        kmeans(moved, centres)
        PCA(2).fit_transform(moved)

    def best():
        kmeans(moved_single, single_centres)
        eigh_projection(moved_single)

    return {
        "slider_frame_usual_ms": median_ms(repeats, usual),
        "slider_frame_best_ms": median_ms(repeats, best),
        "lloyd_iteration_ms": iteration_ms(single, centres, repeats),
        "ten_restarts_ms": ten,
        "inertia": fitted.inertia_,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("matrix")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--k", type=int, nargs="+", default=[5, 12])
    arguments = parser.parse_args()
    warnings.filterwarnings("ignore")
    table = pd.read_csv(arguments.matrix).drop(columns="row", errors="ignore")
    points = np.ascontiguousarray(table.to_numpy(dtype=np.float64))
    result = {"rows": points.shape[0], "columns": points.shape[1]}
    for k in arguments.k:
        result[f"k={k}"] = measure(points, k, arguments.repeats)
    result["pca_usual_ms"] = median_ms(arguments.repeats, lambda: PCA(2).fit_transform(points))
    result["pca_eigh_ms"] = median_ms(arguments.repeats, lambda: eigh_projection(points))
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
