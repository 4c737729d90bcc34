"""Behind an amendment of another's: support, co-sponsors, and stepping back."""

from typing import Any, Literal

import msgspec
from litestar import post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions.supporting import accept_co_sponsor, support_amendment, withdraw_support
from jointstatement.web.acting import act
from jointstatement.web.forms import NoFields, read_form
from jointstatement.web.rendering import go_to

AnyRequest = Request[Any, Any, Any]
AT = "/statements/{statement_id:str}/parts/{address:str}"


class SupportForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a delegation stands behind an amendment."""

    backing: Literal["support", "co_sponsor"]


@post(f"{AT}/amendments/{{amendment_id:str}}/support")
async def support(
    request: AnyRequest, statement_id: FromPath[str], address: FromPath[str], amendment_id: FromPath[str]
) -> Response[Any]:
    """Supports an amendment of another's, or asks to co-sponsor it."""
    form = await read_form(request, SupportForm)
    as_co_sponsor = form.backing == "co_sponsor"
    await act(request, support_amendment, statement_id, amendment_id, as_co_sponsor=as_co_sponsor, lock=statement_id)
    return go_to(request, f"/statements/{statement_id}/parts/{address}")


@post(f"{AT}/supports/{{support_id:str}}/withdraw")
async def step_back(
    request: AnyRequest, statement_id: FromPath[str], address: FromPath[str], support_id: FromPath[str]
) -> Response[Any]:
    """Takes the delegation's support back."""
    await read_form(request, NoFields)
    await act(request, withdraw_support, statement_id, support_id, lock=statement_id)
    return go_to(request, f"/statements/{statement_id}/parts/{address}")


@post("/statements/{statement_id:str}/input/supports/{support_id:str}/accept")
async def accept(request: AnyRequest, statement_id: FromPath[str], support_id: FromPath[str]) -> Response[Any]:
    """The author takes a delegation among the sponsors."""
    await read_form(request, NoFields)
    await act(request, accept_co_sponsor, statement_id, support_id, lock=statement_id)
    return go_to(request, f"/statements/{statement_id}/input")


handlers = [support, step_back, accept]
