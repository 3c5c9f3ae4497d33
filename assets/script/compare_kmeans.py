otherwise = "differs" if PROGRAM["converged"] else "stopped before it converged"
check("sizes of the clusters", PROGRAM["sizes"], sizes, absolute=undecided, otherwise=otherwise)
check("inertia", PROGRAM["inertia"], inertia, 1e-6, 1e-9 * spread_of_all, otherwise)
# The best of ten or more starts is not worse than scikit-learn's by more than 0.05 %.
worse = PROGRAM["inertia"] > 1.0005 * search.inertia_ + 1e-9 * spread_of_all
checks.append(("inertia of scikit-learn's own search", PROGRAM["inertia"], search.inertia_,
               "agrees" if not worse else otherwise if search.n_init >= 10 else "a better optimum"))
apart = ((centres[:, None] - search.cluster_centers_) ** 2).sum(axis=2)
found = np.bincount(search.labels_, minlength=len(centres))[linear_sum_assignment(apart)[1]]
checks.append(("sizes of the clusters it found", PROGRAM["sizes"], found, "agrees" if np.abs(
    found - sizes).max() <= 0.01 * len(matrix) else "another optimum"))
