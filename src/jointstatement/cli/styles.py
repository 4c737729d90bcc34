"""`style check`; and the style of a text, for the commands that print one out of the database."""

import argparse
import sys
from pathlib import Path
from typing import Any

from sqlmodel import Session

from jointstatement.cli.paths import content_of
from jointstatement.documents.own_style import judge_uploaded_style
from jointstatement.documents.style import Style, load_style, rules_of_style, style_of
from jointstatement.queries.styles import style_files
from jointstatement.settings import Settings


def add_commands(commands: Any) -> None:
    """Adds the commands to the parser's list."""
    style = commands.add_parser("style", help="check statement styles").add_subparsers(required=True, metavar="VERB")
    checking = style.add_parser("check", help="name every mistake in a style.docx, or say how its Word styles look")
    checking.add_argument("file", type=Path, metavar="FILE.docx")
    checking.add_argument("--base", default="o-we", metavar="STYLE", help="whose style.toml it goes with (o-we)")
    checking.set_defaults(run=check)


def check(given: argparse.Namespace) -> int:
    """Prints each mistake as Word style and remedy, 1 where there is any; else the looks of its Word styles."""
    rules = rules_of_style(given.base, Settings.from_environment().all_style_folders)
    judged = judge_uploaded_style(content_of(given.file), rules)
    for mistake in judged.mistakes:
        print(f"{mistake.key}: {mistake.remedy}", file=sys.stderr)
    for look in judged.appearances:
        letters = ["bold"] * look.is_bold + ["italic"] * look.is_italic
        words = [look.font or "font of the theme", f"{look.points:g} pt", look.alignment, *letters]
        marker = f"{look.marker} " if look.marker else ""
        print(f"{look.style}: {marker}{', '.join(words)}")
    return 1 if judged.mistakes else 0


def style_of_text(session: Session, name: str, settings: Settings) -> Style:
    """The style that a text is in: a body's own, or one of the installation. Raises `StyleMistake`."""
    files = style_files(session, name)
    if files is None:
        return load_style(name, settings.all_style_folders)
    return style_of(name, files.rules, files.content, title=files.title)
