#!/usr/bin/env python3
"""Figures as files: sound SVG, PDF with text, PNG with its words; the same bytes on any number of threads."""
import shutil
import struct
import subprocess
import tempfile
import xml.etree.ElementTree as tree
from pathlib import Path

import cli

OF_ENGAGEMENT = {"elbow_method", "silhouette_analysis", "cluster_distribution", "engagement_by_cluster",
                 "performance_by_cluster", "demographic_patterns", "behavioral_patterns", "cluster_heatmap"}
SVG = "{http://www.w3.org/2000/svg}"


def chunks(png: bytes) -> dict:
    """Text by keyword, and the sizes."""
    found, at = {}, 8
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at:at + 8])
        content = png[at + 8:at + 8 + size]
        if kind == b"iTXt":
            keyword, rest = content.split(b"\0", 1)
            found[keyword.decode()] = rest[4:].decode("utf-8")
        elif kind in (b"IHDR", b"pHYs"):
            found[kind.decode()] = struct.unpack(">II", content[:8])
        at += size + 12
    return found


def pdf_words(path: Path) -> str:
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


class Suite:
    def __init__(self, folder: Path):
        self.folder, self.failures, self.count = folder, [], 0
        self.table = folder / "table <&>.csv"
        cli.run("sample", "--rows", 2000, "--out", self.table)

    def that(self, what: str, holds: bool) -> None:
        self.count += 1
        if not holds:
            self.failures.append(what)

    def made(self, name: str, out: str, *words, table: Path | None = None) -> Path:
        path = self.folder / out
        got = cli.run("figure", name, table or self.table, "--quiet", "--out", path, *words)
        self.that(f"{name} {out}: {got.status} {got.err}", got.status == 0 and path.exists())
        return path

    def formats(self) -> None:
        drawing = self.made("scatter", "map.svg", "--caption", "--date", "2026-11-27", "--set", "kmeans.k=3")
        root = tree.fromstring(drawing.read_bytes())
        texts = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
        self.that("the SVG's title is a text", "Map of the rows by two components" in texts)
        self.that("the caption says file and date",
                  any("table <&>.csv" in text for text in texts) and any("2026-11-27" in text for text in texts))
        self.that("role, title and description", root.get("role") == "img" and root.find(f"{SVG}title").text
                  and "3 groups" in root.find(f"{SVG}desc").text)
        self.that("the SVG carries the settings",
                  '"kmeans.k": 3' in "".join(root.find(f"{SVG}metadata").itertext()))
        picture = self.made("scatter", "map.png", "--preset", "column", "--set", "kmeans.k=3")
        found = chunks(picture.read_bytes())
        self.that(f"85 mm at 300 dots an inch: {found['IHDR']}", found["IHDR"][0] == 1004)
        self.that("the resolution is said", found["pHYs"] == (11811, 11811))
        self.that("the PNG carries the settings", '"kmeans.k": 3' in found["cohortscope_session"])
        self.that("the PNG tells what it shows", "3 groups" in found["Description"])
        slide = chunks(self.made("profile_heatmap", "s.png", "--preset", "slide", "--scale", 2).read_bytes())
        self.that(f"a slide twice as large: {slide['IHDR']}", slide["IHDR"] == (3200, 1800))
        plain = chunks(self.made("elbow", "e.png", "--size", "700x500").read_bytes())
        self.that(f"a size of one's own: {plain['IHDR']}", plain["IHDR"] == (700, 500))
        paper = self.made("scatter", "map.pdf")
        self.that("the PDF carries the settings", b"/Keywords" in paper.read_bytes())
        if shutil.which("pdftotext"):
            self.that("the PDF's text is text", "Map of the rows by two components" in pdf_words(paper))

    def same_bytes(self) -> None:
        for ending in ("svg", "pdf", "png"):
            one, two = (self.made("density", f"{threads}.{ending}", "--threads", threads).read_bytes()
                        for threads in (1, 2))
            self.that(f"{ending}: the same bytes on one thread and two", one == two)

    def refused(self) -> None:
        out = self.folder / "x.svg"
        for words, status, expected in (
                (["nonsense", "--out", out], 2, "figure list"), (["scatter"], 2, "--out"),
                (["scatter", self.table, "--out", self.folder / "x.tiff"], 2, ".svg, .pdf or .png"),
                (["scatter", "--out", out, "--preset", "huge"], 2, "poster"),
                (["scatter", "--out", out, "--size", "20x20"], 2, "200x150"),
                (["scatter", "--out", out, "--size", "400x400", "--preset", "slide"], 2, "--preset"),
                (["scatter", "--out", self.folder / "x.png", "--preset", "poster", "--scale", 4], 1, "pixels"),
                (["column_by_cluster", self.table, "--column", "nonsense", "--out", out], 1, "--column"),
                (["what_changed", self.table, "--out", out], 1, "--baseline"),
                (["scatter", self.table, "--out", self.table], 2, ".svg")):
            before = sorted(self.folder.iterdir())
            got = cli.run("figure", *words, *(["--quiet"] if status == 1 else []))
            self.that(f"{words}: {got.status} {got.err}", got.status == status and expected in got.err
                      and got.err.startswith("error: ") and got.err.count("\n") == 1
                      and sorted(self.folder.iterdir()) == before)

    def all_figures(self) -> None:
        got = cli.run("figure", "list")
        names = [line.split()[0] for line in got.out.decode().splitlines()]
        self.that("the figures are listed", got.status == 0 and {"scatter", "elbow"} <= set(names))
        words = {"column_by_cluster": ["--column", "orgyear"], "what_changed": ["--baseline", "kmeans.k=3"]}
        engagement = self.folder / "engagement.csv"
        cli.run("sample", "--kind", "engagement", "--rows", "2000", "--out", engagement)
        for name in names:
            of = engagement if name in OF_ENGAGEMENT else self.table
            drawing = self.made(name, f"{name}.svg", *words.get(name, []), table=of)
            if drawing.exists():
                tree.fromstring(drawing.read_bytes())


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        suite = Suite(Path(name))
        suite.formats()
        suite.same_bytes()
        suite.refused()
        suite.all_figures()
        cli.finish(suite.failures, suite.count)


if __name__ == "__main__":
    main()
