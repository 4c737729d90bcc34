"""The program as a process of its own that dies in the middle of its work: what it has acknowledged is kept."""

import os
import secrets
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from sqlmodel import select
from tests.cast import Hour, begin, gather, lay_before
from tests.databases import sqlite_url

from jointstatement.actions.persons import create_token
from jointstatement.cli import main
from jointstatement.database import Database
from jointstatement.migrations import upgrade
from jointstatement.models import Comment

WRITERS = ("Aldmark", "Borvia")
KILLS = 3
WRITES_BEFORE_A_KILL = 36


def test_killed_server_has_kept_everything_that_it_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(sqlite_url(tmp_path))
    upgrade(database)
    forum = gather(database, Hour(datetime.now(UTC)))
    statement_id = begin(forum, "the river is shared")
    lay_before(forum, statement_id)
    port = _free_port()
    desks = [
        _Desk(
            name,
            f"http://127.0.0.1:{port}/api/v1/statements/{statement_id}/comments",
            database.write_and_wait(create_token, forum.persons[f"head of {name}"], by=None),
        )
        for name in WRITERS
    ]
    for kill in range(1, KILLS + 1):
        with _server(database.url, port) as process:
            busy = [threading.Thread(target=desk.write_until_nobody_answers) for desk in desks]
            for thread in busy:
                thread.start()
            assert all(desk.reached(kill * WRITES_BEFORE_A_KILL // len(desks)) for desk in desks)
            process.kill()
            for thread in busy:
                thread.join()
    with _server(database.url, port), _line() as line:
        for desk in desks:
            desk.send_what_got_no_answer(line)

    with database.reading() as session:
        kept = sorted(session.exec(select(Comment.text)).all())
    database.close()
    acknowledged = sorted(text for desk in desks for text in desk.acknowledged)
    assert len(acknowledged) >= 100
    assert kept == acknowledged
    monkeypatch.setenv("JOINTSTATEMENT_DATABASE_URL", database.url)
    assert main(["db", "check"]) == 0


class _Desk:
    """A delegation's program that writes one comment after another, and sends again what got no answer."""

    def __init__(self, name: str, address: str, token: str) -> None:
        self.name = name
        self.address = address
        self.token = token
        self.acknowledged: list[str] = []
        self._unanswered: list[tuple[str, str]] = []
        self._news = threading.Condition()

    def write_until_nobody_answers(self) -> None:
        """Writes until the server is gone."""
        with _line() as line:
            while True:
                if not self._unanswered:
                    text = f"Remark {len(self.acknowledged)} of {self.name}."
                    self._unanswered = [(text, secrets.token_hex(16))]
                try:
                    self.send_what_got_no_answer(line)
                except httpx.TransportError:
                    return

    def send_what_got_no_answer(self, line: httpx.Client) -> None:
        """Sends a comment, for the second time under the key that it had the first time."""
        for text, key in self._unanswered:
            answer = line.post(
                self.address,
                json={"text": text},
                headers={"authorization": f"Bearer {self.token}", "idempotency-key": key},
            )
            assert answer.status_code == 201, answer.text
            with self._news:
                self.acknowledged.append(text)
                self._unanswered = []
                self._news.notify_all()

    def reached(self, count: int) -> bool:
        """Waits until so many comments have been acknowledged."""
        with self._news:
            return self._news.wait_for(lambda: len(self.acknowledged) >= count, timeout=120)


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
        assert process.stderr is not None
        assert any("running on http" in line for line in process.stderr), "the server did not start"
        yield process
    finally:
        process.kill()
        process.communicate()


def _line() -> httpx.Client:
    return httpx.Client(trust_env=False, timeout=60)


def _free_port() -> int:
    """One below those that a system gives to whoever asks for any, so that no other test has it between two servers."""
    while True:
        port = 20_000 + secrets.randbelow(10_000)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
