#!/usr/bin/env python3
"""Workbooks as openpyxl, pandas and odfpy write them give the result of the same table as CSV.

Skipped where these packages are not installed (third_party/install.sh --tests).
"""
import csv
import datetime
import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

if Path(sys.executable) != Path("/usr/bin/python3") and not os.environ.get("COHORTSCOPE_PEER"):
    os.execve("/usr/bin/python3", ["/usr/bin/python3", *sys.argv], {**os.environ, "COHORTSCOPE_PEER": "1"})

from cli import HEADER, SKIPPED, finish, run  # noqa: E402

try:
    import odf.opendocument
    import openpyxl
    import pandas
    from odf.table import Table, TableCell, TableRow
    from odf.text import P
    from openpyxl.styles import Font
    from openpyxl.utils.datetime import CALENDAR_MAC_1904
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(SKIPPED)

ROWS = [[f"acme, \"{i % 3}\" & söhne", f"mail{i % 7}", 2010 + i % 9, 500000 + 10000.25 * i,
         f"engineer {i % 4}", 2019] for i in range(60)]
NAMES = HEADER.split(",")


def as_csv(rows) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([NAMES, *rows])
    return text.getvalue()


class Suite:
    def __init__(self, folder: Path):
        self.folder, self.failures, self.count = folder, [], 0
        (folder / "table.csv").write_text(as_csv(ROWS), encoding="utf-8")
        self.expected = self.result(folder / "table.csv")

    def check(self, name: str, good: bool, detail="") -> None:
        self.count += 1
        if not good:
            self.failures.append(f"{name}: {detail}")

    def result(self, path, *arguments):
        got = run("analyze", path, "--json", "-", "--quiet", *arguments)
        if got.status != 0:
            return got.err
        found = json.loads(got.out)
        return {key: found[key] for key in found if key not in ("file", "notes", "seconds")}

    def same(self, name: str, path, *arguments) -> None:
        got = self.result(path, *arguments)
        self.check(name, got == self.expected, str(got)[:300])

    def book(self, rows, **options):
        """A workbook of openpyxl with the table, to be changed further."""
        book = openpyxl.Workbook(**options)
        sheet = book.create_sheet("Learners") if options else book.active
        for row in [NAMES, *rows]:
            sheet.append(row)
        return book, sheet

    def saved(self, book, name="book.xlsx") -> Path:
        path = self.folder / name
        book.save(path)
        return path

    def openpyxl(self):
        self.same("openpyxl", self.saved(self.book(ROWS)[0]))
        self.same("openpyxl, write only", self.saved(self.book(ROWS, write_only=True)[0]))
        texts = [[row[0], row[1], *map(str, row[2:])] for row in ROWS]
        self.same("numbers kept as text", self.saved(self.book(texts)[0]))

        book, sheet = self.book(ROWS)
        sheet.insert_cols(1, 2)
        sheet.insert_rows(1, 4)
        self.same("below and right of blank cells", self.saved(book))

        book, sheet = self.book(ROWS)
        for row in sheet.iter_rows(min_row=1, max_row=1):
            for cell in row:
                cell.font = Font(bold=True)
        sheet.auto_filter.ref = sheet.dimensions
        sheet.freeze_panes = "A2"
        for row in range(62, 70):
            sheet.cell(row, 3).font = Font(bold=True)  # cells with a look and no value
        self.same("fonts, filter, frozen panes, blank cells with a font", self.saved(book))

        book, sheet = self.book(ROWS)
        book.create_sheet("Cover", 0).append(["Report"])
        book.create_sheet("Hidden", 0).sheet_state = "hidden"
        path = self.saved(book)
        self.same("the sheet with the columns is found", path)
        self.same("a sheet by name", path, "--sheet", "Sheet")
        got = run("analyze", path)
        self.check("said", "note: read the sheet 'Sheet'" in got.err, got.err)
        got = run("analyze", path, "--sheet", "Nope")
        self.check("unknown sheet", got.status == 1 and "'Hidden', 'Cover' and 'Sheet'" in got.err, got.err)

    def odd_cells(self):
        book, sheet = self.book(ROWS)
        sheet["D17"] = "lots"
        sheet["D18"] = "many"
        sheet["D19"] = "some"
        sheet["D20"] = "few"
        sheet.title = "Pay, all"
        got = run("analyze", self.saved(book))
        self.check("the cell is named", "sheet 'Pay, all', cell D17" in got.err, got.err)

        book, sheet = self.book(ROWS)
        sheet["C5"] = "=NA()"
        got = run("analyze", self.saved(book))
        self.check("a formula never computed", "1 formula" in got.err and "C5" in got.err, got.err)

    def pandas(self):
        frame = pandas.DataFrame(ROWS, columns=NAMES)
        path = self.folder / "pandas.xlsx"
        frame.to_excel(path)
        self.same("pandas with its index", path)
        frame.to_excel(path, index=False, sheet_name="Données", startrow=3, startcol=2)
        self.same("pandas elsewhere on the sheet", path)

    def dates(self):
        for name, epoch in (("1900", None), ("1904", CALENDAR_MAC_1904)):
            rows = [row[:] for row in ROWS]
            for row in rows:
                row[2] = datetime.date(row[2], 7, 1)
            dated = self.folder / "dates.csv"
            dated.write_text(as_csv(rows), encoding="utf-8")
            book = openpyxl.Workbook()
            if epoch:
                book.epoch = epoch
            for row in [NAMES, *rows]:
                book.active.append(row)
            got, wanted = self.result(self.saved(book)), self.result(dated)
            if isinstance(wanted, str):  # then both say that the text of a date is no year
                good = "2010-07-01" in got and "cell C2" in got
            else:
                good = got == wanted
            self.check(f"dates of {name}", good, f"{str(got)[:200]} instead of {str(wanted)[:200]}")

    def odf(self):
        document = odf.opendocument.OpenDocumentSpreadsheet()
        sheet = Table(name="Learners")
        for row in [NAMES, *ROWS]:
            line = TableRow()
            for value in row:
                kind = {"valuetype": "string"} if isinstance(value, str) else {
                    "valuetype": "float", "value": value}
                cell = TableCell(**kind)
                cell.addElement(P(text=str(value)))
                line.addElement(cell)
            sheet.addElement(line)
        document.spreadsheet.addElement(sheet)
        path = self.folder / "table.ods"
        document.save(path)
        self.same("odfpy", path)
        frame = pandas.DataFrame(ROWS, columns=NAMES)
        frame.to_excel(path, index=False, engine="odf")
        self.same("pandas through odfpy", path)

    def pipes(self):
        path = self.saved(self.book(ROWS)[0])
        for arguments in (["-"], ["/dev/stdin"]):
            done = subprocess.run([sys.argv[1], "analyze", *arguments, "--json", "-", "--quiet"],
                                  input=path.read_bytes(), capture_output=True, check=False)
            self.check("standard input", done.returncode == 0, done.stderr)


def main():
    with tempfile.TemporaryDirectory() as folder:
        suite = Suite(Path(folder))
        suite.openpyxl()
        suite.odd_cells()
        suite.pandas()
        suite.dates()
        suite.odf()
        suite.pipes()
        finish(suite.failures, suite.count)


if __name__ == "__main__":
    main()
