"""The chair's office composes amendments: all that go together in one press, the others place by place."""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.actions.composing import compose_part, compose_together, drop_merge, save_merge
from jointstatement.errors import WordingHasMoved
from jointstatement.queries.composing import PartComposition, composing, composing_part
from jointstatement.text.compare import compare
from jointstatement.text.composing import Choice
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.forms import Given, Id, NoFields, Text, Version, answer_form, last_number, read_form
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page
from jointstatement.web.styles import markers_of

AnyRequest = Request[Any, Any, Any]

KEEP, OWN = "keep", "own"
_MOST_PLACES = 1000
"""Places in dispute that a form has fields for."""


class ChosenForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The amendments that go into the text in one press."""

    chosen: list[Id] = []


class MergeForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The choices on one part are fields of their own, `choice_1`, `own_1` …."""

    expected: Version
    """Of the part."""
    saved: int = 0
    """Of the merge in progress."""
    reply: Text = ""
    deed: Literal["compose", "save", "show"] = "show"


@get("/statements/{statement_id:str}/compose")
async def overview(request: AnyRequest, statement_id: FromPath[str], done: FromQuery[int] = 0) -> Response[str]:
    """All live amendments: what goes together, and where somebody has to choose."""
    return await _overview(request, statement_id, Given(), done=done)


@post("/statements/{statement_id:str}/compose")
async def in_one_press(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Takes the amendments that were chosen into the working text."""

    async def deed(form: ChosenForm) -> Response[Any]:
        count = await act(request, compose_together, statement_id, amendment_ids=form.chosen, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/compose?done={count}")

    return await answer_form(request, ChosenForm, deed, again=lambda given: _overview(request, statement_id, given))


@get("/statements/{statement_id:str}/compose/{part_id:str}")
async def part_composition(
    request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str], saved: FromQuery[str] = ""
) -> Response[str]:
    """One part: its amendments on one wording, and every place in dispute."""
    return await _part(request, statement_id, part_id, Given(), saved=saved == "yes")


@post("/statements/{statement_id:str}/compose/{part_id:str}")
async def merge(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[Any]:
    """Composes the part as chosen, keeps the choices for later, or shows what they would give."""
    # Counted in the form and not in the text: the same press again is answered as before though nothing is in dispute.
    count = await last_number(request, ("choice", "own"), most=_MOST_PLACES)

    async def deed(form: Any) -> Response[Any]:
        choices = _choices(form, count)
        if form.deed == "compose":
            await act(
                request,
                compose_part,
                statement_id,
                part_id,
                choices=choices,
                reply=form.reply,
                expected=form.expected,
                lock=statement_id,
            )
            return go_to(request, f"/statements/{statement_id}/decide/{part_id}?saved=yes")
        if form.deed == "save":
            await act(
                request, save_merge, statement_id, part_id, choices=choices, expected=form.saved, lock=statement_id
            )
            return go_to(request, f"{_address(statement_id, part_id)}?saved=yes")
        typed = {name: str(value) for name, value in msgspec.structs.asdict(form).items()}
        return await _part(request, statement_id, part_id, Given(values=typed), choices=choices)

    return await answer_form(
        request,
        _form_for(count),
        deed,
        again=lambda given: _part(request, statement_id, part_id, given),
    )


@post("/statements/{statement_id:str}/compose/{part_id:str}/drop")
async def give_up(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[Any]:
    """Gives up what was chosen so far."""
    await read_form(request, NoFields)
    await act(request, drop_merge, statement_id, part_id, lock=statement_id)
    return go_to(request, _address(statement_id, part_id))


def _form_for(count: int) -> type[msgspec.Struct]:
    """The form with the fields of so many places in dispute."""
    fields = msgspec.structs.fields(MergeForm)
    named: list[Any] = [(each.name, each.type, *([] if each.required else [each.default])) for each in fields]
    for number in range(1, count + 1):
        named += [(f"choice_{number}", str, ""), (f"own_{number}", Text, "")]
    return msgspec.defstruct("Merge", named, frozen=True, forbid_unknown_fields=True)


def _choices(form: Any, count: int) -> dict[int, Choice]:
    """What was chosen; "keep" is a choice as any other, and no field or an empty one is none."""
    choices: dict[int, Choice] = {}
    for number in range(count):
        chosen = getattr(form, f"choice_{number + 1}")
        if chosen == OWN:
            choices[number] = Choice(words=getattr(form, f"own_{number + 1}"))
        elif chosen:
            choices[number] = Choice(source="" if chosen == KEEP else chosen)
    return choices


async def _overview(request: AnyRequest, statement_id: str, given: Given, *, done: int = 0) -> Response[str]:
    shown = await show(request, composing, viewer_of(request), statement_id, now=now_of(request))
    return page(
        request,
        "composing/overview.html",
        status_code=given.status_code,
        given=given,
        head=shown.head,
        shown=shown,
        marks=shown.marks,
        markers=markers_of(request, shown.head.style),
        done=done,
    )


async def _part(
    request: AnyRequest,
    statement_id: str,
    part_id: str,
    given: Given,
    *,
    choices: Mapping[int, Choice] | None = None,
    saved: bool = False,
) -> Response[str]:
    part: PartComposition
    shown, part = await show(
        request,
        composing_part,
        viewer_of(request),
        statement_id,
        part_id,
        choices=choices,
        now=now_of(request),
    )
    refusal = given.refusal
    return page(
        request,
        "composing/part.html",
        status_code=given.status_code,
        given=given,
        head=shown.head,
        shown=shown,
        part=part,
        place=part.place,
        marks=shown.marks,
        markers=markers_of(request, shown.head.style),
        moved=compare(refusal.theirs, refusal.yours) if isinstance(refusal, WordingHasMoved) else None,
        saved=saved,
    )


def _address(statement_id: str, part_id: str) -> str:
    return f"/statements/{statement_id}/compose/{part_id}"


handlers = [overview, in_one_press, part_composition, merge, give_up]
