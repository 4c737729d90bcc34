"""What follows the last clause."""

from collections.abc import Sequence

from jointstatement.documents.plain.paragraphs import Paragraph
from jointstatement.documents.plain.questions import is_closing, is_news, is_report
from jointstatement.documents.plain.surroundings import AFTER, REPORT
from jointstatement.terms import PartKind


def mark_tail(tail: Sequence[Paragraph], before: Sequence[Paragraph]) -> None:
    """What follows the last clause: its continuation, the closing, signatures, reports."""
    last = next((p for p in reversed(before) if p.kind is not None or p.continues), None)
    introduced = last is not None and last.introduces
    closing = reporting = False
    last_prose = max((place for place, paragraph in enumerate(tail) if paragraph.is_prose), default=-1)
    for place, paragraph in enumerate(tail):
        if paragraph.kind is PartKind.ITEM:
            continue
        small = paragraph.text[:1].islower()
        if reporting and not is_closing(paragraph):
            paragraph.why = AFTER
        elif is_closing(paragraph):
            paragraph.kind, paragraph.continues = PartKind.CLOSING, closing
            closing, reporting = True, False
        elif not small and (is_report(paragraph) or (is_news(paragraph) and paragraph.is_prose)):
            paragraph.why = REPORT
            reporting = True
        elif not closing and (introduced or small) and not paragraph.level:
            paragraph.continues = True
        elif paragraph.level and last_prose > place:
            paragraph.why = AFTER
            reporting = True
        elif not closing and last is not None and paragraph.is_prose and paragraph.indent > last.indent > 0:
            paragraph.continues = True
        else:
            paragraph.kind, paragraph.continues = PartKind.CLOSING, closing
            closing = True
        if paragraph.kind is PartKind.CLOSING and paragraph.marker is not None:
            paragraph.marker = None
