"""A matrix of many columns, as a table has them after one-hot encoding, for wide_bench.cpp and its peers."""

import numpy as np

ROWS, NUMBERS, CATEGORIES, LEVELS, BLOBS = 32_593, 12, 4, 7, 6


def wide_matrix():
    """Rows × 40 of unit variance, float32: 12 normal columns about the centres of six blobs, then the
    indicators of four categories of seven levels each, which the blobs have in different shares."""
    random = np.random.default_rng(42)
    blob = random.integers(BLOBS, size=ROWS)
    numbers = random.normal(size=(BLOBS, NUMBERS))[blob] + random.normal(size=(ROWS, NUMBERS))
    parts = [numbers]
    for _ in range(CATEGORIES):
        shares = random.dirichlet(np.full(LEVELS, 0.7), size=BLOBS).cumsum(axis=1)
        level = (random.uniform(size=(ROWS, 1)) > shares[blob]).sum(axis=1).clip(max=LEVELS - 1)
        parts.append(level[:, None] == np.arange(LEVELS))
    columns = np.hstack(parts).astype(float)
    spread = columns.std(axis=0)
    return ((columns - columns.mean(axis=0)) / np.where(spread > 0, spread, 1)).astype(np.float32)


def write_wide_matrix(matrix, path):
    """Numbers of rows and columns (32 bits each), then the values, column after column."""
    with open(path, "wb") as file:
        np.array(matrix.shape, dtype="<u4").tofile(file)
        np.ascontiguousarray(matrix.T).astype("<f4").tofile(file)
