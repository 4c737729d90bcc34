"""A clause comes in between and one goes: everybody means the same by "4" until the chair numbers anew."""

import io
import zipfile

from lxml import etree
from tests.journeys.people import Conference, Filled, Office, Person
from tests.journeys.texts import own_text

from jointstatement.documents.files import read_file
from jointstatement.documents.word.elements import NAMESPACE
from jointstatement.documents.word.numbering import ListLabels

NEW = "We ask the gauge keepers of both banks to write their readings in one book"
LATER = "We thank them for it"


def test_clauses_keep_their_numbers_until_the_chair_numbers_anew(conference: Conference) -> None:
    chair, secretariat = conference.chair, conference.secretariat
    aldmark, borvia = conference.delegations("Aldmark", "Borvia")
    text = own_text()
    secretariat.brings_in(text.name, text.content, style="o-we", procedure="consensus")
    assert "Number anew" not in chair.sees("draft").words
    chair.tables("Zero draft")

    # A clause after 3, and 6 goes: the others keep their numbers, and nobody sees it before it is tabled.
    _puts_in(secretariat, 3, NEW)
    _takes_out(secretariat, 6)
    numbers = ["1", "2", "3", "3bis", "4", "5", "7", "8", "9"]
    assert _numbers(chair, "draft") == numbers
    assert NEW not in aldmark.sees("").words
    assert aldmark.is_refused("draft/numbers") == 403
    chair.tables("Rev.1")
    assert _numbers(aldmark, "") == numbers
    assert _in_word(borvia.downloads("files/docx")) == [f"{number}\xa0Ø" for number in numbers]
    assert "3bis\xa0Ø" in borvia.downloads("files/txt").decode()

    # Who comments on it is cited by it, in every list and table.
    chair.opens_a_round(until="2026-05-06T18:00", read_by="blind")
    aldmark.remarks("3bis", "Who buys the book?")
    aldmark.remarks(7, "Is this the same seven as before?")
    aldmark.submits()
    shown = chair.sees("draft/numbers")
    assert "A round is open" in shown.words, shown.words
    assert not shown.forms("/draft/numbers")
    conference.time_passes(days=3)
    assert "C-3bis.1" in chair.sees(chair.decides_on("3bis")).words
    assert "C-3bis.1" in borvia.sees(borvia.part("3bis")).words
    for on in ("3bis", "7"):
        chair.answers("Aldmark", on, "noted", "Thank you.")

    # The secretariat does not number anew; the chair does, sees what it does, and does it once.
    assert "Number anew" not in secretariat.sees("draft").words
    at = f"{chair.at}/draft/numbers"
    assert secretariat.presses(*_as_shown(chair, at)).status == 403
    _puts_in(secretariat, "3bis", LATER)
    assert _numbers(chair, "draft")[3:5] == ["3bis", "3ter"]
    assert chair.sees("draft/numbers").changes() == (
        ["3bis", "3ter", "4", "5", "7", "8", "9"],
        ["4", "5", "6", "7", "8", "9", "10"],
    )
    pressed, again = _as_shown(chair, at), _as_shown(chair, at)
    assert chair.presses(*pressed).status == 200
    assert chair.presses(*again).status == 409
    assert _numbers(chair, "draft") == [str(number) for number in range(1, 11)]
    assert _numbers(aldmark, "") == numbers
    assert "The clauses were numbered anew." in chair.sees("record").words
    assert "numbered anew" not in aldmark.sees("record").words
    chair.tables("Rev.2")
    assert "Rev.2 was tabled, numbered anew: 6 of its clauses have another number." in aldmark.sees("record").words
    assert "It was 3bis" in aldmark.sees("compare?old=1&new=2").words

    # One more comes in; adopted, it is numbered through, and its page says what it was called.
    _puts_in(chair, 4, "We will say so again next year")
    chair.tables("Rev.3")
    assert _numbers(borvia, "")[4] == "4bis"
    borvia.known.clear()
    chair.opens_a_round(until="2026-05-12T18:00", read_by="open")
    chair.closes_the_round()
    chair.brings_it_to_consensus()
    chair.declares_consensus("found_in_the_room")
    borvia.attaches("reservation", "4bis", "Borvia has said it once.")
    chair.adopts(place="Port Alder", on="2026-06-19")
    page = borvia.sees("")
    assert _numbers(borvia, "") == [str(number) for number in range(1, 12)]
    assert "It was 4bis" in page.words
    adopted = read_file(borvia.downloads("files/docx"), "adopted.docx").document
    assert [each.heading for each in adopted.attachments] == [
        "Attachment 1 to the statement: Reservation by Borvia on clause 5"
    ]


def _numbers(person: Person, page: str) -> list[str]:
    """What the clauses on a page are cited by."""
    found = person.sees(page).tree.xpath("//article[starts-with(@aria-label, 'Clause ')]/@aria-label")
    return [str(each).removeprefix("Clause ") for each in found]


def _as_shown(person: Person, at: str) -> Filled:
    """What the only button of a page would send."""
    return person.fills(person.sees(at), at)


def _puts_in(person: Office, after: int | str, wording: str) -> None:
    """Inserts a clause after another."""
    part_id = person.desk_of(after).rsplit("/", 1)[1]
    page = person.sees("draft")
    (form,) = [each for each in page.forms("/draft/insert") if each.fields["after"] == part_id][:1]
    fields = [(name, value) for name, value in form.form_values() if name not in ("kind", "wording")]
    done = person.presses(str(form.action), [*fields, ("kind", "operative"), ("wording", wording)])
    assert done.status == 200, done.words


def _takes_out(person: Office, clause: int | str) -> None:
    person.sends(person.desk_of(clause), "/remove")


def _in_word(file: bytes) -> list[str]:
    """The markers of the clauses, as Word's lists show them."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        text, numbering, styles = (
            etree.fromstring(archive.read(f"word/{name}.xml")) for name in ("document", "numbering", "styles")
        )
    labels = ListLabels(numbering, styles)
    shown = [(paragraph, labels.label_of(paragraph)) for paragraph in text.iter(f"{{{NAMESPACE}}}p")]
    return [
        label.text for paragraph, label in shown if label is not None and b"JSOperative" in etree.tostring(paragraph)
    ]
