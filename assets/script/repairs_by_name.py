repairs = {}  # "a.b" stands inside the object a
for what, value in counts.items():
    if what not in ("rows_read", "rows_used", "distinct_rows"):
        *above, last = what.split(".")
        place = repairs.setdefault(above[0], {}) if above else repairs
        place[last] = value
