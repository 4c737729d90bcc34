"""Proposals that change the same words of a part."""

from collections.abc import Sequence

import msgspec

from jointstatement.models import Amendment
from jointstatement.queries.proposed import words_in_place
from jointstatement.text.compare import overlapping


class Collision(msgspec.Struct, frozen=True):
    """Two proposals that change the same words."""

    one: str
    other: str
    words: tuple[str, ...]


def collisions(base: str, proposals: Sequence[tuple[str, str]]) -> tuple[Collision, ...]:
    """The pairs among (name, wording) that change the same words of the base, with these words."""
    found = []
    for place, (one, wording) in enumerate(proposals):
        for other, other_wording in proposals[place + 1 :]:
            words = overlapping(base, wording, other_wording)
            if words:
                found.append(Collision(one, other, in_phrases(base, words)))
    return tuple(found)


def changing_words(rows: Sequence[tuple[str, Amendment]]) -> list[tuple[str, str]]:
    """Those of (name, amendment) that change the words of their part, with the words they would put there."""
    return [(name, words) for name, row in rows if (words := words_in_place(row)) is not None]


def in_phrases(base: str, words: Sequence[str]) -> tuple[str, ...]:
    """Words of the base that follow one another in it, joined: ("be", "held") becomes ("be held",)."""
    phrases: list[str] = []
    for word in words:
        if not word:
            continue
        longer = f"{phrases[-1]} {word}" if phrases else ""
        if longer and longer in base:
            phrases[-1] = longer
        elif word not in phrases and any(sign.isalnum() for sign in word):
            phrases.append(word)
    return tuple(phrases)
