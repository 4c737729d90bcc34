"""The flat row of parts as the tree that lists are made of: runs of clauses, each with the items below it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from jointstatement.documents.printed import ItemForm, PrintedPart, item_form, shown_level
from jointstatement.terms import PartKind


@dataclass(slots=True, eq=False)
class Node:
    """A clause or an item with the items below it."""

    printed: PrintedPart
    below: list["Node"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Clauses:
    """Clauses of one kind with nothing between them."""

    kind: PartKind
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """Items of one form and level that follow each other under the same clause or item, or under none."""

    form: ItemForm
    level: int
    nodes: tuple[Node, ...]


def nested(printed: Sequence[PrintedPart], *, is_draft: bool) -> Iterator[PrintedPart | Clauses | Items]:
    """The parts of a text in their order, footnotes left out: clauses and items in lists, all other parts alone.

    Items that stand under no clause, after a heading say, are a list of their own.
    """
    clauses: list[Node] = []
    stray: list[Node] = []
    for one in printed:
        kind = one.part.kind
        if kind is PartKind.FOOTNOTE:
            continue
        if kind is PartKind.ITEM:
            _hang(clauses[-1].below if clauses else stray, one)
            continue
        if not one.part.is_clause or (clauses and clauses[0].printed.part.kind is not kind) or stray:
            yield from _gathered(clauses, stray, is_draft=is_draft)
            clauses, stray = [], []
        if one.part.is_clause:
            clauses.append(Node(one))
        else:
            yield one
    yield from _gathered(clauses, stray, is_draft=is_draft)


def lists_of(nodes: Sequence[Node], *, is_draft: bool) -> Iterator[Items]:
    """Items under one clause or item, cut wherever their form or level changes."""

    def look(node: Node) -> tuple[ItemForm, int]:
        return item_form(node.printed.part, is_draft=is_draft), shown_level(node.printed.part)

    for (form, level), group in groupby(nodes, look):
        yield Items(form, level, tuple(group))


def _gathered(clauses: Sequence[Node], stray: Sequence[Node], *, is_draft: bool) -> Iterator[Clauses | Items]:
    yield from lists_of(stray, is_draft=is_draft)
    if clauses:
        yield Clauses(clauses[0].printed.part.kind, tuple(clauses))


def _hang(below: list[Node], printed: PrintedPart) -> None:
    """Adds an item to those of its clause, or to those of the item it is one level deeper than."""
    level = 1
    while level < shown_level(printed.part) and below:
        below, level = below[-1].below, level + 1
    below.append(Node(printed))
