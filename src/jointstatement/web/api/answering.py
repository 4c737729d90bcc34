"""Around the chair's answers: a batch of editorial ones, who answers what, ready answers, what authors say."""

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions import answering, assigning, judging, late_input, ready_answers
from jointstatement.queries.answering import Colleague, ReadyLine, colleagues
from jointstatement.queries.answering import ready_answers as list_of_ready_answers
from jointstatement.terms import Verb
from jointstatement.web.acting import act
from jointstatement.web.admission import viewer_of
from jointstatement.web.api.bodies import Line, Text, Version
from jointstatement.web.api.operations import AnyRequest, Created, deed, read
from jointstatement.web.forms import Id
from jointstatement.web.reading import show

TAG = "rounds"


class EditorialInput(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Editorial comments and amendments that are accepted together."""

    comment_ids: tuple[Id, ...] = ()
    amendment_ids: tuple[Id, ...] = ()


class Accepted(msgspec.Struct, frozen=True):
    """How many were accepted."""

    count: int


class Assigning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person of the chair's office, or null for nobody in particular."""

    person_id: Id | None


class Admitting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether late input is heard, and if not, why."""

    is_admitted: bool
    reason: Text = ""


class Judging(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether the author is content with an answer, and if not, why."""

    is_content: bool
    word: Text = ""


class NewReadyAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A standard reply, and the title that it is chosen by."""

    title: Line
    words: Text


class ChangedReadyAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A standard reply in other words, and the version that was seen."""

    title: Line
    words: Text
    expected: Version


@deed("/statements/{statement_id:str}/editorial", Verb.DISPOSE, tag=TAG, status=201)
async def accept_editorial(
    request: AnyRequest, statement_id: FromPath[str], data: JSONBody[EditorialInput]
) -> Accepted:
    """Accepts editorial input in one press, all or none; amendments are carried out in the working text."""
    named = msgspec.structs.asdict(data)
    return Accepted(await act(request, answering.accept_editorial, statement_id, lock=statement_id, **named))


@read("/office", Verb.READ_OFFICE, tag=TAG)
async def office(request: AnyRequest) -> tuple[Colleague, ...]:
    """The people of the chair's office, to whom input can be given to answer."""
    return await show(request, colleagues, viewer_of(request))


@deed("/statements/{statement_id:str}/comments/{comment_id:str}/assign", Verb.ASSIGN_INPUT, tag=TAG, status=201)
async def assign_comment(
    request: AnyRequest, statement_id: FromPath[str], comment_id: FromPath[str], data: JSONBody[Assigning]
) -> Created:
    """Gives a comment to a person of the office to answer."""
    named = msgspec.structs.asdict(data) | {"comment_id": comment_id}
    return Created(await act(request, assigning.assign_input, statement_id, lock=statement_id, **named))


@deed("/statements/{statement_id:str}/amendments/{amendment_id:str}/assign", Verb.ASSIGN_INPUT, tag=TAG, status=201)
async def assign_amendment(
    request: AnyRequest, statement_id: FromPath[str], amendment_id: FromPath[str], data: JSONBody[Assigning]
) -> Created:
    """Gives an amendment to a person of the office to answer."""
    named = msgspec.structs.asdict(data) | {"amendment_id": amendment_id}
    return Created(await act(request, assigning.assign_input, statement_id, lock=statement_id, **named))


@deed("/statements/{statement_id:str}/comments/{comment_id:str}/admit", Verb.ADMIT_LATE_INPUT, tag=TAG)
async def admit_comment(
    request: AnyRequest, statement_id: FromPath[str], comment_id: FromPath[str], data: JSONBody[Admitting]
) -> None:
    """The chair admits a late comment, or does not; not admitted, it needs no answer and stays listed."""
    named = msgspec.structs.asdict(data) | {"comment_id": comment_id}
    await act(request, late_input.admit_late_input, statement_id, lock=statement_id, **named)


@deed("/statements/{statement_id:str}/amendments/{amendment_id:str}/admit", Verb.ADMIT_LATE_INPUT, tag=TAG)
async def admit_amendment(
    request: AnyRequest, statement_id: FromPath[str], amendment_id: FromPath[str], data: JSONBody[Admitting]
) -> None:
    """The chair admits a late amendment, or does not; not admitted, it needs no answer and stays listed."""
    named = msgspec.structs.asdict(data) | {"amendment_id": amendment_id}
    await act(request, late_input.admit_late_input, statement_id, lock=statement_id, **named)


@deed("/statements/{statement_id:str}/answers/{disposition_id:str}/judge", Verb.JUDGE_ANSWER, tag=TAG, status=201)
async def judge_answer(
    request: AnyRequest, statement_id: FromPath[str], disposition_id: FromPath[str], data: JSONBody[Judging]
) -> Created:
    """The author says of an answer that it is content with it, or not; it blocks nothing."""
    named = msgspec.structs.asdict(data)
    return Created(await act(request, judging.judge_answer, statement_id, disposition_id, lock=statement_id, **named))


@read("/ready-answers", Verb.KEEP_READY_ANSWERS, tag=TAG)
async def all_ready_answers(request: AnyRequest) -> tuple[ReadyLine, ...]:
    """The office's list of ready answers."""
    return await show(request, list_of_ready_answers, viewer_of(request))


@deed("/ready-answers", Verb.KEEP_READY_ANSWERS, tag=TAG, status=201)
async def keep_ready_answer(request: AnyRequest, data: JSONBody[NewReadyAnswer]) -> Created:
    """Adds a ready answer to the list."""
    return Created(await act(request, ready_answers.keep_ready_answer, **msgspec.structs.asdict(data)))


@deed("/ready-answers/{ready_answer_id:str}/change", Verb.KEEP_READY_ANSWERS, tag=TAG)
async def change_ready_answer(
    request: AnyRequest, ready_answer_id: FromPath[str], data: JSONBody[ChangedReadyAnswer]
) -> None:
    """Puts a ready answer in other words."""
    await act(request, ready_answers.change_ready_answer, ready_answer_id, **msgspec.structs.asdict(data))


@deed("/ready-answers/{ready_answer_id:str}/withdraw", Verb.KEEP_READY_ANSWERS, tag=TAG)
async def withdraw_ready_answer(request: AnyRequest, ready_answer_id: FromPath[str]) -> None:
    """Takes a ready answer off the list; what was sent stays as it was sent."""
    await act(request, ready_answers.withdraw_ready_answer, ready_answer_id)


handlers = [
    accept_editorial,
    office,
    assign_comment,
    assign_amendment,
    admit_comment,
    admit_amendment,
    judge_answer,
    all_ready_answers,
    keep_ready_answer,
    change_ready_answer,
    withdraw_ready_answer,
]
