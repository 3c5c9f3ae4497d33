#!/usr/bin/env python3
"""Small inputs that people really have give what they should: read, read and said, or refused."""
import csv
import json
import sys

from cli import HEADER, SHARED, SKIPPED, finish, run

CASES = SHARED / "data" / "cases"
FEATURES = ["years_of_experience", "ctc_update_count", "company_frequency", "job_frequency", "ctc_log"]
BASE_INERTIA = 141.9039

# As the base, without a word about the table.
PLAIN = ["00-base.csv", "01a-semicolon.csv", "01b-semicolon-decimal-comma.csv", "01c-sep-line.csv",
         "02a-utf16le-tab.txt", "02b-utf16be-comma.csv", "02d-tab-utf8.tsv", "04b-trailing-both.csv",
         "05a-header-blanks.csv", "05b-header-spaces-for-underscores.csv", "05c-header-quoted.csv",
         "05d-header-blank-after-comma.csv", "05e-header-nbsp.csv", "05f-header-camel.csv",
         "06a-thousands-quoted.csv", "06b-rupee.csv", "06d-indian-grouping.csv", "06e-sci.csv",
         "06f-plus-space.csv", "07a-year-float.csv", "10a-two-index.csv", "10c-unnamed-two.csv", "10d-unnamed-middle.csv",
         "12c-cr-only.csv", "12d-mixed-nl.csv", "12e-blank-tail.csv", "12g-ctrl-z.csv", "12j-gz.csv.gz",
         "27e-no-index-label-file.csv", "27f-all-quoted.csv", "27h-leading-blank-lines.csv",
         "27j-bom-quoted.csv"]

# As the base, and a note that holds the words.
SAID = {"04a-trailing-rows.csv": "a comma too many", "04c-trailing-header.csv": "a comma too many",
        "07b-year-iso-date.csv": "60 of 60 cells are dates", "07c-year-datetime.csv": "are dates",
        "09b-dup-extra.csv": '"x" as "x (2)"', "10b-index-named.csv": "index counts the rows", "11a-notebook-cleaned.csv": "(2)",
        "11d-ctc-log-col.csv": '"ctc_log" as "ctc_log (2)"',
        "12a-comment-lines.csv": "2 lines above the header were skipped"}

# Read, with another result, and a note that holds the words ("" for none).
READ = {"03-cp1252.csv": "read as Windows-1252", "06c-lpa.csv": "are lakh",
        "07d-one-bad-year.csv": '(line 22: "2016-17")',
        **{f"08b{i}.csv": '(line 9: "' for i in range(10) if i != 6}, "08b6.csv": "",
        "09c-pandas-dup.csv": "", "11b-no-email.csv": "no column email_hash",
        "12f-total-row.csv": "looks like a total", "20d-c-plus-plus.csv": "",
        "22k-pay-small-lakh.csv": "is it in lakh", "23a-extra-with-dash.csv": "1 of 200 cells",
        "23b-extra-percent.csv": "", "23d-extra-bool.csv": "", "23e-extra-bigids.csv": "kept as text",
        "23f-extra-huge.csv": "", "23h-extra-eq-sign.csv": "", "23i-extra-allmissing.csv": "",
        "24b-inch-quote.csv": "", "25b-fullwidth-digit.csv": "", "25c-arabic-digit.csv": "",
        "25d-unicode-minus.csv": "", "25f-apostrophe.csv": "'500000", "25g-paren-negative.csv": "",
        "25h-excel-formula.csv": "1 of 60 cells", "25i-hash-overflow.csv": "########",
        "25j-negative.csv": "", "25k-percent.csv": "50%", "25l-dollar.csv": "$500000",
        "27c-year-20165.csv": "", "27d-ctc-tiny.csv": ""}

# Refused with one line that holds the words.
REFUSED = {"07e-two-digit-year.csv": "one or two digits", "09a-dup-required.csv": "ctc twice",
           "12h-nul.csv": ":4: holds a NUL byte", "12i-short-rows.csv": ":6: expected 6 fields",
           "12k-zip-like.xlsx": "ZIP", "12l-html.csv": "HTML", "12m-json.csv": "JSON",
           "12n-parquet.csv": "Parquet", "12o-lfs.csv": "LFS", "12r-cut-in-number.csv": ":40:",
           "12p-backslash-escape.csv": ":4:", "12q-single-quotes.csv": ":4:",
           "24a-unclosed-quote.csv": ":4:", "24c-quote-then-text.csv": ":4:",
           "22a-one-row.csv": "at least 5 distinct rows", "22b-two-rows.csv": "at least 5 distinct rows",
           "22c-all-identical-but-email.csv": "at least 5 distinct rows",
           "22d-3-distinct.csv": "at least 5 distinct rows",
           "27b-ctc-and-CTC.csv": '"ctc" and "CTC"'}

# Weights refused with one line that says why the column is no feature.
NO_FEATURES = {("23e-extra-bigids.csv", "learner_id"): "every value differs: it looks like an id",
               ("23i-extra-allmissing.csv", "notes"): "every cell is missing",
               ("00-base.csv", "ctc"): "weighed as ctc_log",
               ("00-base.csv", "hours"): "no such feature"}

# repairs that must be counted.
COUNTED = {"20a-unicode-names.csv": {"emptied": 48, "job_missing": 28, "duplicates": 0},
           "25g-paren-negative.csv": {"rows_without_pay": 1}, "25j-negative.csv": {"rows_without_pay": 1},
           "25d-unicode-minus.csv": {"rows_without_pay": 1}, "27d-ctc-tiny.csv": {"rows_without_pay": 4},
           "08b6.csv": {"orgyear_invalid": 1}, "07d-one-bad-year.csv": {"orgyear_missing": 1},
           "22i-constant-extra.csv": {"duplicates": 0}}

# Spellings of nothing, and of people.
SAID_ELSEWHERE = {
    "26a-Nan-role.csv": '30 of 60 cells hold a name like "Nan"; "NaN" or an empty cell would be missing',
    "26b-none-role.csv": '30 of 60 cells hold a name like "none"; "None" or an empty cell',
    "26c-None-role.csv": 'column job_position: 30 of 60 cells are words for nothing and count as '
                         'missing (line 3: "None"',
    "26e-email-case.csv": "differ from another one by case or blanks alone: they count as other people"}

# Huge, tiny and offset numbers: everything computed of them is finite.
HUGE = ["22e-huge-pay.csv", "22f-huge-extra.csv", "22g-one-outlier.csv", "22h-big-offset.csv",
        "22l-pay-1e25.csv", "22l-pay-1e40.csv", "22l-pay-99999999999999999999.csv"]

STRICT = ["07d-one-bad-year.csv", "08b0.csv", "08b5.csv", "08c-five-odd-cells.csv", "25f-apostrophe.csv",
          "25k-percent.csv", "25l-dollar.csv"]


class Cases:
    def __init__(self):
        self.failures = []
        self.count = 0

    def check(self, name: str, good: bool, detail="") -> None:
        self.count += 1
        if not good:
            self.failures.append(f"{name}: {detail}")

    def analysed(self, name: str, *extra):
        got = run("analyze", CASES / name, "--json", "-", *extra)
        self.check(name, got.status == 0, got.err)
        return json.loads(got.out) if got.status == 0 else None

    def base(self, name: str, words: str) -> None:
        result = self.analysed(name)
        if not result:
            return
        notes = " / ".join(result["notes"])
        self.check(name, abs(result["kmeans"]["inertia"] - BASE_INERTIA) < 5e-5,
                   result["kmeans"]["inertia"])
        self.check(name, result["rows_read"] == 60, result["rows_read"])
        self.check(name, [each["name"] for each in result["features"]] == FEATURES, result["features"])
        self.check(name, words in notes if words else not notes, notes)

    def read(self, name: str, words: str) -> None:
        result = self.analysed(name)
        if result:
            self.check(name, any(words in note for note in result["notes"] or [""]), result["notes"])

    def refused(self, name: str, words: str, *extra) -> None:
        got = run("analyze", CASES / name, *extra)
        lines = [line for line in got.err.splitlines() if not line.startswith("note: ")]
        self.check(name, got.status == 1, f"status {got.status}")
        self.check(name, len(lines) == 1 and lines[0].startswith("error: ") and words in lines[0], got.err)
        self.check(name, lines[0].count(str(CASES / name)) == 1, f"does not name the file once: {got.err}")

    def counted(self, name: str, expected: dict) -> None:
        result = self.analysed(name)
        for key, value in expected.items() if result else []:
            self.check(name, result["repairs"][key] == value, f"{key} {result['repairs'][key]}")

    def details(self) -> None:
        odd = self.analysed("08c-five-odd-cells.csv")
        self.check("five odd cells", odd and "3 of 60" in odd["notes"][0] and "2 of 60" in odd["notes"][1])
        early = self.analysed("27a-updated-before-start.csv")
        self.check("update before start", early and early["repairs"]["updated_before_start"] > 0)
        for name, words in SAID_ELSEWHERE.items():
            result = self.analysed(name)
            self.check(name, result and any(words in note for note in result["notes"]),
                       result and result["notes"])
        nothing = self.analysed("26d-dash-role.csv")
        self.check("names of symbols", nothing and nothing["repairs"]["emptied"] > 0)
        noise = self.analysed("22j-tenth-sum.csv", "--set", "weight.nearconst=1")
        share = [each["share"] for each in noise["features"] if each["name"] == "nearconst"]
        self.check("sums of tenths", share == [0], share)
        for name, column in [("23a-extra-with-dash.csv", "test_score"), ("23d-extra-bool.csv", "is_active"),
                             ("23b-extra-percent.csv", "completion"), ("11d-ctc-log-col.csv", "ctc_log (2)")]:
            extra = self.analysed(name, "--set", f"weight.{column}=1")
            self.check(name, extra and extra["features"][-1]["name"] == column, "no feature")
        for (name, column), words in NO_FEATURES.items():
            self.refused(name, words, "--set", f"weight.{column}=1")

    def numbers(self, name: str, *extra) -> None:
        """Every number of the result is finite, and in its place between its bounds."""
        result = self.analysed(name, *extra)
        if not result:
            return
        def absent(value, path):
            children = value.items() if isinstance(value, dict) else enumerate(value) \
                if isinstance(value, list) else []
            if isinstance(value, dict) and "holds" in value:
                value = {key: child for key, child in value.items()
                         if key != "interval" and not (key == "value" and "cannot_be_checked" in value)}
                children = value.items()
            # Groups may have no persona, and refused advice has no text.
            found = [path] if value is None and not path.endswith((".persona", ".text", ".next_best")) else []
            return found + [each for key, child in children for each in absent(child, f"{path}.{key}")]
        self.check(name, not absent(result, ""), absent(result, ""))
        for each in result["features"]:
            self.check(name, each["min"] <= each["mean"] <= each["max"], each)
        means = [each["ctc_mean"] for each in result["profile"]]
        self.check(name, means == sorted(means), means)

    def names(self) -> None:
        """Long names and those of many scripts stay whole, whatever a screen has room for."""
        for name in sorted(CASES.glob("21*.csv")):
            with open(name, encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            companies, roles = ({" ".join(row[column].casefold().split()) for row in rows}
                                for column in ("company_hash", "job_position"))
            extra = [column for column in rows[0] if column not in HEADER.split(",")]
            weights = [part for column in extra if rows[0][column].replace(".", "").isdigit()
                       for part in ("--set", f"weight.{column}=1")]
            result = self.analysed(name.name, *weights)
            if not result:
                continue
            features = [each["name"] for each in result["features"]][len(FEATURES):]
            self.check(name.name, features == [part[7:-2] for part in weights[1::2]], features)
            for key, known in (("top_companies", companies), ("top_roles", roles)):
                shown = {text for each in result["profile"] for text, _ in each[key]}
                self.check(name.name, shown <= known, f"{shown - known}")


def main():
    if not CASES.exists():
        print("the small inputs are not here")
        sys.exit(SKIPPED)
    cases = Cases()
    for name in PLAIN:
        cases.base(name, "")
    for name, words in SAID.items():
        cases.base(name, words)
    for name, words in READ.items():
        cases.read(name, words)
    for name, words in REFUSED.items():
        cases.refused(name, words)
    for name in STRICT:
        cases.refused(name, "is not a number", "--strict")
    for name, expected in COUNTED.items():
        cases.counted(name, expected)
    cases.details()
    cases.names()
    for name in HUGE:
        cases.numbers(name)
    cases.numbers("22f-huge-extra.csv", "--set", "weight.big=1")
    finish(cases.failures, cases.count)


main()
