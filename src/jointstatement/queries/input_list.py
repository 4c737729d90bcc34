"""The one list of comments and amendments on a statement, filtered and page by page.

Everything is chosen among what `access/` lets the person load, and only by what the person may know: whose an input is,
where the rule of its round does not name it, filters nothing, and no filter is offered that nothing stands behind. The
number of SQL statements is fixed.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    true,
    type_coerce,
    union,
)
from sqlmodel import Session, col
from sqlmodel.sql.expression import SelectOfScalar

from jointstatement.access.answers import answers_open_to, is_waiting
from jointstatement.access.input import amendments_open_to, comments_open_to, is_heard
from jointstatement.access.viewer import Viewer
from jointstatement.errors import Refusal
from jointstatement.models import Amendment, Assignment, Clearance, Comment, Disposition, Person, Verdict
from jointstatement.queries.answering import Colleague, assigned_to, colleagues
from jointstatement.queries.given import Gathered, gather, proposal, remark
from jointstatement.queries.places import WHOLE_TEXT, Place, places_of
from jointstatement.queries.redline import marks_of
from jointstatement.queries.shown import Proposal, Remark
from jointstatement.queries.statement import Scene, StatementHead, head_of, latest_round, negotiation_scene
from jointstatement.queries.voices import is_viewers_own, name_of, told_of
from jointstatement.terms import CommentClass, DispositionKind, Weight
from jointstatement.text.collation import without_accents
from jointstatement.workflow import permit

PAGE = 50
"""Inputs on one page of the list."""
GROUP = "group:"
"""What stands before a group's id where an author is named."""
NOBODY = "nobody"
"""What stands for input that is given to nobody of the office to answer."""


class Kind(StrEnum):
    """What an input is."""

    COMMENT = "comment"
    GENERAL = "general"
    """A comment on the text as a whole."""
    AMENDMENT = "amendment"


class Standing(StrEnum):
    """How far an input has come; the first three within its delegation alone."""

    PENDING = "pending"
    """A draft that its head has not read as it is now."""
    SENT_BACK = "sent_back"
    CLEARED = "cleared"
    SUBMITTED = "submitted"
    LATE = "late"
    WITHDRAWN = "withdrawn"


class Answered(StrEnum):
    """What there is of an answer, beside its disposition."""

    OPEN = "open"
    """It waits for the chair's answer."""
    CONTENT = "content"
    """Its author is content with the answer."""
    NOT_CONTENT = "not_content"


class Wanted(msgspec.Struct, frozen=True):
    """Which inputs are wanted; what is empty chooses nothing out. All that is said has to hold."""

    part: str = ""
    """The id of a part, or `WHOLE_TEXT.address`."""
    kind: Kind | None = None
    comment_class: CommentClass | None = None
    """Of an amendment, only what is editorial is of a class."""
    author: str = ""
    """The id of a delegation, or of a group after `GROUP`."""
    written_by: str = ""
    """The id of a person of the viewer's own delegation."""
    standing: Standing | None = None
    answer: Answered | DispositionKind | None = None
    assigned: str = ""
    """The id of a person of the office, or `NOBODY`."""
    words: str = ""

    @property
    def is_all(self) -> bool:
        """Nothing is chosen out."""
        return self == Wanted()


class Choices(msgspec.Struct, frozen=True):
    """What the filters offer this person."""

    parts: tuple[Place, ...]
    """The parts of the text on the table, and those that have left it with something that was given on them."""
    gone: frozenset[str]
    """The ids of the latter."""
    authors: tuple[tuple[str, str], ...]
    """Ids and names, as `Wanted` has them: of who gave something that this person may know whose it is."""
    writers: tuple[tuple[str, str], ...]
    """The people of the viewer's own delegation who wrote some of it."""
    standings: tuple[Standing, ...]
    answers: tuple[Answered | DispositionKind, ...]
    colleagues: tuple[Colleague, ...]
    """Of the chair's office, for the office."""


class Listed(msgspec.Struct, frozen=True):
    """One input on the list."""

    amendment: Proposal | None
    comment: Remark | None
    standing: Standing
    is_own: bool
    """The viewer's own delegation gave or drafted it."""
    written_by: str
    """Who of the viewer's own delegation wrote it; empty for all else."""
    assigned_to: str
    """Who of the office answers it; for the office alone, and empty where nobody does."""

    @property
    def given(self) -> Proposal | Remark:
        """The one or the other."""
        found = self.amendment or self.comment
        assert found is not None
        return found


class InputLines(msgspec.Struct, frozen=True):
    """One page of the list."""

    lines: tuple[Listed, ...]
    first: int
    """Its place in the list, from 1; 0 where the list is empty."""
    last: int
    matching: int
    """How many are wanted."""
    total: int
    """Of how many that the person may read."""

    @property
    def before(self) -> int:
        """Where the page before it begins; 0 where there is none."""
        return max(1, self.first - PAGE) if self.first > 1 else 0

    @property
    def after(self) -> int:
        """Where the page after it begins; 0 where there is none."""
        return self.last + 1 if self.last < self.matching else 0


class InputList(msgspec.Struct, frozen=True):
    """The page of the list."""

    head: StatementHead
    wanted: Wanted
    page: InputLines
    choices: Choices
    take_over_refusal: Refusal | None
    """Why nothing that was withdrawn can be taken over now, or nothing where it can."""
    marks: dict[str, str]


def input_list(
    session: Session, viewer: Viewer, statement_id: str, *, wanted: Wanted, first: int = 1, now: datetime
) -> InputList:
    """One page of the list with its filters. Raises `NotFound`, and `NotYours` for who reads no negotiation."""
    scene = negotiation_scene(session, viewer, statement_id, now)
    return InputList(
        head=head_of(scene),
        wanted=wanted,
        page=_page(session, scene, wanted, first),
        choices=_choices(session, scene),
        take_over_refusal=permit.may_take_over(scene.workflow, scene.situation, viewer.role),
        marks=marks_of(scene.text),
    )


def input_lines(
    session: Session, viewer: Viewer, statement_id: str, *, wanted: Wanted, first: int = 1, now: datetime
) -> InputLines:
    """The same page without its filters, for programs. Raises `NotFound`, `NotYours`."""
    return _page(session, negotiation_scene(session, viewer, statement_id, now), wanted, first)


def wanted_ids(session: Session, scene: Scene, wanted: Wanted) -> list[str]:
    """The ids of what is wanted, of all that the person may load, in the order of the list."""
    found = [row for kind in (Amendment, Comment) for row in _rows(session, scene, kind, wanted)]
    places = _places(scene)
    rounds = {each.id: each.number for each in scene.rounds}

    def order(row: _Row) -> tuple[Any, ...]:
        # Labels tell nothing of whose it is; what has none is the person's own.
        label = row.label or ""
        return places.get(row.part_id, len(places)), not label, rounds[row.round_id], len(label), label, row.at, row.id

    return [row.id for row in sorted(found, key=order)]


# What is wanted ------------------------------------------------------------------------------------------------------


class _Row(msgspec.Struct):
    """What puts an input in its place; it never leaves this query."""

    id: str
    part_id: str | None
    round_id: str
    label: str | None
    at: str


def _there(scene: Scene, kind: type[Comment] | type[Amendment]) -> SelectOfScalar[Any]:
    """All of one kind that the person may load, without drafts that their round left behind."""
    latest = latest_round(scene)
    open_to: Any = comments_open_to if kind is Comment else amendments_open_to
    still = or_(col(kind.submitted_at).is_not(None), col(kind.round_id) == (latest.id if latest else ""))
    rows: SelectOfScalar[Any] = open_to(scene.viewer, scene.statement).where(still)
    return rows


def _rows(session: Session, scene: Scene, kind: type[Comment] | type[Amendment], wanted: Wanted) -> list[_Row]:
    said: list[Any] = [literal("")]
    if wanted.words.strip():
        names = ("text", "quoted") if kind is Comment else ("wording", "second_wording", "reason")
        said = [col(getattr(kind, name)) for name in names]
    columns = (col(kind.id), col(kind.part_id), col(kind.round_id), col(kind.label))
    rows = session.connection().execute(
        _there(scene, kind)
        .where(*_conditions(scene, kind, wanted))
        # The bare hour: thousands of them are not made into objects to put a handful of drafts in order.
        .with_only_columns(*columns, type_coerce(col(kind.written_at), String), *said)
    )
    sought = _bare(wanted.words).split()
    return [
        _Row(id_, part_id, round_id, label, str(at))
        for id_, part_id, round_id, label, at, *words in rows
        if not sought or _says(words, sought)
    ]


def _says(words: Sequence[str], sought: Sequence[str]) -> bool:
    """Whether all the words stand there, each of them also as a piece of a longer one."""
    told = _bare(" ".join(words))
    return all(each in told for each in sought)


def _bare(words: str) -> str:
    """Without capitals and accents."""
    # Most of what is written needs no second look, and there may be tens of thousands.
    return words.casefold() if words.isascii() else without_accents(words.casefold())


def _conditions(scene: Scene, kind: type[Comment] | type[Amendment], wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.part:
        is_whole = wanted.part == WHOLE_TEXT.address
        found.append(col(kind.part_id).is_(None) if is_whole else col(kind.part_id) == wanted.part)
    if wanted.kind is not None:
        is_amendment = wanted.kind is Kind.AMENDMENT
        found.append(true() if is_amendment is (kind is Amendment) else false())
        if wanted.kind is Kind.GENERAL:
            found.append(col(kind.part_id).is_(None))
    if wanted.comment_class is not None:
        found.append(_is_of_class(kind, wanted.comment_class))
    if wanted.author:
        found += [told_of(scene, kind), _is_by(scene, kind, wanted.author)]
    if wanted.written_by:
        found += [_is_own(scene, kind), col(kind.written_by) == wanted.written_by]
    if wanted.standing is not None:
        found.append(_stands(kind, wanted.standing))
    if wanted.answer is not None:
        found.append(_is_answered(scene, kind, wanted.answer))
    if wanted.assigned:
        found.append(_is_assigned(kind, wanted.assigned) if scene.viewer.is_office else false())
    return found


def _is_of_class(kind: type[Comment] | type[Amendment], comment_class: CommentClass) -> ColumnElement[bool]:
    if kind is Comment:
        return col(Comment.comment_class) == comment_class
    return col(Amendment.weight) == Weight.EDITORIAL if comment_class is CommentClass.EDITORIAL else false()


def _is_by(scene: Scene, kind: type[Comment] | type[Amendment], author: str) -> ColumnElement[bool]:
    if not author.startswith(GROUP):
        return col(kind.delegation_id) == author
    group_id = author.removeprefix(GROUP)
    return col(kind.submission_id).in_([key for key, group in scene.groups.items() if group.id == group_id])


def _is_own(scene: Scene, kind: type[Comment] | type[Amendment]) -> ColumnElement[bool]:
    own = scene.viewer.delegation_id
    return col(kind.delegation_id) == own if own else false()


def _stands(kind: type[Comment] | type[Amendment], standing: Standing) -> ColumnElement[bool]:
    is_draft, is_withdrawn = col(kind.submitted_at).is_(None), col(kind.withdrawn_at).is_not(None)
    if standing is Standing.WITHDRAWN:
        return is_withdrawn
    if standing in {Standing.SUBMITTED, Standing.LATE}:
        return and_(~is_draft, ~is_withdrawn, col(kind.is_late).is_(standing is Standing.LATE))
    subject = col(Clearance.comment_id) if kind is Comment else col(Clearance.amendment_id)
    last = select(func.max(Clearance.number)).where(subject == col(kind.id)).correlate(kind).scalar_subquery()

    def is_read(is_cleared: bool) -> ColumnElement[bool]:
        """The head said so last, of the draft as it is now."""
        return exists().where(
            subject == col(kind.id),
            col(Clearance.number) == last,
            col(Clearance.version) == col(kind.version),
            col(Clearance.is_cleared).is_(is_cleared),
        )

    if standing is Standing.PENDING:
        return and_(is_draft, ~is_withdrawn, ~is_read(True), ~is_read(False))
    return and_(is_draft, ~is_withdrawn, is_read(standing is Standing.CLEARED))


def _is_answered(
    scene: Scene, kind: type[Comment] | type[Amendment], answer: Answered | DispositionKind
) -> ColumnElement[bool]:
    """Of the last answer that the person may read."""
    viewer, statement = scene.viewer, scene.statement
    if answer is Answered.OPEN:
        return and_(is_waiting(viewer, statement, kind), is_heard(kind))
    subject = col(Disposition.comment_id) if kind is Comment else col(Disposition.amendment_id)
    answers = answers_open_to(viewer, statement).where(subject == col(kind.id))
    last = answers.with_only_columns(func.max(Disposition.number)).correlate(kind).scalar_subquery()
    there = answers.where(col(Disposition.number) == last)
    if isinstance(answer, DispositionKind):
        return there.where(col(Disposition.disposition) == answer).correlate(kind).exists()
    said = col(Verdict.disposition_id) == col(Disposition.id)
    newest = select(func.max(Verdict.number)).where(said).correlate(Disposition).scalar_subquery()
    verdict = exists().where(
        said,
        col(Verdict.number) == newest,
        col(Verdict.is_content).is_(answer is Answered.CONTENT),
        true() if viewer.is_office else col(Verdict.delegation_id) == (viewer.delegation_id or ""),
    )
    return there.where(verdict.correlate(Disposition)).correlate(kind).exists()


def _is_assigned(kind: type[Comment] | type[Amendment], person_id: str) -> ColumnElement[bool]:
    subject = col(Assignment.comment_id) if kind is Comment else col(Assignment.amendment_id)
    last = select(func.max(Assignment.number)).where(subject == col(kind.id)).correlate(kind).scalar_subquery()
    to_somebody = exists().where(subject == col(kind.id), col(Assignment.number) == last)
    if person_id == NOBODY:
        return ~to_somebody.where(col(Assignment.person_id).is_not(None))
    return to_somebody.where(col(Assignment.person_id) == person_id)


# What is shown -------------------------------------------------------------------------------------------------------


def _page(session: Session, scene: Scene, wanted: Wanted, first: int) -> InputLines:
    ids = wanted_ids(session, scene, wanted)
    begins = min(max(1, first), len(ids)) if ids else 0
    shown = ids[begins - 1 : begins - 1 + PAGE] if ids else []
    gathered = gather(session, scene, only=shown)
    writers = dict(_writers(session, scene))
    assigned = assigned_to(session, scene.viewer, scene.statement) if scene.viewer.is_office else {}
    given: list[Comment | Amendment] = [*gathered.comments, *gathered.amendments]
    rows = {row.id: row for row in given}
    counts = [_there(scene, kind).with_only_columns(func.count()).scalar_subquery() for kind in (Comment, Amendment)]
    return InputLines(
        lines=tuple(_listed(scene, gathered, rows[each], writers, assigned) for each in shown),
        first=begins,
        last=begins + len(shown) - 1 if shown else 0,
        matching=len(ids),
        total=session.connection().execute(select(counts[0] + counts[1])).scalar_one(),
    )


def _listed(
    scene: Scene,
    gathered: Gathered,
    row: Comment | Amendment,
    writers: Mapping[str, str],
    assigned: Mapping[str, Colleague],
) -> Listed:
    is_own = is_viewers_own(scene, row)
    amendment = proposal(scene, gathered, row) if isinstance(row, Amendment) else None
    comment = remark(scene, gathered, row) if isinstance(row, Comment) else None
    read = amendment.read if amendment else comment.read if comment else None
    return Listed(
        amendment=amendment,
        comment=comment,
        standing=_standing(row, None if read is None else read.is_cleared),
        is_own=is_own,
        written_by=writers.get(row.written_by, "") if is_own else "",
        assigned_to=assigned[row.id].name if row.id in assigned else "",
    )


def _standing(row: Comment | Amendment, is_cleared: bool | None) -> Standing:
    if row.withdrawn_at is not None:
        return Standing.WITHDRAWN
    if row.submitted_at is not None:
        return Standing.LATE if row.is_late else Standing.SUBMITTED
    if is_cleared is None:
        return Standing.PENDING
    return Standing.CLEARED if is_cleared else Standing.SENT_BACK


def _places(scene: Scene) -> dict[str | None, int]:
    """The place of every part: general comments first, then by the text on the table, then what has left it."""
    found: dict[str | None, int] = {None: 0}
    for parts in (scene.text, scene.working, *(scene.texts[revision.id] for revision in reversed(scene.revisions))):
        for part in parts:
            found.setdefault(part.id, len(found))
    return found


# What the filters offer ----------------------------------------------------------------------------------------------


def _choices(session: Session, scene: Scene) -> Choices:
    touched = _distinct(session, scene, "part_id")
    standing = places_of(scene.text)
    in_text = {place.part_id for place in standing}
    gone: dict[str, Place] = {}
    for revision in reversed(scene.revisions):
        for place in places_of(scene.texts[revision.id]):
            if place.part_id in touched and place.part_id not in in_text:
                gone.setdefault(place.part_id, place)
    own = scene.viewer.delegation_id is not None
    drafts = (Standing.PENDING, Standing.SENT_BACK, Standing.CLEARED) if own else ()
    return Choices(
        parts=(*standing, *gone.values()),
        gone=frozenset(gone),
        authors=_authors(session, scene),
        writers=_writers(session, scene),
        standings=(*drafts, Standing.SUBMITTED, Standing.LATE, Standing.WITHDRAWN),
        answers=(Answered.OPEN, *(each for each in DispositionKind), Answered.CONTENT, Answered.NOT_CONTENT),
        colleagues=colleagues(session, scene.viewer) if scene.viewer.is_office else (),
    )


def _authors(session: Session, scene: Scene) -> tuple[tuple[str, str], ...]:
    """Delegations in the body's order, and after them the groups, by name."""
    given = _distinct(session, scene, "delegation_id", told_only=True)
    handed_in = _distinct(session, scene, "submission_id", told_only=True, among=list(scene.groups))
    groups = {f"{GROUP}{group.id}": group.name for key, group in scene.groups.items() if key in handed_in}
    return (
        *((each, name_of(scene, each)) for each in (*scene.names, *scene.attending) if each in given),
        *sorted(groups.items(), key=lambda item: (item[1], item[0])),
    )


def _writers(session: Session, scene: Scene) -> tuple[tuple[str, str], ...]:
    own = scene.viewer.delegation_id
    if own is None:
        return ()
    wrote = union(
        *(
            _there(scene, kind).where(_is_own(scene, kind)).with_only_columns(col(kind.written_by))
            for kind in (Comment, Amendment)
        )
    ).subquery()
    rows = session.connection().execute(
        select(col(Person.id), col(Person.name))
        .where(col(Person.delegation_id) == own, col(Person.id).in_(select(wrote.c.written_by)))
        .order_by(col(Person.name), col(Person.id))
    )
    return tuple((person_id, name) for person_id, name in rows)


def _distinct(
    session: Session, scene: Scene, column: str, *, told_only: bool = False, among: Collection[str] | None = None
) -> set[str | None]:
    """What stands in a column of all that the person may load, or of that of which the person learns whose it is."""

    def of(kind: type[Comment] | type[Amendment]) -> Select[Any]:
        rows: Select[Any] = _there(scene, kind).with_only_columns(col(getattr(kind, column)))
        if among is not None:
            rows = rows.where(col(getattr(kind, column)).in_(among))
        return rows.where(told_of(scene, kind)) if told_only else rows

    return set(session.connection().execute(union(of(Comment), of(Amendment))).scalars())
