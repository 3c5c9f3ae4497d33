#!/usr/bin/env python3
"""Every knob is moved in a real window; the log of frames tells how it went.

Sliders are dragged, lists opened and each of their choices taken, switches turned on and off. What
it takes is counted; tests/bench/frames plays the same and prints the times.
"""
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import cli
from compare import Checks
from window_session import Session, XServer, need_display, now_ms

SLIDERS = 17  # of the built-in sample
# A frame's work, counted: how long it takes is the machine's, and tests/bench/frames tells.
CHARTS_OF_A_RESULT = 6  # made anew when another result is shown; while it glides one a frame
MOST_VERTICES = 60_000
FEWEST_RESULTS = 3  # shown while a knob moves: it waits for one at each of three stops
PICTURE_KNOBS = "view."  # these change the drawing alone
# Their values seldom change a preview: only that the final comes is checked.
FIT_KNOBS = ("kmeans.restarts", "kmeans.max_iterations", "kmeans.tolerance")

checks = Checks(at_once=True)
check = checks.that


@dataclass
class Move:
    """What the log tells of one knob's move, from the press to the final."""
    key: str
    says: str  # the choice taken; empty for a slider
    frames: list  # until the final was shown
    released_ms: float
    final: dict  # the frame that showed it; None when none came

    def results(self, until_ms: float) -> dict:
        """The results shown until then: serial → its first frame."""
        shown = {}
        for frame in self.frames[1:]:
            if frame["t_ms"] <= until_ms:
                shown.setdefault(frame["serial"], frame)
        shown.pop(self.frames[0]["serial"], None)
        return shown

    def while_it_moved(self) -> dict:
        return self.results(self.released_ms + 1)

    def previews(self) -> dict:
        return {serial: frame for serial, frame in self.results(float("inf")).items()
                if not frame["final"]}

    def colour_sets(self) -> list:
        """The previews' sets of colours, in order, each as often as it came up anew. The final may
        show a cluster that is a stranger to its partner in a colour of its own."""
        sets = [tuple(sorted(frame["colours"])) for frame in self.frames if not frame["final"]]
        return [new for old, new in zip([None, *sets], sets) if new != old]

    def name(self) -> str:
        return f"{self.key} = {self.says}" if self.says else self.key

    def longest(self, what: str) -> float:
        return max(frame[what] for frame in self.frames)


def judge_work(move: Move) -> None:
    """No frame does what the one before has done already, and none goes through rows again."""
    name, frames = move.name(), move.frames
    anew = sum(now["serial"] != before["serial"] for before, now in zip(frames, frames[1:]))
    glides = sum(frame["gliding"] for frame in frames)
    charts = sum(frame["charts"] for frame in frames[1:])
    # The legend of the density shows its exposure.
    legends = len(frames) if move.key == "view.exposure" else 0
    check(charts <= CHARTS_OF_A_RESULT * (anew + 1) + glides + legends,
          f"{name}: {charts} charts were made for {anew} results and {glides} frames of a glide")
    check(move.longest("vertices") <= MOST_VERTICES,
          f"{name}: a frame has {move.longest('vertices')} vertices")
    again = [now["rows_read"] for before, now in zip(frames, frames[1:])
             if now["serial"] == before["serial"] and not before["gliding"]]
    check(sum(again) <= frames[0]["rows"],
          f"{name}: {sum(again)} rows are looked at again, which another frame had looked at")
    if not move.key.startswith(PICTURE_KNOBS):
        pictures = frames[-1]["pictures"] - frames[0]["pictures"]
        check(pictures <= anew + glides + 2,
              f"{name}: the cloud is drawn {pictures} times for {anew} results")


def judge(move: Move) -> None:
    name = move.name()
    check(move.final is not None, f"{name}: a final follows the release")
    judge_work(move)
    if move.key != "kmeans.k":
        sets = move.colour_sets()
        check(len(sets) <= 1, f"{name}: the clusters keep their colours, shown were {sets}")
    if move.says:
        return
    if move.key.startswith(PICTURE_KNOBS):
        check(not move.results(float("inf")), f"{name}: computes nothing")
    elif move.key not in FIT_KNOBS:
        check(len(move.while_it_moved()) >= FEWEST_RESULTS,
              f"{name}: {len(move.while_it_moved())} results were shown while it moved")


def point(session: Session, x: float, y: float) -> None:
    session.xdotool("mousemove", "--window", session.window, round(x), round(y))


def finish(session: Session, key: str, says: str, begun: dict, released_ms: float,
           taken_ms: float) -> Move:
    """Waits for the final of what the window has taken over."""
    final = session.wait_for(lambda f: f["final"] and not f["computing"] and not f["knob"],
                             taken_ms)
    end_ms = final["t_ms"] if final else now_ms()
    frames = [f for f in session.frames() if begun["t_ms"] <= f["t_ms"] <= end_ms]
    return Move(key, says, frames, released_ms, final)


def nothing_older(session: Session, move: Move) -> None:
    after = [f for f in session.frames() if move.final and f["t_ms"] > move.final["t_ms"]]
    flickers = [f for f in after if not f["final"] and f["serial"] <= move.final["serial"]]
    check(not flickers, f"{move.name()}: nothing older is shown after the final")


def another_result(frames: list) -> bool:
    return any(frame["serial"] != frames[0]["serial"] for frame in frames)


def drag(session: Session, key: str) -> Move:
    """Moves a handle to the side with more room and lets it go, then back to its default."""
    before = session.controls("slider")[key]["says"]
    x, y = session.place(key)
    point(session, x, y)
    begun = session.frames()[-1]
    far = 100 if x < session.width * 0.22 / 2 else -100
    follows = key not in FIT_KNOBS and not key.startswith(PICTURE_KNOBS)
    released_ms = session.drag((x, y), x + far, another_result if follows else None)
    move = finish(session, key, "", begun, released_ms, released_ms)
    reset(session, key, before)
    nothing_older(session, move)
    return move


def reset(session: Session, key: str, before: str) -> None:
    clicked_ms = now_ms()
    session.click(*session.place(key), times=2)
    is_back = session.until(lambda: session.controls("slider")[key]["says"] == before)
    check(is_back, f"{key}: a double click brings {before} back")
    session.wait_for(lambda f: f["final"] and not f["computing"] and not f["knob"], clicked_ms)
    # The next press is none of this double click's.
    session.settle(0.5)


def click(session: Session, control: dict, done) -> tuple:
    """Clicks and waits until done() is true; its answer, and when it was clicked."""
    clicked_ms = now_ms()
    session.click(control["x"], control["y"])
    return session.until(done), clicked_ms


def take(session: Session, kind: str, key: str, says: str, control: dict) -> Move:
    """Clicks what makes the knob say so, and waits for the final."""
    begun = session.frames()[-1]
    taken, clicked_ms = click(session, control,
                              lambda: session.controls(kind).get(key, {}).get("says") == says)
    if not taken:
        return None
    first = next(f for f in session.frames() if f["t_ms"] > begun["t_ms"] and
                 any(c["key"] == key and c["kind"] == kind and c["says"] == says
                     for c in f.get("controls", [])))
    move = finish(session, key, says, begun, clicked_ms, first["t_ms"] - 0.001)
    return move


def opened(session: Session, key: str) -> dict:
    """What the list offers, which is open then."""
    closed = session.controls("choice")[key]
    options = session.options(key) or click(session, closed, lambda: session.options(key))[0]
    return options or {}


def choose(session: Session, key: str, says: str) -> Move:
    option = opened(session, key).get(says)
    return take(session, "choice", key, says, option) if option else None


def turn(session: Session, key: str, says: str) -> Move:
    return take(session, "switch", key, says, session.controls("switch")[key])


def note(moves: list, move: Move, what: str) -> None:
    check(move is not None, f"{what}: it moves")
    if move is None:
        return
    judge(move)
    moves.append(move)
    print(f"{move.name():40} {len(move.frames):4} frames, {len(move.previews()):3} previews, "
          f"{sum(frame['charts'] for frame in move.frames):4} charts", flush=True)


def move_choice(session: Session, key: str, moves: list) -> None:
    """Takes every other choice, and the first one again."""
    first = session.controls("choice")[key]["says"]
    others = [says for says in opened(session, key) if says != first]
    check(others, f"{key}: the list offers others than {first}")
    for says in [*others, first]:
        note(moves, choose(session, key, says), f"{key} = {says}")


def move_switch(session: Session, key: str, moves: list) -> None:
    first = session.controls("switch")[key]["says"]
    for says in ("off" if first == "on" else "on", first):
        note(moves, turn(session, key, says), f"{key} = {says}")


def move_all(session: Session) -> list:
    """Every knob, screen by screen of the left panel."""
    moves = []
    # A list of files and what cameras offer move no knob.
    known = {("choice", key) for key in ("open", "camera.map", "camera.clusters", "camera.tab")}
    for _ in range(12):
        for kind in ("slider", "choice", "switch"):
            for key in session.controls(kind):
                if (kind, key) in known or key not in session.controls(kind):
                    continue
                known.add((kind, key))
                if kind == "slider":
                    note(moves, drag(session, key), key)
                elif kind == "choice":
                    move_choice(session, key, moves)
                else:
                    move_switch(session, key, moves)
        if not scroll(session):
            break
    return moves


def scroll(session: Session) -> bool:
    """Scrolls the left panel at its edge, where no slider takes the wheel; False at its end."""
    before = session.controls("slider")
    point(session, 3, 300)
    scrolled_ms = now_ms()
    time.sleep(0.6)  # a slider that the wheel brings under the pointer would be turned
    session.xdotool("click", "--repeat", 6, "--delay", 30, 5)
    session.draws(scrolled_ms)
    session.settle(0.3)
    return session.controls("slider") != before


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
    need_display()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as name, XServer() as server, \
            Session(server, Path(name)) as session:
        check(session.wait_for(lambda f: f["final"]), "a first picture comes")
        nothing_moves(session)
        moves = move_all(session)
        dragged = len({move.key for move in moves if not move.says})
        check(dragged == SLIDERS, f"{dragged} sliders were dragged")
        check(session.process.poll() is None, "the program still runs")
    print(f"{dragged} sliders and {len(moves) - dragged} choices in "
          f"{time.monotonic() - begun:.0f} s")
    cli.finish(checks.failures, checks.count)


if __name__ == "__main__":
    main()
