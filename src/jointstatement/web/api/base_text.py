"""The last text as the base of the next, for programs."""

import msgspec
from litestar.params import FromPath, JSONBody
from litestar.response import Response

from jointstatement.actions.base_text import begin_from
from jointstatement.queries.base_text import BaseComparison, BaseLine, base_comparison
from jointstatement.queries.base_text import bases as bases_of
from jointstatement.terms import Verb
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.api.bodies import Line
from jointstatement.web.api.operations import AnyRequest, Created, deed, read
from jointstatement.web.beginning import chosen_frame
from jointstatement.web.forms import Id
from jointstatement.web.printing import file_since_base, rolling_sent
from jointstatement.web.reading import show
from jointstatement.web.styles import rules_of

TAG = "memory"


class NextStatement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For which meeting the text begins, in which form and by which procedure."""

    meeting_id: Id
    style: Line
    workflow: Line


@read("/bases", Verb.CREATE_STATEMENT, tag=TAG)
async def bases(request: AnyRequest) -> tuple[BaseLine, ...]:
    """The texts that a statement may begin from, the adopted first, each with what became of it; for the office."""
    return await show(request, bases_of, viewer_of(request))


@deed("/bases/{statement_id:str}/begin", Verb.CREATE_STATEMENT, tag=TAG, status=201)
async def begin_from_base(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NextStatement]) -> Created:
    """Begins a statement with the words of an earlier one; each part keeps from which it was copied."""
    frame = await chosen_frame(request, style=data.style, workflow=data.workflow)
    return Created(await act(request, begin_from, statement_id, meeting_id=data.meeting_id, **frame))


@read("/statements/{statement_id:str}/base", Verb.READ_TEXT, tag=TAG)
async def compared_with_base(request: AnyRequest, statement_id: FromPath[str]) -> BaseComparison:
    """The text that lies before the person against the one that it began from."""
    return await show(
        request, base_comparison, viewer_of(request), statement_id, now=now_of(request), rules_of=rules_of(request)
    )


@read("/statements/{statement_id:str}/base/file", Verb.EXPORT_DRAFT, tag=TAG)
async def changes_since_base(request: AnyRequest, statement_id: FromPath[str]) -> Response[bytes]:
    """The changes since the text that it began from, tracked, in Word."""
    rolling, content = await file_since_base(request, statement_id)
    return rolling_sent(request, statement_id, rolling, content)


handlers = [bases, begin_from_base, compared_with_base, changes_since_base]
