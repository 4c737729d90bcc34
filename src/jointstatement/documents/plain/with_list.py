"""Texts with a list of clauses: what stands before its first clause and between them."""

from collections.abc import Sequence

from jointstatement.documents.plain import lexicon
from jointstatement.documents.plain.lists import OpenList, make_item, name_lists
from jointstatement.documents.plain.paragraphs import Paragraph
from jointstatement.documents.plain.questions import (
    NEAR,
    PREAMBLE_HEADING,
    find_formula,
    is_chapeau_text,
    is_closing,
    is_formula,
    is_heading,
    is_place_or_date,
    is_preambular,
    is_report,
    is_title_line,
    opens_preamble,
)
from jointstatement.documents.plain.surroundings import BEFORE, REPORT, start_of_statement, title_before
from jointstatement.documents.plain.tail import mark_tail
from jointstatement.terms import CLAUSE_KINDS, PartKind


def mark_text_round_list(paragraphs: Sequence[Paragraph]) -> None:
    """What is not in the list: the opening above it, what stands between its clauses, and the tail."""
    live = [p for p in paragraphs if p.is_live]
    clauses = [n for n, p in enumerate(live) if p.kind in CLAUSE_KINDS]
    first, last = clauses[0], clauses[-1]
    while first > 0 and live[first - 1].kind is PartKind.HEADING:
        first -= 1
    while last + 1 < len(live) and live[last + 1].kind is PartKind.ITEM:
        last += 1
    headings = [n for n, p in enumerate(live) if n > last and p.kind is PartKind.HEADING]
    if headings:
        last = headings[-1]
        while last + 1 < len(live) and live[last + 1].is_prose and not is_closing(live[last + 1]):
            last += 1
    _mark_opening(live[:first])
    _mark_between(live[first : last + 1], in_list=_ends_open(live[:first]))
    mark_tail(live[last + 1 :], live[: last + 1])


def _ends_open(before: Sequence[Paragraph]) -> bool:
    return bool(before) and before[-1].introduces


def _mark_opening(before: Sequence[Paragraph]) -> None:
    """What stands before the first clause of a list: head, chapeau, preamble, formula, headings."""
    start = start_of_statement(before)
    title = title_before(before, start)
    for paragraph in before[:start]:
        if paragraph is not title and (title is not None or not _may_be_title(paragraph)):
            paragraph.why = BEFORE
    region = [p for p in before[start:] if p.is_live]
    formula = find_formula(region)
    formula_place = region.index(formula) if formula is not None else len(region)
    names = name_lists(region)
    preamble_seen = chapeau_seen = False
    introduced = False
    path: list[OpenList] = []
    for place, paragraph in enumerate(region):
        if paragraph.marker is None:
            introduced, path = _introduces_items(paragraph, region[place + 1 : place + 2]), []
        if paragraph.kind is PartKind.HEADING:
            continue
        if paragraph is formula:
            paragraph.kind = PartKind.FORMULA
        elif place > formula_place:
            _mark_after_formula(paragraph)
        elif introduced and paragraph.marker is not None and preamble_seen:
            make_item(paragraph, path, paragraph.marker.list)
        elif paragraph.marker is not None or paragraph.listed:
            if paragraph.marker is not None and place not in names and is_preambular(paragraph):
                paragraph.kind = PartKind.PREAMBULAR
                preamble_seen = True
            elif chapeau_seen and not preamble_seen:
                paragraph.kind, paragraph.continues = PartKind.CHAPEAU, True
        elif not chapeau_seen and not preamble_seen and _is_head_line(paragraph, region[place + 1 : place + NEAR]):
            continue
        elif place and _goes_on_chapeau(paragraph, region[place - 1]):
            paragraph.kind, paragraph.continues = PartKind.CHAPEAU, True
        elif introduced and opens_preamble(paragraph):
            paragraph.kind = PartKind.PREAMBULAR
            preamble_seen = True
        elif paragraph.introduces and paragraph.is_prose and preamble_seen:
            paragraph.kind = PartKind.FORMULA
        elif not paragraph.introduces and is_preambular(paragraph) and (chapeau_seen or not is_chapeau_text(paragraph)):
            paragraph.kind = PartKind.PREAMBULAR
            preamble_seen = True
        elif (
            paragraph.is_prose
            or _short_chapeau(paragraph, region[place + 1 : place + NEAR])
            or (chapeau_seen and not preamble_seen and _goes_on_chapeau(paragraph, region[place - 1]))
        ):
            if is_report(paragraph):
                paragraph.why = REPORT
            elif preamble_seen and place < formula_place < len(region) and paragraph.closing.endswith((",", ";")):
                paragraph.kind = PartKind.PREAMBULAR
            elif preamble_seen:
                paragraph.continues = True
            else:
                paragraph.kind, paragraph.continues = PartKind.CHAPEAU, chapeau_seen
                chapeau_seen = True
        elif preamble_seen and formula is None and _names_the_body(paragraph, region[place + 1 :]):
            paragraph.kind = PartKind.FORMULA
        elif PREAMBLE_HEADING.match(paragraph.opening) or chapeau_seen or preamble_seen:
            paragraph.kind = PartKind.HEADING
            paragraph.level = paragraph.level or 1
    _last_head_line_is_heading(region)


def _may_be_title(paragraph: Paragraph) -> bool:
    return paragraph.kind is None and paragraph.marker is None and not paragraph.is_prose and not paragraph.listed


def _introduces_items(paragraph: Paragraph, following: Sequence[Paragraph]) -> bool:
    """ "Recalling:" with a list below it that is not the list of clauses."""
    return paragraph.introduces and opens_preamble(paragraph) and any(p.marker is not None for p in following)


def _names_the_body(paragraph: Paragraph, following: Sequence[Paragraph]) -> bool:
    """ "THE CONFERENCE OF THE PARTIES" alone between preamble and operative part, whose verbs follow."""
    return (
        not following and not paragraph.level and paragraph.opening.startswith(("the ", "la ", "le ", "die ", "der "))
    )


def _is_head_line(paragraph: Paragraph, following: Sequence[Paragraph]) -> bool:
    """A title, or a motto or date above one."""
    if paragraph.introduces or PREAMBLE_HEADING.match(paragraph.opening) or lexicon.WE.match(paragraph.opening):
        return False
    if is_title_line(paragraph) or is_place_or_date(paragraph):
        return True
    below = any((is_title_line(p) and not p.introduces) or is_place_or_date(p) for p in following)
    return below and len(paragraph.text) <= 260


def _goes_on_chapeau(paragraph: Paragraph, before: Paragraph) -> bool:
    """The rest of the chapeau's sentence below its list of names."""
    listed = before.listed or before.marker is not None
    return paragraph.text[:1].islower() and before.kind is PartKind.CHAPEAU and listed


def _last_head_line_is_heading(region: Sequence[Paragraph]) -> None:
    """Without a chapeau, a Markdown or numbered line directly before the clauses below the title is a heading."""
    unknown = [p for p in region if p.kind is None and p.is_live]
    if any(p.kind is PartKind.CHAPEAU for p in region) or len(unknown) < 2:
        return
    last = unknown[-1]
    if last.level >= 2 and last is region[-1] and unknown[0].level < last.level:
        last.kind = PartKind.HEADING


def _short_chapeau(paragraph: Paragraph, following: Sequence[Paragraph]) -> bool:
    """ "The Ministers:", or "The Conference," above a preamble."""
    below = following[0] if following else None
    named = paragraph.closing.endswith(",") and below is not None and is_preambular(below) and not paragraph.level
    return (
        (paragraph.introduces or named)
        and not PREAMBLE_HEADING.match(paragraph.opening)
        and not any(is_title_line(p) for p in following)
    )


def _mark_after_formula(paragraph: Paragraph) -> None:
    if paragraph.kind is not None:
        return
    if paragraph.is_prose:
        paragraph.kind = PartKind.OPERATIVE
    elif paragraph.marker is None:
        paragraph.kind = PartKind.HEADING
        paragraph.level = paragraph.level or 1


def _mark_between(body: Sequence[Paragraph], *, in_list: bool) -> None:
    """Unmarked paragraphs among the clauses: headings, lists of names, continuations, formulas, unmarked clauses."""
    introduced = in_list
    after_heading = False
    for place, paragraph in enumerate(body):
        if paragraph.kind is PartKind.HEADING:
            after_heading = True
        elif paragraph.kind is not None:
            introduced = paragraph.introduces
            after_heading = False
        elif introduced and (paragraph.listed or paragraph.is_short) and not paragraph.level:
            paragraph.continues = True
        elif is_heading(paragraph, body[place + 1 : place + 3]):
            paragraph.kind = PartKind.HEADING
            paragraph.level = paragraph.level or 1
            after_heading = True
            introduced = False
        elif after_heading and paragraph.is_prose:
            paragraph.kind = PartKind.FORMULA if paragraph.introduces else PartKind.OPERATIVE
            introduced = False
        elif _is_heading_like_formula(paragraph, body[max(0, place - NEAR) : place]):
            paragraph.kind = PartKind.FORMULA
        else:
            paragraph.continues = True
            introduced = paragraph.introduces


def _is_heading_like_formula(paragraph: Paragraph, body: Sequence[Paragraph]) -> bool:
    """An enacting formula between bullets of one list."""
    before = [p for p in body if p.kind in CLAUSE_KINDS]
    if not is_formula(paragraph) or not before:
        return False
    preambular = sum(opens_preamble(p) for p in before)
    return preambular * 2 > len(before)
