if tree is not None:
    otherwise = "another tree" if tied else "differs"
    check("sizes of the clusters, ascending", sorted(PROGRAM["sizes"]), sorted(sizes),
          otherwise=otherwise)
    check("inertia", PROGRAM["inertia"], inertia, 1e-6, 1e-9 * spread_of_all, otherwise=otherwise)
