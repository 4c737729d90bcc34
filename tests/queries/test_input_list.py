"""The one list of comments and amendments: every filter alone and together, pages, and what each reader is offered."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event
from tests.actions.test_proposing import proposes
from tests.cast import Forum
from tests.negotiation import CLAUSES, Negotiation, begin
from tests.queries.test_comment_tables import submit

from jointstatement.actions.answering import answer_amendment, answer_comment
from jointstatement.actions.assigning import assign_input
from jointstatement.actions.clearing import clear, send_back
from jointstatement.actions.drafting import reword_part
from jointstatement.actions.giving_input import amend, comment_on, withdraw_amendment
from jointstatement.actions.groups import begin_group
from jointstatement.actions.judging import judge_answer
from jointstatement.actions.own_input import hand_in
from jointstatement.errors import NotYours
from jointstatement.models import DelegationGroup
from jointstatement.queries import input_list as the_list
from jointstatement.queries.comment_tables import comment_table
from jointstatement.queries.input_list import GROUP, NOBODY, Answered, InputList, Kind, Standing, Wanted, input_list
from jointstatement.queries.own_input import own_input
from jointstatement.queries.part import Work
from jointstatement.terms import CommentClass, DispositionKind, Visibility, Weight


def remarks(
    talks: Negotiation, who: str, text: str, clause: int = 0, comment_class: CommentClass = CommentClass.TECHNICAL
) -> str:
    """Somebody drafts a comment on a clause, or on the text as a whole."""
    forum = talks.forum
    forum.hour.pass_by(timedelta(seconds=1))
    part_id = talks.clause(clause) if clause else None
    return str(
        forum.act(comment_on, talks.id, part_id=part_id, comment_class=comment_class, text=text, by=forum.viewer(who))
    )


def seen(talks: Negotiation, who: str, *, first: int = 1, **wanted: Any) -> InputList:
    """The page that somebody sees."""
    with talks.forum.database.reading() as session:
        ask = {"wanted": Wanted(**wanted), "first": first, "now": talks.forum.hour.now}
        return input_list(session, talks.forum.viewer(who), talks.id, **ask)


def labels(talks: Negotiation, who: str, **wanted: Any) -> list[str]:
    """What is found, by label or else by its words."""
    return [
        line.given.label or (line.comment.text if line.comment else "")
        for line in seen(talks, who, **wanted).page.lines
    ]


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    """An open round that is closed, with input of three delegations, one of them for a group, and one that is late."""
    talks = begin(forum)
    ids = forum.delegations
    group = {"member_ids": [ids["Borvia"], ids["Galdria"]], "speaker_id": ids["Borvia"], "by": forum.secretariat}
    forum.act(begin_group, name="Upper River Group", **group)
    talks.table()
    round_id = talks.open_round(Visibility.OPEN)
    proposes(talks, amend, 3, wording=CLAUSES[2].replace("six", "three"), weight=Weight.EDITORIAL)
    remarks(talks, "expert of Borvia", "Où nichent les Hérons?", 1)
    submit(talks, "Borvia")
    remarks(talks, "head of Galdria", "Too long, herons apart.", 0, CommentClass.EDITORIAL)
    submit(talks, "Galdria")
    gone = proposes(talks, amend, 5, by="Aldmark", wording="We note that the ferries rest")
    submit(talks, "Aldmark")
    forum.act(withdraw_amendment, talks.id, gone, by=forum.head("Aldmark"))
    talks.close_round(round_id)
    remarks(talks, "head of Istara", "Of otters.", 6, CommentClass.TRANSLATION)
    submit(talks, "Istara")
    return talks


ALL = ["C-0.1", "C-1.1", "A-3.1", "A-5.1", "C-6.1"]


def test_every_filter_finds_what_it_says_and_together_they_all_hold(talks: Negotiation) -> None:
    forum, ids = talks.forum, talks.forum.delegations
    found: Sequence[tuple[dict[str, Any], list[str]]] = (
        ({}, ALL),
        ({"part": talks.clause(3)}, ["A-3.1"]),
        ({"part": "whole"}, ["C-0.1"]),
        ({"part": "0" * 32}, []),
        ({"kind": Kind.AMENDMENT}, ["A-3.1", "A-5.1"]),
        ({"kind": Kind.COMMENT}, ["C-0.1", "C-1.1", "C-6.1"]),
        ({"kind": Kind.GENERAL}, ["C-0.1"]),
        ({"comment_class": CommentClass.EDITORIAL}, ["C-0.1", "A-3.1"]),
        ({"comment_class": CommentClass.TRANSLATION}, ["C-6.1"]),
        ({"author": ids["Borvia"]}, ["C-1.1", "A-3.1"]),
        ({"standing": Standing.SUBMITTED}, ["C-0.1", "C-1.1", "A-3.1"]),
        ({"standing": Standing.LATE}, ["C-6.1"]),
        ({"standing": Standing.WITHDRAWN}, ["A-5.1"]),
        ({"answer": Answered.OPEN}, ["C-0.1", "C-1.1", "A-3.1"]),
        ({"words": "HERONS"}, ["C-0.1", "C-1.1"]),
        ({"words": "ou herons"}, ["C-1.1"]),
        ({"words": "every six"}, []),
        ({"author": ids["Borvia"], "kind": Kind.AMENDMENT, "words": "three hours"}, ["A-3.1"]),
        ({"author": ids["Borvia"], "comment_class": CommentClass.SUBSTANTIVE}, []),
    )
    for who in ("chair", "head of Lusatia"):
        assert [labels(talks, who, **wanted) for wanted, _ in found] == [expected for _, expected in found], who
    page = seen(talks, "head of Lusatia", kind=Kind.AMENDMENT)
    assert (page.page.matching, page.page.total) == (2, 5)
    assert [name for _, name in page.choices.authors] == ["Aldmark", "Borvia", "Galdria", "Istara"]
    assert (page.choices.writers, page.choices.colleagues, page.take_over_refusal) == ((), (), None)
    assert Standing.PENDING in page.choices.standings and Standing.PENDING not in seen(talks, "chair").choices.standings
    with pytest.raises(NotYours):
        seen(talks, "observer")

    # The chair assigns, answers and tables; then delegations read the answers, and their authors judge them.
    by_label = {line.given.label: line.given.id for line in seen(talks, "chair").page.lines}
    press: dict[str, Any] = {"by": forum.chair}
    forum.act(assign_input, talks.id, comment_id=by_label["C-1.1"], person_id=forum.persons["co-chair"], **press)
    assert labels(talks, "chair", assigned=forum.persons["co-chair"]) == ["C-1.1"]
    assert labels(talks, "chair", assigned=NOBODY) == [each for each in ALL if each != "C-1.1"]
    assert labels(talks, "head of Lusatia", assigned=NOBODY) == []
    noted = {"disposition": DispositionKind.NOTED, "reply": "Thank you."}
    forum.act(answer_comment, talks.id, by_label["C-1.1"], **noted, **press)
    forum.act(answer_amendment, talks.id, by_label["A-3.1"], **noted, **press)
    forum.act(
        answer_comment, talks.id, by_label["C-1.1"], **{**noted, "disposition": DispositionKind.DEFERRED}, **press
    )
    assert labels(talks, "chair", answer=DispositionKind.NOTED) == ["A-3.1"]
    assert labels(talks, "chair", answer=DispositionKind.DEFERRED) == ["C-1.1"]
    assert labels(talks, "head of Lusatia", answer=DispositionKind.NOTED) == []
    assert labels(talks, "head of Lusatia", answer=Answered.OPEN) == ["C-0.1", "C-1.1", "A-3.1"]
    forum.act(reword_part, talks.id, talks.clause(2), wording="We share the river", expected=1, **press)
    forum.hour.pass_by(timedelta(seconds=1))
    talks.table()
    assert labels(talks, "head of Lusatia", answer=DispositionKind.NOTED) == ["A-3.1"]
    answer_id = next(line.given.answer.id for line in seen(talks, "head of Borvia").page.lines if line.given.answer)
    word = {"is_content": False, "word": "No.", "by": forum.head("Borvia")}
    forum.act(judge_answer, talks.id, answer_id, **word)
    heard = [
        [labels(talks, who, answer=each) for each in (Answered.CONTENT, Answered.NOT_CONTENT)]
        for who in ("chair", "head of Borvia", "head of Lusatia")
    ]
    assert heard == [[[], ["C-1.1"]], [[], ["C-1.1"]], [[], []]]

    # What is listed is taken out as a table; what was withdrawn too, where it is what was asked for.
    with forum.database.reading() as session:
        ask: dict[str, Any] = {"now": forum.hour.now, "wanted": Wanted(standing=Standing.WITHDRAWN)}
        assert [row.number for row in comment_table(session, forum.chair, talks.id, **ask).rows] == ["A-5.1"]


def test_drafts_are_on_the_list_of_their_own_delegation_alone_and_groups_are_authors(talks: Negotiation) -> None:
    forum = talks.forum
    forum.act(reword_part, talks.id, talks.clause(2), wording="We share the river", expected=1, by=forum.chair)
    talks.table()
    round_id = talks.open_round()

    def work() -> Work:
        with forum.database.reading() as session:
            return own_input(session, forum.head("Borvia"), talks.id, now=forum.hour.now).progress.work

    stages = [work()]
    read, back, pending = (
        remarks(talks, f"{role} of Borvia", words, 4)
        for role, words in (("expert", "Read."), ("expert", "Back."), ("head", "Pending."))
    )
    stages.append(work())
    forum.act(clear, talks.id, comment_id=read, expected=1, by=forum.head("Borvia"))
    forum.act(send_back, talks.id, comment_id=back, word="Shorter.", expected=1, by=forum.head("Borvia"))
    own = {
        "standings": [labels(talks, "expert of Borvia", standing=each) for each in list(Standing)[:3]],
        "written": labels(talks, "head of Borvia", written_by=forum.persons["expert of Borvia"]),
        "writers": [name for _, name in seen(talks, "head of Borvia").choices.writers],
        "others": [labels(talks, who, words="pending") for who in ("chair", "head of Galdria")],
    }
    assert own == {
        "standings": [["Pending."], ["Back."], ["Read."]],
        "written": ["C-1.1", "Read.", "Back."],
        "writers": ["Expert Borvia", "Head Borvia"],
        "others": [[], []],
    }
    assert seen(talks, "head of Galdria").page.total == 5
    for each in (back, pending):
        forum.act(clear, talks.id, comment_id=each, expected=1, by=forum.head("Borvia"))
    stages.append(work())
    (group,) = forum.rows(DelegationGroup)
    forum.act(hand_in, talks.id, group_id=group.id, by=forum.head("Borvia"))
    stages.append(work())
    assert stages == [Work.TO_BE_STARTED, Work.PENDING, Work.CLEARED, Work.SUBMITTED]
    talks.close_round(round_id)
    author = f"{GROUP}{group.id}"
    assert (author, "Upper River Group") in seen(talks, "head of Aldmark").choices.authors
    assert len(labels(talks, "head of Aldmark", author=author)) == 3


def test_list_of_many_is_shown_by_pages_with_the_same_number_of_statements(
    talks: Negotiation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(the_list, "PAGE", 2)
    pages = [seen(talks, "chair", first=first).page for first in (1, 3, 5, 99, -1)]
    assert [(each.first, each.last, each.before, each.after) for each in pages] == [
        (1, 2, 0, 3),
        (3, 4, 1, 5),
        (5, 5, 3, 0),
        (5, 5, 3, 0),
        (1, 2, 0, 3),
    ]
    asked: list[int] = []
    for size in (1, 5):
        monkeypatch.setattr(the_list, "PAGE", size)
        said: list[str] = []

        def note(*words: Any, said: list[str] = said) -> None:
            said.append(words[2])

        event.listen(talks.forum.database.engine, "before_cursor_execute", note)
        seen(talks, "head of Borvia", words="e")
        event.remove(talks.forum.database.engine, "before_cursor_execute", note)
        asked.append(len(said))
    assert asked[0] == asked[1]
