rounded = (matrix - matrix.mean(axis=0)).astype(np.float32).astype(float)  # as the program has it
try:  # in less memory, where it is installed
    from fastcluster import linkage_vector
    tree = linkage_vector(rounded, method="ward")
except ImportError:
    tree = linkage(rounded, method="ward")
heights = tree[tree[:, 2] > 1e-9, 2]
tied = bool((np.diff(heights) <= 1e-9 * heights[1:]).any())  # equal costs: more trees than one
labels = cut_tree(tree, n_clusters=K).ravel()
sizes = np.bincount(labels, minlength=K)
means = np.array([matrix[labels == cluster].mean(axis=0) for cluster in range(K)])
inertia = ((matrix - means[labels]) ** 2).sum()
clusters_found = {"k": K, "inertia": inertia, "sizes": sizes}
