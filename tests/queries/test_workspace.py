"""What the page of one statement holds, for whom, and what it never holds."""

from datetime import datetime, timedelta

import msgspec
import pytest
from sqlalchemy import event
from sqlmodel import Session
from tests.cast import Forum
from tests.negotiation import CLAUSES, Negotiation, begin, rules_of

from jointstatement.access.viewer import Viewer
from jointstatement.actions.answering import answer_amendment, answer_comment
from jointstatement.actions.drafting import move_part, reword_part
from jointstatement.actions.giving_input import amend, comment_on, draft_comment, open_to_comments, submit_input
from jointstatement.actions.positions import take_position
from jointstatement.errors import NotFound
from jointstatement.models import Amendment, Comment
from jointstatement.queries.statement import statement_head
from jointstatement.queries.workspace import MOST_CARDS, Count, Stretch, TextView, Workspace, workspace
from jointstatement.terms import CommentClass, DispositionKind, Position, Verb, Visibility, Weight
from jointstatement.text.compare import Change, Segment

SECRET = "The eels of the upper basin are ours alone"


@pytest.fixture
def text(forum: Forum) -> Negotiation:
    return begin(forum)


def seen(text: Negotiation, viewer: Viewer, view: TextView | None = None, *, clause: str | None = None) -> Workspace:
    database = text.forum.database
    with database.reading() as session:
        return workspace(session, viewer, text.id, now=database.now(), rules_of=rules_of, view=view, clause=clause)


def line_of(space: Workspace, part_id: str):
    return next(line for line in space.lines if line.part_id == part_id)


def everything_in(space: Workspace) -> str:
    return repr(space)


def propose(text: Negotiation, who: str, clause: int, wording: str, reason: str = "") -> None:
    text.forum.hour.pass_by(timedelta(minutes=1))
    text.forum.act(
        amend,
        text.id,
        text.clause(clause),
        wording=wording,
        reason=reason,
        weight=Weight.PREFERRED,
        by=text.forum.head(who),
    )


def hold(text: Negotiation, who: str, clause: int | None, position: Position, reason: str = "") -> None:
    text.forum.act(
        take_position,
        text.id,
        part_id=text.clause(clause) if clause else None,
        position=position,
        reason=reason,
        by=text.forum.head(who),
    )


def remark(text: Negotiation, who: str, clause: int | None, times: int) -> None:
    text.forum.act(_comments, text.id, text.clause(clause) if clause else None, times, by=text.forum.head(who))


def _comments(
    session: Session, statement_id: str, part_id: str | None, times: int, *, by: Viewer, now: datetime
) -> None:
    before = open_to_comments(session, statement_id, by=by, now=now)
    for number in range(times):
        words = f"The dredger has not been seen for {number + 1} days."
        kind = CommentClass.SUBSTANTIVE
        draft_comment(session, before, part_id=part_id, comment_class=kind, text=words, by=by, now=now)


def in_the_margin(space: Workspace) -> dict[str, tuple[int, int]]:
    """By the part's id, the cards that are there and those that are away."""
    shown = {line.part_id: (len(line.cards), line.cards_away) for line in space.all_lines}
    return {part_id: numbers for part_id, numbers in shown.items() if numbers != (0, 0)}


def submit(text: Negotiation, *delegations: str) -> None:
    for who in delegations:
        text.forum.act(submit_input, text.id, by=text.forum.head(who))


def test_untabled_text_is_the_offices_alone(text: Negotiation) -> None:
    assert seen(text, text.forum.chair).head.clauses == len(CLAUSES)
    for viewer in (text.forum.head("Borvia"), text.forum.observer, text.forum.administrator):
        with pytest.raises(NotFound):
            seen(text, viewer)


def test_head_shows_the_stages_of_the_workflow_without_withdrawal(text: Negotiation) -> None:
    database = text.forum.database
    with database.reading() as session:
        head = statement_head(session, text.forum.chair, text.id, now=database.now())

    assert [(stage.title, stage.state) for stage in head.stages] == [
        ("Draft", "current"),
        ("Comments", "todo"),
        ("Consensus", "todo"),
        ("Adoption", "todo"),
        ("Adopted", "todo"),
        ("Published", "todo"),
    ]


def test_clauses_stand_with_their_endings_and_items_with_their_letters(text: Negotiation) -> None:
    lines = seen(text, text.forum.chair).lines

    assert [(line.label, line.ending) for line in lines if line.is_clause] == [
        ("1", ";"),
        ("2", ";"),
        ("3", ";"),
        ("4", ";"),
        ("5", "; and"),
        ("6", ":"),
    ]
    assert [(line.marker, line.ending) for line in lines if line.kind == "item"] == [("(a)", "; and"), ("(b)", ".")]


def test_untabled_text_is_to_be_tabled_next(text: Negotiation) -> None:
    office = seen(text, text.forum.chair).office

    assert office is not None
    assert (office.headline.sentence(), office.primary and office.primary.verb) == (
        "Table the zero draft",
        Verb.TABLE_REVISION,
    )


def test_open_steps_say_what_is_missing(text: Negotiation) -> None:
    office = seen(text, text.forum.chair).office

    assert office is not None
    assert {step.label: [missing.sentence() for missing in step.missing] for step in office.steps} == {
        "Open a round of comments": ["No revision of the text has been tabled yet."],
        "Withdraw the statement": [],
    }


def test_blind_round_shows_the_chair_only_submitted_or_awaited(text: Negotiation) -> None:
    text.table()
    text.open_round(Visibility.BLIND)
    propose(text, "Borvia", 2, f"{CLAUSES[1]} {SECRET}", reason=SECRET)
    hold(text, "Borvia", 3, Position.OBJECT, reason=SECRET)
    submit(text, "Borvia")
    propose(text, "Istara", 2, f"{CLAUSES[1]} and its fish")

    space = seen(text, text.forum.chair)

    assert SECRET not in everything_in(space)
    assert space.office is not None
    assert [one.delegation for one in space.office.participation if one.submitted] == ["Borvia"]
    assert space.office.told == ()
    assert all(not line.counts and not line.cards for line in space.lines)


def test_blind_round_shows_a_delegation_its_own_alone(text: Negotiation) -> None:
    text.table()
    text.open_round(Visibility.BLIND)
    propose(text, "Borvia", 2, f"{CLAUSES[1]} {SECRET}", reason=SECRET)
    submit(text, "Borvia")

    own = seen(text, text.forum.expert("Borvia"))
    other = seen(text, text.forum.head("Istara"))

    assert [card.delegation for card in line_of(own, text.clause(2)).cards] == ["Borvia"]
    assert own.own_submitted
    assert SECRET not in everything_in(other)
    assert (other.own_submitted, other.office) == (False, None)


def test_closed_round_brings_its_input_beside_the_clauses(text: Negotiation) -> None:
    text.table()
    opened = text.open_round()
    propose(text, "Borvia", 3, CLAUSES[2].replace("six", "three"), reason="The snow melts fast.")
    propose(text, "Istara", 3, CLAUSES[2].replace("six", "nine"))
    hold(text, "Aldmark", 3, Position.SUPPORT)
    submit(text, "Borvia", "Istara", "Aldmark")
    text.close_round(opened)

    line = line_of(seen(text, text.forum.chair), text.clause(3))

    assert line.counts == (
        Count("support", 1, ("Aldmark",)),
        Count("amend", 2, ("Borvia", "Istara")),
    )
    assert line.stretches == (
        Stretch("We agree to share the readings of our gauges every "),
        Stretch("six", is_touched=True),
        Stretch(" hours, and within the hour when the water rises"),
    )
    borvia = line.cards[0]
    assert (borvia.delegation, borvia.label, borvia.text, borvia.collides) == (
        "Borvia",
        "A-3.1",
        "The snow melts fast.",
        ("A-3.2",),
    )
    assert [segment for segment in borvia.redline if segment.change is not Change.SAME] == [
        Segment(Change.DELETED, "six"),
        Segment(Change.INSERTED, "three"),
    ]


def test_observer_finds_the_text_alone(text: Negotiation) -> None:
    text.table()
    opened = text.open_round(Visibility.OPEN)
    propose(text, "Borvia", 2, f"{CLAUSES[1]} {SECRET}")
    hold(text, "Borvia", 1, Position.OBJECT, reason=SECRET)
    submit(text, "Borvia")
    text.close_round(opened)

    space = seen(text, text.forum.observer)

    assert SECRET not in everything_in(space)
    assert all(not line.counts and not line.cards for line in space.lines)
    assert not space.may_give_input


def test_consent_belongs_to_its_revision_and_objections_stand(text: Negotiation) -> None:
    text.table()
    opened = text.open_round()
    hold(text, "Aldmark", 1, Position.SUPPORT)
    hold(text, "Aldmark", 2, Position.SUPPORT)
    hold(text, "Borvia", 2, Position.OBJECT, reason="Too long.")
    submit(text, "Aldmark", "Borvia")
    text.close_round(opened)
    second = text.clause(2)
    text.forum.act(
        reword_part, text.id, second, wording="The river is free", expected=text.version(second), by=text.forum.chair
    )
    text.table()

    space = seen(text, text.forum.chair)

    assert line_of(space, text.clause(1)).counts == (Count("earlier", 1, ("Aldmark",)),)
    assert line_of(space, second).counts == (Count("object", 1, ("Borvia",)),)
    assert [card.given_on for card in line_of(space, second).cards] == ["Zero draft"]


def test_answers_stay_in_the_office_until_the_next_act_before_all(text: Negotiation) -> None:
    text.table()
    opened = text.open_round()
    propose(text, "Borvia", 2, f"{CLAUSES[1]} for ever")
    submit(text, "Borvia")
    text.close_round(opened)
    text.forum.hour.pass_by(timedelta(minutes=1))
    amendment = text.forum.rows(Amendment)[0]
    text.forum.act(
        answer_amendment,
        text.id,
        amendment.id,
        disposition=DispositionKind.NOT_ACCEPTED,
        reply=SECRET,
        by=text.forum.chair,
    )

    assert SECRET in everything_in(seen(text, text.forum.secretariat))
    assert SECRET not in everything_in(seen(text, text.forum.head("Borvia")))
    text.open_round()
    assert SECRET in everything_in(seen(text, text.forum.head("Borvia")))


def test_unanswered_input_is_what_comes_next(text: Negotiation) -> None:
    text.table()
    opened = text.open_round()
    text.forum.act(
        comment_on,
        text.id,
        part_id=None,
        comment_class=CommentClass.SUBSTANTIVE,
        text="Where is the dredging?",
        by=text.forum.head("Borvia"),
    )
    submit(text, "Borvia")
    text.close_round(opened)

    before = seen(text, text.forum.chair)
    comment = text.forum.rows(Comment)[0]
    text.forum.act(
        answer_comment, text.id, comment.id, disposition=DispositionKind.NOTED, reply="", by=text.forum.chair
    )
    after = seen(text, text.forum.chair)

    assert before.whole is not None and [card.text for card in before.whole.cards] == ["Where is the dredging?"]
    assert before.office is not None and before.office.primary is not None
    assert before.office.primary.verb is Verb.DISPOSE
    assert after.office is not None and after.office.primary is not None
    assert after.office.primary.verb is Verb.TO_CONSENSUS


def test_view_since_shows_what_changed_and_what_moved(text: Negotiation) -> None:
    text.table()
    first, third = text.clause(1), text.clause(3)
    text.forum.act(
        reword_part,
        text.id,
        third,
        wording=CLAUSES[2].replace("six", "three"),
        expected=text.version(third),
        by=text.forum.chair,
    )
    text.forum.act(move_part, text.id, first, after=text.clause(4), expected=text.version(first), by=text.forum.chair)
    text.table()

    compared = seen(text, text.forum.head("Borvia"), TextView.SINCE).compared
    changed = {line.part_id: (line.is_moved, line.was_label, line.label) for line in compared if line.is_changed}

    assert changed == {first: (True, "1", "1"), third: (False, "3", "3")}


def test_working_text_is_no_view_for_delegations(text: Negotiation) -> None:
    text.table()
    part = text.clause(1)
    text.forum.act(reword_part, text.id, part, wording=SECRET, expected=text.version(part), by=text.forum.chair)

    assert TextView.WORKING in seen(text, text.forum.chair).views
    for viewer in (text.forum.head("Borvia"), text.forum.observer):
        assert SECRET not in everything_in(seen(text, viewer, TextView.WORKING))


def test_page_takes_the_same_number_of_statements_however_much_was_given(text: Negotiation) -> None:
    text.table()
    opened = text.open_round()
    few = _statements(text)
    for who in ("Aldmark", "Borvia", "Istara"):
        for clause in (1, 2, 3):
            propose(text, who, clause, f"{CLAUSES[clause - 1]} and {who}")
            hold(text, who, clause, Position.OBJECT)
        submit(text, who)
    text.close_round(opened)
    many = _statements(text)

    assert many <= few + 1  # what the objections of merged parts need is asked once there are any


def test_as_many_cards_as_a_margin_holds_are_all_there(text: Negotiation) -> None:
    text.table()
    opened = text.open_round()
    remark(text, "Borvia", 2, MOST_CARDS - 1)
    remark(text, "Istara", 4, 1)
    submit(text, "Borvia", "Istara")
    text.close_round(opened)

    space = seen(text, text.forum.chair, clause=text.clause(4))

    assert in_the_margin(space) == {text.clause(2): (MOST_CARDS - 1, 0), text.clause(4): (1, 0)}
    assert not space.is_in_part
    assert line_of(space, text.clause(4)).counts == (Count("comment", 1, ("Istara",)),)


def test_one_card_more_leaves_those_of_one_clause(text: Negotiation) -> None:
    text.table()
    opened = text.open_round()
    second, third, fourth = (text.clause(number) for number in (2, 3, 4))
    remark(text, "Borvia", 2, MOST_CARDS - 2)
    remark(text, "Istara", None, 1)
    hold(text, "Galdria", 3, Position.OBJECT, reason="Our gauges are not ours to read.")
    hold(text, "Galdria", 4, Position.SUPPORT)
    submit(text, "Borvia", "Istara", "Galdria")
    text.close_round(opened)
    assert not seen(text, text.forum.chair).is_in_part
    late = text.open_round()
    remark(text, "Aldmark", 4, 1)
    submit(text, "Aldmark")
    text.close_round(late)
    chair = text.forum.chair

    weightiest, chosen = seen(text, chair), seen(text, chair, clause=second)
    whole, unknown = seen(text, chair, clause=""), seen(text, chair, clause="0" * 32)

    assert weightiest.is_in_part
    assert in_the_margin(weightiest) == {third: (1, 0), second: (0, 38), fourth: (0, 1), "": (0, 1)}
    assert in_the_margin(chosen) == {third: (0, 1), second: (38, 0), fourth: (0, 1), "": (0, 1)}
    assert in_the_margin(whole) == {third: (0, 1), second: (0, 38), fourth: (0, 1), "": (1, 0)}
    assert in_the_margin(unknown) == in_the_margin(weightiest)
    assert line_of(weightiest, third).counts == (Count("object", 1, ("Galdria",)),)
    assert line_of(weightiest, fourth).counts == (Count("support", 1, ()), Count("comment", 1, ()))
    assert [line.weightiest for line in weightiest.lines] == [line.weightiest for line in chosen.lines]
    assert in_the_margin(seen(text, chair, TextView.REVISION)) == {}
    assert line_of(chosen, second).span == 1


def test_drafts_of_others_do_not_fill_the_margin(text: Negotiation) -> None:
    text.table()
    text.open_round(Visibility.OPEN)
    before = seen(text, text.forum.head("Istara"))
    remark(text, "Borvia", 2, MOST_CARDS + 1)

    assert in_the_margin(seen(text, text.forum.head("Borvia"))) == {text.clause(2): (MOST_CARDS + 1, 0)}
    assert seen(text, text.forum.head("Istara")) == before
    assert not before.is_in_part


def test_big_statement_takes_no_more_statements_than_a_small_one(text: Negotiation) -> None:
    text.table()
    opened = text.open_round()
    remark(text, "Borvia", 2, MOST_CARDS)
    submit(text, "Borvia")
    text.close_round(opened)
    small = _statements(text)
    opened = text.open_round()
    remark(text, "Istara", 3, MOST_CARDS)
    submit(text, "Istara")
    text.close_round(opened)

    assert _statements(text) <= small
    assert seen(text, text.forum.chair).is_in_part


def test_page_asks_less_while_nothing_is_written(text: Negotiation) -> None:
    text.table()
    first, again = _statements(text), _statements(text)
    text.open_round()

    assert again < min(first, _statements(text))


def test_view_is_frozen(text: Negotiation) -> None:
    assert msgspec.structs.asdict(seen(text, text.forum.chair).head)["id"] == text.id


def _statements(text: Negotiation) -> int:
    database, asked = text.forum.database, []
    chair = text.forum.chair
    with database.reading() as session:
        now = database.now()
        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
        workspace(session, chair, text.id, now=now, rules_of=rules_of, view=None)
    return len(asked)
