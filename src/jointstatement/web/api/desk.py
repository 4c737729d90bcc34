"""Beside the chair: what those read who come with the next term, for programs."""

from litestar.params import FromPath

from jointstatement.queries.desk import DeskLine, ReadDesk, desk_lines, read_desk
from jointstatement.terms import Verb
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.api.operations import AnyRequest, read
from jointstatement.web.reading import show
from jointstatement.web.styles import rules_of

TAG = "text"


@read("/desk", Verb.READ_DESK, tag=TAG)
async def desks(request: AnyRequest) -> tuple[DeskLine, ...]:
    """The statements in progress; for those who come with the next term, where the body lets them read."""
    return await show(request, desk_lines, viewer_of(request))


@read("/statements/{statement_id:str}/desk", Verb.READ_DESK, tag=TAG)
async def desk(request: AnyRequest, statement_id: FromPath[str]) -> ReadDesk:
    """The working text and the answers being prepared; for those who come with the next term, likewise."""
    return await show(
        request, read_desk, viewer_of(request), statement_id, now=now_of(request), rules_of=rules_of(request)
    )


handlers = [desks, desk]
