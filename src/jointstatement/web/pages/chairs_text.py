"""When consensus fails: the chair's own text, who stands by it, its footnotes of dissent, and its going out."""

import asyncio
from datetime import date
from typing import Any

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions.falling_back import (
    WORKFLOW,
    add_dissent,
    associate,
    consent_to_be_named,
    convert,
    end_association,
    issue,
)
from jointstatement.documents.files import print_document
from jointstatement.queries.chairs_text import chairs_document, chairs_text_page
from jointstatement.queries.statement import StatementHead, statement_head
from jointstatement.terms import Outcome, Verb
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, settings_of, viewer_of
from jointstatement.web.forms import Given, Line, NoFields, answer_form
from jointstatement.web.pages.adoption import Fingerprint
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page
from jointstatement.web.styles import markers_of, rules_of, style_for
from jointstatement.workflow.definition import load_workflow
from jointstatement.workflow.permit import demand, may_at_all, may_read_negotiation

AnyRequest = Request[Any, Any, Any]


class ConvertForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What becomes of the text."""

    outcome: Outcome


class IssueForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where and when it is issued, and which text it is."""

    place: Line
    issued_on: date
    fingerprint_seen: Fingerprint


@get("/statements/{statement_id:str}/adoption/convert")
async def ask_conversion(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """What may become of a text that consensus failed on."""
    return await _asked(request, statement_id, Given())


@post("/statements/{statement_id:str}/adoption/convert")
async def begin(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Begins a text of the chair's own from the same clauses."""

    async def deed(form: ConvertForm) -> Response[Any]:
        source = load_workflow(WORKFLOW, settings_of(request).all_workflow_folders).source
        own_id = await act(
            request, convert, statement_id, outcome=form.outcome, workflow_source=source, lock=statement_id
        )
        return go_to(request, f"/statements/{own_id}/chairs-text")

    return await answer_form(request, ConvertForm, deed, again=lambda given: _asked(request, statement_id, given))


@get("/statements/{statement_id:str}/chairs-text")
async def chairs_text(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """A text of the chair's own."""
    return await _page(request, statement_id, Given())


@post("/statements/{statement_id:str}/association")
async def stand_by(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """The delegation stands by this text from now on."""
    return await _press(request, statement_id, associate)


@post("/statements/{statement_id:str}/association/end")
async def stand_by_no_longer(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """The delegation no longer stands by this text."""
    return await _press(request, statement_id, end_association)


@post("/statements/{statement_id:str}/chairs-text/consent")
async def consent(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Lets the text name the delegation among those that did not agree."""
    return await _press(request, statement_id, consent_to_be_named)


@post("/statements/{statement_id:str}/chairs-text/dissent/{part_id:str}")
async def say_dissent(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[Any]:
    """Puts the footnote to a clause that says that not all agreed to it."""
    return await _press(request, statement_id, add_dissent, part_id)


@post("/statements/{statement_id:str}/chairs-text/issue")
async def issue_it(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Issues the chair's text: prints it, keeps the file and opens its public page."""

    async def deed(form: IssueForm) -> Response[Any]:
        demand(may_at_all(Verb.ISSUE, viewer_of(request).role))
        said: dict[str, Any] = {"place": form.place, "issued_on": form.issued_on}
        document = await show(request, chairs_document, viewer_of(request), statement_id, **said)
        content = await asyncio.to_thread(print_document, document, style_for(request, document.style), "docx")
        said |= {"fingerprint_seen": form.fingerprint_seen, "symbol_printed": document.symbol}
        await act(request, issue, statement_id, **said, content=content, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/chairs-text")

    return await answer_form(request, IssueForm, deed, again=lambda given: _page(request, statement_id, given))


async def _press(request: AnyRequest, statement_id: str, deed_of: Any, *further: str) -> Response[Any]:
    head = await show(request, statement_head, viewer_of(request), statement_id, now=now_of(request))

    async def deed(_: NoFields) -> Response[Any]:
        await act(request, deed_of, statement_id, *further, lock=statement_id)
        return go_to(request, _told_on(request, head))

    async def again(given: Given) -> Response[Any]:
        # An adopted text has no page here: what is refused is said by itself.
        if head.is_adopted and given.refusal is not None:
            raise given.refusal
        return await _page(request, statement_id, given)

    return await answer_form(request, NoFields, deed, again=again)


def _told_on(request: AnyRequest, head: StatementHead) -> str:
    """The page that tells who stands by a text: of an adopted one, the page of its adoption for those who read it."""
    at = f"/statements/{head.id}"
    if not head.is_adopted:
        return f"{at}/chairs-text"
    reads_adoption = may_read_negotiation(viewer_of(request).role) is None
    return f"{at}/adoption" if reads_adoption else at


async def _page(request: AnyRequest, statement_id: str, given: Given) -> Response[str]:
    shown = await show(
        request, chairs_text_page, viewer_of(request), statement_id, now=now_of(request), rules_of=rules_of(request)
    )
    return page(
        request,
        "chairs_text/page.html",
        status_code=given.status_code,
        shown=shown,
        head=shown.head,
        given=given,
        markers=markers_of(request, shown.head.style),
    )


async def _asked(request: AnyRequest, statement_id: str, given: Given) -> Response[str]:
    head = await show(request, statement_head, viewer_of(request), statement_id, now=now_of(request))
    demand(may_at_all(Verb.CONVERT, viewer_of(request).role))
    return page(request, "chairs_text/convert.html", status_code=given.status_code, head=head, given=given)


handlers = [
    ask_conversion,
    begin,
    chairs_text,
    stand_by,
    stand_by_no_longer,
    consent,
    say_dissent,
    issue_it,
]
