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
from jointstatement.queries.given import Gathered, gather, underway
from jointstatement.queries.part import Own, delegates_scene, own_on, proposed_words
from jointstatement.queries.places import WHOLE_TEXT, Place, places_of
from jointstatement.queries.redline import ANOTHER_TEXT, marks_of
from jointstatement.queries.shown import Proposal, Underway
from jointstatement.queries.statement import Scene, StatementHead, head_of
from jointstatement.terms import CLAUSE_KINDS, AmendmentKind, PartKind
from jointstatement.text.anchors import words_at
from jointstatement.text.compare import Segment, compare, share_changed
from jointstatement.text.document import Part
from jointstatement.text.findings import Finding, FindingKind, Found, KeepAs
from jointstatement.text.place import belonging, clause_over, kind_after, may_follow
from jointstatement.workflow import permit

NOT_TAKEN_OVER = frozenset({FindingKind.UNPLACED_COMMENT, FindingKind.LEFT_OUT})
"""What has no place in the text."""
_OF_WORDS = frozenset({FindingKind.REWORDED, FindingKind.NEW, FindingKind.LEFT_OUT})
"""What can be kept as other words for a part."""


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
    goes_with: Place
    """Of an item that moved or was removed: what takes it along."""
    amendments: tuple[AmendmentKind, ...]
    """As what amendments it can be kept, the nearest first."""
    anchor_id: str
    """The part of the text on the table that such an amendment is made on; empty where a person has to say."""
    other_id: str
    """The other part that it needs: to stand after, or joined; empty for none."""
    is_quoted_once: bool
    """The words that a comment hangs on stand once in the part on the table."""
    may_comment: bool
    keep_as: KeepAs | None
    """What is proposed to become of it; `None` where a person has to say."""

    @property
    def may_amend(self) -> bool:
        """It can be kept as an amendment."""
        return bool(self.amendments)

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
        joined=frozenset(
            other for each in found.findings if each.kind is FindingKind.MERGED for other in each.other_ids
        ),
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
    joined: frozenset[str]
    """The parts that a finding of another one takes in."""
    may_amend: bool
    may_comment: bool


def _view(beside: _Beside, number: int, finding: Finding) -> FindingView:
    place = beside.places.get(finding.part_id, WHOLE_TEXT)
    stands = finding.part_id in beside.present
    is_rewording = finding.kind is FindingKind.REWORDED and finding.part_id in beside.base
    base = beside.base[finding.part_id].wording if finding.part_id in beside.base else ""
    present = beside.present[finding.part_id].wording if stands else ""
    words = proposed_words(place.kind, finding.wording) if is_rewording else finding.wording
    given = own_on(beside.scene, beside.gathered, place) if stands else None
    own = given.proposed if given else None
    anchor, other = _anchor(beside, finding), _other(beside, finding)
    amendments = _amendments(beside, finding, anchor, other) if beside.may_amend else ()
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
        is_given=(is_rewording and own is not None and own.wording == words)
        or (given is not None and bool(amendments) and _is_given(given, finding, amendments[0], other)),
        of_another=tuple(sorted({author.name for author in finding.by} & beside.others)),
        goes_with=beside.places.get(finding.goes_with_id, WHOLE_TEXT),
        amendments=amendments,
        anchor_id=anchor.id if anchor else "",
        other_id=other.id if other else "",
        is_quoted_once=finding.kind is FindingKind.COMMENT and len(words_at(present, finding.quoted)) == 1,
        may_comment=beside.may_comment,
        keep_as=None,
    )
    return msgspec.structs.replace(view, keep_as=_proposed(beside, view))


def _anchor(beside: _Beside, finding: Finding) -> Part | None:
    """The part that an amendment is made on: a new clause stands after the clause whose items it follows."""
    part = beside.present.get(finding.part_id)
    is_clause = finding.kind is FindingKind.NEW and finding.part_kind is not PartKind.ITEM
    return clause_over(beside.scene.text, part) if part is not None and is_clause else part


def _other(beside: _Beside, finding: Finding) -> Part | None:
    """The part that a moved one stands after, a clause after the clause whose items it follows; or a joined one."""
    if finding.kind is not FindingKind.MOVED:
        return (
            beside.present.get(finding.other_ids[0])
            if finding.kind is FindingKind.MERGED and finding.other_ids
            else None
        )
    part, after = beside.present.get(finding.part_id), beside.present.get(finding.after_id)
    is_item = part is not None and part.kind is PartKind.ITEM
    return clause_over(beside.scene.text, after) if after is not None and not is_item else after


def _amendments(
    beside: _Beside, finding: Finding, anchor: Part | None, other: Part | None
) -> tuple[AmendmentKind, ...]:
    """As what amendments a finding can be kept, the nearest first."""
    text = beside.scene.text
    is_clause = anchor is not None and anchor.kind in CLAUSE_KINDS
    match finding.kind:
        case FindingKind.NEW if anchor is not None and kind_after(text, anchor) is not None:
            return AmendmentKind.ADD_AFTER, AmendmentKind.REPLACE
        case FindingKind.LEFT_OUT:
            return AmendmentKind.REPLACE, AmendmentKind.ADD_AFTER
        case FindingKind.REMOVED if anchor is not None and anchor.kind is not PartKind.TITLE:
            return (AmendmentKind.DELETE,)
        case FindingKind.MOVED if anchor is not None and _may_move(beside, finding, anchor, other):
            return (AmendmentKind.MOVE,)
        case FindingKind.SPLIT if is_clause and finding.further:
            return (AmendmentKind.SPLIT,)
        case FindingKind.MERGED if (
            is_clause and other is not None and other.kind in CLAUSE_KINDS and other is not anchor
        ):
            return (AmendmentKind.MERGE,)
        case FindingKind.SPLIT | FindingKind.MERGED:
            return (AmendmentKind.REPLACE,)
        case kind:
            return (AmendmentKind.REPLACE,) if kind in _OF_WORDS else ()


def _may_move(beside: _Beside, finding: Finding, part: Part, after: Part | None) -> bool:
    text = beside.scene.text
    if part.kind not in {*CLAUSE_KINDS, PartKind.ITEM, PartKind.HEADING} or (finding.after_id and after is None):
        return False
    if after is None:
        return part.kind is not PartKind.ITEM
    return after not in (part, *belonging(text, part)) and may_follow(text, part, after)


def _is_given(own: Own, finding: Finding, kind: AmendmentKind, other: Part | None) -> bool:
    """Whether the delegation proposes this very thing already, where it is more than other words."""
    second = finding.further[0] if finding.further else ""
    wanted = kind, finding.wording if kind is not AmendmentKind.MOVE else "", second, other.id if other else ""
    return kind is not AmendmentKind.REPLACE and any(
        (each.kind, each.wording, each.second_wording, each.other.part_id if each.other else "") == wanted
        for each in (*own.further, *own.submitted)
    )


def _proposed(beside: _Beside, view: FindingView) -> KeepAs | None:
    """What becomes of a finding if nobody objects: never more than the file says, and nothing where it is unsure."""
    kind = view.finding.kind
    if view.finding.why_unsure or kind is FindingKind.UNPLACED_COMMENT:
        return None
    if kind in {FindingKind.LEFT_OUT, FindingKind.REPUNCTUATED} or view.is_in_text or view.is_given:
        return KeepAs.NOTHING
    if view.of_another:
        return KeepAs.NOTHING
    if view.finding.goes_with_id and view.amendments and view.finding.goes_with_id in beside.present:
        return KeepAs.NOTHING
    if view.stands and view.amendments and _says_it_all(beside, view):
        return KeepAs.AMENDMENT
    return KeepAs.COMMENT if view.may_comment else None


def _says_it_all(beside: _Beside, view: FindingView) -> bool:
    """Whether the nearest amendment does what the file does, no less and no more, to the words it was made from."""
    finding, anchor = view.finding, beside.present.get(view.anchor_id)
    match view.amendments[0]:
        case AmendmentKind.ADD_AFTER:
            if anchor is None or kind_after(beside.scene.text, anchor) is not finding.part_kind:
                return False
            return finding.part_kind is not PartKind.ITEM or anchor.level == finding.level
        case AmendmentKind.DELETE:
            return not view.present and not finding.leaves_items and finding.part_id not in beside.joined
        case AmendmentKind.MOVE:
            return not finding.leaves_items
        case AmendmentKind.MERGE:
            other = beside.base.get(view.other_id), beside.present.get(view.other_id)
            return not view.present and all(other) and len({part.wording for part in other if part}) == 1
        case AmendmentKind.SPLIT:
            return not view.present
        case _:
            return finding.kind is FindingKind.REWORDED and not view.present


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
