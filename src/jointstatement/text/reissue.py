"""What lies open when a further text goes under silence after a break: what has changed, and what was objected to.

A clause is taken with its items: whoever may answer to one of them may answer to all. Every other part stands for
itself.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from jointstatement.terms import PartKind
from jointstatement.text.document import Part


@dataclass(frozen=True, slots=True)
class Reissue:
    """Which parts of the later text may be objected to; all others are settled."""

    open_parts: frozenset[str]
    only_the_whole_answers: bool
    """Something was taken out or moved, so that no part is there to which an objection could be made."""


def reissue(before: Sequence[Part], after: Sequence[Part], *, objected: Collection[str]) -> Reissue:
    """Compares the text on which silence was broken with the later one; `objected` are the parts it was broken on."""
    known = {part.id: _as_compared(part) for part in before}
    old, new = {group[0].id: group for group in _groups(before)}, {group[0].id: group for group in _groups(after)}
    open_parts: set[str] = set()
    for head, group in new.items():
        is_same = [known.get(part.id) for part in group] == [_as_compared(part) for part in group]
        is_whole = head in old and [part.id for part in old[head]] == [part.id for part in group]
        if not (is_same and is_whole and _is_untouched(group, objected)):
            open_parts.update(part.id for part in group)
    common = old.keys() & new.keys()
    is_moved = [head for head in old if head in common] != [head for head in new if head in common]
    return Reissue(frozenset(open_parts), only_the_whole_answers=is_moved or old.keys() - new.keys() != set())


def _is_untouched(group: Iterable[Part], objected: Collection[str]) -> bool:
    return all(part.id not in objected for part in group)


def _groups(parts: Sequence[Part]) -> list[list[Part]]:
    groups: list[list[Part]] = []
    for part in parts:
        if part.kind is PartKind.ITEM and groups:
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _as_compared(part: Part) -> Part:
    return replace(part, label=None)
