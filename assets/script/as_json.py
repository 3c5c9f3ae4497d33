if arguments.json:
    print(json.dumps({
        "rows_read": counts["rows_read"], "rows_used": counts["rows_used"],
        "distinct_rows": counts["distinct_rows"], "repairs": repairs,
        "features": features_found.to_dict("records"), METHOD: clusters_found,
        "pca": {"explained_variance_ratio": explained_variance}}, indent=2,
        default=lambda value: value.tolist()))
