#!/usr/bin/env python3
"""Figures leave a real window by its cameras: as files beside the table, as a table and a command
on the clipboard, as a picture through the system's program. A figure dropped on the window brings
back what it was made with."""
import os
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as xml
from pathlib import Path

import cli
from window_session import Session, XServer, need_display
from workshop_test import Workshop, check, checks

SVG = "{http://www.w3.org/2000/svg}"


def choose(shop: Workshop, camera: str, entry: str) -> None:
    shop.press("choice", camera)
    found = shop.session.until(lambda: shop.session.options(camera).get(entry), 30.0)
    check(found, f"{camera} offers '{entry}'")
    shop.click(found["x"], found["y"])
    check(shop.session.until(lambda: not shop.session.options(camera), 30.0),
          f"'{entry}' closes the menu")


def is_whole(path: Path) -> bool:
    """Files take their name when they are complete."""
    return path.exists() and path.stat().st_size > 0


def save_files(shop: Workshop, folder: Path) -> None:
    for ending, entry, begins in (("svg", "Save SVG", b"<"), ("pdf", "Save PDF", b"%PDF-"),
                                  ("png", "Save PNG, 300 dpi", b"\x89PNG")):
        path = folder / f"learners-elbow.{ending}"
        choose(shop, "camera.tab", entry)
        check(shop.session.until(lambda path=path: is_whole(path), 60.0), f"{path.name} is written")
        check(path.read_bytes().startswith(begins), f"{path.name} is what its name says")
    root = xml.parse(folder / "learners-elbow.svg").getroot()
    words = " ".join("".join(each.itertext()) for each in root.iter(f"{SVG}text"))
    check(root.tag == f"{SVG}svg" and "Elbow" in words and "learners.csv" in words,
          f"the SVG has its title and its caption as text: {words[:200]}")
    choose(shop, "camera.map", "Save SVG")
    check(shop.session.until(lambda: list(folder.glob("learners-scatter.svg")) +
                             list(folder.glob("learners-density.svg")), 60.0), "the map is saved")


def clipboard(session: Session, holds) -> str:
    """Its text, once holds(text)."""
    text = ""

    def is_there() -> bool:
        nonlocal text
        text = session.display.clipboard(5.0)
        return holds(text)
    session.until(is_there, 60.0)
    return text


def copy(shop: Workshop, folder: Path) -> None:
    session = shop.session
    choose(shop, "camera.tab", "Copy table")
    lines = clipboard(session, lambda text: "\t" in text).split("\n")
    check(lines[0].startswith("clusters\tinertia\t") and len(lines) == 14,
          f"the table of the elbow is on the clipboard: {lines[:2]}")
    choose(shop, "camera.tab", "Copy as command")
    command = clipboard(session, lambda text: text.startswith("cohortscope"))
    check(command == f"cohortscope figure elbow {folder / 'learners.csv'} --set kmeans.k=4 "
          "--caption --out elbow.svg", f"the command says what differs: {command}")
    words = command.split()[1:]
    done = subprocess.run([cli.PROGRAM, *words, "--quiet"], cwd=folder, capture_output=True,
                          check=False)
    check(done.returncode == 0 and is_whole(folder / "elbow.svg"), f"it runs: {done.stderr}")
    session.keys("ctrl+shift+c")
    picture = folder / "picture"
    check(session.until(lambda: is_whole(picture), 60.0), "Ctrl+Shift+C copies the picture")
    check(picture.read_bytes().startswith(b"\x89PNG"), "which is a PNG")


def bring_back(server: XServer, folder: Path) -> None:
    """A figure that has lost its ending, into a window with another number of groups."""
    figure = folder / "a figure"
    shutil.copy(folder / "learners-elbow.png", figure)
    empty = folder / "empty.svg"
    empty.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    with Session(server, folder, folder / "learners.csv") as session:
        shop = Workshop(session)
        session.wait_for(lambda f: f["final"] and not f["computing"])
        steps = shop.last()["step"]
        check(session.display.drop(session.window, [str(empty)]), "a picture is accepted")
        session.settle()
        check(shop.last()["step"] == steps, "one without a session changes nothing")
        check(session.display.drop(session.window, [str(figure).replace(" ", "%20")]),
              "a figure is accepted")
        shop.then("a figure brings its settings back", lambda f: f["clusters"] == 4 and f["final"])
        check(shop.last()["step"] == steps + 1, "as one step")
        shop.keys("ctrl+z")
        shop.then("which is taken back", lambda f: f["clusters"] == 5 and f["final"])


def fake_xclip(folder: Path) -> None:
    """Puts its input where the test finds it."""
    programs = folder / "programs"
    programs.mkdir()
    xclip = programs / "xclip"
    xclip.write_text(f"#!/bin/sh\ncat > '{folder}/part' && mv '{folder}/part' '{folder}/picture'\n",
                     encoding="utf-8")
    xclip.chmod(0o755)
    os.environ["PATH"] = f"{programs}:{os.environ['PATH']}"


def main() -> None:
    need_display()
    with tempfile.TemporaryDirectory() as name, XServer() as server:
        folder = Path(name)
        fake_xclip(folder)
        cli.run("sample", "--rows", 3000, "--out", folder / "learners.csv")
        with Session(server, folder, folder / "learners.csv") as session:
            shop = Workshop(session)
            session.wait_for(lambda f: f["final"] and not f["computing"])
            shop.keys("bracketleft")
            shop.then("[ makes 4 groups", lambda f: f["clusters"] == 4 and f["final"])
            shop.press("stop", "elbow")
            session.settle(1.0)
            save_files(shop, folder)
            copy(shop, folder)
        bring_back(server, folder)
    cli.finish(checks.failures, checks.count)


if __name__ == "__main__":
    main()
