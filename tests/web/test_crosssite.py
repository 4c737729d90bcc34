"""No other site acts in a person's name."""

import pytest
from sqlmodel import select
from tests.web.windows import ADDRESS, hidden_fields

from jointstatement.models import SignIn

OURS = {"origin": ADDRESS, "sec-fetch-site": "same-origin"}
SHAPES = {
    "foreign": {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"},
    "null": {"origin": "null"},
    "same-site": {"origin": "http://other.127.0.0.1:8000", "sec-fetch-site": "same-site"},
    "text/plain": {"content-type": "text/plain"} | OURS,
    "another port": {"origin": "http://127.0.0.1:9000"},
}


def sessions(database):
    with database.reading() as session:
        return len(session.exec(select(SignIn)).all())


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_form_of_another_site_is_refused_even_with_the_right_token(signed_in, database, shape):
    window = signed_in("aland")
    fields = hidden_fields(window.get("/").text, "/sign-out")

    answer = window.post("/sign-out", data=fields, headers=shape)

    assert answer.status_code in (403, 415)
    assert sessions(database) == 1


@pytest.mark.parametrize("token", ["", "0" * 64, "ü"])
def test_form_without_the_sessions_own_token_is_refused(signed_in, database, token):
    window = signed_in("aland")

    assert window.submit("/sign-out", {"_csrf": token}).status_code == 403
    assert sessions(database) == 1


def test_token_of_another_session_is_refused(signed_in):
    foreign = hidden_fields(signed_in("bergia").get("/").text, "/sign-out")

    assert signed_in("aland").submit("/sign-out", foreign).status_code == 403


def test_token_is_taken_from_the_header_too(signed_in):
    window = signed_in("aland")
    token = hidden_fields(window.get("/").text, "/sign-out")["_csrf"]

    assert window.post("/sign-out", headers=OURS | {"x-csrf-token": token}, data={"a": "b"}).status_code == 200


def test_page_without_referrer_sends_a_null_origin_that_the_fetch_header_vouches_for(signed_in):
    window = signed_in("aland")
    fields = hidden_fields(window.get("/").text, "/sign-out")

    answer = window.post("/sign-out", data=fields, headers={"origin": "null", "sec-fetch-site": "same-origin"})

    assert answer.status_code == 200


def test_body_of_a_stranger_is_not_read(browser, cast):
    big = b"x" * 3_000_000

    answer = browser().post("/begin/upload", files={"file": ("a.txt", big)}, headers=OURS)

    assert answer.status_code == 401


@pytest.mark.parametrize("media_type", ["text/plain", "text/plain; charset=nothing-known"])
def test_field_that_is_no_text_is_refused(signed_in, database, media_type):
    window = signed_in("aland")
    token = hidden_fields(window.get("/").text, "/sign-out")["_csrf"]
    field = f'--edge\r\nContent-Disposition: form-data; name="file"\r\nContent-Type: {media_type}\r\n\r\n'.encode()
    body = field + b"\xff\xfe\x9b\r\n--edge--\r\n"
    sent = OURS | {"content-type": "multipart/form-data; boundary=edge"}

    assert window.post("/sign-out", content=body, headers=sent).status_code == 415
    assert window.post("/notices", content=body, headers=sent | {"x-csrf-token": token}).status_code == 415
    assert sessions(database) == 1


def test_form_larger_than_its_limit_is_refused(signed_in):
    assert signed_in("secretariat").submit("/people", {"name": "x" * 70_000}).status_code == 413


def test_strange_host_is_refused(signed_in):
    assert signed_in("aland").get("/", headers={"host": "evil.example"}).status_code == 400
