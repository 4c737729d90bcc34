"""A clause cites others by their numbers; clauses come and go, and each still means the one that it meant."""

from tests.journeys.people import Conference, Person
from tests.journeys.test_labels import _as_shown, _puts_in, _takes_out
from tests.journeys.texts import own_text

CITES = "We will look again at clauses 4 and 6, and at what clause 2 says"


def test_references_are_links_and_are_brought_up_to_date_before_the_text_is_adopted(conference: Conference) -> None:
    chair, secretariat = conference.chair, conference.secretariat
    (aldmark,) = conference.delegations("Aldmark")
    text = own_text()
    secretariat.brings_in(text.name, text.content, style="o-we", procedure="consensus")
    _puts_in(secretariat, 9, CITES)
    chair.tables("Zero draft")
    zero = _cited(aldmark, "")
    assert [number for number, _ in zero] == ["4", "6", "2"]
    assert [target for _, target in zero] == [_anchor(aldmark, label) for label in ("4", "6", "2")]
    assert "3 references are right" in chair.sees("draft/references").words

    # One comes in and one goes. Numbers are held, so that nothing is behind; the clause that went is told.
    _puts_in(chair, 3, "We thank the keepers of the gauges")
    _takes_out(chair, 6)
    shown = chair.sees("draft/references")
    assert "Lost its clause" in shown.words
    assert "It was taken out." in shown.words
    assert not shown.forms("/draft/references")
    assert "References without a clause: 10 (6 → ?)." in chair.sees("draft").words
    assert aldmark.is_refused("draft/references") == 403

    # What an adopted text would say is told before it is decided on: it is numbered through.
    chair.tables("Rev.1")
    warned = "references in it would be wrong: 10 (4 → 5), 10 (6 → ?)"
    assert warned in chair.sees("adoption").words
    assert "would be wrong" not in aldmark.sees("adoption").words
    assert "would be wrong" in chair.sees("").words

    # The lost one means another clause now, by the chair's hand; numbered anew the others are behind, and are updated.
    spot = next(
        str(each.get("value"))
        for each in chair.sees("draft/references").tree.xpath("//select[@name='spot']/option")
        if "“6”" in each.text
    )
    seven = _anchor(chair, "7")
    done = chair.sends("draft/references", "/references/meaning", spot=spot, meant=seven.removeprefix("#p-"))
    assert "Said by hand." in done.words
    assert "“6” means clause 7." in chair.sees("record").words
    assert chair.presses(*_as_shown(chair, f"{chair.at}/draft/numbers")).status == 200
    behind = chair.sees("draft/references")
    assert "2 references to look at" in behind.words
    pressed, again = (chair.fills(chair.sees("draft/references"), "/draft/references") for _ in range(2))
    assert "3 references are right" in chair.presses(*pressed).words
    assert chair.presses(*again).status == 409
    assert "clauses 5 and 7, and at what clause 2" in chair.sees("draft").words
    assert "brought up to date" not in aldmark.sees("record").words

    # Tabled, the change is on the redline, and nothing is told as wrong any more; the adopted text links as well.
    chair.tables("Rev.2")
    assert chair.sees("compare?old=1&new=2").changes() == (["4 and 6"], ["5 and 7"])
    assert [number for number, _ in _cited(aldmark, "compare?old=1&new=2")] == ["5", "7", "2"]
    chair.opens_a_round(until="2026-05-12T18:00", read_by="open")
    chair.closes_the_round()
    chair.brings_it_to_consensus()
    assert "would be wrong" not in chair.sees("adoption").words
    chair.declares_consensus("found_in_the_room")
    chair.adopts(place="Port Alder", on="2026-06-19")
    adopted = _cited(aldmark, "")
    assert adopted == [("5", zero[0][1]), ("7", seven), ("2", zero[2][1])]
    assert [target for _, target in adopted] == [_anchor(aldmark, label) for label in ("5", "7", "2")]


def _cited(person: Person, page: str) -> list[tuple[str, str]]:
    """The references on a page, and where they lead."""
    links = person.sees(page).tree.xpath("//a[@class='cites']")
    return [(str(link.text_content()), str(link.get("href"))) for link in links]


def _anchor(person: Person, label: str) -> str:
    """Where a clause stands on the page of the statement."""
    (found,) = person.sees("").tree.xpath(f"//article[@aria-label='Clause {label}']/div/@id")
    return f"#{found}"
