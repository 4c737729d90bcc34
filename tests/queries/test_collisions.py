"""Proposals that change the same words, told with these words."""

from jointstatement.queries.collisions import collisions, in_phrases


def test_collisions_name_both_proposals_and_the_words() -> None:
    base = "We will meet again in the spring of next year"

    found = collisions(
        base,
        [
            ("A-1.1", base.replace("the spring", "the autumn")),
            ("A-1.2", base.replace("the spring of", "March of")),
            ("A-1.3", base.replace("We will", "We shall")),
        ],
    )

    assert [(clash.one, clash.other, clash.words) for clash in found] == [("A-1.1", "A-1.2", ("spring",))]


def test_words_that_follow_one_another_are_one_phrase() -> None:
    assert in_phrases("to be held in the spring, or later", ("be", "held", "spring", ",", "later")) == (
        "be held",
        "spring",
        "later",
    )
