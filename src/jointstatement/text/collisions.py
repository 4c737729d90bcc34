"""Where amendments of one wording collide, found by words, and what each would have there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jointstatement.text.edits import Edit, Words, agreed_gap, edits, words_of
from jointstatement.text.tokens import Token, source_of, text_of, tokens, without_ends
from jointstatement.text.wording import escape

Sources = tuple[str, ...]
"""The ids of those who propose one thing, in the order in which the proposals were given."""
Group = list[tuple[Edit, Sources]]
"""Edits that collide, directly or through others, or one that collides with none."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """What stands at a disputed place if these sources have their way."""

    words: str
    """Light marks without white space at its ends; empty where the words go."""
    sources: Sources


@dataclass(frozen=True, slots=True)
class Collision:
    """A place where proposals collide, directly or through others, and everything that is proposed for it."""

    start: int
    """The first token of the base in dispute."""
    end: int
    """The token after the last one; the same as `start` where only insertions collide."""
    words: str
    """What the base says there."""
    alternatives: tuple[Alternative, ...]
    """In the order of their first sources. Those who propose the same are sources of one alternative."""

    @property
    def sources(self) -> Sources:
        """All who propose something for the place."""
        return tuple(source for alternative in self.alternatives for source in alternative.sources)


@lru_cache(maxsize=512)
def found_in(base: str, proposals: tuple[tuple[str, str], ...]) -> tuple[tuple[Group, ...], tuple[Collision, ...]]:
    """What is proposed for a base, in groups in order of place, and the collisions among them."""
    words = words_of(base)
    found = groups_of(words, _proposed(base, proposals))
    return tuple(found), collisions_of(words, found, [source for source, _ in proposals])


def _proposed(base: str, proposals: Iterable[tuple[str, str]]) -> dict[Edit, Sources]:
    """Every edit that anybody proposes, with all who propose it."""
    found: dict[Edit, list[str]] = {}
    for source, wording in proposals:
        for edit in edits(base, wording):
            found.setdefault(edit, []).append(source)
    return {edit: tuple(sources) for edit, sources in found.items()}


def groups_of(base: Words, proposed: Mapping[Edit, Sources]) -> list[Group]:
    """The edits in groups, in order of place."""
    if any(_is_all(base, edit) for edit in proposed):
        return [sorted(proposed.items(), key=_place)]
    found: list[Group] = []
    end = -1
    for one in sorted(proposed.items(), key=_place):
        edit = one[0]
        if found and (edit.first < end or _same_point(found[-1], edit)):
            found[-1].append(one)
            end = max(end, edit.last)
            if len(found) > 1 and _quarrel_with(base, found[-2], edit):
                last = found.pop()
                found[-1] += last
        elif found and _quarrel_with(base, found[-1], edit):
            found[-1].append(one)
            end = edit.last
        else:
            found.append([one])
            end = edit.last
    return found


def _place(one: tuple[Edit, Sources]) -> tuple[int, int]:
    return one[0][:2]


def _same_point(group: Group, edit: Edit) -> bool:
    """Whether an edit takes no word and stands where one of a group takes none."""
    return edit.is_insertion and group[-1][0][:2] == edit[:2]


def _quarrel_with(base: Words, group: Group, edit: Edit) -> bool:
    """Whether an edit that begins where some of a group end cannot stand beside one of them."""
    return any(one.last == edit.first and _quarrel(base, one, edit) for one, _ in group)


def _is_all(base: Words, edit: Edit) -> bool:
    """Whether an edit leaves no word of the base."""
    return edit.first == 0 and edit.last == len(base)


def _quarrel(base: Words, left: Edit, right: Edit) -> bool:
    """Whether it is in doubt what two edits side by side give together."""
    place = left.last
    if right.is_insertion and right.words and right.words[-1] == base.words[place - 1]:
        # What is inserted after a word and ends in that word might as well stand before it.
        return True
    if left.is_insertion and left.words and left.words[0] == base.words[place]:
        return True
    between = agreed_gap(base.gaps[place], left.gaps[-1], right.gaps[0])
    if between is None:
        return True
    last = left.words[-1] if left.words else base.words[left.first - 1] if left.first else ""
    following = right.words[0] if right.words else base.words[right.last] if right.last < len(base) else ""
    return not between and bool(last and following) and _grow_together(text_of(last), text_of(following))


def _grow_together(one: str, other: str) -> bool:
    """Whether two words without white space between them would be read as one."""
    inner = set("-‐‑'’*")
    return bool({one[-1], other[0]} & inner) or len(tokens(escape(one + other)).row) < 2


# How a place in dispute is shown


def collisions_of(base: Words, found: Sequence[Group], order: Iterable[str]) -> tuple[Collision, ...]:
    """The groups of more than one edit as they are shown; `order` is that of the sources."""
    ranks = {source: rank for rank, source in enumerate(order)}
    return tuple(_collision(base, group, ranks) for group in found if len(group) > 1)


def reach(group: Group) -> tuple[int, int]:
    """From which word of the base to before which one edits reach."""
    return group[0][0].first, max(edit.last for edit, _ in group)


def _collision(base: Words, group: Group, ranks: Mapping[str, int]) -> Collision:
    first, last = reach(group)
    start = base.at(first)
    end = base.before(last) if last > first else start
    found: dict[tuple[Token, ...], list[str]] = {}
    own: dict[str, list[Edit]] = {}
    for edit, sources in group:
        for source in sources:
            own.setdefault(source, []).append(edit)
    for source in sorted(own, key=ranks.__getitem__):
        found.setdefault(_between(base, first, last, own[source]), []).append(source)
    alternatives = (Alternative(source_of(without_ends(row)), tuple(sources)) for row, sources in found.items())
    return Collision(start, end, base.tokens.source_between(start, end), tuple(alternatives))


def _between(base: Words, first: int, last: int, own: Sequence[Edit]) -> tuple[Token, ...]:
    """The tokens in the place of some words of a base, and of the white space round them, after edits of them."""
    row: list[Token] = []
    at = base.before(first)
    for edit in own:
        row += (*base.tokens.row[at : edit.start], *edit.row)
        at = edit.end
    return (*row, *base.tokens.row[at : base.at(last)])
