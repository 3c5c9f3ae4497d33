checks = []  # what, the program's value, the value here, and the verdict


def check(what, program, here, relative=0.0, absolute=0.0, otherwise="differs"):
    """Notes whether two numbers, or two lists of them, agree within a tolerance."""
    good = np.shape(program) == np.shape(here) and np.allclose(here, program, relative, absolute)
    checks.append((what, program, here, "agrees" if good else otherwise))


def shown(value):
    """A value as the table below has it."""
    if isinstance(value, str):
        return value
    numbers = np.atleast_1d(value).tolist()
    text = " ".join(f"{n:.10g}" if len(numbers) == 1 else f"{n:.6g}" for n in numbers)
    return text if len(text) <= 40 else text[:39] + "…"


checks.append(("SHA-256 of the table", SHA256[:16] + "…", hash_of_table[:16] + "…",
               "agrees" if SHA256 == hash_of_table else "differs"))
for what, value in PROGRAM["counts"].items():
    name = what if isinstance(what, str) else ", ".join(filter(None, what))
    check(name, value, counts[what], relative=1e-9)
moments = features_found.set_index("name")[["mean", "std", "min", "max"]].T.to_dict("list")
for name, expected in PROGRAM["features"].items():
    check(f"{name}: mean, deviation, least, most", expected, moments.get(name, []), 1e-9,
          1e-12 * max(1.0, abs(expected[0])))
check("explained variance", PROGRAM["explained_variance"], explained_variance, absolute=1e-6)
