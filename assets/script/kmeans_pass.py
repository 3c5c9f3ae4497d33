centres = np.array(PROGRAM["centers"])
distances = np.column_stack([((matrix - centre) ** 2).sum(axis=1) for centre in centres])
labels = distances.argmin(axis=1)
inertia = distances.min(axis=1).sum()
sizes = np.bincount(labels, minlength=len(centres))
# The program's matrix has 32-bit numbers: a row as near to two centres may be with either.
slack = 1e-6 * (matrix ** 2).sum(axis=1) + 1e-12
nearly = distances <= (distances.min(axis=1) + slack)[:, None]
undecided = int((nearly.sum(axis=1) > 1).sum())
clusters_found = {"k": len(centres), "inertia": inertia, "sizes": sizes}
