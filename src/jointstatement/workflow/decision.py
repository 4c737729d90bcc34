"""The rule by which a statement is decided: what a workflow file says of it, and how it counts.

Pure counting: who objects and who agrees is loaded elsewhere, and no rule makes consent out of silence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from jointstatement.errors import N_, Missing
from jointstatement.terms import Abstention, CountedOf, DecisionRule, Majority, Quorum, Unconfirmed


@dataclass(frozen=True, slots=True)
class Decision:
    """A rule with what belongs to it; the keys of other rules stand at their defaults."""

    rule: DecisionRule = DecisionRule.CONSENSUS
    minus: int = 0
    """Under consensus minus: how many objecting delegations do not stand in the way."""
    excluded: tuple[str, ...] = ()
    """Members whose consent is not asked, as the body writes them."""
    abstention: Abstention = Abstention.WITHHOLDS
    """Under unanimity."""
    majority: Majority = Majority.SIMPLE
    of: CountedOf = CountedOf.VOTING
    quorum: Quorum = Quorum.HALF
    unconfirmed: Unconfirmed = Unconfirmed.CHAIR_DECIDES

    @property
    def counts_positions(self) -> bool:
        """It asks for agreement on the whole, and not only for the absence of objection."""
        return self.rule in {DecisionRule.UNANIMITY, DecisionRule.MAJORITY}


_SHARES: Mapping[Majority, tuple[int, int]] = MappingProxyType(
    {Majority.TWO_THIRDS: (2, 3), Majority.THREE_QUARTERS: (3, 4)}
)
_QUORUMS: Mapping[Quorum, tuple[int, int]] = MappingProxyType(
    {Quorum.ONE_THIRD: (1, 3), Quorum.HALF: (1, 2), Quorum.TWO_THIRDS: (2, 3), Quorum.ALL: (1, 1)}
)


def needed_in_favour(decision: Decision, *, members: int, in_favour: int, against: int) -> int:
    """How many have to be in favour, of these members or of those who vote; never none."""
    whole = members if decision.of is CountedOf.MEMBERS else in_favour + against
    if decision.majority is Majority.SIMPLE:
        return whole // 2 + 1
    part, of = _SHARES[decision.majority]
    return max(1, _at_least(part, of, whole))


def needed_present(decision: Decision, *, members: int) -> int:
    """How many members have to take a position on the whole; never none."""
    part, of = _QUORUMS[decision.quorum]
    return max(1, _at_least(part, of, members))


def _at_least(part: int, of: int, whole: int) -> int:
    return -(-part * whole // of)


def how(decision: Decision) -> Missing:
    """How a text was adopted under this rule, in the words that stand on its page."""
    return Missing(_HOW[decision.rule], **({"minus": decision.minus} if decision.minus else {}))


def in_words(decision: Decision) -> tuple[Missing, ...]:
    """What the rule says, in sentences of the same kind as those that guards answer with."""
    told: list[Missing] = []
    if decision.rule is DecisionRule.CONSENSUS:
        told.append(Missing(N_("Consensus: no delegation objects. An open reserve stands in the way as well.")))
    elif decision.rule is DecisionRule.UNANIMITY:
        told.append(Missing(N_("Unanimity: every member agrees to the whole text. No answer is not agreement.")))
        told.append(
            Missing(N_("Whoever abstains counts as agreeing."))
            if decision.abstention is Abstention.AGREES
            else Missing(N_("Whoever abstains has not agreed."))
        )
    elif decision.rule is DecisionRule.CONSENSUS_MINUS:
        told.append(
            Missing(
                N_(
                    "Consensus minus {minus}: delegations that object or reserve do not stand in the way, as long as "
                    "there are not more than {minus}; the decision names them."
                ),
                minus=decision.minus,
            )
        )
    else:
        told.append(Missing(_MAJORITIES[decision.majority, decision.of]))
        told.append(Missing(_PRESENT[decision.quorum]))
    if decision.excluded:
        told.append(Missing(N_("The rule does not ask: {names}."), names=", ".join(decision.excluded)))
    return tuple(told)


_HOW: Mapping[DecisionRule, str] = MappingProxyType(
    {
        DecisionRule.CONSENSUS: N_("by consensus"),
        DecisionRule.UNANIMITY: N_("by unanimity"),
        DecisionRule.CONSENSUS_MINUS: N_("by consensus minus {minus}"),
        DecisionRule.MAJORITY: N_("by a majority"),
    }
)
_MAJORITIES: Mapping[tuple[Majority, CountedOf], str] = MappingProxyType(
    {
        (Majority.SIMPLE, CountedOf.VOTING): N_(
            "Majority: more than half of those in favour or against are in favour."
        ),
        (Majority.TWO_THIRDS, CountedOf.VOTING): N_(
            "Majority: at least two thirds of those in favour or against are in favour."
        ),
        (Majority.THREE_QUARTERS, CountedOf.VOTING): N_(
            "Majority: at least three quarters of those in favour or against are in favour."
        ),
        (Majority.SIMPLE, CountedOf.MEMBERS): N_("Majority: more than half of all members are in favour."),
        (Majority.TWO_THIRDS, CountedOf.MEMBERS): N_("Majority: at least two thirds of all members are in favour."),
        (Majority.THREE_QUARTERS, CountedOf.MEMBERS): N_(
            "Majority: at least three quarters of all members are in favour."
        ),
    }
)
_PRESENT: Mapping[Quorum, str] = MappingProxyType(
    {
        Quorum.ONE_THIRD: N_("Quorum: at least one third of the members have taken a position on the whole text."),
        Quorum.HALF: N_("Quorum: at least half of the members have taken a position on the whole text."),
        Quorum.TWO_THIRDS: N_("Quorum: at least two thirds of the members have taken a position on the whole text."),
        Quorum.ALL: N_("Quorum: every member has taken a position on the whole text."),
    }
)
