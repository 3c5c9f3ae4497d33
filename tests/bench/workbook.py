"""A table as an .xlsx workbook the way spreadsheets write it: shared texts, a name in every cell.

openpyxl takes a minute and a half for the learners table; this takes seconds.
"""

import csv
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return text.lower().strip("+-") not in ("nan", "inf", "infinity")


def sheet_xml(rows, texts):
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    yield f'<worksheet xmlns="{MAIN}"><sheetData>'
    for number, row in enumerate(rows, 1):
        cells = [f'<c r="{letters[i]}{number}"><v>{cell}</v></c>' if is_number(cell) else
                 f'<c r="{letters[i]}{number}" t="s"><v>{texts.setdefault(cell, len(texts))}</v></c>'
                 for i, cell in enumerate(row) if cell]
        yield f'<row r="{number}" spans="1:{len(row)}">{"".join(cells)}</row>'
    yield "</sheetData></worksheet>"


def write_workbook(table: Path, path: Path):
    """The CSV `table`, of at most 26 columns, as the one sheet of a workbook."""
    texts = {}
    with open(table, newline="", encoding="utf-8") as file, \
            zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for piece in sheet_xml(csv.reader(file), texts):
                sheet.write(piece.encode())
        book.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">' + "".join(
            f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts) + "</sst>")
        book.writestr("xl/styles.xml", f'<styleSheet xmlns="{MAIN}"/>')
        book.writestr("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
                      '<sheet name="Learners" sheetId="1" r:id="r1"/></sheets></workbook>')
        relations = f'<Relationships xmlns="{PACKAGE}/relationships">'
        for id_, kind, part in (("r1", "worksheet", "worksheets/sheet1.xml"),
                                ("r2", "sharedStrings", "sharedStrings.xml"),
                                ("r3", "styles", "styles.xml")):
            relations += f'<Relationship Id="{id_}" Type="{OFFICE}/{kind}" Target="{part}"/>'
        book.writestr("xl/_rels/workbook.xml.rels", relations + "</Relationships>")
        book.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship '
                      f'Id="b" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        types = "application/vnd.openxmlformats-officedocument.spreadsheetml."
        book.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"><Default '
                      'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                      + "".join(f'<Override PartName="/xl/{part}.xml" ContentType="{types}{kind}+xml"/>'
                                for part, kind in (("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"),
                                                   ("sharedStrings", "sharedStrings"), ("styles", "styles")))
                      + "</Types>")
