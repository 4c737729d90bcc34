"""What a table of comments holds, for whom, in which order and of which hour."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.cast import Forum
from tests.negotiation import CLAUSES, Negotiation, begin

from jointstatement.access.viewer import Viewer
from jointstatement.actions.answering import answer_amendment, answer_comment
from jointstatement.actions.drafting import remove_part, reword_part
from jointstatement.actions.giving_input import amend, comment_on, submit_input, withdraw_comment
from jointstatement.errors import NotFound, NotTabledYet, NotYours
from jointstatement.models import Amendment, Comment, Round
from jointstatement.queries.comment_tables import TableChoice, comment_table, form_page, table_choice
from jointstatement.terms import CommentClass, DispositionKind, PartKind, Visibility, Weight
from jointstatement.text.comments import CitedPart, CommentRow, CommentTable

THREE = CLAUSES[2].replace("six hours", "three hours")
NOON = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    """The zero draft before the delegations, blind."""
    talks = begin(forum)
    talks.table()
    return talks


def give(talks: Negotiation, who: str, text: str, part_id: str | None = None) -> str:
    """A comment, drafted."""
    return str(
        talks.forum.act(
            comment_on,
            talks.id,
            part_id=part_id,
            comment_class=CommentClass.TECHNICAL,
            text=text,
            by=talks.forum.head(who),
        )
    )


def propose(talks: Negotiation, who: str, part_id: str, wording: str) -> None:
    talks.forum.act(
        amend,
        talks.id,
        part_id,
        wording=wording,
        reason="Quicker.",
        weight=Weight.ESSENTIAL,
        by=talks.forum.head(who),
    )


def submit(talks: Negotiation, who: str) -> None:
    talks.forum.act(submit_input, talks.id, by=talks.forum.head(who))


def seen(talks: Negotiation, viewer: Viewer, **wish: object) -> CommentTable:
    database = talks.forum.database
    with database.reading() as session:
        return comment_table(session, viewer, talks.id, now=database.now(), **wish)  # type: ignore[arg-type]


def texts(table: CommentTable) -> list[tuple[str, str]]:
    return [(row.delegation, row.text) for row in table.rows]


def test_rows_stand_in_the_order_of_the_text_and_of_the_members(talks: Negotiation) -> None:
    round_id = talks.open_round()
    third, second = talks.clause(3), talks.clause(2)
    for who in ("Elmoria", "Fenland", "Borvia"):
        give(talks, who, f"On three, {who}.", third)
        give(talks, who, f"On all, {who}.")
    propose(talks, "Borvia", third, THREE)
    give(talks, "Lusatia", "On two.", second)
    for who in ("Elmoria", "Fenland", "Borvia", "Lusatia"):
        submit(talks, who)
    talks.close_round(round_id)

    table = seen(talks, talks.forum.chair)

    assert texts(table)[:4] == [
        ("Borvia", "On all, Borvia."),
        ("Fenland", "On all, Fenland."),
        ("Elmoria", "On all, Elmoria."),
        ("Lusatia", "On two."),
    ]
    assert sorted(texts(table)[4:6]) == [("Borvia", "On three, Borvia."), ("Borvia", "Quicker.")]
    assert texts(table)[6:] == [("Fenland", "On three, Fenland."), ("Elmoria", "On three, Elmoria.")]
    assert next(row for row in table.rows if row.is_amendment) == CommentRow(
        delegation="Borvia",
        part=CitedPart(third, PartKind.OPERATIVE, "3", CLAUSES[2]),
        kind=Weight.ESSENTIAL,
        text="Quicker.",
        number="A-3.1",
        proposed=THREE,
        base=CLAUSES[2],
    )


def test_everybody_reads_the_same_once_the_round_has_closed(talks: Negotiation) -> None:
    round_id = talks.open_round()
    give(talks, "Borvia", "Heron.")
    submit(talks, "Borvia")
    give(talks, "Galdria", "Never submitted.")
    talks.close_round(round_id)

    tables = [seen(talks, talks.forum.viewer(who)) for who in ("chair", "secretariat", "head of Galdria")]

    assert {table.rows for table in tables} == {tables[0].rows}
    assert texts(tables[0]) == [("Borvia", "Heron.")]


def test_blind_round_holds_ones_own_input_only(talks: Negotiation) -> None:
    talks.open_round(Visibility.BLIND)
    give(talks, "Borvia", "Heron.")
    submit(talks, "Borvia")
    forum = talks.forum

    read = {who: texts(seen(talks, forum.viewer(who))) for who in ("chair", "secretariat", "head of Galdria")}

    assert read == {"chair": [], "secretariat": [], "head of Galdria": []}
    assert texts(seen(talks, forum.expert("Borvia"))) == [("Borvia", "Heron.")]


def test_table_of_a_blind_round_is_the_same_whoever_has_submitted(talks: Negotiation) -> None:
    talks.open_round(Visibility.BLIND)
    forum = talks.forum
    wishes = [{}, {"with_answers": True}, {"delegation_id": forum.delegations["Borvia"], "with_answers": True}]
    before = [seen(talks, viewer, **wish) for viewer in (forum.chair, forum.head("Galdria")) for wish in wishes]

    forum.hour.pass_by(timedelta(hours=1))
    propose(talks, "Borvia", talks.clause(3), THREE)
    comment = give(talks, "Borvia", "Heron.")
    submit(talks, "Borvia")
    forum.act(withdraw_comment, talks.id, comment, by=forum.head("Borvia"))

    assert before == [seen(talks, viewer, **wish) for viewer in (forum.chair, forum.head("Galdria")) for wish in wishes]


def test_hour_of_a_table_does_not_tell_when_others_submitted(talks: Negotiation) -> None:
    forum = talks.forum
    round_id = talks.open_round(Visibility.BLIND)
    opened = seen(talks, forum.head("Galdria")).as_of
    forum.hour.pass_by(timedelta(hours=1))
    give(talks, "Borvia", "Heron.")
    submit(talks, "Borvia")
    forum.hour.pass_by(timedelta(hours=1))

    assert (opened, seen(talks, forum.chair).as_of, seen(talks, forum.head("Galdria")).as_of) == (NOON, NOON, NOON)
    assert seen(talks, forum.head("Borvia")).as_of == NOON + timedelta(hours=1)
    talks.close_round(round_id)
    assert seen(talks, forum.head("Galdria")).as_of == NOON + timedelta(hours=2)
    assert str(seen(talks, forum.chair).as_of.tzinfo) == "Europe/Vienna"


def test_one_delegation_alone(talks: Negotiation) -> None:
    round_id = talks.open_round()
    for who in ("Borvia", "Galdria"):
        give(talks, who, f"{who} says.")
        submit(talks, who)
    talks.close_round(round_id)

    table = seen(talks, talks.forum.chair, delegation_id=talks.forum.delegations["Galdria"])

    assert (table.delegation, texts(table)) == ("Galdria", [("Galdria", "Galdria says.")])


@pytest.mark.parametrize("delegation", ["Estuary Council", "nobody"])
def test_delegation_that_is_no_member_is_not_found(talks: Negotiation, delegation: str) -> None:
    with pytest.raises(NotFound):
        seen(talks, talks.forum.chair, delegation_id=talks.forum.delegations.get(delegation, "0" * 32))


def answered(talks: Negotiation) -> None:
    """Borvia's comment and amendment are answered, Galdria's comment is withdrawn after the hour."""
    forum = talks.forum
    round_id = talks.open_round()
    give(talks, "Borvia", "Heron.")
    propose(talks, "Borvia", talks.clause(3), THREE)
    submit(talks, "Borvia")
    taken_back = give(talks, "Galdria", "Tern.")
    submit(talks, "Galdria")
    talks.close_round(round_id)
    forum.act(withdraw_comment, talks.id, taken_back, by=forum.head("Galdria"))
    forum.hour.pass_by(timedelta(hours=1))
    (comment,) = [row for row in forum.rows(Comment) if row.withdrawn_at is None]
    (amendment,) = forum.rows(Amendment)
    reply = {"reply": "Thank you.", "by": forum.chair}
    forum.act(answer_comment, talks.id, comment.id, disposition=DispositionKind.NOTED, **reply)
    forum.act(answer_amendment, talks.id, amendment.id, disposition=DispositionKind.NOT_ACCEPTED, **reply)


def answers_in(table: CommentTable) -> list[tuple[str, DispositionKind | None, str, bool]]:
    return [(row.text, row.disposition, row.reply, row.is_withdrawn) for row in table.rows]


def test_compilation_has_no_answers_and_nothing_that_was_withdrawn(talks: Negotiation) -> None:
    answered(talks)

    assert answers_in(seen(talks, talks.forum.chair)) == [
        ("Heron.", None, "", False),
        ("Quicker.", None, "", False),
    ]


def test_delegations_read_the_answers_when_they_have_gone_out(talks: Negotiation) -> None:
    answered(talks)
    forum = talks.forum
    before = answers_in(seen(talks, forum.head("Kelmora"), with_answers=True))
    office = answers_in(seen(talks, forum.chair, with_answers=True))
    forum.hour.pass_by(timedelta(hours=1))
    part = talks.clause(1)
    forum.act(reword_part, talks.id, part, wording="We thank all", expected=talks.version(part), by=forum.chair)
    talks.table()

    assert before == [
        ("Heron.", None, "", False),
        ("Tern.", None, "", True),
        ("Quicker.", None, "", False),
    ]
    assert office == [
        ("Heron.", DispositionKind.NOTED, "Thank you.", False),
        ("Tern.", None, "", True),
        ("Quicker.", DispositionKind.NOT_ACCEPTED, "Thank you.", False),
    ]
    assert answers_in(seen(talks, forum.head("Kelmora"), with_answers=True)) == office


def test_input_on_a_part_that_is_gone_stands_last_with_its_own_words(talks: Negotiation) -> None:
    answered(talks)
    forum, third = talks.forum, talks.clause(3)
    forum.act(remove_part, talks.id, third, expected=talks.version(third), by=forum.chair)
    talks.table()
    round_id = talks.open_round()
    give(talks, "Kelmora", "On the ferries.", talks.clause(5))
    submit(talks, "Kelmora")
    talks.close_round(round_id)

    rows = seen(talks, forum.chair).rows

    assert [(row.text, row.part.label if row.part else "", row.given_on) for row in rows] == [
        ("Heron.", "", "Zero draft"),
        ("On the ferries.", "5", ""),
        ("Quicker.", "3", "Zero draft"),
    ]
    assert (rows[2].base, rows[2].part) == (
        CLAUSES[2],
        CitedPart(third, PartKind.OPERATIVE, "3", CLAUSES[2], last_in="Zero draft"),
    )


def test_late_input_says_so(talks: Negotiation) -> None:
    talks.close_round(talks.open_round())
    give(talks, "Borvia", "Heron.")
    submit(talks, "Borvia")

    assert [(row.is_late, row.number) for row in seen(talks, talks.forum.chair).rows] == [(True, "C-0.1")]
    assert talks.forum.rows(Round)[0].closed_at is not None


@pytest.mark.parametrize("who", ["observer", "administrator"])
def test_who_reads_no_negotiation_takes_no_table(talks: Negotiation, who: str) -> None:
    with pytest.raises((NotYours, NotFound)) as refused:
        seen(talks, talks.forum.viewer(who))

    assert type(refused.value) is (NotYours if who == "observer" else NotFound)


def test_before_the_first_revision_there_is_no_table(forum: Forum) -> None:
    untabled = begin(forum)

    with pytest.raises(NotTabledYet):
        seen(untabled, forum.chair)
    with pytest.raises(NotFound):
        seen(untabled, forum.head("Borvia"))


def chosen(talks: Negotiation, who: str) -> TableChoice:
    database = talks.forum.database
    with database.reading() as session:
        return table_choice(session, talks.forum.viewer(who), talks.id, now=database.now())


def test_choice_names_all_members_whoever_has_given_anything(talks: Negotiation) -> None:
    choice = chosen(talks, "head of Borvia")

    assert [name for _, name in choice.delegations][:3] == ["Aldmark", "Borvia", "Cestria"]
    assert (len(choice.delegations), choice.speaks, choice.refusal is None) == (12, True, False)
    assert chosen(talks, "chair").speaks is False


def test_form_is_for_who_speaks_for_a_delegation(talks: Negotiation) -> None:
    talks.open_round()
    forum = talks.forum
    propose(talks, "Borvia", talks.clause(3), THREE)
    with forum.database.reading() as session:
        form = form_page(session, forum.expert("Borvia"), talks.id, now=forum.database.now())
        other = form_page(session, forum.expert("Galdria"), talks.id, now=forum.database.now())
        with pytest.raises(NotYours):
            form_page(session, forum.chair, talks.id, now=forum.database.now())

    assert (form.table.delegation, form.table.rows, form.refusal) == ("Borvia", (), None)
    assert [part.label for part in form.parts] == ["", "", "", "1", "2", "3", "4", "5", "6", "6(a)", "6(b)", "", "*"]
    assert (form.drafts, other.drafts) == ({talks.clause(3): 1}, {})
