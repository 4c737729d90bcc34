"""Wordings and redlines as safe HTML: the only place where a person's words become markup."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from markupsafe import Markup, escape

from jointstatement.text.compare import Change, Segment
from jointstatement.text.wording import FootnoteMark, Run, parse

_NO_MARKS: Mapping[str, str] = {}


def render_wording(source: str, marks: Mapping[str, str] = _NO_MARKS) -> Markup:
    """A wording in light marks as HTML. `marks` gives the printed mark of each footnote key; others show their key."""
    return Markup("").join(
        _run(piece) if isinstance(piece, Run) else _footnote(piece, marks) for piece in parse(source)
    )


def render_redline(segments: Sequence[Segment], marks: Mapping[str, str] = _NO_MARKS) -> Markup:
    """A comparison as HTML: insertions and deletions, the deletion before the insertion."""
    return Markup("").join(_segment(segment, marks) for segment in segments)


def footnote_anchor(key: str) -> str:
    """The anchor of a footnote on its page."""
    return f"fn-{quote(key, safe='')}"


def _segment(segment: Segment, marks: Mapping[str, str]) -> Markup:
    words = render_wording(segment.text, marks)
    if segment.change is Change.INSERTED:
        return Markup("<ins>{}</ins>").format(words)
    if segment.change is Change.DELETED:
        return Markup("<del>{}</del>").format(words)
    return words


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


def _footnote(mark: FootnoteMark, marks: Mapping[str, str]) -> Markup:
    return Markup('<sup class="fn"><a href="#{}">{}</a></sup>').format(
        footnote_anchor(mark.key), marks.get(mark.key, mark.key)
    )
