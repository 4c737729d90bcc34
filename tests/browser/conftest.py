"""The forum behind a real server, and a Chromium in front of it."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright
from tests.cast import Forum
from tests.serving import Serve

from jointstatement.access.admission import hash_of_secret, new_secret
from jointstatement.models import SignInLink

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 30_000
"""Milliseconds for what a page does by itself, the same as for a click. Five seconds are too few on a busy machine."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests of this process."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=FLAGS, timeout=4 * PATIENCE)
        yield opened
        opened.close()


@pytest.fixture
def address(forum: Forum, serve: Serve) -> Iterator[str]:
    """Where the forum is served."""
    with serve(forum.database) as served_at:
        yield served_at


@pytest.fixture
def link_of(forum: Forum, address: str) -> Callable[[str], str]:
    """The personal link of somebody in the forum: "chair", "head of Borvia" …."""

    def make(who: str) -> str:
        secret = new_secret()
        forum.database.write_and_wait(_keep_link, forum.persons[who], secret)
        return f"{address}/sign-in/{secret}"

    return make


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of: blocked by the policy, scripts that failed."""
    return []


@pytest.fixture
def context(chromium: Browser, complaints: list[str]) -> Iterator[BrowserContext]:
    """A fresh browser profile whose complaints are collected."""
    opened = chromium.new_context()
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("weberror", lambda fault: complaints.append(str(fault.error)))
    yield opened
    opened.close()


def _keep_link(session, person_id: str, secret: str, *, now) -> None:
    session.add(SignInLink(person_id=person_id, token_hash=hash_of_secret(secret), issued_at=now))
