"""One corrigendum as it is told: each part that it is about, in both readings."""

import pytest
from tests.actions.test_correcting import declare_and_adopt, propose
from tests.cast import Forum
from tests.on_the_table import lay_on_the_table

from jointstatement.actions.correcting import Correction
from jointstatement.errors import NotFound
from jointstatement.models import RevisionPart
from jointstatement.queries.corrigenda import corrigendum_told


def test_each_line_is_read_in_the_adopted_words_and_not_in_what_another_line_reads(forum: Forum) -> None:
    text = lay_on_the_table(forum)
    declare_and_adopt(forum, text)
    clause = text.clauses[0]
    adopted = next(row.wording for row in forum.rows(RevisionPart) if row.part_id == clause)
    lines = (Correction(clause, "water", "air level"), Correction(clause, "level", "pressure"))
    corrigendum_id = propose(forum, text, corrections=lines)

    with forum.database.reading() as session:
        told = corrigendum_told(session, forum.head("Istara"), text.id, corrigendum_id, now=forum.hour.now)
        with pytest.raises(NotFound):
            corrigendum_told(session, forum.head("Istara"), text.id, "0" * 32, now=forum.hour.now)

    [part] = told.parts
    assert (part.part_id, part.adopted) == (clause, adopted)
    assert part.corrected == adopted.replace("water level", "air level pressure")
    assert told.corrigendum.objections == ()
