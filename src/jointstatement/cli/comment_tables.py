"""Tables of comments: `export-comments`."""

import argparse
from pathlib import Path
from typing import Any

from jointstatement.access.admission import office_of
from jointstatement.cli.opening import open_database
from jointstatement.cli.paths import write
from jointstatement.documents.tables import Layout
from jointstatement.documents.word.tables import write_table_docx
from jointstatement.documents.xlsx import write_table_xlsx
from jointstatement.errors import N_, BadInput
from jointstatement.migrations import demand_present
from jointstatement.queries.comment_tables import comment_table, table_choice
from jointstatement.settings import Settings


def add_commands(commands: Any) -> None:
    """Adds the commands to the parser's list."""
    exporting = commands.add_parser("export-comments", help="print the comments and amendments to a statement")
    exporting.add_argument("statement", metavar="STATEMENT", help="its id, as in its address")
    exporting.add_argument("--form", choices=[layout.value for layout in Layout], default=Layout.ISO.value)
    exporting.add_argument("--format", choices=("docx", "xlsx"), help="default: what the name of FILE ends with")
    exporting.add_argument("--delegation", metavar="NAME", help="only what this one gave")
    exporting.add_argument("--with-answers", action="store_true", help="with the chair’s answers")
    exporting.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    exporting.set_defaults(run=export_comments)


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
    layout = Layout(given.form)
    is_excel = (given.format or given.output.suffix.lstrip(".").lower()) == "xlsx"
    write(given.output, write_table_xlsx(table, layout) if is_excel else write_table_docx(table, layout))
    return 0


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
