"""A delegation's own file comes back: it is sent, looked at finding by finding, and only then made into drafts."""

from hashlib import sha256
from typing import Annotated, Any

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.actions.returned import (
    MOST_FINDINGS,
    Choice,
    compare_returned_with,
    confirm_returned,
    drop_returned,
    keep_returned,
)
from jointstatement.errors import N_, NotFound, WordingHasMoved
from jointstatement.queries.returned import ReturnedPage, returned_content, returned_page, returning
from jointstatement.terms import AmendmentKind, CommentClass, Weight
from jointstatement.text.compare import compare
from jointstatement.text.findings import KeepAs
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.forms import (
    UPLOAD_BYTES,
    Given,
    Id,
    NoFields,
    OptionalId,
    Text,
    answer_form,
    last_number,
    uploaded,
)
from jointstatement.web.reading import show
from jointstatement.web.rendering import go_to, page, translator
from jointstatement.web.returned import CHOICES_BYTES, comment_from, compare_file, reason_from
from jointstatement.workflow.permit import demand

AnyRequest = Request[Any, Any, Any]

_AT = "/statements/{statement_id:str}/returned"
_ONE = f"{_AT}/{{upload_id:str}}"


class OtherRevision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The revision that a file was made from, where it does not say so itself."""

    revision_id: Id


class ChoiceFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is decided on one finding; on the page each name is followed by the finding's number."""

    keep: KeepAs
    part: OptionalId
    amendment: AmendmentKind = AmendmentKind.REPLACE
    wording: Text = ""
    second: Text = ""
    other: OptionalId = ""
    weight: Weight = Weight.PREFERRED
    reason: Text = ""
    expected: Annotated[int, msgspec.Meta(ge=0, le=2_000_000_000)] = 0
    text: Text = ""
    comment_class: CommentClass = CommentClass.SUBSTANTIVE
    quoted: Text = ""


@get(_AT)
async def send_back(request: AnyRequest, statement_id: FromPath[str]) -> Response[str]:
    """Where a delegation sends its file, and its files that wait."""
    return await _send_back(request, statement_id, Given())


@post(_AT, request_max_body_size=UPLOAD_BYTES)
async def upload(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Compares a file with the text that it was made from, and keeps both until the findings have been looked at."""
    shown = await show(request, returning, viewer_of(request), statement_id, now=now_of(request))
    demand(shown.refusal)

    async def deed(_: NoFields) -> Response[Any]:
        name, content = await uploaded(request, "file")
        digest = sha256(content).hexdigest()
        waiting = next((each.id for each in shown.waiting if each.digest == digest), "")
        if waiting:
            return go_to(request, f"{_address(statement_id, waiting)}?again=yes")
        compared = await compare_file(request, shown, content)
        upload_id = await act(
            request,
            keep_returned,
            statement_id,
            file_name=name,
            content=content,
            lock=statement_id,
            **msgspec.structs.asdict(compared),
        )
        return go_to(request, _address(statement_id, upload_id))

    return await answer_form(request, NoFields, deed, again=lambda given: _send_back(request, statement_id, given))


@get(_ONE)
async def look_through(
    request: AnyRequest, statement_id: FromPath[str], upload_id: FromPath[str], again: FromQuery[str] = ""
) -> Response[str]:
    """All that was found in a file, before anything is kept of it."""
    shown = await _found(request, statement_id, upload_id)
    return _look_through(request, shown, Given(), again=again == "yes")


@post(f"{_ONE}/base")
async def compare_again(request: AnyRequest, statement_id: FromPath[str], upload_id: FromPath[str]) -> Response[Any]:
    """Compares a file that does not name its revision with another one."""
    found = await _found(request, statement_id, upload_id)

    async def deed(form: OtherRevision) -> Response[Any]:
        viewer, now = viewer_of(request), now_of(request)
        if form.revision_id not in {each.id for each in found.revisions}:
            raise NotFound()
        shown = await show(request, returning, viewer, statement_id, now=now)
        content = await show(request, returned_content, viewer, statement_id, upload_id, now=now)
        compared = await compare_file(request, shown, content, revision_id=form.revision_id)
        await act(
            request,
            compare_returned_with,
            statement_id,
            upload_id,
            revision_id=compared.revision_id,
            found=compared.found,
            lock=statement_id,
        )
        return go_to(request, _address(statement_id, upload_id))

    async def again(given: Given) -> Response[Any]:
        return _look_through(request, found, given)

    return await answer_form(request, OtherRevision, deed, again=again)


@post(f"{_ONE}/confirm", request_max_body_size=CHOICES_BYTES)
async def confirm(request: AnyRequest, statement_id: FromPath[str], upload_id: FromPath[str]) -> Response[Any]:
    """Makes drafts of what was kept, and throws the file away."""
    # Counted in the form and not in the file: the same press again is answered as before though no file waits any more.
    count = await last_number(request, ChoiceFields.__struct_fields__, most=MOST_FINDINGS)

    async def deed(form: msgspec.Struct) -> Response[Any]:
        fields = msgspec.structs.asdict(form)
        choices = [_choice(number, fields) for number in range(1, count + 1)]
        await act(request, confirm_returned, statement_id, upload_id, choices=choices, lock=statement_id)
        return go_to(request, f"/statements/{statement_id}/input")

    async def again(given: Given) -> Response[Any]:
        return _look_through(request, await _found(request, statement_id, upload_id), given)

    return await answer_form(request, _form_for(count), deed, again=again)


@post(f"{_ONE}/drop")
async def drop(request: AnyRequest, statement_id: FromPath[str], upload_id: FromPath[str]) -> Response[Any]:
    """Throws a file away."""
    await act(request, drop_returned, statement_id, upload_id, lock=statement_id)
    return go_to(request, f"/statements/{statement_id}/returned")


async def _send_back(request: AnyRequest, statement_id: str, given: Given) -> Response[str]:
    shown = await show(request, returning, viewer_of(request), statement_id, now=now_of(request))
    return page(request, "returned/page.html", status_code=given.status_code, head=shown.head, shown=shown, given=given)


async def _found(request: AnyRequest, statement_id: str, upload_id: str) -> ReturnedPage:
    return await show(request, returned_page, viewer_of(request), statement_id, upload_id, now=now_of(request))


def _look_through(request: AnyRequest, shown: ReturnedPage, given: Given, *, again: bool = False) -> Response[str]:
    refusal = given.refusal
    translate = translator(request)
    number = translate(N_("Number {number}"))
    return page(
        request,
        "returned/found.html",
        status_code=given.status_code,
        given=given,
        head=shown.head,
        shown=shown,
        marks=shown.marks,
        moved=compare(refusal.theirs, refusal.yours) if isinstance(refusal, WordingHasMoved) else None,
        again=again,
        comments={view.number: comment_from(view, translate) for view in shown.findings},
        reasons={view.number: reason_from(view, translate) for view in shown.findings},
        labels={
            f"{name}_{view.number}": number.format(number=view.number)
            for view in shown.findings
            for name in ChoiceFields.__struct_fields__
        },
        weights=tuple(Weight),
        classes=tuple(CommentClass),
    )


def _form_for(count: int) -> type[msgspec.Struct]:
    """The form with the fields of so many findings."""
    fields = msgspec.structs.fields(ChoiceFields)
    # What has no default has to be filled in, and stands before what has one.
    named = [
        (f"{field.name}_{number}", field.type, *([] if field.required else [field.default]))
        for field in fields
        for number in range(1, count + 1)
    ]
    return msgspec.defstruct("Choices", named, frozen=True, forbid_unknown_fields=True)


def _choice(number: int, fields: dict[str, Any]) -> Choice:
    own = {name: fields[f"{name}_{number}"] for name in ChoiceFields.__struct_fields__}
    return Choice(
        finding=number,
        keep_as=own.pop("keep"),
        part_id=own.pop("part") or None,
        second_wording=own.pop("second"),
        other_part_id=own.pop("other") or None,
        **own,
    )


def _address(statement_id: str, upload_id: str) -> str:
    return f"/statements/{statement_id}/returned/{upload_id}"


handlers = [send_back, upload, look_through, compare_again, confirm, drop]
