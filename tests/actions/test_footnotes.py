"""A delegation puts a footnote to the text: offered before adoption, its own, and printed at its place."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.cast import Forum, refused
from tests.on_the_table import CLAUSES, Text, lay_on_the_table, reword, table_again

from jointstatement.actions.adopting import adopt
from jointstatement.actions.attaching import change_reservation, join_reservation, reserve, withdraw_reservation
from jointstatement.actions.consensus import declare_consensus
from jointstatement.actions.publishing import publish
from jointstatement.errors import BadInput, FootnotesStand, NotFound, PrintedAlready, StatementsStand
from jointstatement.models import Publication, Reservation
from jointstatement.queries.adopted import adopted_document, as_published, document_of_publication
from jointstatement.queries.adoption import adoption_page
from jointstatement.queries.certificate import certificate
from jointstatement.queries.verification import Finding, verdict_on, verdict_on_plain_text
from jointstatement.terms import ConsensusBasis, PublicationExtent, ReservationKind
from jointstatement.text.document import Document
from jointstatement.text.fingerprint import fingerprint


@pytest.fixture
def text(forum: Forum) -> Text:
    """A text that names Borvia, on which consensus is declared."""
    text = lay_on_the_table(forum)
    reword(forum, text.clauses[1], "We ask Borvia to publish the readings")
    table_again(forum, text)
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    return text


def put(forum: Forum, text: Text, part_id: str | None, words: str, delegation: str = "Borvia", **other: Any) -> str:
    return str(forum.act(reserve, text.id, **asked(forum, part_id, words, delegation), **other))


def asked(forum: Forum, part_id: str | None, words: str = "Borvia adds.", delegation: str = "Borvia") -> dict[str, Any]:
    return {
        "kind": ReservationKind.FOOTNOTE,
        "part_ids": () if part_id is None else (part_id,),
        "text": words,
        "by": forum.head(delegation),
    }


def adopt_it(forum: Forum, text: Text) -> None:
    given = {"place": "Port Alder", "adopted_on": date(2026, 6, 19), "fingerprint_seen": text.fingerprint}
    forum.act(adopt, text.id, **given, by=forum.chair)


def printed(forum: Forum, text: Text) -> Document:
    with forum.database.reading() as session:
        return adopted_document(session, forum.chair, text.id)


def wordings(document: Document) -> list[str]:
    """The words without the keys, which are random."""
    keys = {part.key: f"[^{n}]" for n, part in enumerate((part for part in document.parts if part.key), start=1)}
    found = []
    for part in document.parts[1:]:
        wording = part.wording
        for key, number in keys.items():
            wording = wording.replace(f"[^{key}]", number)
        found.append(wording)
    return found


def test_footnotes_are_printed_in_the_adopted_text_and_the_adopted_words_stay(forum: Forum, text: Text) -> None:
    on_clause = put(forum, text, text.clauses[0], "In dry years weekly.", together_with=[forum.delegations["Istara"]])
    forum.hour.pass_by(timedelta(minutes=1))
    put(forum, text, None, "Through its Hydrological Office.")
    forum.act(join_reservation, text.id, on_clause, by=forum.head("Istara"))
    forum.act(reserve, text.id, **asked(forum, None, "Kelmora regrets the hour.", "Kelmora") | {
        "kind": ReservationKind.EXPLANATION
    })  # fmt: skip
    assert forum.last_entry(text.own("Borvia")).kind == "footnote_offered"
    adopt_it(forum, text)

    document = printed(forum, text)
    with forum.database.reading() as session:
        page = adoption_page(session, forum.chair, text.id, now=forum.hour.now)
        told = certificate(session, forum.head("Istara"), text.id)
    assert wordings(document) == [
        CLAUSES[0] + "[^1]",
        "We ask Borvia[^2] to publish the readings",
        CLAUSES[2],
        "Borvia and Istara: In dry years weekly.",
        "Borvia: Through its Hydrological Office.",
    ]
    assert [each.heading for each in document.attachments] == [
        "Attachment 1 to the statement: Explanation of position by Kelmora"
    ]
    assert document.fingerprint == fingerprint(document.parts) != text.fingerprint
    assert (page.adopted and page.adopted.fingerprint, told.fingerprint) == (text.fingerprint, text.fingerprint)
    assert told.attached == (
        "Footnote by Borvia and Istara on clause 1",
        "Footnote by Borvia on its name",
        "Attachment 1 to the statement: Explanation of position by Kelmora",
    )


def test_footnote_stands_at_one_place_that_is_there_and_comes_before_adoption(forum: Forum, text: Text) -> None:
    refused(forum, BadInput, reserve, text.id, **asked(forum, None, delegation="Istara"))
    refused(forum, NotFound, reserve, text.id, **asked(forum, "0" * 32))
    several = asked(forum, None) | {"part_ids": text.clauses[:2]}
    refused(forum, BadInput, reserve, text.id, **several)
    adopt_it(forum, text)

    refused(forum, FootnotesStand, reserve, text.id, **asked(forum, text.clauses[0]))


def test_only_its_author_changes_a_footnote_and_takes_it_back_until_the_hour_or_the_print(
    forum: Forum, text: Text
) -> None:
    first, second = (put(forum, text, clause, "Borvia adds.") for clause in text.clauses[:2])
    adopt_it(forum, text)
    named = {"text": "Borvia adds no more.", "expected": forum.rows(Reservation, id=first)[0].version}
    refused(forum, NotFound, change_reservation, text.id, first, **named, by=forum.head("Istara"))

    forum.hour.pass_by(timedelta(minutes=5))
    forum.act(change_reservation, text.id, first, **named, by=forum.head("Borvia"))
    forum.act(withdraw_reservation, text.id, second, by=forum.head("Borvia"))

    assert forum.last_entry(text.circulated).kind == "footnote_withdrawn"
    assert wordings(printed(forum, text))[-1] == "Borvia: Borvia adds no more."
    assert len(printed(forum, text).parts) == 5
    forum.act(publish, text.id, content=b"the file", by=forum.secretariat)
    refused(forum, PrintedAlready, withdraw_reservation, text.id, first, by=forum.head("Borvia"))
    forum.hour.pass_by(timedelta(hours=3))
    refused(forum, StatementsStand, withdraw_reservation, text.id, first, by=forum.head("Borvia"))


def test_copy_with_the_footnotes_is_the_adopted_text_and_a_copy_with_others_is_not(forum: Forum, text: Text) -> None:
    put(forum, text, text.clauses[0], "In dry years weekly.")
    adopt_it(forum, text)
    true = printed(forum, text)
    *others, note = true.parts
    false = (*others, type(note)(note.kind, "Borvia: Never.", ending=note.ending, key=note.key))

    def verdicts() -> list[Finding]:
        with forum.database.reading() as session:
            copies = [Document(true.parts, statement_id=text.id), Document(false, statement_id=text.id)]
            found = [verdict_on(session, each, digest="").finding for each in copies]
            return [*found, *(verdict_on_plain_text(session, each).finding for each in copies)]

    right = [Finding.SAME_TEXT, Finding.OTHER_TEXT, Finding.SAME_WORDS, Finding.UNKNOWN]
    assert verdicts() == right
    forum.act(publish, text.id, content=b"the file", by=forum.secretariat)
    assert verdicts() == right


@pytest.mark.parametrize(
    ("extent", "out", "words"),
    [
        (PublicationExtent.WITHOUT_ATTACHMENTS, None, "Borvia: In dry years weekly."),
        (PublicationExtent.IN_PART, 1, "Borvia: In dry years weekly."),
        (PublicationExtent.IN_PART, 0, "We will meet again next spring"),
    ],
)
def test_footnote_is_public_with_its_clause(
    forum: Forum, text: Text, extent: PublicationExtent, out: int | None, words: str
) -> None:
    put(forum, text, text.clauses[0], "In dry years weekly.")
    adopt_it(forum, text)
    left_out = () if out is None else (text.clauses[out],)
    forum.act(publish, text.id, content=b"the file", extent=extent, left_out=left_out, by=forum.secretariat)

    [row] = forum.rows(Publication)
    with forum.database.reading() as session:
        public = document_of_publication(session, row)
    assert public == as_published(printed(forum, text), extent=extent, left_out=left_out)
    assert (public.fingerprint, wordings(public)[-1]) == (row.fingerprint, words)
