"""The register of this installation: `export` and `verify`."""

import argparse
import hashlib
from pathlib import Path
from typing import Any

from jointstatement.access.admission import office_of
from jointstatement.cli.opening import open_database
from jointstatement.cli.paths import content_of, form_of, write
from jointstatement.documents.files import FORMS, print_document, read_file
from jointstatement.documents.style import load_style
from jointstatement.migrations import demand_present
from jointstatement.queries.adopted import adopted_document, draft_document, is_adopted
from jointstatement.queries.verification import Finding, Verdict, verdict_on, verdict_on_plain_text
from jointstatement.settings import Settings


def add_commands(commands: Any) -> None:
    """Adds the commands to the parser's list."""
    exporting = commands.add_parser("export", help="print a statement of this installation")
    exporting.add_argument("statement", metavar="STATEMENT", help="its id, as in its address")
    exporting.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    exporting.add_argument("--format", choices=FORMS)
    exporting.set_defaults(run=export)

    verifying = commands.add_parser("verify", help="compare a file with the register of adopted statements")
    verifying.add_argument("file", type=Path, metavar="FILE")
    verifying.set_defaults(run=verify)


def export(given: argparse.Namespace) -> int:
    """Prints a statement: the adopted text, or before adoption the draft as the chair's office has it."""
    settings = Settings.from_environment()
    database = open_database(settings.database_url)
    try:
        demand_present(database)
        with database.reading() as session:
            office = office_of(session, given.statement)
            load = adopted_document if is_adopted(session, given.statement) else draft_document
            document = load(session, office, given.statement)
    finally:
        database.close()
    style = load_style(document.style, settings.all_style_folders)
    write(given.output, print_document(document, style, form_of(given)))
    return 0


def verify(given: argparse.Namespace) -> int:
    """Says whether a file is, or says, what was adopted; 1 where it does not, or where plain text cannot tell."""
    content = content_of(given.file)
    reading = read_file(content, given.file.name)
    database = open_database(Settings.from_environment().database_url)
    try:
        demand_present(database)
        with database.reading() as session:
            verdict = verdict_on(session, reading.document, digest=hashlib.sha256(content).hexdigest())
            # A Word file begins with "PK", JSON with a brace; what begins otherwise is plain text.
            if verdict.finding in {Finding.OTHER_TEXT, Finding.UNKNOWN} and not content.startswith((b"PK", b"{")):
                verdict = verdict_on_plain_text(session, reading.document)
    finally:
        database.close()
    print(_in_words(verdict))
    return 0 if verdict.finding in {Finding.SAME_FILE, Finding.SAME_TEXT} else 1


def _in_words(verdict: Verdict) -> str:
    adopted = f"“{verdict.title}”, adopted in {verdict.place} on {verdict.adopted_on}"
    lines = [
        {
            Finding.SAME_FILE: f"Genuine: byte for byte the published file of {adopted}.",
            Finding.SAME_TEXT: f"Genuine text: the words of {adopted}, in a file that was saved again.",
            Finding.SAME_WORDS: (
                f"The words are those of {adopted}; "
                "marks, closing punctuation and layout cannot be judged from plain text."
            ),
            Finding.OTHER_TEXT: f"Not the adopted text: it differs from {adopted}.",
            Finding.UNKNOWN: "Unknown: no adopted statement of this register is like it.",
        }[verdict.finding],
        f"Text fingerprint: {verdict.fingerprint}",
    ]
    for difference in verdict.differences:
        lines.append(f"  {difference.place}")
        lines.append(f"    adopted: {difference.adopted or '(not there)'}")
        lines.append(f"    file:    {difference.file or '(not there)'}")
    return "\n".join(lines)
