"""Whatever people do, in whatever order, what must stay true stays true."""

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from tests.actions.proceedings_of_silence import ProceedingsOfSilence
from tests.cast import Forum, Hour, Rows, restore
from tests.databases import Kept

NEGOTIATIONS = int(os.environ.get("JOINTSTATEMENT_PROCEEDINGS", "8"))
"""How many of each workflow."""


@pytest.fixture
def kind() -> str:
    """One database is enough here: the acts themselves are tried on both."""
    return "sqlite"


@pytest.mark.parametrize("workflow", ["consensus", "silence", "written"])
def test_negotiation_in_any_order_keeps_what_must_stay_true(
    workflow: str, kept: Callable[[str], Kept], gathered: tuple[Forum, Rows]
) -> None:
    seen: Counter[str] = Counter()
    once_gathered, rows = gathered

    def proceedings() -> ProceedingsOfSilence:
        hour = Hour()
        database = kept("sqlite").begin(hour)
        restore(database, rows)
        forum = replace(once_gathered, database=database, hour=hour)
        return ProceedingsOfSilence(forum, workflow, seen)

    # A negotiation that fails is told as it was: to find a shorter one would take minutes.
    run_state_machine_as_test(
        proceedings,
        settings=settings(max_examples=NEGOTIATIONS, stateful_step_count=40, phases=(Phase.generate,)),
    )

    assert seen["negotiations"] >= NEGOTIATIONS
    assert seen["adopted"], f"no negotiation was adopted: {seen}"
    assert seen["StillMissing"], "nothing was ever in the way"
