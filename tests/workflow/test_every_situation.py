"""Every workflow in every situation: what may be declared and adopted, against the law written out once more.

Three members hold any position on the whole text, or none; brackets, placeholders, changed words, an open round, an
unanswered comment, a silence and a declaration are there or not. All of these together are tried, not a sample.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations_with_replacement, product

import pytest

from jointstatement.errors import NegotiationIsSuspended, StillMissing
from jointstatement.terms import Position, Role, Verb
from jointstatement.workflow.definition import Workflow
from jointstatement.workflow.permit import may
from jointstatement.workflow.procedure import open_steps, step_refusal, what_blocks
from jointstatement.workflow.situation import Situation, Suspended

MEMBERS = ("Arland", "Borland", "Corland")
SILENCES = ("none", "running", "held", "broken")
AGREEING = {Position.SUPPORT, Position.CAN_LIVE_WITH}
WORKFLOWS = ("consensus", "silence", "written", "unanimity", "consensus_minus_one", "majority")
HELD: tuple[Position | None, ...] = (
    Position.SUPPORT,
    Position.ABSTAIN,
    Position.AD_REFERENDUM,
    Position.RESERVE,
    Position.OBJECT,
    None,
)

Held = tuple[Position | None, ...]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_consensus_is_declared_and_text_adopted_exactly_where_the_law_allows_it(
    name: str, workflows: Mapping[str, Workflow], at: Callable[..., Situation]
) -> None:
    workflow = workflows[name]
    opened = 0
    for held, silence, situation in situations(at(decision=workflow.decision)):
        for verb, state in ((Verb.DECLARE_CONSENSUS, "consensus"), (Verb.ADOPT, "adoption")):
            here = replace(situation, state=state)
            is_open = step_refusal(workflow, here, verb, Role.CHAIR) is None
            is_lawful = law(name, verb, held, silence, here)
            assert is_open is is_lawful, f"{verb} is {'open' if is_open else 'refused'}: {held}, {silence}, {here}"
            opened += is_open
    assert opened, "no situation was clear"


@pytest.mark.parametrize("name", WORKFLOWS)
def test_panel_button_and_refusal_say_the_same_in_every_situation(
    name: str, workflows: Mapping[str, Workflow], at: Callable[..., Situation]
) -> None:
    workflow = workflows[name]
    for _, _, situation in situations(at(decision=workflow.decision)):
        refusal = step_refusal(workflow, situation, Verb.DECLARE_CONSENSUS, Role.CHAIR)
        (button,) = [
            each for each in open_steps(workflow, situation, Role.CHAIR) if each.step.verb is Verb.DECLARE_CONSENSUS
        ]
        panel = what_blocks(workflow, situation, Verb.DECLARE_CONSENSUS)
        assert panel == button.missing == getattr(refusal, "missing", ())


TODAY = datetime(2026, 5, 4, 11, tzinfo=UTC)
BESIDE: dict[str, tuple[dict[str, object], frozenset[Verb]]] = {
    "a package is agreed by half": (
        {"packages_by_half": ("Ferries",)},
        frozenset({Verb.DECLARE_CONSENSUS, Verb.ADOPT, Verb.ISSUE}),
    ),
    "notice runs": ({"decidable_from": TODAY}, frozenset({Verb.DECLARE_CONSENSUS, Verb.ADOPT})),
    "an editorial review is open": ({"review_open": True}, frozenset({Verb.ADOPT})),
    "the announcement is withheld": ({"announcement_withheld": True}, frozenset({Verb.DECLARE_CONSENSUS, Verb.ADOPT})),
    "it is a non-paper": (
        {"non_paper": True},
        frozenset({Verb.TO_CONSENSUS, Verb.DECLARE_CONSENSUS, Verb.ADOPT, Verb.ISSUE}),
    ),
    "a request to re-open has no answer": (
        {"reopening_requests": 1},
        frozenset({Verb.TO_CONSENSUS, Verb.DECLARE_CONSENSUS, Verb.ADOPT, Verb.ISSUE}),
    ),
}
"""What stands beside positions, brackets and silence, each by itself, with the steps that it closes."""
DECIDING = (Verb.TO_CONSENSUS, Verb.DECLARE_CONSENSUS, Verb.ADOPT, Verb.ISSUE)


@pytest.mark.parametrize("fact", BESIDE)
@pytest.mark.parametrize("name", (*WORKFLOWS, "chairs_statement"))
def test_what_stands_beside_positions_closes_its_steps_alone_in_every_workflow(
    name: str, fact: str, workflows: Mapping[str, Workflow], at: Callable[..., Situation]
) -> None:
    workflow = workflows[name]
    facts, closed = BESIDE[fact]
    for verb, clear in decided(workflow, at):
        assert may(verb, workflow, clear, Role.CHAIR) is None

        now = replace(clear, **facts)  # type: ignore[arg-type]
        refusal = may(verb, workflow, now, Role.CHAIR)
        (button,) = [each for each in open_steps(workflow, now, Role.CHAIR) if each.step.verb is verb]

        assert what_blocks(workflow, now, verb) == button.missing == getattr(refusal, "missing", ())
        assert type(refusal) is (StillMissing if verb in closed else type(None)), f"{verb}: {refusal}"
        assert len(button.missing) == (verb in closed)


@pytest.mark.parametrize("name", (*WORKFLOWS, "chairs_statement"))
def test_nothing_is_decided_while_the_negotiation_is_suspended(
    name: str, workflows: Mapping[str, Workflow], at: Callable[..., Situation]
) -> None:
    suspended = Suspended(since=TODAY, by=Role.CHAIR, reason="An election.", until=None)
    for verb, clear in decided(workflows[name], at):
        now = replace(clear, suspended=suspended)
        refusal = may(verb, workflows[name], now, Role.CHAIR)
        (button,) = [each for each in open_steps(workflows[name], now, Role.CHAIR) if each.step.verb is verb]
        assert isinstance(refusal, NegotiationIsSuspended)
        assert what_blocks(workflows[name], now, verb) == button.missing
        assert [each.sentence() for each in button.missing] == [str(refusal)]


def decided(workflow: Workflow, at: Callable[..., Situation]) -> list[tuple[Verb, Situation]]:
    """Every step of a workflow that decides on a text or leads to that, where nothing stands in its way."""
    clear = at(decision=workflow.decision, silence_held=True, consensus_declared=True)
    return [(each.verb, replace(clear, state=each.from_state)) for each in workflow.steps if each.verb in DECIDING]


def situations(clear: Situation) -> Iterator[tuple[Held, str, Situation]]:
    """Every situation in the state "consensus", with what the members hold and how the silence went."""
    for held in combinations_with_replacement(HELD, len(MEMBERS)):
        among = dict(zip(MEMBERS, held, strict=True))
        standing = replace(
            clear,
            answered=sum(position is not None for position in held),
            awaited=who(among, None),
            objections=who(among, Position.OBJECT),
            reserves=who(among, Position.RESERVE),
            ad_referendum=who(among, Position.AD_REFERENDUM),
            standing_apart=who(among, Position.OBJECT, Position.RESERVE),
            in_favour=who(among, *AGREEING),
            against=who(among, Position.OBJECT),
            abstaining=who(among, Position.ABSTAIN),
        )
        for bracket, blank, changed, in_round, unanswered, silence, declared in product(
            (0, 1), ((), ("[date]",)), (False, True), (False, True), (0, 2), SILENCES, (False, True)
        ):
            yield (
                held,
                silence,
                replace(
                    standing,
                    open_brackets=bracket,
                    placeholders=blank,
                    text_changed_since_revision=changed,
                    round_open=in_round,
                    unanswered=unanswered,
                    silence_running=silence == "running",
                    silence_held=silence == "held",
                    silence_broken=silence == "broken",
                    consensus_declared=declared,
                ),
            )


def who(among: Mapping[str, Position | None], *positions: Position | None) -> tuple[str, ...]:
    """The members that hold one of these."""
    return tuple(member for member, position in among.items() if position in positions)


def law(name: str, verb: Verb, held: Held, silence: str, now: Situation) -> bool:
    """What has to be so before a text is decided on, in the words of the trade and without the guards."""
    if now.open_brackets or now.placeholders or now.text_changed_since_revision or now.round_open or now.unanswered:
        return False
    if silence == "running" or (verb is Verb.ADOPT and not now.consensus_declared):
        return False
    if silence == "broken" and verb is Verb.DECLARE_CONSENSUS and name not in {"consensus_minus_one", "majority"}:
        return False
    objecting, reserving = held.count(Position.OBJECT), held.count(Position.RESERVE)
    agreeing = sum(position in AGREEING for position in held)
    match name:
        case "consensus":
            return not objecting and not reserving
        case "silence":
            return not objecting and not reserving and silence == "held"
        case "written":
            return not objecting and not reserving and None not in held and Position.AD_REFERENDUM not in held
        case "unanimity":
            return agreeing == len(held)
        case "consensus_minus_one":
            return objecting + reserving <= 1
    present = len(held) - held.count(None)
    return 2 * present >= len(held) and agreeing > objecting
