"""The statement styles of a body's own: a file is sent, judged, looked at, taken into use, withdrawn."""

import asyncio
from dataclasses import replace
from typing import Any

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions.styles import keep_style, use_style, withdraw_style
from jointstatement.documents.files import MEDIA_TYPES, print_document
from jointstatement.documents.own_style import Mistake
from jointstatement.documents.sample import SAMPLE, SAMPLE_DRAFT
from jointstatement.documents.style import template_of_style
from jointstatement.documents.word.appearance import appearances_of
from jointstatement.errors import NotFound
from jointstatement.queries.styles import StyleLine, style_files, style_line, styles_page
from jointstatement.web.acting import act
from jointstatement.web.admission import settings_of, viewer_of
from jointstatement.web.forms import UPLOAD_BYTES, Given, Line, NoFields, answer_form, uploaded
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page
from jointstatement.web.styles import judged_style, shipped_titles, style_for

AnyRequest = Request[Any, Any, Any]


class NewStyle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file, the title that people choose it by, and the style whose rules it is printed with."""

    title: Line
    based_on: Line


@get("/body/styles")
async def styles(request: AnyRequest) -> Response[str]:
    """The styles of the body."""
    return await _styles(request, Given())


@post("/body/styles", request_max_body_size=UPLOAD_BYTES)
async def upload_style(request: AnyRequest) -> Response[Any]:
    """Judges a file; what is a style is kept and shown, of what is none every mistake is named."""

    async def deed(form: NewStyle) -> Response[Any]:
        await show(request, styles_page, viewer_of(request))  # before anything of a stranger's file is read
        _, content = await uploaded(request, "file")
        rules, found = await judged_style(request, content, form.based_on)
        if found.mistakes:
            typed = Given(values={"title": form.title, "based_on": form.based_on})
            return await _styles(request, typed, found.mistakes)
        style_id = await act(
            request, keep_style, title=form.title, based_on=form.based_on, rules=rules, content=content
        )
        return go_to(request, f"/body/styles/{style_id}")

    return await answer_form(request, NewStyle, deed, again=lambda given: _styles(request, given))


@get("/body/styles/shipped/files/{name:str}")
async def shipped_file(request: AnyRequest, name: FromPath[str]) -> Response[bytes]:
    """The `style.docx` of a style of the installation, to begin with."""
    await show(request, styles_page, viewer_of(request))
    return _file(template_of_style(name, settings_of(request).all_style_folders), name)


@get("/body/styles/{style_id:str}")
async def style(request: AnyRequest, style_id: FromPath[str]) -> Response[str]:
    """One style: how it looks, an example to take away, and whether it is used."""
    return await _style(request, style_id, Given())


@get("/body/styles/{style_id:str}/files/{name:str}")
async def style_file(request: AnyRequest, style_id: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """An example printed in the style, as adopted or as a draft; or the file as it was sent."""
    shown = await show(request, style_line, viewer_of(request), style_id)
    if name == "style":
        files = await show(request, style_files, shown.name)
        content = files.content if files else b""
    elif name in ("example", "draft"):
        sample = replace(SAMPLE if name == "example" else SAMPLE_DRAFT, style=shown.name)
        content = await asyncio.to_thread(print_document, sample, style_for(request, shown.name), "docx")
    else:
        raise NotFound()
    return _file(content, name)


@post("/body/styles/{style_id:str}/use")
async def use(request: AnyRequest, style_id: FromPath[str]) -> Response[Any]:
    """Takes a style into use."""

    async def deed(_: NoFields) -> Response[Any]:
        await act(request, use_style, style_id)
        return go_to(request, "/body/styles")

    return await answer_form(request, NoFields, deed, again=lambda given: _style(request, style_id, given))


@post("/body/styles/{style_id:str}/withdraw")
async def withdraw(request: AnyRequest, style_id: FromPath[str]) -> Response[Any]:
    """Offers a style no longer, or throws one away that only waited."""

    async def deed(_: NoFields) -> Response[Any]:
        await act(request, withdraw_style, style_id)
        return go_to(request, "/body/styles")

    return await answer_form(request, NoFields, deed, again=lambda given: _style(request, style_id, given))


def _file(content: bytes, name: str) -> Response[bytes]:
    headers = {"Content-Disposition": f'attachment; filename="{name}.docx"', "X-Content-Type-Options": "nosniff"}
    return Response(content, media_type=MEDIA_TYPES["docx"], headers=headers)


async def _styles(request: AnyRequest, given: Given, mistakes: tuple[Mistake, ...] = ()) -> Response[str]:
    shown = await show(request, styles_page, viewer_of(request))
    titles = shipped_titles(request)
    return page(
        request,
        "body/styles.html",
        status_code=422 if mistakes else given.status_code,
        shown=shown,
        given=given,
        mistakes=mistakes,
        titles=titles,
        title_of=dict(titles),
    )


async def _style(request: AnyRequest, style_id: str, given: Given) -> Response[str]:
    shown: StyleLine = await show(request, style_line, viewer_of(request), style_id)
    return page(
        request,
        "body/style.html",
        status_code=given.status_code,
        shown=shown,
        given=given,
        looks=appearances_of(style_for(request, shown.name).template),
        title_of=dict(shipped_titles(request)),
    )


handlers = [styles, upload_style, shipped_file, style, style_file, use, withdraw]
