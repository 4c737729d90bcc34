"""A delegate's page of one part: the position, other wording, comments; saved in one press."""

from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.actions.giving_input import (
    change_comment,
    drop_amendment,
    drop_comment,
    replace_comment,
    withdraw_amendment,
    withdraw_comment,
)
from jointstatement.actions.own_input import save_on_part
from jointstatement.actions.taking_over import take_over
from jointstatement.errors import WordingHasMoved
from jointstatement.queries.part import WHOLE, PartPage, part_page, part_preview
from jointstatement.terms import CommentClass, Position, ReserveKind, Weight
from jointstatement.text.compare import compare
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.due import confirmed_by
from jointstatement.web.forms import Given, Id, Line, NoFields, OptionalId, Text, Version, answer_form, read_form
from jointstatement.web.reading import show
from jointstatement.web.rendering import fragment, go_to, is_htmx, page
from jointstatement.web.styles import markers_of, rules_of

AnyRequest = Request[Any, Any, Any]


class PartForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that a delegate says on one part in one press."""

    position: Position | None = None
    position_reason: Text = ""
    would_lift_if: Text = ""
    reserve_kind: ReserveKind | None = None
    confirm_by: Line = ""
    """The hour of a confirmation, wall time of the meeting."""
    which: Literal["", "earlier", "later"] = ""
    group_id: OptionalId = ""
    """The group for which a position is taken that takes effect at once."""
    wording: Text | None = None
    weight: Weight = Weight.PREFERRED
    reason: Text = ""
    expected: Annotated[int, msgspec.Meta(ge=0, le=2_000_000_000)] = 0
    """The version of the own draft that was seen; 0 for none."""
    comment_class: CommentClass = CommentClass.SUBSTANTIVE
    comment: Text = ""
    quoted: Text = ""
    """The words that the comment is about."""
    then: Literal["stay", "next"] = "stay"
    confirmed: Literal["", "yes"] = ""


class RemarkForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A draft comment in other words."""

    remark_id: Id
    remark_class: CommentClass
    remark_text: Text
    remark_version: Version


class ReplacingForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What takes the place of a submitted comment, and the version of the draft of it that was seen, 0 for none."""

    remark_id: Id
    remark_class: CommentClass
    remark_text: Text
    remark_version: Annotated[int, msgspec.Meta(ge=0, le=2_000_000_000)]


Remarking = TypeVar("Remarking", RemarkForm, ReplacingForm)


class BackForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A button that takes something away, and where to go afterwards."""

    back: Literal["part", "input"] = "part"


@get("/statements/{statement_id:str}/parts/{address:str}")
async def part(
    request: AnyRequest, statement_id: FromPath[str], address: FromPath[str], saved: FromQuery[str] = ""
) -> Response[str]:
    """The page of one part of the text on the table, or of the text as a whole."""
    return await part_again(request, statement_id, address, Given(), saved=saved)


@post("/statements/{statement_id:str}/parts/{address:str}")
async def save(request: AnyRequest, statement_id: FromPath[str], address: FromPath[str]) -> Response[Any]:
    """Saves what was done; an objection that would take effect at once is asked back first."""
    shown = await _view(request, statement_id, address)

    async def deed(form: PartForm) -> Response[Any]:
        if form.position is Position.OBJECT and not form.confirmed and shown.objecting_takes_effect:
            return page(request, "part/confirm.html", head=shown.head, shown=shown, form=form)
        await act(
            request,
            save_on_part,
            statement_id,
            part_id=shown.place.part_id or None,
            position=form.position,
            position_reason=form.position_reason,
            would_lift_if=form.would_lift_if,
            reserve_kind=form.reserve_kind,
            **await confirmed_by(request, statement_id, form.confirm_by, which=form.which),
            group_id=form.group_id,
            wording=form.wording,
            weight=form.weight,
            reason=form.reason,
            expected=form.expected,
            comment_class=form.comment_class,
            comment=form.comment,
            quoted=form.quoted,
            lock=statement_id,
        )
        onward = shown.next if form.then == "next" else shown.place
        if onward is None:
            return go_to(request, f"/statements/{statement_id}/input")
        return go_to(request, f"{_address(statement_id, onward.address)}?saved=yes")

    return await answer_form(
        request, PartForm, deed, again=lambda given: part_again(request, statement_id, address, given)
    )


@post("/statements/{statement_id:str}/parts/{address:str}/preview")
async def preview(request: AnyRequest, statement_id: FromPath[str], address: FromPath[str]) -> Response[Any]:
    """The part as delegations would see it with these words; nothing is saved."""

    async def deed(form: PartForm) -> Response[Any]:
        wording = form.wording or ""
        if is_htmx(request):
            head, place, view, marks = await show(
                request,
                part_preview,
                viewer_of(request),
                statement_id,
                address,
                wording=wording,
                now=now_of(request),
                rules_of=rules_of(request),
            )
            markers = markers_of(request, head.style)
            return fragment(request, "part/_view.html", head=head, place=place, view=view, marks=marks, markers=markers)
        typed = {name: str(value) for name, value in msgspec.structs.asdict(form).items() if value is not None}
        return await part_again(request, statement_id, address, Given(values=typed), wording=wording)

    return await answer_form(
        request, PartForm, deed, again=lambda given: part_again(request, statement_id, address, given)
    )


@post("/statements/{statement_id:str}/parts/{address:str}/comments/{comment_id:str}")
async def change_remark(
    request: AnyRequest, statement_id: FromPath[str], address: FromPath[str], comment_id: FromPath[str]
) -> Response[Any]:
    """Puts a draft comment in other words."""
    return await _remark(request, statement_id, address, comment_id, RemarkForm, change_comment)


@post("/statements/{statement_id:str}/parts/{address:str}/comments/{comment_id:str}/replace")
async def replace_remark(
    request: AnyRequest, statement_id: FromPath[str], address: FromPath[str], comment_id: FromPath[str]
) -> Response[Any]:
    """Drafts what takes the place of a comment that was handed in."""
    return await _remark(request, statement_id, address, comment_id, ReplacingForm, replace_comment)


@post("/statements/{statement_id:str}/parts/{address:str}/comments/{comment_id:str}/drop")
async def drop_remark(
    request: AnyRequest, statement_id: FromPath[str], address: FromPath[str], comment_id: FromPath[str]
) -> Response[Any]:
    """Throws a draft comment away."""
    form = await read_form(request, BackForm)
    await act(request, drop_comment, statement_id, comment_id, lock=statement_id)
    return _back(request, statement_id, address, form)


@post("/statements/{statement_id:str}/parts/{address:str}/comments/{comment_id:str}/withdraw")
async def withdraw_remark(
    request: AnyRequest, statement_id: FromPath[str], address: FromPath[str], comment_id: FromPath[str]
) -> Response[Any]:
    """Takes a comment back that was handed in."""
    form = await read_form(request, BackForm)
    await act(request, withdraw_comment, statement_id, comment_id, lock=statement_id)
    return _back(request, statement_id, address, form)


@post("/statements/{statement_id:str}/parts/{address:str}/amendments/{amendment_id:str}/drop")
async def drop_proposal(
    request: AnyRequest, statement_id: FromPath[str], address: FromPath[str], amendment_id: FromPath[str]
) -> Response[Any]:
    """Throws a draft amendment away."""
    form = await read_form(request, BackForm)
    await act(request, drop_amendment, statement_id, amendment_id, lock=statement_id)
    return _back(request, statement_id, address, form)


@post("/statements/{statement_id:str}/parts/{address:str}/amendments/{amendment_id:str}/withdraw")
async def withdraw_proposal(
    request: AnyRequest, statement_id: FromPath[str], address: FromPath[str], amendment_id: FromPath[str]
) -> Response[Any]:
    """Takes an amendment back that was handed in."""
    form = await read_form(request, BackForm)
    await act(request, withdraw_amendment, statement_id, amendment_id, lock=statement_id)
    return _back(request, statement_id, address, form)


@post("/statements/{statement_id:str}/parts/{address:str}/amendments/{amendment_id:str}/take-over")
async def take_over_proposal(
    request: AnyRequest, statement_id: FromPath[str], address: FromPath[str], amendment_id: FromPath[str]
) -> Response[Any]:
    """Drafts what another delegation withdrew as the delegation's own."""
    await read_form(request, NoFields)
    await act(request, take_over, statement_id, amendment_id, lock=statement_id)
    return go_to(request, f"{_address(statement_id, address)}?saved=yes")


async def _remark(
    request: AnyRequest,
    statement_id: str,
    address: str,
    comment_id: str,
    shape: type[Remarking],
    deed_of: Callable[..., Any],
) -> Response[Any]:
    """Puts a comment of the delegation in other words, by one deed or the other."""

    async def deed(form: Remarking) -> Response[Any]:
        await act(
            request,
            deed_of,
            statement_id,
            comment_id,
            comment_class=form.remark_class,
            text=form.remark_text,
            expected=form.remark_version,
            lock=statement_id,
        )
        return go_to(request, f"{_address(statement_id, address)}?saved=yes")

    return await answer_form(
        request, shape, deed, again=lambda given: part_again(request, statement_id, address, given)
    )


async def part_again(
    request: AnyRequest,
    statement_id: str,
    address: str,
    given: Given,
    *,
    saved: str = "",
    wording: str | None = None,
) -> Response[str]:
    shown = await _view(request, statement_id, address, wording=wording)
    refusal = given.refusal
    moved = compare(refusal.theirs, refusal.yours) if isinstance(refusal, WordingHasMoved) else None
    return page(
        request,
        "part/page.html",
        status_code=given.status_code,
        given=given,
        none_given=Given(),
        head=shown.head,
        shown=shown,
        place=shown.place,
        view=shown.view,
        marks=shown.marks,
        markers=markers_of(request, shown.head.style),
        moved=moved,
        lost=_lost(shown, given),
        saved=saved == "yes",
        whole=WHOLE,
        positions=tuple(Position),
        reserve_kinds=tuple(ReserveKind),
        weights=tuple(Weight),
        classes=tuple(CommentClass),
    )


def _lost(shown: PartPage, given: Given) -> tuple[str, ...]:
    """What was typed in boxes that are not on the page any more: a round was over meanwhile, a comment withdrawn."""
    gone: list[str] = []
    if shown.position_refusal:
        gone += ["position_reason", "would_lift_if"]
    if shown.amend_refusal:
        gone += ["reason"] if given.value("wording") == shown.base else ["wording", "reason"]
    if shown.comment_refusal:
        gone.append("comment")
    if not shown.takes_remark(given.value("remark_id")):
        gone.append("remark_text")
    if not shown.takes_reply(given.value("reply_to")):
        gone.append("reply_words")
    return tuple(given.value(name) for name in gone)


async def _view(request: AnyRequest, statement_id: str, address: str, *, wording: str | None = None) -> PartPage:
    return await show(
        request,
        part_page,
        viewer_of(request),
        statement_id,
        address,
        now=now_of(request),
        rules_of=rules_of(request),
        wording=wording,
    )


def _address(statement_id: str, address: str) -> str:
    return f"/statements/{statement_id}/parts/{address}"


def _back(request: AnyRequest, statement_id: str, address: str, form: BackForm) -> Response[Any]:
    if form.back == "input":
        return go_to(request, f"/statements/{statement_id}/input")
    return go_to(request, _address(statement_id, address))


handlers = [
    part,
    save,
    preview,
    change_remark,
    replace_remark,
    drop_remark,
    withdraw_remark,
    drop_proposal,
    withdraw_proposal,
    take_over_proposal,
]
