"""One run of the program in a window of its own X server: input by xdotool, frames by its log."""
import bisect
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import cli
from x11 import Display

LEGS, STEPS, STEP_S = 3, 20, 0.016  # of a drag
PATIENCE_S = 180.0  # ends a hang; no machine at work is so slow


def need_display() -> None:
    """Skips the test where there is nothing to make a window with."""
    for tool in ("Xvfb", "xdotool"):
        if shutil.which(tool) is None:
            print(f"skipped: {tool} is not installed")
            sys.exit(cli.SKIPPED)


class XServer:
    def __enter__(self):
        read, write = os.pipe()
        self.process = subprocess.Popen(
            ["Xvfb", "-screen", "0", "1920x1080x24", "-nolisten", "tcp", "-displayfd", str(write)],
            pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        if not number:
            raise OSError("Xvfb did not start")
        self.name = f":{number}"
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


class Session:
    """Width and height are those of the window that the program opens on this screen."""
    width, height = 1600, 900

    def __init__(self, server: XServer, folder: Path, *arguments, delay_ms: int = 0,
                 state: Path = Path("/dev/null")):
        self.log_path = folder / "frames.jsonl"
        self.log_path.unlink(missing_ok=True)
        self.log_bytes, self.log_frames, self.latest_controls = 0, [], []
        # Unless a test wants it, nothing can be remembered there: no start is the first one, which shows no knob.
        self.environment = {**os.environ, "XDG_STATE_HOME": str(state),
                            "DISPLAY": server.name, "LIBGL_ALWAYS_SOFTWARE": "1",
                            "COHORTSCOPE_FRAME_LOG": str(self.log_path),
                            "COHORTSCOPE_FRAME_DELAY_MS": str(delay_ms)}
        self.environment.pop("WAYLAND_DISPLAY", None)
        self.display = Display(server.name)
        self.started_ms = now_ms()
        self.process = subprocess.Popen([cli.PROGRAM, *map(str, arguments)], env=self.environment,
                                        stderr=subprocess.PIPE)
        found = self.xdotool("search", "--sync", "--onlyvisible", "--name", "Cohortscope")
        self.window = int(found.split()[0])
        self.xdotool("windowfocus", self.window)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def xdotool(self, *words) -> str:
        done = subprocess.run(["xdotool", *map(str, words)], env=self.environment, text=True,
                              capture_output=True, timeout=PATIENCE_S, check=True)
        return done.stdout

    def keys(self, *names) -> None:
        self.xdotool("key", *names)

    def park(self) -> None:
        """Where the pointer changes nothing: the toolbar's empty part."""
        self.xdotool("mousemove", "--window", self.window, 700, 20)

    def picture(self) -> bytes:
        return self.display.grab(self.window, self.width, self.height)

    def frames(self) -> list:
        """All so far, in the log's order. Reads only what was added."""
        if self.log_path.exists():
            with self.log_path.open("rb") as log:
                log.seek(self.log_bytes)
                lines = log.read()
            complete = lines[:lines.rfind(b"\n") + 1]
            self.log_bytes += len(complete)
            for line in complete.splitlines():
                self.log_frames.append(json.loads(line))
                self.latest_controls = self.log_frames[-1].get("controls", self.latest_controls)
        return self.log_frames

    def wait_for(self, wanted, since_ms: float = 0.0, patience_s: float = PATIENCE_S):
        """The first frame after `since_ms` for which wanted(frame) holds; None when none comes."""
        end = time.monotonic() + patience_s
        while time.monotonic() < end and self.process.poll() is None:
            frames = self.frames()
            first = bisect.bisect_right(frames, since_ms, key=lambda frame: frame["t_ms"])
            for frame in frames[first:]:
                if wanted(frame):
                    return frame
            time.sleep(0.02)
        return None

    def draws(self, since_ms: float, count: int = 3) -> bool:
        """Waits for so many frames since then: that many follow every event."""
        return self.until(lambda: len(self.frames()) >= count and
                          self.frames()[-count]["t_ms"] > since_ms)

    def settle(self, quiet_s: float = 0.2) -> dict:
        """Waits until nothing is computed and no frame was drawn for a while; the last frame."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end and self.process.poll() is None:
            frames = self.frames()
            # A slow machine may be at work on the next frame all that time.
            if frames and not frames[-1]["computing"] and not frames[-1]["moving"] and \
                    now_ms() - frames[-1]["t_ms"] > 1000 * quiet_s + 2 * frames[-1]["frame_ms"]:
                break
            time.sleep(0.02)
        return self.frames()[-1]

    def wakes(self) -> int:
        """How often a thread of the program has gone to sleep so far, and so was woken."""
        return sum(int(line.split()[1])
                   for status in Path(f"/proc/{self.process.pid}/task").glob("*/status")
                   for line in status.read_text().splitlines()
                   if line.startswith("voluntary_ctxt_switches"))

    def controls(self, kind: str) -> dict:
        """Those of the knobs in sight, key → control, as last drawn."""
        self.frames()
        return {c["key"]: c for c in self.latest_controls if c["kind"] == kind}

    def options(self, key: str) -> dict:
        """What an open list offers, text → control; empty while it is closed."""
        self.frames()
        return {c["says"]: c for c in self.latest_controls
                if c["kind"] == "option" and c["key"] == key}

    def place(self, key: str) -> tuple:
        """Where the handle of a slider in sight is, (x, y) from the top."""
        slider = self.controls("slider")[key]
        return round(slider["x"]), round(slider["y"])

    def click(self, x: float, y: float, times: int = 1) -> None:
        """Where and as fast as a hand clicks; nothing is waited for."""
        self.xdotool("mousemove", "--window", self.window, round(x), round(y), "click", "--repeat",
                     times, "--delay", 60, 1)

    def until(self, holds, patience_s: float = PATIENCE_S):
        """What holds() gives as soon as that is true, by the frames so far; else its last answer."""
        end = time.monotonic() + patience_s
        while not (answer := holds()) and time.monotonic() < end and self.process.poll() is None:
            time.sleep(0.01)
        return answer

    def drag(self, start, end_x: int, shows=None) -> float:
        """Press, move in three times twenty steps, let go; when it was let go, in milliseconds.

        Before each stop the pointer moves as fast as a hand does; there it waits for what the drag
        shows, shows(frames before), and at least for a frame.
        """
        x, y = start
        self.xdotool("mousemove", "--window", self.window, x, y, "sleep", 0.1, "mousedown", 1)
        for leg in range(LEGS):
            before, begun_ms = len(self.frames()), now_ms()
            words = []
            for step in range(leg * STEPS + 1, (leg + 1) * STEPS + 1):
                words += ["mousemove", "--window", self.window,
                          round(x + (end_x - x) * step / (LEGS * STEPS)), y, "sleep", STEP_S]
            self.xdotool(*words)
            self.draws(begun_ms)
            if shows is not None:
                self.until(lambda: shows(self.frames()[before - 1:]))
        released_ms = now_ms()
        self.xdotool("mouseup", 1)
        return released_ms


def now_ms() -> float:
    return time.clock_gettime(time.CLOCK_MONOTONIC) * 1000.0
