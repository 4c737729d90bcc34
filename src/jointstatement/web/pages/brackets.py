"""What is open in the words of a text: brackets are put, resolved and backed, and placeholders filled."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, TypeVar

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions import brackets as verbs
from jointstatement.errors import WordingHasMoved
from jointstatement.queries.brackets import open_places
from jointstatement.text.compare import compare
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.forms import Given, Id, Text, Version, answer_form
from jointstatement.web.pages.drafting import desk_part_again
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page

AnyRequest = Request[Any, Any, Any]
Shape = TypeVar("Shape", bound=msgspec.Struct)

LEAVE_OUT, OWN = "out", "own"


class PutForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of a part that are to stand in brackets; without words, all of them."""

    expected: Version
    words: Text = ""
    others: Text = ""
    """One alternative a line."""


class DisputesForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The part as it was seen."""

    expected: Version


class ResolveForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is to stand in the place of a bracket: the number of an alternative, "out" or "own"."""

    expected: Version
    number: int
    outcome: Annotated[str, msgspec.Meta(pattern="^(out|own|[0-9]{1,4})$")]
    words: Text = ""


class FillForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is put in the place of a placeholder."""

    expected: Version
    number: int
    words: Text


class SponsorsForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who stands behind one alternative; -1 is to leave the words out."""

    expected: Version
    number: int
    choice: int
    delegations: list[Id] = []


@get("/statements/{statement_id:str}/brackets")
async def overview(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """All open brackets and placeholders of the text."""
    return await _page(request, statement_id, Given())


@post("/statements/{statement_id:str}/brackets/{part_id:str}/put")
async def put(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[Any]:
    """Puts words of a part in brackets."""

    def asked(form: PutForm) -> dict[str, Any]:
        return msgspec.structs.asdict(form) | {"others": form.others.splitlines()}

    return await _press(
        request,
        statement_id,
        part_id,
        PutForm,
        verbs.put_in_brackets,
        asked,
        again=lambda given: desk_part_again(request, statement_id, part_id, given, form="put"),
    )


@post("/statements/{statement_id:str}/brackets/{part_id:str}/disputes")
async def put_disputes(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[Any]:
    """Puts what is in dispute in a part in brackets, with those who propose it."""
    return await _press(request, statement_id, part_id, DisputesForm, verbs.put_disputes_in_brackets)


@post("/statements/{statement_id:str}/brackets/{part_id:str}/resolve")
async def resolve(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[Any]:
    """Resolves a bracket: an alternative, nothing, or words of one's own."""

    async def deed(form: ResolveForm) -> Response[Any]:
        seen: dict[str, Any] = {"number": form.number, "expected": form.expected, "lock": statement_id}
        if form.outcome == LEAVE_OUT:
            await act(request, verbs.leave_out, statement_id, part_id, **seen)
        elif form.outcome == OWN:
            await act(request, verbs.settle_bracket, statement_id, part_id, words=form.words, **seen)
        else:
            await act(request, verbs.choose_alternative, statement_id, part_id, choice=int(form.outcome), **seen)
        return _back(request, statement_id, part_id)

    return await answer_form(
        request, ResolveForm, deed, again=lambda given: _page(request, statement_id, given, part_id=part_id)
    )


@post("/statements/{statement_id:str}/brackets/{part_id:str}/fill")
async def fill(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[Any]:
    """Fills a placeholder."""
    return await _press(request, statement_id, part_id, FillForm, verbs.fill_placeholder)


@post("/statements/{statement_id:str}/brackets/{part_id:str}/sponsors")
async def sponsors(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[Any]:
    """Notes who stands behind an alternative; the others of the bracket keep theirs."""

    def asked(form: SponsorsForm) -> dict[str, Any]:
        named = msgspec.structs.asdict(form)
        return named | {"delegation_ids": named.pop("delegations")}

    return await _press(request, statement_id, part_id, SponsorsForm, verbs.name_sponsors, asked)


async def _press(
    request: AnyRequest,
    statement_id: str,
    part_id: str,
    shape: type[Shape],
    deed_of: Callable[..., Any],
    asked: Callable[[Shape], dict[str, Any]] = msgspec.structs.asdict,
    *,
    again: Callable[[Given], Awaitable[Response[str]]] | None = None,
) -> Response[Any]:
    """One deed on a part, with what its form asks; `asked` says it where the deed has other names than the form.

    What is refused shows `again` the page on which the form stands: if not said otherwise, that of all open places.
    """

    async def deed(form: Shape) -> Response[Any]:
        await act(request, deed_of, statement_id, part_id, lock=statement_id, **asked(form))
        return _back(request, statement_id, part_id)

    return await answer_form(
        request, shape, deed, again or (lambda given: _page(request, statement_id, given, part_id=part_id))
    )


async def _page(request: AnyRequest, statement_id: str, given: Given, *, part_id: str = "") -> Response[str]:
    """All open places; what was typed comes back in the form of the bracket in the part that it was typed for."""
    shown = await show(request, open_places, viewer_of(request), statement_id, now=now_of(request))
    refusal = given.refusal
    return page(
        request,
        "brackets/page.html",
        status_code=given.status_code,
        given=given,
        blank=Given(),
        typed_at=f"{part_id}-{given.value('number')}",
        head=shown.head,
        shown=shown,
        marks=shown.marks,
        moved=compare(refusal.theirs, refusal.yours) if isinstance(refusal, WordingHasMoved) else None,
    )


def _back(request: AnyRequest, statement_id: str, part_id: str) -> Response[Any]:
    return go_to(request, f"/statements/{statement_id}/brackets#p-{part_id}")


handlers = [overview, put, put_disputes, resolve, fill, sponsors]
