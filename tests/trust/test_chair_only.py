"""What a delegation tells the chair alone reaches no other delegation, during the round and after it, in any way."""

import json
from datetime import timedelta

from tests.cast import Forum
from tests.negotiation import Negotiation
from tests.trust.house import House
from tests.trust.test_non_interference import OUTSIDE, give_input

from jointstatement.access.brackets import sponsors_now
from jointstatement.actions.answering import answer_comment, incorporate
from jointstatement.actions.brackets import put_disputes_in_brackets
from jointstatement.actions.giving_input import amend, comment_on, submit_input, withdraw_comment
from jointstatement.actions.late_input import admit_late_input
from jointstatement.actions.own_input import hand_in
from jointstatement.actions.positions import take_position
from jointstatement.models import Amendment, Comment, Statement
from jointstatement.queries.adoption import adoption_page
from jointstatement.terms import CommentClass, DispositionKind, Position, Visibility, Weight

OTHERS = OUTSIDE[:1]


def confide(house: House) -> tuple[str, str]:
    """Aldmark amends, comments and hands it in. Returns the ids of the comment and the amendment."""
    forum, at = house.forum, house.talks.id
    second, head = house.talks.clause(2), house.forum.head("Aldmark")
    words = {"wording": "We count every heron", "reason": "Herons.", "weight": Weight.ESSENTIAL}
    amendment = forum.act(amend, at, second, **words, by=head)
    comment = forum.act(
        comment_on, at, part_id=second, comment_class=CommentClass.SUBSTANTIVE, text="Of herons.", by=head
    )
    forum.act(hand_in, at, by=head)
    return comment, amendment


def object_to_all(house: House) -> None:
    """Aldmark objects to the whole; in a round it is handed in with the next press."""
    by = house.forum.head("Aldmark")
    house.forum.act(take_position, house.talks.id, part_id=None, position=Position.OBJECT, reason="Heron.", by=by)


def go_on(house: House) -> None:
    """The chair closes the round, answers what is there, tables a revision and opens a round for all."""
    forum, talks = house.forum, house.talks
    comments = forum.rows(Comment, withdrawn_at=None)
    amendments = forum.rows(Amendment, withdrawn_at=None)[:1]
    for each in comments:
        forum.act(
            answer_comment, talks.id, each.id, disposition=DispositionKind.NOTED, reply="Of a bird.", by=forum.chair
        )
    for each in amendments:
        version = talks.version(each.part_id)
        forum.act(
            incorporate, talks.id, each.id, wording="We count them all", expected=version,
            disposition=DispositionKind.ACCEPTED_WITH_CHANGES, by=forum.chair,
        )  # fmt: skip
    talks.table()
    talks.close_round(talks.open_round(Visibility.OPEN))


def pages(house: House, who: str) -> dict[str, bytes]:
    """What somebody reads of the statement, but for its files, which say nothing that the pages do not."""
    somebody = house.person(who)
    files = ("docx", "xlsx", "file", "export", "download", "rolling", "certificate", "print")
    return {
        address: somebody.reads(address)
        for address in house.addresses()
        if house.talks.id in address and not any(each in address for each in files)
    }


def test_input_for_the_chair_alone_is_read_by_the_office_at_once_and_by_others_never(house: House) -> None:
    forum, talks = house.forum, house.talks
    in_round = talks.open_round(Visibility.CHAIR_ONLY)
    before = pages(house, "head of Borvia")
    object_to_all(house)
    give_input(house)
    comment, _ = confide(house)
    assert {at for at, read in pages(house, "head of Borvia").items() if read != before[at]} == set()
    assert b"heron" in house.person("chair").reads(f"/statements/{talks.id}/decide/{talks.clause(2)}").lower()

    talks.close_round(in_round)
    before = pages(house, "head of Borvia")
    forum.act(withdraw_comment, talks.id, comment, by=forum.head("Aldmark"))
    late, amendment = confide(house)
    for subject in ({"comment_id": late}, {"amendment_id": amendment}):
        forum.act(admit_late_input, talks.id, **subject, is_admitted=True, reason="Herons.", by=forum.chair)
    assert {at for at, read in pages(house, "head of Borvia").items() if read != before[at]} == set()

    go_on(house)
    hidden = (b"heron", b"A-2/", b"C-2/", b"Of a bird")
    for who in OTHERS:
        told = {at for at, read in pages(house, who).items() if any(word in read for word in hidden)}
        assert told == set(), who
    assert b"A-2/1.2" in house.person("head of Aldmark").reads(f"/statements/{talks.id}/input")
    # The office's own rolling text goes from hand to hand; the words in it are the chair's.
    assert b"heron" not in house.person("chair").reads(f"/api/v1/statements/{talks.id}/rolling?old=0").lower()


def test_label_for_the_chair_alone_takes_no_number_from_the_labels_that_all_read(house: House) -> None:
    forum, talks = house.forum, house.talks
    talks.close_round(talks.open_round(Visibility.CHAIR_ONLY))
    confide(house)
    talks.open_round(Visibility.OPEN)
    remark = {"part_id": talks.clause(2), "comment_class": CommentClass.TECHNICAL, "text": "A gauge."}
    for who in ("Borvia", "Aldmark"):
        forum.act(comment_on, talks.id, **remark, by=forum.head(who))
        forum.act(submit_input, talks.id, by=forum.head(who))

    assert {row.label for row in forum.rows(Comment)} == {"C-2/1.1", "C-2.1", "C-2.2"}
    (closed,) = [entry for entry in forum.entries(f"{talks.id}:circulated") if entry.kind == "round_for_chair_closed"]
    assert sorted(json.loads(closed.payload)) == ["heads", "nobody_at", "round", "round_id", "told_to"]
    own = forum.entries(f"{talks.id}:delegation:{forum.delegations['Aldmark']}")
    (told,) = [json.loads(entry.payload) for entry in own if entry.kind == "input_labelled"]
    assert [each["label"] for each in told["input"]] == ["C-2/1.1", "A-2/1.1"]
    assert forum.kinds(f"{talks.id}:office")[-1] == "input_labelled"


def test_objection_told_to_the_chair_alone_stands_in_the_way_and_is_not_told_to_members(house: House) -> None:
    forum, talks = house.forum, house.talks
    in_round = talks.open_round(Visibility.CHAIR_ONLY)
    object_to_all(house)
    confide(house)
    talks.close_round(in_round)

    def told(who: str) -> list[str]:
        with forum.database.reading() as session:
            page = adoption_page(session, forum.viewer(who), talks.id, now=talks.now())
        return [each.sentence() for each in page.consensus_needs if "bjection" in each.sentence()]

    assert [len(told(who)) for who in ("chair", "head of Aldmark", "head of Borvia")] == [1, 1, 0]


def test_nobody_is_named_behind_words_that_were_told_to_the_chair_alone(forum: Forum, house: House) -> None:
    talks: Negotiation = house.talks
    in_round = talks.open_round(Visibility.CHAIR_ONLY, days=3)
    part_id = talks.clause(1)
    for who, words in (("Borvia", "We thank Cestria warmly"), ("Istara", "We thank Cestria kindly")):
        wording = talks.wording(part_id).replace("We thank Cestria", words)
        forum.act(amend, talks.id, part_id, wording=wording, reason="", weight=Weight.PREFERRED, by=forum.head(who))
        forum.act(submit_input, talks.id, by=forum.head(who))
    forum.hour.pass_by(timedelta(hours=1))
    talks.close_round(in_round)
    forum.act(put_disputes_in_brackets, talks.id, part_id, expected=talks.version(part_id), by=forum.chair)

    assert "[" in talks.wording(part_id)
    with forum.database.reading() as session:
        assert sponsors_now(session, session.get_one(Statement, talks.id)) == []
