"""Which amendments can be one proposal, and whether its words say what they say together.

Nothing of them is to be dropped, and nothing is to come to them.

Of a clause that is divided each half is put together by itself, and of two that are joined the words of both; which
only who divides it at the same place, or joins the same ones, can have in one proposal.

All of it is found by comparing words. Signs of brackets are nobody's words, and what stands in brackets is not settled:
words of the text in them are taken out by nobody yet.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from jointstatement.errors import (
    CannotStandInBrackets,
    DeletionAgainstKeeping,
    DividedApart,
    DoDifferentThings,
    JoinedApart,
    MovedApart,
    Refusal,
)
from jointstatement.terms import AmendmentKind
from jointstatement.text.bracketing import disputed
from jointstatement.text.brackets import brackets
from jointstatement.text.composing import Composition, Deed, Offered, composition
from jointstatement.text.edits import survivors
from jointstatement.text.merging import Meeting, NeedsItsAuthor
from jointstatement.text.tokens import Tokens, is_space, text_of, tokens

WORDED = (AmendmentKind.REPLACE, AmendmentKind.ADD_AFTER, AmendmentKind.SPLIT, AmendmentKind.MERGE)
"""What has words that are put together."""

_SIGNS = frozenset("[]/")


@dataclass(frozen=True, slots=True)
class Trace:
    """What of one amendment is not in the words."""

    source: str
    dropped: tuple[str, ...]
    """Words that it brings."""
    kept: tuple[str, ...]
    """Words that it takes out of the text, and that stand there still."""
    is_there: bool
    """Something of it is in the words."""


@dataclass(frozen=True, slots=True)
class Consolidated:
    """Words compared with the amendments that they are to stand for."""

    traces: tuple[Trace, ...]
    """Of each amendment, in their order."""
    added: tuple[str, ...]
    """Words that neither the text nor any of the amendments has."""
    taken_out: tuple[str, ...]
    """Words of the text that are gone, though none of the amendments takes them out."""

    @property
    def is_faithful(self) -> bool:
        """Nothing is dropped, and nothing is added."""
        return not (self.added or self.taken_out or any(each.dropped or each.kept for each in self.traces))


@dataclass(frozen=True, slots=True)
class Source:
    """An amendment that is to stand in one proposal: the words that it was made on, and those that it proposes."""

    id: str
    old: str
    """Of two clauses that are joined, both."""
    words: tuple[str, ...]
    """Of a clause that is divided, both halves."""


@dataclass(frozen=True, slots=True)
class Together:
    """The words of amendments that ask for the same, put together on those that stand there now."""

    kind: AmendmentKind
    base: str
    """Those words; none where a part is new."""
    wholes: tuple[Composition, ...]
    """Of a clause that is divided one for each half; none of what has no words or was made on other words."""
    needing: Mapping[str, NeedsItsAuthor]
    """Those that nobody but their authors can carry over to the present words."""

    @property
    def offered(self) -> tuple[str, ...]:
        """The words that they give together; where they collide, what each wants in brackets beside the text's."""
        return tuple(_offered(whole) for whole in self.wholes)

    def compared(self, words: Sequence[str]) -> Consolidated:
        """What of them is in these words, half by half where they divide a clause.

        Something of what divides or joins clauses always is: that it does.
        """
        if not self.wholes:
            return Consolidated((), (), ())
        found = [
            consolidated(whole.base, whole.proposals, each) for whole, each in zip(self.wholes, words, strict=True)
        ]
        traces = [_in_all(each) for each in zip(*(each.traces for each in found), strict=True)]
        if self.kind in {AmendmentKind.SPLIT, AmendmentKind.MERGE}:
            traces = [replace(each, is_there=True) for each in traces]
        return Consolidated(
            traces=tuple(traces),
            added=tuple(chain.from_iterable(each.added for each in found)),
            taken_out=tuple(chain.from_iterable(each.taken_out for each in found)),
        )


def against_one_proposal(deeds: Sequence[Deed], labels: Mapping[str, str]) -> Refusal | None:
    """Why amendments of one part cannot be one proposal, by what they do; nothing where all ask for the same.

    `labels` are theirs, by their ids.
    """

    def named(some: Iterable[Deed]) -> str:
        return ", ".join(labels[each.id] for each in some)

    kinds = {each.kind for each in deeds}
    if AmendmentKind.DELETE in kinds and kinds & {AmendmentKind.REPLACE, AmendmentKind.MOVE}:
        deleting = [each for each in deeds if each.kind is AmendmentKind.DELETE]
        keeping = [each for each in deeds if each.kind in {AmendmentKind.REPLACE, AmendmentKind.MOVE}]
        return DeletionAgainstKeeping(deleting=named(deleting), keeping=named(keeping))
    if len(kinds) > 1:
        return DoDifferentThings(labels=named(deeds))
    if len({each.other_id for each in deeds}) > 1:
        apart = JoinedApart if AmendmentKind.MERGE in kinds else MovedApart
        return apart(labels=named(deeds))
    return None


def against_one_division(base: str, sources: Sequence[Source], labels: Mapping[str, str]) -> Refusal | None:
    """Why amendments that divide a clause of these words cannot be one proposal: they do so at different places."""
    if _divided_at(base, [each for each in sources if each.old == base]) is None:
        return DividedApart(labels=", ".join(labels[each.id] for each in sources))
    return None


def put_together(kind: AmendmentKind, base: str, sources: Sequence[Source]) -> Together:
    """Puts amendments of one kind together on the words of their part, of two clauses that are joined on those of both.

    Other words are carried over; halves, and two clauses in one, are written for the words that they were made of. New
    parts at one place change no words, and each brings all of its own.
    """
    match kind:
        case AmendmentKind.REPLACE:
            whole = composition(base, [Offered(each.id, each.old, each.words[0]) for each in sources])
            return Together(kind, base, (whole,), whole.needing)
        case AmendmentKind.ADD_AFTER:
            whole = composition("", [Offered(each.id, "", each.words[0]) for each in sources])
            return Together(kind, "", (whole,), {})
        case AmendmentKind.SPLIT | AmendmentKind.MERGE:
            fitting = [each for each in sources if each.old == base]
            bases = _halves(base, fitting) if kind is AmendmentKind.SPLIT else (base,)
            wholes = tuple(
                composition(words, [Offered(each.id, words, each.words[place]) for each in fitting])
                for place, words in enumerate(bases)
            )
            needing = {each.id: _needs_its_author(each, base) for each in sources if each.old != base}
            return Together(kind, base, wholes if fitting else (), needing)
        case _:
            return Together(kind, base, (), {})


def _needs_its_author(source: Source, base: str) -> NeedsItsAuthor:
    proposed = " ".join(source.words)
    return NeedsItsAuthor(source.old, base, proposed, (Meeting(source.old, base, proposed),))


def _halves(base: str, sources: Sequence[Source]) -> tuple[str, ...]:
    """The words of a clause on either side of the place at which all divide it; none where that is not one place."""
    place, text = _divided_at(base, sources), tokens(base)
    if place is None:
        return ()
    return text.source_between(0, place).strip(), text.source_between(place, len(text)).strip()


def _divided_at(base: str, sources: Sequence[Source]) -> int | None:
    """The place among the words of a clause at which all divide it, if it is one.

    What stays of the words in a first half stands before it, and what stays in a second one does not. Words between
    that stay in neither, as an "and", are before the second half's.
    """
    text = tokens(base)
    place, end = 0, len(text)
    for first, second in (each.words for each in sources):
        stayed = survivors(base, f"{first} {second}")
        half = len(tokens(first))
        place = max([place, *(was + 1 for was in _words(text, (was for was in stayed[:half] if was is not None)))])
        end = min([end, *_words(text, (was for was in stayed[half:] if was is not None))])
    return place if place <= end else None


def _offered(whole: Composition) -> str:
    try:
        return disputed(whole.merged).wording
    except CannotStandInBrackets:
        return whole.merged.wording


def consolidated(base: str, proposals: Mapping[str, str], wording: str) -> Consolidated:
    """Compares words with the whole wordings that amendments of `base` propose, by their ids."""
    text, words = tokens(base), tokens(wording)
    of_text = survivors(base, wording)
    in_brackets = {place for each in brackets(wording).all for place in range(each.start, each.end)}
    standing = {was for place, was in enumerate(of_text) if was is not None and place not in in_brackets}
    new = {place for place, was in enumerate(of_text) if was is None}
    gone = set(range(len(text))).difference(of_text)
    fresh = frozenset(new)
    traces = []
    for source, proposed in proposals.items():
        stayed = survivors(base, proposed)
        there = survivors(proposed, wording)
        brought = {place for place, was in enumerate(stayed) if was is None}
        took = set(range(len(text))).difference(stayed)
        own = tokens(proposed)
        at = {place for place, was in enumerate(there) if was is not None}
        elsewhere = _elsewhere(own, brought.difference(there), words, fresh - at)
        left = brought.difference(there, elsewhere)
        done = _words(own, brought - left) if _words(own, brought) else _words(text, took - standing)
        traces.append(
            Trace(
                source,
                dropped=_phrases(own, left),
                kept=_phrases(text, took & standing),
                is_there=bool(done),
            )
        )
        new -= at | set(elsewhere.values())
        gone -= took
    added = {place for place in new if text_of(words.row[place]) not in _SIGNS}
    return Consolidated(tuple(traces), _phrases(words, added), _phrases(text, gone))


def _in_all(halves: Sequence[Trace]) -> Trace:
    """What of one amendment is not in the words, of all halves."""
    return Trace(
        halves[0].source,
        dropped=tuple(chain.from_iterable(each.dropped for each in halves)),
        kept=tuple(chain.from_iterable(each.kept for each in halves)),
        is_there=any(each.is_there for each in halves),
    )


def _elsewhere(of: Tokens, missing: Iterable[int], words: Tokens, fresh: Iterable[int]) -> dict[int, int]:
    """Of words that are missing where they were: where the same words stand in another order, each once."""
    there: dict[str, list[int]] = {}
    for place in sorted(_words(words, fresh), reverse=True):
        there.setdefault(text_of(words.row[place]), []).append(place)
    found = {}
    for place in sorted(_words(of, missing)):
        if same := there.get(text_of(of.row[place])):
            found[place] = same.pop()
    return found


def _words(of: Tokens, places: Iterable[int]) -> list[int]:
    return [place for place in places if not is_space(of.row[place])]


def _phrases(of: Tokens, places: Container[int]) -> tuple[str, ...]:
    """The words at these places, those that follow one another as one phrase."""
    phrases: list[tuple[int, int]] = []
    after_gap = True
    for place, token in enumerate(of.row):
        if is_space(token):
            continue
        if place not in places:
            after_gap = True
            continue
        start = place if after_gap else phrases.pop()[0]
        phrases.append((start, place + 1))
        after_gap = False
    return tuple(of.source_between(start, end) for start, end in phrases)
