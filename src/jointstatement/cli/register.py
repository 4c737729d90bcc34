"""The register of this installation: `export` and `verify`."""

import argparse
import hashlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from sqlmodel import Session

from jointstatement.access.admission import office_of
from jointstatement.cli.brackets import in_brackets
from jointstatement.cli.opening import open_database
from jointstatement.cli.paths import content_of, form_of, write
from jointstatement.cli.styles import style_of_text
from jointstatement.documents.files import FORMS, print_document, read_file
from jointstatement.documents.word.outside import is_word_file, read_copy, shown_by
from jointstatement.documents.word.rolling import write_rolling
from jointstatement.errors import N_, BadInput
from jointstatement.migrations import demand_present
from jointstatement.queries.files import document_to_take
from jointstatement.queries.rolling import WITHOUT_NAMES, between_revisions, revision_with_amendments
from jointstatement.queries.verification import Finding, Paper, Verdict, verdict_on, verdict_on_plain_text
from jointstatement.settings import Settings
from jointstatement.text.compare import Segment
from jointstatement.text.document import Document, Shown
from jointstatement.text.rolling import without_names
from jointstatement.text.wording import plain


def add_commands(commands: Any) -> None:
    """Adds the commands to the parser's list."""
    exporting = commands.add_parser("export", help="print a statement of this installation")
    exporting.add_argument("statement", metavar="STATEMENT", help="its id, as in its address")
    exporting.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    exporting.add_argument("--format", choices=FORMS)
    exporting.add_argument("--as", dest="kind", choices=("text", "rolling"), default="text", help="default: text")
    exporting.add_argument("--revision", metavar="REV", default="", help="rolling: the revision that was amended")
    exporting.add_argument("--since", metavar="REV", default="", help="rolling: what changed since this revision")
    exporting.add_argument("--without-names", action="store_true", help="rolling: do not say who proposed what")
    exporting.add_argument("--with-states", action="store_true", help="text: say of each clause how far it has come")
    exporting.add_argument("--with-reserves", action="store_true", help="say in footnotes who reserves where")
    exporting.set_defaults(run=export)

    verifying = commands.add_parser("verify", help="compare a file with the register of adopted statements")
    verifying.add_argument("file", type=Path, metavar="FILE")
    verifying.set_defaults(run=verify)


def export(given: argparse.Namespace) -> int:
    """Prints a statement: the adopted text, or before adoption the draft as the chair's office has it.

    As a rolling text it prints the latest revision with its amendments as tracked changes, or what changed since one.
    """
    if given.kind == "rolling":
        return _export_rolling(given)
    settings = Settings.from_environment()
    database = open_database(settings.database_url)
    try:
        demand_present(database)
        with database.reading() as session:
            office = office_of(session, given.statement)
            document = document_to_take(
                session, office, given.statement, states=given.with_states, reserves=given.with_reserves
            )
            style = style_of_text(session, document.style, settings)
    finally:
        database.close()
    write(given.output, print_document(document, style, form_of(given)))
    return 0


def _export_rolling(given: argparse.Namespace) -> int:
    if given.with_states:
        raise BadInput("with-states", N_("A rolling text has no states; leave out --with-states."))
    if given.with_reserves and given.without_names:
        raise BadInput("with-reserves", N_("A text without names says nobody’s reserves; leave out --with-reserves."))
    if form_of(given) != "docx":
        raise BadInput("format", N_("A rolling text is a Word file; let its name end in .docx."))
    settings = Settings.from_environment()
    database = open_database(settings.database_url)
    try:
        demand_present(database)
        with database.reading() as session:
            who, now, reserves = office_of(session, given.statement), database.now(), given.with_reserves
            of = given.statement
            if given.since:
                rolling = between_revisions(session, who, of, given.since, given.revision, reserves=reserves, now=now)
            else:
                rolling = revision_with_amendments(session, who, of, given.revision, reserves=reserves, now=now)
            style = style_of_text(session, rolling.text.base.style, settings)
    finally:
        database.close()
    text = without_names(rolling.text, WITHOUT_NAMES) if given.without_names else rolling.text
    write(given.output, write_rolling(text, style, secretariat=rolling.secretariat))
    return 0


def verify(given: argparse.Namespace) -> int:
    """Says whether a file is, or says, what was adopted; 1 where it does not, or where plain text cannot tell."""
    content = content_of(given.file)
    settings = Settings.from_environment()
    copy = read_copy(content) if is_word_file(content) else None
    reading = copy.reading if copy else read_file(content, given.file.name)
    database = open_database(settings.database_url)
    try:
        demand_present(database)
        with database.reading() as session:
            paper = Paper(copy.shown, partial(_true_copy, session, settings)) if copy and copy.is_ours else None
            digest = hashlib.sha256(content).hexdigest()
            verdict = verdict_on(session, reading.document, digest=digest, paper=paper)
            # Of other programs' files only the words can be judged; JSON, which begins with a brace, says all.
            is_judged = paper is not None or content.startswith(b"{")
            if verdict.finding in {Finding.OTHER_TEXT, Finding.UNKNOWN} and not is_judged:
                verdict = verdict_on_plain_text(session, reading.document)
    finally:
        database.close()
    print(_in_words(verdict))
    return 0 if verdict.finding in {Finding.SAME_FILE, Finding.SAME_TEXT} else 1


def _true_copy(session: Session, settings: Settings, published: bytes | None, document: Document) -> Shown:
    """What the published file shows, or the print that would be published."""
    if published is None:
        published = print_document(document, style_of_text(session, document.style, settings), "docx")
    return shown_by(published)


def _in_words(verdict: Verdict) -> str:
    symbol = f", {verdict.symbol}" if verdict.symbol else ""
    adopted = f"“{verdict.title}”{symbol}, adopted in {verdict.place} on {verdict.adopted_on}"
    original = ""
    if (translation := verdict.translation) is not None:
        adopted = f"the {translation.status} translation into {translation.language} of {adopted}"
        original = f"\nThe original is {translation.original}."
        original += "" if translation.is_last else " The translation has been issued anew since."
    since = ", since corrected" if verdict.corrected else ""
    lines = [
        {
            Finding.SAME_FILE: f"Genuine{since}: byte for byte the published file of {adopted}.",
            Finding.SAME_TEXT: f"Genuine text{since}: the words of {adopted}"
            + ("." if translation else ", in a file that was saved again."),
            Finding.SAME_WORDS: (
                f"The words are those of {adopted}; "
                "marks, closing punctuation and layout cannot be judged from plain text."
            ),
            Finding.OTHER_FILE: f"Not a true copy: the words of {adopted}, and round them what was not adopted.",
            Finding.OTHER_TEXT: f"Not the adopted text: it differs from {adopted}.",
            Finding.UNKNOWN: "Unknown: no adopted statement of this register is like it.",
        }[verdict.finding]
        + original,
        f"Text fingerprint: {verdict.fingerprint}",
    ]
    for difference in verdict.differences:
        lines.append(f"  {difference.place}")
        lines.append(f"    adopted: {difference.adopted or '(not there)'}")
        lines.append(f"    file:    {difference.file or '(not there)'}")
        if difference.segments:
            lines.append(f"    changes: {_marked(difference.segments)}")
    for line in verdict.lines:
        lines.append("  a line")
        lines.append(f"    true copy: {line.adopted or '(not there)'}")
        lines.append(f"    file:      {line.file or '(not there)'}")
    for found in verdict.beside:
        lines.append(f"  {found.why}{f' “{found.text}”' if found.text else ''}")
    for corrected in verdict.corrected:
        alone = f", to the translation into {corrected.language} alone" if corrected.language else ""
        lines.append(
            f"Since corrected by corrigendum {corrected.number}{alone}: {corrected.place}: "
            f"for “{corrected.for_words}” read “{corrected.read_words}”"
        )
    if verdict.claims_another:
        lines.append("  The file names a text fingerprint of its own that its words do not have.")
    return "\n".join(lines)


def _marked(segments: Sequence[Segment]) -> str:
    return "".join(in_brackets(segment.change, plain(segment.text)) for segment in segments)
