def one_hot(feature, names):
    """An indicator for each name, in alphabetical order."""
    return {f"{feature}={name}": (names == name).astype(float) for name in sorted(names.unique())}
