"""Around the chair's answers: where it is covered, a batch of editorial ones, who answers what, what authors say."""

import json
from datetime import datetime, timedelta

from sqlmodel import Session
from tests.cast import Forum, begin, lay_before, part_with, refused

from jointstatement.actions.answering import accept_editorial, answer_amendment, answer_comment
from jointstatement.actions.assigning import assign_input
from jointstatement.actions.drafting import reword_part
from jointstatement.actions.giving_input import amend, comment_on, submit_input, withdraw_comment
from jointstatement.actions.judging import judge_answer
from jointstatement.actions.ready_answers import MOST, change_ready_answer, keep_ready_answer, withdraw_ready_answer
from jointstatement.actions.rounds import close_round, table_revision
from jointstatement.errors import (
    AlreadyWithdrawn,
    AmendmentNeedsItsAuthor,
    AnsweredAnew,
    AnsweredMeanwhile,
    BadInput,
    NotEditorial,
    NotFound,
    NotYours,
    RoundIsOpen,
    WordingHasMoved,
)
from jointstatement.models import Amendment, Comment, Disposition, Notice, ReadyAnswer, Verdict
from jointstatement.terms import CommentClass, DispositionKind, Visibility, Weight


def negotiated(forum: Forum) -> str:
    """Borvia and Istara have given input to two clauses, editorial and not; the round is closed."""
    statement_id = begin(forum, "We meet at the river", "We part at the sea")
    round_id = lay_before(forum, statement_id, visibility=Visibility.OPEN)
    meet, part = (part_with(forum, statement_id, word) for word in ("meet", "part"))
    for who, on, wording, weight in (
        ("Borvia", meet, "We gladly meet at the river", Weight.EDITORIAL),
        ("Istara", meet, "We meet at the long river", Weight.EDITORIAL),
        ("Istara", part, "We never part at the sea", Weight.ESSENTIAL),
    ):
        forum.act(amend, statement_id, on.id, wording=wording, reason="", weight=weight, by=forum.head(who))
    for who, kind in (("Borvia", CommentClass.EDITORIAL), ("Istara", CommentClass.SUBSTANTIVE)):
        forum.act(
            comment_on, statement_id, part_id=meet.id, comment_class=kind, text=f"Says {who}.", by=forum.head(who)
        )
    for who in ("Borvia", "Istara"):
        forum.act(submit_input, statement_id, by=forum.head(who))
    forum.act(close_round, round_id, by=forum.chair)
    return statement_id


def amendments(forum: Forum, *words: str) -> list[str]:
    return [row.id for word in words for row in forum.rows(Amendment) if word in row.wording]


def comment_of(forum: Forum, who: str) -> str:
    return str(next(row.id for row in forum.rows(Comment) if who in row.text))


def labels(forum: Forum, table: type, *ids: str) -> str:
    return ", ".join(forum.rows(table, id=each)[0].label for each in ids)


def test_covered_elsewhere_says_where(forum: Forum) -> None:
    statement_id = negotiated(forum)
    comment, part = comment_of(forum, "Istara"), part_with(forum, statement_id, "part")
    ask = {"disposition": DispositionKind.COVERED_ELSEWHERE, "reply": "", "by": forum.chair}
    wrong = refused(forum, BadInput, answer_comment, statement_id, comment, **ask)
    assert str(wrong) == "Please say where this is covered: choose the part, or name it in the reply."
    refused(forum, NotFound, answer_comment, statement_id, comment, covered_in="0" * 32, **ask)
    noted = ask | {"disposition": DispositionKind.NOTED}
    refused(forum, BadInput, answer_comment, statement_id, comment, covered_in=part.id, **noted)

    forum.act(answer_comment, statement_id, comment, covered_in=part.id, **ask)

    assert [(row.disposition, row.reply, row.covered_in) for row in forum.rows(Disposition)] == [
        (DispositionKind.COVERED_ELSEWHERE, "", part.id)
    ]
    said = json.loads(forum.last_entry(f"{statement_id}:office").payload)
    assert said["covered_in"] == {"part_id": part.id, "part_kind": "operative"}


def test_editorial_input_is_accepted_in_one_press(forum: Forum) -> None:
    statement_id = negotiated(forum)
    both = amendments(forum, "gladly", "long")

    count = forum.act(
        accept_editorial,
        statement_id,
        amendment_ids=both,
        comment_ids=[comment_of(forum, "Borvia")],
        by=forum.secretariat,
    )

    assert count == 3
    assert part_with(forum, statement_id, "meet").wording == "We gladly meet at the long river"
    assert [row.disposition for row in forum.rows(Disposition)] == [DispositionKind.ACCEPTED] * 3


def test_batch_with_anything_that_is_not_editorial_is_refused_by_name(forum: Forum) -> None:
    statement_id = negotiated(forum)
    wrong, comment = amendments(forum, "never")[0], comment_of(forum, "Istara")

    refusal = refused(
        forum,
        NotEditorial,
        accept_editorial,
        statement_id,
        amendment_ids=[*amendments(forum, "gladly"), wrong],
        comment_ids=[comment],
        by=forum.chair,
    )

    named = f"{labels(forum, Comment, comment)}, {labels(forum, Amendment, wrong)}"
    assert str(refusal) == f"Only editorial input is accepted in one press. Please answer these one by one: {named}."


def test_batch_is_accepted_whole_or_not_at_all(forum: Forum) -> None:
    statement_id = negotiated(forum)
    gladly, long = amendments(forum, "gladly", "long")
    refused(forum, BadInput, accept_editorial, statement_id, by=forum.chair)
    refused(forum, NotYours, accept_editorial, statement_id, amendment_ids=[gladly], by=forum.head("Borvia"))
    part = part_with(forum, statement_id, "meet")
    forum.act(reword_part, statement_id, part.id, wording="We meet at the deep river", expected=1, by=forum.chair)
    both = {"amendment_ids": [gladly, long], "by": forum.chair}
    refused(forum, AmendmentNeedsItsAuthor, accept_editorial, statement_id, **both)
    forum.act(answer_amendment, statement_id, long, disposition=DispositionKind.NOTED, reply="", by=forum.chair)

    refusal = refused(forum, AnsweredMeanwhile, accept_editorial, statement_id, **both)

    assert labels(forum, Amendment, long) in str(refusal)


def test_input_is_given_to_a_colleague_who_is_told(forum: Forum) -> None:
    statement_id = negotiated(forum)
    comment = comment_of(forum, "Istara")
    label = labels(forum, Comment, comment)
    told = {"comment_id": comment, "by": forum.chair}

    forum.act(assign_input, statement_id, person_id=forum.persons["secretariat"], **told)
    forum.act(assign_input, statement_id, person_id=None, **told)

    said = [json.loads(each.payload) for each in forum.entries(f"{statement_id}:office")][-2:]
    assert [(each["label"], each["person"]) for each in said] == [(label, "Seri Olm"), (label, "")]
    notices = forum.rows(Notice, kind="input_assigned")
    assert [(row.person_id, json.loads(row.parameters)) for row in notices] == [
        (forum.persons["secretariat"], {"label": label})
    ]


def test_input_is_given_to_nobody_outside_the_office(forum: Forum) -> None:
    statement_id = negotiated(forum)
    told = {"comment_id": comment_of(forum, "Istara"), "by": forum.chair}
    for who in ("head of Borvia", "administrator", "observer"):
        refused(forum, BadInput, assign_input, statement_id, person_id=forum.persons[who], **told)
    by_head = told | {"by": forum.head("Istara")}
    refused(forum, NotYours, assign_input, statement_id, person_id=None, **by_head)
    refused(forum, NotFound, assign_input, statement_id, amendment_id="0" * 32, person_id=None, by=forum.chair)
    forum.act(withdraw_comment, statement_id, comment_of(forum, "Istara"), by=forum.head("Istara"))
    refused(forum, AlreadyWithdrawn, assign_input, statement_id, person_id=None, **told)


def answered(forum: Forum, statement_id: str, *, reply: str = "No consensus for it.") -> str:
    """The chair declines the remark of Istara, an hour after whatever went before."""
    forum.hour.pass_by(timedelta(hours=1))
    return str(
        forum.act(
            answer_comment,
            statement_id,
            comment_of(forum, "Istara"),
            disposition=DispositionKind.NOT_ACCEPTED,
            reply=reply,
            by=forum.chair,
        )
    )


def circulates(forum: Forum, statement_id: str, words: str) -> None:
    """The chair rewords the second clause and tables it: the answers go out."""
    part = part_with(forum, statement_id, "sea")
    forum.act(reword_part, statement_id, part.id, wording=words, expected=part.version, by=forum.chair)
    forum.act(table_revision, statement_id, by=forum.chair)


def test_author_says_whether_it_is_content_once_the_answer_is_out(forum: Forum) -> None:
    statement_id = negotiated(forum)
    answer = answered(forum, statement_id)
    istara = forum.head("Istara")
    refused(forum, NotFound, judge_answer, statement_id, answer, is_content=True, by=istara)
    circulates(forum, statement_id, "We part at the open sea")
    refused(forum, NotFound, judge_answer, statement_id, answer, is_content=True, by=forum.head("Borvia"))
    refused(forum, NotYours, judge_answer, statement_id, answer, is_content=True, by=forum.expert("Istara"))
    refused(forum, BadInput, judge_answer, statement_id, answer, is_content=False, word=" ", by=istara)

    forum.act(judge_answer, statement_id, answer, is_content=False, word="It was agreed at table.", by=istara)
    forum.act(judge_answer, statement_id, answer, is_content=True, by=istara)

    assert sorted((row.number, row.is_content, row.word) for row in forum.rows(Verdict)) == [
        (1, False, "It was agreed at table."),
        (2, True, ""),
    ]
    own = forum.kinds(f"{statement_id}:delegation:{forum.delegations['Istara']}")
    assert own[-2:] == ["not_content_with_answer", "content_with_answer"]
    told = {row.person_id for row in forum.rows(Notice, kind="not_content_with_answer")}
    assert told == {forum.persons[who] for who in ("chair", "co-chair", "secretariat")}


def test_answer_given_anew_is_open_again(forum: Forum) -> None:
    statement_id = negotiated(forum)
    istara = forum.head("Istara")
    first = answered(forum, statement_id)
    circulates(forum, statement_id, "We part at the open sea")
    forum.act(judge_answer, statement_id, first, is_content=False, word="Why?", by=istara)
    second = answered(forum, statement_id, reply="Three members could not join it.")
    refused(forum, NotFound, judge_answer, statement_id, second, is_content=True, by=istara)
    circulates(forum, statement_id, "We part at the wide sea")

    refused(forum, AnsweredAnew, judge_answer, statement_id, first, is_content=True, by=istara)

    forum.act(judge_answer, statement_id, second, is_content=True, by=istara)


def test_ready_answers_are_kept_changed_and_taken_off(forum: Forum) -> None:
    by = forum.secretariat
    ready = forum.act(keep_ready_answer, title="No consensus", words="There was no consensus for this.", by=by)
    refused(forum, BadInput, keep_ready_answer, title="No consensus", words="Again.", by=by)
    refused(forum, BadInput, keep_ready_answer, title=" ", words="Again.", by=by)
    refused(forum, NotYours, keep_ready_answer, title="T", words="W", by=forum.head("Borvia"))
    forum.act(change_ready_answer, ready, title="No consensus", words="No consensus emerged.", expected=1, by=by)
    moved = refused(forum, WordingHasMoved, change_ready_answer, ready, title="T", words="W", expected=1, by=by)
    assert (moved.yours, moved.theirs, moved.version) == ("W", "No consensus emerged.", 2)

    forum.act(withdraw_ready_answer, ready, by=by)

    refused(forum, NotFound, withdraw_ready_answer, ready, by=by)
    assert [(row.title, row.text, row.withdrawn_at) for row in forum.rows(ReadyAnswer)] == [
        ("No consensus", "No consensus emerged.", forum.hour.now)
    ]
    kinds = forum.kinds(f"{forum.body_id}:administration")
    assert kinds[-3:] == ["ready_answer_kept", "ready_answer_changed", "ready_answer_withdrawn"]


def test_nothing_is_assigned_or_accepted_in_an_open_round(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    lay_before(forum, statement_id, visibility=Visibility.OPEN)
    part, by = part_with(forum, statement_id, "meet"), forum.head("Borvia")
    comment = forum.act(
        comment_on, statement_id, part_id=part.id, comment_class=CommentClass.EDITORIAL, text="A comma.", by=by
    )
    forum.act(submit_input, statement_id, by=by)
    refused(forum, RoundIsOpen, accept_editorial, statement_id, comment_ids=[comment], by=forum.chair)
    refused(forum, RoundIsOpen, assign_input, statement_id, comment_id=comment, person_id=None, by=forum.chair)


def test_list_of_ready_answers_has_an_end(forum: Forum) -> None:
    forum.database.write_and_wait(_fill_the_list, forum)
    refused(forum, BadInput, keep_ready_answer, title="One more", words="One more.", by=forum.chair)


def _fill_the_list(session: Session, forum: Forum, *, now: datetime) -> None:
    for number in range(MOST):
        kept = {"kept_at": now, "kept_by": forum.persons["chair"]}
        session.add(ReadyAnswer(body_id=forum.body_id, title=f"Title {number}", text="Text.", **kept))
