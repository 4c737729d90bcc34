"""The text that went out to the delegations and came back in the files of `returned/`."""

from jointstatement.terms import PartKind
from jointstatement.text.document import Document, Part

FORUM = Document(
    (
        Part(PartKind.TITLE, "JOINT STATEMENT\nof the Riverine Cooperation Forum", id="a0" * 16),
        Part(
            PartKind.CHAPEAU, "The members of the Forum met in Tarn on 4 May 2031 and agreed as follows:", id="a1" * 16
        ),
        Part(PartKind.PREAMBULAR, "*Recalling* the Charter of the Three Rivers[^charter]", id="b1" * 16),
        Part(
            PartKind.OPERATIVE,
            "We welcome the new gauging stations on the upper Vessel and thank Pelland for the first year of data",
            id="c1" * 16,
        ),
        Part(
            PartKind.OPERATIVE,
            "We reaffirm that flood warnings reach every downstream member within six hours of the first alarm",
            id="c2" * 16,
        ),
        Part(
            PartKind.OPERATIVE,
            "We invite the Secretariat to prepare a common register of dredging works before the next meeting",
            id="c3" * 16,
        ),
        Part(PartKind.OPERATIVE, "We agree to mark the ferry crossings by night", id="c4" * 16),
        Part(PartKind.ITEM, "with one white lamp on each bank", level=1, id="d1" * 16),
        Part(PartKind.ITEM, "with a red buoy at the middle of the stream", level=1, id="d2" * 16),
        Part(
            PartKind.OPERATIVE,
            "We encourage schools along the rivers to exchange pupils, teachers and songs during the summer weeks",
            id="c5" * 16,
        ),
        Part(
            PartKind.OPERATIVE,
            "We express our gratitude to the people of Tarn for their hospitality and their excellent bread",
            id="c6" * 16,
        ),
        Part(PartKind.CLOSING, "Done at Tarn in a single copy.", id="e1" * 16),
        Part(PartKind.FOOTNOTE, "Signed at Quay in 2011 and amended twice.", key="charter", id="f1" * 16),
    ),
    body="Riverine Cooperation Forum",
    statement_id="9" * 32,
    fingerprint="7" * 64,
)
