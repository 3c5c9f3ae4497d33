#!/usr/bin/env python3
"""The report's folder: complete, valid, safe to open, and whole whatever happens while it is written."""
import base64
import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from html.parser import HTMLParser
from pathlib import Path

from cli import PROGRAM, SHARED, finish, run
from compare import Checks

MARKER = "Cohortscope report"
NAMESPACES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/1999/xhtml",
              "http://www.w3.org/XML/1998/namespace"}
HOSTILE = ['<script>alert("x")</script>', 'Smith, "Jones" & Söhne', "=HYPERLINK(\"http://e.x\")",
           "esc\x1b[31mred", "two\nlines", "it's <b>bold</b>", "\u202egnihton", "plain"]


class Page(HTMLParser):
    """What a browser would fetch or run, and every id and jump."""

    def __init__(self, text: str):
        super().__init__()
        self.ids, self.jumps, self.links, self.sources, self.tags, self.events = [], [], [], [], [], []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            elif name == "href":
                (self.jumps if value.startswith("#") else self.links).append(value)
            elif name in ("src", "srcset", "data", "action", "poster"):
                self.sources.append(value)
            elif name.startswith("on"):
                self.events.append(name)

    def handle_data(self, data):
        self.text += data


def files_in(folder: Path) -> dict:
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def hostile_table(path: Path, rows: int = 600) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["group <i>name</i>", "age, \"years\"", "score"])
    for row in range(rows):
        writer.writerow([HOSTILE[row * 7 % len(HOSTILE)], 20 + row % 17 * 3, row * 37 % 101])
    path.write_text(text.getvalue(), encoding="utf-8")


def bits(values: list, width: int) -> str:
    """Whole numbers of so many bits each, the lowest first, as base64."""
    number = sum(value << (width * place) for place, value in enumerate(values))
    return base64.b64encode(number.to_bytes((len(values) * width + 7) // 8, "little")).decode()


def rows_as_text(rows: set, count: int) -> str:
    return f"{count}:bits:{bits([int(row in rows) for row in range(count)], 1)}"


def grouping(labels: dict, count: int, k: int) -> dict:
    """The clusters of a result as a session has them; labels by row from 1."""
    return {"rows": rows_as_text({row - 1 for row in labels}, count), "k": k,
            "labels": bits([labels[row] for row in sorted(labels)], (k - 1).bit_length())}


class Suite:
    def __init__(self, folder: Path):
        self.folder, self.checks = folder, Checks()
        self.small = folder / "small.csv"
        hostile_table(self.small)

    def report(self, label, *arguments, **keywords):
        self.checks.label = label
        return run("report", *arguments, "--quiet", **keywords)

    def check_page(self, out: Path) -> Page:
        html = (out / "index.html").read_text(encoding="utf-8")
        page = Page(html)
        self.checks.equal("ids that repeat", sorted({i for i in page.ids if page.ids.count(i) > 1}), [])
        self.checks.equal("jumps to nowhere", sorted(set(j for j in page.jumps if j[1:] not in page.ids)), [])
        self.checks.equal("what is fetched", [s[:40] for s in page.sources if not s.startswith("data:image/")], [])
        self.checks.equal("addresses", sorted({u for u in re.findall(r"https?://[^\s\"'<>%)]+", html)} - NAMESPACES), [])
        self.checks.equal("event attributes", page.events, [])
        self.checks.equal("scripts", page.tags.count("script"), 1)
        files = files_in(out)
        self.checks.equal("links to files not there",
                          [link for link in page.links if link not in files], [])
        for section in ("summary", "clusters", "repairs", "definitions", "settings"):
            self.checks.that(section in page.ids, f"no section {section}")
        if shutil.which("tidy"):
            done = subprocess.run(["tidy", "-e", "-q", str(out / "index.html")], capture_output=True,
                                  text=True, check=False)
            errors = [line for line in done.stderr.splitlines() if "Error" in line]
            self.checks.equal("tidy's errors", errors[:5], [])
            self.checks.that(done.returncode < 2, done.stderr[:400])
        return page

    def check_in_browser(self, out: Path) -> None:
        """No error of a script, without a network; a click on a head sorts. Needs Chromium."""
        browser = shutil.which("chromium")
        if browser is None:
            return
        html = (out / "index.html").read_text(encoding="utf-8")
        click = """<script>
            const head = document.querySelectorAll('#table-overview thead button')[2];
            const column = () => [...document.querySelectorAll('#table-overview tbody tr')]
                .map((row) => Number(row.cells[2].dataset.order)).join(" ");
            head.click(); document.body.dataset.up = column();
            head.click(); document.body.dataset.down = column();
            document.querySelector('.card').dispatchEvent(new PointerEvent('pointerover', {bubbles: true}));
            document.body.dataset.lit = document.querySelectorAll('.lit').length;
        </script></body>"""
        page = self.folder / "clicked.html"
        page.write_text(html.replace("</body>", click), encoding="utf-8")
        try:
            done = subprocess.run(
                [browser, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
                 f"--user-data-dir={self.folder / 'browser'}", "--host-resolver-rules=MAP * ~NOTFOUND", "--dump-dom",
                 page.as_uri()], capture_output=True, text=True, timeout=120, check=False)
        except subprocess.TimeoutExpired:
            print("the browser took too long")
            return
        said = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
        self.checks.equal("what the browser complains of", said[:3], [])
        found = dict(re.findall(r'data-(up|down|lit)="([^"]*)"', done.stdout[-200000:] + done.stdout[:200000]))
        if not self.checks.that(len(found) == 3, f"the page's script did not run: {found}"):
            return
        up, down = ([float(number) for number in found[key].split()] for key in ("up", "down"))
        self.checks.that(len(up) > 1 and up == sorted(up), f"not sorted: {up}")
        self.checks.equal("sorted the other way", down, up[::-1])
        self.checks.that(int(found["lit"]) >= 2, "a cluster pointed at is lit in one place only")

    def check_named(self, out: Path) -> None:
        read_me = (out / "README.txt").read_text(encoding="utf-8")
        self.checks.that(read_me.startswith(MARKER + "\n"), read_me[:80])
        named = {line[2:].split("  ")[0] for line in read_me.splitlines() if re.match(r"  \S", line)}
        self.checks.equal("files that README.txt names", sorted(named), sorted(files_in(out)))

    def check_tables(self, out: Path) -> None:
        for path in out.rglob("*.csv"):
            rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
            self.checks.that(len({len(row) for row in rows}) == 1, f"{path.name}: rows of different lengths")
            self.checks.that(not any("\x1b" in cell for row in rows for cell in row), f"{path.name}: an escape")
        try:
            import pandas
        except ImportError:
            return
        for path in out.rglob("*.csv"):
            table = pandas.read_csv(path)
            self.checks.that(len(table.columns) > 1, f"{path.name}: {len(table.columns)} column")

    def sample(self) -> None:
        """No argument but --out, no display; the folder says what lies in it."""
        out = self.folder / "sample"
        nowhere = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
        done = self.measured("sample", out, env=nowhere)
        if not self.checks.that(done.status == 0, done.err):
            return
        self.checks.equal("standard output", done.out.decode().count("\n"), 1)
        self.check_page(out)
        self.check_in_browser(out)
        self.check_named(out)
        self.check_tables(out)
        json.loads((out / "session.json").read_text())
        json.loads((out / "schema.json").read_text())

    def measured(self, label, out: Path, *arguments, **keywords):
        """Prints seconds and the peak of memory; without them where /usr/bin/time is missing."""
        self.checks.label = label
        note = self.folder / "time.txt"
        words = [PROGRAM, "report", *map(str, arguments), "--out", str(out)]
        if Path("/usr/bin/time").exists():
            words = ["/usr/bin/time", "-f", "%e s, %M kB", "-o", str(note), *words]
        before = time.monotonic()
        done = subprocess.run(words, capture_output=True, check=False, timeout=1800, **keywords)
        print(f"{label}: {note.read_text().strip() if note.exists() else f'{time.monotonic() - before:.1f} s'}")

        class Done:
            status, out, err = done.returncode, done.stdout, done.stderr.decode()
        return Done

    def real_tables(self) -> None:
        """The elbow of the largest would take most of this test's time; the made one has it."""
        made = self.folder / "engagement.csv"
        run("sample", "--kind", "engagement", "--rows", 1500, "--out", made)
        shared = SHARED / "data"
        for table, studies in ((shared / "graduate_admissions.csv", "elbow,scores,hopkins"),
                               (shared / "oulad_learner_features.csv", "scores,hopkins"),
                               (made, "elbow,scores,hopkins,silhouette")):
            if not table.exists():
                continue
            out = self.folder / f"{table.stem} report"
            done = self.measured(table.name, out, table, "--studies", studies)
            if self.checks.that(done.status == 0, done.err):
                self.check_page(out)
                self.check_named(out)
                self.check_tables(out)

    def rows(self) -> None:
        """Rows are known by their number alone, until columns are asked for."""
        out = self.folder / "rows"
        self.report("rows", self.small, "--out", out, "--studies", "scores")
        head = (out / "rows.csv").read_text().splitlines()[0].split(",")
        self.checks.that("score" not in head and "row" in head, head)
        done = self.report("rows", self.small, "--out", out, "--studies", "scores", "--columns", "score", "--exact")
        self.checks.equal("status", (done.status, done.err), (0, ""))
        head = (out / "rows.csv").read_text().splitlines()[0].split(",")
        self.checks.that("score" in head, head)
        self.refused("a column that is not there", "nothing", self.folder / "columns", options=("--columns", "nothing"))

    def labels(self, k: int) -> dict:
        done = run("analyze", self.small, "--quiet", "--set", f"kmeans.k={k}", "--labels", "-")
        return {int(row["row"]): int(row["cluster"]) for row in csv.DictReader(io.StringIO(done.out.decode()))}

    def session(self) -> None:
        """A session's names, sets and baseline are in the report, and in its session.json."""
        out, path = self.folder / "of a session", self.folder / "saved.json"
        self.report("session", self.small, "--out", out, "--studies", "scores", "--set", "kmeans.k=3")
        session = json.loads((out / "session.json").read_text())
        self.checks.equal("the data beside", session["data"]["beside_session"], "../small.csv")
        now, before, count = self.labels(3), self.labels(4), session["data"]["rows"]
        chosen = {row for row in range(count) if row % 3 == 0}
        session["data"]["beside_session"] = "small.csv"
        session["groupings"] = [grouping(now, count, 3), grouping(before, count, 4)]
        session["names"] = [{"name": "Mine, by hand", "grouping": 0, "group": 1}]
        session["sets"] = [{"name": "A", "rows": rows_as_text(chosen, count), "origin": "a lasso"}]
        session["baseline"] = {"settings": {**session["settings"], "kmeans.k": 4}, "grouping": 1,
                               "colours": [0, 1, 2, 3], "names": []}
        path.write_text(json.dumps(session))
        done = self.report("session", "--session", path, "--out", out, "--studies", "scores")
        self.checks.equal("status", (done.status, done.err), (0, ""))
        page = (out / "index.html").read_text(encoding="utf-8")
        self.checks.that("Mine, by hand" in page, "a name given by hand is not on the page")
        self.checks.that((out / "figures/what_changed.svg").exists(), "nothing changed since the baseline")
        sets = list(csv.DictReader((out / "tables/sets.csv").open(encoding="utf-8")))
        rows = list(csv.DictReader((out / "rows.csv").open(encoding="utf-8")))
        used = sum(int(row["row"]) - 1 in chosen for row in rows)
        self.checks.equal("the set", [(s["set"], s["origin"], int(s["rows"])) for s in sets], [("A", "a lasso", used)])
        told = [row for row in rows if row["set_A"] != ""]
        self.checks.that(len(told) > len(rows) / 2, f"{len(told)} of {len(rows)} rows tell whether they are in A")
        self.checks.that(all(row["set_A"] == str(int(int(row["row"]) - 1 in chosen)) for row in told), "a wrong row in A")
        self.checks.that("Mine, by hand" in {row["persona"] for row in rows}, "the name is not in rows.csv")
        again = json.loads((out / "session.json").read_text())
        for key in ("names", "sets", "groupings"):
            self.checks.that(key in again, f"session.json lacks {key}")
        self.checks.that("baseline" in again, "session.json lacks the baseline")
        self.check_named(out)
        same = self.folder / "of its session"
        self.report("again", "--session", out / "session.json", "--out", same, "--studies", "scores")
        ours = files_in(out)
        self.checks.equal("files that differ", [name for name, data in files_in(same).items()
                                                if ours.get(name) != data and name != "README.txt"], [])
        done = run("figure", "what_changed", "--session", path, "--out", self.folder / "changed.svg", "--quiet")
        self.checks.equal("figure", (done.status, done.err), (0, ""))
        drawn = (self.folder / "changed.svg").read_text(encoding="utf-8")
        self.checks.that("Mine, by hand" in drawn and "a lasso" in drawn, "the figure does not carry all")
        done = run("analyze", self.small, "--session", path, "--quiet", "--clusters", "-", "--exact")
        head = done.out.decode().splitlines()[0]
        self.checks.that(head.endswith(",set_A"), head)

    def hostile_names(self) -> None:
        out = self.folder / "hostile <b> report"
        done = self.report("hostile names", self.small, "--out", out, "--studies", "scores")
        if not self.checks.that(done.status == 0, done.err):
            return
        page = self.check_page(out)
        self.check_named(out)
        self.check_tables(out)
        self.checks.that("\x1b" not in page.text and "\u202e" not in page.text, "an escape on the page")
        for name, data in files_in(out).items():
            if name.endswith((".txt", ".csv", ".html", ".json", ".py", ".svg")):
                self.checks.that(b"\x1b" not in data, f"{name}: an escape")
            if name.endswith((".html", ".svg")):
                self.checks.that(b"<b>bold" not in data and b"alert(\"x\")" not in data, f"{name}: tags of a name")

    def same_bytes(self) -> None:
        first, second = self.folder / "first", self.folder / "second"
        for out, threads in ((first, 1), (second, 2)):
            self.report("same bytes", self.small, "--out", out, "--studies", "scores", "--threads", threads)
        self.checks.equal("files that differ", [name for name, data in files_in(first).items()
                                                if files_in(second).get(name) != data], [])

    def refused(self, label, word, out, options=(), **keywords) -> None:
        before = files_in(self.folder)
        done = self.report(label, self.small, "--out", out, "--studies", "scores", *options, **keywords)
        self.checks.equal("status", done.status, 1)
        lines = done.err.splitlines()
        self.checks.that(len(lines) == 1 and lines[0].startswith("error: ") and word in lines[0],
                         f"'{word}' is not in: {done.err}")
        self.checks.that(files_in(self.folder) == before, "something changed")

    def existing_folders(self) -> None:
        mine = self.folder / "mine"
        mine.mkdir()
        (mine / "notes.txt").write_text("mine")
        self.refused("a folder of somebody", "notes.txt", mine)
        self.refused("a file", "is a file", self.small)
        self.refused("no folder above", "does not exist", self.folder / "none" / "out")
        out = self.folder / "again"
        for k in (3, 4):
            done = self.report("again", self.small, "--out", out, "--studies", "scores", "--set", f"kmeans.k={k}")
            self.checks.equal("status", (done.status, done.err), (0, ""))
        settings = json.loads((out / "session.json").read_text())
        self.checks.that("4" in json.dumps(settings), "the old report stayed")
        (out / "letter.txt").write_text("mine")
        self.refused("a report with a letter in it", "letter.txt", out)

    def unwritable(self) -> None:
        room = self.folder / "room"
        room.mkdir()
        os.chmod(self.folder, 0o755)
        os.chmod(room, 0o555)
        everybody = {"user": 65534} if os.geteuid() == 0 else {}
        try:
            self.refused("no permission", "no permission", room / "out", **everybody)
        except PermissionError:
            pass  # the program lies where others may not go
        os.chmod(room, 0o755)

    def full_disk(self) -> None:
        """A disk that is full while the folder is written; needs the right to mount."""
        disk = self.folder / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)],
                                 capture_output=True, check=False)
        if os.geteuid() != 0 or mounted.returncode != 0:
            print("full disk: not tried, as nothing can be mounted here")
            return
        try:
            self.refused("full disk", "No space left", disk / "out")
            self.checks.equal("left behind", list(disk.iterdir()), [])
        finally:
            subprocess.run(["umount", str(disk)], check=False)

    def killed(self) -> None:
        """Old or new, whole, at every moment; and what is left is cleared away by the next."""
        room = self.folder / "killed"
        room.mkdir()
        out = room / "out"
        kinds = {}
        for k in (3, 4):
            self.report("killed", self.small, "--out", out, "--studies", "scores", "--set", f"kmeans.k={k}")
            kinds[k] = files_in(out)
        words = [PROGRAM, "report", str(self.small), "--out", str(out), "--studies", "scores", "--quiet"]
        begin = time.monotonic()
        subprocess.run([*words, "--set", "kmeans.k=3"], check=False)
        takes = time.monotonic() - begin
        seen = {3: 0, 4: 0}
        for attempt in range(40):
            k = 4 if files_in(out) == kinds[3] else 3
            running = subprocess.Popen([*words, "--set", f"kmeans.k={k}"])
            time.sleep(takes * (0.5 + 0.55 * attempt / 40))
            running.send_signal(signal.SIGKILL if attempt % 4 else signal.SIGTERM)
            running.wait()
            now = files_in(out)
            if not self.checks.that(now in kinds.values(), f"attempt {attempt}: neither old nor new"):
                break
            seen[3 if now == kinds[3] else 4] += 1
        self.report("killed", self.small, "--out", out, "--studies", "scores")
        self.checks.equal("left behind", sorted(path.name for path in room.iterdir()), ["out"])
        print(f"killed: {seen}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        suite = Suite(Path(folder))
        for part in (suite.sample, suite.real_tables, suite.rows, suite.session, suite.hostile_names, suite.same_bytes,
                     suite.existing_folders, suite.unwritable, suite.full_disk, suite.killed):
            part()
        finish(suite.checks.failures, suite.checks.count)


if __name__ == "__main__":
    main()
