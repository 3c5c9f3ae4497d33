"""Small seeded tables with the dirt that learner tables have, as CSV bytes."""
import csv
import io
import random

COLUMNS = ["company_hash", "email_hash", "orgyear", "ctc", "job_position", "ctc_updated_year"]
MISSING = ["", "NA", "nan", "NULL", "None", "#N/A", "n/a"]
TITLES = ["Backend Engineer", "backend  engineer", "Backend-Engineer", "SDE-2", "SDE 2", "Other",
          "Data Scientist", "data scientist ", "!!!", "less_occurred", "QA", "Ingénieur", "工程师",
          'the "best", really', "two\nlines", "7"]
COMPANIES = ["Acme", "acme", "A.c.m.e", "unknown", "less_occurred", "less occurred", "Ünïcorp", "--",
             "nan ", "None", "Große Fabrik", "株式会社", "a,b", 'q"q']


def to_csv(header: list, rows: list, ending: str = "\n") -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=ending)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def dirty(seed: int, n: int, pays=None, companies: int = 40) -> list:
    """Rows of the six columns: variants of one name, missing and invalid values, duplicates."""
    r = random.Random(seed)
    names = COMPANIES + [f"co {i}" for i in range(companies)]
    rows = []
    for _ in range(n):
        if rows and r.random() < 0.08:
            rows.append(list(r.choice(rows)))
            continue
        pay = r.choice(pays) if pays else round(10 ** r.gauss(6.0, 0.5)) // 1000 * 1000
        year = r.choice([0, 1, 91, 1899, 1969, 1970, 2025, 2026, 20165]) if r.random() < 0.05 else \
            r.randint(1995, 2022)
        row = [names[min(int(r.expovariate(0.15)), len(names) - 1)], f"m{int(r.random() ** 2 * n)}",
               year, pay, r.choice(TITLES), r.randint(2015, 2021)]
        for column, share in ((0, .03), (1, .04), (2, .06), (3, .02), (4, .25), (5, .05)):
            if r.random() < share:
                row[column] = r.choice(MISSING)
        if r.random() < 0.02:
            row[3] = r.choice([0, -5, "0.0", "-1e6"])
        rows.append(row)
    return rows


def with_extras(seed: int, rows: list) -> tuple:
    """Columns in another order and case, an index, and two numeric extra columns."""
    r = random.Random(seed)
    order = [3, 0, 5, 1, 4, 2]
    header = ["", *(COLUMNS[i].upper() for i in order), "age", "score", "city"]
    table = []
    for number, row in enumerate(rows):
        age = "" if r.random() < 0.1 else r.randint(20, 60)
        score = r.choice(["NA", "-0.5", "1e3", "2.25", "17"])
        table.append([number, *(row[i] for i in order), age, score, r.choice(["Pune", "Łódź"])])
    return header, table


def constant_pay(seed: int, n: int) -> list:
    rows = dirty(seed, n, pays=[700000])
    for row in rows:
        row[3] = 700000
    return rows


def all_tables() -> dict:
    """name → bytes of a CSV."""
    extras = with_extras(4, dirty(4, 600))
    return {
        "dirty": to_csv(COLUMNS, dirty(1, 1200)),
        "ties": to_csv(COLUMNS, dirty(2, 500, pays=[100000, 200000, 200000, 900000], companies=3)),
        "few rows": to_csv(COLUMNS, dirty(3, 14)),
        "extra columns": b"\xef\xbb\xbf" + to_csv(*extras, ending="\r\n"),
        "constant pay": to_csv(COLUMNS, constant_pay(5, 150)),
        "tails": to_csv(COLUMNS, dirty(6, 300, pays=[1, 2, 5, 37000, 530000, 950000, 1700000,
                                                     10 ** 9, 123456789.25])),
    }
