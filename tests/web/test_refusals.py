"""Refusals as answers: a page, a fragment, a problem document."""

import inspect

import pytest
from litestar import get
from litestar.testing import TestClient
from tests.web.windows import ADDRESS

from jointstatement import errors
from jointstatement.app import create_app
from jointstatement.errors import Refusal
from jointstatement.settings import Settings
from jointstatement.web.refusals import status_of


def test_every_refusal_has_a_status_below_500_but_for_settings():
    refusals = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, Refusal)]

    def status(kind):
        return status_of(kind.__new__(kind))

    assert {kind.__name__: status(kind) for kind in refusals if status(kind) >= 500} == {"SettingMistake": 500}
    assert status(errors.NotFound) == 404
    assert status(errors.WordingHasMoved) == 409
    assert status(errors.BadInput) == 422


def test_hidden_looks_like_missing(signed_in, database, cast):
    window = signed_in("aland")
    hidden = window.get(f"/people/{cast.persons['chair']}")
    window = signed_in("secretariat")

    missing = [window.get(f"/people/{name}") for name in ("0" * 32, "nobody", "%00")]

    assert hidden.status_code == 403
    assert {answer.status_code for answer in missing} == {404}


def test_htmx_gets_a_fragment(signed_in):
    answer = signed_in("aland").get("/begin", headers={"HX-Request": "true"})

    assert answer.status_code == 403
    assert "<html" not in answer.text
    assert 'role="alert"' in answer.text


def test_api_gets_a_problem_document(browser, cast):
    answer = browser().get("/api/v1/no-such-thing")

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Not found",
        "status": 404,
        "detail": "There is no such page, or it is not open to you.",
    }


@pytest.mark.parametrize("address", ["/statements/" + "0" * 32, "/people/x", "/notices", "/begin"])
def test_nobody_reads_anything_without_signing_in(browser, cast, address):
    assert browser().get(address).status_code == 401


def test_fault_shows_a_plain_page_and_no_trace(database):
    @get("/fails", opt={"open": True})
    async def fails() -> str:
        raise RuntimeError("the inner life")

    app = create_app(Settings(), database)
    app.register(fails)
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as client:
        answer = client.get("/fails")

    assert answer.status_code == 500
    assert "the inner life" not in answer.text
    assert "Nothing of what you sent was changed" in answer.text
