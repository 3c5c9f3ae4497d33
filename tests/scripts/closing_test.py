#!/usr/bin/env python3
"""A file that never comes stops no knob and no other file; closing ends the program whatever it does."""
import os
import subprocess
import tempfile
import time
from pathlib import Path

import cli
from window_session import Session, XServer, need_display, now_ms

# The program allows itself a third of a second. A busy machine takes much longer to end threads of low
# priority; never is the fault.
MOST_SECONDS = 120.0
failures, checks = [], 0


def check(holds, what: str) -> None:
    global checks
    checks += 1
    if not holds:
        failures.append(what)


def closes(session: Session, while_it: str) -> None:
    begun = time.monotonic()
    session.display.close(session.window)
    try:
        status = session.process.wait(timeout=MOST_SECONDS)
    except subprocess.TimeoutExpired:
        status = "none"
    print(f"closed in {time.monotonic() - begun:.2f} s while {while_it}")
    check(status == 0, f"closing while {while_it} ends with status {status}")


def pipe_loads(session: Session, folder: Path) -> None:
    pipe, small = folder / "pipe.csv", folder / "small.csv"
    os.mkfifo(pipe)
    assert cli.run("sample", "--rows", 3000, "--out", small).status == 0
    rows = session.settle()["rows"]
    for key, k in (("bracketright", 6), ("bracketleft", 5)):
        begun_ms = now_ms()
        check(session.display.drop(session.window, [pipe]), "a pipe is accepted")
        check(session.wait_for(lambda f: f["loading"] == str(pipe), begun_ms), "the pipe is being read")
        session.keys(key)
        done = session.wait_for(lambda f: f["clusters"] == k and f["final"], begun_ms)  # noqa: B023
        check(done and done["loading"] and done["rows"] == rows, f"knobs work while it is read: {done}")
    begun_ms = now_ms()
    session.keys("Escape")
    check(session.wait_for(lambda f: not f["loading"] and not f["error"], begun_ms), "Escape stops the reading")
    session.display.drop(session.window, [pipe])
    session.display.drop(session.window, [small])
    check(session.wait_for(lambda f: 0 < f["rows"] <= 3000 and f["final"] and not f["loading"], begun_ms),
          "the next file is loaded")
    begun_ms = now_ms()
    session.display.drop(session.window, [pipe])
    session.wait_for(lambda f: f["loading"], begun_ms)
    closes(session, "a pipe is waited for")


def large_load(session: Session, folder: Path) -> None:
    large = folder / "large.csv"
    assert cli.run("sample", "--rows", 205_843, "--out", large).status == 0
    session.settle()
    begun_ms = now_ms()
    session.display.drop(session.window, [large])
    session.wait_for(lambda f: f["loading"] or f["rows"] > 100_000, begun_ms)
    closes(session, "a table is read")


def study(session: Session, folder: Path) -> None:
    large = folder / "large.csv"
    assert cli.run("sample", "--rows", 205_843, "--out", large).status == 0
    session.settle()
    begun_ms = now_ms()
    session.display.drop(session.window, [large])
    session.wait_for(lambda f: f["rows"] > 100_000 and f["final"], begun_ms)
    session.settle()
    tab = session.controls("stop")["elbow"]
    begun_ms = now_ms()
    session.click(tab["x"], tab["y"])
    session.draws(begun_ms)
    closes(session, "a study runs")


def main() -> None:
    need_display()
    with XServer() as server:
        for step in (pipe_loads, large_load, study):
            with tempfile.TemporaryDirectory() as name, Session(server, Path(name)) as session:
                step(session, Path(name))
    cli.finish(failures, checks)


if __name__ == "__main__":
    main()
