"""The page of one statement: where it is, what comes next, the text and what stands beside it."""

from typing import Any

import msgspec
from litestar import get
from litestar.connection import Request
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.queries.workspace import TextView, Workspace, workspace
from jointstatement.terms import Verb
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.reading import show
from jointstatement.web.rendering import is_htmx, page
from jointstatement.web.styles import markers_of, rules_of

AnyRequest = Request[Any, Any, Any]

PLACES: dict[Verb, str] = {
    Verb.DISPOSE: "decide",
    Verb.REWORD_PART: "draft",
    Verb.TABLE_REVISION: "tabling",
    Verb.OPEN_ROUND: "rounds",
    Verb.EXTEND_ROUND: "rounds",
    Verb.CLOSE_ROUND: "rounds",
    Verb.TO_CONSENSUS: "steps/to_consensus",
    Verb.RETURN_TO_COMMENTS: "steps/return_to_comments",
    Verb.WITHDRAW_STATEMENT: "steps/withdraw_statement",
    Verb.REOPEN: "steps/reopen",
    Verb.START_SILENCE: "silence",
    Verb.PROPOSE_SILENCE: "silence",
    Verb.BEGIN_PROPOSED_SILENCE: "silence",
    Verb.EXTEND_SILENCE: "silence",
    Verb.WITHDRAW_SILENCE: "silence",
    Verb.RECORD_OBJECTION: "silence",
    Verb.DECLARE_CONSENSUS: "adoption",
    Verb.ADOPT: "adoption",
    Verb.PUBLISH: "adoption",
    Verb.ISSUE: "chairs-text",
    Verb.SUSPEND: "suspension",
    Verb.RESUME: "suspension",
}
"""The page on which each deed is done, below the statement's own address."""


@get("/statements/{statement_id:str}")
async def statement(
    request: AnyRequest, statement_id: FromPath[str], view: FromQuery[str] = "", clause: FromQuery[str] = ""
) -> Response[str]:
    """The page of a statement; to htmx the text alone, in the view that was asked for.

    Of a big statement one clause has its cards: the one that was asked for by its id, or "whole". To htmx that one
    alone.
    """
    wished = TextView(view) if view in set(TextView) else None
    shown = await show(
        request,
        workspace,
        viewer_of(request),
        statement_id,
        now=now_of(request),
        rules_of=rules_of(request),
        view=wished,
        clause="" if clause == "whole" else clause or None,
    )
    asked_for = next((line for line in shown.all_lines if clause and line.address == clause), None)
    sheet = _sheet(request, shown)
    if is_htmx(request) and asked_for is not None:
        return page(request, "statement/_line.html", line=asked_for, sheet=sheet)
    return page(
        request,
        "statement/_text.html" if is_htmx(request) else "statement/page.html",
        space=shown,
        head=shown.head,
        sheet=sheet,
        markers=sheet.markers,
        places=PLACES,
    )


class Sheet(msgspec.Struct, frozen=True):
    """What a row of the text and a card in its margin need of their page: of the same line on the same sheet the page
    says the same."""

    statement_id: str
    language: str
    time_zone: str
    printed_marks: tuple[tuple[str, str], ...]
    """The keys of the footnotes, each with its printed mark."""
    printed_markers: tuple[tuple[str, str], ...]
    """The kinds of clauses, each with the sign before it."""
    is_in_part: bool
    """So much was given that the cards of one part alone are there."""
    may_give_input: bool
    is_office: bool

    @property
    def marks(self) -> dict[str, str]:
        """The printed mark of each footnote, by its key."""
        return dict(self.printed_marks)

    @property
    def markers(self) -> dict[str, str]:
        """The sign before a clause, by its kind."""
        return dict(self.printed_markers)


def _sheet(request: AnyRequest, shown: Workspace) -> Sheet:
    return Sheet(
        statement_id=shown.head.id,
        language=shown.head.language,
        time_zone=shown.head.time_zone,
        printed_marks=tuple(shown.marks.items()),
        printed_markers=tuple(markers_of(request, shown.head.style).items()),
        is_in_part=shown.is_in_part,
        may_give_input=shown.may_give_input,
        is_office=viewer_of(request).is_office,
    )


handlers = [statement]
