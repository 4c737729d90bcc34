"""Whoever comes with something strange is refused in a sentence, and whoever is out is out at once."""

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from tests.cast import snapshot
from tests.trust.house import ADDRESS, House

from jointstatement.actions.persons import end_person, reissue_link, replace_head
from jointstatement.web.crosssite import token_for


@pytest.mark.parametrize("host", ["evil.example", "[::1", "127.0.0.1:8000.evil.example:x@evil", "", "a" * 3000])
def test_strange_host_is_refused(house: House, host: str) -> None:
    answer = house.person("head of Borvia").client.get("/", headers={"host": host})

    assert answer.status_code == 400


@pytest.mark.parametrize("origin", ["https://evil.example", "http://[::1", "http://127.0.0.1:8001", "null", ""])
def test_form_of_another_origin_is_refused(house: House, origin: str) -> None:
    borvia = house.person("head of Borvia")
    before = snapshot(house.forum.database)

    answer = borvia.client.post(
        f"/statements/{house.talks.id}/positions",
        data={"_csrf": token_for(borvia.secret), "_key": "12345678"},
        headers={"origin": origin, "sec-fetch-site": "cross-site"},
    )

    assert answer.status_code in {403, 405}
    assert snapshot(house.forum.database) == before


@pytest.mark.parametrize("path", ["/static/" + "a" * 3000, "/" + "a/" * 2000, "/published/" + "é" * 300, "/static/%00"])
def test_path_that_nothing_has_is_not_found(house: House, path: str) -> None:
    assert house.person("nobody").client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("ending", "is_program"),
    [(end_person, False), (replace_head, False), (reissue_link, False), (end_person, True), (replace_head, True)],
)
def test_request_that_is_long_on_its_way_dies_with_the_access_of_its_person(
    house: House, ending: Callable[..., object], is_program: bool
) -> None:
    """The head of the request comes while the person has access, its body when that has ended."""
    forum, head = house.forum, house.person("head of Borvia")
    house.talks.open_round()
    whom = forum.delegations["Borvia"] if ending is replace_head else forum.persons["head of Borvia"]
    named = {"name": "Another Head"} if ending is replace_head else {}
    after: list[object] = []

    def end() -> None:
        forum.act(ending, whom, by=forum.secretariat, **named)
        after.append(snapshot(forum.database))

    at = f"/statements/{house.talks.id}"
    if is_program:
        headers = {"authorization": head.client.headers["authorization"], "content-type": "application/json"}
        status = _send(house, f"/api/v1{at}/comments", headers, b'{"text": "Too late."}', before_the_body=end)
    else:
        form = urlencode({"_csrf": token_for(head.secret), "comment": "Too late."}).encode()
        headers = {"cookie": f"session={head.secret}", "content-type": "application/x-www-form-urlencoded"}
        status = _send(house, f"{at}/parts/{house.talks.clause(1)}", headers, form, before_the_body=end)

    assert status == 401
    assert snapshot(forum.database) == after[0]


def _send(house: House, path: str, headers: dict[str, str], body: bytes, *, before_the_body: Callable[[], None]) -> int:
    """Sends a request whose body comes after something else happened. Returns the status of the answer."""
    statuses: list[int] = []
    events = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        if not events:
            return {"type": "http.disconnect"}
        before_the_body()
        return events.pop()

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    headers = {"host": ADDRESS.removeprefix("http://"), "idempotency-key": "12345678", "origin": ADDRESS, **headers}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 8000),
        "state": {},
        "extensions": {},
    }
    asyncio.run(house.application(scope, receive, send))  # type: ignore[arg-type]
    return statuses[0]
