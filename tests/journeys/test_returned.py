"""A head of delegation works on the text in Word: takes it along, edits it, brings it back, hands in what is kept."""

from tests.edited_file import EditedFile
from tests.journeys.people import Conference, Page
from tests.journeys.texts import own_text

from jointstatement.documents.word.read import read_docx
from jointstatement.documents.word.view import View
from jointstatement.models import Amendment, ReturnedUpload, RevisionPart, WorkingPart
from jointstatement.terms import AmendmentKind, PartKind


def test_file_that_was_edited_in_word_becomes_the_input_of_its_delegation(conference: Conference) -> None:
    chair, borvia, istara = conference.chair, conference.delegation("Borvia"), conference.delegation("Istara")
    text = own_text()
    conference.secretariat.brings_in(text.name, text.content, style="o-we", procedure="consensus")
    chair.tables("Zero draft")
    chair.opens_a_round(until="2026-05-06T18:00", read_by="blind")

    # Borvia takes the file along and edits it: once with tracked changes, once without, with a comment, a clause gone.
    page = borvia.sees(borvia.sees("input").address_of("Work in Word and bring the file back"))
    taken = EditedFile(borvia.downloads(page.address_of("Zero draft as a Word file")), author="B. Novak")
    file = taken.rewords("keep it up to date", "keep it open to all").retypes("without delay", "within the hour")
    file.deletes("Mindful of the low water").remarks("support training", "Who would pay?")
    shown = borvia.sends("returned", "/returned", file=("borvia.docx", file.data))

    # Everything is shown, and nothing is kept yet.
    assert shown.changes() == (["up to date", "without delay", text.clause(7)], ["open to all", "within the hour"])
    for words in ("Clause 5: other words", "Clause 6: other words", "Changed outside tracked changes"):
        assert words in shown.words
    for words in ("Clause 7: deleted", "Comment on Clause 8", "Who would pay?", "The file says: B. Novak"):
        assert words in shown.words
    assert _drafts(borvia.sees("input")) == 0

    # Borvia makes one of them essential, gives a reason, and keeps all.
    kept = borvia.presses(*borvia.fills(shown, "/confirm", weight_1="essential", reason_1="It would be clearer."))
    assert (kept.status, kept.answer.url.path) == (200, f"{conference.statement}/input")
    assert _drafts(kept) == 4
    assert conference.forum.rows(ReturnedUpload) == []
    for words in ("open to all", "within the hour", "Who would pay?", "Essential"):
        assert words in kept.words

    assert {row.kind for row in conference.forum.rows(Amendment)} == {AmendmentKind.REPLACE, AmendmentKind.DELETE}

    # Nobody else reads a word before the hour; afterwards all of it stands in Borvia's name, and no other name does.
    borvia.submits()
    for person in (chair, istara):
        assert "open to all" not in person.sees("").words
    conference.time_passes(days=3)
    words = chair.sees("").words
    assert "open to all" in words
    assert "Borvia" in words
    for person in (chair, istara):
        assert "Novak" not in "".join(person.sees(each).words for each in ("", "record", "positions"))


NEW = "We invite the schools of the basin to watch the water with us"


def test_new_moved_and_split_clauses_of_a_file_go_into_the_text_and_a_comment_follows_its_words(
    conference: Conference,
) -> None:
    chair, borvia, istara = conference.chair, conference.delegation("Borvia"), conference.delegation("Istara")
    text = own_text()
    conference.secretariat.brings_in(text.name, text.content, style="o-we", procedure="consensus")
    chair.tables("Zero draft")
    chair.opens_a_round(until="2026-05-06T18:00", read_by="blind")

    (eighth,) = (row.id for row in conference.forum.rows(WorkingPart) if row.wording == text.clause(8))

    # In Borvia's file a clause is new, one stands elsewhere, one is cut in two, and a comment hangs on some words.
    page = borvia.sees(borvia.sees("input").address_of("Work in Word and bring the file back"))
    file = EditedFile(borvia.downloads(page.address_of("Zero draft as a Word file")), author="B. Novak")
    file.adds_after("We congratulate Fenland", NEW).moves("We commit to warn", after="We invite the development")
    file.splits("and that no member").remarks("support training", "Who would pay?")
    shown = borvia.sends("returned", "/returned", file=("borvia.docx", file.data))
    for words in ("New paragraph after Clause 2", "Clause 6: moved", "Clause 3: divided", "On these words"):
        assert words in shown.words
    kept = borvia.presses(*borvia.fills(shown, "/confirm"))
    assert (kept.status, kept.answer.url.path) == (200, f"{conference.statement}/input")
    assert sorted(row.kind for row in conference.forum.rows(Amendment)) == ["add_after", "move", "split"]
    borvia.submits()
    for person, path in ((istara, f"parts/{eighth}"), (chair, "")):
        seen = person.sees(path)
        assert ("Who would pay?" in seen.words, seen.tree.xpath("//mark[@class='about']")) == (False, [])
    conference.time_passes(days=3)

    # All of it stands as tracked changes in the rolling text: accepted it is carried out, rejected it never was.
    rolling = chair.downloads("rolling")
    accepted, rejected = (_words(rolling, view) for view in (View.ACCEPTED, View.REJECTED))
    assert rejected == [part.wording for part in text.parts if part.kind is PartKind.OPERATIVE]
    assert [words.rstrip(", ") for words in accepted[2:5]] == [NEW, *text.clause(3).split(", ", 1)]
    assert accepted.index(text.clause(6)) == accepted.index(text.clause(8)) + 1

    # The words of the comment are marked for everybody; the text changes round them, and it keeps to them.
    for person in (istara, borvia):
        about = person.sees(f"parts/{eighth}").tree.xpath("//mark[@class='about']/text()")
        assert about == ["support training"]
    assert "support training" in "".join(chair.sees("").tree.xpath("//mark[@class='about']//text()"))
    chair.presses(*chair.fills(chair.sees("compose"), "/compose"))
    chair.rewords(8, "development partners", "friends")
    chair.tables("Rev.1")
    after = text.clause(8).replace("development partners", "friends")
    tabled = conference.forum.rows(RevisionPart)
    assert {row.wording for row in tabled if row.wording in {NEW, after}} == {NEW, after}
    page = chair.sees(f"decide/{eighth}")
    assert "On support training" in page.words.replace("“", "").replace("”", "")


def _words(file: bytes, view: View) -> list[str]:
    """The clauses of a Word file."""
    parts = read_docx(file, view=view).document.parts
    return [part.wording for part in parts if part.kind is PartKind.OPERATIVE]


def _drafts(page: Page) -> int:
    """How many drafts of comments and amendments stand on the page of the own input."""
    return len(page.tree.xpath("//div[contains(@class, 'card--edge')]//span[@class='new'][.='Draft']"))
