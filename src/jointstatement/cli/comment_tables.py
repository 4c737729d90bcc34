"""Tables of comments: `export-comments` and `read-comments`."""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from jointstatement.access.admission import office_of
from jointstatement.cli.opening import open_database
from jointstatement.cli.paths import content_of, unknown_ending, write
from jointstatement.documents.comment_files import TABLE_FORMS, print_table
from jointstatement.documents.files import read_file
from jointstatement.documents.filled_form import FilledForm, PlacedRow, placed_rows
from jointstatement.documents.tables import Layout, citation_of
from jointstatement.documents.word.iso_form import read_uploaded_form
from jointstatement.errors import N_, BadInput
from jointstatement.migrations import demand_present
from jointstatement.queries.comment_tables import comment_table, table_choice
from jointstatement.settings import Settings
from jointstatement.text.comments import cited_parts


def add_commands(commands: Any) -> None:
    """Adds the commands to the parser's list."""
    exporting = commands.add_parser("export-comments", help="print the comments and amendments to a statement")
    exporting.add_argument("statement", metavar="STATEMENT", help="its id, as in its address")
    exporting.add_argument("--form", choices=[layout.value for layout in Layout], default=Layout.ISO.value)
    exporting.add_argument("--format", choices=TABLE_FORMS, help="default: what the name of FILE ends with")
    exporting.add_argument("--delegation", metavar="NAME", help="only what this one gave")
    exporting.add_argument("--with-answers", action="store_true", help="with the chair’s answers")
    exporting.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    exporting.set_defaults(run=export_comments)

    reading = commands.add_parser("read-comments", help="read the ISO form for comments, filled in as a Word file")
    reading.add_argument("file", type=Path, metavar="FORM")
    reading.add_argument("--text", type=Path, metavar="FILE", help="the text that it is on, to find the parts it cites")
    reading.add_argument("--json", action="store_true", help="print everything that was read, as JSON")
    reading.set_defaults(run=read_comments)


def export_comments(given: argparse.Namespace) -> int:
    """Prints what delegations gave, as the chair's office may read it by now."""
    database = open_database(Settings.from_environment().database_url)
    try:
        demand_present(database)
        now = database.now()
        with database.reading() as session:
            office = office_of(session, given.statement)
            choice = table_choice(session, office, given.statement, now=now)
            table = comment_table(
                session,
                office,
                given.statement,
                delegation_id=_delegation(choice.delegations, given.delegation),
                with_answers=given.with_answers,
                now=now,
            )
    finally:
        database.close()
    suffix = given.output.suffix.lstrip(".").lower()
    form = next((form for form in TABLE_FORMS if form == (given.format or suffix)), None)
    if form is None:
        raise unknown_ending(given.output, TABLE_FORMS)
    write(given.output, print_table(table, Layout(given.form), form))
    return 0


def read_comments(given: argparse.Namespace) -> int:
    """Prints what a filled-in form says; with a text, on which part of it each row is. 1 where a row is on none."""
    form = read_uploaded_form(content_of(given.file))
    placed: tuple[PlacedRow, ...] = ()
    if given.text:
        text = read_file(content_of(given.text), given.text.name).document
        placed = placed_rows(form, cited_parts(text.parts))
    if given.json:
        told = {
            "rows": [asdict(row) for row in form.rows],
            "placed": [_placed_as_json(each) for each in placed],
            "passed_over": form.passed_over,
            "left_out": [asdict(left) for left in form.left_out],
        }
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print("\n".join(_in_words(form, placed)))
    return 1 if any(not each.is_found for each in placed) else 0


def _delegation(delegations: tuple[tuple[str, str], ...], name: str | None) -> str:
    if not name:
        return ""
    found = [delegation_id for delegation_id, known in delegations if known.casefold() == name.casefold()]
    if not found:
        raise BadInput(
            "delegation",
            N_("There is no delegation “{name}”. There are: {names}."),
            name=name,
            names=", ".join(known for _, known in delegations),
        )
    return found[0]


def _placed_as_json(placed: PlacedRow) -> dict[str, Any]:
    return {
        "row": placed.row.number,
        "part": citation_of(placed.part) if placed.is_found else None,
        "wording": placed.wording or None,
        "text": placed.text,
        "class": placed.comment_class,
        "weight": placed.weight,
        "doubts": list(placed.doubts),
    }


def _in_words(form: FilledForm, placed: Sequence[PlacedRow]) -> Iterator[str]:
    for place, row in enumerate(form.rows):
        cited = " ".join(filter(None, (row.clause, row.paragraph))) or "(the whole text)"
        yield f"{row.number}. {row.delegation or '(no delegation)'} on {cited} [{row.kind or 'no type'}]"
        if placed:
            found = placed[place]
            what = "amendment to" if found.is_amendment else "comment on"
            yield f"   {what} {citation_of(found.part)}" if found.is_found else "   on no part of this text"
            yield from (f"   ! {doubt}" for doubt in found.doubts)
        yield from (f"   {words}" for words in (row.comment, row.proposed) if words)
    yield f"{len(form.rows)} read, {form.passed_over} passed over as empty, {len(form.left_out)} left out."
    yield from (f"- {left.text} ({left.why})" for left in form.left_out)
