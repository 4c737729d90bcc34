"""A delegation's own file that comes back: sent, read finding by finding, and made into drafts."""

from datetime import datetime
from hashlib import sha256

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.actions import fields, returned
from jointstatement.errors import NotFound
from jointstatement.queries.returned import (
    FindingView,
    ReturnedPage,
    WaitingFile,
    returned_content,
    returned_page,
    returning,
)
from jointstatement.terms import AmendmentKind, CommentClass, Verb, Weight
from jointstatement.text.days import Translate
from jointstatement.text.findings import FindingKind, KeepAs
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.api.bodies import (
    UPLOAD_BODY_BYTES,
    DraftVersion,
    FileContent,
    Line,
    Text,
    Version,
    WholeOrPart,
)
from jointstatement.web.api.operations import AnyRequest, Created, deed, read
from jointstatement.web.forms import Id
from jointstatement.web.reading import show
from jointstatement.web.rendering import translator
from jointstatement.web.returned import CHOICES_BYTES, comment_from, compare_file
from jointstatement.workflow.permit import demand

TAG = "input"
_AT = "/statements/{statement_id:str}/returned"
_ONE = f"{_AT}/{{upload_id:str}}"
_IN_CHOICES = {
    "part": "choices[{}].part_id",
    "keep": "choices[{}].keep_as",
    "wording": "choices[{}].wording",
    "second": "choices[{}].second_wording",
    "other": "choices[{}].other_part_id",
    "reason": "choices[{}].reason",
    "text": "choices[{}].text",
    "quoted": "choices[{}].quoted",
}


class NewReturnedFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A Word file that was made from a revision and edited; its content in base64.

    `revision_id` counts where the file itself does not name its revision any more; without it, the latest is taken.
    """

    name: Line
    content: FileContent
    revision_id: Id | None = None


class OtherRevision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The revision that a file was made from, where it does not say so itself."""

    revision_id: Id


class ChoiceOnFinding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What becomes of one finding, and in which words."""

    finding: Version
    """Its number."""
    keep_as: KeepAs
    part_id: WholeOrPart = None
    amendment: AmendmentKind = AmendmentKind.REPLACE
    """Of an amendment: what it does to the part, or after it."""
    wording: Text = ""
    second_wording: Text = ""
    """Of a clause that is split: its second half."""
    other_part_id: WholeOrPart = None
    """Of a move: the part to stand after, null for the head of the clauses; the clause that is joined to the part."""
    weight: Weight = Weight.PREFERRED
    reason: Text = ""
    expected: DraftVersion = 0
    text: Text = ""
    comment_class: CommentClass = CommentClass.SUBSTANTIVE
    quoted: Text = ""
    """The words of the part that a comment is about."""


class Choices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One choice on each finding."""

    choices: list[ChoiceOnFinding]


class DraftsKept(msgspec.Struct, frozen=True):
    """The ids of the drafts that came of a file."""

    comments: tuple[str, ...]
    amendments: tuple[str, ...]


class AuthorInFile(msgspec.Struct, frozen=True):
    """Whose a change or comment is, as the file says."""

    name: str
    at: datetime | None


class FindingLine(msgspec.Struct, frozen=True):
    """One difference between a file and the text that it was made from, or one comment in it."""

    number: int
    kind: FindingKind
    part_id: str
    part: str
    """By which the part is cited."""
    other_part_ids: tuple[str, ...]
    is_moved: bool
    after_part_id: str
    base: str
    """The words that the file was made from."""
    present: str
    """The words on the table, where they are others by now."""
    wording: str
    further: tuple[str, ...]
    ending: str | None
    remark: str
    quoted: str
    is_quoted_once: bool
    """The quoted words stand once in the part on the table: a comment can be kept as one about them."""
    authors: tuple[AuthorInFile, ...]
    is_combined: bool
    is_outside_tracked_changes: bool
    why_unsure: str
    stands: bool
    """The part stands in the text on the table."""
    is_in_text: bool
    is_given: bool
    """The delegation proposes these words already."""
    goes_with_part_id: str
    """Of an item that moved or was removed: the part that takes it along."""
    amendments: tuple[AmendmentKind, ...]
    """As what amendments it can be kept, the nearest first."""
    amended_part_id: str
    """The part that the nearest one is made on."""
    amendments_other_part_id: str
    """The other part that it needs, if it does."""
    draft_version: int
    """The version of the own draft that an amendment would replace; 0 for none."""
    keep_as: KeepAs | None
    """What is proposed to become of it; null where a person has to say."""
    text: str
    """The comment that would say it."""


class FileFound(msgspec.Struct, frozen=True):
    """A waiting file, and what was found in it."""

    id: str
    file_name: str
    uploaded_at: datetime
    expires_at: datetime
    revision_id: str
    revision: str
    is_origin_known: bool
    confirmed_before: datetime | None
    warnings: tuple[str, ...]
    findings: tuple[FindingLine, ...]


@read(_AT, Verb.READ_NEGOTIATION, tag=TAG)
async def returned_files(request: AnyRequest, statement_id: FromPath[str]) -> tuple[WaitingFile, ...]:
    """The person's own files that wait to be confirmed or dropped."""
    return (await show(request, returning, viewer_of(request), statement_id, now=now_of(request))).waiting


@deed(_AT, Verb.COMMENT, tag=TAG, status=201, largest_body=UPLOAD_BODY_BYTES, names={"file": "name"})
async def return_file(request: AnyRequest, statement_id: FromPath[str], data: JSONBody[NewReturnedFile]) -> Created:
    """Compares an edited file with its revision and keeps both, for a day at most; nobody else sees it."""
    shown = await show(request, returning, viewer_of(request), statement_id, now=now_of(request))
    demand(shown.refusal)  # before a stranger's file is read at all
    name = fields.line("file", data.name, longest=255)
    digest = sha256(data.content).hexdigest()
    waiting = next((each.id for each in shown.waiting if each.digest == digest), "")
    if waiting:
        return Created(waiting)
    compared = await compare_file(request, shown, data.content, revision_id=data.revision_id or "")
    return Created(
        await act(
            request,
            returned.keep_returned,
            statement_id,
            file_name=name,
            content=data.content,
            lock=statement_id,
            **msgspec.structs.asdict(compared),
        )
    )


@read(_ONE, Verb.READ_NEGOTIATION, tag=TAG)
async def returned_file(request: AnyRequest, statement_id: FromPath[str], upload_id: FromPath[str]) -> FileFound:
    """What was found in a waiting file, the unsure first."""
    found = await _found(request, statement_id, upload_id)
    return FileFound(
        id=found.id,
        file_name=found.file_name,
        uploaded_at=found.uploaded_at,
        expires_at=found.expires_at,
        revision_id=found.revision.id,
        revision=found.revision.label,
        is_origin_known=found.is_origin_known,
        confirmed_before=found.confirmed_before,
        warnings=found.warnings,
        findings=tuple(_line(view, translator(request)) for view in found.findings),
    )


@deed(f"{_ONE}/base", Verb.COMMENT, tag=TAG)
async def compare_returned_file(
    request: AnyRequest, statement_id: FromPath[str], upload_id: FromPath[str], data: JSONBody[OtherRevision]
) -> None:
    """Compares a waiting file that does not name its revision with another one."""
    viewer, now = viewer_of(request), now_of(request)
    shown = await show(request, returning, viewer, statement_id, now=now)
    if data.revision_id not in {each.id for each in shown.revisions}:
        raise NotFound()
    content = await show(request, returned_content, viewer, statement_id, upload_id, now=now)
    compared = await compare_file(request, shown, content, revision_id=data.revision_id)
    await act(
        request,
        returned.compare_returned_with,
        statement_id,
        upload_id,
        revision_id=compared.revision_id,
        found=compared.found,
        lock=statement_id,
    )


@deed(f"{_ONE}/confirm", Verb.COMMENT, tag=TAG, status=201, largest_body=CHOICES_BYTES, names=_IN_CHOICES)
async def confirm_returned_file(
    request: AnyRequest, statement_id: FromPath[str], upload_id: FromPath[str], data: JSONBody[Choices]
) -> DraftsKept:
    """Makes drafts of what is kept of a file, all or none, and throws the file away."""
    choices = [returned.Choice(**msgspec.structs.asdict(each)) for each in data.choices]
    kept = await act(request, returned.confirm_returned, statement_id, upload_id, choices=choices, lock=statement_id)
    return DraftsKept(comments=tuple(kept["comments"]), amendments=tuple(kept["amendments"]))


@deed(f"{_ONE}/drop", Verb.COMMENT, tag=TAG)
async def drop_returned_file(request: AnyRequest, statement_id: FromPath[str], upload_id: FromPath[str]) -> None:
    """Throws a waiting file away."""
    await act(request, returned.drop_returned, statement_id, upload_id, lock=statement_id)


async def _found(request: AnyRequest, statement_id: str, upload_id: str) -> ReturnedPage:
    return await show(request, returned_page, viewer_of(request), statement_id, upload_id, now=now_of(request))


def _line(view: FindingView, translate: Translate) -> FindingLine:
    finding = view.finding
    return FindingLine(
        number=view.number,
        kind=finding.kind,
        part_id=finding.part_id,
        part=view.place.label,
        other_part_ids=finding.other_ids,
        is_moved=finding.is_moved,
        after_part_id=finding.after_id,
        base=view.base,
        present=view.present,
        wording=finding.wording,
        further=finding.further,
        ending=finding.ending,
        remark=finding.remark,
        quoted=finding.quoted,
        is_quoted_once=view.is_quoted_once,
        authors=tuple(AuthorInFile(author.name, author.at) for author in finding.by),
        is_combined=finding.is_combined,
        is_outside_tracked_changes=finding.is_outside,
        why_unsure=finding.why_unsure,
        stands=view.stands,
        is_in_text=view.is_in_text,
        is_given=view.is_given,
        goes_with_part_id=finding.goes_with_id,
        amendments=view.amendments,
        amended_part_id=view.anchor_id,
        amendments_other_part_id=view.other_id,
        draft_version=view.expected,
        keep_as=view.keep_as,
        text=comment_from(view, translate),
    )


handlers = [
    returned_files,
    return_file,
    returned_file,
    compare_returned_file,
    confirm_returned_file,
    drop_returned_file,
]
