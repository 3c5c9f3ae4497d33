#!/usr/bin/env python3
"""The includes follow the layers: a folder of src includes only itself and folders below it.

Called with the program (unused) and the source folder. Also checks that third-party headers stay in
the files that may know them, that no file outside sample names a column of a table, that no file is
longer than 400 lines, and that no two files define a type or a function of one name in one namespace.
"""
import re
import sys
from pathlib import Path

BELOW = {
    "base": set(),
    "data": {"base"},
    "schema": {"base", "data"},
    "sample": {"base", "data"},
    "features": {"base", "data", "schema"},
    "analysis": {"base", "data", "schema", "features"},
    "engine": {"base", "data", "schema", "sample", "features", "analysis"},
    "plot": {"base", "data", "schema", "features", "analysis", "engine"},
    "report": {"base", "data", "schema", "features", "analysis", "engine", "plot"},
    "gl": {"base", "data", "schema", "features", "analysis", "engine", "plot"},
    "ui": {"base", "data", "schema", "features", "analysis", "engine", "plot", "gl"},
    "app": {"base", "data", "schema", "sample", "features", "analysis", "engine", "plot", "report", "gl", "ui"},
}
# Third-party header (prefix) → where it may be included, as path prefixes below src.
ONLY_IN = {
    "oneapi/tbb": ["base/parallel.cpp"],
    "tbb/": ["base/parallel.cpp"],
    "imgui": ["ui/", "app/"],
    "GLFW/": ["app/"],
    "glad/": ["gl/", "ui/", "app/"],
    "EGL/": ["gl/"],
    "Eigen/": ["analysis/"],
    "CLI/": ["app/"],
    "zlib.h": ["data/gzip.cpp", "report/paint/"],
    "cairo": ["report/paint/"],
    "ft2build.h": ["report/paint/"],
    "fontconfig/": ["plot/text/"],
    "expat.h": ["data/sheet/"],
    "zip.h": ["data/sheet/"],
    "utf8proc": ["features/rows/clean_text.cpp", "data/"],
}
LONGEST = 400
# What columns are called stands in assets/schemas; only the sample's own folder may name them.
COLUMN_NAMES = re.compile(r"ctc|orgyear|compan|job_|email|rupee|learner")


def problems(source: Path):
    for path in sorted((source / "src").rglob("*")):
        if path.suffix not in {".h", ".cpp", ".inl"}:
            continue
        name = path.relative_to(source / "src").as_posix()
        layer = name.split("/")[0]
        lines = path.read_text(encoding="utf-8").splitlines()
        if len(lines) > LONGEST:
            yield f"{name}: {len(lines)} lines; expected at most {LONGEST}"
        for number, line in enumerate(lines, 1):
            if layer != "sample" and COLUMN_NAMES.search(line):
                yield f"{name}:{number}: names a column: {COLUMN_NAMES.search(line).group()}"
            included = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
            if not included:
                continue
            header = included.group(1)
            folder = header.split("/")[0]
            if folder in BELOW and folder != layer and folder not in BELOW[layer]:
                yield f"{name}:{number}: {layer} may not include {header}"
            for prefix, places in ONLY_IN.items():
                if header.startswith(prefix) and not name.startswith(tuple(places)):
                    yield f"{name}:{number}: {header} belongs in {', '.join(places)}"


def defined_things(text: str, in_source: bool):
    """(namespace, name) of the types and functions that are visible to the linker."""
    space, anonymous = "", False
    for line in text.splitlines():
        opened = re.match(r"namespace ([\w:]*) ?\{$", line)
        if opened and opened.group(1):
            space = opened.group(1)
        elif opened or re.match(r"} // namespace$", line):
            anonymous = bool(opened)
        defined = re.match(r"(?:struct|class|enum class) (\w+)(?!\w|::)[^;()]*\{", line)
        if defined and not anonymous:
            yield space, defined.group(1)
        # A function's first line says its name and its parameters.
        function = re.match(r"(?!static|template|inline|constexpr|namespace|extern|using)"
                            r"[A-Za-z][\w:<>,&* ]* \*?&?\w+\(.*\{$", line)
        if function and not anonymous and in_source:
            yield space, line.rstrip(" {")


def things_defined_twice(source: Path):
    """Two of one name in one namespace make programs that do what neither file says."""
    known = {}
    for path in sorted((source / "src").rglob("*")):
        if path.suffix not in {".h", ".cpp"}:
            continue
        name = path.relative_to(source / "src").as_posix()
        for kind in defined_things(path.read_text(encoding="utf-8"), path.suffix == ".cpp"):
            if known.setdefault(kind, name) != name:
                yield f"{name}: {'::'.join(kind)} is defined in {known[kind]}, too"


def main() -> int:
    source = Path(sys.argv[2])
    found = [*problems(source), *things_defined_twice(source)]
    for problem in found:
        print(problem)
    print(f"{len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
