"""Scenes of tests: one that is put back is the one that was built, and none is put back on other beginnings."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.cast import Forum, Hour, Rows, restore, scene, snapshot
from tests.databases import Kept
from tests.on_the_table import lay_on_the_table

from jointstatement.models import Statement


@dataclass
class Stage:
    """A database of its own on which scenes are set, and which of them were played."""

    forum: Forum
    kept: Kept
    rows: Rows
    played: list[str] = field(default_factory=list)

    def begin(self, *, is_filled: bool = True) -> None:
        """Another test begins."""
        self.kept.begin(self.forum.hour)
        if is_filled:
            self.kept.fill("forum", lambda database: restore(database, self.rows))

    def text(self, state: str = "consensus") -> str:
        """A step of a scene: a statement is laid on the table. Returns its id."""

        def play() -> str:
            self.played.append(state)
            return lay_on_the_table(replace(self.forum, kept=None), state=state).id

        return str(self.kept.build(("text", state), play))

    def texts(self) -> dict[str, str]:
        return {row.id: row.state for row in self.forum.rows(Statement)}


@pytest.fixture
def stage(tmp_path: Path, gathered: tuple[Forum, Rows]) -> Iterator[Stage]:
    hour, (forum, rows) = Hour(), gathered
    kept = Kept("sqlite", tmp_path)
    yield Stage(replace(forum, database=kept.database, hour=hour, kept=kept), kept, rows)
    kept.close()


def test_scene_asked_for_again_is_put_back_as_it_was_built(stage: Stage) -> None:
    seen = []
    for _ in range(4):
        stage.begin()
        first = stage.text()
        second = stage.text("negotiation")
        assert stage.texts() == {first: "consensus", second: "negotiation"}
        seen.append((first, second, snapshot(stage.kept.database)))
        # What a test does to its scene is not in the scene of the next.
        stage.text("drafting")
        lay_on_the_table(replace(stage.forum, kept=None))

    # Once for the test that may be the only one, once to be kept.
    assert stage.played.count("consensus") == stage.played.count("negotiation") == 2
    assert seen[1] == seen[2] == seen[3] != seen[0]


def test_step_on_other_beginnings_is_played(stage: Stage) -> None:
    for _ in range(3):
        stage.begin()
        stage.text()
    assert stage.played == ["consensus"] * 2

    # Something was written since the last scene; what follows from there is no scene of anybody's.
    for _ in range(3):
        stage.begin()
        other = lay_on_the_table(replace(stage.forum, kept=None), state="drafting").id
        first = stage.text()
        assert stage.texts() == {other: "drafting", first: "consensus"}
    for _ in range(3):
        stage.begin()
        first = stage.text()
        other = lay_on_the_table(replace(stage.forum, kept=None), state="drafting").id
        second = stage.text("negotiation")
        assert stage.texts() == {first: "consensus", other: "drafting", second: "negotiation"}
    stage.begin()
    assert stage.texts() == {}
    first, second = stage.text(), stage.text("negotiation")
    assert stage.texts() == {first: "consensus", second: "negotiation"}

    # Nobody is in the forum: the step is tried, and nothing is put there.
    before = len(stage.played)
    stage.begin(is_filled=False)
    stage.kept.build(("text", "consensus"), lambda: stage.played.append("empty"))
    assert (stage.played[before:], stage.texts()) == (["empty"], {})


@scene
def laid(forum: Forum, state: str) -> str:
    return lay_on_the_table(replace(forum, kept=None), state=state).id


@scene
def laid_an_hour_later(forum: Forum) -> str:
    forum.hour.pass_by(timedelta(hours=1))
    return laid(forum, "consensus")


def test_scene_of_a_forum_depends_on_its_arguments_and_on_the_hour(stage: Stage) -> None:
    def set_up(state: str, *, later: bool = False) -> str:
        stage.forum.hour.now = Hour().now + timedelta(hours=later)
        stage.begin()
        return laid(stage.forum, state)

    def twice(set_one: Callable[[], str]) -> str:
        return [set_one() for _ in range(3)][-1]

    each = [
        twice(lambda: set_up("consensus")),
        twice(lambda: set_up("negotiation")),
        twice(lambda: set_up("consensus", later=True)),
    ]
    assert len(set(each)) == 3
    assert set_up("consensus") == each[0]
    assert stage.texts() == {each[0]: "consensus"}
    stage.begin()
    with pytest.raises(AssertionError, match="lets no time go by"):
        laid_an_hour_later(stage.forum)


def test_scene_of_a_forum_elsewhere_is_not_kept_here(stage: Stage, forum: Forum) -> None:
    for count in range(1, 4):
        stage.begin()
        lay_on_the_table(replace(forum, kept=stage.kept))
        assert (stage.texts(), len(forum.rows(Statement))) == ({}, count)
