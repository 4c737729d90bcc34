"""What each paragraph is: title, chapeau, preamble, clause, heading, closing, footnote, or not the statement's at all.

Each pass looks at one thing and marks paragraphs (`kind`, or `why` where they are left out). Their order matters: what
is certain comes first, each goes by what those before it have marked, and what is left at the end is wording.
"""

import re
from collections.abc import Sequence

from jointstatement.documents.plain.footnotes import mark_footnotes
from jointstatement.documents.plain.lexicon import fold
from jointstatement.documents.plain.lists import leave_out_navigation_lists, mark_lists
from jointstatement.documents.plain.markers import Family
from jointstatement.documents.plain.paragraphs import Paragraph
from jointstatement.documents.plain.questions import opens_preamble
from jointstatement.documents.plain.surroundings import (
    NAVIGATION,
    leave_out_after_the_end,
    leave_out_before_announcement,
    leave_out_other_contents,
    leave_out_report_before_we,
)
from jointstatement.documents.plain.title import mark_title
from jointstatement.documents.plain.with_list import mark_text_round_list
from jointstatement.documents.plain.without_list import mark_unmarked_text
from jointstatement.terms import CLAUSE_KINDS, PartKind

_FINITE = re.compile(
    r"[,;:]\s+(?:we|mi|nous|vi|wir|biz|ми|мы)\s|[,;]\s+(?:the\s+)?(?:participants|ministers|leaders)\s"
)


def find_structure(paragraphs: list[Paragraph], *, page_title: str) -> None:
    """Marks every paragraph with what it is. `page_title` is the title that front matter gave, or ""."""
    leave_out_navigation_lists(paragraphs, NAVIGATION)
    mark_footnotes(paragraphs)
    leave_out_after_the_end(paragraphs)
    leave_out_other_contents(paragraphs)
    leave_out_before_announcement(paragraphs)
    leave_out_report_before_we(paragraphs)
    mark_lists(paragraphs)
    if any(p.kind is PartKind.OPERATIVE for p in paragraphs):
        mark_text_round_list(paragraphs)
    else:
        mark_unmarked_text(paragraphs)
    _mark_leading_preamble(paragraphs)
    mark_title(paragraphs, page_title=page_title)


def _mark_leading_preamble(paragraphs: Sequence[Paragraph]) -> None:
    """Clauses of one list that open like a preamble and end like one, before others that do not, are preambular."""
    clauses = [p for p in paragraphs if p.kind in CLAUSE_KINDS and not p.why]
    if any(p.kind is PartKind.PREAMBULAR for p in clauses):
        return
    formula = next((n for n, p in enumerate(paragraphs) if p.kind is PartKind.FORMULA), None)
    if formula is not None:
        before = [p for p in paragraphs[:formula] if p.kind in CLAUSE_KINDS]
        after = [p for p in paragraphs[formula:] if p.kind in CLAUSE_KINDS]
        if before and after and sum(opens_preamble(p) for p in before) * 2 > len(before):
            for paragraph in before:
                paragraph.kind = PartKind.PREAMBULAR
            return
    run: list[Paragraph] = []
    for paragraph in clauses:
        closes = not paragraph.text.rstrip("* ").endswith((".", ":", "!"))
        if not (opens_preamble(paragraph) and closes) or _FINITE.search(fold(paragraph.text[:1500])):
            break
        run.append(paragraph)
    numbered = bool(run) and run[0].marker is not None and run[0].marker.family is not Family.BULLET
    if numbered and run[0].marker is not None and run[0].marker.family is Family.SUB_NUMBER:
        return
    least = 2 if any(p.kind is PartKind.CHAPEAU for p in paragraphs) else 3
    cut_in_preamble = len(run) == len(clauses) >= least
    if run and (len(run) < len(clauses) or cut_in_preamble) and (len(run) >= 2 or not numbered):
        for paragraph in run:
            paragraph.kind = PartKind.PREAMBULAR
