"""The silence procedure: read, acknowledged, broken, lifted; started, extended, withdrawn; objections on paper.

Breaking silence takes two presses: the first shows a page that repeats everything in full and keeps nothing, the
second is recorded at once.
"""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.actions.announcing import lift_withholding, resume_silence, withhold_announcement
from jointstatement.actions.breaking import decline_break
from jointstatement.actions.positions import lift
from jointstatement.actions.silence import (
    BrokenOn,
    acknowledge_receipt,
    add_to_break,
    break_silence,
    extend_silence,
    record_objection,
    request_time,
    start_silence,
    withdraw_silence,
)
from jointstatement.errors import N_, BadInput
from jointstatement.queries.silence import SilencePage, SilenceView, group_spoken_for, place_named, silence_page
from jointstatement.terms import BLOCKING_POSITIONS, Position
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.due import HourForm, received, working_due
from jointstatement.web.forms import Given, Id, Line, NoFields, OptionalId, Text, answer_form
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, is_htmx, page
from jointstatement.web.styles import markers_of, rules_of
from jointstatement.workflow.permit import demand

AnyRequest = Request[Any, Any, Any]
Shape = TypeVar("Shape", bound=msgspec.Struct)

WHOLE = "whole"
"""What stands for the text as a whole where nothing at all is not an answer."""
Place = Annotated[str, msgspec.Meta(pattern=f"^([0-9a-f]{{32}}|{WHOLE})$")]
"""A part by its id, or the whole text; there is no default."""
PlaceOrNone = Annotated[str, msgspec.Meta(pattern=f"^([0-9a-f]{{32}}|{WHOLE})?$")]
"""A place, or a row of the form that was left empty."""


class BreakForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What silence is broken on, and the words that may come with it; a wording for each place."""

    place: list[PlaceOrNone]
    wording: list[Text] = []
    reason: Text = ""
    group_id: OptionalId = ""
    """The group for which it is broken; empty for the delegation alone."""
    change: Literal["", "yes", "more"] = ""
    """Back to the form, with what was typed, and with a further place."""

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Every row as it was typed."""
        wordings = [*self.wording, *[""] * len(self.place)]
        return list(zip(self.place, wordings, strict=False))

    @property
    def on(self) -> list[BrokenOn]:
        """The places that were named, each with its wording. Raises `BadInput` where none was, or words stand alone."""
        named = [(place, words) for place, words in self.rows if place or words]
        if not named:
            raise BadInput("place", N_("Please fill in this field."))
        if not all(place for place, _ in named):
            raise BadInput("place", N_("Please choose what you object to."))
        return [BrokenOn(place, words) for place, words in named]


class WordsForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The reason and wording that come after a break."""

    reason: Text = ""
    wording: Text = ""


class LiftForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the delegation holds instead of its objection."""

    position: Position
    part_id: OptionalId = ""


class StartForm(HourForm, frozen=True, forbid_unknown_fields=True):
    """The hour, and whether all or only the changed clauses lie open."""

    extent: Literal["whole", "changes"] = "whole"


class ResumeForm(HourForm, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The further hour, and why silence runs again."""

    reason: Text


class WhyForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why; all delegations read it."""

    reason: Text


class ReasonForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why; it may stay empty."""

    reason: Text = ""


class ObjectionForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An objection that came on paper or by telephone."""

    delegation_id: Id
    place: Place
    received_at: Line
    which: Literal["", "earlier", "later"] = ""
    reason: Text = ""
    group_id: OptionalId = ""
    """The group for which the delegation made it; empty for itself alone."""


@get("/statements/{statement_id:str}/silence")
async def silence(request: AnyRequest, statement_id: FromPath[str], view: FromQuery[str] = "") -> Response[str]:
    """The silence procedure of a statement; to htmx the text alone."""
    wished = SilenceView(view) if view in set(SilenceView) else SilenceView.CLEAN
    return await show_silence(request, statement_id, Given(), view=wished)


@post("/statements/{statement_id:str}/silence/receipt")
async def acknowledge(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Tells the chair's office that the delegation has the text."""
    return await press_on_silence(request, statement_id, NoFields, acknowledge_receipt)


@post("/statements/{statement_id:str}/silence/confirm")
async def confirm(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Repeats in full what a break would say; nothing is kept. Or goes back to the form with what was typed."""

    async def deed(form: BreakForm) -> Response[Any]:
        if form.change:
            more = [""] if form.change == "more" else []
            given = Given(
                values={
                    "place": [*form.place, *more],
                    "reason": form.reason,
                    "wording": [*form.wording, *more],
                    "group_id": form.group_id,
                }
            )
            return await show_silence(request, statement_id, given, form="break")
        on = form.on
        shown = await _read(request, statement_id)
        demand(shown.to_break)
        named = [(place_named(shown, "" if each.part_id == WHOLE else each.part_id), each.wording) for each in on]
        group = group_spoken_for(shown, form.group_id)
        return page(request, "silence/confirm.html", shown=shown, head=shown.head, form=form, named=named, group=group)

    return await answer_form(
        request, BreakForm, deed, again=lambda given: show_silence(request, statement_id, given, form="break")
    )


@post("/statements/{statement_id:str}/silence/break")
async def break_it(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Breaks silence: the confirmed press."""

    async def deed(form: BreakForm) -> None:
        # The text as a whole goes first: what follows it are parts.
        first, *further = sorted(form.on, key=lambda each: each.part_id != WHOLE)
        await act(
            request,
            break_silence,
            statement_id,
            part_id=None if first.part_id == WHOLE else first.part_id,
            reason=form.reason,
            wording=first.wording,
            further=tuple(further),
            group_id=form.group_id,
            lock=statement_id,
        )

    return await answer_on_silence(request, statement_id, BreakForm, deed, form="break")


@post("/statements/{statement_id:str}/silence/time")
async def ask_for_time(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Asks the chair's office for a later hour."""
    return await press_on_silence(request, statement_id, ReasonForm, request_time, form="time")


@post("/statements/{statement_id:str}/silence/breaks/{break_id:str}")
async def explain(request: AnyRequest, statement_id: FromPath[str], break_id: FromPath[str]) -> Response[Any]:
    """Adds a reason or wording to the delegation's own break."""

    async def deed(form: WordsForm) -> None:
        await act(
            request,
            add_to_break,
            statement_id,
            break_id,
            reason=form.reason,
            wording=form.wording,
            lock=statement_id,
        )

    return await answer_on_silence(request, statement_id, WordsForm, deed, form=break_id)


@post("/statements/{statement_id:str}/silence/breaks/{break_id:str}/decline")
async def decline(request: AnyRequest, statement_id: FromPath[str], break_id: FromPath[str]) -> Response[Any]:
    """Says that the delegation does not share the break that its group made for it."""

    async def deed(_: NoFields) -> None:
        await act(request, decline_break, statement_id, break_id, lock=statement_id)

    return await answer_on_silence(request, statement_id, NoFields, deed)


@post("/statements/{statement_id:str}/silence/lift")
async def lift_one(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Lifts the delegation's objection or reserve."""

    async def deed(form: LiftForm) -> None:
        await act(request, lift, statement_id, part_id=form.part_id or None, position=form.position, lock=statement_id)

    return await answer_on_silence(request, statement_id, LiftForm, deed)


@post("/statements/{statement_id:str}/silence")
async def start(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Puts the latest revision under silence."""

    async def deed(form: StartForm) -> None:
        await act(
            request,
            start_silence,
            statement_id,
            **await working_due(request, statement_id, form),
            on_changes=form.extent == "changes",
            lock=statement_id,
        )

    return await answer_on_silence(request, statement_id, StartForm, deed, form="start")


@post("/statements/{statement_id:str}/silence/extend")
async def extend(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Gives the delegations until a later hour."""

    async def deed(form: HourForm) -> None:
        await act(
            request,
            extend_silence,
            statement_id,
            **await working_due(request, statement_id, form),
            lock=statement_id,
        )

    return await answer_on_silence(request, statement_id, HourForm, deed, form="extend")


@post("/statements/{statement_id:str}/silence/withdraw")
async def withdraw(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Takes the silence procedure back before its hour."""
    return await press_on_silence(request, statement_id, ReasonForm, withdraw_silence, form="withdraw")


@post("/statements/{statement_id:str}/silence/resume")
async def resume(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Lets a silence that was held run again."""

    async def deed(form: ResumeForm) -> None:
        hour = await working_due(request, statement_id, form)
        await act(request, resume_silence, statement_id, reason=form.reason, **hour, lock=statement_id)

    return await answer_on_silence(request, statement_id, ResumeForm, deed, form="resume")


@post("/statements/{statement_id:str}/silence/withhold")
async def withhold(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Withholds the announcement."""
    return await press_on_silence(request, statement_id, WhyForm, withhold_announcement, form="withhold")


@post("/statements/{statement_id:str}/silence/lift-withholding")
async def withhold_no_longer(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Withholds the announcement no longer."""
    return await press_on_silence(request, statement_id, WhyForm, lift_withholding, form="lift")


@post("/statements/{statement_id:str}/silence/objections")
async def enter_objection(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Enters an objection that came on paper or by telephone."""

    async def deed(form: ObjectionForm) -> None:
        await act(
            request,
            record_objection,
            statement_id,
            delegation_id=form.delegation_id,
            part_id=None if form.place == WHOLE else form.place,
            received_at=await received(request, statement_id, form.received_at, which=form.which),
            reason=form.reason,
            group_id=form.group_id,
            lock=statement_id,
        )

    return await answer_on_silence(request, statement_id, ObjectionForm, deed, form="objection")


async def press_on_silence(
    request: AnyRequest, statement_id: str, shape: type[Shape], deed_of: Callable[..., Any], *, form: str = ""
) -> Response[Any]:
    """One deed on the statement, told all that its form asks; `form` is the one that comes back open."""

    async def deed(pressed: Shape) -> None:
        await act(request, deed_of, statement_id, lock=statement_id, **msgspec.structs.asdict(pressed))

    return await answer_on_silence(request, statement_id, shape, deed, form=form)


async def answer_on_silence(
    request: AnyRequest,
    statement_id: str,
    shape: type[Shape],
    deed: Callable[[Shape], Awaitable[None]],
    *,
    form: str = "",
) -> Response[Any]:
    """Does what a form asks and goes on to the page of silence; `form` is the one that comes back open."""

    async def done(pressed: Shape) -> Response[Any]:
        await deed(pressed)
        return go_to(request, f"/statements/{statement_id}/silence")

    return await answer_form(
        request, shape, done, again=lambda given: show_silence(request, statement_id, given, form=form)
    )


async def show_silence(
    request: AnyRequest,
    statement_id: str,
    given: Given,
    *,
    view: SilenceView = SilenceView.CLEAN,
    form: str = "",
) -> Response[str]:
    """The page; `form` is the one that comes back open with what was given."""
    shown = await _read(request, statement_id, view=view)
    wants_text = is_htmx(request) and request.method == "GET"
    return page(
        request,
        "silence/_text.html" if wants_text else "silence/page.html",
        status_code=given.status_code,
        shown=shown,
        head=shown.head,
        markers=markers_of(request, shown.head.style),
        given=given,
        blank=Given(),
        form=form,
        liftable=[position for position in Position if position not in BLOCKING_POSITIONS],
    )


async def _read(request: AnyRequest, statement_id: str, *, view: SilenceView = SilenceView.CLEAN) -> SilencePage:
    return await show(
        request,
        silence_page,
        viewer_of(request),
        statement_id,
        now=now_of(request),
        rules_of=rules_of(request),
        view=view,
    )


handlers = [
    silence,
    acknowledge,
    confirm,
    break_it,
    ask_for_time,
    explain,
    decline,
    lift_one,
    start,
    extend,
    withdraw,
    resume,
    withhold,
    withhold_no_longer,
    enter_objection,
]
