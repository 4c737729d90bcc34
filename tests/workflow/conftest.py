"""The scene of these tests: a text that nothing stands in the way of, and the shipped workflows."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from jointstatement.settings import shipped
from jointstatement.workflow.decision import Decision
from jointstatement.workflow.definition import Workflow, load_workflows
from jointstatement.workflow.situation import Situation

ALL_CLEAR = Situation(
    state="consensus",
    suspended=None,
    clauses=9,
    open_brackets=0,
    placeholders=(),
    packages_by_half=(),
    revision="Rev.2",
    same_text=frozenset({"the current revision"}),
    revisions=3,
    text_changed_since_revision=False,
    numbered_anew=False,
    non_paper=False,
    notice_hours=0,
    notice_waived=False,
    decidable_from=None,
    round_open=False,
    round_due_at=None,
    rounds_held=2,
    round_revision="Rev.2",
    blind_round_open=False,
    concepts_only=False,
    unanswered=0,
    reopening_requests=0,
    essential_declined=0,
    decision=Decision(),
    members=3,
    answered=3,
    awaited=(),
    objections=(),
    reserves=(),
    ad_referendum=(),
    standing_apart=(),
    in_favour=("Arland", "Borland", "Corland"),
    against=(),
    abstaining=(),
    silence_running=False,
    silence_due_at=None,
    silence_held=False,
    silence_held_until=None,
    silence_broken=False,
    silence_proposed_on=None,
    silence_refusable_until=None,
    silence_refused=False,
    written_running=False,
    written_ended=True,
    announcement_withheld=False,
    review_open=False,
    review_due_at=None,
    consensus_declared=False,
    adopted=False,
    statements_open=False,
    published=False,
)


@pytest.fixture(scope="session")
def at() -> Callable[..., Situation]:
    """Builds a situation: a state, and what differs there from a text that nothing stands in the way of."""

    def build(state: str = "consensus", **facts: object) -> Situation:
        return replace(ALL_CLEAR, state=state, **facts)  # type: ignore[arg-type]

    return build


@pytest.fixture(scope="session")
def folder() -> Path:
    """The shipped folder of workflows."""
    return shipped("workflows")


@pytest.fixture(scope="session")
def workflows(folder: Path) -> Mapping[str, Workflow]:
    """The shipped workflows by their names."""
    return load_workflows([folder])
