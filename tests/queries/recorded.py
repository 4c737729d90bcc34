"""A statement with something in its record."""

from datetime import timedelta

from tests.cast import Forum
from tests.on_the_table import Text, lay_on_the_table

from jointstatement.actions.positions import take_position
from jointstatement.actions.silence import break_silence, start_silence
from jointstatement.terms import Position


def with_silence_broken(forum: Forum) -> Text:
    """A text whose silence Istara broke on its second clause, after Borvia took a position."""
    text = lay_on_the_table(forum)
    forum.act(take_position, text.id, part_id=None, position=Position.SUPPORT, by=forum.head("Borvia"))
    forum.act(
        start_silence,
        text.id,
        due_at=forum.hour.now + timedelta(days=1),
        due_as_typed="2026-05-05T11:00 Europe/Vienna",
        by=forum.chair,
    )
    forum.act(break_silence, text.id, part_id=text.clauses[1], reason="The treaty.", by=forum.head("Istara"))
    return text
