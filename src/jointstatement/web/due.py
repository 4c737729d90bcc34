"""The hour that a form sets: typed as wall time, mostly in the zone of the statement's meeting."""

from datetime import datetime
from typing import Any, Literal

import msgspec
from litestar.connection import Request

from jointstatement.queries.statement import statement_head
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.forms import Line
from jointstatement.web.hours import as_typed, instant_typed
from jointstatement.web.reading import show


class HourForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An hour that delegations are bound by, wall time of the meeting."""

    due_at: Line
    which: Literal["", "earlier", "later"] = ""
    instead: Line = ""
    """A working moment that was offered and pressed."""
    on_purpose: Line = ""
    """The hour that is no working moment and is meant all the same, as it was typed."""


async def working_due(request: Request[Any, Any, Any], statement_id: str, form: HourForm) -> dict[str, Any]:
    """What an action is told of such an hour: what `due` answers, and whether it is set on purpose. Raises as `due`."""
    if form.instead:
        return await due(request, statement_id, form.instead, which="")
    hour = await due(request, statement_id, form.due_at, which=form.which)
    # A confirmation is of the hour that was looked at, and of no other that was typed since.
    return {**hour, "on_purpose": form.on_purpose == form.due_at}


async def due(request: Request[Any, Any, Any], statement_id: str, typed: str, *, which: str) -> dict[str, Any]:
    """What an action is told of the hour: `due_at`, the instant, and `due_as_typed`, the wall time with its zone.

    Raises `BadInput` for an hour that is none, that the clocks skip, or that they show twice without `which`.
    """
    return due_in(await _zone(request, statement_id), typed, which=which)


def due_in(zone: str, typed: str, *, which: str, field: str = "due_at") -> dict[str, Any]:
    """The same in a zone that is known; of "starts_at" as `starts_at` and `starts_as_typed`. Raises `BadInput`."""
    as_it_was_typed = f"{field.partition('_')[0]}_as_typed"
    return {field: instant_typed(typed, zone, which=which, field=field), as_it_was_typed: as_typed(typed, zone)}


async def due_as(
    request: Request[Any, Any, Any], statement_id: str, field: str, typed: str, *, which: str
) -> dict[str, Any]:
    """The same of another hour beside it, as `due_in` calls it. Raises `BadInput` as `due` does."""
    return due_in(await _zone(request, statement_id), typed, which=which, field=field)


async def received(request: Request[Any, Any, Any], statement_id: str, typed: str, *, which: str) -> datetime:
    """The instant at which something came on paper. Raises `BadInput` as `due` does."""
    return instant_typed(typed, await _zone(request, statement_id), which=which, field="received_at")


async def confirmed_by(request: Request[Any, Any, Any], statement_id: str, typed: str, *, which: str) -> dict[str, Any]:
    """What an action is told of the hour of a confirmation; nothing where none was typed. Raises what `due` raises."""
    if not typed:
        return {}
    return due_in(await _zone(request, statement_id), typed, which=which, field="confirm_by")


async def _zone(request: Request[Any, Any, Any], statement_id: str) -> str:
    head = await show(request, statement_head, viewer_of(request), statement_id, now=now_of(request))
    return head.time_zone
