"""References between clauses: which are behind the numbers, which lost their clause, and where they link to."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.references import (
    meanings_now,
    reference_rows,
    references_as_tabled,
    references_now,
)
from jointstatement.access.statements import working_text
from jointstatement.access.viewer import Viewer
from jointstatement.errors import N_, Missing, Refusal
from jointstatement.models import Lineage, Revision
from jointstatement.queries.places import Place, places_of
from jointstatement.queries.redline import first_words
from jointstatement.queries.statement import Scene, StatementHead, head_of, scene_of
from jointstatement.terms import LineageKind, PartKind
from jointstatement.text.document import Citation, Part
from jointstatement.text.number import numbered_through
from jointstatement.text.references import Cited, Reference, Standing, numbers_in, references_of
from jointstatement.text.wording import plain
from jointstatement.workflow import permit

_AROUND = 60
"""Signs that are shown before and behind a number."""


class CitedNumber(msgspec.Struct, frozen=True):
    """A number in the words of a part, and what it means."""

    place: Place
    """Where it stands."""
    version: int
    """Of that part."""
    label: str
    """As it is said there: "3", "3bis", "PP2"."""
    occurrence: int
    """How many equal numbers stand before it in that part."""
    before: str
    words: str
    after: str
    standing: Standing
    meant: Place | None
    """The clause or item that is meant, where it stands in the text."""
    now: str
    """By which that is cited now, written as it is here."""
    is_by_hand: bool
    """Somebody has said what it means."""
    became: Missing | None
    """What came of the clause that was meant, where it is not what it was."""
    proposed_id: str
    """The clause that may be meant instead; empty where nothing speaks for one."""


class References(msgspec.Struct, frozen=True):
    """What the working text cites."""

    head: StatementHead
    refusal: Refusal | None
    """Why nothing can be brought up to date now, or nothing where it can."""
    to_set: Refusal | None
    """Why it cannot be said now what a number means."""
    references: tuple[CitedNumber, ...]
    others: tuple[CitedNumber, ...]
    """Numbers in which no reference is read."""
    clauses: tuple[Place, ...]
    """The clauses and items that may be meant."""
    when_adopted: Missing | None
    """Which references would be behind, were the working text adopted with the numbers it has."""

    @property
    def behind(self) -> int:
        """How many say another number than their clause has now."""
        return sum(each.standing is Standing.BEHIND for each in self.references)

    @property
    def lost(self) -> int:
        """How many mean a clause that stands no more, or none that is known."""
        return sum(each.standing in {Standing.LOST, Standing.UNKNOWN} for each in self.references)


def references(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> References:
    """The references of the working text, for the chair's office. Raises `NotFound`, `NotYours`."""
    scene = scene_of(session, viewer, statement_id, now)
    permit.demand(permit.may_read_office(viewer.role))
    question = (scene.workflow, scene.situation, viewer.role)
    parts = scene.working
    places = {place.part_id: place for place in places_of(parts)}
    versions = {row.id: row.version for row in working_text(session, scene.statement)}
    rows = {(row.part_id, row.label, row.occurrence): row for row in reference_rows(session, scene.statement)}
    lineage = session.exec(
        select(Lineage).where(col(Lineage.statement_id) == scene.statement.id).order_by(col(Lineage.at))
    ).all()
    found = references_of(parts, meanings_now(session, scene.statement, parts))
    words = {part.id: plain(part.wording) for part in parts}
    shown = tuple(
        _line(
            places[each.part_id],
            versions[each.part_id],
            words[each.part_id],
            each,
            is_by_hand=each.name in rows and rows[each.name].said_by is not None,
            lineage=[row for row in lineage if each.name not in rows or row.at > rows[each.name].since],
            places=places,
        )
        for each in found
    )
    named = {each.name for each in found}
    return References(
        head=head_of(scene),
        refusal=permit.may_update_references(*question),
        to_set=permit.may_set_reference(*question),
        references=shown,
        others=tuple(
            _line(places[part.id], versions[part.id], words[part.id], _unread(part, cited))
            for part in parts
            for cited in numbers_in(words[part.id])
            if (part.id, cited.label, cited.occurrence) not in named
        ),
        clauses=tuple(
            places[part.id]
            for part in parts
            if part.is_clause or (part.kind is PartKind.ITEM and places[part.id].label)
        ),
        when_adopted=_when_adopted(parts, found),
    )


def behind_now(session: Session, scene: Scene) -> tuple[Missing, ...]:
    """What the chair should know of the references of the working text; nothing where they are right."""
    found = references_now(session, scene.statement, scene.working)
    behind = [each for each in found if each.standing is Standing.BEHIND]
    lost = [each for each in found if each.standing in {Standing.LOST, Standing.UNKNOWN}]
    places = {place.part_id: place for place in places_of(scene.working)}
    told: list[Missing] = []
    if behind:
        told.append(Missing(N_("References that are behind the numbers: {which}."), which=_which(behind, places)))
    if lost:
        told.append(Missing(N_("References without a clause: {which}."), which=_which(lost, places)))
    return tuple(told)


def behind_when_adopted(session: Session, scene: Scene) -> Missing | None:
    """Which references of the revision on the table would be behind in the adopted text; for the chair's office."""
    if not scene.viewer.is_office or not scene.revisions or scene.situation.adopted:
        return None
    revision = scene.revisions[-1]
    parts = scene.texts[revision.id]
    return _when_adopted(parts, references_as_tabled(session, scene.statement, revision, parts, {}))


def citations(session: Session, scene: Scene, revision: Revision | None = None) -> Mapping[str, tuple[Citation, ...]]:
    """Where the words of a revision, or of the one tabled last, link to its clauses, by the id of the part.

    Before the first revision, of the working text, which is in the scene for those alone who may read it.
    """
    revision = revision or (scene.revisions[-1] if scene.revisions else None)
    if revision is None:
        return citations_of_working(session, scene)
    were = scene.were if revision.id == scene.final else {}
    return links_of(references_as_tabled(session, scene.statement, revision, scene.texts[revision.id], were))


def citations_of_working(session: Session, scene: Scene) -> Mapping[str, tuple[Citation, ...]]:
    """The same of the working text; nothing for whom it is not in the scene."""
    return links_of(references_now(session, scene.statement, scene.working)) if scene.working else {}


def links_of(found: Sequence[Reference]) -> dict[str, tuple[Citation, ...]]:
    """The references that mean a clause of their text, by the id of the part in whose words they stand."""
    links: dict[str, tuple[Citation, ...]] = {}
    for each in found:
        if each.meant is not None and each.now:
            link = Citation(each.cited.start, each.cited.end, each.meant)
            links[each.part_id] = (*links.get(each.part_id, ()), link)
    return links


def _when_adopted(parts: Sequence[Part], found: Sequence[Reference]) -> Missing | None:
    """The references that an adopted text, whose clauses are counted through, would say wrongly."""
    through = references_of(numbered_through(parts), {each.name: each.meant for each in found})
    behind = [each for each in through if each.standing in {Standing.BEHIND, Standing.LOST}]
    if not behind:
        return None
    places = {place.part_id: place for place in places_of(parts)}
    return Missing(
        N_(
            "An adopted text is numbered through, and references in it would be wrong: {which}. Number anew, bring the "
            "references up to date, and table that before it is decided on."
        ),
        which=_which(behind, places),
    )


def _which(found: Sequence[Reference], places: Mapping[str, Place]) -> str:
    """As "5 (3bis → 4), 7 (9 → ?)": where each stands, what it says, and what it should say."""
    return ", ".join(f"{_spot(places[each.part_id])} ({each.cited.label} → {each.now or '?'})" for each in found)


def _spot(place: Place) -> str:
    return place.label or first_words(place.short)


def _unread(part: Part, cited: Cited) -> Reference:
    return Reference(part.id, cited, None, "", Standing.NONE)


def _line(
    place: Place,
    version: int,
    words: str,
    found: Reference,
    *,
    is_by_hand: bool = False,
    lineage: Sequence[Lineage] = (),
    places: Mapping[str, Place] | None = None,
) -> CitedNumber:
    cited = found.cited
    became, proposed = _became(found, lineage, places or {})
    return CitedNumber(
        place=place,
        version=version,
        label=cited.label,
        occurrence=cited.occurrence,
        before=("…" if cited.start > _AROUND else "") + words[max(0, cited.start - _AROUND) : cited.start],
        words=words[cited.start : cited.end],
        after=words[cited.end : cited.end + _AROUND] + ("…" if len(words) > cited.end + _AROUND else ""),
        standing=found.standing,
        meant=(places or {}).get(found.meant or ""),
        now=found.now,
        is_by_hand=is_by_hand,
        became=became,
        proposed_id=proposed,
    )


def _became(found: Reference, lineage: Sequence[Lineage], places: Mapping[str, Place]) -> tuple[Missing | None, str]:
    """What came of the clause that is meant: it was divided, joined to another, or taken out."""
    if found.meant is None:
        return None, ""
    if found.meant in places:
        halves = [
            places[row.to_part_id].label
            for row in lineage
            if row.how is LineageKind.SPLIT and row.from_part_id == found.meant and row.to_part_id in places
        ]
        if halves:
            return Missing(N_("It was divided: its second half is {label}."), label=", ".join(halves)), found.meant
        return None, found.meant
    into, seen = found.meant, set()
    while into not in places and into not in seen:
        seen.add(into)
        into = next(
            (row.to_part_id for row in lineage if row.how is LineageKind.MERGED and row.from_part_id == into), into
        )
    if into in places:
        return Missing(N_("It was joined with {label}."), label=places[into].label), into
    return Missing(N_("It was taken out.")), ""
