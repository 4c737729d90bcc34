"""After the gavel: corrections, alignment, the certificate; and what the chair issues where there was no gavel."""

import asyncio
from datetime import date
from typing import Annotated

import msgspec
from litestar.params import FromPath, FromQuery, JSONBody

from jointstatement.actions import base_text, correcting, falling_back
from jointstatement.documents.files import print_document
from jointstatement.queries import standing_by
from jointstatement.queries.certificate import Certificate, certificate
from jointstatement.queries.chairs_text import (
    Issued,
    LinkedText,
    ProposedDissent,
    chairs_document,
    chairs_text_page,
)
from jointstatement.queries.corrigenda import CorrigendumTold, CorrigendumView, corrigenda_page, corrigendum_told
from jointstatement.terms import CorrectionKind, Outcome, Verb
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, settings_of, viewer_of
from jointstatement.web.api.bodies import LONGEST_LIST, Fingerprint, Hour, Line, Text, day
from jointstatement.web.api.operations import AnyRequest, Created, deed, read
from jointstatement.web.api.rounds import hour_of
from jointstatement.web.forms import Id
from jointstatement.web.reading import show
from jointstatement.web.styles import rules_of, style_for
from jointstatement.workflow.definition import load_workflow
from jointstatement.workflow.permit import demand, may_at_all

TAG = "after adoption"


class Corrected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For these words of a part read those; empty where the words go."""

    part_id: Id
    for_words: Text
    read_words: Text = ""


class NewCorrigendum(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A correction and the hour until which members may object; with a language, of the translation into it alone."""

    kind: CorrectionKind
    corrections: Annotated[tuple[Corrected, ...], msgspec.Meta(max_length=LONGEST_LIST)]
    due_at: Hour
    language: Line = ""
    reason: Text = ""


class Objecting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why; it is welcome and never owed."""

    reason: Text = ""


class Corrigenda(msgspec.Struct, frozen=True):
    """The corrections of a statement, the latest first."""

    corrigenda: tuple[CorrigendumView, ...]


@read("/statements/{statement_id:str}/corrigenda", Verb.READ_TEXT, tag=TAG)
async def corrigenda(request: AnyRequest, statement_id: FromPath[str]) -> Corrigenda:
    """The corrections of an adopted text and of its translations: in force, before the members, stopped, withdrawn."""
    shown = await show(request, corrigenda_page, viewer_of(request), statement_id, now=now_of(request))
    return Corrigenda(shown.corrigenda)


@read("/statements/{statement_id:str}/corrigenda/{corrigendum_id:str}", Verb.READ_TEXT, tag=TAG)
async def one_corrigendum(
    request: AnyRequest, statement_id: FromPath[str], corrigendum_id: FromPath[str]
) -> CorrigendumTold:
    """One correction of an adopted text or of a translation, and each part that it is about in both readings."""
    return await show(request, corrigendum_told, viewer_of(request), statement_id, corrigendum_id, now=now_of(request))


@deed("/statements/{statement_id:str}/amend", Verb.AMEND_ADOPTED, tag=TAG, status=201)
async def amend_adopted(request: AnyRequest, statement_id: FromPath[str]) -> Created:
    """Begins a statement that amends the adopted text: with its words, for its meeting, by its rules."""
    return Created(await act(request, base_text.begin_to_amend, statement_id, lock=statement_id))


@read("/statements/{statement_id:str}/certificate", Verb.READ_TEXT, tag=TAG)
async def adoption_certificate(
    request: AnyRequest, statement_id: FromPath[str], with_positions: FromQuery[bool] = False
) -> Certificate:
    """The certificate of adoption; with the members' positions for those who may read them."""
    return await show(request, certificate, viewer_of(request), statement_id, with_positions=with_positions)


@deed("/statements/{statement_id:str}/corrigenda", Verb.CORRECT, tag=TAG, status=201)
async def correct(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewCorrigendum]) -> Created:
    """Puts a formal correction of the adopted text, or of one translation alone, before the members until an hour.

    When nobody objected until then, the translation is issued again as corrected.
    """
    corrections = tuple(
        correcting.Correction(each.part_id, each.for_words, each.read_words) for each in data.corrections
    )
    return Created(
        await act(
            request,
            correcting.propose_corrigendum,
            statement_id,
            kind=data.kind,
            corrections=corrections,
            language=data.language,
            reason=data.reason,
            lock=statement_id,
            **hour_of(data),
        )
    )


@deed(
    "/statements/{statement_id:str}/corrigenda/{corrigendum_id:str}/object",
    Verb.OBJECT_TO_CORRIGENDUM,
    tag=TAG,
    status=201,
)
async def object_to_corrigendum(
    request: AnyRequest, statement_id: FromPath[str], corrigendum_id: FromPath[str], data: JSONBody[Objecting]
) -> Created:
    """Objects to a corrigendum: before its hour it is stopped at once."""
    deed_of = correcting.object_to_corrigendum
    return Created(await act(request, deed_of, statement_id, corrigendum_id, reason=data.reason, lock=statement_id))


@deed("/statements/{statement_id:str}/corrigenda/{corrigendum_id:str}/withdraw", Verb.WITHDRAW_CORRIGENDUM, tag=TAG)
async def withdraw_corrigendum(request: AnyRequest, statement_id: FromPath[str], corrigendum_id: FromPath[str]) -> None:
    """Takes a corrigendum back before its hour."""
    await act(request, correcting.withdraw_corrigendum, statement_id, corrigendum_id, lock=statement_id)


class Alignment(msgspec.Struct, frozen=True):
    """Who aligned itself with an adopted text, in the order of the names."""

    delegations: tuple[str, ...]
    is_own: bool
    """The person's own delegation is among them."""


class ChairsText(msgspec.Struct, frozen=True):
    """A text of the chair's own: where it came from, who stands by it, what it says of those who did not agree."""

    failed: LinkedText | None
    """The text that it began from, where this person may see it."""
    standing_by: tuple[str, ...]
    stands_by: bool
    """The person's own delegation."""
    consenting: tuple[str, ...]
    """Who lets the text name it; for the office all, for a delegation its own."""
    dissents: tuple[ProposedDissent, ...]
    """The footnotes that it may have, as they would read now; for the chair's office alone."""
    issued: Issued | None
    fingerprint: str
    """Of the revision on the table; empty before the first."""


class NewChairsText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What becomes of a text that consensus failed on."""

    outcome: Outcome


class NewIssue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where and when the chair's text is issued, and which text was seen."""

    place: Line
    issued_on: date
    fingerprint_seen: Fingerprint


@read("/statements/{statement_id:str}/chairs-text", Verb.READ_TEXT, tag=TAG)
async def chairs_text(request: AnyRequest, statement_id: FromPath[str]) -> ChairsText:
    """A text of the chair's own: who stands by it, who consented to be named, which footnotes it may have."""
    shown = await show(
        request, chairs_text_page, viewer_of(request), statement_id, now=now_of(request), rules_of=rules_of(request)
    )
    return ChairsText(**{name: getattr(shown, name) for name in ChairsText.__struct_fields__})


@read("/statements/{statement_id:str}/association", Verb.READ_TEXT, tag=TAG)
async def alignment(request: AnyRequest, statement_id: FromPath[str]) -> Alignment:
    """The delegations that aligned themselves with an adopted text, for those who may and for all who negotiate it."""
    shown = await show(request, standing_by.alignment, viewer_of(request), statement_id, now=now_of(request))
    return Alignment(shown.names, shown.is_own)


@deed("/statements/{statement_id:str}/association", Verb.ASSOCIATE, tag=TAG, status=201)
async def associate(request: AnyRequest, statement_id: FromPath[str]) -> Created:
    """Stands by a text: aligned with an adopted one, associated with one of the chair's."""
    return Created(await act(request, falling_back.associate, statement_id, lock=statement_id))


@deed("/statements/{statement_id:str}/association/end", Verb.END_ASSOCIATION, tag=TAG)
async def end_association(request: AnyRequest, statement_id: FromPath[str]) -> None:
    """Stands by a text no longer; what was printed before stays."""
    await act(request, falling_back.end_association, statement_id, lock=statement_id)


@deed("/statements/{statement_id:str}/convert", Verb.CONVERT, tag=TAG, status=201)
async def convert(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewChairsText]) -> Created:
    """Begins a text of the chair's own from the clauses of one that consensus failed on."""
    source = load_workflow(falling_back.WORKFLOW, settings_of(request).all_workflow_folders).source
    named = {"outcome": data.outcome, "workflow_source": source}
    return Created(await act(request, falling_back.convert, statement_id, lock=statement_id, **named))


@deed("/statements/{statement_id:str}/naming-consent", Verb.CONSENT_TO_BE_NAMED, tag=TAG, status=201)
async def consent_to_be_named(request: AnyRequest, statement_id: FromPath[str]) -> Created:
    """Lets the chair's text name the delegation among those that did not agree."""
    return Created(await act(request, falling_back.consent_to_be_named, statement_id, lock=statement_id))


@deed("/statements/{statement_id:str}/parts/{part_id:str}/dissent", Verb.ADD_DISSENT, tag=TAG, status=201)
async def add_dissent(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Created:
    """Puts the footnote to a clause of the chair's text that says that not all agreed to it."""
    return Created(await act(request, falling_back.add_dissent, statement_id, part_id, lock=statement_id))


@deed("/statements/{statement_id:str}/issue", Verb.ISSUE, tag=TAG, status=201)
async def issue(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewIssue]) -> Created:
    """Issues the chair's text; its id is the last part of its public address."""
    viewer = viewer_of(request)
    demand(may_at_all(Verb.ISSUE, viewer.role))
    issued_on = day("issued_on", data.issued_on)
    document = await show(request, chairs_document, viewer, statement_id, place=data.place, issued_on=issued_on)
    content = await asyncio.to_thread(print_document, document, style_for(request, document.style), "docx")
    return Created(
        await act(
            request,
            falling_back.issue,
            statement_id,
            place=data.place,
            issued_on=issued_on,
            fingerprint_seen=data.fingerprint_seen,
            content=content,
            symbol_printed=document.symbol,
            lock=statement_id,
        )
    )


handlers = [
    adoption_certificate,
    corrigenda,
    one_corrigendum,
    amend_adopted,
    correct,
    object_to_corrigendum,
    withdraw_corrigendum,
    chairs_text,
    alignment,
    associate,
    end_association,
    convert,
    consent_to_be_named,
    add_dissent,
    issue,
]
