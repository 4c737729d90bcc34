"""Rolling texts: what is on the table, who proposed it, and what nobody may see yet."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.cast import Forum
from tests.negotiation import CLAUSES, Negotiation, begin

from jointstatement.actions.answering import answer_amendment, incorporate
from jointstatement.actions.drafting import reword_part
from jointstatement.actions.giving_input import amend, comment_on, submit_input, withdraw_amendment
from jointstatement.actions.proposing import propose_deletion, propose_move, propose_part, propose_split
from jointstatement.actions.supporting import accept_co_sponsor, support_amendment
from jointstatement.errors import BadInput, NotFound, NotTabledYet, NotYours
from jointstatement.models import Amendment, Round
from jointstatement.queries.rolling import Rolling, between_revisions, revision_with_amendments
from jointstatement.terms import CommentClass, DispositionKind, PartKind, Visibility, Weight
from jointstatement.text.compare import Change
from jointstatement.text.rolling import Author, Remark, without_names

FIRST = (
    "We thank Cestria warmly for its hospitality in Port Alder and for the care with which this meeting was prepared"
)
VIENNA = ZoneInfo("Europe/Vienna")


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    """A text before the delegations in a blind round, on whose first clause Borvia has spoken."""
    talks = begin(forum)
    talks.table()
    talks.open_round()
    borvia = forum.head("Borvia")
    amends(talks, "Borvia", FIRST, reason="It was warm.")
    forum.act(
        comment_on,
        talks.id,
        part_id=talks.clause(1),
        comment_class=CommentClass.EDITORIAL,
        text="Who wrote this?",
        quoted="its  hospitality",
        by=borvia,
    )
    forum.act(comment_on, talks.id, part_id=None, comment_class=CommentClass.EDITORIAL, text="Too long.", by=borvia)
    forum.act(submit_input, talks.id, by=borvia)
    return talks


def amends(talks: Negotiation, delegation: str, wording: str, *, clause: int = 1, reason: str = "") -> None:
    talks.forum.act(
        amend,
        talks.id,
        talks.clause(clause),
        wording=wording,
        reason=reason,
        weight=Weight.PREFERRED,
        by=talks.forum.head(delegation),
    )


def round_ends(talks: Negotiation) -> None:
    talks.forum.hour.pass_by(timedelta(days=1))
    talks.close_round(talks.forum.rows(Round)[0].id)


def with_amendments(talks: Negotiation, who: str, revision: str = "") -> Rolling:
    forum = talks.forum
    with forum.database.reading() as session:
        return revision_with_amendments(session, forum.viewer(who), talks.id, revision, now=forum.hour.now)


def between(talks: Negotiation, who: str, old: str, new: str = "") -> Rolling:
    forum = talks.forum
    with forum.database.reading() as session:
        return between_revisions(session, forum.viewer(who), talks.id, old, new, now=forum.hour.now)


def changes(rolling: Rolling) -> list[tuple[str, str, Author]]:
    """What was put in or taken out, and by whom."""
    return [
        (stretch.change.value, stretch.text.strip(), stretch.by)
        for part in rolling.text.parts
        for stretch in part.stretches
        if stretch.change is not Change.SAME and stretch.by is not None
    ]


def remarks(rolling: Rolling) -> list[Remark]:
    return [remark for part in rolling.text.parts for remark in part.remarks]


def incorporated(talks: Negotiation) -> None:
    """The chair takes Borvia's words into the first clause, changes the sixth, and tables Rev.1."""
    forum = talks.forum
    round_ends(talks)
    part_id, last = talks.clause(1), talks.clause(6)
    (amendment,) = forum.rows(Amendment)
    forum.act(
        incorporate,
        talks.id,
        amendment.id,
        expected=talks.version(part_id),
        disposition=DispositionKind.ACCEPTED,
        reply="",
        wording=None,
        by=forum.chair,
    )
    forum.act(
        reword_part,
        talks.id,
        last,
        wording=CLAUSES[5].replace("the first half of next year", "spring"),
        expected=talks.version(last),
        by=forum.chair,
    )
    talks.table()


def test_amendment_stands_in_the_text_as_its_delegations(talks: Negotiation) -> None:
    round_ends(talks)
    borvia = Author("Borvia", datetime(2026, 5, 4, 11, 0, tzinfo=VIENNA))

    rolling = with_amendments(talks, "chair")

    assert changes(rolling) == [("inserted", "warmly", borvia)]
    assert remarks(rolling) == [
        Remark(borvia, "Who wrote this?", about="its hospitality"),
        Remark(borvia, "It was warm."),
    ]
    assert rolling.text.remarks == (Remark(borvia, "Too long."),)
    assert (rolling.revision, rolling.other) == ("Zero draft", "")
    assert [part.old.wording for part in rolling.text.parts if part.old and part.old.is_clause] == list(CLAUSES)


@pytest.mark.parametrize("who", ["chair", "secretariat", "head of Aldmark"])
def test_nothing_of_others_stands_in_it_during_a_blind_round(talks: Negotiation, who: str) -> None:
    rolling = with_amendments(talks, who)

    assert (changes(rolling), remarks(rolling), rolling.text.remarks) == ([], [], ())


def test_drafts_stand_in_it_for_nobody(talks: Negotiation) -> None:
    amends(talks, "Borvia", "We thank no one", clause=2)
    amends(talks, "Aldmark", "We thank everyone", clause=2)

    assert [by.name for _, _, by in changes(with_amendments(talks, "head of Borvia"))] == ["Borvia"]


@pytest.mark.parametrize("disposition", [DispositionKind.NOT_ACCEPTED, DispositionKind.NOTED])
def test_amendment_that_was_turned_down_is_off_the_table(talks: Negotiation, disposition: DispositionKind) -> None:
    round_ends(talks)
    (amendment,) = talks.forum.rows(Amendment)
    talks.forum.act(
        answer_amendment,
        talks.id,
        amendment.id,
        disposition=disposition,
        reply="Thank you.",
        by=talks.forum.chair,
    )

    assert changes(with_amendments(talks, "chair")) == []
    # The answer is the office's until it goes out with an act; before that, delegations see what was proposed.
    assert [by.name for _, _, by in changes(with_amendments(talks, "head of Aldmark"))] == ["Borvia"]


def test_withdrawn_amendment_is_off_the_table(talks: Negotiation) -> None:
    round_ends(talks)
    (amendment,) = talks.forum.rows(Amendment)
    talks.forum.act(withdraw_amendment, talks.id, amendment.id, by=talks.forum.head("Borvia"))

    assert changes(with_amendments(talks, "chair")) == []


def test_open_round_shows_what_is_submitted_at_once(forum: Forum) -> None:
    talks = begin(forum)
    talks.table()
    talks.open_round(Visibility.OPEN)
    amends(talks, "Borvia", FIRST)
    forum.act(submit_input, talks.id, by=forum.head("Borvia"))

    assert [by.name for _, _, by in changes(with_amendments(talks, "head of Aldmark"))] == ["Borvia"]


def test_incorporated_words_are_their_delegations_and_others_the_chairs(talks: Negotiation) -> None:
    given = datetime(2026, 5, 4, 11, 0, tzinfo=VIENNA)
    incorporated(talks)
    tabled = talks.forum.hour.now.astimezone(VIENNA)

    rolling = between(talks, "head of Aldmark", "Zero draft", "Rev.1")

    assert changes(rolling) == [
        ("inserted", "warmly", Author("Borvia", given)),
        ("deleted", "the first half of next year", Author("Chair", tabled)),
        ("inserted", "spring", Author("Chair", tabled)),
    ]
    assert (rolling.revision, rolling.other) == ("Zero draft", "Rev.1")


def test_office_compares_with_the_working_text_and_nobody_else(talks: Negotiation) -> None:
    incorporated(talks)
    part_id = talks.clause(2)
    talks.forum.act(
        reword_part,
        talks.id,
        part_id,
        wording="We reaffirm that the river is free",
        expected=talks.version(part_id),
        by=talks.forum.chair,
    )

    assert {by.name for _, _, by in changes(between(talks, "secretariat", "Rev.1"))} == {"Chair"}
    with pytest.raises(BadInput):
        between(talks, "head of Borvia", "Rev.1")
    with pytest.raises(NotFound):
        between(talks, "head of Borvia", "Rev.1", "working")


def test_what_was_taken_into_the_working_text_shows_to_no_delegation(talks: Negotiation) -> None:
    """Borvia's later words hold the chair's “spring” too: whose it is told there would tell that they were taken."""
    incorporated(talks)
    talks.open_round()
    part_id = talks.clause(6)
    later = CLAUSES[5].replace("the first half of next year", "spring, before the floods")
    amends(talks, "Borvia", later, clause=6)
    talks.forum.act(submit_input, talks.id, by=talks.forum.head("Borvia"))
    talks.forum.hour.pass_by(timedelta(days=1))
    (second,) = (row for row in talks.forum.rows(Round) if row.closed_at is None)
    talks.close_round(second.id)
    (amendment,) = (row for row in talks.forum.rows(Amendment) if row.wording == later)
    before = between(talks, "head of Aldmark", "Zero draft")
    talks.forum.act(
        incorporate,
        talks.id,
        amendment.id,
        expected=talks.version(part_id),
        disposition=DispositionKind.ACCEPTED,
        reply="",
        wording=None,
        by=talks.forum.chair,
    )

    after = between(talks, "head of Aldmark", "Zero draft")

    assert after == before
    assert [by.name for _, text, by in changes(after) if text == "spring"] == ["Chair"]


def test_two_texts_without_a_difference_are_refused(talks: Negotiation) -> None:
    with pytest.raises(BadInput):
        between(talks, "chair", "0", "0")


def test_unknown_revision_is_refused_with_those_there_are(talks: Negotiation) -> None:
    incorporated(talks)
    for ask in (lambda: between(talks, "chair", "Rev.7"), lambda: with_amendments(talks, "chair", "Rev.7")):
        with pytest.raises(BadInput) as caught:
            ask()
        assert str(caught.value) == "There is no revision “Rev.7” here; there are: Zero draft, Rev.1."


def test_text_that_was_not_tabled_has_no_amendments(forum: Forum) -> None:
    talks = begin(forum)
    with pytest.raises(NotTabledYet):
        with_amendments(talks, "chair")


def test_observers_take_no_rolling_text_out(talks: Negotiation) -> None:
    with pytest.raises(NotYours):
        with_amendments(talks, "observer")
    with pytest.raises(NotYours):
        between(talks, "observer", "0")


def test_amendments_of_all_kinds_are_changes_of_their_delegation_with_who_stands_behind_them(forum: Forum) -> None:
    talks = begin(forum)
    talks.table()
    talks.open_round(Visibility.OPEN)
    one, two, three, four, five = (talks.clause(number) for number in range(1, 6))
    for delegation, deed, arguments in (
        ("Borvia", propose_part, {"after_id": one, "wording": "We sail", "reason": "Winds."}),
        ("Borvia", propose_move, {"part_id": two, "after_id": three, "reason": ""}),
        ("Istara", propose_split, {"part_id": four, "first": "We ask", "second": "We list", "reason": ""}),
        ("Istara", propose_deletion, {"part_id": five, "reason": "Open again."}),
        ("Istara", propose_part, {"after_id": three, "wording": "We row", "reason": ""}),
        ("Aldmark", propose_part, {"after_id": three, "wording": "We swim", "reason": ""}),
    ):
        forum.act(deed, talks.id, **arguments, weight=Weight.PREFERRED, by=forum.head(delegation))
    for delegation in ("Borvia", "Istara", "Aldmark"):
        forum.act(submit_input, talks.id, by=forum.head(delegation))
    added = next(row for row in forum.rows(Amendment) if row.wording == "We sail")
    support_id = forum.act(support_amendment, talks.id, added.id, as_co_sponsor=True, by=forum.head("Istara"))
    forum.act(accept_co_sponsor, talks.id, support_id, by=forum.head("Borvia"))
    forum.act(support_amendment, talks.id, added.id, by=forum.head("Aldmark"))

    text = with_amendments(talks, "chair").text

    clauses = [part.wording for part in text.accepted.parts if part.kind is PartKind.OPERATIVE]
    assert clauses == [CLAUSES[0], "We sail", CLAUSES[2], CLAUSES[1], "We ask", "We list", CLAUSES[5]]
    changed = [part for part in text.parts if part.by is not None]
    assert [(part.by.name if part.by else "", part.is_moved, part.new is None) for part in changed] == [
        ("Borvia", False, False),
        ("Borvia", True, False),
        ("Istara", False, False),
        ("Istara", False, True),
    ]
    said = {remark.by.name: [] for part in text.parts for remark in part.remarks}
    for part in text.parts:
        for remark in part.remarks:
            said[remark.by.name].append(remark.said)
    assert said == {
        "Borvia": [
            "New text after this part. Winds. Co-sponsored by Istara. Supported by Aldmark.",
            "To be moved after 3.",
        ],
        "Istara": ["New text after this part. “We row”", "To be divided in two.", "Open again."],
        "Aldmark": ["New text after this part. “We swim”"],
    }
    nameless = without_names(text, "Amendment")
    assert "Istara" not in "".join(remark.said for part in nameless.parts for remark in part.remarks)
