#!/usr/bin/env python3
"""The Export box in a real window: the folder appears whole and beside the table, opens again as a
session, and a report that is cancelled leaves nothing."""
import csv
import json
import shutil
import tempfile
from pathlib import Path

import cli
from compare import Checks
from window_session import Session, XServer, need_display

LONG_S = 900.0  # for a report on a machine at work
NEEDED = {"README.txt", "index.html", "rows.csv", "session.json", "schema.json", "tables.xlsx",
          "reproduce.py"}

checks = Checks(at_once=True)
check = checks.that


def stop(session: Session, key: str, patience_s: float = 60.0):
    """The control that the keyboard reaches by this name; None where it does not come."""
    def found():
        session.frames()
        return next((c for c in session.latest_controls
                     if c["kind"] == "stop" and c["key"] == key), None)
    return session.until(found, patience_s)


def press(session: Session, key: str) -> None:
    control = stop(session, key)
    check(control, f"{key} is in sight")
    if control:
        session.click(control["x"], control["y"])


def leftovers(folder: Path, table: Path) -> list:
    """What lies beside the table and bears a report's name."""
    return sorted(path.name for path in folder.glob(table.stem + "-report*"))


def start(session: Session) -> None:
    session.wait_for(lambda f: f["final"] and not f["computing"])
    session.keys("ctrl+e")
    check(stop(session, "Start", LONG_S), "Ctrl+E opens the box, and its facts come")
    press(session, "Start")


def check_folder(made: Path, table: Path) -> None:
    files = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    check(NEEDED <= files, f"the folder is whole: {sorted(NEEDED - files)} are missing")
    check("slides.pdf" in files, "slides are there")
    check(any(name.startswith("figures/") for name in files), "figures are there")
    saved = json.loads((made / "session.json").read_text(encoding="utf-8"))
    check(saved["cohortscope_session"] == 2 and len(saved.get("names", [])) == 0 and "view" in saved,
          f"the session is the whole document: {list(saved)}")
    check(str(table.parent) not in (made / "session.json").read_text(encoding="utf-8"),
          "it names no folder of this machine")
    head = next(csv.reader((made / "rows.csv").open(encoding="utf-8")))
    check(head[:3] == ["row", "cluster", "persona"], f"rows without ids: {head}")
    again = cli.run("analyze", "--session", made / "session.json", "--quiet")
    check(again.status == 0, f"the session finds its table again: {again.err}")


def export(server: XServer, folder: Path, table: Path) -> None:
    made = folder / (table.stem + "-report")
    with Session(server, folder, table) as session:
        start(session)
        drawn = len(session.frames())
        check(session.until(made.exists, LONG_S), "the folder appears")
        check(len(session.frames()) > drawn, "the window draws meanwhile")
        check_folder(made, table)
        check(leftovers(folder, table) == [made.name], f"nothing else: {leftovers(folder, table)}")
        check(session.process.poll() is None, "the window goes on")


def cancel(server: XServer, folder: Path, table: Path) -> None:
    with Session(server, folder, table) as session:
        start(session)
        press(session, "Cancel###stop report")
        check(session.until(lambda: not any(c["key"] == "Cancel###stop report"
                                            for c in session.frames() and session.latest_controls),
                            LONG_S), "the progress goes")
        check(leftovers(folder, table) == [], f"nothing is left: {leftovers(folder, table)}")
        start(session)
        check(stop(session, "Cancel###stop report"), "the next one begins")
        session.display.close(session.window)
        session.process.wait(LONG_S)
    check(leftovers(folder, table) == [], "a window that is closed leaves nothing, either")


def main() -> None:
    need_display()
    admissions = cli.SHARED / "data" / "graduate_admissions.csv"
    with tempfile.TemporaryDirectory() as name, XServer() as server:
        folder = Path(name)
        table = folder / "admissions.csv"
        if admissions.exists():
            shutil.copy(admissions, table)
        else:
            cli.run("sample", "--rows", 500, "--out", table)
        export(server, folder, table)
        many = folder / "people.csv"  # its studies take long enough to be cancelled
        cli.run("sample", "--rows", 20000, "--out", many)
        cancel(server, folder, many)
    cli.finish(checks.failures, checks.count)


if __name__ == "__main__":
    main()
