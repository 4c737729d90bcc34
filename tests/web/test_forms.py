"""Forms in, strictly."""

from typing import Any

import msgspec
import pytest
from litestar import post
from litestar.connection import Request
from litestar.response import Response
from tests.web.windows import ADDRESS, Browser

from jointstatement.app import create_app
from jointstatement.settings import Settings
from jointstatement.terms import Weight
from jointstatement.web.forms import Given, Id, Line, Version, answer_form


class Proposal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A form with one field of each kind."""

    part_id: Id
    version: Version
    weight: Weight
    reason: Line = ""
    parts: list[str] = []


@post("/proposal", opt={"open": True})
async def propose(request: Request[Any, Any, Any]) -> Response[Any]:
    async def deed(form: Proposal) -> Response[Any]:
        return Response(msgspec.to_builtins(form), status_code=200)

    async def again(given: Given) -> Response[Any]:
        return Response({"values": given.values, "errors": given.errors}, status_code=given.status_code)

    return await answer_form(request, Proposal, deed, again)


@pytest.fixture(scope="module")
def window(tmp_path_factory):
    app = create_app(Settings(database_url=f"sqlite:///{tmp_path_factory.mktemp('forms')}/unused.sqlite3"))
    app.register(propose)
    return Browser(app, base_url=ADDRESS, raise_server_exceptions=False)


GOOD = {"part_id": "0" * 32, "version": "3", "weight": "essential"}


def test_form_becomes_a_value(window):
    answer = window.submit("/proposal", GOOD | {"reason": "  shorter\r\n", "parts": ["1", "2"]})

    assert answer.json() == {
        "part_id": "0" * 32,
        "version": 3,
        "weight": "essential",
        "reason": "shorter",
        "parts": ["1", "2"],
    }


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"part_id": "x"}, "part_id", "This cannot be taken as it is. Please choose or type it again."),
        ({"version": "9" * 23}, "version", "This cannot be taken as it is. Please choose or type it again."),
        ({"version": "٣"}, "version", "This cannot be taken as it is. Please choose or type it again."),
        ({"weight": ""}, "weight", "Please fill in this field."),
        ({"reason": "x" * 501}, "reason", "This is too long: please keep it shorter."),
        ({"is_chair": "yes"}, "", "The form has a field that is not known here: is_chair."),
    ],
)
def test_field_that_cannot_be_taken_comes_back_with_a_sentence(window, wrong, field, sentence):
    answer = window.submit("/proposal", GOOD | wrong)

    assert answer.status_code == 422
    assert answer.json() == {"values": GOOD | wrong, "errors": {field: sentence}}


def test_all_faults_are_said_at_once(window):
    answer = window.submit("/proposal", {"version": "many"})

    assert set(answer.json()["errors"]) == {"part_id", "version", "weight"}


def test_nul_and_lone_surrogates_do_not_come_in(window):
    answer = window.submit("/proposal", GOOD | {"reason": "a\x00b"})

    assert answer.json()["reason"] == "ab"
