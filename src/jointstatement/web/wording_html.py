"""Wordings and redlines as safe HTML: the only place where a person's words become markup."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

import msgspec
from markupsafe import Markup, escape

from jointstatement.text.compare import Change, Segment
from jointstatement.text.document import Citation
from jointstatement.text.wording import FootnoteMark, Run, parse, plain

_NO_MARKS: Mapping[str, str] = {}


def render_wording(
    source: str,
    marks: Mapping[str, str] = _NO_MARKS,
    cites: Sequence[Citation] = (),
    *,
    notes_below: bool = False,
) -> Markup:
    """A wording in light marks as HTML. `marks` gives the printed mark of each footnote key; others show their key.

    What `cites` a clause is a link to where the clause stands on the page; so is a footnote's mark with `notes_below`.
    """
    return _linked(source, marks, cites, 0, notes_below=notes_below)


def render_redline(
    segments: Sequence[Segment],
    marks: Mapping[str, str] = _NO_MARKS,
    cites: Sequence[Citation] = (),
    *,
    notes_below: bool = False,
) -> Markup:
    """A comparison as HTML: insertions and deletions, the deletion before the insertion.

    `cites` are places in the words that it leads to.
    """
    html: list[Markup] = []
    at = 0
    for segment in segments:
        if segment.change is Change.DELETED:
            html.append(Markup("<del>{}</del>").format(render_wording(segment.text, marks, notes_below=notes_below)))
            continue
        words = _linked(segment.text, marks, cites, at, notes_below=notes_below)
        html.append(Markup("<ins>{}</ins>").format(words) if segment.change is Change.INSERTED else words)
        at += len(plain(segment.text)) if cites else 0
    return Markup("").join(html)


def footnote_anchor(key: str) -> str:
    """The anchor of a footnote on its page."""
    return f"fn-{quote(key, safe='')}"


def clause_anchor(part_id: str) -> str:
    """The anchor of a part on a page that shows a text."""
    return f"p-{part_id}"


def _linked(source: str, marks: Mapping[str, str], cites: Sequence[Citation], at: int, *, notes_below: bool) -> Markup:
    """A wording of which the first sign stands at this place of the words that the citations count in."""
    html: list[Markup] = []
    for piece in parse(source):
        if isinstance(piece, FootnoteMark):
            html.append(_footnote(piece, marks, notes_below=notes_below))
            continue
        end = at + len(piece.text)
        own = [each for each in cites if each.start < end and at < each.end]
        html += _cut(piece, at, own) if own else [_run(piece)]
        at = end
    return Markup("").join(html)


def _cut(run: Run, at: int, cites: Sequence[Citation]) -> list[Markup]:
    """A run of text cut where it cites clauses."""
    html: list[Markup] = []
    done = 0
    for each in cites:
        start, end = max(each.start - at, done), min(each.end - at, len(run.text))
        if done < start:
            html.append(_run(msgspec.structs.replace(run, text=run.text[done:start])))
        words = _run(msgspec.structs.replace(run, text=run.text[start:end]))
        html.append(Markup('<a class="cites" href="#{}">{}</a>').format(clause_anchor(each.part_id), words))
        done = end
    if done < len(run.text):
        html.append(_run(msgspec.structs.replace(run, text=run.text[done:])))
    return html


def _run(run: Run) -> Markup:
    html = Markup("<br>").join(escape(line) for line in run.text.split("\n"))
    if run.raised:
        html = Markup("<sup>{}</sup>").format(html)
    if run.underline:
        html = Markup("<u>{}</u>").format(html)
    if run.italic:
        html = Markup("<em>{}</em>").format(html)
    if run.bold:
        html = Markup("<strong>{}</strong>").format(html)
    return html


def _footnote(mark: FootnoteMark, marks: Mapping[str, str], *, notes_below: bool) -> Markup:
    printed = escape(marks.get(mark.key, mark.key))
    if notes_below:
        printed = Markup('<a href="#{}">{}</a>').format(footnote_anchor(mark.key), printed)
    return Markup('<sup class="fn">{}</sup>').format(printed)
