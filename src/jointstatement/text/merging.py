"""Amendments of one wording beside each other: what each changes, where they collide, and what they give together.

Everything is found by words: two amendments of one clause that change different words do not collide and compose into
one wording, in which every word knows who brought it. Those that change the same words are held out and shown as
alternatives of one place. An amendment is a whole proposed wording under its id; ids are the caller's.

A wording here is light marks, as `text.wording` reads them. Places are those of `tokens.tokens(base).row`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, zip_longest
from types import MappingProxyType
from unicodedata import normalize

from jointstatement.errors import ChosenCollide, NoSuchAlternative
from jointstatement.text import compare
from jointstatement.text.collisions import Collision, Group, Sources, collisions_of, found_in, groups_of, reach
from jointstatement.text.compare import Segment
from jointstatement.text.edits import (
    Edit,
    Words,
    applied,
    courses,
    edit_of,
    edits,
    smallest_edits,
    together,
    words_of,
)
from jointstatement.text.tokens import AFTER_NO_SPACE, SIGNS, Token, source_of, text_of
from jointstatement.text.wording import canonical

_SAME, _DELETED, _INSERTED = compare.Change.SAME, compare.Change.DELETED, compare.Change.INSERTED


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a merged wording, of one origin."""

    text: str
    """Light marks, complete in themselves."""
    sources: Sources = ()
    """Whose it is; empty where it is the base's and stays."""
    is_deleted: bool = False
    """Whether its sources take it out of the base; else they put it in."""
    collision: Collision | None = None
    """The dispute about this stretch of the base, which stays until it is settled."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A base with all that is proposed for it: what does not collide is in the wording, what collides is held out."""

    wording: str
    pieces: tuple[Piece, ...]
    """In order, what goes before what comes in its place. Those not deleted are the wording, those without what was
    put in are the base."""
    collisions: tuple[Collision, ...]
    """In order; their numbers are what `settled` asks for."""
    standing: Sources
    """Those whose proposals are in the wording whole."""
    held: Sources
    """Those who have a part in a collision."""


def redline(base: str, proposed: str) -> tuple[Segment, ...]:
    """What a proposal changes, by whole words and as people would draw it (`edits.edits`); a deletion stands before the
    insertion that replaces it."""
    said = words_of(base).tokens
    segments: list[Segment] = []
    at = 0
    for edit in edits(base, proposed):
        if at < edit.start:
            segments.append(Segment(_SAME, said.source_between(at, edit.start)))
        if edit.start < edit.end:
            segments.append(Segment(_DELETED, said.source_between(edit.start, edit.end)))
        if edit.row:
            segments.append(Segment(_INSERTED, source_of(edit.row)))
        at = edit.end
    if at < len(said.row):
        segments.append(Segment(_SAME, said.source_between(at, len(said.row))))
    return tuple(segments)


def groups(base: str, proposals: Mapping[str, str]) -> tuple[Collision, ...]:
    """The places where proposals for a base collide, in order; each with every alternative and its sources.

    Two collide where both change a word of the base, where one inserts amid words that the other changes, where both
    insert at one place, and where it would matter which came first. Who leaves no word of the base collides with
    everybody else. The same change made by several is one change, and no collision.
    """
    return found_in(base, tuple(proposals.items()))[1]


def merged(base: str, proposals: Mapping[str, str]) -> Merged:
    """A base with everything that is proposed for it; what collides is held out, and the base's words stay there.

    With a single proposal it is that proposal. The order of the proposals makes no difference but to the order of ids.
    """
    words = words_of(base)
    found, collisions = found_in(base, tuple(proposals.items()))
    pieces = tuple(_pieces(words, found, collisions))
    in_dispute = {source for one in collisions for source in one.sources}
    standing = [group[0][0] for group in found if len(group) == 1]
    return Merged(
        _wording(words, standing, pieces),
        pieces,
        collisions,
        tuple(source for source in proposals if source not in in_dispute),
        tuple(source for source in proposals if source in in_dispute),
    )


@dataclass(frozen=True, slots=True)
class Touching:
    """Two proposals that go together by their words and stand right beside each other: somebody should read them."""

    sources: tuple[Sources, Sources]
    """In the order of the text."""
    words: str
    """What they give side by side, light marks."""


def touching(base: str, proposals: Mapping[str, str]) -> tuple[Touching, ...]:
    """Where one proposal puts words in right beside a word that another one takes out or replaces, in order."""
    words = words_of(base)
    standing = [group[0] for group in found_in(base, tuple(proposals.items()))[0] if len(group) == 1]
    return tuple(
        Touching((sources, others), source_of(together(words, [edit, other]).row).strip())
        for (edit, sources), (other, others) in pairwise(standing)
        if edit.last == other.first
        and (edit.first == edit.last) is not (other.first == other.last)
        and set(sources).isdisjoint(others)
    )


def _wording(base: Words, standing: Sequence[Edit], pieces: Iterable[Piece]) -> str:
    """The base with edits, whose pieces these are."""
    text = "".join([piece.text for piece in pieces if not piece.is_deleted])
    if SIGNS.search(text):
        return source_of(applied(base, standing))
    # A text without marks is what its pieces are.
    return normalize("NFC", text)


def compose(base: str, proposals: Mapping[str, str], chosen: Collection[str]) -> str:
    """The base with all that the chosen ones propose.

    Refused as `ChosenCollide` where two of them change the same words, and as `NoSuchAlternative` for an unknown id.
    """
    if not set(chosen) <= proposals.keys():
        raise NoSuchAlternative
    words = words_of(base)
    found, disputed = found_in(base, tuple(one for one in proposals.items() if one[0] in chosen))
    if disputed:
        said = "; ".join(f"“{one.words or _around(words, one)}”" for one in disputed)
        raise ChosenCollide(words=said)
    return source_of(applied(words, [edit for ((edit, _),) in found]))


def settled(
    base: str, proposals: Mapping[str, str], choices: Mapping[int, str], own: Mapping[int, str] = MappingProxyType({})
) -> str:
    """The merged wording with collisions settled: at the collision of each number what that source proposes there.

    At those of `own` stand words of one's own, and where there are none, nothing. At a collision without a choice the
    words of the base stay. Refused as `NoSuchAlternative` where there is no collision of that number, or that source
    proposes nothing there.
    """
    words = words_of(base)
    found, collisions = found_in(base, tuple(proposals.items()))
    if not {*choices, *own} <= set(range(len(collisions))):
        raise NoSuchAlternative
    taken: list[Edit] = []
    number = 0
    for group in found:
        if len(group) == 1:
            taken.append(group[0][0])
            continue
        if number in own:
            taken += _own_words(words, group, own[number])
        elif number in choices:
            chosen = [edit for edit, sources in group if choices[number] in sources]
            if not chosen:
                raise NoSuchAlternative
            taken += chosen
        number += 1
    return source_of(applied(words, taken))


def _own_words(base: Words, group: Group, own: str) -> Iterator[Edit]:
    """What puts other words in the place of a collision."""
    first, last = reach(group)
    come = words_of(own)
    left, right = (base.gaps[first], base.gaps[last]) if first < last else (group[0][0].gaps[0], group[0][0].gaps[-1])
    if come.words and text_of(come.words[0]) in AFTER_NO_SPACE:
        left = ""
    if come.words:
        yield edit_of(base, first, last, come.words, (left, *come.gaps[1:-1], right))
    elif first < last:
        yield edit_of(base, first, last, (), (left if right else right,))


# When the base moves on


@dataclass(frozen=True, slots=True)
class Rebased:
    """A proposal on the new wording: it changes there what it changed on the old one."""

    wording: str


@dataclass(frozen=True, slots=True)
class AlreadyIn:
    """The new wording says already all that was proposed."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A place where a wording moved on and a proposal changes the same words."""

    words: str
    """What stood there."""
    now: str
    """What stands there now."""
    proposed: str
    """What was proposed to stand there."""


@dataclass(frozen=True, slots=True)
class NeedsItsAuthor:
    """A proposal that cannot be carried over, because the wording changed where it would change it."""

    old: str
    new: str
    proposed: str
    places: tuple[Meeting, ...]


def rebase(old: str, new: str, proposed: str) -> Rebased | AlreadyIn | NeedsItsAuthor:
    """What becomes of a proposal made on an old wording now that there is a new one.

    Changes that the new wording has already are dropped. The others are made there, where none of them collides with
    what changed from the old wording to the new one.
    """
    if canonical(proposed) == canonical(new):
        return AlreadyIn()
    made = set(smallest_edits(old, new))
    wished = smallest_edits(old, proposed)
    if wished and made.issuperset(wished):
        return AlreadyIn()
    words = words_of(old)
    found, disputed = found_in(old, ((_NEW, new), (_OWN, proposed)))
    if disputed and made & set(wished):
        # By the smallest edits, what both changed in the same way falls out of a longer change.
        by_both: dict[Edit, Sources] = {}
        for source, some in ((_NEW, smallest_edits(old, new)), (_OWN, wished)):
            for edit in some:
                by_both[edit] = (*by_both.get(edit, ()), source)
        found = tuple(groups_of(words, by_both))
        disputed = collisions_of(words, found, (_NEW, _OWN))
    if disputed:
        places = (Meeting(one.words, _of(one, _NEW), _of(one, _OWN)) for one in disputed)
        return NeedsItsAuthor(old, new, proposed, tuple(places))
    return Rebased(source_of(applied(words, [edit for ((edit, _),) in found])))


_NEW, _OWN = "new", "own"


def _of(collision: Collision, source: str) -> str:
    return next(one.words for one in collision.alternatives if source in one.sources)


# How a merged wording is laid out


def _around(base: Words, collision: Collision) -> str:
    """The words before and after a point."""
    place = bisect_left(base.tokens.words, collision.start)
    return source_of(base.tokens.row[base.at(max(place - 1, 0)) : base.before(min(place + 1, len(base)))])


def _pieces(base: Words, found: Sequence[Group], collisions: Sequence[Collision]) -> Iterator[Piece]:
    """What stays, goes and comes, in order."""
    row = base.tokens.row
    disputes = iter(collisions)
    laid = [_laid(base, course, disputes) for course in _courses(base, found)]
    at = 0
    for place, (start, end, pieces) in enumerate(laid):
        if start == end and pieces[0].collision is not None:
            # A point of white space: what stands beside it may take some of that.
            following = laid[place + 1][0] if place + 1 < len(laid) else start
            start = end = max(at, min(start, following))
        if start > at:
            yield Piece(base.tokens.source_between(at, start))
        yield from pieces
        at = end
    if at < len(row):
        yield Piece(base.tokens.source_between(at, len(row)))


def _courses(base: Words, found: Sequence[Group]) -> Iterator[list[Group]]:
    """The groups, with edits together that share the white space between them."""
    for is_alone, some in groupby(found, lambda group: len(group) == 1):
        row = list(some)
        if not is_alone:
            yield from ([group] for group in row)
            continue
        place = 0
        for course in courses(base, [edit for ((edit, _),) in row]):
            yield row[place : place + len(course)]
            place += len(course)


def _laid(base: Words, course: Sequence[Group], disputes: Iterator[Collision]) -> tuple[int, int, tuple[Piece, ...]]:
    """From which token to which a group reaches, and its pieces."""
    if len(course[0]) > 1:
        collision = next(disputes)
        return collision.start, collision.end, (Piece(collision.words, collision.sources, collision=collision),)
    if len(course) == 1:
        ((edit, sources),) = course[0]
        gone, coming = base.tokens.source_between(edit.start, edit.end), source_of(edit.row)
        pieces = (Piece(gone, sources, is_deleted=True), Piece(coming, sources))
        return edit.start, edit.end, tuple(piece for piece in pieces if piece.text)
    return _laid_together(base, [one for (one,) in course])


def _laid_together(base: Words, some: Group) -> tuple[int, int, tuple[Piece, ...]]:
    """The same for edits that share the white space between them: each token goes or comes with its own edit."""
    whole = together(base, [edit for edit, _ in some])
    start, end = whole.start, whole.end
    beginnings = [base.before(edit.first) for edit, _ in some[1:]]
    takers = [some[bisect_right(beginnings, place)][1] for place in range(start, end)]
    bringers: list[Sources] = []
    of_words = [sources for edit, sources in some for _ in edit.words]
    for sources, gap, word in zip_longest(of_words, whole.gaps, whole.words):
        bringers += [sources or some[-1][1]] * (bool(gap) + bool(word))
    head = start - base.before(whole.first)
    return (
        start,
        end,
        (
            *_by_source(base.tokens.row[start:end], takers, is_deleted=True),
            *_by_source(whole.row, bringers[head : head + len(whole.row)]),
        ),
    )


def _by_source(row: Sequence[Token], by: Sequence[Sources], *, is_deleted: bool = False) -> Iterator[Piece]:
    """Tokens as pieces, those of the same sources in one."""
    at = 0
    for sources, some in groupby(by):
        end = at + len(list(some))
        yield Piece(source_of(row[at:end]), sources, is_deleted)
        at = end
