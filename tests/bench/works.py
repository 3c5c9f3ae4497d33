"""What is compared: each work with its peer, our benchmark's name and the goal."""

import time
from dataclasses import dataclass
from typing import Callable, Optional

BOTH = (2, 1)  # on a busy machine two threads wait for each other, and one is faster
FLOOR = 3.0  # no work may be less than this many times faster than its peer


@dataclass
class Work:
    title: str
    peer: str  # in words; empty where there is none
    ours: str  # name of the benchmark
    once: Optional[Callable[[], tuple]] = None  # one sample of the peer: elapsed and processor ms
    ratio: float = FLOOR  # goal
    limit_ms: Optional[float] = None  # goal for `limit_of`
    limit_of: str = "median_ms"
    samples: int = 3  # of the peer in each round
    rounds: int = 99  # at most
    threads: tuple = (2,)  # OpenMP threads that the peer is tried with; the better median counts


def timed(body):
    def once():
        begin, cpu_begin = time.perf_counter(), time.process_time()
        body()
        return (time.perf_counter() - begin) * 1e3, (time.process_time() - cpu_begin) * 1e3

    return once


def lloyd(peers, k):
    """One iteration: what a run of twenty takes beyond one of a single iteration."""

    def once():
        done = []
        many = timed(lambda: done.append(peers.run_from_bad_start(k, 20)))()
        one = timed(lambda: peers.run_from_bad_start(k, 1))()
        return tuple((long - short) / (done[0] - 1) for long, short in zip(many, one))

    return once


def sliders(peers):
    works = []
    for k, usual, best in [(5, 100, 30), (12, 60, 20)]:
        title, ours = f"slider frame, k = {k}", f"slider_frame_k{k}"
        works.append(Work(title, "scikit-learn, usual", ours, timed(peers.drag_usual(k)), usual,
                          threads=BOTH))
        works.append(Work(title, "scikit-learn, best", ours, timed(peers.drag_best(k)), best,
                          16.0, "worst_ms", samples=8, threads=BOTH))
    return works


def kmeans(peers):
    return [
        Work("Lloyd iteration, k = 5", "scikit-learn, float32", "lloyd_iteration_k5",
             lloyd(peers, 5), 6, samples=5, threads=BOTH),
        Work("Lloyd iteration, k = 12", "scikit-learn, float32", "lloyd_iteration_k12",
             lloyd(peers, 12), 5, samples=5, threads=BOTH),
        Work("K-Means, k = 5, 10 restarts", "scikit-learn", "ten_restarts_k5",
             timed(lambda: peers.restarts(5)), 10, samples=1, threads=BOTH),
        Work("K-Means, k = 12, 10 restarts", "scikit-learn", "ten_restarts_k12",
             timed(lambda: peers.restarts(12)), samples=1, threads=BOTH),
        Work("elbow, k = 1 to 10, 10 restarts", "scikit-learn", "elbow_to_k10", timed(peers.elbow), 8,
             samples=1, rounds=1, threads=BOTH),
    ]


def wide(peers):
    """A matrix of 32,593 rows and 40 columns, most of them indicators; see wide_table.py."""
    title, peer = "K-Means, 10 restarts, 40 columns", "scikit-learn, float32"
    every = dict(peer="", samples=1, rounds=1)
    return [
        Work(f"{title}, k = 5", peer, "wide_ten_restarts_k5", timed(lambda: peers.wide_restarts(5)),
             8, samples=2, threads=BOTH),
        Work(f"{title}, k = 12", peer, "wide_ten_restarts_k12",
             timed(lambda: peers.wide_restarts(12)), samples=1, threads=BOTH),
        Work("slider frame, k = 5, 40 columns", "scikit-learn, best", "wide_preview_k5",
             timed(peers.wide_drag(5)), limit_ms=16.0, limit_of="worst_ms", samples=8,
             threads=BOTH),
        Work("silhouette, 40 columns", ours="wide_silhouette", limit_ms=2000.0, **every),
        Work("Ward, 40 columns", ours="wide_ward", limit_ms=60_000.0, **every),
        Work("Hopkins, 40 columns", ours="wide_hopkins", limit_ms=4000.0, **every),
    ]


def scores(peers):
    """Of a clustering. Over every row the peer's silhouette takes minutes."""
    every = dict(peer="", rounds=2)
    return [
        Work("silhouette, 20,000 rows", "scikit-learn", "silhouette_20000",
             timed(lambda: peers.silhouette(20_000)), 50, samples=1, rounds=2),
        Work("silhouette, every row", ours="silhouette_all", limit_ms=5000.0, **every),
        Work("silhouettes, k = 2 to 12, every row", ours="silhouettes_k2_to_k12",
             limit_ms=8000.0, **every),
        Work("Calinski–Harabasz, Davies–Bouldin", ours="scores", limit_ms=10.0, **every),
        Work("stability, 25 resamples", ours="stability", limit_ms=4000.0, **every),
    ]


def projections(peers):
    title, ours = "PCA and projection", "pca_projection"
    return [
        Work(title, "scikit-learn, usual", ours, timed(peers.project_usual)),
        Work(title, "NumPy eigh, float32", ours, timed(peers.project_eigh), 10, samples=15),
        Work(title, "NumPy, covariance given", ours, timed(peers.project_given_covariance),
             samples=15),
    ]


def tables(peers):
    after = lambda step, key, values: timed(lambda: peers.knob(step, key, values))  # noqa: E731
    knob = dict(ratio=50, limit_ms=16.0, samples=1)
    return [
        Work("CSV to features", "pandas", "csv_to_features", timed(peers.csv_to_features), 12,
             samples=1),
        Work("workbook .xlsx to table", "openpyxl, read-only", "workbook_to_table",
             timed(peers.workbook), 20, samples=1, rounds=1),
        Work("rare threshold moved, all after it", "pandas, scikit-learn",
             "knob_rare_company_threshold",
             after("company", "rare_company_threshold", range(6, 30)), **knob),
        Work("clip percentile moved, all after it", "pandas, scikit-learn", "knob_outliers.high",
             after("pay", "outliers.high", [98.9, 98.8, 98.7, 98.6]), **knob),
        Work("first year moved, all after it", "pandas, scikit-learn", "knob_clean.first_year",
             after("year", "clean.first_year", range(1971, 2010, 2)), **knob),
        Work("reference year moved, all after it", "pandas, scikit-learn", "knob_reference_year",
             after("year", "reference_year", [2024, 2023, 2022, 2021]), **knob),
        Work("three peer flags", "pandas", "peer_flags", timed(peers.flags), 20),
    ]


def studies(peers, slow):
    """`slow`: with the peer that takes minutes."""
    every_row = dict(peer="fastcluster, vector form", once=timed(peers.ward_vector), ratio=40)
    return [
        Work("Ward, 20,000 rows", "SciPy", "ward_20000", timed(peers.ward_scipy), 50, samples=1,
             rounds=1),
        Work("Ward, every row", ours="ward_all", limit_ms=1500.0, samples=1, rounds=1,
             **(every_row if slow else dict(peer=""))),
        Work("Hopkins, every row", "scikit-learn", "hopkins", timed(peers.hopkins), samples=1,
             rounds=2),
    ]


def alone():
    """Works without a peer: only a limit."""
    features = ["years_of_experience", "ctc_update_count", "company_frequency", "job_frequency",
                "ctc_log"]
    knobs = ["kmeans.k", *[f"weight.{name}" for name in features], "rare_role_threshold",
             "outliers.low", "outliers.mode_drop", "outliers.mode_none", "impute.year_mean",
             "impute.year_company", "impute.year_neighbours", "impute.role_other", "scaler_robust",
             "scaler_minmax", "scaler_none", "clean.text_false", "clean.duplicates_false",
             "clean.person_rows_first", "pca.y", "seed"]
    works = [Work(f"whole preview, {knob}", "", f"knob_{knob}", limit_ms=16.0, rounds=1)
             for knob in knobs]
    works += [
        Work("whole preview, weight, k = 12", "", "preview_k12", limit_ms=16.0, rounds=1),
        Work("slider frame, 2 million rows", "", "slider_frame_2m_rows", limit_ms=16.0, rounds=1),
        Work("points on 1920 × 1080, processor", "", "splat_points", limit_ms=8.0),
        Work("density on 1920 × 1080, processor", "", "splat_density", limit_ms=8.0),
        Work("lasso of 300 points", "", "selection_lasso", limit_ms=3.0, rounds=1),
        Work("lasso of 300 points, 2 million rows", "", "selection_lasso_2m_rows", limit_ms=20.0,
             rounds=1),
        Work("statistics of a selection", "", "selection_statistics", limit_ms=3.0, rounds=1),
        Work("lasso to every panel", "", "selection_lasso_to_every_panel", limit_ms=16.0, rounds=1),
        Work("lasso to every panel, 2 million rows", "", "selection_lasso_to_every_panel_2m_rows",
             limit_ms=50.0, rounds=1),
        Work("live frame, from request to preview", "", "live_frame", limit_ms=16.0, rounds=1),
        Work("live frame beside a silhouette", "", "live_frame_beside_study", limit_ms=16.0,
             rounds=1),
        *[Work(f"cancelled {study}, until it stops", "", f"cancelled_{study}", limit_ms=50.0,
               rounds=1) for study in ("silhouette", "ward", "stability", "sensitivity")],
        Work("built-in sample", "", "sample", limit_ms=500.0, rounds=1),
    ]
    return works


def all_works(peers, slow=False):
    return (sliders(peers) + kmeans(peers) + wide(peers) + projections(peers) + tables(peers)
            + scores(peers) + studies(peers, slow) + alone())
