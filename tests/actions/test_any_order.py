"""Whatever people do, in whatever order, what must stay true stays true."""

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from tests.actions.proceedings_of_many import ProceedingsOfMany
from tests.cast import Forum, Hour, Rows, restore
from tests.databases import Kept

NEGOTIATIONS = int(os.environ.get("JOINTSTATEMENT_PROCEEDINGS", "8"))
"""How many of each workflow."""
BEGINNINGS = {"": 2, "endorsed": 4, "broken by a group": 4, "unnamed": 4}
"""How far a negotiation is brought before everybody does what comes to mind, and of how many one begins so."""


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

    def proceedings(beginning: str) -> ProceedingsOfMany:
        hour = Hour()
        database = kept("sqlite").begin(hour)
        restore(database, rows)
        forum = replace(once_gathered, database=database, hour=hour)
        return ProceedingsOfMany(forum, workflow, seen, beginning)

    for beginning, one_of in BEGINNINGS.items():
        # A negotiation that fails is told as it was: to find a shorter one would take minutes.
        run_state_machine_as_test(
            partial(proceedings, beginning),
            settings=settings(
                max_examples=max(1, NEGOTIATIONS // one_of), stateful_step_count=40, phases=(Phase.generate,)
            ),
        )

    assert seen["negotiations"] >= NEGOTIATIONS
    assert seen["adopted"], f"no negotiation was adopted: {seen}"
    assert seen["StillMissing"], "nothing was ever in the way"
    assert seen["endorse"], f"no text was endorsed: {seen}"
    assert seen["decline_break"] or workflow == "written", f"no group broke silence: {seen}"
    assert seen["NegotiationIsSuspended"], f"no negotiation was suspended: {seen}"
    assert seen["choose_attribution"], f"authors were always named: {seen}"
