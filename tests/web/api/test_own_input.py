"""Within a delegation by JSON: a draft is changed, cleared, sent back, dropped, handed in, replaced and taken back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.cast import Forum, begin, lay_before, part_with
from tests.on_the_table import lay_on_the_table
from tests.web.api.programs import Program, refused

Programs = Callable[[str], Program]
EMPTY = "This field is empty. Please fill it in."
CLASS = {"comment_class": "substantive"}


@pytest.fixture
def in_round(forum: Forum) -> tuple[str, str]:
    """A statement in a round: its address, and a clause of it."""
    statement_id = begin(forum, "We meet at the river", "We measure it")
    lay_before(forum, statement_id)
    return f"/statements/{statement_id}", part_with(forum, statement_id, "meet").id


def own(program: Program, at: str, kind: str = "comments") -> list[dict[str, Any]]:
    """What one's delegation has drafted or handed in."""
    given: list[dict[str, Any]] = program.read(f"{at}/own-input")[kind]
    return given


def test_draft_is_cleared_or_sent_back_and_what_is_chosen_is_handed_in(
    forum: Forum, program: Programs, in_round: tuple[str, str]
) -> None:
    at, part_id = in_round
    head, expert = program("head of Borvia"), program("expert of Borvia")
    good, vague = (expert.do(f"{at}/comments", 201, part_id=part_id, text=text) for text in ("Why meet?", "Where?"))
    seen = {"comment_id": good, "expected": 1}
    assert refused(forum, expert, f"{at}/drafts/clear", 403, **seen)[0] == "NotYours"
    assert refused(forum, head, f"{at}/drafts/clear", 409, **seen | {"expected": 2})[0] == "WordingHasMoved"

    head.do(f"{at}/drafts/clear", 204, **seen)

    back = {"comment_id": vague, "expected": 1, "word": "Say what is asked."}
    assert refused(forum, head, f"{at}/drafts/send-back", 422, **back | {"word": " "})[1] == EMPTY
    head.do(f"{at}/drafts/send-back", 204, **back)
    assert refused(forum, head, f"{at}/submissions/chosen", 409, chosen=[vague]) == (
        "NotCleared",
        "One of these is not cleared as it is now. Please clear it first, or submit everything.",
    )
    (told,) = [each for each in expert.read("/notices") if each["kind"] == "draft_sent_back"]
    assert told["sentence"] == "A draft of yours was sent back."
    assert {each["text"]: each["read"]["word"] for each in own(expert, at)} == {
        "Why meet?": "",
        "Where?": "Say what is asked.",
    }
    new = {"text": "Where do we meet?", "expected": 1} | CLASS
    assert refused(forum, program("expert of Istara"), f"{at}/comments/{vague}/change", 404, **new)[0] == "NotFound"
    expert.do(f"{at}/comments/{vague}/change", 204, **new)
    assert refused(forum, expert, f"{at}/comments/{vague}/change", 409, **new)[0] == "WordingHasMoved"
    assert refused(forum, expert, f"{at}/submissions/chosen", 403, chosen=[good])[0] == "NotYours"
    head.do(f"{at}/submissions/chosen", 201, chosen=[good])
    assert {each["text"]: not each["is_draft"] for each in own(expert, at)} == {
        "Why meet?": True,
        "Where do we meet?": False,
    }


def test_draft_is_thrown_away_by_its_own_delegation(forum: Forum, program: Programs, in_round: tuple[str, str]) -> None:
    at, part_id = in_round
    head = program("head of Borvia")
    comment = head.do(f"{at}/comments", 201, part_id=part_id, text="Why meet?")
    amendment = head.do(f"{at}/amendments", 201, part_id=part_id, wording="We meet on the river")
    for one in (f"{at}/comments/{comment}/drop", f"{at}/amendments/{amendment}/drop"):
        assert refused(forum, program("head of Istara"), one, 404)[0] == "NotFound"

    head.do(f"{at}/comments/{comment}/drop", 204)
    head.do(f"{at}/amendments/{amendment}/drop", 204)

    assert (own(head, at), own(head, at, "amendments")) == ([], [])
    assert refused(forum, head, f"{at}/comments/{comment}/drop", 404)[0] == "NotFound"


def test_what_was_handed_in_is_replaced_or_taken_back_until_it_is_answered(
    forum: Forum, program: Programs, in_round: tuple[str, str]
) -> None:
    at, part_id = in_round
    head = program("head of Borvia")
    comment = head.do(f"{at}/comments", 201, part_id=part_id, text="Why meet?")
    still_draft = ("NotSubmitted", "This is your delegation's draft. It can be changed or thrown away.")
    assert refused(forum, head, f"{at}/comments/{comment}/replace", 409, text="Where?") == still_draft
    assert refused(forum, head, f"{at}/comments/{comment}/withdraw", 409) == still_draft
    amendment = head.do(f"{at}/amendments", 201, part_id=part_id, wording="We meet on the river")
    head.do(f"{at}/submissions", 201)
    assert refused(forum, head, f"{at}/amendments/{amendment}/drop", 409) == (
        "AlreadySubmitted",
        "This has been submitted. It can be withdrawn, but no longer changed.",
    )

    head.do(f"{at}/comments/{comment}/replace", 201, text="Where do we meet?")
    head.do(f"{at}/submissions", 201)

    standing = [each["text"] for each in own(head, at) if not each["is_withdrawn"]]
    assert standing == ["Where do we meet?"]
    assert refused(forum, program("expert of Borvia"), f"{at}/amendments/{amendment}/withdraw", 403)[0] == "NotYours"
    head.do(f"{at}/amendments/{amendment}/withdraw", 204)
    assert refused(forum, head, f"{at}/amendments/{amendment}/withdraw", 409) == (
        "AlreadyWithdrawn",
        "This has been withdrawn by its delegation.",
    )
    (second,) = [each["id"] for each in own(head, at) if not each["is_withdrawn"]]
    head.do(f"{at}/comments/{second}/withdraw", 204)
    assert all(each["is_withdrawn"] for each in own(head, at) + own(head, at, "amendments"))


def test_withdrawn_amendment_is_taken_over_by_another(
    forum: Forum, program: Programs, in_round: tuple[str, str]
) -> None:
    at, part_id = in_round
    borvia, istara, chair = program("head of Borvia"), program("head of Istara"), program("chair")
    one = borvia.do(f"{at}/amendments", 201, part_id=part_id, wording="We meet on the river")
    borvia.do(f"{at}/submissions", 201)
    (in_force,) = chair.read(f"{at}/rounds")
    chair.do(f"{at}/rounds/{in_force['id']}/close", 204)
    assert refused(forum, istara, f"{at}/amendments/{one}/take-over", 409) == (
        "NotWithdrawn",
        "A-1.1 is not withdrawn: its author still proposes it. You can support it, or ask to co-sponsor it.",
    )
    borvia.do(f"{at}/amendments/{one}/withdraw", 204)
    assert refused(forum, borvia, f"{at}/amendments/{one}/take-over", 409)[0] == "WithdrewItself"

    istara.do(f"{at}/amendments/{one}/take-over", 201)

    (draft,) = own(istara, at, "amendments")
    assert (draft["wording"], draft["taken_over"]["delegation"]) == ("We meet on the river", "Borvia")


def test_late_input_is_heard_or_not_as_the_chair_says(
    forum: Forum, program: Programs, in_round: tuple[str, str]
) -> None:
    at, part_id = in_round
    borvia, chair = program("head of Borvia"), program("chair")
    forum.hour.pass_by(timedelta(days=2))
    comment = borvia.do(f"{at}/comments", 201, part_id=part_id, text="Why meet?")
    amendment = borvia.do(f"{at}/amendments", 201, part_id=part_id, wording="We meet on the river")
    borvia.do(f"{at}/submissions", 201)
    heard, not_heard = f"{at}/comments/{comment}/admit", f"{at}/amendments/{amendment}/admit"
    assert refused(forum, borvia, heard, 403, is_admitted=True)[0] == "NotYours"

    chair.do(heard, 204, is_admitted=True)
    chair.do(not_heard, 204, is_admitted=False, reason="The text has moved on.")

    given = borvia.read(f"{at}/input")
    assert (given["comments"][0]["is_admitted"], given["amendments"][0]["is_admitted"]) == (True, False)
    answer = chair.do(f"{at}/comments/{comment}/answer", 201, disposition="noted", reply="Seen.")
    judged = f"{at}/answers/{answer}/judge"
    assert refused(forum, borvia, judged, 404, is_content=True)[0] == "NotFound"  # it has not gone out yet
    version = chair.read(f"{at}/text")["parts"][1]["version"]
    chair.do(f"{at}/parts/{part_id}/reword", 204, wording="We meet at the rivers", expected=version)
    chair.do(f"{at}/revisions", 201)
    assert refused(forum, program("head of Istara"), judged, 404, is_content=True)[0] == "NotFound"
    borvia.do(judged, 201, is_content=False, word="It was no answer.")
    (told,) = chair.read(f"{at}/input")["comments"]
    assert told["answer"]["said"] == {"is_content": False, "word": "It was no answer."}


def test_reserve_becomes_a_statement_that_blocks_nothing(forum: Forum, program: Programs) -> None:
    text = lay_on_the_table(forum)
    at, head = f"/statements/{text.id}", program("head of Borvia")
    attached = {"kind": "statement", "text": "Borvia recalls its ferries."}
    assert refused(forum, head, f"{at}/positions/convert", 409, **attached) == (
        "NothingToLift",
        "Your delegation has no objection and no reserve standing here.",
    )
    head.do(f"{at}/positions", 201, position="reserve", reserve_kind="scrutiny", reason="Parliament reads.")
    assert refused(forum, program("expert of Borvia"), f"{at}/positions/convert", 403, **attached)[0] == "NotYours"
    assert refused(forum, head, f"{at}/positions/convert", 422, **attached | {"text": " "})[0] == "BadInput"

    head.do(f"{at}/positions/convert", 201, **attached)

    held = [each for each in head.read(f"{at}/own-input")["positions"] if each["is_held"]]
    assert [each["stance"]["position"] for each in held] == ["can_live_with"]
    (reservation,) = head.read(f"{at}/adoption")["reservations"]
    assert (reservation["delegations"], reservation["text"]) == (["Borvia"], "Borvia recalls its ferries.")


def test_round_is_extended_and_never_shortened(forum: Forum, program: Programs, in_round: tuple[str, str]) -> None:
    at, _ = in_round
    chair = program("chair")
    (told,) = chair.read(f"{at}/rounds")
    press, later = f"{at}/rounds/{told['id']}/extend", {"due_at": "2026-05-07T18:00:00+02:00"}
    assert refused(forum, chair, press, 422, due_at="2026-05-05T09:00:00+02:00") == (
        "BadInput",
        "This is not later than the hour that is set already.",
    )
    assert refused(forum, program("head of Borvia"), press, 403, **later)[0] == "NotYours"

    chair.do(press, 204, **later)

    assert program("head of Borvia").read(f"{at}/rounds")[0]["due_at"] == "2026-05-07T16:00:00Z"
