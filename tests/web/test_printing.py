"""What a rolling text is called, in the language of the house."""

from datetime import UTC, datetime

from tests.cast import Forum
from tests.negotiation import begin

from jointstatement.actions.drafting import reword_part
from jointstatement.queries.rolling import OfficeNames, Rolling, between_revisions, revision_with_amendments
from jointstatement.text.compare import Change
from jointstatement.text.rolling import Author
from jointstatement.web.printing import name_of_rolling

FRENCH = {
    "{revision} with amendments": "{revision} avec amendements",
    "{revision} to {other}": "de {revision} à {other}",
}


def test_chair_secretariat_and_the_text_itself_are_named_in_the_language_of_the_house(forum: Forum) -> None:
    text = begin(forum)
    text.table()
    part, names = text.clause(2), OfficeNames("Présidence", "Secrétariat")
    forum.act(reword_part, text.id, part, wording="We are free", expected=text.version(part), by=forum.chair)
    given = {"now": datetime(2026, 5, 5, tzinfo=UTC), "names": names}

    with forum.database.reading() as session:
        live = revision_with_amendments(session, forum.chair, text.id, **given)
        way = between_revisions(session, forum.chair, text.id, "0", **given)

    assert live.secretariat.name == "Secrétariat"
    assert {author.name for author in authors(way)} == {"Présidence"}
    assert [name_of_rolling(one, lambda words: FRENCH.get(words, words)) for one in (live, way)] == [
        "Zero draft avec amendements",
        "de Zero draft à Working text after Zero draft",
    ]


def authors(rolling: Rolling) -> set[Author]:
    return {
        stretch.by
        for part in rolling.text.parts
        for stretch in part.stretches
        if stretch.change is not Change.SAME and stretch.by is not None
    }
