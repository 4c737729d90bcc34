"""The rules of decision count as their words say, and none of them is met by nobody."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from jointstatement.terms import Abstention, CountedOf, DecisionRule, Majority, Quorum
from jointstatement.workflow.decision import Decision, how, in_words, needed_in_favour, needed_present

COUNTS = st.integers(min_value=0, max_value=200)
SHARES = {Majority.TWO_THIRDS: Fraction(2, 3), Majority.THREE_QUARTERS: Fraction(3, 4)}
PRESENT = {
    Quorum.ONE_THIRD: Fraction(1, 3),
    Quorum.HALF: Fraction(1, 2),
    Quorum.TWO_THIRDS: Fraction(2, 3),
    Quorum.ALL: Fraction(1),
}


@given(st.sampled_from(Majority), st.sampled_from(CountedOf), COUNTS, COUNTS, COUNTS)
def test_majority_is_reached_exactly_where_the_share_is(
    majority: Majority, of: CountedOf, in_favour: int, against: int, others: int
) -> None:
    decision = Decision(rule=DecisionRule.MAJORITY, majority=majority, of=of)
    members = in_favour + against + others
    whole = members if of is CountedOf.MEMBERS else in_favour + against

    needed = needed_in_favour(decision, members=members, in_favour=in_favour, against=against)

    reached = in_favour * 2 > whole if majority is Majority.SIMPLE else in_favour >= SHARES[majority] * whole
    assert (in_favour >= needed) is (reached and in_favour > 0)


@given(st.sampled_from(Quorum), COUNTS, COUNTS)
def test_quorum_is_reached_exactly_where_the_share_is(quorum: Quorum, members: int, present: int) -> None:
    needed = needed_present(Decision(rule=DecisionRule.MAJORITY, quorum=quorum), members=members)

    assert (present >= needed) is (present >= PRESENT[quorum] * members and present > 0)


def test_rules_are_told_in_words() -> None:
    told = {
        decision: [each.sentence() for each in (*in_words(decision), how(decision))]
        for decision in (
            Decision(),
            Decision(rule=DecisionRule.UNANIMITY),
            Decision(rule=DecisionRule.UNANIMITY, abstention=Abstention.AGREES),
            Decision(rule=DecisionRule.CONSENSUS_MINUS, minus=2, excluded=("Arland", "Borland")),
            Decision(rule=DecisionRule.MAJORITY, majority=Majority.TWO_THIRDS, of=CountedOf.MEMBERS, quorum=Quorum.ALL),
        )
    }

    assert list(told.values()) == [
        ["Consensus: no delegation objects. An open reserve stands in the way as well.", "by consensus"],
        [
            "Unanimity: every member agrees to the whole text. No answer is not agreement.",
            "Whoever abstains has not agreed.",
            "by unanimity",
        ],
        [
            "Unanimity: every member agrees to the whole text. No answer is not agreement.",
            "Whoever abstains counts as agreeing.",
            "by unanimity",
        ],
        [
            "Consensus minus 2: delegations that object or reserve do not stand in the way, as long as there are not "
            "more than 2; the decision names them.",
            "The rule does not ask: Arland, Borland.",
            "by consensus minus 2",
        ],
        [
            "Majority: at least two thirds of all members are in favour.",
            "Quorum: every member has taken a position on the whole text.",
            "by a majority",
        ],
    ]
