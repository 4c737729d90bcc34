"""The hour that a form sets: typed as wall time, in the zone of the statement's meeting."""

from datetime import datetime
from typing import Any

from litestar.connection import Request

from jointstatement.queries.statement import statement_head
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.hours import as_typed, instant_typed
from jointstatement.web.reading import show


async def due(request: Request[Any, Any, Any], statement_id: str, typed: str, *, which: str) -> dict[str, Any]:
    """What an action is told of the hour: `due_at`, the instant, and `due_as_typed`, the wall time with its zone.

    Raises `BadInput` for an hour that is none, that the clocks skip, or that they show twice without `which`.
    """
    zone = await _zone(request, statement_id)
    return {"due_at": instant_typed(typed, zone, which=which), "due_as_typed": as_typed(typed, zone)}


async def received(request: Request[Any, Any, Any], statement_id: str, typed: str, *, which: str) -> datetime:
    """The instant at which something came on paper. Raises `BadInput` as `due` does."""
    return instant_typed(typed, await _zone(request, statement_id), which=which, field="received_at")


async def confirmed_by(request: Request[Any, Any, Any], statement_id: str, typed: str, *, which: str) -> dict[str, Any]:
    """What an action is told of the hour of a confirmation; nothing where none was typed. Raises what `due` raises."""
    if not typed:
        return {}
    zone = await _zone(request, statement_id)
    instant = instant_typed(typed, zone, which=which, field="confirm_by")
    return {"confirm_by": instant, "confirm_as_typed": as_typed(typed, zone)}


async def _zone(request: Request[Any, Any, Any], statement_id: str) -> str:
    head = await show(request, statement_head, viewer_of(request), statement_id, now=now_of(request))
    return head.time_zone
