"""Around the chair's answers: who answers what, the office's ready answers, what authors say of an answer."""

from typing import Any, Literal

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response

from jointstatement.actions.assigning import assign_input
from jointstatement.actions.judging import judge_answer
from jointstatement.actions.late_input import admit_late_input
from jointstatement.actions.ready_answers import change_ready_answer, keep_ready_answer, withdraw_ready_answer
from jointstatement.queries.answering import ready_answers
from jointstatement.web.acting import act
from jointstatement.web.admission import viewer_of
from jointstatement.web.forms import Given, Id, Line, NoFields, OptionalId, Text, Version, answer_form, read_form
from jointstatement.web.pages.own_input import review_page
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page

AnyRequest = Request[Any, Any, Any]
DECIDE = "/statements/{statement_id:str}/decide/{address:str}"


class AssignForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who answers; nobody where it is empty."""

    person_id: OptionalId = ""


class AdmitForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The chair's word on late input."""

    admitted: Literal["yes", "no"]
    reason: Text = ""


class VerdictForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the author says of an answer."""

    answer: Id
    verdict: Literal["content", "not_content"]
    word: Text = ""


class ReadyForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A ready answer."""

    title: Line
    words: Text
    ready_id: OptionalId = ""
    expected: Version = 1


@post(f"{DECIDE}/comments/{{comment_id:str}}/assign")
async def assign_remark(
    request: AnyRequest, statement_id: FromPath[str], address: FromPath[str], comment_id: FromPath[str]
) -> Response[Any]:
    """Gives a comment to a person of the office to answer."""
    form = await read_form(request, AssignForm)
    person_id = form.person_id or None
    await act(request, assign_input, statement_id, comment_id=comment_id, person_id=person_id, lock=statement_id)
    return go_to(request, f"/statements/{statement_id}/decide/{address}")


@post(f"{DECIDE}/amendments/{{amendment_id:str}}/assign")
async def assign_proposal(
    request: AnyRequest, statement_id: FromPath[str], address: FromPath[str], amendment_id: FromPath[str]
) -> Response[Any]:
    """Gives an amendment to a person of the office to answer."""
    form = await read_form(request, AssignForm)
    person_id = form.person_id or None
    await act(request, assign_input, statement_id, amendment_id=amendment_id, person_id=person_id, lock=statement_id)
    return go_to(request, f"/statements/{statement_id}/decide/{address}")


@post(f"{DECIDE}/comments/{{comment_id:str}}/admit")
async def admit_remark(
    request: AnyRequest, statement_id: FromPath[str], address: FromPath[str], comment_id: FromPath[str]
) -> Response[Any]:
    """Admits a late comment, or does not."""
    form = await read_form(request, AdmitForm)
    await _admit(request, statement_id, form, comment_id=comment_id)
    return go_to(request, f"/statements/{statement_id}/decide/{address}")


@post(f"{DECIDE}/amendments/{{amendment_id:str}}/admit")
async def admit_proposal(
    request: AnyRequest, statement_id: FromPath[str], address: FromPath[str], amendment_id: FromPath[str]
) -> Response[Any]:
    """Admits a late amendment, or does not."""
    form = await read_form(request, AdmitForm)
    await _admit(request, statement_id, form, amendment_id=amendment_id)
    return go_to(request, f"/statements/{statement_id}/decide/{address}")


@post("/statements/{statement_id:str}/input/answers/{disposition_id:str}")
async def judge(request: AnyRequest, statement_id: FromPath[str], disposition_id: FromPath[str]) -> Response[Any]:
    """The author says whether it is content with an answer."""

    async def deed(form: VerdictForm) -> Response[Any]:
        await act(
            request,
            judge_answer,
            statement_id,
            disposition_id,
            is_content=form.verdict == "content",
            word=form.word,
            lock=statement_id,
        )
        return go_to(request, f"/statements/{statement_id}/input#answers")

    return await answer_form(request, VerdictForm, deed, again=lambda given: review_page(request, statement_id, given))


@get("/ready-answers")
async def ready(request: AnyRequest) -> Response[str]:
    """The office's list of ready answers."""
    return await _ready(request, Given())


@post("/ready-answers")
async def keep_ready(request: AnyRequest) -> Response[Any]:
    """Adds a ready answer to the list."""

    async def deed(form: ReadyForm) -> Response[Any]:
        await act(request, keep_ready_answer, title=form.title, words=form.words)
        return go_to(request, "/ready-answers")

    return await answer_form(request, ReadyForm, deed, again=lambda given: _ready(request, given))


@post("/ready-answers/{ready_answer_id:str}")
async def change_ready(request: AnyRequest, ready_answer_id: FromPath[str]) -> Response[Any]:
    """Puts a ready answer in other words."""

    async def deed(form: ReadyForm) -> Response[Any]:
        await act(
            request,
            change_ready_answer,
            ready_answer_id,
            title=form.title,
            words=form.words,
            expected=form.expected,
        )
        return go_to(request, "/ready-answers")

    return await answer_form(request, ReadyForm, deed, again=lambda given: _ready(request, given))


@post("/ready-answers/{ready_answer_id:str}/withdraw")
async def withdraw_ready(request: AnyRequest, ready_answer_id: FromPath[str]) -> Response[Any]:
    """Takes a ready answer off the list."""
    await read_form(request, NoFields)
    await act(request, withdraw_ready_answer, ready_answer_id)
    return go_to(request, "/ready-answers")


async def _admit(request: AnyRequest, statement_id: str, form: AdmitForm, **given: str) -> None:
    await act(
        request,
        admit_late_input,
        statement_id,
        is_admitted=form.admitted == "yes",
        reason=form.reason,
        lock=statement_id,
        **given,
    )


async def _ready(request: AnyRequest, given: Given) -> Response[str]:
    lines = await show(request, ready_answers, viewer_of(request))
    return page(
        request,
        "answering/ready.html",
        status_code=given.status_code,
        given=given,
        none_given=Given(),
        lines=lines,
    )


handlers = [
    assign_remark,
    assign_proposal,
    admit_remark,
    admit_proposal,
    judge,
    ready,
    keep_ready,
    change_ready,
    withdraw_ready,
]
