"""The adopted text is published, as a decision of its own: how much of it, and from when."""

from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import pytest
from tests.cast import Forum, refused, said_in
from tests.on_the_table import Text, lay_on_the_table

from jointstatement.access.statements import acts_circulated
from jointstatement.actions.adopting import adopt
from jointstatement.actions.consensus import declare_consensus
from jointstatement.actions.publishing import publish, withhold
from jointstatement.errors import (
    AlreadyPublished,
    BadInput,
    ChangedMeanwhile,
    NotAllowedNow,
    NotFound,
    NotYours,
    StillMissing,
)
from jointstatement.models import Publication, PublicationOmission, Statement, Withholding
from jointstatement.queries.dashboard import dashboard
from jointstatement.terms import ConsensusBasis, PublicationExtent


@pytest.fixture
def text(forum: Forum) -> Text:
    """An adopted text."""
    text = lay_on_the_table(forum)
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    how = {"place": "Port Alder", "adopted_on": date(2026, 6, 19), "fingerprint_seen": text.fingerprint}
    forum.act(adopt, text.id, **how, by=forum.chair)
    return text


def test_publication_keeps_the_bytes_with_their_digest(forum: Forum, text: Text) -> None:
    address = forum.act(publish, text.id, content=b"PK the file", by=forum.secretariat)

    [publication] = forum.rows(Publication)
    assert (publication.address, publication.content, publication.file_digest, publication.fingerprint) == (
        address,
        b"PK the file",
        sha256(b"PK the file").hexdigest(),
        text.fingerprint,
    )
    entry = forum.last_entry(text.circulated)
    assert (entry.kind, said_in(entry)) == (
        "published",
        {
            "address": address,
            "file_digest": publication.file_digest,
            "fingerprint": text.fingerprint,
            "extent": "whole",
            "left_out": [],
            "public_from": "2026-05-04T09:00:00.000000+00:00",
        },
    )
    assert text.state == "published"


def test_statement_is_published_once(forum: Forum, text: Text) -> None:
    forum.act(publish, text.id, content=b"PK the file", by=forum.chair)

    refused(forum, NotAllowedNow, publish, text.id, content=b"PK another", by=forum.chair)


def test_file_that_was_read_before_the_last_act_is_not_published(forum: Forum, text: Text) -> None:
    with forum.database.reading() as session:
        acts = acts_circulated(session, session.get_one(Statement, text.id))

    refused(forum, ChangedMeanwhile, publish, text.id, content=b"PK the file", acts_seen=acts - 1, by=forum.chair)

    forum.act(publish, text.id, content=b"PK the file", acts_seen=acts, by=forum.chair)


def test_text_in_part_is_published_with_a_fingerprint_of_its_own(forum: Forum, text: Text) -> None:
    from_hour = forum.hour.now + timedelta(hours=5)

    forum.act(
        publish,
        text.id,
        content=b"PK a part",
        extent=PublicationExtent.IN_PART,
        left_out=[text.clauses[1]],
        public_from=from_hour,
        by=forum.chair,
    )

    [publication] = forum.rows(Publication)
    assert (publication.extent, publication.public_from) == (PublicationExtent.IN_PART, from_hour)
    assert publication.fingerprint != text.fingerprint
    assert [row.part_id for row in forum.rows(PublicationOmission)] == [text.clauses[1]]
    assert said_in(forum.last_entry(text.circulated))["left_out"] == ["2"]


def test_public_page_is_linked_from_its_hour_on_and_publication_awaited_no_more(forum: Forum, text: Text) -> None:
    from_hour = forum.hour.now + timedelta(hours=5)
    address = forum.act(publish, text.id, content=b"PK", public_from=from_hour, by=forum.chair)

    def linked() -> tuple[list[str], int]:
        with forum.database.reading() as session:
            shown = dashboard(session, forum.chair, now=forum.hour.now)
        return [line.address for line in shown.adopted], len(shown.awaited)

    assert linked() == ([""], 0)
    forum.hour.pass_by(timedelta(hours=5))
    assert linked() == ([address], 0)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"content": b""}, BadInput),
        ({"extent": PublicationExtent.IN_PART}, BadInput),
        ({"extent": PublicationExtent.IN_PART, "left_out": ["0" * 32]}, NotFound),
    ],
)
def test_publication_that_says_nothing_is_refused(
    forum: Forum, text: Text, wrong: dict[str, Any], refusal: type[Any]
) -> None:
    refused(forum, refusal, publish, text.id, **({"content": b"PK the file", "by": forum.chair} | wrong))


def test_publication_leaves_out_neither_everything_nor_from_a_whole(forum: Forum, text: Text) -> None:
    how = {"content": b"PK the file", "by": forum.chair}

    refused(forum, BadInput, publish, text.id, extent=PublicationExtent.IN_PART, left_out=text.clauses, **how)
    refused(forum, BadInput, publish, text.id, left_out=text.clauses[:1], **how)
    refused(forum, BadInput, publish, text.id, public_from=forum.hour.now, **how)


def test_text_may_be_kept_from_the_public_until_it_is_published_after_all(forum: Forum, text: Text) -> None:
    forum.act(withhold, text.id, reason="The river commission asked for it.", by=forum.secretariat)

    [row] = forum.rows(Withholding)
    assert (row.reason, row.decided_at) == ("The river commission asked for it.", forum.hour.now)
    assert forum.last_entry(text.circulated).kind == "publication_withheld"
    assert text.state == "adopted"
    forum.act(publish, text.id, content=b"PK the file", by=forum.chair)
    refused(forum, AlreadyPublished, withhold, text.id, by=forum.chair)


def test_nobody_withholds_what_is_not_adopted_or_not_theirs(forum: Forum, text: Text) -> None:
    other = lay_on_the_table(forum)

    refused(forum, StillMissing, withhold, other.id, by=forum.chair)
    refused(forum, NotYours, withhold, text.id, by=forum.head("Borvia"))
