#!/usr/bin/env python3
"""What `cmake --install` puts in place: a program that runs, its manual page, completions that know every
option, and files that the desktop reads; one version in all of them."""
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
from pathlib import Path

from cli import PROGRAM, SOURCE, finish
from compare import Checks

BUILD = Path(PROGRAM).resolve().parent
COMPLETE = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _cohortscope; printf '%s\\n' "${COMPREPLY[@]}"
"""


def done(*command, **keywords):
    return subprocess.run([str(part) for part in command], text=True, capture_output=True, **keywords)


class Suite:
    def __init__(self, prefix: Path):
        self.prefix, self.checks = prefix, Checks()
        self.program = prefix / "bin/cohortscope"
        self.share = prefix / "share"

    def completed(self, *words):
        file = self.share / "bash-completion/completions/cohortscope"
        return done("bash", "-c", COMPLETE, "bash", file, "cohortscope", *words).stdout.split()

    def runs(self) -> None:
        self.checks.label = "the installed program"
        self.version = re.search(r"VERSION ([0-9.]+)", (SOURCE / "CMakeLists.txt").read_text().split("project(")[1])[1]
        self.checks.equal("version", done(self.program, "--version").stdout.strip(), f"cohortscope {self.version}")
        # Schemas, page and fonts are inside: it needs no file of the source tree.
        got = done(self.program, "sample", "--kind", "engagement", "--rows", "500", "--out", "table.csv", cwd=self.prefix)
        self.checks.equal("sample", got.returncode, 0)
        got = done(self.program, "analyze", "table.csv", "--quiet", "--json", "-", cwd=self.prefix)
        self.checks.that(got.returncode == 0 and '"rows_read": 500' in got.stdout, f"analyze: {got.stderr}")

    def documents(self) -> None:
        self.checks.label = "the manual page"
        page = (self.share / "man/man1/cohortscope.1").read_text().replace(r"\-", "-")
        texts = {"bash": "bash-completion/completions/cohortscope", "zsh": "zsh/vendor-completions/_cohortscope",
                 "fish": "fish/vendor_completions.d/cohortscope.fish"}
        texts = {shell: (self.share / file).read_text() for shell, file in texts.items()}
        commands = re.findall(r"^  ([a-z]+) ", done(self.program, "--help").stdout.lower().split("subcommands:")[1], re.M)
        self.checks.that("analyze" in commands and len(commands) >= 8, f"commands: {commands}")
        for command in commands:
            self.checks.that(f".SS {command}\n" in page, f"{command} is not in the manual page")
            for option in set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", self.options_of(command))):
                self.checks.that(f"{option}\\fR" in page, f"{command} {option} is not in the manual page")
                self.checks.that(option in self.completed(command, "--"), f"bash does not complete {command} {option}")
                self.checks.that(f"'{option}[" in texts["zsh"], f"zsh does not complete {option}")
                self.checks.that(f" -l {option[2:]} " in texts["fish"], f"fish does not complete {option}")
        self.checks.that("analyze" in self.completed("an"), "bash does not complete a command")
        self.checks.equal("choices", sorted(self.completed("screenshot", "--theme", "")), ["dark", "light"])

    def options_of(self, command) -> str:
        """The left column of its help: the words at the right may name options of others."""
        return "\n".join(line.strip().split("  ")[0] for line in done(self.program, command, "--help").stdout.splitlines()
                         if line.startswith("  -"))

    def desktop(self) -> None:
        self.checks.label = "the desktop's files"
        entry = (self.share / "applications/org.cohortscope.Cohortscope.desktop").read_text()
        facts = xml.parse(self.share / "metainfo/org.cohortscope.Cohortscope.metainfo.xml").getroot()
        mime = xml.parse(self.share / "mime/packages/cohortscope-session.xml").getroot()
        self.checks.equal("version", facts.find("releases/release").get("version"), self.version)
        newest = re.search(r"^## ([0-9.]+) \(([0-9-]+)\)", (SOURCE / "CHANGELOG.md").read_text(), re.M)
        self.checks.equal("CHANGELOG.md", newest[1], self.version)
        self.checks.equal("date", facts.find("releases/release").get("date"), newest[2])
        for kind in mime:
            self.checks.that(kind.get("type") in entry, "the desktop entry does not open sessions")
        self.checks.that((self.share / "icons/hicolor/scalable/apps/cohortscope.svg").exists(), "no icon")
        xml.parse(self.share / "icons/hicolor/scalable/apps/cohortscope.svg")
        for tool, file in [(["appstreamcli", "validate", "--no-net"], "metainfo/org.cohortscope.Cohortscope.metainfo.xml"),
                           (["desktop-file-validate"], "applications/org.cohortscope.Cohortscope.desktop")]:
            if shutil.which(tool[0]):
                got = done(*tool, self.share / file)
                self.checks.that(got.returncode == 0, got.stdout + got.stderr)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        got = done("cmake", "--install", BUILD, "--prefix", folder)
        if got.returncode != 0:
            sys.exit(f"cmake --install failed\n{got.stderr}")
        suite = Suite(Path(folder))
        suite.runs()
        suite.documents()
        suite.desktop()
        finish(suite.checks.failures, suite.checks.count)


if __name__ == "__main__":
    main()
