"""Words cut out of a wording, with the light marks that they have there, and where two wordings differ."""

from random import Random

import pytest
from tests.documents.word.negotiations import negotiation

from jointstatement.text.tokens import Tokens, blocks, changed_places, changes_of, source_of, tokens

SIGNS = ("a", "b ", " ", "*", "**", "__", "^", "[^k]", "[", "]", ".", "é", "\u0301", "\n", "-", "\\", "Ελ", "“")


def wordings(number: int) -> list[str]:
    """Those of a random negotiation, and one of signs thrown together."""
    chance = Random(number)
    scene = negotiation(number)
    return [
        "".join(chance.choices(SIGNS, k=chance.randint(1, 14))),
        *(part.wording for part in scene.old.parts),
        *(one.wording for given in scene.proposals.values() for one in given),
    ]


def cut(source: str, start: str, end: str) -> str:
    """What stands in a wording from one word to before another."""
    found = tokens(source)
    words = [
        token if isinstance(token, str) else "".join(getattr(run, "text", "") for run in token) for token in found.row
    ]
    return found.source_between(words.index(start), words.index(end))


def test_piece_of_a_wording_has_its_marks_complete_in_itself() -> None:
    source = "We *call upon all* to meet on the 6^th^ day[^k] of May"

    assert cut(source, "We", "to") == "We *call upon all* "
    assert cut(source, "upon", "to") == "*upon all* "
    assert cut(source, "We", "upon") == "We *call* "
    assert cut(source, "6th", "of") == "6^th^ day[^k] "


@pytest.mark.parametrize("number", range(60))
def test_piece_cut_out_of_the_source_says_what_its_tokens_say(number: int) -> None:
    chance = Random(number)
    for source in wordings(number):
        found = tokens(source)
        for _ in range(8):
            start = chance.randint(0, len(found))
            end = chance.randint(start, len(found))
            assert found.source_between(start, end) == source_of(found.row[start:end])


@pytest.mark.parametrize("number", range(60))
def test_all_but_the_changed_places_is_the_same_in_both_texts(number: int) -> None:
    chance = Random(number)
    some = wordings(number)
    for old, new in ((tokens(one), tokens(chance.choice(some))) for one in some):
        changes = changed_places(old, new)
        assert changes == changes_of(old.source, new.source)
        assert without(old, [change[:2] for change in changes]) == without(new, [change[2:] for change in changes])
        found = blocks(old, new)
        assert [(one.old_start, one.old_end, one.new_start, one.new_end) for one in found if not one.same] == [*changes]
        assert sum(one.old_end - one.old_start for one in found) == len(old)
        assert sum(one.new_end - one.new_start for one in found) == len(new)


def without(row: Tokens, places: list[tuple[int, ...]]) -> list[object]:
    """What is left of a row by which tokens are compared."""
    gone = {place for start, end in places for place in range(start, end)}
    return [identity for place, identity in enumerate(row.identities) if place not in gone]
