"""The written procedure: asked for, extended, taken back; answered, by program or on paper."""

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions import written
from jointstatement.queries.written import AnswerLine, ProcedureLine, written_page
from jointstatement.terms import Verb, WrittenAnswer
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.api.bodies import Hour, Text, instant
from jointstatement.web.api.deciding import Reason
from jointstatement.web.api.operations import AnyRequest, Created, deed, read
from jointstatement.web.api.rounds import WorkingHour, working_hour_of
from jointstatement.web.forms import Id
from jointstatement.web.reading import show
from jointstatement.web.styles import rules_of
from jointstatement.workflow.tally import Tally

TAG = "decision"
AT = "/statements/{statement_id:str}/written"


class NewAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A member's answer; a reason is welcome and never owed."""

    answer: WrittenAnswer
    reason: Text = ""


class PaperAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An answer that came on paper, with its hour of receipt."""

    delegation_id: Id
    answer: WrittenAnswer
    received_at: Hour
    reason: Text = ""


class WrittenView(msgspec.Struct, frozen=True):
    """The written procedures of a statement, and the answers that the person may read."""

    current: ProcedureLine | None
    before: tuple[ProcedureLine, ...]
    own: AnswerLine | None
    answers: tuple[AnswerLine, ...]
    tally: Tally | None


@read(AT, Verb.READ_NEGOTIATION, tag=TAG)
async def written_procedure(request: AnyRequest, statement_id: FromPath[str]) -> WrittenView:
    """The written procedures of a statement."""
    shown = await show(
        request, written_page, viewer_of(request), statement_id, now=now_of(request), rules_of=rules_of(request)
    )
    return WrittenView(shown.current, shown.before, shown.own, shown.answers, shown.tally)


@deed(AT, Verb.START_WRITTEN_PROCEDURE, tag=TAG, status=201)
async def start_written_procedure(
    request: AnyRequest, statement_id: FromPath[str], data: JSONBody[WorkingHour]
) -> Created:
    """Asks every member for its answer to the latest revision until an exact hour."""
    named = working_hour_of(data)
    return Created(await act(request, written.start_written_procedure, statement_id, **named, lock=statement_id))


@deed(f"{AT}/extend", Verb.EXTEND_WRITTEN_PROCEDURE, tag=TAG)
async def extend_written_procedure(
    request: AnyRequest, statement_id: FromPath[str], data: JSONBody[WorkingHour]
) -> None:
    """Moves the hour for written answers further away."""
    await act(request, written.extend_written_procedure, statement_id, **working_hour_of(data), lock=statement_id)


@deed(f"{AT}/withdraw", Verb.WITHDRAW_WRITTEN_PROCEDURE, tag=TAG)
async def withdraw_written_procedure(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[Reason]) -> None:
    """Takes the written procedure back before its hour."""
    await act(request, written.withdraw_written_procedure, statement_id, reason=data.reason, lock=statement_id)


@deed(f"{AT}/answer", Verb.ANSWER_IN_WRITING, tag=TAG, status=201)
async def answer_in_writing(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewAnswer]) -> Created:
    """Answers for one's own delegation, or answers anew, before the hour."""
    named = {"answer": data.answer, "reason": data.reason}
    return Created(await act(request, written.answer_in_writing, statement_id, **named, lock=statement_id))


@deed(f"{AT}/answers", Verb.RECORD_WRITTEN_ANSWER, tag=TAG, status=201)
async def record_written_answer(
    request: AnyRequest, statement_id: FromPath[str], data: JSONBody[PaperAnswer]
) -> Created:
    """Enters an answer that came on paper before the hour."""
    named = msgspec.structs.asdict(data) | {"received_at": instant("received_at", data.received_at)}
    return Created(await act(request, written.record_written_answer, statement_id, **named, lock=statement_id))


handlers = [
    written_procedure,
    start_written_procedure,
    extend_written_procedure,
    withdraw_written_procedure,
    answer_in_writing,
    record_written_answer,
]
