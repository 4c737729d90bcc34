"""The statement styles of the body's own: sent, taken into use, withdrawn."""

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions import styles
from jointstatement.errors import N_, BadInput
from jointstatement.queries.styles import StyleLine, styles_page
from jointstatement.terms import Verb
from jointstatement.web.acting import act
from jointstatement.web.admission import viewer_of
from jointstatement.web.api.bodies import UPLOAD_BODY_BYTES, FileContent, Line
from jointstatement.web.api.operations import AnyRequest, Created, deed, read
from jointstatement.web.reading import show
from jointstatement.web.styles import judged_style

TAG = "body"


class NewStyle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A `style.docx` in base64, the title that people choose it by, and the style whose rules it is printed with."""

    title: Line
    content: FileContent
    based_on: Line = "o-we"


@read("/body/styles", tag=TAG)
async def body_styles(request: AnyRequest) -> tuple[StyleLine, ...]:
    """The styles of the body's own, those too that wait or are withdrawn; for those who keep them."""
    return (await show(request, styles_page, viewer_of(request))).styles


@deed(
    "/body/styles",
    Verb.MANAGE_STYLES,
    tag=TAG,
    status=201,
    largest_body=UPLOAD_BODY_BYTES,
    names={"file": "content"},
)
async def keep_style(request: AnyRequest, data: JSONBody[NewStyle]) -> Created:
    """Judges a file and keeps it, to be looked at before it is used; a mistake in it is told, and nothing is kept."""
    await show(request, styles_page, viewer_of(request))  # before anything of a stranger's file is read
    rules, judged = await judged_style(request, data.content, data.based_on)
    if judged.mistakes:
        mistakes = " ".join(f"{mistake.key}: {mistake.remedy}" for mistake in judged.mistakes)
        raise BadInput("content", N_("The file is not a style yet. {mistakes}"), mistakes=mistakes)
    return Created(
        await act(
            request,
            styles.keep_style,
            title=data.title,
            based_on=data.based_on,
            rules=rules,
            content=data.content,
        )
    )


@deed("/body/styles/{style_id:str}/use", Verb.MANAGE_STYLES, tag=TAG)
async def use_style(request: AnyRequest, style_id: FromPath[str]) -> None:
    """Takes a style into use, in the place of the present one of its title."""
    await act(request, styles.use_style, style_id)


@deed("/body/styles/{style_id:str}/withdraw", Verb.MANAGE_STYLES, tag=TAG)
async def withdraw_style(request: AnyRequest, style_id: FromPath[str]) -> None:
    """Offers a style no longer, or throws one away that only waited."""
    await act(request, styles.withdraw_style, style_id)


handlers = [body_styles, keep_style, use_style, withdraw_style]
