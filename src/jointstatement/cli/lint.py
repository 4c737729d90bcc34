"""A look through a text, without a database: `lint`."""

import argparse
import json
from pathlib import Path
from typing import Any

from jointstatement.cli.files import add_view
from jointstatement.cli.paths import content_of
from jointstatement.documents.files import read_file
from jointstatement.documents.naming_profile import read_profile
from jointstatement.text.document import Document
from jointstatement.text.lint import Facts, StyleWarning, look_through
from jointstatement.text.number import number_parts


def add_commands(commands: Any) -> None:
    """Adds the command to the parser's list."""
    linting = commands.add_parser("lint", help="look through a text for what readers stumble over; corrects nothing")
    linting.add_argument("file", type=Path, metavar="FILE")
    linting.add_argument("--profile", type=Path, metavar="NAMES.toml", help="how the body names its delegations")
    linting.add_argument("--json", action="store_true", help="print the warnings as JSON")
    add_view(linting)
    linting.set_defaults(run=lint)


def lint(given: argparse.Namespace) -> int:
    """Prints the warnings on a file, one a line; 1 where there are any."""
    document = read_file(content_of(given.file), given.file.name, view=given.view).document
    facts = Facts()
    if given.profile:
        naming, gave = read_profile(content_of(given.profile), given.profile.name, language=document.language)
        facts = Facts(naming=naming, register=gave)
    labels = number_parts(document.parts)
    warnings = look_through(document, facts)
    if given.json:
        told = [_as_json(document, labels, each) for each in warnings]
        print(json.dumps({"warnings": told}, ensure_ascii=False, indent=2))
    else:
        for each in warnings:
            print(f"{_cited(document, labels, each)}: {each.sentence()}")
    return 1 if warnings else 0


def _cited(document: Document, labels: tuple[str, ...], found: StyleWarning) -> str:
    kind = document.parts[found.place].kind
    what = "clause" if document.parts[found.place].is_clause else kind.value
    return f"{what} {labels[found.place]}".strip().capitalize()


def _as_json(document: Document, labels: tuple[str, ...], found: StyleWarning) -> dict[str, object]:
    return {
        "part": found.place,
        "kind": document.parts[found.place].kind,
        "label": labels[found.place],
        "subject": found.subject,
        "start": found.start,
        "end": found.end,
        "words": found.words,
        "sentence": found.sentence(),
    }
