repairs = [{"step": what[0], "what": what[2], **({"column": what[1]} if what[1] else {}),
            "value": value} for what, value in counts.items() if not isinstance(what, str)]
