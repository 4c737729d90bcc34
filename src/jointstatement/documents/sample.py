"""An invented statement with everything in it that a style prints: what a style of one's own is looked at with."""

from dataclasses import replace
from datetime import UTC, date, datetime

from jointstatement.terms import PartKind
from jointstatement.text.document import Attachment, Document, Draft, Part, Participant, Signature

SAMPLE = Document(
    parts=(
        Part(PartKind.TITLE, "JOINT STATEMENT\non the Shared River"),
        Part(PartKind.SUBTITLE, "Seventh meeting, Port Alder, 4 May 2026"),
        Part(PartKind.CHAPEAU, "Aldmark, Borvia and Cerland met on 4 May 2026 in Port Alder and concluded as follows:"),
        Part(PartKind.PREAMBULAR, "*Recalling* the Charter of the Forum", id="1" * 32),
        Part(PartKind.PREAMBULAR, "*Aware* of the spring floods[^floods]", id="2" * 32),
        Part(PartKind.FORMULA, "Have agreed on the following:"),
        Part(PartKind.HEADING, "Water levels", level=1),
        Part(PartKind.OPERATIVE, "We agree to measure the water level every morning", id="3" * 32),
        Part(PartKind.OPERATIVE, "We ask the Secretariat", id="4" * 32),
        Part(PartKind.ITEM, "to publish the readings", level=1),
        Part(PartKind.ITEM, "to warn of floods", level=1),
        Part(PartKind.ITEM, "by telephone", level=2),
        Part(PartKind.ITEM, "by radio", level=2),
        Part(PartKind.ITEM, "in two languages", level=3),
        Part(PartKind.ITEM, "to keep a boat ready", level=1, label="-"),
        Part(PartKind.HEADING, "Bridges", level=2),
        Part(PartKind.HEADING, "Old bridges", level=3),
        Part(PartKind.OPERATIVE, "We note the report on the bridges\nIt is attached to the records", id="5" * 32),
        Part(PartKind.OPERATIVE, "We will meet again next spring", id="6" * 32),
        Part(PartKind.CLOSING, "Done at Port Alder."),
        Part(PartKind.FOOTNOTE, "Those of the last three years.", key="floods"),
    ),
    members=("Aldmark", "Borvia", "Cerland"),
    body="Riverine Cooperation Forum",
    meeting="7th Meeting",
    place="Port Alder",
    adopted_on=date(2026, 5, 4),
    signatures=(Signature("Ada Roe", "For Aldmark"), Signature("Bo Dahl", "For Borvia")),
    attachments=(Attachment("Reservation by Cerland on clause 2", "Cerland reserves its position on item (b)."),),
    participants=(
        Participant("Ada Roe", "Rear Admiral", "Aldmark"),
        Participant("Bo Dahl", "Director", "Borvia"),
    ),
)
"""As it was adopted."""

SAMPLE_DRAFT = replace(
    SAMPLE,
    adopted_on=None,
    signatures=(),
    attachments=(),
    participants=(),
    draft=Draft("Delegations only", "Rev.2", datetime(2026, 4, 20, 12, 0, tzinfo=UTC)),
)
"""As it was on the table."""
