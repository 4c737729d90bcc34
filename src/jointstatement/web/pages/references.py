"""References between clauses on the chair's desk: what is behind the numbers, and what each number means."""

from typing import Annotated, Any

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.actions.referring import bring_references_up_to_date, set_reference
from jointstatement.queries.references import references
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.forms import Given, OptionalId, answer_form
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page

AnyRequest = Request[Any, Any, Any]

Spot = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}:[^:]{1,40}:[0-9]{1,4}:[0-9]{1,9}$")]
"""A number in the words of a part: the part, the number, how many equal ones stand before it, the part's version."""


class UpdateForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The references are brought up to date as they were shown."""


class MeaningForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a number means; nothing for no clause of this text."""

    spot: Spot
    meant: OptionalId = ""


@get("/statements/{statement_id:str}/draft/references")
async def overview(request: AnyRequest, statement_id: FromPath[str], at: FromQuery[str] = "") -> Response[str]:
    """What the working text cites; `at` is the number that is to be chosen in the form."""
    return await _page(request, statement_id, Given(), at)


@post("/statements/{statement_id:str}/draft/references")
async def update(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Writes the numbers of now where the words say others."""

    async def deed(form: UpdateForm) -> Response[Any]:
        await act(request, bring_references_up_to_date, statement_id, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/draft/references")

    return await answer_form(request, UpdateForm, deed, again=lambda given: _page(request, statement_id, given))


@post("/statements/{statement_id:str}/draft/references/meaning")
async def say_what_is_meant(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Says which clause a number means, or that it means none."""

    async def deed(form: MeaningForm) -> Response[Any]:
        part_id, label, occurrence, version = form.spot.split(":")
        await act(
            request,
            set_reference,
            statement_id,
            part_id,
            label=label,
            occurrence=int(occurrence),
            meant=form.meant or None,
            expected=int(version),
            lock=statement_id,
        )
        return go_to(request, f"/statements/{statement_id}/draft/references")

    return await answer_form(request, MeaningForm, deed, again=lambda given: _page(request, statement_id, given))


async def _page(request: AnyRequest, statement_id: str, given: Given, at: str = "") -> Response[str]:
    shown = await show(request, references, viewer_of(request), statement_id, now=now_of(request))
    return page(
        request,
        "drafting/references.html",
        status_code=given.status_code,
        shown=shown,
        head=shown.head,
        given=given,
        at=at,
    )


handlers = [overview, update, say_what_is_meant]
