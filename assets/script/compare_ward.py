check("sizes of the clusters, ascending", sorted(PROGRAM["sizes"]), sorted(sizes))
check("inertia", PROGRAM["inertia"], inertia, 1e-6, 1e-9 * spread_of_all)
