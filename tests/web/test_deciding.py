"""The chair's office answers input."""

from collections.abc import Callable

import pytest
from tests.cast import Forum, snapshot
from tests.negotiation import CLAUSES
from tests.web.hall import Hall, hall_of
from tests.web.windows import Browser, hidden_fields

from jointstatement.actions.giving_input import (
    amend,
    comment_on,
    submit_input,
    withdraw_amendment,
    withdraw_comment,
)
from jointstatement.models import Amendment, Comment, Disposition
from jointstatement.terms import CommentClass, DispositionKind, Weight

THREE = CLAUSES[2].replace("six hours", "three hours")
TWO = CLAUSES[2].replace("six hours", "two hours")


@pytest.fixture
def hall(forum: Forum, browser: Callable[[], Browser]) -> Hall:
    """The round is over: two amendments to the same words of clause 3, a comment on it and one on the whole."""
    hall = hall_of(forum, browser)
    round_id = hall.talks.open_round()
    part_id = hall.talks.clause(3)
    for who, wording in (("Borvia", THREE), ("Galdria", TWO)):
        head = forum.head(who)
        forum.act(amend, hall.talks.id, part_id, wording=wording, reason="Quicker.", weight=Weight.PREFERRED, by=head)
        forum.act(
            comment_on,
            hall.talks.id,
            part_id=part_id if who == "Borvia" else None,
            comment_class=CommentClass.TECHNICAL,
            text=f"A remark of {who}.",
            by=head,
        )
        forum.act(submit_input, hall.talks.id, by=head)
    hall.talks.close_round(round_id)
    return hall


def amendment(hall: Hall, label: str) -> str:
    return str(next(row.id for row in hall.forum.rows(Amendment) if row.label == label))


def test_desk_counts_what_is_answered(hall: Hall) -> None:
    shown = hall.reads("chair", f"{hall.at}/decide")
    assert "0 of 4 answered." in shown
    comment = hall.forum.rows(Comment, part_id=None)[0].id
    whole = f"{hall.at}/decide/whole"

    hall.browser("chair").fill(whole, f"{whole}/comments/{comment}", disposition="noted", reply="Thank you.")

    assert "1 of 4 answered." in hall.reads("chair", f"{hall.at}/decide")


def test_collision_is_said_in_words(hall: Hall) -> None:
    shown = hall.reads("secretariat", hall.desk(3))

    assert "A-3.1 and A-3.2 change the same words, “six”." in shown
    assert "Same words as A-3.2" in shown


def test_amendment_is_reflected_as_proposed(hall: Hall) -> None:
    at = f"{hall.desk(3)}/amendments/{amendment(hall, 'A-3.1')}"

    shown = hall.browser("chair").fill(hall.desk(3), at, deed="reflect", reply="Agreed in the drafting group.")

    assert hall.talks.wording(hall.talks.clause(3)) == THREE
    assert [row.disposition for row in hall.forum.rows(Disposition)] == [DispositionKind.ACCEPTED]
    assert "Its words went into the working text." in shown.text
    assert "<del>three</del>" in shown.text, "the other amendment now stands against the words that went in"


def test_amendment_is_reflected_with_changes(hall: Hall) -> None:
    source = amendment(hall, "A-3.2")
    opened = f"{hall.desk(3)}?source={source}"
    at = f"{hall.desk(3)}/amendments/{source}/reflect"
    words = CLAUSES[2].replace("six hours", "four hours")

    hall.browser("chair").fill(opened, at, wording=words, disposition="accepted_in_part", reply="Half way.")

    assert hall.talks.wording(hall.talks.clause(3)) == words
    assert [(row.disposition, row.reply) for row in hall.forum.rows(Disposition)] == [
        (DispositionKind.ACCEPTED_IN_PART, "Half way.")
    ]


def test_amendment_that_is_not_reflected_needs_a_reply(hall: Hall) -> None:
    at = f"{hall.desk(3)}/amendments/{amendment(hall, 'A-3.1')}"
    chair = hall.browser("chair")
    before = snapshot(hall.forum.database)

    refused = chair.fill(hall.desk(3), at, disposition="not_accepted", reply="")
    assert refused.status_code == 422
    assert "Please tell the delegation why." in refused.text
    assert snapshot(hall.forum.database) == before
    chair.fill(hall.desk(3), at, disposition="not_accepted", reply="The gauges report every six hours.")

    assert hall.talks.wording(hall.talks.clause(3)) == CLAUSES[2]
    assert [row.disposition for row in hall.forum.rows(Disposition)] == [DispositionKind.NOT_ACCEPTED]


def test_text_that_moved_on_is_shown_beside_the_words_of_the_box(hall: Hall) -> None:
    source = amendment(hall, "A-3.2")
    at = f"{hall.desk(3)}/amendments/{source}/reflect"
    chair = hall.browser("chair")
    seen = hidden_fields(chair.get(f"{hall.desk(3)}?source={source}").text, at)
    hall.reword(3, CLAUSES[2].replace("six hours", "five hours"))
    before = snapshot(hall.forum.database)

    refused = chair.submit(at, seen | {"wording": TWO, "reply": "As agreed."})

    assert refused.status_code == 409
    assert "five hours" in refused.text and "two hours" in refused.text
    assert snapshot(hall.forum.database) == before
    chair.submit(at, hidden_fields(refused.text, at) | {"wording": TWO, "reply": "As agreed."})
    assert hall.talks.wording(hall.talks.clause(3)) == TWO


def test_preview_compares_with_the_working_text_and_saves_nothing(hall: Hall) -> None:
    source = amendment(hall, "A-3.1")
    chair, opened = hall.browser("chair"), f"{hall.desk(3)}?source={source}"
    at = f"{hall.desk(3)}/amendments/{source}"
    fields = hidden_fields(chair.get(opened).text, f"{at}/reflect") | {"wording": TWO}
    before = snapshot(hall.forum.database)

    without_script = chair.submit(f"{at}/preview", fields)
    chair.headers["hx-request"] = "true"
    with_script = chair.submit(f"{at}/preview", fields)

    assert "<ins>two</ins>" in without_script.text
    assert with_script.text.lstrip().startswith('<div class="redbox" id="redline"')
    assert snapshot(hall.forum.database) == before


def test_open_round_lets_nobody_answer(hall: Hall) -> None:
    hall.reword(1, CLAUSES[0] + " again")
    hall.talks.table()
    hall.talks.open_round()

    shown = hall.reads("chair", hall.desk(3))

    assert "A round is open." in shown
    assert f"{hall.desk(3)}/amendments/" not in shown


@pytest.mark.parametrize(
    ("who", "status"), [("head of Borvia", 403), ("expert of Galdria", 403), ("observer", 403), ("administrator", 404)]
)
def test_desk_is_the_offices(hall: Hall, who: str, status: int) -> None:
    for address in (f"{hall.at}/decide", hall.desk(3)):
        assert hall.browser(who).get(address).status_code == status


def test_unknown_things_are_not_there(hall: Hall) -> None:
    chair = hall.browser("chair")
    token = hidden_fields(chair.get(hall.desk(3)).text, "/sign-out")

    assert chair.get(f"{hall.at}/decide/{'0' * 32}").status_code == 404
    answer = chair.submit(
        f"{hall.desk(3)}/comments/{'0' * 32}", token | {"subject": "0" * 32, "disposition": "noted", "reply": "x"}
    )
    assert answer.status_code == 404


@pytest.mark.parametrize("deed", ["amendments", "reflect", "comments", "replies"])
def test_what_was_typed_for_input_that_was_withdrawn_meanwhile_comes_back(hall: Hall, deed: str) -> None:
    """Its card and the form on it are gone; the refusal and the words are not."""
    chair, desk = hall.browser("chair"), hall.desk(3)
    proposed, (remark,) = amendment(hall, "A-3.1"), hall.forum.rows(Comment, part_id=hall.talks.clause(3))
    opened, action, typed = {
        "amendments": (desk, f"{desk}/amendments/{proposed}", {"disposition": "noted", "reply": "Heard in May."}),
        "reflect": (f"{desk}?source={proposed}", f"{desk}/amendments/{proposed}/reflect", {"wording": TWO}),
        "comments": (desk, f"{desk}/comments/{remark.id}", {"disposition": "noted", "reply": "Heard in June."}),
        "replies": (desk, f"{desk}/replies", {"reply_words": "Which gauges?"}),
    }[deed]
    fields = hidden_fields(chair.get(opened).text, action) | typed
    taken_back = (withdraw_amendment, proposed) if deed in ("amendments", "reflect") else (withdraw_comment, remark.id)
    hall.forum.act(taken_back[0], hall.talks.id, taken_back[1], by=hall.forum.head("Borvia"))
    before = snapshot(hall.forum.database)

    refused = chair.submit(action, fields)

    assert (refused.status_code, 'role="alert"' in refused.text) == (409, True)
    assert f'action="{action}"' not in refused.text
    words = refused.text.partition('id="typed-h"')[2].partition("</section>")[0]
    assert list(typed.values())[-1] in words
    assert snapshot(hall.forum.database) == before


def test_what_was_typed_for_the_text_comes_back_once_where_its_form_is_there(hall: Hall) -> None:
    at = f"{hall.desk(3)}/amendments/{amendment(hall, 'A-3.1')}"
    refused = hall.browser("chair").fill(hall.desk(3), at, disposition="not_accepted", reply="x" * 20_001)
    assert (refused.status_code, refused.text.count("x" * 20_001), 'id="typed-h"' in refused.text) == (422, 1, False)
