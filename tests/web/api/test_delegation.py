"""Within a delegation, by JSON: who acts for the head, and the hour by which experts hand in, known to it alone."""

from collections.abc import Callable
from datetime import timedelta

from tests.cast import Forum, begin, lay_before, part_with
from tests.web.api.programs import Program, refused

Programs = Callable[[str], Program]


def test_head_names_a_deputy_who_acts_until_it_is_taken_back(forum: Forum, program: Programs) -> None:
    head, expert = program("head of Borvia"), program("expert of Borvia")
    own, foreign = forum.persons["expert of Borvia"], forum.persons["expert of Istara"]
    assert refused(forum, head, "/delegation/deputy/recall", 409)[0] == "NoDeputyNamed"
    assert refused(forum, expert, "/delegation/deputy", 403, person_id=own)[0] == "NotYours"
    assert refused(forum, program("chair"), "/delegation/deputy", 403, person_id=own)[0] == "NotYours"
    for other in (foreign, "0" * 32):
        assert refused(forum, head, "/delegation/deputy", 422, person_id=other) == (
            "BadInput",
            "A deputy is an expert of your delegation. Please choose one.",
        )
    past = {"person_id": own, "until": "2026-05-04T08:00:00Z"}
    assert refused(forum, head, "/delegation/deputy", 422, **past)[0] == "BadInput"

    head.do("/delegation/deputy", 201, person_id=own, until="2026-05-06T12:00:00+02:00")

    told = expert.read("/delegation")
    assert (told["name"], told["deputy"]["person_id"], told["deputy"]["until"]) == (
        "Borvia",
        own,
        "2026-05-06T10:00:00Z",
    )
    assert [(each["role"], each["name"]) for each in told["persons"]] == [
        ("head", "Head Borvia"),
        ("deputy", "Expert Borvia"),
    ]
    assert expert.read("/me")["role"] == "deputy"
    assert program("head of Istara").read("/delegation")["deputy"] is None
    program("chair").read("/delegation", 403)

    head.do("/delegation/deputy/recall", 204)
    assert (expert.read("/me")["role"], head.read("/delegation")["deputy"]) == ("expert", None)


def test_hour_within_a_delegation_is_read_by_its_own_persons_alone(forum: Forum, program: Programs) -> None:
    statement_id = begin(forum, "We meet at the river")
    at = f"/statements/{statement_id}"
    head, expert = program("head of Borvia"), program("expert of Borvia")
    due = {"due_at": "2026-05-05T12:00:00+02:00"}
    assert refused(forum, head, f"{at}/inner-hour", 404, **due)[0] == "NotFound"
    lay_before(forum, statement_id)
    assert refused(forum, expert, f"{at}/inner-hour", 403, **due)[0] == "NotYours"
    after = {"due_at": "2026-05-09T12:00:00+02:00"}
    assert refused(forum, head, f"{at}/inner-hour", 422, **after)[0] == "BadInput"

    head.do(f"{at}/inner-hour", 201, **due)

    assert expert.read(f"{at}/inner-hour")["hour"] == {"due_at": "2026-05-05T10:00:00Z", "is_over": False, "late": []}
    assert program("head of Istara").read(f"{at}/inner-hour")["hour"] is None
    program("chair").read(f"{at}/inner-hour", 403)
    forum.hour.pass_by(timedelta(days=1, hours=2))
    part_id = part_with(forum, statement_id, "meet").id
    late = expert.do(f"{at}/comments", 201, part_id=part_id, comment_class="substantive", text="Why meet?")
    assert head.read(f"{at}/inner-hour")["hour"] == {"due_at": "2026-05-05T10:00:00Z", "is_over": True, "late": [late]}
    head.do(f"{at}/inner-hour/lift", 204)
    assert expert.read(f"{at}/inner-hour")["hour"] is None
    assert refused(forum, head, f"{at}/inner-hour/lift", 409)[0] == "NoInnerHourSet"
