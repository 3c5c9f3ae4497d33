#!/usr/bin/env python3
"""A workshop in a real window, by mouse and keys alone: k from 3 to 8, a feature muted, rare names
from 50 on, before against after, names for the groups, one step back, a lasso, its rows listed.
Says how many gestures it took."""
import math
import tempfile
from pathlib import Path

import cli
from compare import Checks
from window_session import Session, XServer, need_display, now_ms

NAMES = ["Leaders", "Newcomers", "Backend", "Rare", "Middle"]
MOST_GESTURES = 40

checks = Checks(at_once=True)
check = checks.that


class Workshop:
    """The session of a facilitator; every press, drag or word typed is one gesture."""

    def __init__(self, session: Session):
        self.session = session
        self.gestures = 0

    def last(self) -> dict:
        return self.session.frames()[-1]

    def then(self, what: str, holds) -> bool:
        """Waits until the frame shows it, and for the final."""
        done = self.session.until(lambda: holds(self.last()), 60.0)
        check(done, f"{what}: {({k: self.last()[k] for k in ('step', 'did', 'clusters')})}")
        self.session.settle()
        return bool(done)

    def keys(self, *names: str) -> None:
        self.gestures += len(names)
        self.session.keys(*names)

    def click(self, x: float, y: float) -> None:
        self.gestures += 1
        self.session.click(x, y)

    def control(self, kind: str, key: str) -> dict:
        found = self.session.until(lambda: self.session.controls(kind).get(key), 30.0)
        check(found, f"{kind} {key} is in sight")
        return found

    def press(self, kind: str, key: str) -> None:
        control = self.control(kind, key)
        self.click(control["x"], control["y"])

    def type_value(self, key: str, text: str) -> None:
        """Ctrl and a click open the box of a slider."""
        slider = self.control("slider", key)
        window = self.session.window
        self.session.xdotool("mousemove", "--window", window, round(slider["x"]),
                             round(slider["y"]), "keydown", "ctrl", "click", 1, "keyup", "ctrl")
        self.session.draws(now_ms())
        self.session.xdotool("type", "--delay", 20, text)
        self.session.xdotool("key", "Return")
        self.gestures += 2

    def name_group(self, number: int, name: str) -> None:
        """The pencil shows under the pointer alone."""
        session = self.session
        session.frames()
        rows = [c for c in session.latest_controls if c["kind"] == "stop" and c["key"] == "row"]
        row = sorted(rows, key=lambda c: c["y"])[number]
        session.xdotool("mousemove", "--window", session.window, round(row["x"]), round(row["y"]))

        def pencil():
            session.frames()
            return next((c for c in session.latest_controls if c["kind"] == "stop" and
                         c["key"] == "rename" and abs(c["y"] - row["y"]) < 20), None)
        found = session.until(pencil, 30.0)
        check(found, f"the pencil of group {number + 1} shows")
        session.xdotool("mousemove", "--window", session.window, round(found["x"]),
                        round(found["y"]), "click", 1, "type", "--delay", 20, name)
        session.xdotool("key", "Return")
        self.gestures += 2

    def lasso(self, x: float, y: float, radius: float) -> None:
        window = self.session.window
        corners = [(x + radius * math.cos(a / 24 * 2 * math.pi),
                    y + radius * math.sin(a / 24 * 2 * math.pi)) for a in range(25)]
        words = ["mousemove", "--window", window, *map(round, corners[0]), "mousedown", 1]
        for corner in corners[1:]:
            words += ["mousemove", "--window", window, *map(round, corner), "sleep", "0.02"]
        self.session.xdotool(*words, "mouseup", 1)
        self.gestures += 1


def hold(shop: Workshop) -> None:
    session = shop.session
    session.wait_for(lambda f: f["final"] and not f["computing"])
    shop.keys("bracketleft", "bracketleft")
    shop.then("[ twice makes 3 groups", lambda f: f["clusters"] == 3 and f["final"])
    shop.keys("b")
    shop.then("B pins what is shown", lambda f: f["baseline"])
    shop.keys(*["bracketright"] * 5)
    shop.then("] makes 8 groups", lambda f: f["clusters"] == 8 and f["final"])
    shop.press("switch", "mute.company_frequency")
    shop.then("a press on M mutes", lambda f: "muted" in f["did"])
    shop.type_value("rare_company_threshold", "50")
    shop.then("rare names from 50 on", lambda f: "50" in f["did"] and f["final"])
    steps = shop.last()["step"]
    for number, name in enumerate(NAMES):
        shop.name_group(number, name)
        shop.then(f"group {number + 1} is called {name}", lambda f: name in f["names"])
    shop.keys("ctrl+z")
    shop.then("one step back takes the last name away", lambda f: NAMES[-1] not in f["names"])
    check(shop.last()["step"] == steps + len(NAMES) - 1, "names are a step each")
    shop.keys("ctrl+y")
    shop.then("and again brings it back", lambda f: NAMES[-1] in f["names"])
    shop.keys("l")
    shop.lasso(0.48 * session.width, 0.5 * session.height, 60)
    shop.then("a lasso selects rows", lambda f: f["selected"] > 0)
    selected = shop.last()["selected"]
    at = shop.last()["step"]
    shop.keys("ctrl+z")
    shop.then("the lasso is one step", lambda f: f["selected"] == 0 and f["step"] == at - 1)
    shop.keys("ctrl+y")
    shop.then("its rows come back", lambda f: f["selected"] == selected)
    while shop.last()["step"] > 0 and shop.gestures < 100:
        before = shop.last()["step"]
        session.keys("ctrl+z")
        session.until(lambda: shop.last()["step"] < before, 30.0)
    shop.then("undo goes back to the start", lambda f: f["step"] == 0 and f["clusters"] == 5)
    check(not shop.last()["baseline"], "…without a baseline")
    check(shop.last()["error"] == "", f"without an error: {shop.last()['error']}")


def main() -> None:
    need_display()
    with tempfile.TemporaryDirectory() as name, XServer() as server, \
            Session(server, Path(name)) as session:
        shop = Workshop(session)
        hold(shop)
        check(shop.gestures <= MOST_GESTURES, f"it takes {shop.gestures} gestures")
        print(f"the session took {shop.gestures} gestures")
    cli.finish(checks.failures, checks.count)


if __name__ == "__main__":
    main()
