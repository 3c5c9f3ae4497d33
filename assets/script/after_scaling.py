matrix = ((features - centre) / spread.where(std > 0, np.inf) * weights).to_numpy()
variances = matrix.var(axis=0)
spread_of_all = len(matrix) * variances.sum()
features_found = pd.DataFrame({
    "name": features.columns, "weight": weights.to_numpy(), "mean": mean.to_numpy(),
    "std": std.to_numpy(), "min": features.min().to_numpy(), "max": features.max().to_numpy(),
    "share": variances / (variances.sum() or 1.0)})
counts["rows_used"] = len(rows)
counts["distinct_rows"] = len(features.drop_duplicates())
