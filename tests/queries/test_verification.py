"""Where a file differs from what was adopted, in words."""

from dataclasses import replace
from datetime import date

import pytest
from tests.cast import Forum
from tests.on_the_table import Text, lay_on_the_table

from jointstatement.actions.adopting import adopt
from jointstatement.actions.consensus import declare_consensus
from jointstatement.actions.publishing import publish
from jointstatement.queries.adopted import adopted_document
from jointstatement.queries.verification import (
    Difference,
    Finding,
    OtherLine,
    Paper,
    Verdict,
    verdict_on,
    verdict_on_plain_text,
)
from jointstatement.terms import ConsensusBasis, PartKind
from jointstatement.text.compare import Change, Segment, compare
from jointstatement.text.document import Document, LeftOut, Part, Shown


@pytest.fixture
def text(forum: Forum) -> Text:
    text = lay_on_the_table(forum)
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    forum.act(
        adopt,
        text.id,
        place="Port Alder",
        adopted_on=date(2026, 6, 19),
        fingerprint_seen=text.fingerprint,
        by=forum.chair,
    )
    return text


def adopted(forum: Forum, text: Text) -> Document:
    with forum.database.reading() as session:
        return adopted_document(session, forum.chair, text.id)


def but(document: Document, place: int, wording: str) -> Document:
    """The document with one part in other words."""
    parts = list(document.parts)
    parts[place] = replace(parts[place], wording=wording)
    return replace(document, parts=tuple(parts))


def test_difference_says_in_words_where_it_is(forum: Forum, text: Text) -> None:
    changed = but(but(adopted(forum, text), 0, "A Statement"), 3, "We will meet again next autumn")

    with forum.database.reading() as session:
        verdict = verdict_on(session, changed, digest="")

    assert (verdict.finding, verdict.differences) == (
        Finding.OTHER_TEXT,
        (
            Difference(
                PartKind.TITLE,
                "",
                "Joint Statement on the Shared River",
                "A Statement",
                compare("Joint Statement on the Shared River", "A Statement"),
            ),
            Difference(
                PartKind.OPERATIVE,
                "3",
                "We will meet again next spring",
                "We will meet again next autumn",
                (
                    Segment(Change.SAME, "We will meet again next "),
                    Segment(Change.DELETED, "spring"),
                    Segment(Change.INSERTED, "autumn"),
                ),
            ),
        ),
    )
    assert [difference.place for difference in verdict.differences] == ["the title", "clause 3"]


TRUE = Shown(("Forum", "A title", "1.\tWe go", "Adopted"), (LeftOut("Page {PAGE}", "Words at the foot."),))


def judged(forum: Forum, document: Document, shown: Shown) -> Verdict:
    with forum.database.reading() as session:
        return verdict_on(session, document, digest="", paper=Paper(shown, lambda *_: TRUE))


def test_paper_that_is_as_a_true_copy_is_the_adopted_text(forum: Forum, text: Text) -> None:
    assert judged(forum, adopted(forum, text), TRUE).finding is Finding.SAME_TEXT


def test_line_round_the_text_that_differs_makes_no_true_copy(forum: Forum, text: Text) -> None:
    verdict = judged(forum, adopted(forum, text), Shown(("Forum", "A title", "1.\tWe go", "Void", "Now"), TRUE.beside))

    assert (verdict.finding, verdict.differences) == (Finding.OTHER_FILE, ())
    assert verdict.lines == (OtherLine("Adopted", "Void"), OtherLine("", "Now"))


def test_what_a_true_copy_has_not_beside_its_lines_is_named(forum: Forum, text: Text) -> None:
    hidden = LeftOut("not", "Hidden text.")
    verdict = judged(forum, adopted(forum, text), Shown(TRUE.lines, (*TRUE.beside, hidden)))

    assert (verdict.finding, verdict.lines, verdict.beside) == (Finding.OTHER_FILE, (), (hidden,))


def test_line_of_a_part_that_differs_is_told_once(forum: Forum, text: Text) -> None:
    changed = but(adopted(forum, text), 3, "We will meet again next autumn")
    lines = (*TRUE.lines[:3], "2.\tWe will meet again next autumn", "Done")

    verdict = judged(forum, changed, Shown(lines, TRUE.beside))

    assert (verdict.finding, len(verdict.differences)) == (Finding.OTHER_TEXT, 1)
    assert verdict.lines == (OtherLine("Adopted", "2.\tWe will meet again next autumn"), OtherLine("", "Done"))


def test_fingerprint_that_the_file_names_is_a_hint_only(forum: Forum, text: Text) -> None:
    true = adopted(forum, text)
    changed = but(true, 3, "We will meet again next autumn")

    with forum.database.reading() as session:
        verdicts = [
            verdict_on(session, document, digest="")
            for document in (true, replace(true, fingerprint="0" * 64), changed, replace(changed, fingerprint=""))
        ]

    assert [(verdict.finding, verdict.claims_another) for verdict in verdicts] == [
        (Finding.SAME_TEXT, False),
        (Finding.SAME_TEXT, False),
        (Finding.OTHER_TEXT, True),
        (Finding.OTHER_TEXT, False),
    ]


def test_copy_is_compared_with_the_published_file_or_else_with_the_record(forum: Forum, text: Text) -> None:
    asked: list[tuple[bytes | None, Document]] = []

    def true_copy(published: bytes | None, document: Document) -> Shown:
        asked.append((published, document))
        return TRUE

    def ask() -> None:
        with forum.database.reading() as session:
            verdict_on(session, adopted(forum, text), digest="", paper=Paper(TRUE, true_copy))

    ask()
    forum.act(publish, text.id, content=b"the published file", by=forum.chair)
    ask()

    assert asked == [(None, adopted(forum, text)), (b"the published file", adopted(forum, text))]


def test_plain_text_is_judged_by_its_words_without_what_is_printed_around_them(forum: Forum, text: Text) -> None:
    title, *clauses = adopted(forum, text).parts
    around = (Part(PartKind.TITLE, "Riverine Cooperation Forum"), Part(PartKind.SUBTITLE, title.wording))
    printed = tuple(replace(clause, wording=f"*{clause.wording}*;", id="") for clause in clauses)
    close = Part(PartKind.CLOSING, "Adopted in Port Alder on 19 June 2026")
    one_more = Part(PartKind.OPERATIVE, "We agree to everything else")

    with forum.database.reading() as session:
        findings = [
            verdict_on_plain_text(session, Document(parts)).finding
            for parts in (
                (*around, *printed, close),
                (*around, *printed[:2], close),
                (*around, *printed, one_more, close),
                (around[0], *printed, close),
            )
        ]

    assert findings == [Finding.SAME_WORDS, Finding.UNKNOWN, Finding.UNKNOWN, Finding.UNKNOWN]
