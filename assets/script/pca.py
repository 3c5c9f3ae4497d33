pca = PCA().fit(matrix - matrix.mean(axis=0))
explained_variance = np.zeros(max(matrix.shape[1], 2))
explained_variance[:len(pca.explained_variance_)] = (
    pca.explained_variance_ / (pca.explained_variance_.sum() or 1.0))
