def share_of_rows(names):
    """The share of the rows that have the same name."""
    return names.map(names.value_counts()) / len(names)
