"""The same work by pandas, NumPy and scikit-learn, on the table that the benchmarks read.

Each method of Peers is one frame or one whole piece of work, to be timed by the caller. Set
OMP_NUM_THREADS and OPENBLAS_NUM_THREADS before this module is imported.
"""

import os
import sys
import warnings
from pathlib import Path

import numpy as np
from scipy.cluster.hierarchy import linkage
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.metrics import silhouette_score
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import StandardScaler

sys.path.insert(0, str(Path(__file__).parent / "reference"))
import pipeline  # noqa: E402
from wide_table import wide_matrix  # noqa: E402

# The drag of slider_bench.cpp.
DRAG = [1 + 0.02 * i for i in range(1, 21)] + [1.01 + 0.02 * i for i in range(19, -1, -1)]
ITERATIONS = 20


def prepared_from(rows, step, knobs, table):
    """The steps from `step` on (year, pay or company) to the scaled matrix."""
    rows, counts = rows.copy(), {}
    if step == "year":
        pipeline.impute_years(rows, knobs, counts)
        pipeline.impute_roles(rows, knobs, counts)
    if step in ("year", "pay"):
        rows = pipeline.bound_pay(rows, knobs, counts)
    pipeline.lump_rare(rows, knobs, counts)
    columns = pipeline.features_of(rows, table, knobs)
    return rows, StandardScaler().fit_transform(columns)


def eigen_vectors(covariance):
    return np.linalg.eigh(covariance)[1][:, :-3:-1]


class Drag:
    """A weight's slider: K-Means warm from the centres of the frame before, PCA, projection. The
    weighted matrices are made beforehand, so that weighting costs the peer nothing."""

    def __init__(self, points, k, dtype, project):
        self.project = project
        self.frame = 0
        steps = DRAG[::4]
        self.matrices = [(points * np.r_[w, np.ones(points.shape[1] - 1)]).astype(dtype) for w in steps]
        self.ratios = [w / before for w, before in zip(steps, steps[-1:] + steps[:-1])]
        self.centres = KMeans(k, n_init=10, random_state=42).fit(self.matrices[-1]).cluster_centers_

    def __call__(self):
        step = self.frame % len(self.matrices)
        self.frame += 1
        start = self.centres * np.r_[self.ratios[step], np.ones(self.centres.shape[1] - 1)]
        model = KMeans(len(start), init=start.astype(self.matrices[step].dtype), n_init=1)
        self.centres = model.fit(self.matrices[step]).cluster_centers_
        self.project(self.matrices[step])


class Peers:
    def __init__(self, csv):
        warnings.filterwarnings("ignore")
        self.csv, self.knobs, counts = csv, dict(pipeline.DEFAULTS), {}
        self.table = pipeline.read(csv)
        self.cleaned = pipeline.clean(self.table, self.knobs, counts)
        self.imputed = self.cleaned.copy()
        pipeline.impute_years(self.imputed, self.knobs, counts)
        pipeline.impute_roles(self.imputed, self.knobs, counts)
        self.bounded = pipeline.bound_pay(self.imputed, self.knobs, counts)
        self.rows, self.points = prepared_from(self.bounded, "company", self.knobs, self.table)
        self.single = self.points.astype(np.float32)
        self.centred = self.single - self.single.mean(axis=0)
        self.covariance = self.centred.T @ self.centred / len(self.centred)
        self.fitted = KMeans(5, n_init=10, random_state=42).fit(self.points)
        self.values = {}
        self.wide = wide_matrix()

    def drag_usual(self, k):
        return Drag(self.points, k, np.float64, self.project_usual)

    def drag_best(self, k):
        return Drag(self.points, k, np.float32, self.project_eigh)

    def project_usual(self, points=None):
        return PCA(2).fit_transform(self.points if points is None else points)

    def project_eigh(self, points=None):
        points = self.single if points is None else points
        centred = points - points.mean(axis=0)
        return centred @ eigen_vectors(centred.T @ centred / len(centred))

    def project_given_covariance(self):
        return self.centred @ eigen_vectors(self.covariance)

    def run_from_bad_start(self, k, iterations):
        """Returns the iterations done; starts as kmeans_bench.cpp does."""
        start = self.single[:k] * np.float32(0.1)
        return KMeans(k, init=start, n_init=1, tol=0, max_iter=iterations).fit(self.single).n_iter_

    def restarts(self, k):
        return KMeans(k, n_init=10, random_state=42).fit(self.points)

    def wide_restarts(self, k):
        return KMeans(k, n_init=10, random_state=42, algorithm="lloyd").fit(self.wide)

    def wide_drag(self, k):
        return Drag(self.wide, k, np.float32, self.project_eigh)

    def elbow(self):
        return [self.restarts(k).inertia_ for k in range(1, 11)]

    def ward_scipy(self, rows=20_000):
        """The rows that ward_bench.cpp takes."""
        evenly = np.arange(rows) * len(self.points) // rows
        return linkage(self.points[evenly], method="ward")

    def ward_vector(self):
        import fastcluster  # for this alone

        return fastcluster.linkage_vector(self.points, method="ward")

    def hopkins(self, draws=2000):
        random, points = np.random.default_rng(42), self.points
        places = random.uniform(points.min(axis=0), points.max(axis=0), (draws, points.shape[1]))
        rows = points[random.choice(len(points), draws, replace=False)]
        near = NearestNeighbors(algorithm="kd_tree").fit(points)
        u = near.kneighbors(places, 1)[0].sum()
        w = near.kneighbors(rows, 2)[0][:, 1].sum()
        return u / (u + w)

    def silhouette(self, rows):
        return silhouette_score(self.points[:rows], self.fitted.labels_[:rows])

    def csv_to_features(self):
        table, counts = pipeline.read(self.csv), {}
        cleaned = pipeline.clean(table, self.knobs, counts)
        return prepared_from(cleaned, "year", self.knobs, table)

    def workbook(self):
        """What reading costs before there is a table."""
        import openpyxl  # for this alone

        book = openpyxl.load_workbook(os.environ["COHORTSCOPE_BENCH_WORKBOOK"], read_only=True)
        return sum(len(row) for row in book.active.iter_rows(values_only=True))

    def flags(self):
        return pipeline.peer_flags(self.rows)

    def knob(self, step, key, values):
        """Everything after a knob of the cleaning that takes each of `values` in turn."""
        rows = {"year": self.cleaned, "pay": self.imputed, "company": self.bounded}[step]
        place = self.values[key] = self.values.get(key, -1) + 1
        knobs = {**self.knobs, key: values[place % len(values)]}
        points = prepared_from(rows, step, knobs, self.table)[1]
        KMeans(5, init=self.fitted.cluster_centers_, n_init=1).fit(points)
        self.project_usual(points)
