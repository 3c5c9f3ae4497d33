rounded = (matrix - matrix.mean(axis=0)).astype(np.float32).astype(float)  # as the program has it
tree, clusters_found = None, {"k": K}
try:  # in memory for the rows alone, where it is installed
    from fastcluster import linkage_vector
    tree = linkage_vector(rounded, method="ward")
except ImportError:  # in memory for the distances of all pairs of rows
    if len(rounded) <= MOST_ROWS_OF_PAIRS:
        tree = linkage(rounded, method="ward")
if tree is not None:
    rows, heights = len(rounded), tree[tree[:, 2] > 1e-9, 2]
    tied = bool((np.diff(heights) <= 1e-9 * heights[1:]).any())  # equal costs: more trees than one
    top = list(range(2 * rows - 1))  # the highest branch below the cut above each node
    branches = tree[:, :2].astype(int).tolist()
    for merge in range(rows - K - 1, -1, -1):
        for branch in branches[merge]:
            top[branch] = top[rows + merge]
    labels = np.unique(top[:rows], return_inverse=True)[1]
    sizes = np.bincount(labels, minlength=K)
    means = np.array([matrix[labels == cluster].mean(axis=0) for cluster in range(K)])
    inertia = ((matrix - means[labels]) ** 2).sum()
    clusters_found = {"k": K, "inertia": inertia, "sizes": sizes}
