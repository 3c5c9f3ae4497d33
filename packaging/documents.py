#!/usr/bin/python3
"""Writes the manual page and the shells' completions from what the program says of itself.

usage: documents.py PROGRAM DATE OUT

DATE is that of the release (2026-11-28). Into OUT go cohortscope.1, cohortscope.bash, _cohortscope (zsh)
and cohortscope.fish. Nothing in them is written by hand but the frame: a command or an option that the
program has is in all four.
"""

import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Option:
    name: str  # --theme
    short: str  # -h, or empty
    takes_value: bool
    choices: list
    text: str


@dataclass
class Command:
    name: str
    text: str = ""
    usage: str = ""
    positionals: list = field(default_factory=list)  # (name, text)
    options: list = field(default_factory=list)


def said(program, *words):
    return subprocess.run([program, *words, "--help"], text=True, capture_output=True, check=True).stdout


def command_names(program):
    """The lines under the heading Subcommands, in any of the forms that versions of CLI11 print."""
    listed = re.split(r"^subcommands:\s*$", said(program), flags=re.M | re.I)[1]
    return re.findall(r"^  ([a-z]+)\b", listed, flags=re.M)


def entries(text, heading):
    """The entries below a heading: what stands at the left, and its words."""
    parts = re.split(rf"^{heading}:\s*$", text, flags=re.M | re.I)
    if len(parts) < 2:
        return []
    found = []
    for line in parts[1].splitlines()[0:]:
        if re.match(r"^\S", line):
            break
        start = re.match(r"^  (\S.*?)(?:\s{2,}(.*))?$", line) if re.match(r"^  \S", line) else None
        if start:
            found.append([start.group(1), start.group(2) or ""])
        elif line.strip() and found:
            found[-1][1] = f"{found[-1][1]} {line.strip()}".strip()
    return found


def options_of(left, text):
    """One entry of the help; one option for each long name that it goes by."""
    names = re.findall(r"(?<![\w-])--?[a-z][a-z-]*", left)
    head = re.split(r"\s", left)[0]  # behind it stand names of other options that it needs
    long = [name for name in names if name.startswith("--") and name in re.split("[,{]", head)]
    short = next((name for name in names if not name.startswith("--")), "")
    listed = re.search(r"\{([a-z0-9>,-]+)\}", left)
    choices = re.findall(r"([a-z]+)->", listed.group(1)) if listed else []
    takes = bool(re.search(r"\b(TEXT|INT|UINT|FLOAT|ENUM|BOOLEAN)\b", left))
    return [Option(name, short if name == long[0] else "", takes, choices, text) for name in long]


def command_of(program, name):
    text = said(program, name)
    usage = re.search(r"^\s*usage:\s*(.*)$", text, flags=re.M | re.I).group(1)
    command = Command(name, text.split("\n")[0].strip(), usage.strip())
    command.positionals = [(left.split()[0], words) for left, words in entries(text, "positionals")]
    command.options = [option for entry in entries(text, "options") for option in options_of(*entry)]
    return command


def roff(text):
    text = text.replace("\\", r"\e").replace("-", r"\-")
    return "\\&" + text if text.startswith((".", "'")) else text


def manual(commands, version, date):
    lines = [f'.TH COHORTSCOPE 1 "{date}" "{version}" "User Commands"', ".SH NAME",
             r"cohortscope \- explore the groups in a table of people, live", ".SH SYNOPSIS"]
    for command in commands:
        lines += [".br", f".B {roff(command.usage)}"]
    lines += [".SH DESCRIPTION",
              "Reads a table, cleans it, groups its rows with K\\-Means and shows the groups: in a window that",
              "recomputes everything on all rows while a slider moves, or on the command line with the same bits.",
              ".SH COMMANDS"]
    for command in commands:
        lines += [f".SS {roff(command.name)}", roff(command.text) + "."]
        for name, text in command.positionals:
            lines += [".TP", f".I {roff(name)}", roff(text)]
        for option in command.options:
            value = " \\fI" + ("|".join(option.choices) or "VALUE") + "\\fR" if option.takes_value else ""
            short = f"{roff(option.short)}, " if option.short else ""
            lines += [".TP", f"\\fB{short}{roff(option.name)}\\fR{value}", roff(option.text)]
    lines += [".SH EXIT STATUS", ".TP", "0", "done", ".TP", "1", "the data or a file is at fault; one line says how",
              ".TP", "2", "the command line is"]
    return "\n".join(lines) + "\n"


def bash(commands):
    cases = []
    for command in commands:
        names = " ".join(option.name for option in command.options)
        cases.append(f'    {command.name}) options="{names}" ;;')
    values = sorted({(option.name, " ".join(option.choices)) for command in commands
                     for option in command.options if option.choices})
    chosen = [f'    {name}) mapfile -t COMPREPLY < <(compgen -W "{words}" -- "$word"); return ;;'
              for name, words in values]
    every = " ".join(command.name for command in commands)
    return "\n".join([
        "# bash completion for cohortscope", "_cohortscope() {",
        "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} options=",
        '    case $before in', *chosen, "    esac",
        "    if ((COMP_CWORD == 1)) && [[ $word != -* ]]; then",
        f'        mapfile -t COMPREPLY < <(compgen -W "{every}" -- "$word"; compgen -f -- "$word")',
        "        return", "    fi",
        "    case ${COMP_WORDS[1]} in", *cases, "    esac",
        "    if [[ $word == -* ]]; then",
        '        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")',
        "    else", '        mapfile -t COMPREPLY < <(compgen -f -- "$word")', "    fi", "}",
        "complete -o filenames -F _cohortscope cohortscope", ""])


def quoted(text):
    return text.replace("'", "’").replace("[", "(").replace("]", ")").replace(":", " ")


def zsh(commands):
    lines = ["#compdef cohortscope", "_cohortscope() {", "  local -a commands", "  commands=("]
    lines += [f"    '{command.name}:{quoted(command.text)}'" for command in commands]
    lines += ["  )", "  if (( CURRENT == 2 )); then", "    _describe command commands", "    _files", "    return", "  fi",
              "  case $words[2] in"]
    for command in commands:
        lines.append(f"    {command.name}) _arguments \\")
        for option in command.options:
            value = f":value:({' '.join(option.choices)})" if option.choices else ":value:_files"
            lines.append(f"      '{option.name}[{quoted(option.text)}]{value if option.takes_value else ''}' \\")
        lines.append("      '*:file:_files' ;;")
    return "\n".join(lines + ["  esac", "}", '_cohortscope "$@"', ""])


def fish(commands):
    none = "__fish_use_subcommand"
    lines = ["# fish completion for cohortscope"]
    for command in commands:
        lines.append(f"complete -c cohortscope -n {none} -a {command.name} -d '{quoted(command.text)}'")
        for option in command.options:
            words = [f"complete -c cohortscope -n '__fish_seen_subcommand_from {command.name}'", f"-l {option.name[2:]}"]
            if option.short:
                words.append(f"-s {option.short[1:]}")
            if option.takes_value:
                words.append(f"-x -a '{' '.join(option.choices)}'" if option.choices else "-r")
            lines.append(" ".join(words + [f"-d '{quoted(option.text)}'"]))
    return "\n".join(lines) + "\n"


def main():
    program, date, out = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    commands = [command_of(program, name) for name in command_names(program)]
    version = subprocess.run([program, "--version"], text=True, capture_output=True, check=True).stdout.strip()
    out.mkdir(parents=True, exist_ok=True)
    (out / "cohortscope.1").write_text(manual(commands, version, date))
    (out / "cohortscope.bash").write_text(bash(commands))
    (out / "_cohortscope").write_text(zsh(commands))
    (out / "cohortscope.fish").write_text(fish(commands))


if __name__ == "__main__":
    main()
