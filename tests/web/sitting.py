"""The forum in session: a text on the table, and a browser for everybody who sits there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from tests.cast import Forum
from tests.on_the_table import Text
from tests.web.windows import Browser

from jointstatement.actions.silence import start_silence


@dataclass
class Sitting:
    """A statement of the forum before everybody's eyes."""

    forum: Forum
    text: Text
    stranger: Callable[[], Browser]
    """Opens a browser that nobody has signed in with."""
    come_in: Callable[[str], Browser]

    @property
    def address(self) -> str:
        """The statement's own address."""
        return f"/statements/{self.text.id}"

    def window(self, who: str) -> Browser:
        """The browser of a person of the forum: "chair", "head of Borvia" …."""
        return self.come_in(self.forum.persons[who])

    def start_silence(self, *, hours: int = 72) -> None:
        """The chair puts the text under silence."""
        self.forum.act(
            start_silence,
            self.text.id,
            due_at=self.forum.hour.now + timedelta(hours=hours),
            due_as_typed="typed",
            by=self.forum.chair,
        )
