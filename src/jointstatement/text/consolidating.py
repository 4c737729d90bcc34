"""Which amendments can be one proposal, and whether its words say what they say together.

Nothing of them is to be dropped, and nothing is to come to them.

All of it is found by comparing words. Signs of brackets are nobody's words, and what stands in brackets is not settled:
words of the text in them are taken out by nobody yet.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from jointstatement.errors import (
    CannotStandInBrackets,
    DeletionAgainstKeeping,
    DividesOrJoinsClauses,
    DoDifferentThings,
    MovedApart,
    Refusal,
)
from jointstatement.terms import AmendmentKind
from jointstatement.text.bracketing import disputed
from jointstatement.text.brackets import brackets
from jointstatement.text.composing import Composition, Deed, Offered, composition
from jointstatement.text.edits import survivors
from jointstatement.text.tokens import Tokens, is_space, text_of, tokens

WORDED = (AmendmentKind.REPLACE, AmendmentKind.ADD_AFTER)
"""What has words that are put together."""
CONSOLIDABLE = (*WORDED, AmendmentKind.DELETE, AmendmentKind.MOVE)
"""What several can ask for in one proposal."""

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


def against_one_proposal(deeds: Sequence[Deed], labels: Mapping[str, str]) -> Refusal | None:
    """Why amendments of one part cannot be one proposal, by what they do; nothing where all ask for the same.

    `labels` are theirs, by their ids.
    """

    def named(some: Iterable[Deed]) -> str:
        return ", ".join(labels[each.id] for each in some)

    for each in deeds:
        if each.kind not in CONSOLIDABLE:
            return DividesOrJoinsClauses(label=labels[each.id])
    kinds = {each.kind for each in deeds}
    if AmendmentKind.DELETE in kinds and kinds & {AmendmentKind.REPLACE, AmendmentKind.MOVE}:
        deleting = [each for each in deeds if each.kind is AmendmentKind.DELETE]
        keeping = [each for each in deeds if each.kind in {AmendmentKind.REPLACE, AmendmentKind.MOVE}]
        return DeletionAgainstKeeping(deleting=named(deleting), keeping=named(keeping))
    if len(kinds) > 1:
        return DoDifferentThings(labels=named(deeds))
    if len({each.other_id for each in deeds}) > 1:
        return MovedApart(labels=named(deeds))
    return None


def of_new_parts(wordings: Mapping[str, str]) -> Composition:
    """New parts at one place: there are no words that they change, and each brings all of its own."""
    return composition("", [Offered(each, "", wording) for each, wording in wordings.items()])


def offered(whole: Composition) -> str:
    """The words that amendments give together; where they collide, what each wants in brackets beside the text's."""
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
