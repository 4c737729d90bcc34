"""Who proposed which words: for a revision or the working text, where every word of it comes from.

It follows from what was tabled and from what is remembered of every amendment that went into the text. For the chair's
office only: a clean text names nobody.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.viewer import Viewer
from jointstatement.models import Amendment, Incorporation, Lineage
from jointstatement.queries.given import gather
from jointstatement.queries.places import Place, places_of
from jointstatement.queries.redline import marks_of
from jointstatement.queries.statement import Scene, StatementHead, head_of, revision_named, scene_of
from jointstatement.queries.voices import voice_of
from jointstatement.terms import LineageKind
from jointstatement.text.merging import Rebased, rebase
from jointstatement.text.origins import Step, stretches
from jointstatement.text.tokens import tokens
from jointstatement.workflow import permit

DRAFT, CHAIR = "draft", "chair"


class Source(msgspec.Struct, frozen=True):
    """One of those from whom words of a text come."""

    id: str
    """"draft", "chair", or an amendment's."""
    kind: Literal["draft", "chair", "amendment"]
    label: str
    """Of the amendment; empty for the first draft and for the chair's own words."""
    delegation: str
    words: int
    """How many words of the text are theirs."""


class OriginStretch(msgspec.Struct, frozen=True):
    """Words that follow one another and come from one source."""

    text: str
    """Light marks."""
    source: str


class OriginPart(msgspec.Struct, frozen=True):
    """One part, stretch by stretch; together they are its wording."""

    place: Place
    stretches: tuple[OriginStretch, ...]


class Origins(msgspec.Struct, frozen=True):
    """A text with the origin of every word."""

    head: StatementHead
    shown: str
    """The label of the revision; empty for the working text."""
    revisions: tuple[tuple[int, str], ...]
    parts: tuple[OriginPart, ...]
    sources: tuple[Source, ...]
    """The first draft, the amendments in the order of their labels, the chair; those that have a word in it."""
    marks: dict[str, str]


def origins_page(session: Session, viewer: Viewer, statement_id: str, *, revision: str = "", now: datetime) -> Origins:
    """The origins of the words of a revision, by its number or label, or without one of the working text.

    Raises `NotFound`, `NotYours` for all but the chair's office, and `BadInput` for a revision that is not there.
    """
    scene = scene_of(session, viewer, statement_id, now)
    permit.demand(permit.may_read_office(viewer.role))
    until = _until(scene, revision)
    parts = scene.texts[scene.revisions[until].id] if until is not None else scene.working
    history = _history(session, scene)
    found = [_origins_of(history, part.id, len(scene.revisions) if until is None else until) for part in parts]
    return Origins(
        head=head_of(scene),
        shown=scene.revisions[until].label if until is not None else "",
        revisions=tuple((row.number, row.label) for row in scene.revisions),
        parts=tuple(OriginPart(place, some) for place, some in zip(places_of(parts), found, strict=True)),
        sources=_sources(scene, history.amendments, (each for some in found for each in some)),
        marks=marks_of(parts),
    )


class _History(msgspec.Struct):
    """What is known of every part: its words in each revision, and what went into it between them."""

    amendments: Mapping[str, Amendment]
    order: Mapping[str, int]
    """The places of the revisions, by their ids."""
    wordings: tuple[Mapping[str, str], ...]
    """By part, revision by revision, and at last the working text."""
    incorporated: Mapping[tuple[str, int], tuple[Incorporation, ...]]
    """By part and the number of the revision before which it happened; as many as there are revisions for the last."""
    parents: Mapping[str, str]
    """Of a half, the clause that it came out of."""


def _until(scene: Scene, revision: str) -> int | None:
    if not revision:
        return None
    return scene.revisions.index(revision_named(scene, revision))


def _history(session: Session, scene: Scene) -> _History:
    amendments = {row.id: row for row in gather(session, scene).amendments}
    order = {row.id: n for n, row in enumerate(scene.revisions)}
    incorporated: dict[tuple[str, int], list[Incorporation]] = {}
    rows = session.exec(select(Incorporation).where(col(Incorporation.statement_id) == scene.statement.id))
    taken = [row for row in rows if row.amendment_id in amendments]
    # What one deed took up stands in the order of the amendments.
    places = {amendment_id: place for place, amendment_id in enumerate(amendments)}
    taken.sort(key=lambda row: (row.at, places[row.amendment_id]))
    for row in taken:
        # After the revision that the amendment was made on, and before the first one that was tabled later.
        made_on = order[amendments[row.amendment_id].revision_id]
        before = next((n for n, each in enumerate(scene.revisions) if n > made_on and row.at <= each.tabled_at), None)
        place = row.part_id, len(scene.revisions) if before is None else before
        incorporated.setdefault(place, []).append(row)
    lineage = session.exec(
        select(Lineage).where(col(Lineage.statement_id) == scene.statement.id, col(Lineage.how) == LineageKind.SPLIT)
    )
    return _History(
        amendments=amendments,
        order=order,
        wordings=tuple(
            {part.id: part.wording for part in parts}
            for parts in (*(scene.texts[row.id] for row in scene.revisions), scene.working)
        ),
        incorporated={place: tuple(rows) for place, rows in incorporated.items()},
        parents={row.to_part_id: row.from_part_id for row in lineage},
    )


def _origins_of(history: _History, part_id: str, until: int) -> tuple[OriginStretch, ...]:
    steps = _steps(history, part_id, until)
    return tuple(OriginStretch(each.text, each.by) for each in stretches(steps))


def _steps(history: _History, part_id: str, until: int) -> list[Step]:
    """How the words of a part became what they were in a revision, or beyond the last what they are."""
    steps: list[Step] = []
    for number in range(until + 1):
        rows = history.incorporated.get((part_id, number), ())
        was_there = bool(steps) or any(part_id in wordings for wordings in history.wordings[:number])
        if not was_there and part_id in history.parents and (rows or part_id in history.wordings[number]):
            steps = _steps(history, history.parents[part_id], number - 1)
        steps += _taken(history, steps[-1].wording if steps else "", rows)
        words = history.wordings[number].get(part_id)
        if words is not None and (not steps or steps[-1].wording != words):
            steps.append(Step(CHAIR if number else DRAFT, words))
    return steps


def _taken(history: _History, wording: str, rows: Sequence[Incorporation]) -> list[Step]:
    """What amendments made of a wording, one press after the other."""
    steps: list[Step] = []
    left = list(rows)
    while left:
        # Several of one instant follow one another by their words.
        next_one = next((row for row in left if row.wording_before == wording), left[0])
        press = [
            row
            for row in left
            if (row.at, row.wording_before, row.wording_after)
            == (next_one.at, next_one.wording_before, next_one.wording_after)
        ]
        if next_one.wording_before not in {"", wording}:
            steps.append(Step(CHAIR, next_one.wording_before))
        wording = next_one.wording_after
        # What the office made of several is its own only where none of them says it.
        press.sort(key=lambda row: history.amendments[row.amendment_id].delegation_id is None)
        steps.append(Step(CHAIR, wording, {row.amendment_id: _proposed(history, row) for row in press}))
        left = [row for row in left if row not in press]
    return steps


def _proposed(history: _History, row: Incorporation) -> str:
    """The whole wording that an amendment wanted, on the words that stood there when it went in."""
    amendment = history.amendments[row.amendment_id]
    if not row.wording_before:
        return amendment.second_wording or amendment.wording
    wordings = history.wordings[history.order[amendment.revision_id]]
    made_on = wordings.get(row.part_id, row.wording_before)
    carried = rebase(made_on, row.wording_before, amendment.wording) if made_on != row.wording_before else None
    return carried.wording if isinstance(carried, Rebased) else amendment.wording


def _sources(scene: Scene, amendments: Mapping[str, Amendment], found: Iterable[OriginStretch]) -> tuple[Source, ...]:
    counts: dict[str, int] = {}
    for each in found:
        counts[each.source] = counts.get(each.source, 0) + len(tokens(each.text).words)
    rows = sorted(
        (amendments[source] for source in counts if source in amendments),
        key=lambda row: (len(row.label or ""), row.label or "", row.id),
    )
    given = [Source(row.id, "amendment", row.label or "", voice_of(scene, row), counts[row.id]) for row in rows]
    first = [Source(DRAFT, "draft", "", "", counts[DRAFT])] if DRAFT in counts else []
    own = [Source(CHAIR, "chair", "", "", counts[CHAIR])] if CHAIR in counts else []
    return (*first, *given, *own)
