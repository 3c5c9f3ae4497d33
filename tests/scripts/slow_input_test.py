#!/usr/bin/env python3
"""At five frames a second and fewer, no click, double click, letter or key is lost or misplaced.

Everything is done as fast as a quick hand does it and without waiting for a frame, in a window whose
every frame takes 200 ms longer.
"""
import tempfile
from pathlib import Path

import cli
from compare import Checks
from window_session import Session, XServer, need_display, now_ms

DELAY_MS = 200
ROUNDS = 2
SLIDERS = ("kmeans.k", "rare_company_threshold", "weight.years_of_experience",
           "weight.ctc_update_count", "weight.company_frequency")
checks = Checks(at_once=True)
check = checks.that


def says(session: Session, kind: str, key: str) -> str:
    return session.controls(kind).get(key, {}).get("says")


def double_clicks(session: Session) -> int:
    """A click beside the handle moves it there, a double click on it brings the default back."""
    done = 0
    for key in SLIDERS * 3:
        before = says(session, "slider", key)
        x, y = session.place(key)
        session.click(x + 60, y)
        moved = session.until(lambda: says(session, "slider", key) != before)
        check(moved, f"{key}: a click beside the handle moves it")
        session.settle()
        session.click(*session.place(key), times=2)
        back = session.until(lambda: says(session, "slider", key) == before)
        check(back, f"{key}: a double click brings {before} back")
        done += 1
    return done


def pencils(session: Session) -> list:
    """Where the pencils of the clusters lie, which show under the pointer alone."""
    places = []
    session.frames()
    rows = [c for c in session.latest_controls if c["kind"] == "stop" and c["key"] == "row"]
    for row in rows:
        session.xdotool("mousemove", "--window", session.window, round(row["x"]), round(row["y"]))
        def found():
            session.frames()
            return [c for c in session.latest_controls if c["kind"] == "stop" and
                    c["key"] == "rename" and abs(c["y"] - row["y"]) < 20]
        pencil = session.until(found)
        check(pencil, "a pencil shows under the pointer")
        places += pencil or []
    return places


def renames(session: Session, round_: int) -> int:
    """The pencil, a name with letters that mean something elsewhere, and Enter: all at once."""
    done = 0
    for cluster, pencil in enumerate(pencils(session)):
        name = f"t[df]2 n{round_}{cluster}"
        session.xdotool("mousemove", "--window", session.window, round(pencil["x"]),
                        round(pencil["y"]), "click", 1, "type", "--delay", 15, name)
        session.xdotool("key", "Return")
        named = session.until(lambda: session.frames()[-1]["names"][cluster] == name, 30.0)
        check(named, f"cluster {cluster + 1} is called {name}: "
              f"{session.frames()[-1]['names']}")
        session.settle()
        check(session.frames()[-1]["clusters"] == 5, "letters of a name are no commands")
        done += 1
    return done


def shortcuts(session: Session) -> int:
    """Bursts of keys, each of which counts."""
    done = 0
    for keys in ("]]]]", "[[", "][]]", "[[[[]["):
        wanted = session.frames()[-1]["clusters"] + keys.count("]") - keys.count("[")
        names = {"]": "bracketright", "[": "bracketleft"}
        pressed_ms = now_ms()
        session.keys("--delay", 20, *(names[key] for key in keys))
        final = session.wait_for(lambda f: f["clusters"] == wanted and f["final"], pressed_ms)
        check(final, f"{' '.join(keys)} leads to {wanted} clusters")
        session.settle()
        check(session.frames()[-1]["clusters"] == wanted, f"it stays at {wanted} clusters")
        done += len(keys)
    return done


def clicks(session: Session) -> int:
    """Switches on and off, and a list that Esc closes: the next click counts."""
    done = 0
    for key in ("mute.ctc_log", "mute.job_frequency", "mute.ctc_log", "mute.job_frequency"):
        before = says(session, "switch", key)
        control = session.controls("switch")[key]
        session.click(control["x"], control["y"])
        check(session.until(lambda: says(session, "switch", key) not in (before, None)),
              f"{key} is switched by a click")
        done += 1
    for _ in range(3):
        choice, mute = session.controls("choice")["pca.x"], "mute.ctc_update_count"
        session.click(choice["x"], choice["y"])
        check(session.until(lambda: session.options("pca.x")), "a list opens")
        before = says(session, "switch", mute)
        place = session.controls("switch")[mute]
        session.xdotool("key", "Escape", "mousemove", "--window", session.window,
                        round(place["x"]), round(place["y"]), "click", 1)
        check(session.until(lambda: says(session, "switch", mute) not in (before, None)),
              "the click after Esc counts")
        check(not session.options("pca.x"), "Esc closes the list")
        done += 2
    return done


def main() -> None:
    need_display()
    with tempfile.TemporaryDirectory() as name, XServer() as server, \
            Session(server, Path(name), delay_ms=DELAY_MS) as session:
        check(session.wait_for(lambda f: f["final"]), "a first picture comes")
        session.settle()
        theme = session.picture()[0]
        done = double_clicks(session) + shortcuts(session) + clicks(session)
        done += sum(renames(session, round_) for round_ in range(ROUNDS))
        session.park()
        session.settle()
        check(session.picture()[0] == theme, "no letter has switched the theme")
        check(session.process.poll() is None, "the program still runs")
        slowest = sorted(f["frame_ms"] for f in session.frames())
        print(f"{done} double clicks, names, keys and clicks; a frame takes "
              f"{slowest[len(slowest) // 2]:.0f} ms")
    cli.finish(checks.failures, checks.count)


if __name__ == "__main__":
    main()
