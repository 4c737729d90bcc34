"""Which passage of one text became which of another, where hands were at it: reworded, moved, cut in two, made one.

`compare.align` pairs parts one to one and trusts their identities. Here identities are only signs: a sign may be lost,
copied or carried elsewhere, and where signs and words speak against each other, the trace says that it is unsure.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel, LCSseq

from jointstatement.errors import N_
from jointstatement.text.compare import ALIKE
from jointstatement.text.tokens import is_word, text_of, tokens
from jointstatement.text.wording import escape

HELD = 0.6
"""From this share of its words on, a passage is held in another one."""
CLEAR = 0.6
"""From this likeness on, words alone say that two passages are the same one."""
LEAD = 0.15
"""By so much another passage must be less alike, to be no rival."""

HARDLY_A_WORD = N_("Hardly a word of the part is left here; it was found by its mark in the file alone.")
WORDS_ELSEWHERE = N_("The file marks this as one part, but the words are more like another one.")
COULD_BE_ANOTHER = N_("The words are about as much like another part.")
LITTLE_ALIKE = N_("The mark of the part is lost, and only some of its words are left.")
BY_PLACE_ALONE = N_("The mark of the part is lost and its words are gone; only the place is the same.")
STANDS_TWICE = N_("The same words stand more than once in the text.")
PERHAPS_SPLIT = N_("This may be a piece of a part that was cut in two.")
PERHAPS_MERGED = N_("This may be two parts made one.")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or a few that belong together."""

    words: str
    """Plain words, marks and markers left out."""
    names: frozenset[str] = frozenset()
    """The signs it carries."""
    family: str = "text"
    """Only passages of one family become one another."""


@dataclass(slots=True)
class Trace:
    """Which passages of the older text each passage of the newer one is made of."""

    made_of: dict[int, list[int]] = field(default_factory=dict)
    """Older places by newer place; the one it mainly is comes first. A new passage has none."""
    doubts: dict[int, str] = field(default_factory=dict)
    """Why a newer place is unsure."""

    def link(self, new: int, old: int, doubt: str = "") -> None:
        """Notes that a newer passage holds an older one."""
        self.made_of.setdefault(new, []).append(old)
        if doubt:
            self.doubts.setdefault(new, doubt)

    def became(self) -> dict[int, list[int]]:
        """The newer places that hold each older one, in order."""
        found: dict[int, list[int]] = defaultdict(list)
        for new in sorted(self.made_of):
            for old in self.made_of[new]:
                found[old].append(new)
        return found


def trace(old: Sequence[Passage], new: Sequence[Passage], *, by_place: bool = True) -> Trace:
    """Follows the passages of a text into its next state.

    1. A sign and the same words: the same passage. A sign and at least four words in ten alike, or six in ten of one
       held in the other: the same passage too; several signs in one passage: merged; one sign in several: split.
       Where another passage is clearly more alike, or hardly a word is left, it is unsure.
    2. Without a sign, the same words: the same passage, unsure only where those words stand more than once.
    3. Without a sign, at least four words in ten alike: the same passage, the most alike first; unsure below six in
       ten, where another is about as much alike, and where it carries the sign of another.
    4. What is left is a piece of its neighbour where six in ten of its words are held there beyond what is there
       already: split or merged; unsure without a sign below eight in ten.
    5. `by_place`: one passage left over on each side between the same neighbours is the same one, always unsure.

    What is left then is new, or gone.
    """
    return _Tracing(old, new, by_place).found


@dataclass(slots=True)
class _Tracing:
    old: Sequence[Passage]
    new: Sequence[Passage]
    by_place: bool
    found: Trace = field(default_factory=Trace)
    _gone: set[int] = field(default_factory=set)
    """Older places that no newer one holds yet."""
    _rivals: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """The other pairs that are about as much alike, by newer place."""
    _letters: dict[str, str] = field(default_factory=dict)
    _old_words: list[str] = field(default_factory=list)
    _new_words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._old_words = [self._spelled(passage) for passage in self.old]
        self._new_words = [self._spelled(passage) for passage in self.new]
        self._gone = set(range(len(self.old)))
        self._by_names()
        self._by_same_words()
        self._by_likeness()
        self._pieces()
        self._merged()
        self._settle_rivals()
        if self.by_place:
            self._by_place()

    def _spelled(self, passage: Passage) -> str:
        """The words as one character each, the same for the same word."""
        words = (text_of(token).casefold() for token in tokens(escape(passage.words)).row if is_word(token))
        return "".join(self._letters.setdefault(word, chr(0xE000 + len(self._letters))) for word in words)

    def _link(self, new: int, old: int, doubt: str = "") -> None:
        self.found.link(new, old, doubt)
        self._gone.discard(old)

    def _is_open(self, new: int) -> bool:
        return new not in self.found.made_of

    def _likeness(self, old: int, new: int) -> float:
        return Indel.normalized_similarity(self._old_words[old], self._new_words[new])

    def _may_be_one(self, old: int, new: int) -> bool:
        return self.old[old].family == self.new[new].family

    def _is_strong(self, old: int, new: int) -> bool:
        before, after = self._old_words[old], self._new_words[new]
        return self._likeness(old, new) >= ALIKE or _held(before, after) >= HELD or _held(after, before) >= HELD

    # By signs

    def _by_names(self) -> None:
        own = {name: place for place, passage in enumerate(self.old) for name in sorted(passage.names)}
        carried = {
            (own[name], place)
            for place, passage in enumerate(self.new)
            for name in passage.names
            if name in own and self._may_be_one(own[name], place)
        }
        for old, new in sorted(carried):
            if self.old[old].words == self.new[new].words and self._is_open(new) and old in self._gone:
                self._link(new, old)
        carried = {(old, new) for old, new in carried if self._is_open(new) and old in self._gone}
        strong = {(old, new) for old, new in carried if self._is_strong(old, new)}
        for old in sorted({old for old, _ in strong}):
            self._settle_pieces(old, sorted(new for other, new in strong if other == old), strong)
        for new in sorted({new for _, new in strong}):
            self._settle_holder(new, sorted(old for old, other in strong if other == new))
        for old, new in sorted(carried - strong):
            if old in self._gone and self._is_open(new):
                rival = self._rival(old, new)
                if rival is None or self._likeness(rival, new) < ALIKE:
                    self._link(new, old, HARDLY_A_WORD)

    def _settle_pieces(self, old: int, holders: list[int], strong: set[tuple[int, int]]) -> None:
        """Of several passages with one sign, keeps the pieces of a part that was cut up, or else the likest."""
        if len(holders) < 2:
            return
        best = max(holders, key=lambda new: (self._likeness(old, new), -new))
        if not self._is_split(old, holders):
            strong -= {(old, new) for new in holders if new != best}

    def _is_split(self, old: int, holders: Sequence[int]) -> bool:
        whole = self._old_words[old]
        together = "".join(self._new_words[new] for new in holders)
        alone = max(_common(whole, self._new_words[new]) for new in holders)
        held = all(_held(self._new_words[new], whole) >= HELD for new in holders)
        return held and _common(whole, together) > alone

    def _settle_holder(self, new: int, candidates: list[int]) -> None:
        """Of several signs in one passage, keeps those whose words it holds, or else the likest."""
        ranked = sorted(candidates, key=lambda old: (-self._likeness(old, new), old))
        held = [old for old in ranked if _held(self._old_words[old], self._new_words[new]) >= HELD]
        kept = held if len(held) > 1 else ranked[:1]
        rival = self._rival(kept[0], new) if len(kept) == 1 else None
        doubt = ""
        if rival is not None and self._likeness(rival, new) > self._likeness(kept[0], new) + LEAD:
            doubt = WORDS_ELSEWHERE
        for old in sorted(kept) if len(kept) > 1 else kept:
            self._link(new, old, doubt)

    def _rival(self, old: int, new: int) -> int | None:
        """The other passage still to be found that is most like the newer one."""
        others = [other for other in self._gone if other != old and self._may_be_one(other, new)]
        return max(others, key=lambda other: (self._likeness(other, new), -other), default=None)

    # By words

    def _by_same_words(self) -> None:
        often: dict[tuple[str, str], int] = defaultdict(int)
        for passage in self.old:
            often[passage.family, passage.words] += 1
        places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for old in sorted(self._gone, reverse=True):
            places[self.old[old].family, self.old[old].words].append(old)
        for new, passage in enumerate(self.new):
            key = passage.family, passage.words
            if self._is_open(new) and places.get(key):
                self._link(new, places[key].pop(), STANDS_TWICE if often[key] > 1 else "")

    def _by_likeness(self) -> None:
        open_ones = [new for new in range(len(self.new)) if self._is_open(new) and self._new_words[new]]
        alike: dict[tuple[int, int], float] = {}
        for old in sorted(self._gone):
            if not self._old_words[old]:
                continue
            for new in open_ones:
                if self._may_be_one(old, new):
                    likeness = Indel.normalized_similarity(
                        self._old_words[old], self._new_words[new], score_cutoff=ALIKE - LEAD
                    )
                    if likeness:
                        alike[old, new] = likeness
        ranked = sorted(alike, key=lambda pair: (-alike[pair], abs(pair[0] - pair[1]), pair))
        for old, new in ranked:
            if alike[old, new] < ALIKE or old not in self._gone or not self._is_open(new):
                continue
            rivals = [
                pair
                for pair, likeness in alike.items()
                if (pair[0] == old) != (pair[1] == new) and likeness > alike[old, new] - LEAD
            ]
            doubt = ""
            if rivals:
                doubt = COULD_BE_ANOTHER
                self._rivals[new] = rivals
            elif self._is_named_otherwise(old, new):
                doubt = WORDS_ELSEWHERE
            elif alike[old, new] < CLEAR:
                doubt = LITTLE_ALIKE
            self._link(new, old, doubt)

    def _is_named_otherwise(self, old: int, new: int) -> bool:
        own = self.old[old].names
        return any(passage.names & self.new[new].names - own for passage in self.old)

    # Pieces

    def _pieces(self) -> None:
        """Finds pieces of a part that stand beside its main one."""
        for new in range(len(self.new)):
            if not self._is_open(new) or not self._new_words[new]:
                continue
            for beside in (new - 1, new + 1):
                olds = self.found.made_of.get(beside, [])
                if len(olds) == 1 and self._is_piece(olds[0], beside, new):
                    named = bool(self.new[new].names & self.old[olds[0]].names)
                    held = _held(self._new_words[new], self._old_words[olds[0]])
                    self._link(new, olds[0], "" if named or held >= 0.8 else PERHAPS_SPLIT)
                    break

    def _is_piece(self, old: int, beside: int, new: int) -> bool:
        if not self._may_be_one(old, new):
            return False
        whole, piece, main = self._old_words[old], self._new_words[new], self._new_words[beside]
        together = main + piece if beside < new else piece + main
        gain = _common(whole, together) - _common(whole, main)
        return _held(piece, whole) >= HELD and gain >= HELD * len(piece)

    def _merged(self) -> None:
        """Finds parts whose words went into the passage of a neighbour."""
        became = self.found.became()
        for old in sorted(self._gone):
            if not self._old_words[old]:
                continue
            for beside in (old - 1, old + 1):
                holders = became.get(beside, [])
                if len(holders) != 1 or not self._may_be_one(old, holders[0]):
                    continue
                new = holders[0]
                first, second = sorted((old, beside))
                together = self._old_words[first] + self._old_words[second]
                gain = _common(together, self._new_words[new]) - _common(self._old_words[beside], self._new_words[new])
                held = _held(self._old_words[old], self._new_words[new])
                if held >= HELD and gain >= HELD * len(self._old_words[old]):
                    self._link(new, old, "" if held >= 0.8 else PERHAPS_MERGED)
                    self.found.made_of[new].sort()
                    break

    def _settle_rivals(self) -> None:
        """Takes back a doubt between passages that turned out to be pieces of one."""
        made_of = self.found.made_of
        for new, rivals in self._rivals.items():
            if all(old in made_of.get(other, []) and (other == new or old in made_of[new]) for old, other in rivals):
                del self.found.doubts[new]

    def _by_place(self) -> None:
        """Pairs what alone is left between the same neighbours."""
        ends = {len(self.new): len(self.old)}
        fixed = {new: olds[0] for new, olds in self.found.made_of.items() if len(olds) == 1} | ends
        left_new = [new for new in range(len(self.new)) if self._is_open(new)]
        for new in left_new:
            before, after = fixed.get(new - 1, -1 if new == 0 else None), fixed.get(new + 1)
            if before is None or after is None or after != before + 2:
                continue
            old = before + 1
            if old in self._gone and self._may_be_one(old, new):
                self._link(new, old, BY_PLACE_ALONE)


def _common(one: str, other: str) -> int:
    return LCSseq.similarity(one, other)


def _held(part: str, whole: str) -> float:
    """The share of a passage's words that stand in another one, in order."""
    return _common(part, whole) / len(part) if part else 0.0
