"""The outline of a reading in a terminal."""

from jointstatement.documents.outline import WIDTH, outline
from jointstatement.documents.plain import read_plain
from jointstatement.terms import PartKind
from jointstatement.text.document import Document, LeftOut, Part, Reading


def test_outline_names_everything_that_was_read() -> None:
    document = Document(
        parts=(
            Part(PartKind.TITLE, "Joint Statement"),
            Part(PartKind.SUBTITLE, "Marvik, 3 June 2031"),
            Part(PartKind.CHAPEAU, "The ministers of Arden and Calvia:"),
            Part(PartKind.PREAMBULAR, "*Recalling* the Protocol", ending=","),
            Part(PartKind.FORMULA, "decide:"),
            Part(PartKind.HEADING, "Ports", level=2),
            Part(PartKind.OPERATIVE, "We agree" + " very much" * 12, ending=":", label="Ø"),
            Part(PartKind.ITEM, "on quays", level=1, ending=".", label="a."),
            Part(PartKind.CLOSING, "Done at Tarn."),
            Part(PartKind.FOOTNOTE, "Without prejudice.", key="*", mark="*"),
        ),
        members=("Arden", "Calvia"),
    )
    reading = Reading(document, (LeftOut("Share", "A button."),), ("The last clause ends with “;”.",))
    assert outline(reading) == (
        "Title      Joint Statement\n"
        "Subtitle   Marvik, 3 June 2031\n"
        "Clauses    2 (1 preambular, 1 operative), 1 items; style o-we\n"
        "Members    2: Arden, Calvia\n"
        "Chapeau    The ministers of Arden and Calvia:\n"
        "\n"
        "   1 P –    Recalling the Protocol,\n"
        "  [decide:]\n"
        "\n"
        "  ## Ports\n"
        "   2   Ø    We agree very much very much very much very much very much very much very much very…\n"
        "         a.   on quays.\n"
        "\n"
        "Closing    Done at Tarn.\n"
        "\n"
        "Footnotes\n"
        "  *    Without prejudice.\n"
        "\n"
        "Left out\n"
        "  Share\n"
        "      A button.\n"
        "\n"
        "Please look at\n"
        "  The last clause ends with “;”.\n"
    )


def test_outline_fits_a_terminal() -> None:
    reading = read_plain(
        b"Joint Statement\n\n1. We agree on " + b"all the many words here " * 40 + b".\n2. We meet again.\n"
    )
    assert max(len(line) for line in outline(reading).splitlines()) <= WIDTH
