"""Two files against each other, without a database: `compare`."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from jointstatement.cli.files import add_view, left_out
from jointstatement.cli.paths import content_of, write
from jointstatement.documents.files import read_file
from jointstatement.documents.style import load_style
from jointstatement.documents.word.rolling import write_rolling
from jointstatement.documents.word.view import View
from jointstatement.errors import N_, BadInput, UnwritableFile
from jointstatement.settings import Settings
from jointstatement.text.compare import Change
from jointstatement.text.document import Document, Draft
from jointstatement.text.redline import redline
from jointstatement.text.rolling import Author, RollingText


def add_commands(commands: Any) -> None:
    """Adds the command to the parser's list."""
    comparing = commands.add_parser("compare", help="print what changed from one text to another as tracked changes")
    comparing.add_argument("old", type=Path, metavar="OLD")
    comparing.add_argument("new", type=Path, metavar="NEW")
    comparing.add_argument("-o", "--output", type=Path, required=True, metavar="REDLINE.docx")
    comparing.add_argument("--author", default="Comparison", metavar="NAME", help="whose the changes are")
    comparing.add_argument("--style", help="a statement style (default: numbered for numbered texts, else o-we)")
    add_view(comparing)
    comparing.set_defaults(run=compare)


def compare(given: argparse.Namespace) -> int:
    """Prints the way from one file's text to another's as a Word file, and says in a line what changed."""
    if given.output.suffix.lower() != ".docx":
        reason = "a redline is a Word file, so its name ends with .docx"
        raise UnwritableFile(name=given.output, reason=reason)
    if not given.author.strip():
        raise BadInput("author", N_("Say with --author whose the changes are, or leave it out."))
    old, new = _document(given.old, given.view), _document(given.new, given.view)
    name = given.style or ("numbered" if new.style == "numbered" else "o-we")
    style = load_style(name, Settings.from_environment().all_style_folders)
    author = Author(given.author.strip())
    rolling = redline(replace(old, style=name), replace(new, style=name), by=author)
    write(given.output, write_rolling(rolling, style, secretariat=author))
    print(_in_short(rolling))
    return 0


def _document(path: Path, view: View | None) -> Document:
    """The text of a file, as a draft of the file's name: in a redline every clause has its number."""
    reading = read_file(content_of(path), path.name, view=view)
    for warning in (*reading.warnings, *left_out(reading)):
        print(f"{path.name}: {warning}", file=sys.stderr)
    return replace(reading.document, draft=reading.document.draft or Draft(marking="", revision=path.stem))


def _in_short(rolling: RollingText) -> str:
    """How many parts changed, in words."""
    counts = {
        "new": sum(part.old is None for part in rolling.parts),
        "removed": sum(part.new is None for part in rolling.parts),
        "moved": sum(part.is_moved for part in rolling.parts),
        "reworded": sum(
            part.old is not None
            and part.new is not None
            and any(stretch.change is not Change.SAME for stretch in part.stretches)
            for part in rolling.parts
        ),
    }
    said = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    return f"Parts: {said}." if said else "The two texts have the same words in the same order."
