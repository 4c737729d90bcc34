"""Who sits at the table, each before a browser: they open pages, read them and fill in the forms that stand there.

Everything goes over HTTP. A person types only into fields that the page shows and chooses only what it offers.
"""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx
from lxml import html
from tests.cast import Forum

from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.persons import issue_link

WHOLE = "whole"
Filled = tuple[str, list[tuple[str, str]]]
"""Where a form goes, and every field that goes with it."""


class Page:
    """An answer of the server, as its reader sees it."""

    def __init__(self, answer: httpx.Response) -> None:
        self.answer = answer
        self.status = answer.status_code
        self.tree = html.fromstring(answer.text)

    @property
    def words(self) -> str:
        """All that can be read on the page, in one line."""
        (body,) = self.tree.xpath("//body")
        return _one_line(body)

    @property
    def notes(self) -> list[str]:
        """What the page says in its notices: saved, refused, both texts of a conflict."""
        return [_one_line(each) for each in self.tree.xpath("//*[@role='alert' or @role='status'][normalize-space()]")]

    def box(self, name: str) -> str:
        """What stands in a field, the first of that name."""
        found = self.tree.xpath(f"//textarea[@name='{name}'] | //input[@name='{name}']")[0]
        return (found.text or "").removeprefix("\n") if found.tag == "textarea" else found.get("value", "")

    def changes(self, within: str = "//main") -> tuple[list[str], list[str]]:
        """The words that a redline strikes and those that it puts in."""
        return tuple([_one_line(each) for each in self.tree.xpath(f"{within}//{tag}")] for tag in ("del", "ins"))

    def address_of(self, words: str, among: str = "//a") -> str:
        """Where a link leads that is called so."""
        pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
        found = {each.get("href").split("#")[0] for each in self.tree.xpath(among) if pattern.search(_called(each))}
        assert len(found) == 1, f"{len(found)} links are called “{words}” on {self.answer.url}"
        return str(found.pop())

    def forms(self, action: str) -> list[html.FormElement]:
        """The forms that go to an address ending so."""
        return [each for each in self.tree.xpath("//form") if _path(each.action).endswith(action)]


@dataclass
class Person:
    """Somebody at the table."""

    name: str
    conference: "Conference"
    browser: httpx.Client
    link: str = ""
    known: dict[str, str] = field(default_factory=dict)
    """Addresses that were found once and stay what they are."""

    def signs_in(self) -> None:
        """Opens the personal link and presses the button."""
        done = self.presses(*self.fills(Page(self.browser.get(self.link)), self.link))
        assert done.status == 200, done.words

    @property
    def at(self) -> str:
        """The address of the statement that is talked about."""
        return self.conference.statement

    def sees(self, path: str) -> Page:
        """Opens a page, by its address below the statement's or from the root."""
        answer = self._opens(path)
        assert answer.status_code == 200, f"{self.name}, {path}: {answer.status_code} {answer.text[:2000]}"
        return Page(answer)

    def is_refused(self, path: str) -> int:
        """Opens a page that is not for this person; returns the status."""
        answer = self._opens(path)
        assert answer.status_code >= 400, f"{self.name} was let in to {path}"
        return answer.status_code

    def fills(self, page: Page, action: str, **typed: str) -> Filled:
        """Types into the form that goes to an address ending so; returns what a press would send, and where."""
        found = page.forms(action)
        assert found, f"no form to {action} on {page.answer.url}: {page.words[:3000]}"
        return _filled(found[0], typed)

    def presses(self, address: str, fields: list[tuple[str, str]], file: tuple[str, bytes] | None = None) -> Page:
        """Sends a filled form and follows where it leads."""
        data: dict[str, list[str]] = {}
        for name, value in fields:
            data.setdefault(name, []).append(value)
        answer = self.browser.post(
            address,
            data=data,
            files={"file": file} if file else None,
            headers={"origin": self.conference.address, "sec-fetch-site": "same-origin"},
        )
        return Page(answer)

    def sends(self, path: str, action: str, *, file: tuple[str, bytes] | None = None, **typed: str) -> Page:
        """Opens a page, fills in a form and sends it; it is taken."""
        page = self.presses(*self.fills(self.sees(path), action, **typed), file=file)
        assert page.status == 200, f"{self.name}, {action}: {page.status} {page.notes or page.words[:2000]}"
        return page

    def downloads(self, path: str) -> bytes:
        """Takes a file away."""
        answer = self._opens(path)
        assert answer.status_code == 200, answer.text[:2000]
        return answer.content

    def _opens(self, path: str) -> httpx.Response:
        if self.link and not self.browser.cookies:
            self.signs_in()
        return self.browser.get(path if path.startswith("/") else f"{self.at}/{path}".rstrip("/"))


class Office(Person):
    """A person of the chair's office: chair, co-chair or secretariat."""

    def brings_in(self, name: str, content: bytes, *, style: str, procedure: str) -> Page:
        """Uploads a text, looks at what was read and begins a statement with it. Returns the page that was looked at"""
        shown = self.sends("/begin", "/begin/upload", file=(name, content))
        taken = self.presses(*self.fills(shown, "/confirm", style=style, workflow=procedure))
        assert taken.status == 200, taken.words
        self.conference.statement = taken.answer.url.path
        return shown

    def tables(self, label: str) -> None:
        """Tables the working text; it is the revision of that name then."""
        self.sends("tabling", "/tabling")
        assert self.sees("").words.count(f"{label}, circulated") == 1

    def opens_a_round(self, *, until: str, read_by: str) -> None:
        """Lays the revision before the delegations until an hour, wall time of the meeting."""
        self.sends("rounds", "/rounds", due_at=until, visibility=read_by)

    def closes_the_round(self) -> None:
        """Closes it before its hour."""
        self.sends("rounds", "/rounds/close")

    def answers(self, delegation: str, on: int | str, disposition: str, reply: str = "") -> None:
        """Answers what a delegation gave, a proposal or a remark."""
        self._presses_on(self._card(delegation, on), disposition=disposition, reply=reply, deed="answer")

    def reflects(self, delegation: str, on: int, reply: str = "") -> None:
        """Takes a proposal into the text as it was made."""
        self._presses_on(self._card(delegation, on), reply=reply, deed="reflect")

    def reflects_with_changes(self, delegation: str, on: int, old: str, new: str, reply: str = "") -> None:
        """Takes a proposal into the text in other words than it was made in."""
        (link,) = self._card(delegation, on).xpath(".//a[contains(@href, 'source=')]")
        page = self.sees(link.get("href").split("#")[0])
        words = page.box("wording")
        assert old in words
        wording = words.replace(old, new)
        (form,) = page.forms("/reflect")
        self._presses_on(form, wording=wording, disposition="accepted_with_changes", reply=reply)

    def decides_on(self, clause: int | str) -> str:
        """The address of the page on which input to a clause is answered."""
        name = "The whole text" if clause == WHOLE else f"Clause {clause}"
        return self.sees("decide").address_of(name, f"//a[contains(@href, '{self.at}/decide/')][.//*[@class='vh']]")

    def _card(self, delegation: str, on: int | str) -> html.HtmlElement:
        """What a delegation gave on a clause, as it lies before the office to be answered."""
        page = self.sees(self.decides_on(on))
        (card,) = page.tree.xpath(f"//section[header/strong[normalize-space()='{delegation}']]")
        return card

    def _presses_on(self, element: html.HtmlElement, **typed: str) -> None:
        form = element if element.tag == "form" else element.find(".//form")
        done = self.presses(*_filled(form, typed))
        assert any("Saved" in note for note in done.notes), done.notes

    def desk_of(self, clause: int) -> str:
        """The address of the page on which a clause is reworded."""
        return self.sees("draft").address_of(f"on Clause {clause}", "//article[contains(@class, 'desk-part')]//a")

    def rewords(self, clause: int, old: str, new: str) -> None:
        """Changes words of the working text."""
        path = self.desk_of(clause)
        words = self.sees(path).box("wording")
        assert old in words
        self.sends(path, "/reword", wording=words.replace(old, new), closing="keep")

    def brings_it_to_consensus(self) -> None:
        """Moves the text on."""
        self.sends("steps/to_consensus", "/steps/to_consensus")

    def starts_silence(self, *, until: str) -> None:
        """Puts the revision on the table under silence."""
        self.sends("silence", "/silence", due_at=until)

    def declares_consensus(self, basis: str) -> None:
        """Declares that nobody objects."""
        self.sends("adoption/consensus", "/adoption/consensus", basis=basis)

    def adopts(self, *, place: str, on: str, **other: str) -> None:
        """Declares the text adopted that is on the page."""
        self.sends("adoption/adopt", "/adoption/adopt", place=place, adopted_on=on, **other)

    def part_id(self, clause: int) -> str:
        """The id of a clause, as the pages of adoption offer it."""
        found = self.sees("corrigenda").tree.xpath(
            f"(//select[@name='part'])[1]/option[starts-with(., 'Clause {clause} ')]"
        )
        return str(found[0].get("value"))

    def publishes(self) -> str:
        """Opens the public page; returns its address."""
        return self.sends("adoption/publish", "/adoption/publish").address_of("the public page")


class Delegation(Person):
    """The head of a delegation."""

    def part(self, on: int | str) -> str:
        """The address of the delegation's page of a clause, found beside the text."""
        if not self.known:
            for link in self.sees("parts/whole").tree.xpath("//nav[contains(@class, 'rail-own')]/a"):
                self.known[_called(link.find("span[@class='num']")) or _called(link)] = link.get("href")
            self.known[WHOLE] = f"{self.at}/parts/whole"
        return self.known[str(on)]

    def proposes(self, on: int, old: str, new: str, *, weight: str = "preferred", reason: str = "") -> Page:
        """Drafts other words for words of a clause."""
        path = self.part(on)
        words = self.sees(path).box("wording")
        assert old in words
        return self.sends(path, path, wording=words.replace(old, new), weight=weight, reason=reason, then="stay")

    def remarks(self, on: int | str, text: str, kind: str = "substantive") -> Page:
        """Drafts a comment on a clause or on the whole text."""
        path = self.part(on)
        return self.sends(path, path, comment=text, comment_class=kind, then="stay")

    def takes(self, position: str, on: int | str, reason: str = "", would_lift_if: str = "") -> Page:
        """Takes a position; in a round it is a draft until it is submitted."""
        path = self.part(on)
        return self.sends(
            path, path, position=position, position_reason=reason, would_lift_if=would_lift_if, then="stay"
        )

    def submits(self) -> None:
        """Hands everything in that it has drafted."""
        done = self.sends("input", "/input/submit")
        assert any("Your input is submitted." in note for note in done.notes), done.notes

    def acknowledges_receipt(self) -> None:
        """Tells the chair's office that the text arrived."""
        self.sends("silence", "/silence/receipt")

    def breaks_silence(self, on: int | str, *, reason: str = "") -> None:
        """Goes to the confirmation and presses once there."""
        page = self.sees("silence")
        place = WHOLE if on == WHOLE else self.part(on).rsplit("/", 1)[1]
        asked = self.presses(*self.fills(page, "/silence/confirm", place=place, reason=reason))
        assert "Nothing has been recorded yet." in asked.words
        done = self.presses(*self.fills(asked, "/silence/break"))
        assert done.status == 200, done.words

    def lifts(self, *, and_holds: str) -> None:
        """Lifts its objection by taking another position."""
        self.sends("silence", "/silence/lift", position=and_holds)

    def attaches(self, kind: str, on: int | str, text: str, **other: str) -> None:
        """Attaches a reservation or a statement."""
        place = WHOLE if on == WHOLE else self.part(on).rsplit("/", 1)[1]
        self.sends("adoption", "/adoption/reservations", kind=kind, place=place, text=text, **other)


@dataclass
class Conference:
    """The forum in session behind a real server."""

    forum: Forum
    address: str
    statement: str = ""
    """The address of the statement that is talked about, below the server's."""
    _people: dict[str, Person] = field(default_factory=dict)

    @property
    def chair(self) -> Office:
        return self._person("chair", Office)

    @property
    def co_chair(self) -> Office:
        return self._person("co-chair", Office)

    @property
    def secretariat(self) -> Office:
        return self._person("secretariat", Office)

    @property
    def observer(self) -> Person:
        return self._person("observer", Person)

    @property
    def public(self) -> Person:
        """Somebody who has no link at all."""
        return self._person("the public", Person)

    def delegation(self, name: str) -> Delegation:
        return self._person(f"head of {name}", Delegation)

    def expert(self, name: str) -> Delegation:
        """An expert of a delegation; who may do less than the head opens the same pages."""
        return self._person(f"expert of {name}", Delegation)

    def delegations(self, *names: str) -> list[Delegation]:
        return [self.delegation(name) for name in names]

    def time_passes(self, **time: float) -> None:
        """Lets the clock go on; what is due then is done, as the server does it every two seconds.

        After twelve hours everybody has to sign in again, by the same link.
        """
        self.forum.hour.pass_by(timedelta(**time))
        self.forum.database.write_and_wait(close_what_is_due)
        for person in self._people.values():
            person.browser.cookies.clear()

    def goes_home(self) -> None:
        """Closes all browsers."""
        for person in self._people.values():
            person.browser.close()

    def _person(self, who: str, kind: type[Any]) -> Any:
        if who not in self._people:
            # Nothing is encrypted here; to read the system's certificates takes longer than most pages do.
            spoken = {"verify": False, "timeout": 60, "trust_env": False}
            browser = httpx.Client(base_url=self.address, follow_redirects=True, **spoken)
            person = kind(name=who, conference=self, browser=browser)
            self._people[who] = person
            if who in self.forum.persons:
                secret = self.forum.database.write_and_wait(issue_link, self.forum.persons[who], by=None)
                person.link = f"/sign-in/{secret}"
        return self._people[who]


def _filled(form: html.FormElement, typed: dict[str, str]) -> Filled:
    offered = _offered(form)
    fields = [(name, value) for name, value in _standing(form) if name not in typed]
    for name, value in typed.items():
        assert name in offered, f"the form to {form.action} has no field {name}, only {sorted(offered)}"
        choices = offered[name]
        assert not choices or value in choices, f"{name} offers {sorted(choices)}, not {value}"
        fields.append((name, value))
    return _path(form.action), fields


def _one_line(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _called(link: html.HtmlElement) -> str:
    return " ".join(" ".join(link.itertext()).split())


def _path(action: str | None) -> str:
    return (action or "").split("#")[0]


def _standing(form: html.FormElement) -> list[tuple[str, str]]:
    """What a browser sends of a form that nobody has touched, without its buttons."""
    # A browser leaves out the line break that follows the tag of a text box.
    boxes = {each.name for each in form.xpath(".//textarea")}
    return [(name, value.removeprefix("\n") if name in boxes else value) for name, value in form.form_values()]


def _offered(form: html.FormElement) -> dict[str, set[str]]:
    """The fields that a person can see, with the choices of those that have choices."""
    offered: dict[str, set[str]] = {}
    for each in form.xpath(".//input[@name][not(@type='hidden')] | .//textarea[@name] | .//select[@name]"):
        choices = offered.setdefault(each.get("name"), set())
        if each.tag == "select":
            choices.update(option.get("value") for option in each.xpath(".//option"))
        elif each.get("type") in {"radio", "checkbox"}:
            choices.add(each.get("value"))
    for each in form.xpath(".//button[@name]"):
        offered.setdefault(each.get("name"), set()).add(each.get("value"))
    return offered
