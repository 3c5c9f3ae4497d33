try:  # in less memory, where it is installed
    from fastcluster import linkage_vector
    tree = linkage_vector(matrix, method="ward")
except ImportError:
    tree = linkage(matrix, method="ward")
labels = cut_tree(tree, n_clusters=K).ravel()
sizes = np.bincount(labels, minlength=K)
means = np.array([matrix[labels == cluster].mean(axis=0) for cluster in range(K)])
inertia = ((matrix - means[labels]) ** 2).sum()
clusters_found = {"k": K, "inertia": inertia, "sizes": sizes}
