"""The body's rules for its silence procedures."""

from typing import Annotated, Any, Literal

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.response import Response

from jointstatement.actions.silence_rules import SilenceRules, change_silence_rules
from jointstatement.queries.silence_rules import silence_rules_page
from jointstatement.web.acting import act
from jointstatement.web.admission import viewer_of
from jointstatement.web.forms import Given, Version, answer_form
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page

AnyRequest = Request[Any, Any, Any]
Hours = Annotated[int, msgspec.Meta(ge=1, le=10_000)]


class RulesForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rules as they are from now on."""

    version: Version
    shortest_reissue_hours: Hours
    whole_open_on_reissue: Literal["yes", "no"]
    time_request_breaks: Literal["yes", "no"]


@get("/body/silence")
async def rules(request: AnyRequest) -> Response[str]:
    """The rules."""
    return await _rules(request, Given())


@post("/body/silence")
async def change(request: AnyRequest) -> Response[Any]:
    """Changes them."""

    async def deed(form: RulesForm) -> Response[Any]:
        await act(
            request,
            change_silence_rules,
            rules=SilenceRules(
                shortest_reissue_hours=form.shortest_reissue_hours,
                whole_open_on_reissue=form.whole_open_on_reissue == "yes",
                time_request_breaks=form.time_request_breaks == "yes",
            ),
            expected=form.version,
        )
        return go_to(request, "/body/silence")

    return await answer_form(request, RulesForm, deed, again=lambda given: _rules(request, given))


async def _rules(request: AnyRequest, given: Given) -> Response[str]:
    shown = await show(request, silence_rules_page, viewer_of(request))
    return page(request, "silence_rules/page.html", status_code=given.status_code, shown=shown, given=given)


handlers = [rules, change]
