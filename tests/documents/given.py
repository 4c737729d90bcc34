"""Tables of comments of every kind, for properties: strategies, and what a table has to say of a row."""

from hypothesis import strategies as st
from tests.documents.comments import FERRIES, GAUGES, HEADING, NOTE, TITLE, UPPER

from jointstatement.documents.tables import disposition_of, iso_citation, iso_type
from jointstatement.terms import CommentClass, DispositionKind, Weight
from jointstatement.text.comments import CommentRow, CommentTable
from jointstatement.text.wording import FootnoteMark, canonical, parse

PARTS = (TITLE, GAUGES, UPPER, FERRIES, HEADING, NOTE)
BEGINNINGS = (
    "",
    "=",
    "=1+1",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    '=HYPERLINK("http://example.org")',
    "<r>",
    "'",
    "_x0041_",
    "_x0041_x0042_",
    "_x0041_x0042_x0043_",
    "{=1}",
)
"""What a spreadsheet may take for more than text when a text begins with it."""
_SIGNS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co"), include_characters="\t\n\r=+-@<>&\"'_"
)
_LETTERS = st.text(alphabet="Øabc =+-@<&", min_size=1, max_size=12)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A text that may begin with anything, without white space or line ends at its edges that a form would drop."""
    text = draw(st.sampled_from(BEGINNINGS)) + draw(st.text(_SIGNS, max_size=30)) + draw(st.sampled_from(["x", "</r>"]))
    return text.strip("\n ")


wordings = st.builds(
    lambda pieces: canonical(" ".join(pieces).strip()),
    st.lists(
        st.one_of(
            _LETTERS, st.sampled_from(["*italic*", "**bold**", "__under__", "2^nd^", "[^lock]", "six hours", "\n", "x"])
        ),
        min_size=1,
        max_size=8,
    ),
).filter(lambda wording: bool(wording.strip()))


@st.composite
def comment_rows(draw: st.DrawFn) -> CommentRow:
    """A comment or an amendment, answered or not."""
    delegation = draw(st.sampled_from(["Aldmark", "Borvia", "=Cestria"]))
    number = draw(st.sampled_from(["", "C-3.1", "A-3a.12"]))
    notes = {"given_on": draw(st.sampled_from(["", "Zero draft"])), "is_late": draw(st.booleans())}
    disposition = draw(st.none() | st.sampled_from(DispositionKind))
    answer = {"disposition": disposition, "reply": draw(st.just("") | texts()) if disposition else ""}
    if draw(st.booleans()):
        part, kind = draw(st.none() | st.sampled_from(PARTS)), draw(st.sampled_from(CommentClass))
        return CommentRow(delegation, part, kind, draw(texts()), number, **notes, **answer)
    part, kind = draw(st.sampled_from(PARTS)), draw(st.sampled_from(Weight))
    proposed = draw(wordings)
    reason = draw(st.just("") | texts())
    return CommentRow(delegation, part, kind, reason, number, proposed=proposed, base=part.wording, **notes, **answer)


def shown(wording: str) -> str:
    """The words of a wording as a cell shows them, footnotes by their keys."""
    return "".join(f"[^{each.key}]" if isinstance(each, FootnoteMark) else each.text for each in parse(wording))


def iso_row(row: CommentRow, printed: CommentTable) -> list[str]:
    """What stands in the eight columns of the ISO form for a row, what is struck left out."""
    notes = [row.number, f"on {row.given_on}" if row.given_on else "", "late" if row.is_late else ""]
    notes.append("withdrawn" if row.is_withdrawn else "")
    answer = "\n".join(filter(None, [disposition_of(row), row.reply])) if printed.with_answers else ""
    first = "\n".join([row.delegation, *filter(None, notes)])
    return [first, "", *iso_citation(row.part), iso_type(row), row.text, shown(row.proposed), answer]
