def clean_text(name):
    """Letters, marks, decimal digits and single spaces, case folded; missing if nothing is left."""
    kinds = [(c, unicodedata.category(c)) for c in unicodedata.normalize("NFC", name)]
    kept = "".join(c for c, kind in kinds if c == " " or kind[0] in "LM" or kind == "Nd")
    folded = unicodedata.normalize("NFC", kept.casefold())
    return re.sub(" +", " ", folded).strip(" ") or np.nan
