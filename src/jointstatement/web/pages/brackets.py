"""What is open in the words of a text: brackets are put, resolved and backed, and placeholders filled."""

from typing import Annotated, Any

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
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page

AnyRequest = Request[Any, Any, Any]

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

    async def deed(form: PutForm) -> Response[Any]:
        await act(
            request,
            verbs.put_in_brackets,
            statement_id,
            part_id,
            words=form.words,
            others=form.others.splitlines(),
            expected=form.expected,
            lock=statement_id,
        )
        return _back(request, statement_id, part_id)

    return await answer_form(request, PutForm, deed, again=lambda given: _page(request, statement_id, given))


@post("/statements/{statement_id:str}/brackets/{part_id:str}/disputes")
async def put_disputes(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[Any]:
    """Puts what is in dispute in a part in brackets, with those who propose it."""

    async def deed(form: DisputesForm) -> Response[Any]:
        expected = form.expected
        await act(request, verbs.put_disputes_in_brackets, statement_id, part_id, expected=expected, lock=statement_id)
        return _back(request, statement_id, part_id)

    return await answer_form(request, DisputesForm, deed, again=lambda given: _page(request, statement_id, given))


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

    return await answer_form(request, ResolveForm, deed, again=lambda given: _page(request, statement_id, given))


@post("/statements/{statement_id:str}/brackets/{part_id:str}/fill")
async def fill(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[Any]:
    """Fills a placeholder."""

    async def deed(form: FillForm) -> Response[Any]:
        await act(
            request,
            verbs.fill_placeholder,
            statement_id,
            part_id,
            number=form.number,
            words=form.words,
            expected=form.expected,
            lock=statement_id,
        )
        return _back(request, statement_id, part_id)

    return await answer_form(request, FillForm, deed, again=lambda given: _page(request, statement_id, given))


@post("/statements/{statement_id:str}/brackets/{part_id:str}/sponsors")
async def sponsors(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[Any]:
    """Notes who stands behind an alternative; the others of the bracket keep theirs."""

    async def deed(form: SponsorsForm) -> Response[Any]:
        await act(
            request,
            verbs.name_sponsors,
            statement_id,
            part_id,
            number=form.number,
            choice=form.choice,
            delegation_ids=form.delegations,
            expected=form.expected,
            lock=statement_id,
        )
        return _back(request, statement_id, part_id)

    return await answer_form(request, SponsorsForm, deed, again=lambda given: _page(request, statement_id, given))


async def _page(request: AnyRequest, statement_id: str, given: Given) -> Response[str]:
    shown = await show(request, open_places, viewer_of(request), statement_id, now=now_of(request))
    refusal = given.refusal
    return page(
        request,
        "brackets/page.html",
        status_code=given.status_code,
        given=given,
        head=shown.head,
        shown=shown,
        marks=shown.marks,
        moved=compare(refusal.theirs, refusal.yours) if isinstance(refusal, WordingHasMoved) else None,
    )


def _back(request: AnyRequest, statement_id: str, part_id: str) -> Response[Any]:
    return go_to(request, f"/statements/{statement_id}/brackets#p-{part_id}")


handlers = [overview, put, put_disputes, resolve, fill, sponsors]
