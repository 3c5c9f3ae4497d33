def most_frequent(names, *groups):
    """For each row the most frequent name in its group; of equal counts the alphabetically first."""
    keys = [f"group {i}" for i in range(len(groups))]
    cells = pd.DataFrame(dict(zip(keys, groups), name=names))
    votes = cells.dropna().groupby(keys + ["name"]).size().reset_index(name="votes")
    votes = votes.sort_values(["votes", "name"], ascending=[False, True], kind="stable")
    best = votes.drop_duplicates(keys).set_index(keys)["name"].rename("best")
    if best.empty:
        return pd.Series(np.nan, names.index, dtype=object)
    return cells[keys].join(best, on=keys)["best"]
