"""What adopted texts commit to, for programs: proposed by rule, kept by the office, reported on."""

from datetime import date
from typing import Annotated

import msgspec
from litestar.params import FromPath, FromQuery, JSONBody

from jointstatement.actions import commitments as keeping
from jointstatement.queries.commitments import (
    CommitmentLine,
    CommitmentsOfBody,
    Due,
    ProposedLine,
    commitments_of_body,
    commitments_page,
)
from jointstatement.terms import AddresseeKind, CommitmentState, Verb
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.api.bodies import Line, Text, Version, day
from jointstatement.web.api.operations import AnyRequest, Created, deed, read
from jointstatement.web.forms import Id
from jointstatement.web.reading import show

TAG = "after adoption"
NAMES = {"what": "action"}
AT = "/statements/{statement_id:str}/commitments"

Sentence = Annotated[int, msgspec.Meta(ge=1, le=1000)]


class CommitmentFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who is to do what, until when: by a day, at a meeting, or at no time that was agreed."""

    addressee_kind: AddresseeKind
    addressee: Line = ""
    delegation_id: Id | None = None
    action: Text
    due_on: date | None = None
    due_meeting: Line = ""

    @property
    def committed(self) -> keeping.Committed:
        """The same as the action takes it."""
        return keeping.Committed(
            addressee_kind=self.addressee_kind,
            addressee=self.addressee,
            delegation_id=self.delegation_id or "",
            action=self.action,
            due_on=None if self.due_on is None else day("due_on", self.due_on),
            due_meeting=self.due_meeting,
        )


class NewCommitment(CommitmentFields, frozen=True, kw_only=True):
    """A commitment, with the clause that it stands in and, where the rule proposed it, the sentence."""

    part_id: Id
    sentence: Sentence | None = None


class ChangedCommitment(CommitmentFields, frozen=True, kw_only=True):
    """What a commitment says from now on."""

    expected: Version


class DroppedProposal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which proposal is none."""

    part_id: Id
    sentence: Sentence


class NewReport(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far a commitment is."""

    state: CommitmentState
    text: Text


class CommitmentsOfStatement(msgspec.Struct, frozen=True):
    """The commitments of one adopted text; what the rule proposes besides, for the chair's office alone."""

    commitments: tuple[CommitmentLine, ...]
    proposals: tuple[ProposedLine, ...]


@read("/commitments", Verb.READ_NEGOTIATION, tag=TAG)
async def commitments_board(
    request: AnyRequest, addressee: FromQuery[str] = "", due: FromQuery[Due] = Due.ALL
) -> CommitmentsOfBody:
    """The commitments of all adopted texts of the body, those due first first."""
    return await show(
        request, commitments_of_body, viewer_of(request), addressee=addressee, due=due, now=now_of(request)
    )


@read(AT, Verb.READ_NEGOTIATION, tag=TAG)
async def commitments(request: AnyRequest, statement_id: FromPath[str]) -> CommitmentsOfStatement:
    """The commitments of one adopted text, and what the rule proposes."""
    shown = await show(request, commitments_page, viewer_of(request), statement_id, now=now_of(request))
    return CommitmentsOfStatement(shown.commitments, shown.proposals)


@deed(AT, Verb.KEEP_COMMITMENTS, tag=TAG, status=201, names=NAMES)
async def confirm_commitment(
    request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewCommitment]
) -> Created:
    """Confirms what a clause of the adopted text commits somebody to."""
    named = {"part_id": data.part_id, "sentence": data.sentence, "committed": data.committed}
    return Created(await act(request, keeping.confirm_commitment, statement_id, lock=statement_id, **named))


@deed(f"{AT}/proposals/drop", Verb.KEEP_COMMITMENTS, tag=TAG)
async def drop_proposal(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[DroppedProposal]) -> None:
    """Drops what the rule proposed."""
    named = {"part_id": data.part_id, "sentence": data.sentence}
    await act(request, keeping.drop_proposal, statement_id, lock=statement_id, **named)


@deed(f"{AT}/{{commitment_id:str}}", Verb.KEEP_COMMITMENTS, tag=TAG, names=NAMES)
async def change_commitment(
    request: AnyRequest, statement_id: FromPath[str], commitment_id: FromPath[str], data: JSONBody[ChangedCommitment]
) -> None:
    """Edits a commitment; reports on it stay."""
    named = {"committed": data.committed, "expected": data.expected}
    await act(request, keeping.change_commitment, statement_id, commitment_id, lock=statement_id, **named)


@deed(f"{AT}/{{commitment_id:str}}/drop", Verb.KEEP_COMMITMENTS, tag=TAG)
async def drop_commitment(request: AnyRequest, statement_id: FromPath[str], commitment_id: FromPath[str]) -> None:
    """Drops a commitment that was confirmed."""
    await act(request, keeping.drop_commitment, statement_id, commitment_id, lock=statement_id)


@deed(f"{AT}/{{commitment_id:str}}/reports", Verb.REPORT_ON_COMMITMENT, tag=TAG, status=201)
async def report_on_commitment(
    request: AnyRequest, statement_id: FromPath[str], commitment_id: FromPath[str], data: JSONBody[NewReport]
) -> Created:
    """Reports how far a commitment is; every member reads it."""
    named = {"state": data.state, "text": data.text}
    deed_of = keeping.report_on_commitment
    return Created(await act(request, deed_of, statement_id, commitment_id, lock=statement_id, **named))


handlers = [
    commitments_board,
    commitments,
    confirm_commitment,
    drop_proposal,
    change_commitment,
    drop_commitment,
    report_on_commitment,
]
