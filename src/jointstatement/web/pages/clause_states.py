"""How far the clauses have come: the chair notes what was agreed at the table, re-opens it, and binds packages."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions import binding
from jointstatement.actions import clause_states as verbs
from jointstatement.actions.binding import Picked
from jointstatement.actions.clause_states import Resolution
from jointstatement.errors import N_, BadInput
from jointstatement.queries.clause_states import clause_state_page, clause_states, package_page
from jointstatement.terms import ClauseState
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.due import confirmed_by
from jointstatement.web.forms import Given, Id, Line, NoFields, Text, answer_form
from jointstatement.web.pages.brackets import LEAVE_OUT, OWN
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


class PackageNoteForm(NoteForm, frozen=True, forbid_unknown_fields=True):
    """The same of a package; for each of its open brackets what is to stand there, and the words where they are own."""

    outcomes: list[Annotated[str, msgspec.Meta(pattern="^[0-9]{1,4}:(|out|own|[0-9]{1,4})$")]] = []
    words: list[Text] = []


class ReopenForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why what was agreed is taken back; the words go to all delegations."""

    reason: Line = ""


class PackageForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the package is called, and what it binds."""

    title: Line
    parts: list[Id] = []
    brackets: list[Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}:[0-9]{1,4}:[0-9]{1,9}$")]] = []
    """Each by its part, its number there, and the version of the part."""


@get("/statements/{statement_id:str}/clause-states")
async def overview(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """All clauses with how far they have come, and the packages."""
    return await _overview(request, statement_id, Given())


@get("/statements/{statement_id:str}/clause-states/{part_id:str}")
async def clause(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[str]:
    """One clause."""
    return await clause_page(request, statement_id, part_id, Given())


async def clause_page(
    request: AnyRequest, statement_id: str, part_id: str, given: Given, *, form: str = ""
) -> Response[str]:
    """The page of one clause, with what a form on it held; `form` names it where it notes nothing."""
    shown = await show(request, clause_state_page, viewer_of(request), statement_id, part_id, now=now_of(request))
    return page(
        request,
        "clause_states/clause.html",
        status_code=given.status_code,
        given=given,
        blank=Given(),
        form=form,
        head=shown.whole.head,
        shown=shown,
    )


@post("/statements/{statement_id:str}/clause-states/{part_id:str}/note")
async def note(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[Any]:
    """Notes what was agreed on a clause."""

    async def deed(form: NoteForm) -> Response[Any]:
        noted = await _noted(request, statement_id, form)
        await act(request, verbs.note_clause_state, statement_id, part_id, lock=statement_id, **noted)
        return _back(request, statement_id)

    return await answer_form(
        request, NoteForm, deed, again=lambda given: clause_page(request, statement_id, part_id, given)
    )


@post("/statements/{statement_id:str}/clause-states/{part_id:str}/reopen")
async def reopen(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[Any]:
    """Re-opens a clause, with what is bound to it."""

    async def deed(form: ReopenForm) -> Response[Any]:
        await act(request, verbs.reopen_clause, statement_id, part_id, reason=form.reason, lock=statement_id)
        return _back(request, statement_id)

    return await answer_form(
        request, ReopenForm, deed, again=lambda given: clause_page(request, statement_id, part_id, given, form="reopen")
    )


@post("/statements/{statement_id:str}/packages")
async def bind(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Binds clauses and brackets together."""

    async def deed(form: PackageForm) -> Response[Any]:
        await act(
            request,
            binding.bind_package,
            statement_id,
            title=form.title,
            part_ids=form.parts,
            picked=[_picked(each) for each in form.brackets],
            lock=statement_id,
        )
        return _back(request, statement_id)

    return await _answered(request, statement_id, PackageForm, deed)


@get("/statements/{statement_id:str}/packages/{package_id:str}")
async def package(request: AnyRequest, statement_id: FromPath[str], package_id: FromPath[str]) -> Response[str]:
    """One package."""
    return await _package(request, statement_id, package_id, Given())


@post("/statements/{statement_id:str}/packages/{package_id:str}/note")
async def note_package(request: AnyRequest, statement_id: FromPath[str], package_id: FromPath[str]) -> Response[Any]:
    """Notes what was agreed on a whole package, and resolves its brackets."""

    async def deed(form: PackageNoteForm) -> Response[Any]:
        noted = await _noted(request, statement_id, form)
        chosen = _chosen(form)
        await act(
            request,
            verbs.note_package_state,
            statement_id,
            package_id,
            resolutions=chosen,
            lock=statement_id,
            **noted,
        )
        return _back(request, statement_id)

    return await answer_form(
        request, PackageNoteForm, deed, again=lambda given: _package(request, statement_id, package_id, given)
    )


@post("/statements/{statement_id:str}/packages/{package_id:str}/free")
async def free(request: AnyRequest, statement_id: FromPath[str], package_id: FromPath[str]) -> Response[Any]:
    """Frees a package."""

    async def deed(form: NoFields) -> Response[Any]:
        await act(request, binding.free_package, statement_id, package_id, lock=statement_id)
        return _back(request, statement_id)

    return await _answered(request, statement_id, NoFields, deed)


async def _answered(
    request: AnyRequest, statement_id: str, shape: type[Shape], deed: Callable[[Shape], Awaitable[Response[Any]]]
) -> Response[Any]:
    return await answer_form(request, shape, deed, again=lambda given: _overview(request, statement_id, given))


def _picked(value: str) -> Picked:
    part_id, number, version = value.split(":")
    return Picked(part_id, int(number), int(version))


def _chosen(form: PackageNoteForm) -> list[Resolution]:
    """What is to stand in the place of each bracket. Raises `BadInput` where nothing is chosen for one."""
    chosen = []
    for place, outcome in enumerate(form.outcomes):
        number, _, what = outcome.partition(":")
        if not what:
            raise BadInput("outcomes", N_("Please choose what is to stand in the place of every bracket."))
        if what == OWN:
            words = form.words[place] if place < len(form.words) else ""
            chosen.append(Resolution(int(number), words=words))
        else:
            chosen.append(Resolution(int(number), choice=None if what == LEAVE_OUT else int(what)))
    return chosen


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
