def number(cells, read_as=None, decimal_comma=False, signs=False):
    """Cells as numbers; one that is no number is missing.

    read_as: cells that stand for a number, or for none, without looking like it. signs: cells may
    hold signs of groups, money and percent.
    """
    text = cells
    if signs:
        groups = "." if decimal_comma else ","
        text = text.str.replace(f"[ \u00a0\u2009\u202f'\u2019₹$€£%{groups}]", "", regex=True)
    if decimal_comma:
        text = text.str.replace(",", ".", regex=False)
    numbers = pd.to_numeric(text, errors="coerce")
    if read_as:
        numbers = numbers.mask(cells.isin(list(read_as)), cells.map(read_as))
    return numbers.astype(float)
