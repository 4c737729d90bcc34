"""The working text on the chair's desk: reword, insert, move, split, merge, remove; the style's endings, numbers."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions.drafting import (
    UNCHANGED,
    insert_part,
    merge_clauses,
    move_part,
    remove_part,
    reword_part,
    split_clause,
    take_style_endings,
)
from jointstatement.actions.numbering import renumber_clauses
from jointstatement.errors import WordingHasMoved
from jointstatement.queries.drafting import desk_part, drafting, wording_on_the_table
from jointstatement.terms import PartKind
from jointstatement.text.compare import Segment, compare
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.forms import Given, Id, Line, OptionalId, Text, Version, answer_form
from jointstatement.web.reading import show
from jointstatement.web.rendering import fragment, go_to, page
from jointstatement.web.styles import markers_of, rules_of

AnyRequest = Request[Any, Any, Any]

Level = Annotated[int, msgspec.Meta(ge=0, le=6)]


class RewordForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """New words for a part; its closing punctuation stays, becomes the style's, or is typed."""

    wording: Text
    version: Version
    closing: Literal["keep", "style", "own"] = "keep"
    own_ending: Line = ""


class MoveForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Another place: after which part, or at the head."""

    version: Version
    after: OptionalId = ""


class SplitForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The two halves of a clause."""

    first: Text
    second: Text
    version: Version


class MergeForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A clause and the next one, in one wording."""

    second_id: Id
    wording: Text
    version: Version
    second_version: Version


class RemoveForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The part as it was seen."""

    version: Version


class InsertForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A new part."""

    kind: PartKind
    wording: Text
    after: OptionalId = ""
    level: Level = 0
    key: Line = ""
    mark: Line = ""
    spot: Line = ""
    """Which form of the page it is: the part under which it stands, or the last."""


class EndingsForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The style's endings are taken as they were shown."""


class NumbersForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The clauses are numbered anew as it was shown."""


@get("/statements/{statement_id:str}/draft")
async def desk(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """The whole working text, every part in a box."""
    return await _desk(request, statement_id, Given())


@post("/statements/{statement_id:str}/draft/insert")
async def insert(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Adds a part."""

    async def deed(form: InsertForm) -> Response[Any]:
        part_id = await act(
            request,
            insert_part,
            statement_id,
            kind=form.kind,
            wording=form.wording,
            after=form.after or None,
            level=form.level,
            key=form.key or None,
            mark=form.mark or None,
            lock=statement_id,
        )
        return go_to(request, f"/statements/{statement_id}/draft#p-{part_id}")

    return await answer_form(request, InsertForm, deed, again=lambda given: _desk(request, statement_id, given))


@get("/statements/{statement_id:str}/draft/endings")
async def ask_endings(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """Which closing punctuation would become another."""
    return await _whole(request, statement_id, Given(), "drafting/endings.html")


@post("/statements/{statement_id:str}/draft/endings")
async def take_endings(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Gives the closing punctuation of the whole text to the style."""

    async def deed(form: EndingsForm) -> Response[Any]:
        await act(request, take_style_endings, statement_id, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/draft")

    return await answer_form(
        request, EndingsForm, deed, again=lambda given: _whole(request, statement_id, given, "drafting/endings.html")
    )


@get("/statements/{statement_id:str}/draft/numbers")
async def ask_numbers(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """Which clauses would get another number."""
    return await _whole(request, statement_id, Given(), "drafting/numbers.html")


@post("/statements/{statement_id:str}/draft/numbers")
async def renumber(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Numbers the clauses anew."""

    async def deed(form: NumbersForm) -> Response[Any]:
        await act(request, renumber_clauses, statement_id, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/draft")

    return await answer_form(
        request, NumbersForm, deed, again=lambda given: _whole(request, statement_id, given, "drafting/numbers.html")
    )


@get("/statements/{statement_id:str}/draft/{part_id:str}")
async def one_part(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[str]:
    """One part, with everything that may be done to it."""
    return await desk_part_again(request, statement_id, part_id, Given())


@post("/statements/{statement_id:str}/draft/{part_id:str}/preview")
async def preview(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[Any]:
    """The redline of what stands in the box against the last revision; changes nothing."""

    async def deed(form: RewordForm) -> Response[Any]:
        base = await show(request, wording_on_the_table, viewer_of(request), statement_id, part_id, now=now_of(request))
        return fragment(request, "drafting/_change.html", part_id=part_id, change=_change(base, form.wording))

    return await answer_form(
        request, RewordForm, deed, again=lambda given: desk_part_again(request, statement_id, part_id, given)
    )


@post("/statements/{statement_id:str}/draft/{part_id:str}/reword")
async def reword(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[Any]:
    """Changes the words of a part."""

    async def deed(form: RewordForm) -> Response[Any]:
        endings = {"keep": UNCHANGED, "style": None, "own": form.own_ending}
        await act(
            request,
            reword_part,
            statement_id,
            part_id,
            wording=form.wording,
            ending=endings[form.closing],
            expected=form.version,
            lock=statement_id,
        )
        return go_to(request, f"/statements/{statement_id}/draft#p-{part_id}")

    return await _answer(request, statement_id, part_id, RewordForm, deed, form="reword")


@post("/statements/{statement_id:str}/draft/{part_id:str}/move")
async def move(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[Any]:
    """Gives a part another place."""

    async def deed(form: MoveForm) -> Response[Any]:
        await act(
            request,
            move_part,
            statement_id,
            part_id,
            after=form.after or None,
            expected=form.version,
            lock=statement_id,
        )
        return go_to(request, f"/statements/{statement_id}/draft#p-{part_id}")

    return await _answer(request, statement_id, part_id, MoveForm, deed, form="move")


@post("/statements/{statement_id:str}/draft/{part_id:str}/split")
async def split(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[Any]:
    """Divides a clause."""

    async def deed(form: SplitForm) -> Response[Any]:
        await act(
            request,
            split_clause,
            statement_id,
            part_id,
            first=form.first,
            second=form.second,
            expected=form.version,
            lock=statement_id,
        )
        return go_to(request, f"/statements/{statement_id}/draft#p-{part_id}")

    return await _answer(request, statement_id, part_id, SplitForm, deed, form="split")


@post("/statements/{statement_id:str}/draft/{part_id:str}/merge")
async def merge(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[Any]:
    """Joins a clause with the next one."""

    async def deed(form: MergeForm) -> Response[Any]:
        await act(
            request,
            merge_clauses,
            statement_id,
            part_id,
            form.second_id,
            wording=form.wording,
            expected_first=form.version,
            expected_second=form.second_version,
            lock=statement_id,
        )
        return go_to(request, f"/statements/{statement_id}/draft#p-{part_id}")

    return await _answer(request, statement_id, part_id, MergeForm, deed, form="merge")


@post("/statements/{statement_id:str}/draft/{part_id:str}/remove")
async def remove(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[Any]:
    """Takes a part out of the text."""

    async def deed(form: RemoveForm) -> Response[Any]:
        await act(request, remove_part, statement_id, part_id, expected=form.version, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/draft")

    return await _answer(request, statement_id, part_id, RemoveForm, deed, form="remove")


async def _answer(
    request: AnyRequest, statement_id: str, part_id: str, shape: Any, deed: Callable[[Any], Any], *, form: str
) -> Response[Any]:
    return await answer_form(
        request, shape, deed, again=lambda given: desk_part_again(request, statement_id, part_id, given, form=form)
    )


async def _desk(request: AnyRequest, statement_id: str, given: Given) -> Response[str]:
    view = await show(
        request, drafting, viewer_of(request), statement_id, now=now_of(request), rules_of=rules_of(request)
    )
    return page(
        request,
        "drafting/page.html",
        status_code=given.status_code,
        view=view,
        head=view.head,
        given=given,
        blank=Given(),
        markers=markers_of(request, view.head.style),
    )


async def _whole(request: AnyRequest, statement_id: str, given: Given, template: str) -> Response[str]:
    """A page about the whole text."""
    view = await show(
        request, drafting, viewer_of(request), statement_id, now=now_of(request), rules_of=rules_of(request)
    )
    return page(request, template, status_code=given.status_code, view=view, head=view.head, given=given)


async def desk_part_again(
    request: AnyRequest, statement_id: str, part_id: str, given: Given, *, form: str = "reword"
) -> Response[str]:
    """The page of one part, with what its form `form` held."""
    view = await show(
        request, desk_part, viewer_of(request), statement_id, part_id, now=now_of(request), rules_of=rules_of(request)
    )
    moved = given.refusal if isinstance(given.refusal, WordingHasMoved) else None
    return page(
        request,
        "drafting/part.html",
        status_code=given.status_code,
        view=view,
        head=view.head,
        given=given,
        # What was typed comes back in the form it was typed in, and in no other.
        typed={name: given if name == form else Given() for name in ("reword", "put", "move", "split", "merge")},
        redline=compare(moved.theirs, moved.yours) if moved else None,
        markers=markers_of(request, view.head.style),
    )


def _change(base: str, wording: str) -> tuple[Segment, ...]:
    return compare(base, wording) if base != wording else ()


handlers = [
    desk,
    insert,
    ask_endings,
    take_endings,
    ask_numbers,
    renumber,
    one_part,
    preview,
    reword,
    move,
    split,
    merge,
    remove,
]
