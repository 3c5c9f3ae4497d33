"""Tables of every kind for quality_test: what is written, and the words that analyse it."""
import json
from pathlib import Path
from typing import Iterator

import random_tables
import schema_tables
from cli import SHARED, run

# Small tables of many columns have the most optima; that is where restarts miss the best one.
SHORT = {
    "sizes": [(2, 150), (1, 500)],  # seed and rows of tables of a generated schema
    "schemas": ["features", "votes", "outliers"],
    "samples": [("engagement", 400, 3), ("personas", 500, 1)],  # kind, rows and seed
    "random": ["ties"],
    "real": ["graduate_admissions.csv"],
    "ks": (3, 5, 8, 12),
}
THOROUGH = {
    "sizes": [(1, 150), (2, 150), (1, 500), (2, 1500)],
    "schemas": list(schema_tables.all_schemas()),
    "samples": [(kind, rows, seed) for kind in ("engagement", "personas", "learners")
                for rows, seed in ((200, 1), (1000, 2), (6000, 3), (20000, 4))],
    "random": [name for name in random_tables.all_tables() if name not in ("few rows", "constant pay")],
    "real": ["graduate_admissions.csv", "oulad_learner_features.csv"],
    "ks": (3, 5, 8, 12),
}


def schema_words(folder: Path, name: str) -> Iterator[list]:
    """The words of each of the settings with which a generated schema is tried."""
    path = folder / f"{name.replace(' ', '_')}.json"
    path.write_text(json.dumps(schema_tables.all_schemas()[name]))
    for settings in schema_tables.SETTINGS[name]:
        yield ["--schema", path, *(word for key, value in settings.items() if key != "kmeans.k"
                                   for word in ("--set", f"{key}={value}"))]


def tables(folder: Path, which: dict) -> Iterator[tuple]:
    """Path and words of each table in turn; the files of generated tables are written before."""
    path = folder / "table.csv"
    for seed, n in which["sizes"]:
        path = folder / f"seed_{seed}_of_{n}.csv"
        path.write_bytes(random_tables.to_csv(schema_tables.HEADER, schema_tables.rows_of(seed, n)))
        for name in which["schemas"]:
            for words in schema_words(folder, name):
                yield path, words
    for kind, rows, seed in which["samples"]:
        path = folder / f"{kind}_{rows}_{seed}.csv"
        run("sample", "--kind", kind, "--rows", rows, "--seed", seed, "--out", path)
        yield path, []
    for name in which["random"]:
        path = folder / f"{name.replace(' ', '_')}.csv"
        path.write_bytes(random_tables.all_tables()[name])
        yield path, []
    for name in which["real"]:
        yield SHARED / "data" / name, []
