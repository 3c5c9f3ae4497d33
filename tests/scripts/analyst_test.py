#!/usr/bin/env python3
"""An analyst's session in a real window, by mouse and keys alone: why a row is in its group, what a
column is taken for, what sets selected rows apart from the rest and from a kept set, what changed
since a baseline, and which setting the groups hang on. Says how many gestures it took."""
import tempfile
from pathlib import Path

import cli
from camera_test import choose
from window_session import Session, XServer, need_display, now_ms
from workshop_test import Workshop, check, checks

MOST_GESTURES = 40
ROWS = 20000


class Analyst(Workshop):
    """…with what only an analyst looks at."""

    def open_tab(self, name: str, label: str) -> None:
        """A tab that has no place in the line is in the list behind "More"."""
        if name in self.session.controls("stop"):
            self.press("stop", name)
        else:
            self.press("stop", "more")
            entry = self.session.until(lambda: self.session.options("more").get(label), 30.0)
            check(entry, f"More offers {label}")
            self.click(entry["x"], entry["y"])
        check(self.session.until(lambda: name in self.session.controls("stop"), 30.0),
              f"{label} is open")
        self.session.settle()

    def click_until(self, places, holds) -> bool:
        """A person sees where a bar or a ribbon is: what this hits nothing with is no gesture."""
        for x, y in places:
            begun_ms = now_ms()
            self.session.click(x, y)
            self.session.draws(begun_ms)
            self.session.settle()
            if holds(self.last()):
                self.gestures += 1
                return True
        return False

    def below(self, stop: str, columns=(0.35, 0.6, 0.85)) -> list:
        """Places all over the open tab, below the strip of tabs."""
        top = self.session.controls("stop")[stop]["y"] + 50
        left = 0.7 * self.session.width
        wide = self.session.width - left
        return [(left + part * wide, y)
                for y in range(round(top), self.session.height - 60, 14) for part in columns]


def why_here(shop: Analyst) -> None:
    """A click on a point, then the buttons for rows that tell something."""
    shop.open_tab("why", "Why here")
    at = shop.last()["step"]
    shop.click(0.48 * shop.session.width, 0.5 * shop.session.height)
    shop.then("a click on the map asks about a row", lambda f: "asked about row" in f["did"])
    check(shop.last()["step"] == at + 1, "which is a step")
    asked = shop.last()["did"]
    shop.press("stop", "on the edge")
    shop.then("a row on the edge is another one",
              lambda f: "asked about row" in f["did"] and f["did"] != asked)


def columns(shop: Analyst) -> None:
    """What a column is taken for is changed, and taken back."""
    shop.press("stop", "Columns")
    before = shop.last()
    choose(shop, "role.company_hash", "Ignored")
    shop.then("a column is left out", lambda f: f["final"] and f["step"] == before["step"] + 1)
    check(shop.last()["serial"] > before["serial"], "and the groups are others")
    shop.keys("ctrl+z")
    shop.then("and is back", lambda f: f["final"] and f["step"] == before["step"])
    check(shop.last()["names"] == before["names"], "with the groups of before")
    shop.press("stop", "Knobs")


def compare(shop: Analyst) -> None:
    """Selected rows against the rest, and against a set that was kept."""
    session = shop.session
    shop.keys("l")
    shop.lasso(0.45 * session.width, 0.5 * session.height, 50)
    shop.then("a lasso selects rows", lambda f: f["selected"] > 0)
    first = shop.last()["selected"]
    shop.press("stop", "keep as A")
    shop.then("the rows are kept", lambda f: "set A" in f["did"])
    shop.press("stop", "what sets them apart")
    check(session.until(lambda: "contrast.second" in session.controls("choice"), 30.0),
          "they are compared with the rest")
    session.settle()
    apart = session.picture()
    shop.lasso(0.53 * session.width, 0.45 * session.height, 60)
    shop.then("another lasso", lambda f: f["selected"] not in (0, first))
    check(session.picture() != apart, "other rows, other figures")
    apart = session.picture()
    choose(shop, "contrast.second", "set A")
    session.settle()
    check(session.picture() != apart, "a set takes the place of the rest")
    shop.keys("Escape")
    shop.then("Esc lets the selection go", lambda f: f["selected"] == 0)
    shop.keys("v")


def what_changed(shop: Analyst) -> None:
    session = shop.session
    shop.keys("b")
    shop.then("B pins what is shown", lambda f: f["baseline"])
    shop.keys("bracketright", "bracketright")
    shop.then("two groups more", lambda f: f["clusters"] == 7 and f["final"])
    shop.open_tab("changed", "Changed")
    now = session.picture()
    session.xdotool("keydown", "space")
    check(session.until(lambda: session.picture() != now, 30.0), "Space shows what was before")
    session.xdotool("keyup", "space")
    shop.gestures += 1
    session.settle()
    session.park()
    session.settle()
    check(shop.click_until(shop.below("changed", (0.5,)), lambda f: f["selected"] > 0),
          "a click on a flow selects its rows")
    shop.keys("Escape")
    shop.then("Esc lets them go", lambda f: f["selected"] == 0)


def sensitivity(shop: Analyst) -> None:
    session = shop.session
    shop.keys("b")
    shop.then("B lets the baseline go", lambda f: not f["baseline"])
    shop.open_tab("sensitivity", "Sensitivity")
    at = shop.last()["step"]
    if "run" in session.controls("stop"):
        shop.press("stop", "run")
    session.until(lambda: session.settle(1.0) and not shop.last()["computing"], 60.0)
    check(shop.click_until(shop.below("sensitivity"), lambda f: f["step"] != at),
          "a click on a bar applies it")
    shop.then("as one step, with a baseline", lambda f: f["step"] == at + 1 and f["baseline"])
    shop.keys("ctrl+z")
    shop.then("which is taken back", lambda f: f["step"] == at and not f["baseline"])


def main() -> None:
    need_display()
    with tempfile.TemporaryDirectory() as name, XServer() as server:
        folder = Path(name)
        table = folder / "people.csv"
        cli.run("sample", "--rows", ROWS, "--out", table)
        with Session(server, folder, table) as session:
            shop = Analyst(session)
            session.wait_for(lambda f: f["final"] and not f["computing"])
            for part in (why_here, columns, compare, what_changed, sensitivity):
                part(shop)
                session.settle()
            check(shop.last()["error"] == "", f"without an error: {shop.last()['error']}")
        check(shop.gestures <= MOST_GESTURES, f"it takes {shop.gestures} gestures")
        print(f"the session took {shop.gestures} gestures")
    cli.finish(checks.failures, checks.count)


if __name__ == "__main__":
    main()
