"""Whatever people do, in whatever order, what must stay true stays true."""

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from tests.actions.proceedings_of_deciding import RULES
from tests.actions.proceedings_of_words import ProceedingsOfWords
from tests.cast import Forum, Hour, Rows, restore
from tests.databases import Kept

Begun = Callable[[str, dict[str, int], int], Counter[str]]
NEGOTIATIONS = int(os.environ.get("JOINTSTATEMENT_PROCEEDINGS", "8"))
"""How many of each workflow."""
BEGINNINGS = {"": 2, "endorsed": 4, "broken by a group": 4, "unnamed": 4}
"""How far a negotiation is brought before everybody does what comes to mind, and of how many one begins so."""
BY_A_RULE = {"": 4, "voted": 8, "asked to re-open": 8, "noticed": 8}
"""The same where a rule counts, or silence is proposed first."""


@pytest.fixture
def kind() -> str:
    """One database is enough here: the acts themselves are tried on both."""
    return "sqlite"


@pytest.fixture
def begun(kept: Callable[[str], Kept], gathered: tuple[Forum, Rows]) -> Begun:
    """Has negotiations of one workflow go on, and counts what was done and what was refused."""
    once_gathered, rows = gathered

    def begun(workflow: str, beginnings: dict[str, int], steps: int) -> Counter[str]:
        seen: Counter[str] = Counter()

        def proceedings(beginning: str) -> ProceedingsOfWords:
            hour = Hour()
            database = kept("sqlite").begin(hour)
            restore(database, rows)
            forum = replace(once_gathered, database=database, hour=hour)
            return ProceedingsOfWords(forum, workflow, seen, beginning)

        for beginning, one_of in beginnings.items():
            # A negotiation that fails is told as it was: to find a shorter one would take minutes.
            run_state_machine_as_test(
                partial(proceedings, beginning),
                settings=settings(
                    max_examples=max(1, NEGOTIATIONS // one_of), stateful_step_count=steps, phases=(Phase.generate,)
                ),
            )
        assert seen["adopted"], f"no negotiation was adopted: {seen}"
        return seen

    return begun


@pytest.mark.parametrize("workflow", ["consensus", "silence", "written"])
def test_negotiation_in_any_order_keeps_what_must_stay_true(workflow: str, begun: Begun) -> None:
    seen = begun(workflow, BEGINNINGS, 40)

    assert seen["negotiations"] >= NEGOTIATIONS
    assert seen["StillMissing"], "nothing was ever in the way"
    assert seen["endorse"], f"no text was endorsed: {seen}"
    assert seen["decline_break"] or workflow == "written", f"no group broke silence: {seen}"
    assert seen["NegotiationIsSuspended"], f"no negotiation was suspended: {seen}"
    assert seen["choose_attribution"], f"authors were always named: {seen}"


@pytest.mark.parametrize("workflow", ["unanimity", "consensus_minus_one", "majority"])
def test_text_is_decided_as_its_rule_counts_after_notice_and_every_answer(workflow: str, begun: Begun) -> None:
    seen = begun(workflow, BY_A_RULE, 20)

    assert seen["declare_consensus"], f"nothing was decided: {seen}"
    assert seen["waive_notice"], f"no notice was waived: {seen}"
    assert seen["request_reopening"], f"nobody asked to re-open a clause: {seen}"


@pytest.mark.parametrize("rule", sorted(RULES.keys() - {"unanimity", "consensus_minus_one", "majority"}))
def test_text_is_decided_as_its_rule_counts_with_other_shares(rule: str, begun: Begun) -> None:
    seen = begun(rule, {"voted": 8}, 5)

    assert seen["StillMissing"] and seen["declare_consensus"], f"no vote failed, or none was carried: {seen}"


def test_nobody_learns_who_broke_silence_where_the_body_does_not_name_breakers(begun: Begun) -> None:
    seen = begun("silence", {"in confidence": 4}, 20)

    assert seen["break_silence"] >= 4, f"silence was hardly ever broken: {seen}"


def test_proposed_silence_begins_where_nobody_refuses(begun: Begun) -> None:
    seen = begun("proposal", {"": 4, "refused": 4}, 20)

    assert seen["begin_proposed_silence"], f"silence never began: {seen}"
    assert seen["SilenceWasRefused"], f"silence was never refused: {seen}"


@pytest.mark.parametrize("workflow", ["consensus", "silence"])
def test_words_are_mended_joined_and_translated_as_nobody_objects(workflow: str, begun: Begun) -> None:
    seen = begun(workflow, {"reviewed": 4, "amended": 4, "translated": 8}, 20)

    assert seen["object_to_editorial_change"], f"nobody objected to a change: {seen}"
    assert seen["consolidate"], f"nothing was consolidated: {seen}"
    assert seen["take_over"], f"nothing was taken over: {seen}"
    assert seen["issue_translation"], f"nothing was issued: {seen}"
