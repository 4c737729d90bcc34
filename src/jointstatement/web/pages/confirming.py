"""Between positions and the decision: a reserve that is converted, an agreement that waits for its capital."""

from typing import Any, Literal

import msgspec
from litestar import post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions.confirming import give_until, let_agreement_lapse
from jointstatement.actions.positions import convert_reserve
from jointstatement.terms import ReservationKind
from jointstatement.web.acting import act
from jointstatement.web.due import due
from jointstatement.web.forms import Line, NoFields, Text, answer_form
from jointstatement.web.pages.adoption import adoption_shown
from jointstatement.web.pages.silence import WHOLE, Place
from jointstatement.web.rendering import go_to

AnyRequest = Request[Any, Any, Any]
AT = "/statements/{statement_id:str}/adoption"


class ConvertForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which reserve, and what is attached in its place."""

    reserve: Place
    converted_to: ReservationKind
    words: Text


class HourForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The hour by which an agreement is to be confirmed, wall time of the meeting."""

    due_at: Line
    which: Literal["", "earlier", "later"] = ""


@post(f"{AT}/reserves/convert")
async def convert(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Lifts a reserve and attaches what it was about."""

    async def deed(form: ConvertForm) -> Response[Any]:
        await act(
            request,
            convert_reserve,
            statement_id,
            part_id=None if form.reserve == WHOLE else form.reserve,
            kind=form.converted_to,
            text=form.words,
            lock=statement_id,
        )
        return go_to(request, f"/statements/{statement_id}/adoption")

    return await answer_form(
        request, ConvertForm, deed, again=lambda given: adoption_shown(request, statement_id, given)
    )


@post(f"{AT}/confirmations/{{position_id:str}}/lapse")
async def let_lapse(request: AnyRequest, statement_id: FromPath[str], position_id: FromPath[str]) -> Response[Any]:
    """Lets an agreement ad referendum lapse whose hour has passed."""

    async def deed(_: NoFields) -> Response[Any]:
        await act(request, let_agreement_lapse, statement_id, position_id, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/adoption")

    return await answer_form(request, NoFields, deed, again=lambda given: adoption_shown(request, statement_id, given))


@post(f"{AT}/confirmations/{{position_id:str}}/hour")
async def set_hour(request: AnyRequest, statement_id: FromPath[str], position_id: FromPath[str]) -> Response[Any]:
    """Sets the hour by which an agreement is to be confirmed."""

    async def deed(form: HourForm) -> Response[Any]:
        hour = await due(request, statement_id, form.due_at, which=form.which)
        await act(request, give_until, statement_id, position_id, **hour, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/adoption")

    return await answer_form(request, HourForm, deed, again=lambda given: adoption_shown(request, statement_id, given))


handlers = [convert, let_lapse, set_hour]
