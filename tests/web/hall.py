"""The forum behind the web: its text on the table, and a browser for whoever acts."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.cast import Forum
from tests.negotiation import Negotiation, begin
from tests.web.windows import Browser

from jointstatement.actions.consensus import move_to_consensus
from jointstatement.actions.drafting import reword_part
from jointstatement.actions.persons import issue_link, sign_in


@dataclass
class Hall:
    """A statement of the forum, and the people before their browsers."""

    forum: Forum
    talks: Negotiation
    open_browser: Callable[[], Browser]
    browsers: dict[str, Browser] = field(default_factory=dict)

    @property
    def at(self) -> str:
        """The statement's address."""
        return f"/statements/{self.talks.id}"

    def part(self, clause: int) -> str:
        """The address of a delegate's page of a clause."""
        return f"{self.at}/parts/{self.talks.clause(clause)}"

    def desk(self, clause: int) -> str:
        """The address of the office's page of a clause."""
        return f"{self.at}/decide/{self.talks.clause(clause)}"

    def reword(self, clause: int, wording: str) -> None:
        """The chair changes a clause of the working text."""
        part_id = self.talks.clause(clause)
        version = self.talks.version(part_id)
        self.forum.act(reword_part, self.talks.id, part_id, wording=wording, expected=version, by=self.forum.chair)

    def to_consensus(self) -> None:
        """The chair brings the text to consensus."""
        self.forum.act(move_to_consensus, self.talks.id, by=self.forum.chair)

    def browser(self, who: str) -> Browser:
        """The browser of a person who has signed in: "chair", "head of Borvia" …."""
        if who not in self.browsers:
            link = self.forum.database.write_and_wait(issue_link, self.forum.persons[who], by=None)
            secret = self.forum.database.write_and_wait(sign_in, link)
            self.browsers[who] = self.open_browser()
            self.browsers[who].cookies.set("session", secret)
        return self.browsers[who]

    def reads(self, who: str, address: str) -> str:
        """What a person reads on a page that opens."""
        shown = self.browser(who).get(address)
        assert shown.status_code == 200, shown.text
        return shown.text


def hall_of(forum: Forum, open_browser: Callable[[], Browser]) -> Hall:
    """The hall, with the zero draft of six clauses on the table."""
    talks = begin(forum)
    talks.table()
    return Hall(forum, talks, open_browser)
