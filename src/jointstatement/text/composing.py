"""Amendments of one part put on the words that stand there by now: what goes together, and what is in dispute.

An amendment is made on the words of a revision, and the working text may have moved on since. Each is carried over
first; those that can be are merged, place by place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jointstatement.errors import NoSuchAlternative
from jointstatement.terms import AmendmentKind
from jointstatement.text.merging import (
    AlreadyIn,
    Meeting,
    Merged,
    NeedsItsAuthor,
    Rebased,
    merged,
    rebase,
    settled,
)
from jointstatement.text.wording import canonical


@dataclass(frozen=True, slots=True)
class Offered:
    """An amendment: the words that it was made on, and the whole wording that it proposes in their place."""

    id: str
    old: str
    proposed: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to stand at a place in dispute: an alternative, by one of its sources, or words of one's own."""

    source: str = ""
    """Empty where the words of the text stay, or own words come."""
    words: str | None = None
    """Own words, light marks; empty where all go."""


@dataclass(frozen=True, slots=True)
class Composition:
    """All live amendments of one part, on the words that stand there now."""

    base: str
    proposals: Mapping[str, str]
    """Those that can be carried over, each as the whole wording that it proposes now."""
    rebased: frozenset[str]
    """Those of them that were made on other words."""
    already: tuple[str, ...]
    """Those of which the text says everything already."""
    needing: Mapping[str, NeedsItsAuthor]
    """Those that nobody but their authors can carry over."""
    merged: Merged


@dataclass(frozen=True, slots=True)
class Composed:
    """What came of a composition."""

    wording: str
    whole: tuple[str, ...]
    """Those that are in it as they were proposed."""
    in_part: tuple[str, ...]
    """Those of which something is in it, and something is not."""


def composition(base: str, offered: Sequence[Offered]) -> Composition:
    """Carries every amendment over to the present words, and merges those that can be."""
    proposals: dict[str, str] = {}
    rebased: set[str] = set()
    already: list[str] = []
    needing: dict[str, NeedsItsAuthor] = {}
    for one in offered:
        outcome = Rebased(one.proposed) if one.old == base else rebase(one.old, base, one.proposed)
        match outcome:
            case Rebased(wording):
                proposals[one.id] = wording
                rebased |= {one.id} if one.old != base else set()
            case AlreadyIn():
                already.append(one.id)
            case NeedsItsAuthor():
                needing[one.id] = outcome
    return Composition(base, proposals, frozenset(rebased), tuple(already), needing, merged(base, proposals))


def compose(whole: Composition, choices: Mapping[int, Choice]) -> Composed:
    """The words with everything that goes together, and at each place in dispute, by its number, what was chosen.

    Without a choice the words of the text stay there. Raises `NoSuchAlternative` for a choice that is not there.
    """
    _demand_there(whole, choices)
    sources: dict[int, str] = {}
    own: dict[int, str] = {}
    for number, choice in choices.items():
        if choice.words is None:
            sources |= {number: choice.source} if choice.source else {}
        elif canonical(choice.words) != whole.merged.collisions[number].words:
            own[number] = canonical(choice.words)
    wording = settled(whole.base, whole.proposals, sources, own)
    return Composed(canonical(wording), *_what_is_in(whole, choices))


@dataclass(frozen=True, slots=True)
class SavedChoice:
    """A choice with the place that it was made at, to be found again when amendments have come or gone."""

    start: int
    end: int
    disputed: str
    """What the text says there."""
    source: str = ""
    words: str | None = None


def to_save(whole: Composition, choices: Mapping[int, Choice]) -> list[SavedChoice]:
    """Choices as they are kept. Raises `NoSuchAlternative` for one that is not there."""
    _demand_there(whole, choices)
    places = ((whole.merged.collisions[number], choice) for number, choice in sorted(choices.items()))
    return [SavedChoice(one.start, one.end, one.words, choice.source, choice.words) for one, choice in places]


def still_there(whole: Composition, base: str, saved: Sequence[SavedChoice]) -> dict[int, Choice]:
    """Those of the saved choices, made on these words, whose place and alternative are still there."""
    if base != whole.base:
        return {}
    found = {}
    for number, one in enumerate(whole.merged.collisions):
        for choice in saved:
            is_here = (choice.start, choice.end, choice.disputed) == (one.start, one.end, one.words)
            if is_here and (choice.words is not None or choice.source in {"", *one.sources}):
                found[number] = Choice(choice.source, choice.words)
    return found


def chosen_among(whole: Composition, saved: Sequence[SavedChoice]) -> dict[int, Choice]:
    """The saved choices of an amendment where the same words are in dispute, whatever else has changed around them."""
    return {
        number: Choice(choice.source)
        for number, one in enumerate(whole.merged.collisions)
        for choice in saved
        if choice.words is None and choice.source in one.sources and choice.disputed == one.words
    }


def _what_is_in(whole: Composition, choices: Mapping[int, Choice]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which amendments are in the words wholly, and which in part."""
    wanted: dict[str, int] = dict.fromkeys(whole.proposals, 0)
    had: dict[str, int] = dict.fromkeys(whole.proposals, 0)
    for piece in whole.merged.pieces:
        if piece.collision is None:
            for source in piece.sources:
                wanted[source] += 1
                had[source] += 1
    for number, collision in enumerate(whole.merged.collisions):
        choice = choices.get(number, Choice())
        for alternative in collision.alternatives:
            is_chosen = choice.words is None and choice.source in alternative.sources
            for source in alternative.sources:
                wanted[source] += 1
                had[source] += is_chosen
    ids = [source for source in whole.proposals if wanted[source]]
    return (
        tuple(source for source in ids if had[source] == wanted[source]),
        tuple(source for source in ids if 0 < had[source] < wanted[source]),
    )


def _demand_there(whole: Composition, choices: Mapping[int, Choice]) -> None:
    if any(not 0 <= number < len(whole.merged.collisions) for number in choices):
        raise NoSuchAlternative


@dataclass(frozen=True, slots=True)
class Deed:
    """What an amendment does, to which parts."""

    id: str
    kind: AmendmentKind
    part_id: str
    other_id: str = ""


# When a further revision is tabled


class PartGone:
    """The part that an amendment is made on, or one that it names, no longer stands in the text."""


Fate = Rebased | AlreadyIn | NeedsItsAuthor | PartGone
"""What becomes of an amendment when the text has moved on."""


def fate_of(deed: Deed, proposed: str, old: Mapping[str, str], new: Mapping[str, str]) -> Fate:
    """What becomes of an amendment: `old` and `new` are the words of all parts, by id, when it was made and now.

    Other words are carried over place by place. Halves, and two clauses in one, are written for the words that they are
    made of; a deletion, a new part and a move need their parts only.
    """
    named = {deed.part_id, deed.other_id} - {""}
    if not named <= new.keys():
        return PartGone()
    then, now = old.get(deed.part_id, ""), new[deed.part_id]
    if deed.kind is AmendmentKind.REPLACE:
        return Rebased(proposed) if then == now else rebase(then, now, proposed)
    if deed.kind in {AmendmentKind.SPLIT, AmendmentKind.MERGE} and any(old.get(each) != new[each] for each in named):
        return NeedsItsAuthor(then, now, proposed, (Meeting(then, now, proposed),))
    return Rebased(proposed)


# What is more than other words


_ENDS_WORDS = frozenset({AmendmentKind.DELETE, AmendmentKind.SPLIT, AmendmentKind.MERGE})
IN_ORDER = (AmendmentKind.ADD_AFTER, AmendmentKind.MOVE, AmendmentKind.SPLIT, AmendmentKind.MERGE, AmendmentKind.DELETE)
"""In which order they are carried out, so that none takes another's place away."""


def in_the_way(deeds: Sequence[Deed]) -> dict[str, tuple[str, ...]]:
    """Which amendments cannot be carried out together, by their ids; other words against other words are not in it.

    Who deletes, splits or joins a part collides with everybody else who changes it; two moves of one part collide, and
    so do a move and the end of what it moves or stands after; of two new parts at one place, somebody says which comes
    first.
    """
    found = {one.id: tuple(other.id for other in deeds if _collide(one, other)) for one in deeds}
    return {one: others for one, others in found.items() if others}


def _collide(one: Deed, other: Deed) -> bool:
    if one.id == other.id:
        return False
    kinds = {one.kind, other.kind}
    if kinds == {AmendmentKind.ADD_AFTER} or kinds == {AmendmentKind.MOVE}:
        return one.part_id == other.part_id
    if AmendmentKind.ADD_AFTER in kinds or not kinds & _ENDS_WORDS:
        return False
    if AmendmentKind.MOVE in kinds:
        move, end = (one, other) if one.kind is AmendmentKind.MOVE else (other, one)
        return bool({move.part_id, move.other_id} & _ended(end))
    return bool(_changed(one) & _changed(other))


def _changed(deed: Deed) -> set[str]:
    return {deed.part_id, deed.other_id} - {""} if deed.kind is AmendmentKind.MERGE else {deed.part_id}


def _ended(deed: Deed) -> set[str]:
    """The parts that are there no more afterwards."""
    return {deed.part_id} if deed.kind is AmendmentKind.DELETE else {deed.other_id} - {""}
