#!/usr/bin/env python3
"""Sessions in a real window: what was made is saved, and is there again, bit for bit, in the next
start; what was open when the program was killed is offered, and comes back."""
import json
import tempfile
from pathlib import Path

import cli
from window_session import Session, XServer, need_display
from workshop_test import Workshop, check, checks

NAME = "Leaders"


def look(frame: dict) -> dict:
    """What a person sees of the groups."""
    return {key: frame[key] for key in
            ("clusters", "colours", "names", "rows", "selected", "baseline")}


def is_there(frame: dict, seen: dict) -> bool:
    return frame["final"] and not frame["computing"] and look(frame) == seen


def make(shop: Workshop) -> None:
    """Another number of groups, a baseline, a mute, a name and a lasso."""
    session = shop.session
    session.wait_for(lambda f: f["final"] and not f["computing"])
    shop.keys("bracketleft")
    shop.then("[ makes 4 groups", lambda f: f["clusters"] == 4 and f["final"])
    shop.keys("b")
    shop.then("B pins what is shown", lambda f: f["baseline"])
    shop.keys("bracketright", "bracketright")
    shop.then("] makes 6 groups", lambda f: f["clusters"] == 6 and f["final"])
    shop.press("switch", "mute.company_frequency")
    shop.then("a press on M mutes", lambda f: "muted" in f["did"])
    shop.name_group(0, NAME)
    shop.then("a group has a name", lambda f: NAME in f["names"])
    shop.keys("l")
    shop.lasso(0.48 * session.width, 0.5 * session.height, 60)
    shop.then("a lasso selects rows", lambda f: f["selected"] > 0)


def save(session: Session, path: Path) -> dict:
    """Ctrl+S; what the file holds."""
    before = path.stat().st_mtime_ns if path.exists() else None
    session.keys("ctrl+s")
    check(session.until(lambda: path.exists() and path.stat().st_mtime_ns != before),
          f"Ctrl+S writes {path.name}")
    session.settle()
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def save_and_open(server: XServer, folder: Path, table: Path) -> None:
    state = folder / "state"
    state.mkdir()
    (state / "cohortscope").mkdir()
    (state / "cohortscope" / "first-minute").write_text("seen\n", encoding="utf-8")
    path = folder / (table.name + ".cohortscope.json")
    with Session(server, folder, table, state=state) as session:
        shop = Workshop(session)
        make(shop)
        saved = save(session, path)
        seen = look(session.settle())
        kept = list((state / "cohortscope").glob("autosave-*.json"))
        check(session.until(lambda: list((state / "cohortscope").glob("autosave-*.json"))),
              f"what is open is kept meanwhile: {kept}")
        session.display.close(session.window)
        session.process.wait(60)
    check(not list((state / "cohortscope").glob("autosave-*.json")),
          "a window that is closed leaves nothing behind")
    check(saved.get("cohortscope_session") == 2 and len(saved.get("names", [])) == 1,
          "the file has the name")
    check(str(path) in (state / "cohortscope" / "recent").read_text(encoding="utf-8"),
          "the session is among the recent files")
    with Session(server, folder, path, state=state) as session:
        check(session.wait_for(lambda f: is_there(f, seen)),
              f"the same groups, colours, names and rows: {seen} {look(session.frames()[-1])}")
        session.settle()
        check(save(session, path) == saved, "saved again it is the same")
        session.keys("bracketleft")
        check(session.wait_for(lambda f: f["clusters"] == 5 and f["final"]), "it goes on")


def kill_and_restore(server: XServer, folder: Path, table: Path) -> None:
    state = folder / "state"
    kept = state / "cohortscope"
    with Session(server, folder, table, state=state) as session:
        make(Workshop(session))
        seen = look(session.settle())
        check(session.until(lambda: any("selection" in each.read_text(encoding="utf-8")
                                        for each in kept.glob("autosave-*.json"))),
              "what is open is kept")
        session.process.kill()
        session.process.wait()
    check(len(list(kept.glob("autosave-*.json"))) == 1, "a kill leaves it behind")
    with Session(server, folder, state=state) as session:
        shop = Workshop(session)
        first = session.wait_for(lambda f: f["final"] and not f["computing"])
        check(first and look(first) != seen, "nothing is restored by itself")
        shop.press("stop", "Restore")
        check(session.wait_for(lambda f: is_there(f, seen)),
              f"what was open is there again: {seen} {look(session.frames()[-1])}")
        session.keys("ctrl+z")
        check(session.wait_for(lambda f: f["step"] == 0 and look(f) != seen and f["final"]),
              "and can be taken back")
        session.display.close(session.window)
        session.process.wait(60)
    check(not list(kept.glob("autosave-*.json")), "nothing is left behind")


def main() -> None:
    need_display()
    with tempfile.TemporaryDirectory() as name, XServer() as server:
        folder = Path(name)
        table = folder / "people.csv"
        cli.run("sample", "--rows", 20000, "--out", table)
        save_and_open(server, folder, table)
        kill_and_restore(server, folder, table)
    cli.finish(checks.failures, checks.count)


if __name__ == "__main__":
    main()
