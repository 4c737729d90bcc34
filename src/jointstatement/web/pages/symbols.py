"""The symbols of the body's texts: how they are written, and which text has which."""

from typing import Any

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.response import Response

from jointstatement.actions.symbols import change_form_of_symbols
from jointstatement.queries.symbols import symbols_page
from jointstatement.web.acting import act
from jointstatement.web.admission import viewer_of
from jointstatement.web.forms import Given, Line, Version, answer_form
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page

AnyRequest = Request[Any, Any, Any]


class FormOfSymbols(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How symbols are written from now on."""

    version: Version
    form: Line = ""


@get("/body/symbols")
async def symbols(request: AnyRequest) -> Response[str]:
    """The form of symbols and those that were given."""
    return await _symbols(request, Given())


@post("/body/symbols")
async def change(request: AnyRequest) -> Response[Any]:
    """Changes the form."""

    async def deed(form: FormOfSymbols) -> Response[Any]:
        await act(request, change_form_of_symbols, form=form.form, expected=form.version)
        return go_to(request, "/body/symbols")

    return await answer_form(request, FormOfSymbols, deed, again=lambda given: _symbols(request, given))


async def _symbols(request: AnyRequest, given: Given) -> Response[str]:
    shown = await show(request, symbols_page, viewer_of(request))
    return page(request, "symbols/page.html", status_code=given.status_code, shown=shown, given=given)


handlers = [symbols, change]
