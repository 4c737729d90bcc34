"""Consensus declared, reservations attached, adoption declared, the text published; and what is printed around it.

Each declaration is asked on a page of its own that shows the text and its fingerprint; the press there is the act.
"""

import asyncio
from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath
from litestar.response import Response
from markupsafe import Markup

from jointstatement.actions.adopting import HOURS_FOR_STATEMENTS, adopt
from jointstatement.actions.attaching import change_reservation, join_reservation, reserve, withdraw_reservation
from jointstatement.actions.consensus import declare_consensus
from jointstatement.actions.publishing import publish, withhold
from jointstatement.actions.revising_orally import revise_orally
from jointstatement.actions.setting_up import set_participants, set_signatories
from jointstatement.actions.symbols import enter_symbol
from jointstatement.documents.files import print_document
from jointstatement.errors import N_, BadInput, NotFound, PrintedAlready
from jointstatement.queries.adopted import adopted_document, as_published, document_to_publish
from jointstatement.queries.adoption import AdoptionPage, adoption_page, workflow_page
from jointstatement.terms import CLAUSE_KINDS, ConsensusBasis, PublicationExtent, ReservationKind, Verb
from jointstatement.text.document import Document
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.due import due
from jointstatement.web.forms import Given, Id, Line, NoFields, Text, Version, answer_form
from jointstatement.web.pages.silence import WHOLE, Place
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page
from jointstatement.web.styles import markers_of, rules_of, style_for
from jointstatement.workflow.draw import draw_svg
from jointstatement.workflow.permit import demand, may_at_all

AnyRequest = Request[Any, Any, Any]

Fingerprint = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
"""The fingerprint of the text that was on the page."""
Hours = Annotated[int, msgspec.Meta(ge=0, le=1000)]


class DeclareForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """On what the chair declares consensus."""

    basis: ConsensusBasis


class ReserveForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a delegation attaches, on what, and whom it asks to join."""

    kind: ReservationKind
    place: list[Place]
    text: Text
    language: Line = ""
    together_with: list[Id] = []

    @property
    def part_ids(self) -> tuple[str, ...]:
        """The parts that were named; none for the whole text. Raises `BadInput` for both at once."""
        if WHOLE not in self.place:
            return tuple(self.place)
        if len(self.place) > 1:
            raise BadInput("place", N_("Please choose either the text as a whole or parts of it."))
        return ()


class ChangeForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Other words for what is attached."""

    text: Text
    expected: Version


class AdoptForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where and when the text is adopted, and which text it is."""

    place: Line
    adopted_on: date
    fingerprint_seen: Fingerprint
    hours_for_statements: Hours = HOURS_FOR_STATEMENTS
    symbol: Line | None = None
    """Empty for the next in the row; not there where the body gives no symbols."""
    symbol_seen: Line | None = None
    """What the office had chosen when the form was drawn."""


class OralForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part in other words, and that objections were asked for."""

    wording: Text
    fingerprint_seen: Fingerprint
    nobody_objected: Literal["", "yes"] = ""


class PublishForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much is public, and from when."""

    extent: PublicationExtent = PublicationExtent.WHOLE
    when: Literal["now", "after_statements", "hour"] = "now"
    clauses: list[Id] = []
    due_at: Line = ""
    which: Literal["", "earlier", "later"] = ""


class WithholdForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why the text is not public."""

    reason: Text = ""


class SymbolForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The symbol that the text will be given; empty for the next in the row."""

    symbol: Line = ""


class LinesForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A list, one person to a line, its fields divided by semicolons."""

    lines: Text = ""


@get("/statements/{statement_id:str}/adoption")
async def adoption(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Consensus, reservations, adoption and publication of a statement; a chair's text has a page of its own."""
    shown = await _read(request, statement_id)
    if shown.is_of_the_chair:
        return go_to(request, f"/statements/{statement_id}/chairs-text")
    return _adoption(request, shown, Given())


@get("/statements/{statement_id:str}/adoption/consensus")
async def ask_consensus(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """What declaring consensus means, before it is declared."""
    return await _asked(request, statement_id, "adoption/consensus.html", Given())


@post("/statements/{statement_id:str}/adoption/consensus")
async def declare(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Declares consensus."""

    async def deed(form: DeclareForm) -> Response[Any]:
        await act(request, declare_consensus, statement_id, basis=form.basis, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/adoption")

    return await answer_form(
        request,
        DeclareForm,
        deed,
        again=lambda given: _asked(request, statement_id, "adoption/consensus.html", given),
    )


@post("/statements/{statement_id:str}/adoption/reservations")
async def attach(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Attaches a reservation or a statement."""

    async def deed(form: ReserveForm) -> Response[Any]:
        await act(
            request,
            reserve,
            statement_id,
            part_ids=form.part_ids,
            kind=form.kind,
            text=form.text,
            language=form.language,
            together_with=form.together_with,
            lock=statement_id,
        )
        return go_to(request, f"/statements/{statement_id}/adoption")

    return await answer_form(
        request, ReserveForm, deed, again=lambda given: adoption_shown(request, statement_id, given)
    )


@post("/statements/{statement_id:str}/adoption/reservations/{reservation_id:str}/withdraw")
async def take_back(request: AnyRequest, statement_id: FromPath[str], reservation_id: FromPath[str]) -> Response[Any]:
    """Takes the delegation's own reservation or statement back."""

    async def deed(_: NoFields) -> Response[Any]:
        await act(request, withdraw_reservation, statement_id, reservation_id, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/adoption")

    return await answer_form(request, NoFields, deed, again=lambda given: adoption_shown(request, statement_id, given))


@get("/statements/{statement_id:str}/adoption/reservations/{reservation_id:str}")
async def ask_change(request: AnyRequest, statement_id: FromPath[str], reservation_id: FromPath[str]) -> Response[str]:
    """The delegation's own reservation or statement, to be changed."""
    return await _attached(request, statement_id, reservation_id, Given())


@post("/statements/{statement_id:str}/adoption/reservations/{reservation_id:str}")
async def change(request: AnyRequest, statement_id: FromPath[str], reservation_id: FromPath[str]) -> Response[Any]:
    """Puts other words in its place."""

    async def deed(form: ChangeForm) -> Response[Any]:
        named = msgspec.structs.asdict(form)
        await act(request, change_reservation, statement_id, reservation_id, lock=statement_id, **named)
        return go_to(request, f"/statements/{statement_id}/adoption")

    return await answer_form(
        request, ChangeForm, deed, again=lambda given: _attached(request, statement_id, reservation_id, given)
    )


@post("/statements/{statement_id:str}/adoption/reservations/{reservation_id:str}/join")
async def join(request: AnyRequest, statement_id: FromPath[str], reservation_id: FromPath[str]) -> Response[Any]:
    """Joins what another delegation attaches."""

    async def deed(_: NoFields) -> Response[Any]:
        await act(request, join_reservation, statement_id, reservation_id, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/adoption")

    return await answer_form(request, NoFields, deed, again=lambda given: adoption_shown(request, statement_id, given))


@get("/statements/{statement_id:str}/adoption/oral")
async def ask_oral_revision(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """The parts of which the chair may read one out in other words."""
    return await _oral(request, statement_id, "", Given())


@get("/statements/{statement_id:str}/adoption/oral/{part_id:str}")
async def ask_oral_wording(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[str]:
    """One part, as it is read out."""
    return await _oral(request, statement_id, part_id, Given())


@post("/statements/{statement_id:str}/adoption/oral/{part_id:str}")
async def revise(request: AnyRequest, statement_id: FromPath[str], part_id: FromPath[str]) -> Response[Any]:
    """Enters what was read out, when nobody objected."""

    async def deed(form: OralForm) -> Response[Any]:
        await act(
            request,
            revise_orally,
            statement_id,
            changes=((part_id, form.wording),),
            nobody_objected=form.nobody_objected == "yes",
            fingerprint_seen=form.fingerprint_seen,
            lock=statement_id,
        )
        return go_to(request, f"/statements/{statement_id}/adoption")

    return await answer_form(request, OralForm, deed, again=lambda given: _oral(request, statement_id, part_id, given))


@get("/statements/{statement_id:str}/adoption/adopt")
async def ask_adoption(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """The text in full, its place and day, before adoption is declared."""
    return await _asked(request, statement_id, "adoption/adopt.html", Given())


@post("/statements/{statement_id:str}/adoption/adopt")
async def adopt_it(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Declares adoption of the text that was on the page."""

    async def deed(form: AdoptForm) -> Response[Any]:
        await act(
            request,
            adopt,
            statement_id,
            place=form.place,
            adopted_on=form.adopted_on,
            fingerprint_seen=form.fingerprint_seen,
            hours_for_statements=form.hours_for_statements,
            symbol=form.symbol,
            symbol_seen=form.symbol_seen,
            lock=statement_id,
        )
        return go_to(request, f"/statements/{statement_id}/adoption")

    return await answer_form(
        request, AdoptForm, deed, again=lambda given: _asked(request, statement_id, "adoption/adopt.html", given)
    )


@get("/statements/{statement_id:str}/adoption/publish")
async def ask_publication(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """What publishing means, before it is done."""
    return await _asked(request, statement_id, "adoption/publish.html", Given())


@post("/statements/{statement_id:str}/adoption/publish")
async def publish_it(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Prints the adopted text, keeps the file and opens its public page."""

    async def deed(form: PublishForm) -> Response[Any]:
        shown = await _read(request, statement_id)
        # Asked before a file is printed; the action asks again under its lock.
        demand(shown.to_publish)
        clauses = {place.part_id for place in shown.places if place.kind in CLAUSE_KINDS}
        named: dict[str, Any] = {"extent": form.extent, "left_out": ()}
        if form.extent is PublicationExtent.IN_PART:
            named["left_out"] = tuple(sorted(clauses - set(form.clauses)))
        if form.when == "hour":
            named["public_from"] = (await due(request, statement_id, form.due_at, which=form.which))["due_at"]
        elif form.when == "after_statements" and shown.adopted and shown.adopted.takes_statements:
            named["public_from"] = shown.adopted.statements_until
        document, acts_seen = await show(request, document_to_publish, viewer_of(request), statement_id)
        content = await asyncio.to_thread(_print_part, request, document, named)
        await act(request, publish, statement_id, content=content, acts_seen=acts_seen, lock=statement_id, **named)
        return go_to(request, f"/statements/{statement_id}/adoption")

    return await answer_form(
        request, PublishForm, deed, again=lambda given: _asked(request, statement_id, "adoption/publish.html", given)
    )


@post("/statements/{statement_id:str}/adoption/withhold")
async def withhold_it(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Decides that the adopted text is not public."""

    async def deed(form: WithholdForm) -> Response[Any]:
        await act(request, withhold, statement_id, reason=form.reason, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/adoption")

    return await answer_form(
        request, WithholdForm, deed, again=lambda given: _asked(request, statement_id, "adoption/publish.html", given)
    )


@get("/statements/{statement_id:str}/adoption/furniture")
async def furniture(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """What is printed around the text: signature block and list of participants."""
    return await _furniture(request, statement_id, Given())


@post("/statements/{statement_id:str}/adoption/signatories")
async def set_signature_block(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Replaces the signature block."""

    async def deed(form: LinesForm) -> Response[Any]:
        lines = [(name, for_whom) for name, for_whom, _ in _lines(form.lines, most=2)]
        await act(request, set_signatories, statement_id, lines, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/adoption/furniture")

    return await answer_form(
        request, LinesForm, deed, again=lambda given: _furniture(request, statement_id, given, form="signatories")
    )


@post("/statements/{statement_id:str}/adoption/symbol")
async def choose_symbol(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Chooses the symbol that the text will be given, instead of the next in the row."""

    async def deed(form: SymbolForm) -> Response[Any]:
        await act(request, enter_symbol, statement_id, symbol=form.symbol, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/adoption/furniture")

    return await answer_form(
        request, SymbolForm, deed, again=lambda given: _furniture(request, statement_id, given, form="symbol")
    )


@post("/statements/{statement_id:str}/adoption/participants")
async def set_list_of_participants(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Replaces the meeting's list of participants."""

    async def deed(form: LinesForm) -> Response[Any]:
        shown = await _read(request, statement_id)
        demand(shown.to_furnish)
        await act(request, set_participants, shown.meeting_id, _lines(form.lines, most=3))
        return go_to(request, f"/statements/{statement_id}/adoption/furniture")

    return await answer_form(
        request, LinesForm, deed, again=lambda given: _furniture(request, statement_id, given, form="participants")
    )


@get("/statements/{statement_id:str}/workflow")
async def workflow(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """The statement's workflow as a diagram, the current stage marked."""
    shown = await show(request, workflow_page, viewer_of(request), statement_id, now=now_of(request))
    # The drawing escapes what it takes from the workflow file.
    diagram = Markup(draw_svg(shown.workflow, shown.head.state))
    return page(request, "adoption/workflow.html", shown=shown, head=shown.head, diagram=diagram)


async def adoption_shown(request: AnyRequest, statement_id: str, given: Given) -> Response[str]:
    """The page of consensus and adoption, with what a form on it held."""
    return _adoption(request, await _read(request, statement_id), given)


def _adoption(request: AnyRequest, shown: AdoptionPage, given: Given) -> Response[str]:
    return page(request, "adoption/page.html", status_code=given.status_code, shown=shown, head=shown.head, given=given)


async def _asked(request: AnyRequest, statement_id: str, template: str, given: Given) -> Response[str]:
    shown = await show(
        request, adoption_page, viewer_of(request), statement_id, now=now_of(request), rules_of=rules_of(request)
    )
    return page(
        request,
        template,
        status_code=given.status_code,
        shown=shown,
        head=shown.head,
        given=given,
        hours_for_statements=HOURS_FOR_STATEMENTS,
        markers=markers_of(request, shown.head.style),
    )


async def _oral(request: AnyRequest, statement_id: str, part_id: str, given: Given) -> Response[str]:
    shown = await _read(request, statement_id)
    demand(may_at_all(Verb.REVISE_ORALLY, viewer_of(request).role))
    chosen = next((place for place in shown.places if place.part_id == part_id), None)
    if part_id and chosen is None:
        raise NotFound()
    return page(
        request,
        "adoption/oral.html",
        status_code=given.status_code,
        shown=shown,
        head=shown.head,
        given=given,
        chosen=chosen,
        wording=shown.wordings.get(part_id, ""),
    )


async def _adopted(request: AnyRequest, statement_id: str) -> Document:
    return await show(request, adopted_document, viewer_of(request), statement_id)


def _print_part(request: AnyRequest, document: Document, named: dict[str, Any]) -> bytes:
    published = as_published(document, extent=named["extent"], left_out=named["left_out"])
    return print_document(published, style_for(request, document.style), "docx")


async def _attached(request: AnyRequest, statement_id: str, reservation_id: str, given: Given) -> Response[str]:
    shown = await _read(request, statement_id)
    line = next((line for line in shown.reservations if line.is_own and line.id == reservation_id), None)
    if line is None:
        raise NotFound()
    return page(
        request,
        "adoption/reservation.html",
        status_code=given.status_code,
        shown=shown,
        head=shown.head,
        line=line,
        refusal=None if line.can_change else shown.to_change_reservation or PrintedAlready(),
        given=given,
    )


async def _furniture(request: AnyRequest, statement_id: str, given: Given, *, form: str = "") -> Response[str]:
    shown = await _read(request, statement_id)
    demand(may_at_all(Verb.SET_FURNITURE, viewer_of(request).role))
    return page(
        request,
        "adoption/furniture.html",
        status_code=given.status_code,
        shown=shown,
        head=shown.head,
        given=given,
        blank=Given(),
        form=form,
    )


async def _read(request: AnyRequest, statement_id: str) -> AdoptionPage:
    return await show(request, adoption_page, viewer_of(request), statement_id, now=now_of(request))


def _lines(typed: str, *, most: int) -> list[tuple[str, str, str]]:
    """One person to a line: "Name; rank; delegation". Raises `BadInput` for a line with more fields than `most`."""
    lines = []
    for number, line in enumerate(typed.split("\n"), start=1):
        if not line.strip():
            continue
        fields = [field.strip() for field in line.split(";")]
        if len(fields) > most:
            raise BadInput(
                "lines",
                N_("Line {number} has {count} fields; there are {most}, divided by semicolons."),
                number=number,
                count=len(fields),
                most=most,
            )
        if not fields[0]:
            raise BadInput("lines", N_("Line {number} has no name."), number=number)
        name, second, third = (*fields, "", "")[:3]
        lines.append((name, second, third))
    return lines


handlers = [
    adoption,
    ask_consensus,
    declare,
    attach,
    ask_change,
    change,
    join,
    take_back,
    ask_oral_revision,
    ask_oral_wording,
    revise,
    ask_adoption,
    adopt_it,
    ask_publication,
    publish_it,
    withhold_it,
    furniture,
    set_signature_block,
    set_list_of_participants,
    choose_symbol,
    workflow,
]
