"""A delegate's page of one part."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.actions.test_groups import upper_river
from tests.cast import Forum, snapshot
from tests.negotiation import CLAUSES
from tests.web.hall import Hall, hall_of
from tests.web.windows import Browser, hidden_fields

from jointstatement.actions.giving_input import amend, comment_on, submit_input, withdraw_comment
from jointstatement.actions.opting_out import opt_out
from jointstatement.actions.positions import take_position
from jointstatement.actions.silence import start_silence
from jointstatement.models import Amendment, Comment, PositionTaken, SilenceBreak
from jointstatement.terms import CommentClass, Position, Visibility, Weight

CHANGED = CLAUSES[2].replace("six hours", "three hours")


@pytest.fixture
def hall(forum: Forum, browser: Callable[[], Browser]) -> Hall:
    return hall_of(forum, browser)


def test_one_press_saves_position_wording_and_comment_as_drafts(hall: Hall) -> None:
    hall.talks.open_round()
    head, page = hall.browser("head of Borvia"), hall.part(3)

    saved = head.fill(
        page,
        page,
        position="can_live_with",
        wording=CHANGED + ";",
        weight="essential",
        reason="The river is quick.",
        comment_class="technical",
        comment="Which gauges?",
        then="next",
    )

    assert saved.url.path == hall.part(4)
    taken, amendment, comment = (hall.forum.rows(table)[0] for table in (PositionTaken, Amendment, Comment))
    assert (taken.position, taken.submitted_at) == (Position.CAN_LIVE_WITH, None)
    assert (amendment.wording, amendment.weight, amendment.submitted_at) == (CHANGED, Weight.ESSENTIAL, None)
    assert (comment.text, comment.comment_class, comment.submitted_at) == (
        "Which gauges?",
        CommentClass.TECHNICAL,
        None,
    )
    shown = head.get(page).text
    assert "<del>six</del>" in shown and "<ins>three</ins>" in shown


def test_saving_unchanged_adds_nothing(hall: Hall) -> None:
    hall.talks.open_round()
    head, page = hall.browser("head of Borvia"), hall.part(3)
    head.fill(page, page, position="support", wording=CHANGED, then="stay")
    before = snapshot(hall.forum.database)["entry"]

    head.fill(page, page, position="support", wording=CHANGED, then="stay")

    assert snapshot(hall.forum.database)["entry"] == before


def test_putting_the_words_back_takes_the_proposal_away(hall: Hall) -> None:
    hall.talks.open_round()
    head, page = hall.browser("head of Borvia"), hall.part(3)
    head.fill(page, page, wording=CHANGED)

    head.fill(page, page, wording=CLAUSES[2])

    assert hall.forum.rows(Amendment) == []


def test_expert_drafts_and_takes_no_position(hall: Hall) -> None:
    hall.talks.open_round()
    expert, page = hall.browser("expert of Borvia"), hall.part(3)
    assert 'name="position"' not in expert.get(page).text

    expert.fill(page, page, wording=CHANGED)
    before = snapshot(hall.forum.database)
    refused = expert.fill(page, page, position="support")

    assert refused.status_code == 403
    assert snapshot(hall.forum.database) == before


def test_preview_shows_the_redline_and_saves_nothing(hall: Hall) -> None:
    hall.talks.open_round()
    head, page = hall.browser("head of Borvia"), hall.part(3)
    before = snapshot(hall.forum.database)
    fields = hidden_fields(head.get(page).text, page) | {"wording": CHANGED, "position": "support"}

    without_script = head.submit(f"{page}/preview", fields)
    head.headers["hx-request"] = "true"
    with_script = head.submit(f"{page}/preview", fields)

    assert "<ins>three</ins>" in without_script.text
    assert 'value="support" checked' in without_script.text
    assert with_script.text.lstrip().startswith('<div id="view">')
    assert snapshot(hall.forum.database) == before


def test_blind_round_shows_nothing_of_others(hall: Hall) -> None:
    """Galdria’s words are submitted, and stand in no answer that Borvia or the chair reads before the hour."""
    hall.talks.open_round(Visibility.BLIND)
    galdria = hall.forum.head("Galdria")
    secret = CLAUSES[2].replace("six hours", "quicksilver quarter")
    hall.forum.act(
        amend, hall.talks.id, hall.talks.clause(3), wording=secret, reason="", weight=Weight.PREFERRED, by=galdria
    )
    hall.forum.act(
        comment_on,
        hall.talks.id,
        part_id=None,
        comment_class=CommentClass.EDITORIAL,
        text="quicksilver whole",
        by=galdria,
    )
    hall.forum.act(
        take_position,
        hall.talks.id,
        part_id=hall.talks.clause(3),
        position=Position.OBJECT,
        reason="quicksilver reason",
        by=galdria,
    )
    hall.forum.act(submit_input, hall.talks.id, by=galdria)

    shown = [
        hall.reads("head of Borvia", address)
        for address in (hall.part(3), f"{hall.at}/parts/whole", f"{hall.at}/input", f"{hall.at}/positions")
    ]
    shown += [
        hall.reads("chair", address)
        for address in (hall.desk(3), f"{hall.at}/decide", f"{hall.at}/decide/whole", f"{hall.at}/positions")
    ]

    assert [text for text in shown if "quicksilver" in text] == []
    assert "quicksilver quarter" in hall.reads("head of Galdria", f"{hall.at}/input").replace("<ins>", "").replace(
        "</ins>", ""
    )


def test_open_round_shows_others_and_warns_of_the_same_words(hall: Hall) -> None:
    hall.talks.open_round(Visibility.OPEN)
    galdria = hall.forum.head("Galdria")
    hall.forum.act(
        amend,
        hall.talks.id,
        hall.talks.clause(3),
        wording=CLAUSES[2].replace("six hours", "four hours"),
        reason="Half a shift.",
        weight=Weight.PREFERRED,
        by=galdria,
    )
    hall.forum.act(submit_input, hall.talks.id, by=galdria)
    head, page = hall.browser("head of Borvia"), hall.part(3)

    shown = head.fill(page, page, wording=CHANGED).text

    assert "Half a shift." in shown
    assert "A-3.1 changes the same words: “six”." in shown


def test_draft_of_another_is_never_shown(hall: Hall) -> None:
    hall.talks.open_round(Visibility.OPEN)
    hall.forum.act(
        comment_on,
        hall.talks.id,
        part_id=hall.talks.clause(3),
        comment_class=CommentClass.EDITORIAL,
        text="quicksilver draft",
        by=hall.forum.expert("Galdria"),
    )

    assert "quicksilver draft" not in hall.reads("head of Borvia", hall.part(3))
    assert "quicksilver draft" in hall.reads("head of Galdria", hall.part(3))


def test_stale_wording_is_refused_with_both_texts(hall: Hall) -> None:
    hall.talks.open_round()
    head, expert, page = hall.browser("head of Borvia"), hall.browser("expert of Borvia"), hall.part(3)
    seen = hidden_fields(head.get(page).text, page)
    expert.fill(page, page, wording=CLAUSES[2].replace("six hours", "two hours"))
    before = snapshot(hall.forum.database)

    refused = head.submit(page, seen | {"wording": CHANGED})

    assert refused.status_code == 409
    assert "two hours" in refused.text and "three hours" in refused.text
    assert snapshot(hall.forum.database) == before
    again = head.submit(page, hidden_fields(refused.text, page) | {"wording": CHANGED})
    assert again.status_code == 200
    assert [row.wording for row in hall.forum.rows(Amendment)] == [CHANGED]


def test_objection_outside_a_round_is_asked_back_once_and_takes_effect(hall: Hall) -> None:
    round_id = hall.talks.open_round()
    hall.talks.close_round(round_id)
    head, page = hall.browser("head of Borvia"), hall.part(3)
    assert "takes effect at once" in head.get(page).text

    words = {"comment": "Why so many?", "quoted": "six hours"}
    asked = head.fill(page, page, position="object", would_lift_if="hours become days", **words)
    assert hall.forum.rows(PositionTaken) == []
    head.submit(page, hidden_fields(asked.text, page))

    (comment,) = hall.forum.rows(Comment)
    assert (comment.text, comment.quoted) == ("Why so many?", "six hours")
    (taken,) = hall.forum.rows(PositionTaken)
    assert (taken.position, taken.would_lift_if) == (Position.OBJECT, "hours become days")
    assert taken.submitted_at == taken.taken_at


def test_words_that_comments_are_about_are_marked_in_the_text_with_a_way_there_and_back(hall: Hall) -> None:
    hall.talks.open_round(Visibility.OPEN)
    for who, words in (("Galdria", "gauges"), ("Borvia", "six hours")):
        hall.forum.act(
            comment_on,
            hall.talks.id,
            part_id=hall.talks.clause(3),
            comment_class=CommentClass.TECHNICAL,
            text="Which?",
            quoted=words,
            by=hall.forum.head(who),
        )
    hall.forum.act(submit_input, hall.talks.id, by=hall.forum.head("Galdria"))
    (theirs,), (own,) = (
        hall.forum.rows(Comment, delegation_id=hall.forum.delegations[who]) for who in ("Galdria", "Borvia")
    )
    head, page = hall.browser("head of Borvia"), hall.part(3)

    shown = head.get(page).text
    reworded = head.fill(page, page, wording=CHANGED).text

    for comment, words, label in ((theirs, "gauges", "C-3.1"), (own, "six hours", "Borvia")):
        address = f'href="#comment-{comment.id}" id="words-{comment.id}"'
        named = f'<a {address} aria-label="Comment {label}">{label}</a>'
        assert f'<mark class="about">{words}<sup class="by">{named}</sup></mark>' in shown
        assert f'id="comment-{comment.id}"' in shown
        assert f'<a href="#words-{comment.id}">On <q class="serif" lang="en">{words}</q></a>' in shown
    assert '<mark class="about"><del>six</del></mark><mark class="about"><ins>three</ins></mark>' in reworded
    others = hall.browser("head of Galdria").get(page).text
    assert (theirs.id in others, own.id in others, "six hours<sup" in others) == (True, False, False)


def test_objection_under_silence_breaks_it_after_the_confirming_press(hall: Hall) -> None:
    hall.talks.close_round(hall.talks.open_round())
    chair = hall.forum.chair
    hall.to_consensus()
    due_at = hall.talks.now() + timedelta(days=2)
    hall.forum.act(start_silence, hall.talks.id, due_at=due_at, due_as_typed="2026-05-06T11:00 Europe/Vienna", by=chair)
    head, page = hall.browser("head of Borvia"), hall.part(3)
    assert "If you do not object, you need do nothing." in head.get(page).text

    asked = head.fill(page, page, position="object")
    assert "This breaks the silence procedure" in asked.text
    assert hall.forum.rows(SilenceBreak) == []
    head.submit(page, hidden_fields(asked.text, page))

    assert [row.part_id for row in hall.forum.rows(SilenceBreak)] == [hall.talks.clause(3)]


def test_position_on_unchanged_words_is_shown_as_given_then(hall: Hall) -> None:
    round_id = hall.talks.open_round()
    borvia = hall.forum.head("Borvia")
    for clause in (2, 3):
        hall.forum.act(
            take_position, hall.talks.id, part_id=hall.talks.clause(clause), position=Position.SUPPORT, by=borvia
        )
    hall.forum.act(submit_input, hall.talks.id, by=borvia)
    hall.talks.close_round(round_id)
    hall.reword(3, CHANGED)
    hall.talks.table()

    unchanged, reworded = hall.reads("head of Borvia", hall.part(2)), hall.reads("head of Borvia", hall.part(3))

    assert "given on Zero draft, on the same words. It says nothing about Rev.1 as a whole." in unchanged
    assert 'value="support" checked' not in unchanged
    assert "on the same words. It says nothing" not in reworded


def test_answers_reach_the_author_with_the_next_revision_and_not_before(hall: Hall) -> None:
    round_id = hall.talks.open_round()
    borvia, page = hall.browser("head of Borvia"), hall.part(3)
    borvia.fill(page, page, comment="Which gauges?", comment_class="technical")
    borvia.fill(f"{hall.at}/input", f"{hall.at}/input/submit")
    hall.talks.close_round(round_id)
    comment = hall.forum.rows(Comment)[0].id
    chair = hall.browser("chair")
    answer = f"{hall.desk(3)}/comments/{comment}"
    chair.fill(hall.desk(3), answer, disposition="noted", reply="Those of the main stream.")

    assert "Those of the main stream." not in borvia.get(page).text
    hall.reword(1, CLAUSES[0] + " well")
    hall.talks.table()

    assert "Those of the main stream." in borvia.get(page).text


def test_draft_comment_is_changed_and_thrown_away(hall: Hall) -> None:
    hall.talks.open_round()
    head, page = hall.browser("head of Borvia"), hall.part(3)
    head.fill(page, page, comment="Which gauges?")
    comment = hall.forum.rows(Comment)[0].id

    head.fill(page, f"{page}/comments/{comment}", remark_class="editorial", remark_text="Which of the gauges?")
    assert [row.text for row in hall.forum.rows(Comment)] == ["Which of the gauges?"]
    head.fill(page, f"{page}/comments/{comment}/drop")

    assert hall.forum.rows(Comment) == []


def test_fields_of_several_comments_are_told_apart(hall: Hall) -> None:
    hall.talks.open_round()
    head, page = hall.browser("head of Borvia"), hall.part(3)
    head.fill(page, page, comment="Which gauges?")
    head.fill(page, page, comment="Since when?")
    first = hall.forum.rows(Comment, text="Which gauges?")[0].id

    shown = head.get(page).text
    refused = head.fill(page, f"{page}/comments/{first}", remark_class="editorial", remark_text="x" * 20_001).text

    for text in (shown, refused):
        ids = re.findall(r' id="([^"]+)"', text)
        assert sorted(ids) == sorted(set(ids))
        assert len([each for each in ids if each.startswith("f-remark_text")]) >= 2
    assert 'href="#f-remark_text"' in refused and 'id="f-remark_text"' in refused


def test_words_of_a_replacement_are_lost_neither_to_another_tab_nor_to_a_refusal(hall: Hall) -> None:
    hall.talks.open_round()
    head, page = hall.browser("head of Borvia"), hall.part(3)
    head.fill(page, page, comment="Which gauges?")
    head.fill(f"{hall.at}/input", f"{hall.at}/input/submit")
    comment = hall.forum.rows(Comment)[0].id
    replace = f"{page}/comments/{comment}/replace"
    in_another_tab = hidden_fields(head.get(page).text, replace)

    head.fill(page, replace, remark_class="technical", remark_text="Which of the gauges?")
    typed = {"remark_class": "technical", "remark_text": "All the gauges?"}
    late = head.submit(replace, in_another_tab | typed)
    empty = head.submit(replace, hidden_fields(late.text, replace) | typed | {"remark_text": "x" * 20_001})

    assert late.status_code == 409
    assert "Which of the gauges?" in late.text
    assert late.text.count("All the gauges?") == 2
    assert empty.status_code == 422
    assert "x" * 20_001 in empty.text
    assert {row.text for row in hall.forum.rows(Comment)} == {"Which gauges?", "Which of the gauges?"}
    head.submit(replace, hidden_fields(late.text, replace) | typed)
    assert {row.text for row in hall.forum.rows(Comment)} == {"Which gauges?", "All the gauges?"}


@pytest.mark.parametrize("who", ["chair", "observer"])
def test_page_is_for_delegates(hall: Hall, who: str) -> None:
    assert hall.browser(who).get(hall.part(3)).status_code == 403


def test_unknown_parts_and_foreign_drafts_are_not_there(hall: Hall) -> None:
    hall.talks.open_round()
    hall.browser("head of Galdria").fill(hall.part(3), hall.part(3), comment="Ours")
    foreign = hall.forum.rows(Comment)[0].id
    head, page = hall.browser("head of Borvia"), hall.part(3)
    fields = hidden_fields(head.get(page).text, page)
    before = snapshot(hall.forum.database)

    assert head.get(f"{hall.at}/parts/{'0' * 32}").status_code == 404
    assert head.get(f"/statements/{'0' * 32}/parts/whole").status_code == 404
    dropped = head.submit(f"{page}/comments/{foreign}/drop", {name: fields[name] for name in ("_csrf", "_key")})
    assert dropped.status_code == 404
    assert snapshot(hall.forum.database) == before


def test_group_for_which_a_position_is_taken_is_named_with_the_members_that_it_speaks_for(hall: Hall) -> None:
    forum = hall.forum
    hall.talks.close_round(hall.talks.open_round())
    forum.act(opt_out, hall.talks.id, upper_river(forum), by=forum.head("Galdria"))
    hall.to_consensus()

    assert ">Upper River Group: Borvia, Istara, Jorvland</option>" in hall.reads("head of Borvia", hall.part(3))
    assert "Upper River Group" not in hall.reads("head of Istara", hall.part(3))


def test_what_was_typed_until_the_round_was_over_comes_back_with_the_refusal(hall: Hall) -> None:
    in_round, page = hall.talks.open_round(), hall.part(3)
    head = hall.browser("head of Borvia")
    fields = hidden_fields(head.get(page).text, page)
    hall.talks.close_round(in_round)
    hall.to_consensus()

    late = head.submit(page, fields | {"wording": CHANGED, "reason": "Quicker.", "comment": "Which gauges?"})

    assert late.status_code == 409
    kept = late.text.partition('id="typed-h"')[2].partition("</section>")[0]
    assert all(words in kept for words in ("three hours", "Quicker.", "Which gauges?"))
    assert 'id="typed-h"' not in head.get(page).text


def test_reply_to_a_comment_that_was_withdrawn_meanwhile_comes_back(hall: Hall) -> None:
    hall.talks.open_round(Visibility.OPEN)
    forum, page = hall.forum, hall.part(3)
    author = forum.head("Galdria")
    named = {"part_id": hall.talks.clause(3), "comment_class": CommentClass.TECHNICAL, "text": "Which gauges?"}
    comment = forum.act(comment_on, hall.talks.id, **named, by=author)
    forum.act(submit_input, hall.talks.id, by=author)
    head = hall.browser("head of Borvia")
    fields = hidden_fields(head.get(page).text, f"{page}/replies")
    forum.act(withdraw_comment, hall.talks.id, comment, by=author)

    late = head.submit(f"{page}/replies", fields | {"reply_words": "Those of the springs."})

    assert late.status_code == 409
    assert "Those of the springs." in late.text.partition('id="typed-h"')[2].partition("</section>")[0]
