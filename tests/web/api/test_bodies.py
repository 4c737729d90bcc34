"""What is sent is taken as it is described, or refused by name; nothing makes the program fail."""

import secrets
from collections.abc import Callable
from json import dumps
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import Forum, begin, snapshot, working_parts
from tests.web.api.programs import API, Program, addressed, fitting, operations

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["\x00", "\u202e"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
TAKING = sorted(name for name, operation in operations().items() if operation.shape is not None)
NOT_JSON = [
    b"",
    b"[",
    b"[" * 100_000,
    b'{"title":' + b"[" * 100_000,
    b'{"title":"\\ud800"}',
    b'{"title":"\xff"}',
    b'{"title":' + b"9" * 5000 + b"}",
    b"\xef\xbb\xbf{}",
    b"null",
    b"NaN",
]


@pytest.fixture
def things(forum: Forum) -> dict[str, str]:
    """Ids for every place in an address."""
    statement_id = begin(forum, "the river is shared", "the gauges are read")
    part = working_parts(forum, statement_id)[1]
    return {
        "statement_id": statement_id,
        "part_id": part.id,
        "meeting_id": forum.meeting_id,
        "delegation_id": forum.delegations["Borvia"],
        "person_id": forum.persons["head of Borvia"],
    }


def test_what_is_no_object_is_refused(program: Callable[[str], Program]) -> None:
    answers = [program("chair").say("/statements", body) for body in NOT_JSON]

    assert {answer.status_code for answer in answers} <= {400, 422}
    assert {answer.headers["content-type"] for answer in answers} == {"application/problem+json"}


def test_unknown_field_is_refused_by_its_name_everywhere(
    program: Callable[[str], Program], things: dict[str, str]
) -> None:
    answers = {}
    for name in TAKING:
        shape = operations()[name].shape
        assert shape is not None
        answer = program("secretariat").say(addressed(name, things), fitting(shape, things) | {"is_chair": True})
        answers[name] = (answer.status_code, answer.json().get("field"))

    assert answers == dict.fromkeys(TAKING, (422, "is_chair"))


def test_body_whose_fields_all_have_defaults_may_be_left_out(
    program: Callable[[str], Program], things: dict[str, str]
) -> None:
    secretariat = program("secretariat")
    optional = {name for name in TAKING if not operations()[name].described["requestBody"]["required"]}
    assert {"lift", "support_amendment"} <= optional
    for name in optional:
        statuses = {secretariat.say(addressed(name, things), body).status_code for body in (None, b"")}
        assert statuses.isdisjoint({400, 415, 500}), name
    no_words = secretariat.post(
        f"{API}{addressed('lift', things)}", content="a=b", headers={"idempotency-key": "12345678"}
    )
    assert no_words.status_code == 415
    assert secretariat.say("/statements").status_code == 415


WHOLE = {"due_at": "2026-06-01T18:00:00+02:00", "visibility": "blind"}


@pytest.mark.parametrize(
    ("path", "body", "field", "sentence"),
    [
        ("/statements", {"title": 7}, "title", "This is a whole number; please give a string."),
        ("/statements", {"title": "x" * 201}, "title", "This is too long: at most 200 signs."),
        (
            "/statements",
            {"title": "a\x00b"},
            "title",
            "This contains a control character (U+0000). Please type it again.",
        ),
        (
            "/statements",
            {"title": "a\u202eb"},
            "title",
            "This contains a control character (U+202E). Please type it again.",
        ),
        (
            "/statements",
            {"meeting_id": "../../etc"},
            "meeting_id",
            "This is no id or fingerprint of this program. Please send it exactly as you received it.",
        ),
        (
            "/body/working-hours",
            {"expected": 1, "day_begins": "25:00", "day_ends": "18:00", "days": []},
            "day_begins",
            "This is no time of the day. Please write it like 08:00.",
        ),
        ("/statements", {"workflow": None}, "workflow", "This is null; please give a string."),
        (
            "/statements/{statement_id}/rounds",
            WHOLE | {"visibility": "hidden"},
            "visibility",
            "'hidden' may not stand here; the description of the interface lists what may.",
        ),
        (
            "/statements/{statement_id}/rounds",
            WHOLE | {"due_at": "tomorrow"},
            "due_at",
            "This is no hour. Please write it like 2026-06-18T12:00:00+02:00.",
        ),
        (
            "/statements/{statement_id}/rounds",
            WHOLE | {"due_at": "2026-06-01T18:00:00"},
            "due_at",
            "This hour has no time zone. Please give one.",
        ),
    ],
)
def test_wrong_value_is_refused_at_its_field_in_a_sentence(
    forum: Forum,
    program: Callable[[str], Program],
    things: dict[str, str],
    path: str,
    body: dict[str, object],
    field: str,
    sentence: str,
) -> None:
    begun: dict[str, object] = {"meeting_id": forum.meeting_id, "title": "Joint Statement"}
    before = snapshot(forum.database)

    answer = program("chair").say(path.format(**things), (begun if path == "/statements" else {}) | body)

    told = answer.json()
    assert (answer.status_code, told["field"], told["detail"]) == (422, field, sentence)
    assert snapshot(forum.database)["statement"] == before["statement"]


def test_number_is_no_word_and_word_no_number(program: Callable[[str], Program], things: dict[str, str]) -> None:
    path = f"/statements/{things['statement_id']}/parts/{things['part_id']}/remove"

    assert program("chair").say(path, {"expected": "1"}).json()["field"] == "expected"


@pytest.mark.parametrize("due_at", ["2026-06-01T18:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_hour_without_a_zone_or_beyond_all_meetings_is_refused(
    program: Callable[[str], Program], things: dict[str, str], due_at: str
) -> None:
    path = f"/statements/{things['statement_id']}/rounds"

    answer = program("chair").say(path, {"due_at": due_at, "visibility": "blind"})

    assert (answer.status_code, answer.json()["field"]) == (422, "due_at")


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_other_bodies_than_json_are_refused(program: Callable[[str], Program], media_type: str) -> None:
    headers = {"content-type": media_type, "idempotency-key": "a key of its own"}

    answer = program("chair").post(f"{API}/statements", content=b"{}", headers=headers)

    assert answer.status_code == 415


def test_act_without_fields_takes_none(program: Callable[[str], Program], things: dict[str, str]) -> None:
    path = f"/statements/{things['statement_id']}/revisions"

    assert program("chair").say(path, {"label": "Rev.9"}).status_code == 422
    assert program("chair").say(path, {}).status_code == 201


@pytest.mark.parametrize("key", [None, "short", "x" * 201, "ключ-ключ".encode()])
def test_act_without_a_key_of_its_own_is_refused(
    program: Callable[[str], Program], things: dict[str, str], key: str | bytes | None
) -> None:
    path = f"{API}/statements/{things['statement_id']}/revisions"

    answer = program("chair").post(path, headers={"idempotency-key": key} if key else {})

    assert (answer.status_code, answer.json()["field"]) == (422, "Idempotency-Key")


def test_act_that_is_sent_twice_is_done_once(program: Callable[[str], Program], things: dict[str, str]) -> None:
    it, key = f"/statements/{things['statement_id']}", secrets.token_hex(8)

    first = program("chair").do(f"{it}/parts", key=key, kind="operative", wording="once is enough")
    second = program("chair").do(f"{it}/parts", key=key, kind="operative", wording="once is enough")
    other = program("chair").do(f"{it}/parts", 409, key=key, kind="operative", wording="something else")

    assert (first, other["refusal"]) == (second, "KeyUsedTwice")
    assert [part["wording"] for part in program("chair").read(f"{it}/text")["parts"]].count("once is enough") == 1


def test_secret_is_shown_once(program: Callable[[str], Program]) -> None:
    key = secrets.token_hex(8)

    first = program("chair").do("/tokens", key=key)
    again = program("chair").do("/tokens", 409, key=key)

    assert len(first["secret"]) >= 40
    assert again["refusal"] == "AlreadyShown"


def test_stale_write_carries_both_texts(program: Callable[[str], Program], things: dict[str, str]) -> None:
    path = f"/statements/{things['statement_id']}/parts/{things['part_id']}/reword"
    program("chair").do(path, wording="the river is ours", expected=1)

    answer = program("secretariat").do(path, 409, wording="the river is theirs", expected=1)

    told = {name: answer[name] for name in ("refusal", "yours", "theirs", "version")}
    assert told == {
        "refusal": "WordingHasMoved",
        "yours": "the river is theirs",
        "theirs": "the river is ours",
        "version": 2,
    }


def test_cookie_opens_nothing_here(program: Callable[[str], Program]) -> None:
    nobody = program("nobody")
    nobody.cookies.set("session", "x" * 43)

    nobody.read("/me", 401)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
@pytest.mark.parametrize("who", ["chair", "secretariat", "head of Borvia"])
def test_no_body_makes_the_program_fail(
    program: Callable[[str], Program], things: dict[str, str], who: str, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(TAKING))
    shape = operations()[name].shape
    assert shape is not None
    body = fitting(shape, things)
    for field in data.draw(st.lists(st.sampled_from(sorted(shape["properties"])), max_size=3, unique=True)):
        body[field] = data.draw(_near(shape["properties"][field]))
    raw = data.draw(st.sampled_from([body]) | JSON)

    # `json.dumps` writes NaN and lone surrogates, which are none of JSON's; httpx's own writer would not.
    answer = program(who).say(addressed(name, things), dumps(raw).encode("utf-8", "surrogatepass"))

    assert answer.status_code < 500
    assert answer.status_code < 300 or answer.headers["content-type"] == "application/problem+json"


def _near(field: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values of the field's own kind at its edges, and of any other."""
    described = field.get("type", "")
    kinds = [described] if isinstance(described, str) else [each for each in described if each != "null"]
    own = {
        "string": st.text(max_size=60) | st.just("x" * 20_000) | st.sampled_from(["", " ", "[^a]", "**", "\u0301"]),
        "integer": st.integers(-1, 3) | st.sampled_from([2_000_000_000, 2**63, 10**30]),
        "array": st.lists(JSON, max_size=3),
        "boolean": st.booleans(),
    }.get(kinds[0], JSON)
    return own | JSON | st.sampled_from(field.get("enum", [None]))
