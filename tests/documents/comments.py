"""A table of comments of the Riverine Cooperation Forum, with everything in it that a table may have to show."""

from datetime import datetime
from zoneinfo import ZoneInfo

from jointstatement.terms import CommentClass, DispositionKind, PartKind, Weight
from jointstatement.text.comments import CitedPart, CommentRow, CommentTable

TITLE = CitedPart("a" * 32, PartKind.TITLE, "", "Joint Statement on the Free Passage of the River")
GAUGES = CitedPart(
    "b" * 32,
    PartKind.OPERATIVE,
    "3",
    "We agree to share the readings of our gauges every six hours, and within the hour when the water rises",
)
UPPER = CitedPart("c" * 32, PartKind.ITEM, "3(a)", "the readings of the upper gauges")
FERRIES = CitedPart(
    "d" * 32,
    PartKind.OPERATIVE,
    "5",
    "We note with concern that the ferry crossings at *Old Lock*[^lock] and at the 2^nd^ Reed Island have been closed",
)
HEADING = CitedPart("e" * 32, PartKind.HEADING, "", "The crossings and what is to become of them")
NOTE = CitedPart("f" * 32, PartKind.FOOTNOTE, "*", "Known to some members as New Lock.")

ROWS = (
    CommentRow("Aldmark", None, CommentClass.SUBSTANTIVE, "The text is too long.\nIt could lose a third.", "C-1"),
    CommentRow("Borvia", TITLE, CommentClass.TRANSLATION, "“Passage” reads as “corridor” in our language.", "C-T.1"),
    CommentRow(
        "Borvia",
        GAUGES,
        Weight.ESSENTIAL,
        "Six hours are a night.",
        "A-3.1",
        proposed=GAUGES.wording.replace("six", "three"),
        base=GAUGES.wording,
        disposition=DispositionKind.ACCEPTED_WITH_CHANGES,
        reply="Four hours, as the drafting group has it.\nWith thanks.",
    ),
    CommentRow(
        "Dravenia",
        GAUGES,
        Weight.PREFERRED,
        "",
        "A-3.2",
        proposed="Each member reads its gauges when it can",
        base=GAUGES.wording,
        given_on="Zero draft",
        is_late=True,
        disposition=DispositionKind.NOT_ACCEPTED,
        reply="Too little.",
    ),
    CommentRow("Fenland", GAUGES, CommentClass.TECHNICAL, "=1+1 gauges are out of order.", "C-3.1", is_withdrawn=True),
    CommentRow(
        "Elmoria",
        UPPER,
        Weight.EDITORIAL,
        "@Secretariat: as elsewhere.",
        "A-3a.1",
        proposed="the readings of the __upper__ gauges[^lock]",
        base=UPPER.wording,
    ),
    CommentRow(
        "Galdria",
        FERRIES,
        Weight.PREFERRED,
        "-",
        "A-5.1",
        proposed=FERRIES.wording.replace("with concern ", "with *great* concern "),
        base=FERRIES.wording,
    ),
    CommentRow("Galdria", HEADING, CommentClass.EDITORIAL, '+1 <r>for</r> a shorter heading & a "better" one', "C-H.1"),
    CommentRow("Hestvik", NOTE, CommentClass.SUBSTANTIVE, "Known to us too.", ""),
)


def table(*rows: CommentRow, delegation: str = "", with_answers: bool = False) -> CommentTable:
    """A table with these rows, or with all of the example."""
    return CommentTable(
        body="Riverine Cooperation Forum",
        title="Joint Statement on the Free Passage of the River",
        meeting="7th Ministerial Meeting",
        revision="Rev.1",
        marking="Delegations only",
        language="en",
        as_of=datetime(2026, 5, 14, 18, 0, tzinfo=ZoneInfo("Europe/Vienna")),
        time_zone="Europe/Vienna",
        delegation=delegation,
        with_answers=with_answers,
        rows=rows or ROWS,
    )
