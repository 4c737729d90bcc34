"""Where a file differs from what was adopted, in words."""

from dataclasses import replace
from datetime import date

import pytest
from tests.cast import Forum
from tests.on_the_table import Text, lay_on_the_table

from jointstatement.actions.adopting import adopt
from jointstatement.actions.consensus import declare_consensus
from jointstatement.queries.adopted import adopted_document
from jointstatement.queries.verification import Difference, Finding, verdict_on, verdict_on_plain_text
from jointstatement.terms import ConsensusBasis, PartKind
from jointstatement.text.document import Document, Part


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
            Difference(PartKind.TITLE, "", "Joint Statement on the Shared River", "A Statement"),
            Difference(PartKind.OPERATIVE, "3", "We will meet again next spring", "We will meet again next autumn"),
        ),
    )
    assert [difference.place for difference in verdict.differences] == ["the title", "clause 3"]


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
