#!/usr/bin/env python3
"""The real window on an X server of its own: sliders, keys, dropped files, sleep and the end."""
import subprocess
import tempfile
import time
from pathlib import Path

import cli
from compare import Checks
from window_session import Session, XServer, need_display, now_ms

IDLE_S = 3.0
TRIALS = 20
MOST_WAKES = 30  # of all threads in that time; a loop that asks again and again has hundreds
checks = Checks(at_once=True)
check = checks.that


def first_picture(session: Session) -> None:
    first = session.wait_for(lambda frame: frame["serial"] > 0)
    check(first is not None, "a first picture comes")
    print(f"first picture of the sample after {first['t_ms'] - session.started_ms:.0f} ms")
    check(first["rows"] > 200000 and first["clusters"] == 5, "it shows the sample's five clusters")
    session.settle()
    pixels = session.picture()
    colours = {pixels[i:i + 3] for i in range(0, len(pixels), 4 * 37)}
    check(len(colours) > 200, f"the window shows {len(colours)} colours")


def another_result(frames: list) -> bool:
    return any(frame["serial"] != frames[0]["serial"] for frame in frames)


def drags(session: Session) -> None:
    for name, far in (("kmeans.k", 150), ("weight.years_of_experience", 80),
                      ("rare_company_threshold", 120)):
        session.park()
        session.settle()
        x, y = session.place(name)
        before = session.picture()
        begun_ms = now_ms()
        released_ms = session.drag((x, y), x + far, another_result)
        final = session.wait_for(lambda f: f["final"] and not f["computing"], released_ms)
        session.park()
        session.settle()
        check(final is not None, f"a final follows the drag of {name}")
        check(session.picture() != before, f"dragging {name} changes the picture")
        if final is None:
            continue
        frames = [f for f in session.frames() if begun_ms < f["t_ms"] <= final["t_ms"]]
        previews = {f["serial"] for f in frames if not f["final"]}
        check(len(previews) >= 3, f"dragging {name} shows {len(previews)} previews")
        session.xdotool("mousemove", "--window", session.window, x + far, y, "sleep", 0.1,
                        "click", "--repeat", 2, "--delay", 60, 1)  # back to the default
        session.settle()


def keys(session: Session) -> None:
    session.park()
    session.settle()
    fresh = session.picture()

    def press(name):
        pressed_ms = now_ms()
        session.keys(name)
        session.draws(pressed_ms)
        session.settle()
        return session.picture()

    k = session.frames()[-1]["clusters"]
    session.keys("bracketright")
    check(session.wait_for(lambda f: f["clusters"] == k + 1 and f["final"]), "] adds a cluster")
    pressed_ms = now_ms()
    session.keys("bracketleft")
    check(session.wait_for(lambda f: f["clusters"] == k and f["final"], pressed_ms),
          "[ takes a cluster away")
    session.settle()
    fresh = session.picture()
    check(press("t") != fresh and session.picture()[0] > 200, "T switches to the light theme")
    check(press("t") == fresh, "T switches back")
    for name in ("d", "F1", "F12", "ctrl+plus", "ctrl+minus", "1"):
        back = {"d": "d", "F12": "F12", "ctrl+plus": "ctrl+0", "ctrl+minus": "ctrl+0"}
        check(press(name) != fresh, f"{name} changes the picture")
        other = press(back.get(name, "Escape"))
        check(other == fresh or name == "d", f"{back.get(name, 'Escape')} undoes {name}")
        fresh = other
    turned_ms = now_ms()
    session.xdotool("mousemove", "--window", session.window, 700, 450, "click", "--repeat", 3, 4)
    session.draws(turned_ms)
    session.park()
    session.settle(0.5)
    check(session.picture() != fresh, "the wheel zooms")
    check(press("f") == fresh, "F fits again")


def typing(session: Session) -> None:
    """While a number is typed, keys are text."""
    x, y = session.place("kmeans.k")
    begun_ms = now_ms()
    session.xdotool("mousemove", "--window", session.window, x, y, "keydown", "ctrl", "click", 1,
                    "keyup", "ctrl", "key", "t", "bracketright", "F12")
    session.draws(begun_ms)
    session.draws(now_ms())  # a caret blinks: there is no end to wait for
    check(session.picture()[0] < 100, "typing t in a field keeps the theme")
    check(all(f["clusters"] == 5 for f in session.frames() if f["t_ms"] > begun_ms),
          "typing ] in a field keeps k")
    session.xdotool("key", "--delay", 5, *("BackSpace",) * 4, "7", "Return")
    check(session.wait_for(lambda f: f["clusters"] == 7 and f["final"], begun_ms),
          "a typed number is taken")
    session.settle()
    session.keys("bracketleft", "bracketleft")
    session.wait_for(lambda f: f["clusters"] == 5 and f["final"], begun_ms)


def files(session: Session) -> None:
    folder = session.log_path.parent
    small, broken = folder / "small.csv", folder / "broken.csv"
    assert cli.run("sample", "--rows", 3000, "--out", small).status == 0
    broken.write_text(cli.HEADER + "\na,b,2015,much,c,2019\n", encoding="utf-8")
    before = session.settle()
    picture = session.picture()
    begun_ms = now_ms()
    check(session.display.drop(session.window, [broken]), "a dropped file is accepted")
    told = session.wait_for(lambda f: f["error"], begun_ms)
    check(told and "broken.csv:2" in told["error"], f"a bad file is named with its line: {told}")
    session.settle()
    check(told and told["serial"] == before["serial"] and told["rows"] == before["rows"],
          "a bad file leaves the old data")
    check(session.picture() != picture, "a bad file shows a message")
    begun_ms = now_ms()
    check(session.display.drop(session.window, [small]), "another file is accepted")
    loaded = session.wait_for(lambda f: 0 < f["rows"] <= 3000 and f["final"], begun_ms)
    check(loaded and not loaded["error"], "a dropped file is loaded")


def sizes(session: Session) -> None:
    x, y = session.place("kmeans.k")
    w = session.window
    session.xdotool("mousemove", "--window", w, x, y, "mousedown", 1, "mousemove", "--window", w,
                    x + 40, y, "windowsize", w, 1100, 700, "sleep", 0.2, "mousemove", "--window",
                    w, x + 60, y, "windowsize", w, 960, 540, "sleep", 0.2, "mouseup", 1)
    session.settle()
    check(session.process.poll() is None, "resizing while dragging is survived")
    session.xdotool("windowunmap", w, "sleep", 0.3, "windowmap", w, "sleep", 0.2, "windowsize", w,
                    1600, 900)
    shown_ms = now_ms()
    session.xdotool("mousemove", "--window", w, 700, 300)
    check(session.wait_for(lambda f: True, shown_ms), "a window that was hidden draws again")


def sleeps(session: Session) -> None:
    """Soon the program is idle; a busy machine may bring it the last events late."""
    session.park()
    for _ in range(TRIALS):
        session.settle(1.0)
        frames, wakes = len(session.frames()), session.wakes()
        time.sleep(IDLE_S)
        drawn, woken = len(session.frames()) - frames, session.wakes() - wakes
        if drawn == 0 and woken <= MOST_WAKES:
            break
    print(f"idle: {drawn} frames, threads woken {woken} times in {IDLE_S:.0f} s")
    check(drawn == 0, f"{drawn} frames are drawn while nothing moves")
    check(woken <= MOST_WAKES, f"threads are woken {woken} times while nothing moves")


def ends(session: Session) -> None:
    session.display.close(session.window)
    try:
        status = session.process.wait(timeout=180)
    except subprocess.TimeoutExpired:
        status = None
    check(status == 0, f"closing the window ends the program with status {status}")
    told = session.process.stderr.read().decode()
    check(told == "", f"nothing is said on standard error: {told}")


def asks_at_the_start(server: XServer, folder: Path) -> None:
    """A table with other names for its columns opens the window and the question."""
    strange = folder / "strange.csv"
    assert cli.run("sample", "--rows", 2000, "--out", strange).status == 0
    lines = strange.read_text(encoding="utf-8").split("\n", 1)
    header = lines[0].replace("orgyear", "anfang").replace("ctc,", "gehalt_im_jahr,")
    assert header.count("anfang") == header.count("gehalt_im_jahr") == 1
    strange.write_text("\n".join([header, lines[1]]), encoding="utf-8")
    with Session(server, folder, strange, "--strict") as session:
        asked = session.until(lambda: "Read the table" in session.controls("stop"))
        check(asked, "a table with unknown columns opens the question")
        check(session.process.poll() is None and session.frames()[-1]["rows"] > 200000,
              "the sample stands behind it")
        ends(session)


def main() -> None:
    need_display()
    with tempfile.TemporaryDirectory() as name, XServer() as server, \
            Session(server, Path(name)) as session:
        steps = [first_picture, sleeps, keys, typing, drags, files, sizes, sleeps, ends]
        for step in steps:
            begun = time.monotonic()
            step(session)
            print(f"{step.__name__}: {time.monotonic() - begun:.0f} s", flush=True)
            if session.process.poll() is not None and step is not ends:
                checks.failures.append(f"the program ended early with {session.process.poll()}: "
                                f"{session.process.stderr.read().decode()}")
                break
    with tempfile.TemporaryDirectory() as name, XServer() as server:
        asks_at_the_start(server, Path(name))
    cli.finish(checks.failures, checks.count)


if __name__ == "__main__":
    main()
