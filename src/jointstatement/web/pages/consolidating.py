"""Amendments put into one proposal by the chair's office, and what their delegations say of it."""

from collections.abc import Sequence
from typing import Any, Literal

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions.consolidating import (
    consolidate,
    object_to_consolidation,
    revise_consolidation,
    undo_consolidation,
)
from jointstatement.errors import WordingHasMoved
from jointstatement.queries.consolidating import consolidating_page, consolidation_page
from jointstatement.text.compare import compare
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.due import HourForm, working_due
from jointstatement.web.forms import Given, Id, Line, NoFields, Text, Version, answer_form
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page
from jointstatement.web.styles import markers_of

AnyRequest = Request[Any, Any, Any]
AT = "/statements/{statement_id:str}"
REVISE = "revise"


class ConsolidationForm(HourForm, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The amendments, the words that are to stand for them, and until when delegations may object."""

    chosen: list[Id] = []
    wording: Text = ""
    second_wording: Text = ""
    due_at: Line = ""
    deed: Literal["consolidate", "show"] = "show"


class RevisionForm(HourForm, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Other words for a consolidated proposal."""

    wording: Text = ""
    second_wording: Text = ""
    due_at: Line = ""
    expected: Version
    deed: Literal["revise", "show"] = "show"


class ObjectionForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a delegation wants its amendment to stand by itself; welcome and never owed."""

    reason: Text = ""


@get(f"{AT}/consolidate/{{part_id:str}}")
async def to_consolidate(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[str]:
    """The amendments of a part, and the words that those chosen give together."""
    return await _choosing(request, statement_id, part_id, Given(), chosen=request.query_params.getall("chosen", []))


@post(f"{AT}/consolidate/{{part_id:str}}")
async def put_together(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[Any]:
    """Puts the chosen amendments into one proposal, or shows how the words compare with them."""

    async def deed(form: ConsolidationForm) -> Response[Any]:
        if form.deed == "show" and not form.instead:
            typed = {**_words(form), "due_at": form.due_at}
            return await _choosing(request, statement_id, part_id, Given(values=typed), chosen=form.chosen)
        hour = await working_due(request, statement_id, form)
        named = {"amendment_ids": form.chosen, **_words(form), **hour}
        made = await act(request, consolidate, statement_id, lock=statement_id, **named)
        return go_to(request, _address(statement_id, made))

    return await answer_form(
        request, ConsolidationForm, deed, again=lambda given: _choosing(request, statement_id, part_id, given)
    )


@get(f"{AT}/consolidations/{{amendment_id:str}}")
async def consolidation(request: AnyRequest, statement_id: FromPath[str], amendment_id: FromPath[str]) -> Response[str]:
    """A consolidated proposal with its sources."""
    return await _page(request, statement_id, amendment_id, Given())


@post(f"{AT}/consolidations/{{amendment_id:str}}/revise")
async def revise(request: AnyRequest, statement_id: FromPath[str], amendment_id: FromPath[str]) -> Response[Any]:
    """Gives it other words, or shows how these compare with its sources."""

    async def deed(form: RevisionForm) -> Response[Any]:
        if form.deed == "show" and not form.instead:
            typed = {**_words(form), "due_at": form.due_at}
            return await _page(request, statement_id, amendment_id, Given(values=typed))
        hour = await working_due(request, statement_id, form)
        named = {"expected": form.expected, **_words(form), **hour}
        await act(request, revise_consolidation, statement_id, amendment_id, lock=statement_id, **named)
        return go_to(request, _address(statement_id, amendment_id))

    return await answer_form(
        request, RevisionForm, deed, again=lambda given: _page(request, statement_id, amendment_id, given)
    )


@post(f"{AT}/consolidations/{{amendment_id:str}}/undo")
async def undo(request: AnyRequest, statement_id: FromPath[str], amendment_id: FromPath[str]) -> Response[Any]:
    """Lets its sources stand by themselves again."""

    async def deed(_: NoFields) -> Response[Any]:
        await act(request, undo_consolidation, statement_id, amendment_id, lock=statement_id)
        return go_to(request, _address(statement_id, amendment_id))

    return await answer_form(
        request, NoFields, deed, again=lambda given: _page(request, statement_id, amendment_id, given)
    )


@post(f"{AT}/consolidations/{{amendment_id:str}}/sources/{{source_id:str}}/object")
async def object_to_it(
    request: AnyRequest, statement_id: FromPath[str], amendment_id: FromPath[str], source_id: FromPath[str]
) -> Response[Any]:
    """A delegation wants its own amendment to stand by itself."""

    async def deed(form: ObjectionForm) -> Response[Any]:
        await act(request, object_to_consolidation, statement_id, source_id, reason=form.reason, lock=statement_id)
        return go_to(request, _address(statement_id, amendment_id))

    return await answer_form(
        request,
        ObjectionForm,
        deed,
        again=lambda given: _page(request, statement_id, amendment_id, given, form=source_id),
    )


async def _choosing(
    request: AnyRequest, statement_id: str, part_id: str, given: Given, *, chosen: Sequence[str] | None = None
) -> Response[str]:
    named = given.values.get("chosen", ())
    if chosen is None:
        chosen = (named,) if isinstance(named, str) else named
    shown = await show(
        request,
        consolidating_page,
        viewer_of(request),
        statement_id,
        part_id,
        chosen=chosen,
        typed=_typed(given),
        now=now_of(request),
    )
    return page(
        request,
        "consolidating/choose.html",
        status_code=given.status_code,
        given=given,
        head=shown.head,
        shown=shown,
        place=shown.place,
        marks=shown.marks,
        markers=markers_of(request, shown.head.style),
    )


async def _page(
    request: AnyRequest, statement_id: str, amendment_id: str, given: Given, *, form: str = REVISE
) -> Response[str]:
    """A proposal; `form` is the one that comes back: the words, or the objection to one source by its id."""
    shown = await show(
        request,
        consolidation_page,
        viewer_of(request),
        statement_id,
        amendment_id,
        typed=_typed(given),
        now=now_of(request),
    )
    refusal = given.refusal
    return page(
        request,
        "consolidating/page.html",
        status_code=given.status_code,
        given=given,
        blank=Given(),
        form=form,
        head=shown.head,
        shown=shown,
        place=shown.proposal.place,
        marks=shown.marks,
        markers=markers_of(request, shown.head.style),
        moved=compare(refusal.theirs, refusal.yours) if isinstance(refusal, WordingHasMoved) else None,
    )


def _words(form: ConsolidationForm | RevisionForm) -> dict[str, str]:
    return {"wording": form.wording, "second_wording": form.second_wording}


def _typed(given: Given) -> tuple[str, str]:
    """The words that came with the form, those of a second half behind them."""
    return given.value("wording"), given.value("second_wording")


def _address(statement_id: str, amendment_id: str) -> str:
    return f"/statements/{statement_id}/consolidations/{amendment_id}"


handlers = [to_consolidate, put_together, consolidation, revise, undo, object_to_it]
