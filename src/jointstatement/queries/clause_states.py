"""How far the clauses of a text have come, and what is bound together: what was noted, and what the words say."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
from sqlmodel import Session

from jointstatement.access.clause_states import Bound, BoundBracket, notes_open_to, packages_of
from jointstatement.access.statements import working_text
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound, Refusal
from jointstatement.queries.places import Place, places_of
from jointstatement.queries.redline import marks_of
from jointstatement.queries.reopening_requests import OnClause, RequestLine, requests_in, requests_on
from jointstatement.queries.statement import Scene, StatementHead, has_come, head_of, scene_of
from jointstatement.terms import AGREED_STATES, ATTENDING, ClauseState
from jointstatement.text.bracketing import names_of
from jointstatement.text.brackets import BracketKind, brackets
from jointstatement.text.clause_states import blocks, is_by_half, open_in, state_of, words_of_clauses, words_seen
from jointstatement.text.document import Part
from jointstatement.text.number import number_parts
from jointstatement.text.wording import plain
from jointstatement.workflow import permit


class Stated(msgspec.Struct, frozen=True):
    """How far one clause has come."""

    part_id: str
    state: ClauseState
    awaited: tuple[str, ...]
    """Whose agreement is awaited, of those that may be named to this person."""
    confirm_by: datetime | None
    is_overdue: bool
    """That hour has passed and nobody noted the clause as agreed; it makes nothing agreed."""
    noted_at: datetime | None
    reason: str
    package: str
    """The title of the package in which it is bound."""
    package_id: str
    bound_with: tuple[str, ...]
    """The labels of the other clauses of that package, and its brackets."""
    open: int
    """Brackets and placeholders in the clause and its items."""

    @property
    def is_agreed(self) -> bool:
        """Something of it is noted as agreed; a change of its words re-opens it."""
        return self.state in AGREED_STATES

    @property
    def is_told(self) -> bool:
        """There is more to say of it beside its words than that it is open."""
        return self.state is not ClauseState.OPEN or bool(self.package_id)


class StatedClause(msgspec.Struct, frozen=True):
    """A clause in the list of all."""

    place: Place
    stated: Stated
    seen: str
    """What tells the words that are shown, for noting a state of them."""


class BoundPlace(msgspec.Struct, frozen=True):
    """A bracket that is resolved with the rest of its package, or not at all."""

    number: int
    """Among the brackets of the package."""
    place: Place
    """The part in which it stands."""
    words: str
    """With its signs."""
    choices: tuple[str, ...]
    """What it may become, in order, as bare words."""
    stands: bool
    """It is not resolved in this text."""


class PackageLine(msgspec.Struct, frozen=True):
    """Clauses and brackets that are agreed together or not at all."""

    id: str
    title: str
    places: tuple[Place, ...]
    """Of its clauses, those that stand in this text."""
    brackets: tuple[BoundPlace, ...]
    """Of its brackets, those whose parts stand in this text."""
    is_agreed: bool
    """All its clauses are noted as agreed and all its brackets resolved."""
    is_by_half: bool
    """Some of that is so and some is not; consensus waits for it."""
    seen: str

    @property
    def is_open(self) -> bool:
        """A bracket of it is still to be resolved."""
        return any(each.stands for each in self.brackets)


class BracketToBind(msgspec.Struct, frozen=True):
    """A bracket that stands on the desk and may be bound."""

    place: Place
    number: int
    """Within its part."""
    version: int
    """Of the part."""
    words: str


class ClauseStates(msgspec.Struct, frozen=True):
    """How far a text has come, clause by clause."""

    head: StatementHead
    revision: str
    """The label of the revision that it is; empty for the working text."""
    refusal: Refusal | None
    """Why nothing can be noted now, or nothing where it can."""
    binding_refusal: Refusal | None
    clauses: tuple[StatedClause, ...]
    """Clauses, and other parts of which something was noted or is open."""
    packages: tuple[PackageLine, ...]
    brackets: tuple[BracketToBind, ...]
    """Those that stand in no package yet, where something can be bound."""
    marks: dict[str, str]
    delegations: tuple[tuple[str, str], ...]
    """Whose agreement may be awaited, for the chair's office."""
    requests: tuple[RequestLine, ...]
    """That clauses be re-opened: all for the chair's office, a delegation's own."""

    @property
    def counted(self) -> tuple[tuple[ClauseState, int], ...]:
        """How many clauses there are in each state, those with none left out."""
        states = [each.stated.state for each in self.clauses if each.place.is_clause]
        return tuple((state, states.count(state)) for state in ClauseState if state in states)

    @property
    def bindable(self) -> tuple[StatedClause, ...]:
        """The clauses that stand in no package yet."""
        return tuple(each for each in self.clauses if each.place.is_clause and not each.stated.package_id)


class ClauseStatePage(msgspec.Struct, frozen=True):
    """One clause, to note something of it."""

    whole: ClauseStates
    clause: StatedClause
    items: tuple[Part, ...]
    wording: str
    marks: dict[str, str]
    asked: OnClause
    """That it be re-opened."""


class PackagePage(msgspec.Struct, frozen=True):
    """One package with the words of its clauses, to note something of it."""

    whole: ClauseStates
    package: PackageLine
    clauses: tuple[tuple[StatedClause, tuple[Part, ...]], ...]
    """Each with its own part and its items."""
    brackets: tuple[tuple[BoundPlace, Part], ...]
    """Each with the part in which it stands."""
    marks: dict[str, str]


def clause_states(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> ClauseStates:
    """How far the text has come: the working text for the chair's office, for delegates the one on the table.

    Raises `NotFound`, `NotYours`.
    """
    whole, _ = _states(session, scene_of(session, viewer, statement_id, now))
    return whole


def clause_state_page(
    session: Session, viewer: Viewer, statement_id: str, part_id: str, *, now: datetime
) -> ClauseStatePage:
    """One clause with its items, and how far it has come. Raises `NotFound`, `NotYours`."""
    scene = scene_of(session, viewer, statement_id, now)
    whole, stated = _states(session, scene)
    parts = _text(scene)
    block = blocks(parts).get(part_id)
    if block is None:
        raise NotFound()
    place = next(place for place in places_of(parts) if place.part_id == part_id)
    return ClauseStatePage(
        whole=whole,
        clause=StatedClause(place, stated[part_id], words_seen(block)),
        items=block[1:],
        wording=block[0].wording,
        marks=marks_of(parts),
        asked=requests_on(session, scene, part_id),
    )


def package_page(session: Session, viewer: Viewer, statement_id: str, package_id: str, *, now: datetime) -> PackagePage:
    """One package. Raises `NotFound`, `NotYours`."""
    scene = scene_of(session, viewer, statement_id, now)
    whole, _ = _states(session, scene)
    package = next((each for each in whole.packages if each.id == package_id), None)
    if package is None:
        raise NotFound()
    parts = _text(scene)
    standing = blocks(parts)
    there = {place.part_id for place in package.places}
    by_id = {part.id: part for part in parts}
    return PackagePage(
        whole=whole,
        package=package,
        clauses=tuple((each, standing[each.place.part_id]) for each in whole.clauses if each.place.part_id in there),
        brackets=tuple((each, by_id[each.place.part_id]) for each in package.brackets),
        marks=marks_of(parts),
    )


def stated_clauses(session: Session, scene: Scene, parts: Sequence[Part]) -> dict[str, Stated]:
    """How far each clause of a text has come, by its part's id; of what this person may load.

    A fixed number of SQL statements. Those that are no members are told nothing.
    """
    if scene.viewer.role in ATTENDING:
        return {}
    return _stated(session, scene, parts, packages_in(session, scene))


def stated_with_items(session: Session, scene: Scene, parts: Sequence[Part]) -> dict[str, Stated]:
    """The same for every part of the text: of an item, how far the clause has come with which it goes."""
    stated = stated_clauses(session, scene, parts)
    return {part.id: stated[owner] for owner, block in blocks(parts).items() if owner in stated for part in block}


def packages_in(session: Session, scene: Scene) -> tuple[Bound, ...]:
    """The packages, their brackets as this person has them: on the desk for the chair's office, else as tabled."""
    if scene.viewer.reads_desk or not scene.revisions:
        return packages_of(session, scene.statement)
    return packages_of(session, scene.statement, tabled=len(scene.revisions))


def _states(session: Session, scene: Scene) -> tuple[ClauseStates, Mapping[str, Stated]]:
    """The text with how far it has come, and each clause by its part's id, those too that the list leaves out."""
    viewer = scene.viewer
    permit.demand(permit.may_read_negotiation(viewer.role))
    parts, packages = _text(scene), packages_in(session, scene)
    stated, standing = _stated(session, scene, parts, packages), blocks(parts)
    places = {place.part_id: place for place in places_of(parts)}
    ask = scene.workflow, scene.situation, viewer.role
    binding_refusal = permit.may_bind_package(*ask)
    whole = ClauseStates(
        head=head_of(scene),
        revision="" if viewer.is_office else scene.revisions[-1].label,
        refusal=permit.may_note_clause_state(*ask),
        binding_refusal=binding_refusal,
        clauses=tuple(
            StatedClause(places[part_id], each, words_seen(standing[part_id]))
            for part_id, each in stated.items()
            if places[part_id].is_clause or each.is_told or each.open
        ),
        packages=tuple(_line(package, stated, parts, places) for package in packages),
        brackets=() if binding_refusal else _brackets_to_bind(session, scene, packages, places),
        marks=marks_of(parts),
        delegations=tuple((each.id, each.name) for each in scene.members) if viewer.is_office else (),
        requests=requests_in(session, scene),
    )
    return whole, stated


def _stated(session: Session, scene: Scene, parts: Sequence[Part], packages: Sequence[Bound]) -> dict[str, Stated]:
    noted = notes_open_to(session, scene.viewer, scene.statement)
    bound = {part_id: package for package in packages for part_id in package.part_ids}
    labels = {part.id: label or str(part.kind) for part, label in zip(parts, number_parts(parts), strict=True)}
    found = {}
    for part_id, block in blocks(parts).items():
        last = noted.get(part_id)
        state = state_of(block, last.state if last else None)
        is_agreed = state in AGREED_STATES
        confirm_by = last.confirm_by if last and is_agreed else None
        package = bound.get(part_id)
        found[part_id] = Stated(
            part_id=part_id,
            state=state,
            awaited=tuple(name for each, name in scene.names.items() if each in last.awaited)
            if last and is_agreed
            else (),
            confirm_by=confirm_by,
            is_overdue=has_come(scene, confirm_by),
            noted_at=last.at if last else None,
            reason=last.reason if last else "",
            package=package.title if package else "",
            package_id=package.id if package else "",
            bound_with=_others(package, part_id, labels) if package else (),
            open=open_in(block),
        )
    return found


def _text(scene: Scene) -> tuple[Part, ...]:
    return scene.working if scene.viewer.is_office else scene.text


def _line(
    package: Bound, stated: Mapping[str, Stated], parts: Sequence[Part], places: Mapping[str, Place]
) -> PackageLine:
    wordings = {part.id: part.wording for part in parts}
    settled = package.settled(wordings, {part_id: each.state for part_id, each in stated.items()})
    return PackageLine(
        id=package.id,
        title=package.title,
        places=tuple(places[part.id] for part in parts if part.id in package.part_ids),
        brackets=tuple(
            _bound_place(each, places[each.part_id], wordings[each.part_id])
            for each in package.brackets
            if each.part_id in wordings
        ),
        is_agreed=bool(settled) and all(settled),
        is_by_half=is_by_half(settled),
        seen=words_of_clauses(parts, (*package.part_ids, *(each.part_id for each in package.brackets))),
    )


def _bound_place(bound: BoundBracket, place: Place, wording: str) -> BoundPlace:
    found = bound.in_words(wording)
    choices = tuple(plain(choice.words) for choice in found.choices) if found else ()
    return BoundPlace(bound.number, place, bound.words, choices, found is not None)


def _brackets_to_bind(
    session: Session, scene: Scene, packages: Sequence[Bound], places: Mapping[str, Place]
) -> tuple[BracketToBind, ...]:
    """Brackets of the working text, tabled too, that nothing binds: neither themselves nor what they stand in."""
    tabled = {part.id: set(names_of(brackets(part.wording)).values()) for part in scene.text}
    owner = {part.id: owner for owner, block in blocks(scene.working).items() for part in block}
    whole = {part_id for package in packages for part_id in package.part_ids}
    found = []
    for row in working_text(session, scene.statement):
        every = [each for package in packages for each in package.brackets if each.part_id == row.id]
        found_here = brackets(row.wording)
        names = names_of(found_here)
        bound = [bracket for bracket in (each.in_words(row.wording) for each in every) if bracket]
        found += [
            BracketToBind(places[row.id], bracket.number, row.version, bracket.words)
            for bracket in found_here.all
            if names[bracket.number] in tabled.get(row.id, ())
            and bracket.kind is not BracketKind.PLACEHOLDER
            and owner[row.id] not in whole
            and not any(bracket.start < each.end and each.start < bracket.end for each in bound)
        ]
    return tuple(found)


def _others(package: Bound, part_id: str, labels: Mapping[str, str]) -> tuple[str, ...]:
    return (
        *(label for each, label in labels.items() if each in package.part_ids and each != part_id),
        *(f"{labels[each.part_id]} {plain(each.words)}" for each in package.brackets if each.part_id in labels),
    )
