"""Rolling texts to take away: Word files with tracked changes."""

from typing import Any

from litestar import get
from litestar.connection import Request
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.web.pages.exports import file_name
from jointstatement.web.printing import name_of_rolling, rolling_file, rolling_sent
from jointstatement.web.rendering import translator

AnyRequest = Request[Any, Any, Any]


@get("/statements/{statement_id:str}/rolling")
async def take_rolling(
    request: AnyRequest,
    statement_id: FromPath[str],
    revision: FromQuery[str] = "",
    old: FromQuery[str] = "",
    new: FromQuery[str] = "",
    names: FromQuery[str] = "shown",
    reserves: FromQuery[bool | None] = None,
) -> Response[bytes]:
    """A revision with its amendments as tracked changes; or, where `old` is named, the way from it to `new`.

    With reserves, footnotes say who reserves where, as in a draft.
    """
    rolling, content = await rolling_file(
        request, statement_id, revision=revision, old=old, new=new, with_names=names != "hidden", reserves=reserves
    )
    name = f"{file_name(rolling.head, name_of_rolling(rolling, translator(request)))}.docx"
    return rolling_sent(request, statement_id, rolling, content, name=name)


handlers = [take_rolling]
