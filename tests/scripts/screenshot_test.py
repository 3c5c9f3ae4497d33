#!/usr/bin/env python3
"""Pictures without a display: their size, and one line of error where there can be none."""
import os
import struct
import tempfile
from pathlib import Path

import cli


def main() -> None:
    failures, count = [], 0
    with tempfile.TemporaryDirectory() as name:
        table, picture = Path(name) / "table.csv", Path(name) / "picture.png"
        cli.run("sample", "--rows", 2000, "--out", table)
        no_driver = {**os.environ, "__EGL_VENDOR_LIBRARY_FILENAMES": "/nonexistent.json"}
        no_drawing = {**os.environ, "LIBGL_DRIVERS_PATH": "/nonexistent", "GALLIUM_DRIVER": "nothing"}
        too_old = {**os.environ, "MESA_GL_VERSION_OVERRIDE": "2.1"}
        refused = {"an unknown tab": (["--tab", "nonsense"], {}, "profile"),
                   "a row below 1": (["--row", "0"], {}, "--row"),
                   "a row beyond the table": (["--row", "2001"], {}, "2000 rows"),
                   "no driver": ([], {"env": no_driver}, "libegl-mesa0"),
                   "a driver that does not load": ([], {"env": no_drawing}, "libegl-mesa0"),
                   "a driver that is too old": ([], {"env": too_old}, "OpenGL 3.3"),
                   "too small a window": (["--size", "800x480"], {}, "960x540"),
                   "a low window in a large picture": (
                       ["--size", "1280x360", "--scale", "8"], {}, "960x540"),
                   "a side too long": (["--size", "16384x600", "--scale", "4"], {}, "32768"),
                   "too many pixels": (["--size", "16384x10000", "--scale", "2"], {}, "million")}
        for ending in ("svg", "pdf", "jpg", "png.svg", ""):
            refused[f"the ending '{ending}'"] = (
                ["--out", picture.with_suffix(f".{ending}" if ending else "")], {}, ".png")
        for what, (words, keywords, expected) in refused.items():
            out = [] if "--out" in words else ["--out", picture]
            got = cli.run("screenshot", table, *words, *out, **keywords)
            count += 1
            if set(Path(name).iterdir()) != {table} or (not out and got.status != 2):
                failures.append(f"{what}: status {got.status}, files {os.listdir(name)}")
            if got.status not in (1, 2) or not got.err.startswith("error: ") or \
                    got.err.count("\n") != 1 or expected not in got.err or picture.exists():
                failures.append(f"{what}: status {got.status}, {got.err!r}")
        for words, size in ((["--size", "1280x720", "--cloud", "density"], (1280, 720)),
                            (["--size", "960x540", "--scale", "4"], (3840, 2160))):
            got = cli.run("screenshot", table, "--quiet", *words, "--out", picture)
            count += 1
            if "EGL offers no" in got.err:
                print("skipped: this machine has no EGL")
                raise SystemExit(cli.SKIPPED)
            if got.status != 0 or struct.unpack(">II", picture.read_bytes()[16:24]) != size:
                failures.append(f"{words}: status {got.status}, {got.err!r}")
        # The first minute at these seconds: the end is the same from 1.5 s on.
        moments = {}
        for seconds in (0, 0.75, 1.5, 3):
            got = cli.run("screenshot", table, "--quiet", "--size", "960x540", "--first-minute",
                          seconds, "--out", picture)
            moments[seconds] = picture.read_bytes()
        count += 1
        if len(set(moments.values())) != 3 or moments[1.5] != moments[3]:
            failures.append("the first minute does not pass from 0 to 1.5 s and then stand still")
    cli.finish(failures, count)


if __name__ == "__main__":
    main()
