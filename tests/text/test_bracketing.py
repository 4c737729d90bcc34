"""Words put in square brackets: the places in dispute of a merged wording."""

import pytest

from jointstatement.text.bracketing import disputed
from jointstatement.text.brackets import brackets, choose, drop
from jointstatement.text.merging import merged, settled


@pytest.mark.parametrize(
    ("base", "proposals", "shown"),
    [
        ("We should act", ("We must act", "We shall act", "We must act"), "We [should / must / shall] act"),
        ("We should act", ("We must act", "We act"), "We [should / must] act"),
        ("We act", ("We all act", "We both act"), "We [all / both] act"),
        ("We act.", ("We act now.", "We act soon."), "We act [now / soon]."),
        ("We act", ("Now We act", "Soon We act"), "[Now / Soon] We act"),
        ("We (act)", ("We (all act)", "We (both act)"), "We ([all / both] act)"),
        ("", ("We act", "We rest"), "[We act / We rest]"),
        ("We act", ("", "We act now"), "[We act / We act now]"),
        (
            "We [all] should *act*",
            ("We [all] should *rest*", "We [all] should wait", "They [all] should *act*"),
            "They [all] should [*act* / *rest* / wait]",
        ),
    ],
)
def test_place_in_dispute_is_a_bracket_that_settles_as_the_place_does(
    base: str, proposals: tuple[str, ...], shown: str
) -> None:
    given = dict(zip("abc", proposals, strict=False))
    found = merged(base, given)

    put = disputed(found)

    assert put.wording == shown
    ((number, wanted),) = put.sources.items()
    (bracket,) = (one for one in brackets(shown).all if one.number == number)
    (collision,) = found.collisions
    assert wanted == {one.words: one.sources for one in collision.alternatives}
    for place, choice in enumerate(bracket.choices):
        if choice.words in wanted:
            assert choose(shown, number, place) == settled(base, given, {0: wanted[choice.words][0]})
    if "" in wanted:
        assert drop(shown, number) == settled(base, given, {0: wanted[""][0]})
