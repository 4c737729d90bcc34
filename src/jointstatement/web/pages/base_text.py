"""The last text as the base of the next: beginning from it, and the comparison with it."""

from typing import Any

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions.base_text import begin_from
from jointstatement.queries.base_text import base_comparison, base_to_begin_from
from jointstatement.queries.base_text import bases as bases_of
from jointstatement.queries.first_run import beginning
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.beginning import chosen_frame, workflow_titles
from jointstatement.web.forms import Given, Id, Line, answer_form
from jointstatement.web.pages.exports import file_name
from jointstatement.web.printing import file_since_base, name_of_rolling, rolling_sent
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page, translator
from jointstatement.web.styles import markers_of, rules_of, style_titles

AnyRequest = Request[Any, Any, Any]


class NextText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For which meeting the text begins, in which form and by which procedure."""

    meeting_id: Id
    style: Line
    workflow: Line


@get("/begin/from")
async def bases(request: AnyRequest) -> Response[str]:
    """The texts that a statement may begin from."""
    shown = await show(request, bases_of, viewer_of(request))
    return page(request, "base_text/bases.html", bases=shown)


@get("/begin/from/{statement_id:str}")
async def ask_to_begin(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """What a statement that begins from this text needs."""
    return await _asked(request, statement_id, Given())


@post("/begin/from/{statement_id:str}")
async def begin(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Begins a statement with the words of an earlier one."""

    async def deed(form: NextText) -> Response[Any]:
        frame = await chosen_frame(request, style=form.style, workflow=form.workflow)
        own_id = await act(request, begin_from, statement_id, meeting_id=form.meeting_id, **frame)
        return go_to(request, f"/statements/{own_id}/base")

    return await answer_form(request, NextText, deed, again=lambda given: _asked(request, statement_id, given))


@get("/statements/{statement_id:str}/base")
async def compare_with_base(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """The text against the one that it began from."""
    shown = await show(
        request, base_comparison, viewer_of(request), statement_id, now=now_of(request), rules_of=rules_of(request)
    )
    return page(
        request,
        "base_text/page.html",
        shown=shown,
        head=shown.head,
        markers=markers_of(request, shown.head.style),
    )


@get("/statements/{statement_id:str}/base/file")
async def take_changes_since_base(request: AnyRequest, statement_id: FromPath[str]) -> Response[bytes]:
    """The changes since the text that it began from as a Word file with tracked changes."""
    rolling, content = await file_since_base(request, statement_id)
    name = f"{file_name(rolling.head, name_of_rolling(rolling, translator(request)))}.docx"
    return rolling_sent(request, statement_id, rolling, content, name=name)


async def _asked(request: AnyRequest, statement_id: str, given: Given) -> Response[str]:
    viewer = viewer_of(request)
    base = await show(request, base_to_begin_from, viewer, statement_id)
    prepared = await show(request, beginning, viewer, now=now_of(request))
    return page(
        request,
        "base_text/begin.html",
        status_code=given.status_code,
        base=base,
        given=given,
        meetings=[(meeting.id, f"{meeting.title}, {meeting.place}") for meeting in prepared.meetings],
        styles=await style_titles(request),
        workflows=workflow_titles(request),
    )


handlers = [bases, ask_to_begin, begin, compare_with_base, take_changes_since_base]
