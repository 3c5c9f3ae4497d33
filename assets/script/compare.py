checks = []  # what, the program's value, the value here, whether they agree


def check(what, program, here, relative=0.0, absolute=0.0):
    """Notes whether two numbers, or two lists of them, agree within a tolerance."""
    alike = np.shape(program) == np.shape(here)
    checks.append((what, program, here, alike and np.allclose(here, program, relative, absolute)))


def shown(value):
    """A value as the table below has it."""
    if isinstance(value, str):
        return value
    numbers = np.atleast_1d(value).tolist()
    text = " ".join(f"{n:.10g}" if len(numbers) == 1 else f"{n:.6g}" for n in numbers)
    return text if len(text) <= 40 else text[:39] + "…"


checks.append(("SHA-256 of the table", SHA256[:16] + "…", hash_of_table[:16] + "…",
               SHA256 == hash_of_table))
for what, value in PROGRAM["counts"].items():
    name = what if isinstance(what, str) else ", ".join(filter(None, what))
    check(name, value, counts[what], relative=1e-9)
moments = features_found.set_index("name")[["mean", "std", "min", "max"]].T.to_dict("list")
for name, expected in PROGRAM["features"].items():
    check(f"{name}: mean, deviation, least, most", expected, moments.get(name, []), 1e-9,
          1e-12 * max(1.0, abs(expected[0])))
check("explained variance", PROGRAM["explained_variance"], explained_variance, absolute=1e-6)
