"""A delegation's own file that came back: where one is sent, and what was found in one, for the person who sent it."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.returned import returned_upload_for, returned_uploads_open_to
from jointstatement.access.viewer import Viewer
from jointstatement.errors import Refusal
from jointstatement.models import Entry, ReturnedUpload
from jointstatement.queries.given import WHOLE_TEXT, Gathered, Place, Proposal, Underway, gather, places_of, underway
from jointstatement.queries.part import delegates_scene, own_on, proposed_words
from jointstatement.queries.redline import ANOTHER_TEXT, marks_of
from jointstatement.queries.statement import Scene, StatementHead, head_of
from jointstatement.text.compare import Segment, compare, share_changed
from jointstatement.text.document import Part
from jointstatement.text.findings import Finding, FindingKind, Found, KeepAs
from jointstatement.workflow import permit

NOT_TAKEN_OVER = frozenset({FindingKind.UNPLACED_COMMENT, FindingKind.LEFT_OUT})
"""What has no place in the text."""
_WITH_WORDING = frozenset(
    {FindingKind.REWORDED, FindingKind.NEW, FindingKind.SPLIT, FindingKind.MERGED, FindingKind.LEFT_OUT}
)


class ChosenRevision(msgspec.Struct, frozen=True):
    """A revision that a file may have been made from."""

    id: str
    label: str


class WaitingFile(msgspec.Struct, frozen=True):
    """A file of this person that waits."""

    id: str
    file_name: str
    digest: str
    """SHA-256 of the file, hexadecimal."""
    uploaded_at: datetime
    expires_at: datetime


class Returning(msgspec.Struct, frozen=True):
    """The page on which a file is sent back."""

    head: StatementHead
    round: Underway | None
    refusal: Refusal | None
    """Why nothing can be given now; nothing where something can."""
    revisions: tuple[ChosenRevision, ...]
    """The latest last."""
    waiting: tuple[WaitingFile, ...]


class FindingView(msgspec.Struct, frozen=True):
    """One finding beside the text as it stands."""

    number: int
    """Its place in the list, from 1."""
    finding: Finding
    place: Place
    """The part that it concerns, or of a new one the part that it stands after."""
    others: tuple[Place, ...]
    after: Place
    """Where a part stands now that was moved."""
    stands: bool
    """The part stands in the text on the table."""
    redline: tuple[Segment, ...]
    """What the file does to the words that it was made from; empty where it leaves them."""
    is_another_text: bool
    """So much changed that both texts are better read whole."""
    base: str
    """The words that the file was made from."""
    present: str
    """The words on the table, where they are others by now; else empty."""
    redline_of_present: tuple[Segment, ...]
    """What the proposed wording would do to those."""
    is_in_text: bool
    """The text on the table has the proposed words already."""
    own: Proposal | None
    """What the delegation itself proposes for this part already."""
    is_given: bool
    """It proposes these very words."""
    of_another: tuple[str, ...]
    """Other delegations that the file names as its authors."""
    may_amend: bool
    """It can be kept as an amendment."""
    may_comment: bool
    keep_as: KeepAs | None
    """What is proposed to become of it; `None` where a person has to say."""

    @property
    def expected(self) -> int:
        """The version of the own draft that an amendment would replace; 0 for none."""
        return self.own.version if self.own and self.own.is_draft else 0


class ReturnedPage(msgspec.Struct, frozen=True):
    """A waiting file, with all that was found in it."""

    head: StatementHead
    round: Underway | None
    refusal: Refusal | None
    id: str
    file_name: str
    uploaded_at: datetime
    expires_at: datetime
    revision: ChosenRevision
    """What it was compared with."""
    is_origin_known: bool
    """The file itself names that revision."""
    is_current: bool
    """That revision lies on the table."""
    confirmed_before: datetime | None
    """When the same file was last confirmed by somebody of the delegation."""
    revisions: tuple[ChosenRevision, ...]
    places: tuple[Place, ...]
    """The parts of the text on the table, to choose from."""
    findings: tuple[FindingView, ...]
    warnings: tuple[str, ...]
    marks: dict[str, str]

    @property
    def unsure(self) -> tuple[FindingView, ...]:
        """Those that a person has to look at first."""
        return tuple(each for each in self._placed if each.finding.why_unsure)

    @property
    def sure(self) -> tuple[FindingView, ...]:
        """The others."""
        return tuple(each for each in self._placed if not each.finding.why_unsure)

    @property
    def not_taken_over(self) -> tuple[FindingView, ...]:
        """What has no place in the text."""
        return tuple(each for each in self.findings if each.finding.kind in NOT_TAKEN_OVER)

    @property
    def _placed(self) -> tuple[FindingView, ...]:
        return tuple(each for each in self.findings if each.finding.kind not in NOT_TAKEN_OVER)


def returning(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> Returning:
    """Where a delegation sends its file back, and what of this person waits. Raises `NotFound`, `NotYours`."""
    scene = delegates_scene(session, viewer, statement_id, now)
    rows = session.exec(returned_uploads_open_to(viewer, scene.statement, now=now)).all()
    return Returning(
        head=head_of(scene),
        round=underway(scene),
        refusal=_refusal(scene),
        revisions=_revisions(scene),
        waiting=tuple(WaitingFile(row.id, row.file_name, row.digest, row.uploaded_at, row.expires_at) for row in rows),
    )


def returned_content(session: Session, viewer: Viewer, statement_id: str, upload_id: str, *, now: datetime) -> bytes:
    """The bytes of a waiting file, to be compared again. Raises `NotFound`, `NotYours`."""
    scene = delegates_scene(session, viewer, statement_id, now)
    return returned_upload_for(session, viewer, scene.statement, upload_id, now=now).content


def returned_page(
    session: Session, viewer: Viewer, statement_id: str, upload_id: str, *, now: datetime
) -> ReturnedPage:
    """A waiting file of this person and what was found in it. Raises `NotFound`, `NotYours`."""
    scene = delegates_scene(session, viewer, statement_id, now)
    upload = returned_upload_for(session, viewer, scene.statement, upload_id, now=now)
    found = msgspec.json.decode(upload.found, type=Found)
    gathered = gather(session, scene)
    revisions = _revisions(scene)
    base = scene.texts[upload.revision_id]
    beside = _Beside(
        scene=scene,
        gathered=gathered,
        base={part.id: part for part in base},
        present={part.id: part for part in scene.text},
        # The text on the table has the last word on how a part is cited.
        places={place.part_id: place for place in (*places_of(base), *places_of(scene.text))},
        others=_names_of_others(scene),
        may_amend=permit.may_amend(scene.workflow, scene.situation, viewer.role) is None,
        may_comment=permit.may_comment(scene.workflow, scene.situation, viewer.role) is None,
    )
    return ReturnedPage(
        head=head_of(scene),
        round=underway(scene),
        refusal=_refusal(scene),
        id=upload.id,
        file_name=upload.file_name,
        uploaded_at=upload.uploaded_at,
        expires_at=upload.expires_at,
        revision=next(each for each in revisions if each.id == upload.revision_id),
        is_origin_known=upload.is_origin_known,
        is_current=upload.revision_id == revisions[-1].id,
        confirmed_before=_confirmed_before(session, viewer, upload),
        revisions=revisions,
        places=places_of(scene.text),
        findings=tuple(_view(beside, number, each) for number, each in enumerate(found.findings, start=1)),
        warnings=found.warnings,
        marks=marks_of(base) | marks_of(scene.text),
    )


class _Beside(msgspec.Struct):
    """What a finding is looked at beside."""

    scene: Scene
    gathered: Gathered
    base: Mapping[str, Part]
    present: Mapping[str, Part]
    places: Mapping[str, Place]
    others: frozenset[str]
    may_amend: bool
    may_comment: bool


def _view(beside: _Beside, number: int, finding: Finding) -> FindingView:
    place = beside.places.get(finding.part_id, WHOLE_TEXT)
    stands = finding.part_id in beside.present
    is_rewording = finding.kind is FindingKind.REWORDED and finding.part_id in beside.base
    base = beside.base[finding.part_id].wording if finding.part_id in beside.base else ""
    present = beside.present[finding.part_id].wording if stands else ""
    words = proposed_words(place.kind, finding.wording) if is_rewording else finding.wording
    own = own_on(beside.scene, beside.gathered, place).proposed if stands else None
    view = FindingView(
        number=number,
        finding=finding,
        place=place,
        others=tuple(beside.places.get(each, WHOLE_TEXT) for each in finding.other_ids),
        after=beside.places.get(finding.after_id, WHOLE_TEXT),
        stands=stands,
        redline=compare(base, words) if is_rewording else (),
        is_another_text=is_rewording and share_changed(base, words) > ANOTHER_TEXT,
        base=base,
        present=present if present != base else "",
        redline_of_present=compare(present, words) if is_rewording and stands and present != base else (),
        is_in_text=is_rewording and stands and present == words,
        own=own,
        is_given=is_rewording and own is not None and own.wording == words,
        of_another=tuple(sorted({author.name for author in finding.by} & beside.others)),
        may_amend=beside.may_amend and finding.kind in _WITH_WORDING,
        may_comment=beside.may_comment,
        keep_as=None,
    )
    return msgspec.structs.replace(view, keep_as=_proposed(view))


def _proposed(view: FindingView) -> KeepAs | None:
    """What becomes of a finding if nobody objects: never more than the file says, and nothing where it is unsure."""
    kind = view.finding.kind
    if view.finding.why_unsure or kind is FindingKind.UNPLACED_COMMENT:
        return None
    if kind in {FindingKind.LEFT_OUT, FindingKind.REPUNCTUATED} or view.is_in_text or view.is_given:
        return KeepAs.NOTHING
    if view.of_another:
        return KeepAs.NOTHING
    if kind is FindingKind.REWORDED and view.may_amend and view.stands and not view.present:
        return KeepAs.AMENDMENT
    return KeepAs.COMMENT if view.may_comment else None


def _refusal(scene: Scene) -> Refusal | None:
    ask = scene.workflow, scene.situation, scene.viewer.role
    return permit.may_comment(*ask) if permit.may_amend(*ask) is not None else None


def _revisions(scene: Scene) -> tuple[ChosenRevision, ...]:
    return tuple(ChosenRevision(revision.id, revision.label) for revision in scene.revisions)


def _names_of_others(scene: Scene) -> frozenset[str]:
    return frozenset(member.name for member in scene.members if member.id != scene.viewer.delegation_id)


def _confirmed_before(session: Session, viewer: Viewer, upload: ReturnedUpload) -> datetime | None:
    rows: Sequence[Entry] = session.exec(
        select(Entry)
        .where(
            col(Entry.statement_id) == upload.statement_id,
            col(Entry.delegation_id) == viewer.delegation_id,
            col(Entry.kind) == "returned_file_confirmed",
        )
        .order_by(col(Entry.number).desc())
    ).all()
    return next((row.at for row in rows if json.loads(row.payload).get("digest") == upload.digest), None)
