"""What adopted texts commit to: the board of the body, the page of one text, one commitment with its reports."""

from typing import Annotated, Any

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.actions.commitments import (
    Committed,
    change_commitment,
    confirm_commitment,
    drop_commitment,
    drop_proposal,
    report_on_commitment,
)
from jointstatement.queries.commitments import Due, commitment_line, commitments_of_body, commitments_page
from jointstatement.terms import AddresseeKind, CommitmentState
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.forms import Given, Id, Line, NoFields, Text, Version, answer_form
from jointstatement.web.hours import day_typed
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page

AnyRequest = Request[Any, Any, Any]
AT = "/statements/{statement_id:str}/commitments"

Sentence = Annotated[int, msgspec.Meta(ge=0, le=1000)]
"""0 for a commitment that a person enters by hand."""
Who = Annotated[str, msgspec.Meta(pattern="^(members|role|outside|[0-9a-f]{32})$")]
"""A kind of addressee, or a member by its id."""


Day = Annotated[str, msgspec.Meta(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]


class CommitmentForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who is to do what, until when."""

    who: Who
    addressee: Line = ""
    what: Text
    due_on: Day = ""
    due_meeting: Line = ""

    @property
    def committed(self) -> Committed:
        """The same as the action takes it."""
        is_kind = self.who in set(AddresseeKind)
        return Committed(
            addressee_kind=AddresseeKind(self.who) if is_kind else AddresseeKind.MEMBER,
            addressee=self.addressee,
            delegation_id="" if is_kind else self.who,
            action=self.what,
            due_on=day_typed(self.due_on, field="due_on"),
            due_meeting=self.due_meeting,
        )


class ConfirmForm(CommitmentForm, frozen=True, kw_only=True):
    """A commitment, and the sentence that it stands in."""

    part_id: Id
    sentence: Sentence = 0


class ChangeForm(CommitmentForm, frozen=True, kw_only=True):
    """What a commitment says from now on."""

    expected: Version


class ProposalForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which proposal is none."""

    part_id: Id
    sentence: Sentence


class ReportForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far a commitment is."""

    state: CommitmentState
    text: Text


@get("/commitments")
async def board(request: AnyRequest, addressee: FromQuery[str] = "", due: FromQuery[Due] = Due.ALL) -> Response[str]:
    """The commitments of all adopted texts of the body."""
    shown = await show(
        request, commitments_of_body, viewer_of(request), addressee=addressee, due=due, now=now_of(request)
    )
    return page(request, "commitments/board.html", shown=shown, addressee=addressee, due=due, dues=Due)


@get(AT)
async def commitments(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """The commitments of one adopted text, and for the office what the rule proposes."""
    return await _page(request, statement_id, Given())


@post(AT)
async def confirm(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Confirms a commitment."""

    async def deed(form: ConfirmForm) -> Response[Any]:
        named = {"part_id": form.part_id, "sentence": form.sentence or None, "committed": form.committed}
        await act(request, confirm_commitment, statement_id, lock=statement_id, **named)
        return go_to(request, f"/statements/{statement_id}/commitments")

    return await answer_form(request, ConfirmForm, deed, again=lambda given: _page(request, statement_id, given))


@post(f"{AT}/proposals/drop")
async def drop_it_unconfirmed(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Drops what the rule proposed."""

    async def deed(form: ProposalForm) -> Response[Any]:
        named = {"part_id": form.part_id, "sentence": form.sentence}
        await act(request, drop_proposal, statement_id, lock=statement_id, **named)
        return go_to(request, f"/statements/{statement_id}/commitments")

    return await answer_form(request, ProposalForm, deed, again=lambda given: _page(request, statement_id, given))


@get(f"{AT}/{{commitment_id:str}}")
async def commitment(request: AnyRequest, statement_id: FromPath[str], commitment_id: FromPath[str]) -> Response[str]:
    """One commitment, with the reports on it."""
    return await _one(request, statement_id, commitment_id, Given())


@post(f"{AT}/{{commitment_id:str}}")
async def change(request: AnyRequest, statement_id: FromPath[str], commitment_id: FromPath[str]) -> Response[Any]:
    """Edits a commitment."""

    async def deed(form: ChangeForm) -> Response[Any]:
        named = {"committed": form.committed, "expected": form.expected}
        await act(request, change_commitment, statement_id, commitment_id, lock=statement_id, **named)
        return go_to(request, f"/statements/{statement_id}/commitments/{commitment_id}")

    return await answer_form(
        request, ChangeForm, deed, again=lambda given: _one(request, statement_id, commitment_id, given)
    )


@post(f"{AT}/{{commitment_id:str}}/drop")
async def drop(request: AnyRequest, statement_id: FromPath[str], commitment_id: FromPath[str]) -> Response[Any]:
    """Drops a commitment that was confirmed."""

    async def deed(_: NoFields) -> Response[Any]:
        await act(request, drop_commitment, statement_id, commitment_id, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/commitments")

    return await answer_form(
        request, NoFields, deed, again=lambda given: _one(request, statement_id, commitment_id, given)
    )


@post(f"{AT}/{{commitment_id:str}}/reports")
async def report(request: AnyRequest, statement_id: FromPath[str], commitment_id: FromPath[str]) -> Response[Any]:
    """Reports how far a commitment is."""

    async def deed(form: ReportForm) -> Response[Any]:
        named = {"state": form.state, "text": form.text}
        await act(request, report_on_commitment, statement_id, commitment_id, lock=statement_id, **named)
        return go_to(request, f"/statements/{statement_id}/commitments/{commitment_id}")

    return await answer_form(
        request, ReportForm, deed, again=lambda given: _one(request, statement_id, commitment_id, given)
    )


async def _page(request: AnyRequest, statement_id: str, given: Given) -> Response[str]:
    shown = await show(request, commitments_page, viewer_of(request), statement_id, now=now_of(request))
    return page(
        request,
        "commitments/page.html",
        status_code=given.status_code,
        shown=shown,
        head=shown.head,
        given=given,
        blank=Given(),
    )


async def _one(request: AnyRequest, statement_id: str, commitment_id: str, given: Given) -> Response[str]:
    shown, line = await show(
        request, commitment_line, viewer_of(request), statement_id, commitment_id, now=now_of(request)
    )
    return page(
        request,
        "commitments/one.html",
        status_code=given.status_code,
        shown=shown,
        head=shown.head,
        each=line,
        given=given,
        states=CommitmentState,
    )


handlers = [board, commitments, confirm, drop_it_unconfirmed, commitment, change, drop, report]
