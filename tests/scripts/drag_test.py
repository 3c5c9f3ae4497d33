#!/usr/bin/env python3
"""Every slider of the left panel is dragged in a real window; the log of frames tells how it went.

drag_test.py PROGRAM SOURCE [--table]: with --table the figures are printed as Markdown, for
docs/PERFORMANCE.md.
"""
import os
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import cli
from window_session import Session, XServer, now_ms

STEPS = 60
STEP_S = 0.016
# Where other programs want the processors too, everything takes longer.
LOAD = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
LONGEST_FRAME_MS = 250.0 * LOAD
FEWEST_RESULTS = 3 if LOAD < 2 else 1  # shown while a knob moves
FEWEST_SLIDERS = 15 if LOAD < 2 else 8  # presses get lost between the frames of a slow machine
PICTURE_KNOBS = "view."  # these change the drawing alone
# Their values seldom change a preview: only that the final comes is checked.
FIT_KNOBS = ("kmeans.restarts", "kmeans.max_iterations", "kmeans.tolerance")

passed = 0
failures = []


def check(holds, what: str) -> None:
    global passed
    passed += 1
    if not holds:
        failures.append(what)
        print("not so:", what, flush=True)


@dataclass
class Drag:
    """What the log tells of one drag, from the press to the final."""
    knob: str
    frames: list  # until the final was shown
    released_ms: float
    final: dict  # the frame that showed it; None when none came

    def results(self) -> dict:
        """The results shown while the knob moved: serial → its first frame."""
        shown = {}
        for frame in self.frames[1:]:
            if frame["t_ms"] <= self.released_ms + 1:
                shown.setdefault(frame["serial"], frame)
        shown.pop(self.frames[0]["serial"], None)
        return shown

    def colour_sets(self) -> list:
        """The sets of colours shown, in order, each as often as it came up anew."""
        sets = [tuple(sorted(frame["colours"])) for frame in self.frames]
        return [new for old, new in zip([None, *sets], sets) if new != old]

    def row(self) -> list:
        frames = self.frames
        computed = [frame["result_ms"] for frame in self.results().values()]
        return [self.knob, str(len(frames)),
                *(f"{value:.1f}" for value in (
                    statistics.median(f["frame_ms"] for f in frames),
                    max(f["frame_ms"] for f in frames),
                    statistics.median(f["ui_ms"] for f in frames),
                    max(f["ui_ms"] for f in frames),
                    max(f["cloud_ms"] for f in frames))),
                str(len(computed)),
                f"{statistics.median(computed):.1f}" if computed else "–",
                f"{self.final['t_ms'] - self.released_ms:.0f}" if self.final else "never"]


HEADINGS = ["knob", "frames", "median ms", "longest ms", "UI median", "UI longest",
            "cloud longest", "results", "median to compute", "release to final"]


def print_row(cells: list, markdown: bool) -> None:
    if markdown:
        print("| " + " | ".join(cells) + " |", flush=True)
    else:
        print(f"{cells[0]:28}" + "".join(f"{cell:>{max(9, len(heading) + 2)}}"
                                         for cell, heading in zip(cells[1:], HEADINGS[1:])),
              flush=True)


def press(session: Session, x: int, y: int) -> str:
    """Presses on a handle; the knob's key, as the log tells it."""
    pressed_ms = now_ms()
    session.xdotool("mousemove", "--window", session.window, x, y, "sleep", 0.05, "mousedown", 1)
    held = session.wait_for(lambda frame: frame["knob"], pressed_ms, 10.0)
    return held["knob"] if held else ""


def drag(session: Session, knob: str, x: int, y: int) -> Drag:
    """Moves the pressed handle to the side with more room, and lets it go."""
    begun = session.frames()[-1]
    middle = session.width * 0.22 / 2
    far = 100 if x < middle else -100
    words = []
    for step in range(1, STEPS + 1):
        words += ["mousemove", "--window", session.window, round(x + far * step / STEPS), y,
                  "sleep", STEP_S]
    session.xdotool(*words)
    released_ms = now_ms()
    session.xdotool("mouseup", 1)
    final = session.wait_for(lambda f: f["final"] and not f["computing"] and not f["knob"],
                             released_ms)
    end_ms = final["t_ms"] if final else now_ms()
    frames = [f for f in session.frames() if begun["t_ms"] <= f["t_ms"] <= end_ms]
    session.xdotool("mousemove", "--window", session.window, x + far, y, "sleep", 0.05,
                    "click", "--repeat", 2, "--delay", 40, 1)  # back to the default
    session.park()
    session.settle(0.5)  # a press soon after would count as another double click
    after = [f for f in session.frames() if final and f["t_ms"] > end_ms]
    flickers = [f for f in after if not f["final"] and f["serial"] <= final["serial"]]
    check(not flickers, f"{knob}: nothing older is shown after the final")
    return Drag(knob, frames, released_ms, final)


def judge(done: Drag) -> None:
    longest = max(frame["frame_ms"] for frame in done.frames)
    check(done.final is not None, f"{done.knob}: a final follows the release")
    check(longest <= LONGEST_FRAME_MS, f"{done.knob}: a frame took {longest:.0f} ms")
    check(len(done.frames) >= STEPS / 4 / LOAD, f"{done.knob}: {len(done.frames)} frames were drawn")
    if done.knob.startswith(PICTURE_KNOBS):
        check(not done.results(), f"{done.knob}: computes nothing")
    elif done.knob not in FIT_KNOBS:
        check(len(done.results()) >= FEWEST_RESULTS,
              f"{done.knob}: {len(done.results())} results were shown while it moved")
    if done.knob.startswith("weight."):
        sets = done.colour_sets()
        # A cluster that shares no row with any before is another one and has a colour of its own;
        # nothing flickers between two sets.
        check(len(sets) <= 2, f"{done.knob}: the clusters keep their colours, shown were {sets}")


def drag_screen(session: Session, known: set, markdown: bool) -> list:
    """Drags every slider in sight that is not known yet; a press that a busy machine missed is
    tried once more."""
    done = []
    session.park()
    session.settle(0.5)  # a press soon after would count as another double click
    left = session.sliders()
    for _ in range(2):
        missed = []
        for x, y in left:
            knob = press(session, x, y)
            if knob and knob not in known:
                known.add(knob)
                done.append(drag(session, knob, x, y))
                judge(done[-1])
                print_row(done[-1].row(), markdown)
                continue
            session.xdotool("mouseup", 1)
            if not knob:
                missed.append(y)
        left = [(x, y) for x, y in session.sliders() if y in missed]
    return done


def drag_all(session: Session, markdown: bool) -> list:
    done = []
    known = set()
    for _ in range(8):  # screens of the panel
        done += drag_screen(session, known, markdown)
        if not scroll(session):
            break
    return done


def scroll(session: Session) -> bool:
    """Scrolls the left panel at its edge, where no slider takes the wheel; False at its end."""
    session.park()
    session.settle(0.3)
    before = session.sliders()
    for _ in range(2):  # a busy machine may miss one
        session.xdotool("mousemove", "--window", session.window, 3, 300, "sleep", 0.6)
        turned_ms = now_ms()
        session.xdotool("click", "--repeat", 9, "--delay", 30, 5)
        session.wait_for(lambda frame: True, turned_ms, 5.0)
        session.park()
        session.settle(0.3)
        if session.sliders() != before:
            return True
    return False


def nothing_moves(session: Session) -> None:
    """Frames that only repaint the interface upload nothing of the cloud."""
    before = session.settle(0.3)
    begun_ms = now_ms()
    for y in range(200, 700, 25):
        session.xdotool("mousemove", "--window", session.window, 3, y, "sleep", 0.02)
    session.park()
    after = session.settle(0.3)
    drawn = [f for f in session.frames() if f["t_ms"] > begun_ms]
    check(len(drawn) >= 5, f"the pointer over the panel draws {len(drawn)} frames")
    check(after["uploaded"] == before["uploaded"], "the pointer over a panel uploads no cloud")


def main() -> None:
    for tool in ("Xvfb", "xdotool"):
        if shutil.which(tool) is None:
            print(f"skipped: {tool} is not installed")
            sys.exit(cli.SKIPPED)
    markdown = "--table" in sys.argv[3:]
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as name, XServer() as server, \
            Session(server, Path(name)) as session:
        check(session.wait_for(lambda f: f["final"]), "a first picture comes")
        nothing_moves(session)
        print_row(HEADINGS, markdown)
        if markdown:
            print("| --- |" + " ---: |" * (len(HEADINGS) - 1))
        done = drag_all(session, markdown)
        check(len(done) >= FEWEST_SLIDERS, f"{len(done)} sliders were dragged")
        check(session.process.poll() is None, "the program still runs")
    print(f"{len(done)} sliders in {time.monotonic() - begun:.0f} s, load {LOAD:.1f} a processor")
    cli.finish(failures, passed)


if __name__ == "__main__":
    main()
