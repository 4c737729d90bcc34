"""Rolling texts for programs: Word files with tracked changes."""

from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.terms import Verb
from jointstatement.web.api.operations import AnyRequest, read
from jointstatement.web.printing import rolling_file, rolling_sent


@read("/statements/{statement_id:str}/rolling", Verb.EXPORT_DRAFT, tag="text")
async def take_rolling(
    request: AnyRequest,
    statement_id: FromPath[str],
    revision: FromQuery[str] = "",
    old: FromQuery[str] = "",
    new: FromQuery[str] = "",
    names: FromQuery[bool] = True,
    reserves: FromQuery[bool | None] = None,
) -> Response[bytes]:
    """A revision, by its number or label, with its live amendments as tracked changes and the comments, in Word.

    Where `old` is named, the way from that revision to `new` (a revision, "working", or what lies before the person).
    With reserves, footnotes say who reserves where, as far as the person may know; without this, a delegation's file
    does and the office's does not, and one without names never does.
    """
    rolling, content = await rolling_file(
        request, statement_id, revision=revision, old=old, new=new, with_names=names, reserves=reserves
    )
    return rolling_sent(request, statement_id, rolling, content)


handlers = [take_rolling]
