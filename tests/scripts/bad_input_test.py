#!/usr/bin/env python3
"""Bad input is refused with one line and leaves no output; odd but sound input is computed."""
import json
import os
import tempfile
from pathlib import Path

from cli import HEADER, finish, run

GOOD_ROWS = [f"acme {i % 3},mail{i % 7},{2010 + i % 9},{500000 + 10000 * i},Engineer {i % 4},2019"
             for i in range(40)]
GOOD = "\n".join([HEADER, *GOOD_ROWS]) + "\n"


def table(*rows: str) -> bytes:
    return ("\n".join([HEADER, *rows]) + "\n").encode()


# name → (bytes of the CSV, words the message must hold)
BAD_FILES = {
    "empty": (b"", ["empty"]),
    "header_only": ((HEADER + "\n").encode(), ["row"]),
    "missing_column": (GOOD.replace(",ctc,", ",worth,").encode(), ["ctc", "worth"]),
    "ragged": (table(*GOOD_ROWS[:3], "a,b,2015,1000", *GOOD_ROWS), [":5:", "6", "4"]),
    "too_long": (table(GOOD_ROWS[0] + ",more"), [":2:", "7"]),
    "one_too_long": (table(*GOOD_ROWS, GOOD_ROWS[0] + ","), [":42:", "7", "the last is empty"]),
    "open_quote": (table(GOOD_ROWS[0], '"acme,x,2015,1000,y,2019'), [":3:", "quote"]),
    "nul": (table(GOOD_ROWS[0]) + b"a\0b,x,2015,1000,y,2019\n", [":3:", "NUL"]),
    "rubbish": (bytes((i * 7919 + i // 251) % 256 for i in range(5000)), []),
    "text_in_ctc": (table(*GOOD_ROWS[:2], "a,b,2015,lots,y,2019"), [":4:", "ctc", "lots"]),
    "infinite_ctc": (table("a,b,2015,inf,y,2019"), [":2:", "ctc"]),
    "not_utf8": (table("aéé,b,2015,5,y,2019") + b"a\xe9,b,2015,5,y,2019\n", [":3:", "UTF-8"]),
    "no_pay_at_all": (table("a,b,2015,,y,2019", "a,b,2015,0,y,2019"), ["ctc above 0"]),
    "no_year_at_all": (table("a,b,,50000,y,2019", "a,b,3,50000,y,2019"),
                       ["year", "one or two digits"]),
}

# name → (arguments behind a good file, exit status, words)
BAD_ARGUMENTS = {
    "unknown_key": (["--set", "kmeans.q=3"], 2, ["kmeans.q"]),
    "no_equals": (["--set", "kmeans.k"], 2, ["key=value"]),
    "out_of_range": (["--set", "kmeans.k=51"], 2, ["kmeans.k", "50"]),
    "not_whole": (["--set", "kmeans.k=2.5"], 2, ["whole"]),
    "not_a_choice": (["--set", "scaler=big"], 2, ["standard"]),
    "weight_out_of_range": (["--set", "weight.ctc_log=4"], 2, ["3"]),
    "weight_of_nothing": (["--set", "weight.shoe_size=1"], 1, ["shoe_size", "ctc_log"]),
    "k_above_rows": (["--set", "kmeans.k=41"], 1, ["41", "40"]),
    "all_weights_0": ([word for name in ("years_of_experience", "ctc_update_count",
                                         "company_frequency", "job_frequency", "ctc_log")
                       for word in ("--set", f"weight.{name}=0")], 1, ["weight"]),
    "low_above_high": (["--set", "outliers.low=50", "--set", "outliers.high=50"], 1, ["low < high"]),
    "same_components": (["--set", "pca.x=2"], 1, ["pca.x"]),
    "component_beyond": (["--set", "pca.x=9"], 1, ["pca.x", "5"]),
    "unknown_option": (["--colour", "red"], 2, ["--colour"]),
    "unknown_study": (["--studies", "elbow,wards"], 2, ["wards", "ward"]),
    "no_study": (["--studies", ""], 2, ["--studies"]),
    "ids_of_no_rows": (["--with-ids"], 2, ["--with-ids", "--clusters"]),
    "exact_of_no_rows": (["--exact"], 2, ["--exact", "--clusters"]),
    "columns_of_no_rows": (["--columns", "orgyear"], 2, ["--columns", "--clusters"]),
}

BAD_SESSIONS = {
    "broken": ('{"cohortscope_session": 1,\n "settings": {', [":2:"]),
    "newer": ('{"cohortscope_session": 99, "settings": {}}', ["newer", "99"]),
    "other_json": ('[1, 2]', ["session"]),
    "unknown_key": ('{"cohortscope_session": 1, "settings": {"kmeans.q": 1}}', ["kmeans.q"]),
    "bad_value": ('{"cohortscope_session": 1, "settings": {"kmeans.k": 0}}', ["kmeans.k"]),
}


class Suite:
    def __init__(self, folder: Path):
        self.folder = folder
        self.failures = []
        self.count = 0

    def check(self, name: str, good: bool, detail="") -> None:
        self.count += 1
        if not good:
            self.failures.append(f"{name}: {detail}")

    def refused(self, name, arguments, status=1, words=()):
        outputs = [self.folder / "out.json", self.folder / "labels.csv"]
        for output in outputs:
            output.unlink(missing_ok=True)
        before = sorted(self.folder.iterdir())
        got = run("analyze", *arguments, "--json", outputs[0], "--labels", outputs[1])
        lines = got.err.splitlines()
        self.check(name, got.status == status, f"status {got.status}, expected {status}: {got.err}")
        self.check(name, len(lines) == 1 and lines[0].startswith("error: "), got.err)
        missing = [word for word in words if word not in got.err]
        self.check(name, not missing, f"{missing} not in {got.err}")
        self.check(name, sorted(self.folder.iterdir()) == before, "an output file was left")

    def computed(self, name, data: bytes, notice: str, *extra):
        path = self.folder / "odd.csv"
        path.write_bytes(data)
        got = run("analyze", path, "--json", "-", *extra)
        self.check(name, got.status == 0, got.err)
        self.check(name, notice in got.err, f"'{notice}' not in {got.err}")
        self.check(name, got.status != 0 or json.loads(got.out)["rows_used"] > 0, "no rows")

    def files(self):
        path = self.folder / "bad.csv"
        for name, (data, words) in BAD_FILES.items():
            path.write_bytes(data)
            self.refused(name, [path], 1, words)
        path.unlink()
        self.refused("folder", [self.folder], 1, ["folder"])
        self.refused("missing_file", [self.folder / "nowhere.csv"], 1, ["nowhere.csv"])
        if os.geteuid() != 0:  # root may read everything
            path.write_text(GOOD)
            path.chmod(0)
            self.refused("no_permission", [path], 1, ["ermission"])
            path.unlink()

    def arguments(self):
        good = self.folder / "good.csv"
        good.write_text(GOOD)
        for name, (arguments, status, words) in BAD_ARGUMENTS.items():
            self.refused(name, [good, *arguments], status, words)
        session = self.folder / "session.json"
        for name, (text, words) in BAD_SESSIONS.items():
            session.write_text(text)
            self.refused("session " + name, [good, "--session", session], 1, words)
        self.refused("missing session", [good, "--session", self.folder / "none.json"], 1, ["none.json"])
        for option in ("--json", "--labels", "--features"):
            got = run("analyze", good, option, self.folder / "no" / "such" / "folder.x")
            self.check(option, got.status == 1 and got.err.startswith("error: "), got.err)
        got = run("screenshot", good, "--out", self.folder / "no" / "x.png")
        self.check("screenshot folder", got.status == 1 and "folder" in got.err, got.err)
        got = run("sample", "--rows", "10", "--out", self.folder / "no" / "x.csv")
        self.check("sample folder", got.status == 1 and "folder" in got.err, got.err)
        self.check("no command", run("screenshot").status == 2, "screenshot without --out")

    def odd_but_sound(self):
        self.computed("few rows", GOOD.encode(), "40 rows")
        same = [f"acme {i % 9},m{i},{2000 + i % 15},700000,r{i % 5},2019" for i in range(300)]
        self.computed("all pay equal", table(*same), "same pay")
        self.computed("every company rare", GOOD.encode(), "every company is rare",
                      "--set", "rare_company_threshold=1000")
        big = "x" * 10_000_000
        self.computed("10 MB in one field", table(*GOOD_ROWS, f"{big},m,2015,5,y,2019"), "MB")
        quoted = [f'"a, ""b"" {i % 3}\r\nc",m{i},2015,{i + 1},"r\n{i % 2}",2019' for i in range(20)]
        data = ("\ufeff" + "\r\n".join([HEADER.upper(), *quoted])).encode()
        self.computed("quotes, CRLF, a mark, no final newline", data, "20 rows", "--set", "kmeans.k=2")


def main():
    with tempfile.TemporaryDirectory() as folder:
        suite = Suite(Path(folder))
        suite.files()
        suite.arguments()
        suite.odd_but_sound()
        finish(suite.failures, suite.count)


if __name__ == "__main__":
    main()
