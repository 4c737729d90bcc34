"""The page of one statement: where it is, what comes next, the text and what stands beside it."""

from typing import Any

from litestar import get
from litestar.connection import Request
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.queries.workspace import TextView, workspace
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
    if is_htmx(request) and asked_for is not None:
        markers = markers_of(request, shown.head.style)
        return page(request, "statement/_line.html", space=shown, head=shown.head, line=asked_for, markers=markers)
    return page(
        request,
        "statement/_text.html" if is_htmx(request) else "statement/page.html",
        space=shown,
        head=shown.head,
        markers=markers_of(request, shown.head.style),
        places=PLACES,
    )


handlers = [statement]
