"""How far the clauses have come: the chair notes what was agreed at the table, re-opens it, and binds packages."""

from collections.abc import Awaitable, Callable
from typing import Any, Literal, TypeVar

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions import clause_states as verbs
from jointstatement.queries.clause_states import clause_state_page, clause_states, package_page
from jointstatement.terms import ClauseState
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.due import confirmed_by
from jointstatement.web.forms import Given, Id, Line, NoFields, answer_form
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page

AnyRequest = Request[Any, Any, Any]
Shape = TypeVar("Shape", bound=msgspec.Struct)


class NoteForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was agreed, on the words that were seen; an hour of confirmation in the meeting's zone."""

    state: ClauseState
    seen: Line
    awaited: list[Id] = []
    confirm_by: Line = ""
    which: Literal["", "earlier", "later"] = ""
    reason: Line = ""


class ReopenForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why what was agreed is taken back; the words go to all delegations."""

    reason: Line = ""


class PackageForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the package is called, and what it binds."""

    title: Line
    parts: list[Id] = []


@get("/statements/{statement_id:str}/clause-states")
async def overview(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """All clauses with how far they have come, and the packages."""
    return await _overview(request, statement_id, Given())


@get("/statements/{statement_id:str}/clause-states/{part_id:str}")
async def clause(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[str]:
    """One clause."""
    return await _clause(request, statement_id, part_id, Given())


@post("/statements/{statement_id:str}/clause-states/{part_id:str}/note")
async def note(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[Any]:
    """Notes what was agreed on a clause."""
    return await _note(
        request,
        statement_id,
        verbs.note_clause_state,
        part_id,
        again=lambda given: _clause(request, statement_id, part_id, given),
    )


@post("/statements/{statement_id:str}/clause-states/{part_id:str}/reopen")
async def reopen(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[Any]:
    """Re-opens a clause, with what is bound to it."""

    async def deed(form: ReopenForm) -> Response[Any]:
        await act(request, verbs.reopen_clause, statement_id, part_id, reason=form.reason, lock=statement_id)
        return _back(request, statement_id)

    return await answer_form(
        request, ReopenForm, deed, again=lambda given: _clause(request, statement_id, part_id, given)
    )


@post("/statements/{statement_id:str}/packages")
async def bind(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Binds clauses together."""

    async def deed(form: PackageForm) -> Response[Any]:
        await act(request, verbs.bind_package, statement_id, title=form.title, part_ids=form.parts, lock=statement_id)
        return _back(request, statement_id)

    return await _answered(request, statement_id, PackageForm, deed)


@get("/statements/{statement_id:str}/packages/{package_id:str}")
async def package(request: AnyRequest, statement_id: FromPath[str], package_id: FromPath[str]) -> Response[str]:
    """One package."""
    return await _package(request, statement_id, package_id, Given())


@post("/statements/{statement_id:str}/packages/{package_id:str}/note")
async def note_package(request: AnyRequest, statement_id: FromPath[str], package_id: FromPath[str]) -> Response[Any]:
    """Notes what was agreed on a whole package."""
    return await _note(
        request,
        statement_id,
        verbs.note_package_state,
        package_id,
        again=lambda given: _package(request, statement_id, package_id, given),
    )


@post("/statements/{statement_id:str}/packages/{package_id:str}/free")
async def free(request: AnyRequest, statement_id: FromPath[str], package_id: FromPath[str]) -> Response[Any]:
    """Frees a package."""

    async def deed(form: NoFields) -> Response[Any]:
        await act(request, verbs.free_package, statement_id, package_id, lock=statement_id)
        return _back(request, statement_id)

    return await _answered(request, statement_id, NoFields, deed)


async def _answered(
    request: AnyRequest, statement_id: str, shape: type[Shape], deed: Callable[[Shape], Awaitable[Response[Any]]]
) -> Response[Any]:
    return await answer_form(request, shape, deed, again=lambda given: _overview(request, statement_id, given))


async def _note(
    request: AnyRequest,
    statement_id: str,
    deed_of: Callable[..., Any],
    noted_id: str,
    *,
    again: Callable[[Given], Awaitable[Response[str]]],
) -> Response[Any]:
    """Notes what was agreed on a clause or a package."""

    async def deed(form: NoteForm) -> Response[Any]:
        noted = await _noted(request, statement_id, form)
        await act(request, deed_of, statement_id, noted_id, lock=statement_id, **noted)
        return _back(request, statement_id)

    return await answer_form(request, NoteForm, deed, again=again)


async def _noted(request: AnyRequest, statement_id: str, form: NoteForm) -> dict[str, Any]:
    """What an action is told of an agreement; the hour counts only where something is agreed ad referendum."""
    is_ad_referendum = form.state is ClauseState.AGREED_AD_REFERENDUM
    typed = form.confirm_by if is_ad_referendum else ""
    return {
        "state": form.state,
        "awaited": form.awaited if form.state is ClauseState.PENDING or is_ad_referendum else [],
        "reason": form.reason,
        "seen": form.seen,
        **await confirmed_by(request, statement_id, typed, which=form.which),
    }


async def _overview(request: AnyRequest, statement_id: str, given: Given) -> Response[str]:
    shown = await show(request, clause_states, viewer_of(request), statement_id, now=now_of(request))
    return page(
        request,
        "clause_states/page.html",
        status_code=given.status_code,
        given=given,
        head=shown.head,
        shown=shown,
    )


async def _clause(request: AnyRequest, statement_id: str, part_id: str, given: Given) -> Response[str]:
    shown = await show(request, clause_state_page, viewer_of(request), statement_id, part_id, now=now_of(request))
    return page(
        request,
        "clause_states/clause.html",
        status_code=given.status_code,
        given=given,
        head=shown.whole.head,
        shown=shown,
    )


async def _package(request: AnyRequest, statement_id: str, package_id: str, given: Given) -> Response[str]:
    shown = await show(request, package_page, viewer_of(request), statement_id, package_id, now=now_of(request))
    return page(
        request,
        "clause_states/package.html",
        status_code=given.status_code,
        given=given,
        head=shown.whole.head,
        shown=shown,
    )


def _back(request: AnyRequest, statement_id: str) -> Response[Any]:
    return go_to(request, f"/statements/{statement_id}/clause-states")


handlers = [overview, clause, note, reopen, bind, package, note_package, free]
