#!/usr/bin/env python3
"""A writer's session in a real window, by mouse and keys alone: the groups get names, a figure is set
and taken away as a file, a table and a command, a report is exported, and the session is saved and
opened again. Says how many gestures it took."""
import tempfile
from pathlib import Path

import cli
from camera_test import choose, clipboard, fake_xclip, is_whole
from export_test import stop
from session_test import is_there, look, save
from window_session import Session, XServer, need_display
from workshop_test import Workshop, check, checks

NAMES = ["Seniors", "Juniors", "The middle", "The rest"]
MOST_GESTURES = 40
ROWS = 600


def name_groups(shop: Workshop) -> None:
    shop.keys("bracketleft")
    shop.then("[ makes 4 groups", lambda f: f["clusters"] == 4 and f["final"])
    for number, name in enumerate(NAMES):
        shop.name_group(number, name)
        shop.then(f"group {number + 1} is called {name}", lambda f, name=name: name in f["names"])


def take_figures(shop: Workshop, folder: Path) -> None:
    """The light theme does not matter to a figure, nor does the window's size."""
    session = shop.session
    shop.keys("t", "d")
    session.settle()
    choose(shop, "camera.map", "Save SVG")
    maps = [folder / "people-density.svg", folder / "people-scatter.svg"]
    check(session.until(lambda: any(is_whole(path) for path in maps), 60.0), "the map is saved")
    choose(shop, "camera.tab", "Save PNG, 300 dpi")
    check(session.until(lambda: is_whole(folder / "people-profile_heatmap.png"), 60.0),
          f"the profile is saved: {sorted(each.name for each in folder.glob('*.png'))}")
    drawn = next(path for path in maps if path.exists()).read_text(encoding="utf-8")
    check(all(name in drawn for name in NAMES), "the map has the groups' names")
    check("people.csv" in drawn, "and its caption the table's")
    choose(shop, "camera.tab", "Copy table")
    text = clipboard(session, lambda copied: "\t" in copied)
    check(all(name in text for name in NAMES), f"the table has them, too: {text[:100]}")
    choose(shop, "camera.tab", "Copy as command")
    command = clipboard(session, lambda copied: copied.startswith("cohortscope"))
    check("kmeans.k=4" in command, f"the command says what differs: {command}")
    session.keys("ctrl+shift+c")
    shop.gestures += 1
    picture = folder / "picture"
    check(session.until(lambda: is_whole(picture), 60.0), "Ctrl+Shift+C copies the picture")


def export(shop: Workshop, folder: Path, table: Path) -> None:
    made = folder / (table.stem + "-report")
    shop.keys("ctrl+e")
    check(stop(shop.session, "Start"), "Ctrl+E opens the box, and its facts come")
    shop.press("stop", "Start")
    check(shop.session.until(made.exists, 120.0), "the report's folder appears")
    check_report(made, table)


def check_report(made: Path, table: Path) -> None:
    page = (made / "index.html").read_text(encoding="utf-8")
    check(all(name in page for name in NAMES), "the report has the groups' names")
    check(str(table.parent) not in page, "and names no folder of this machine")


def main() -> None:
    need_display()
    with tempfile.TemporaryDirectory() as name, XServer() as server:
        folder = Path(name)
        fake_xclip(folder)
        table = folder / "people.csv"
        cli.run("sample", "--rows", ROWS, "--out", table)
        session_file = folder / (table.name + ".cohortscope.json")
        with Session(server, folder, table) as session:
            shop = Workshop(session)
            session.wait_for(lambda f: f["final"] and not f["computing"])
            name_groups(shop)
            take_figures(shop, folder)
            export(shop, folder, table)
            saved = save(session, session_file)
            shop.gestures += 1
            seen = look(session.settle())
            gestures = shop.gestures
            check(shop.last()["error"] == "", f"without an error: {shop.last()['error']}")
            session.display.close(session.window)
            session.process.wait(60)
        with Session(server, folder, session_file) as session:
            check(session.wait_for(lambda f: is_there(f, seen)),
                  f"the session opens again as it was: {seen} {look(session.frames()[-1])}")
            session.settle()
            check(save(session, session_file) == saved, "saved again it is the same")
        check(gestures <= MOST_GESTURES, f"it takes {gestures} gestures")
        print(f"the session took {gestures} gestures")
    cli.finish(checks.failures, checks.count)


if __name__ == "__main__":
    main()
