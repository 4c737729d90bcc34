"""The closing punctuation of parts: computed from a part's place, or split off a text that brought its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jointstatement.terms import PartKind
from jointstatement.text.document import Part

_CONJUNCTIONS = (
    "and", "or", "et", "ou", "und", "oder", "и", "или", "i", "ili", "ve", "y", "e", "και", "och", "og", "dhe", "și",
    "şi", "és",
)  # fmt: skip
_ENDING = re.compile(rf"\s*(?:[;,·]\s*\b(?:{'|'.join(_CONJUNCTIONS)})|[;,.:·])\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingRules:
    """What a statement style prints after its clauses and items."""

    preambular: str = ","
    operative: str = ";"
    before_last: str = "; and"
    """After the last operative clause but one."""
    last: str = "."
    """After the last clause of the text."""
    item: str = ";"
    item_before_last: str = "; and"
    item_last: str = ""
    """After the last item of a clause; "" for the ending that the clause itself would have in its place."""
    introducing_items: str = ":"
    """After a clause or an item that introduces items."""


def endings(parts: Sequence[Part], rules: EndingRules) -> tuple[str, ...]:
    """The closing punctuation printed after each part, in the order of the parts.

    A part's own ending wins always. Otherwise the last clause of the text gets `last`, the operative clause before
    the last operative one `before_last`, every other clause the ending of its kind. A clause that introduces items
    gets `introducing_items`, and its last item gets `item_last` or else what the clause would have had; the last of
    nested items gets what their item would have had. A clause or item that goes on in a continuation paragraph leaves
    the ending of its place to that paragraph, and ends itself like any other of its kind. Title, subtitle, chapeau,
    formulas, headings, closing and footnotes get "".
    """
    computed = [""] * len(parts)
    clauses = list(_clauses(parts))
    middles = {PartKind.OPERATIVE: rules.operative, PartKind.PREAMBULAR: rules.preambular}
    kind = PartKind.OPERATIVE
    operative = [clause for clause in clauses if parts[clause.place].kind is kind]
    for clause in clauses:
        ending = middle = middles[parts[clause.place].kind]
        if clause is clauses[-1]:
            ending = rules.last
        elif len(operative) > 1 and clause is operative[-2]:
            ending = rules.before_last
        _end(clause, parts, rules, computed, ending=ending, middle=middle, last_item=rules.item_last)
    return tuple(
        part.ending if part.ending is not None else ending for part, ending in zip(parts, computed, strict=True)
    )


def split_ending(text: str) -> tuple[str, str]:
    """A text as its wording and its closing punctuation; the two joined are always `text.rstrip()`.

    Endings are ";", ",", ".", ":", "·", and ";" or "," with a conjunction ("; and", ", et", "; и"), together with the
    white space before them. A full stop is an ending also where it closes an abbreviation. An ellipsis, and a full
    stop within a closing quotation mark or bracket, belong to the wording.
    """
    text = text.rstrip()
    if text.endswith(".."):
        return text, ""
    found = _ENDING.search(text)
    if found is None:
        return text, ""
    return text[: found.start()], found.group()


@dataclass(slots=True, eq=False)
class _Node:
    """A clause or an item with the items below it."""

    place: int
    level: int
    below: list["_Node"] = field(default_factory=list)


def _clauses(parts: Sequence[Part]) -> Iterator[_Node]:
    """Every clause with its items. Items before the first clause belong to none."""
    path: list[_Node] = []
    for place, part in enumerate(parts):
        if part.is_clause:
            path = [_Node(place, 0)]
            yield path[0]
        elif part.kind is PartKind.ITEM and path:
            item = _Node(place, max(part.level, 1))
            while path[-1].level >= item.level:
                path.pop()
            path[-1].below.append(item)
            path.append(item)


def _end(
    node: _Node,
    parts: Sequence[Part],
    rules: EndingRules,
    computed: list[str],
    *,
    ending: str,
    middle: str,
    last_item: str = "",
) -> None:
    """Gives a clause or item the ending of its place, or hands it to the last paragraph below it."""
    if not node.below:
        computed[node.place] = ending
        return
    labelled = [parts[below.place].label != "" for below in node.below]
    computed[node.place] = rules.introducing_items if labelled[0] else middle
    for number, below in enumerate(node.below):
        if number == len(node.below) - 1:
            below_ending = last_item or ending if labelled[number] else ending
        elif not labelled[number]:
            below_ending = middle
        elif labelled[number + 1] and not any(labelled[number + 2 : number + 3]):
            below_ending = rules.item_before_last
        else:
            below_ending = rules.item
        below_middle = rules.item if labelled[number] else middle
        _end(below, parts, rules, computed, ending=below_ending, middle=below_middle)
