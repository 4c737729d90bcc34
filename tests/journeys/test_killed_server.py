"""The program as a process of its own that dies in the middle of its work: what it has acknowledged is kept."""

import os
import re
import secrets
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from sqlmodel import select
from tests.cast import Hour, begin, gather, lay_before
from tests.databases import sqlite_url
from tests.journeys.people import Conference, Delegation

from jointstatement.cli import main
from jointstatement.database import Database
from jointstatement.migrations import upgrade
from jointstatement.models import Comment
from jointstatement.terms import Visibility

WRITERS = ("Aldmark", "Borvia", "Dravenia")
KILLS = 3
WRITES_BEFORE_A_KILL = 36


@pytest.fixture
def kind() -> str:
    """The file that a killed process leaves behind; PostgreSQL is a process of its own."""
    return "sqlite"


def test_killed_server_has_kept_everything_that_it_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = sqlite_url(tmp_path)
    database = Database(url)
    upgrade(database)
    forum = gather(database, Hour(datetime.now(UTC)))
    port = _free_port()
    conference = Conference(forum, f"http://127.0.0.1:{port}", f"/statements/{begin(forum, 'the river is shared')}")
    lay_before(forum, conference.statement.rsplit("/", 1)[1], visibility=Visibility.BLIND)
    desks = [_Desk(conference.delegation(name)) for name in WRITERS]
    for kill in range(1, KILLS + 1):
        with _server(url, port) as process:
            busy = [threading.Thread(target=desk.writes_until_nobody_answers) for desk in desks]
            for desk, thread in zip(desks, busy, strict=True):
                desk.comes_back()
                thread.start()
            enough = kill * WRITES_BEFORE_A_KILL // len(WRITERS)
            assert all(desk.reached(enough) for desk in desks)
            process.kill()
            for thread in busy:
                thread.join()
    with _server(url, port):
        for desk in desks:
            desk.comes_back()
    conference.goes_home()

    with database.reading() as session:
        kept = sorted(session.exec(select(Comment.text)).all())
    database.close()
    acknowledged = sorted(text for desk in desks for text in desk.acknowledged)
    assert len(acknowledged) >= 100
    assert kept == acknowledged
    monkeypatch.setenv("JOINTSTATEMENT_DATABASE_URL", url)
    assert main(["db", "check"]) == 0


class _Desk:
    """A delegate who writes one comment after another, and sends again what got no answer."""

    def __init__(self, delegation: Delegation) -> None:
        self.delegation = delegation
        self.acknowledged: list[str] = []
        self.unanswered: dict[str, str] = {}
        self._news = threading.Condition()

    def comes_back(self) -> None:
        """Opens the page, and sends what got no answer once more, under the key that it had."""
        path = f"{self.delegation.at}/parts/whole"
        _, fields = self.delegation.fills(self.delegation.sees(path), path, then="stay")
        self.form = dict(fields)
        if self.unanswered:
            self._send(self.unanswered)

    def writes_until_nobody_answers(self) -> None:
        """Writes until the server is gone."""
        while True:
            number = len(self.acknowledged)
            comment = {"comment": f"Remark {number} of {self.delegation.name}.", "_key": secrets.token_hex(16)}
            self.unanswered = comment
            try:
                self._send(comment)
            except httpx.TransportError:
                return

    def reached(self, count: int) -> bool:
        """Waits until so many comments have been acknowledged."""
        with self._news:
            return self._news.wait_for(lambda: len(self.acknowledged) >= count, timeout=120)

    def _send(self, comment: dict[str, str]) -> None:
        answer = self.delegation.browser.post(
            f"{self.delegation.at}/parts/whole", data=self.form | comment, follow_redirects=False
        )
        assert answer.status_code == 303, answer.text
        with self._news:
            self.acknowledged.append(comment["comment"])
            self.unanswered = {}
            self._news.notify_all()


@contextmanager
def _server(url: str, port: int) -> Iterator[subprocess.Popen[str]]:
    """The program in a process of its own, from when it answers until it is killed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "jointstatement", "serve"],
        env=os.environ | {"JOINTSTATEMENT_DATABASE_URL": url, "JOINTSTATEMENT_PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert any(re.search(r"running on http", line) for line in process.stderr), "the server did not start"
        yield process
    finally:
        process.kill()
        process.communicate()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])
