"""What is loaded for the page of consensus and adoption, and for whom."""

from contextlib import contextmanager
from datetime import UTC, date, datetime

import msgspec
from sqlalchemy import event
from tests.on_the_table import lay_on_the_table, reword

from jointstatement.actions.adopting import adopt
from jointstatement.actions.attaching import reserve
from jointstatement.actions.consensus import declare_consensus
from jointstatement.actions.positions import take_position
from jointstatement.errors import Refusal
from jointstatement.queries.adoption import adoption_page
from jointstatement.queries.grid import FrozenLine, FrozenPosition
from jointstatement.queries.silence import PlaceInText
from jointstatement.terms import ConsensusBasis, Position, ReservationKind

WHOLE = PlaceInText(part_id="")


def read(forum, text, who):
    with forum.database.reading() as session:
        return adoption_page(session, who, text.id, now=forum.hour.now)


def declare(forum, text):
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)


def attach(forum, text, delegation):
    forum.act(
        reserve,
        text.id,
        kind=ReservationKind.STATEMENT,
        text=f"{delegation} explains itself.",
        by=forum.head(delegation),
    )


def adopt_it(forum, text):
    forum.act(
        adopt,
        text.id,
        place="Port Alder",
        adopted_on=date(2026, 6, 19),
        fingerprint_seen=text.fingerprint,
        by=forum.chair,
    )


def in_words(page):
    """Everything on the page, refusals as their sentences."""
    return {
        name: str(value) if isinstance(value, Refusal) else value
        for name, value in msgspec.structs.asdict(page).items()
    }


@contextmanager
def counted(forum):
    statements = []
    note = lambda *arguments: statements.append(arguments[2])  # noqa: E731 - a listener of one line
    with forum.database.reading() as session:
        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", note)
        yield statements
        event.remove(engine, "before_cursor_execute", note)


def test_reservations_of_others_are_loaded_after_adoption_only(forum):
    text = lay_on_the_table(forum)
    declare(forum, text)
    for delegation in ("Istara", "Borvia"):
        attach(forum, text, delegation)

    def seen_by(who):
        return [line.delegations[0] for line in read(forum, text, who).reservations]

    before = [seen_by(who) for who in (forum.chair, forum.head("Istara"), forum.head("Cestria"))]
    adopt_it(forum, text)

    assert before == [["Borvia", "Istara"], ["Istara"], []]
    assert seen_by(forum.head("Cestria")) == ["Borvia", "Istara"]


def test_frozen_positions_are_those_of_the_moment_of_adoption(forum):
    text = lay_on_the_table(forum)
    forum.act(take_position, text.id, part_id=None, position=Position.ABSTAIN, by=forum.head("Borvia"))
    declare(forum, text)
    adopt_it(forum, text)

    frozen = read(forum, text, forum.head("Cestria")).frozen

    assert frozen[:2] == (
        FrozenLine("Aldmark", ()),
        FrozenLine("Borvia", (FrozenPosition(WHOLE, Position.ABSTAIN, "Zero draft", None, "", ""),)),
    )


def test_member_learns_nothing_of_the_working_text(forum):
    text = lay_on_the_table(forum)
    before = in_words(read(forum, text, forum.head("Cestria")))
    reword(forum, text.clauses[0], "We agree to measure [in the morning]")

    assert in_words(read(forum, text, forum.head("Cestria"))) == before


def test_day_of_adoption_is_today_from_the_first_day_of_the_meeting_on(forum):
    text = lay_on_the_table(forum)
    before = read(forum, text, forum.chair).day_of_adoption
    # An hour before midnight in UTC it is the next day where the meeting is.
    forum.hour.now = datetime(2026, 6, 18, 23, 0, tzinfo=UTC)

    assert (before, read(forum, text, forum.chair).day_of_adoption) == (date(2026, 6, 19), date(2026, 6, 19))


def test_number_of_questions_does_not_grow_with_what_is_attached(forum):
    text = lay_on_the_table(forum)
    declare(forum, text)
    chair = forum.chair

    def questions():
        with counted(forum) as asked, forum.database.reading() as session:
            adoption_page(session, chair, text.id, now=forum.hour.now)
        return len(asked)

    few = questions()
    for delegation in ("Istara", "Borvia", "Cestria", "Hestvik"):
        attach(forum, text, delegation)

    assert questions() <= few
