check("sizes of the clusters", PROGRAM["sizes"], sizes, absolute=undecided)
check("inertia", PROGRAM["inertia"], inertia, 1e-6, 1e-9 * spread_of_all)
# The program's optimum may be better than scikit-learn's, and worse by 0.05 % at most.
checks.append(("inertia of scikit-learn's own search", PROGRAM["inertia"], search.inertia_,
               PROGRAM["inertia"] <= 1.0005 * search.inertia_ + 1e-9 * spread_of_all))
