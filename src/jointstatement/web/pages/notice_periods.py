"""The notice of a text: the body's rule, and the chair's waiver."""

from typing import Annotated, Any

import msgspec
from litestar import post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions.notice_periods import ask_notice, waive_notice
from jointstatement.web.acting import act
from jointstatement.web.forms import Text, Version, answer_form
from jointstatement.web.pages.adoption import Fingerprint, adoption_shown
from jointstatement.web.pages.body import body_again
from jointstatement.web.rendering import go_to

AnyRequest = Request[Any, Any, Any]


class NoticeForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The hours of notice from now on."""

    version: Version
    shortest_notice_hours: Annotated[int, msgspec.Meta(ge=0, le=10_000)]


class WaiveForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why the text is decided sooner, and which text it is."""

    fingerprint_seen: Fingerprint
    reason: Text = ""


@post("/body/notice")
async def ask(request: AnyRequest) -> Response[Any]:
    """Says for how long a text is before the members before it is decided."""

    async def deed(form: NoticeForm) -> Response[Any]:
        await act(request, ask_notice, shortest_notice_hours=form.shortest_notice_hours, expected=form.version)
        return go_to(request, "/body")

    return await answer_form(request, NoticeForm, deed, again=lambda given: body_again(request, given, form="notice"))


@post("/statements/{statement_id:str}/notice/waive")
async def waive(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Waives notice of the text that was on the page."""

    async def deed(form: WaiveForm) -> Response[Any]:
        await act(request, waive_notice, statement_id, lock=statement_id, **msgspec.structs.asdict(form))
        return go_to(request, f"/statements/{statement_id}/adoption")

    return await answer_form(request, WaiveForm, deed, again=lambda given: adoption_shown(request, statement_id, given))


handlers = [ask, waive]
