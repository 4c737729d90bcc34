"""Files without a database: `read` and `print`."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from jointstatement.cli.paths import content_of, form_of, write
from jointstatement.documents.as_json import reading_as_json
from jointstatement.documents.files import FORMS, FORMS_READ, print_document, read_file
from jointstatement.documents.outline import outline
from jointstatement.documents.style import load_style
from jointstatement.documents.word.view import View
from jointstatement.settings import Settings
from jointstatement.text.document import Draft, Reading

STANDARD_INPUT = "a file, or - for what comes on the standard input"


def add_commands(commands: Any) -> None:
    """Adds the commands to the parser's list."""
    reading = commands.add_parser("read", help="read a statement out of a file")
    reading.add_argument("file", type=Path, metavar="FILE", help=STANDARD_INPUT)
    reading.add_argument("--json", action="store_true", help="print everything that was read, as JSON")
    add_form(reading)
    add_view(reading)
    reading.set_defaults(run=read)

    printing = commands.add_parser("print", help="print a text, or the JSON of “read”, in a statement style")
    printing.add_argument("file", type=Path, metavar="IN", help=STANDARD_INPUT)
    printing.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")
    printing.add_argument("--style", help="a statement style (default: numbered for numbered texts, else o-we)")
    printing.add_argument("--format", choices=FORMS, help="default: what the name of OUT ends with")
    add_form(printing)
    add_view(printing)
    printing.add_argument("--draft", action="store_true", help="print clause numbers and pages, as drafts have them")
    printing.set_defaults(run=print_file)


def add_form(command: argparse.ArgumentParser) -> None:
    """Lets a command be told what the file is that it reads."""
    command.add_argument(
        "--from", dest="form", choices=FORMS_READ, help="what it is (default: what its first bytes say)"
    )


def add_view(command: argparse.ArgumentParser) -> None:
    """Lets a command be told which text of a Word file it reads."""
    command.add_argument(
        "--view",
        type=View,
        choices=tuple(View),
        help="which text of a Word file with tracked changes: with all of them accepted, or rejected",
    )


def read(given: argparse.Namespace) -> int:
    """Prints what a file says, as an outline or as JSON."""
    reading = read_file(content_of(given.file), given.file.name, view=given.view, form=given.form)
    if given.json:
        print(json.dumps(reading_as_json(reading), ensure_ascii=False, indent=2))
    else:
        print(outline(reading))
    return 0


def print_file(given: argparse.Namespace) -> int:
    """Prints a file anew, without a database."""
    reading = read_file(content_of(given.file), given.file.name, view=given.view, form=given.form)
    name = given.style or ("numbered" if reading.document.style == "numbered" else "o-we")
    style = load_style(name, Settings.from_environment().all_style_folders)
    draft = Draft(marking="", revision="Draft") if given.draft else None
    document = replace(reading.document, style=name, draft=draft)
    write(given.output, print_document(document, style, form_of(given)))
    for warning in (*reading.warnings, *left_out(reading)):
        print(warning, file=sys.stderr)
    return 0


def left_out(reading: Reading) -> Iterator[str]:
    """What a file holds beside its statement and is not printed with it, each with the reason, in a line."""
    return (f"Left out: “{' '.join(left.text.split())}” {left.why}" for left in reading.left_out)
