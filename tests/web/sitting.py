"""The forum in session: a text on the table, and a browser for everybody who sits there."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from litestar import Litestar
from tests.cast import Forum, Hour, Rows, restore
from tests.on_the_table import Text, lay_on_the_table
from tests.web.windows import ADDRESS, Browser

from jointstatement.actions.persons import issue_link, sign_in
from jointstatement.actions.silence import start_silence
from jointstatement.app import create_app
from jointstatement.database import Database
from jointstatement.settings import Settings


@dataclass
class Sitting:
    """A statement of the forum at the stage of consensus, before everybody's eyes."""

    forum: Forum
    text: Text
    hour: Hour
    opened: list[Browser] = field(default_factory=list)
    app: Litestar | None = None

    @property
    def address(self) -> str:
        """The statement's own address."""
        return f"/statements/{self.text.id}"

    def stranger(self) -> Browser:
        """A browser that nobody has signed in with."""
        if self.app is None:
            self.app = create_app(Settings(database_url=self.forum.database.url), self.forum.database)
        fresh = Browser(self.app, base_url=ADDRESS, raise_server_exceptions=False)
        self.opened.append(fresh.__enter__())
        return fresh

    def window(self, who: str) -> Browser:
        """The browser of a person of the forum: "chair", "head of Borvia" …."""
        fresh = self.stranger()
        link = self.forum.act(issue_link, self.forum.persons[who], by=None)
        fresh.cookies.set("session", self.forum.act(sign_in, link))
        return fresh

    def start_silence(self, *, hours: int = 72) -> None:
        """The chair puts the text under silence."""
        self.forum.act(
            start_silence,
            self.text.id,
            due_at=self.hour.now + timedelta(hours=hours),
            due_as_typed="typed",
            by=self.forum.chair,
        )


def sit(folder: Path, hour: Hour, empty_file: Path, gathered: tuple[Forum, Rows], **laid: str) -> Iterator[Sitting]:
    """The forum in a database of its own, with a text on the table; closed when the test has ended."""
    path = folder / "sitting.sqlite3"
    shutil.copyfile(empty_file, path)
    database = Database(f"sqlite:///{path}", clock=hour)
    once_gathered, rows = gathered
    restore(database, rows)
    forum = replace(once_gathered, database=database, hour=hour)
    sitting = Sitting(forum=forum, text=lay_on_the_table(forum, **laid), hour=hour)
    yield sitting
    for window in sitting.opened:
        window.__exit__(None, None, None)
    database.close()
