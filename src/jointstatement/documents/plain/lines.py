"""A source cut into lines, each with its characters, its indent and what stands around it."""

from dataclasses import dataclass

from jointstatement.documents.plain.stretch import Stretch

TAB = 4


@dataclass(slots=True, eq=False)
class Line:
    """One line of the source without its line end. `why` is set once a pass leaves the line out."""

    words: Stretch
    """Without blanks at either end."""
    indent: int
    """How many blanks stand before the words, a tab counting for four."""
    hard_break: bool
    """Markdown's two blanks or backslash at the end."""
    gap: int
    """How many empty lines stand before it."""
    page_break: bool
    """A form feed stands before it."""
    why: str = ""
    goes_on: bool = False
    """Belongs to the line before it without a blank line or a new paragraph between them, whatever it looks like."""

    @property
    def text(self) -> str:
        return self.words.text


def cut_into_lines(source: Stretch) -> list[Line]:
    """The lines that have words on them, in order."""
    lines: list[Line] = []
    gap = start = 0
    page_break = False
    for raw in source.text.splitlines(keepends=True):
        end = start + len(raw)
        page_break = page_break or "\x0c" in raw
        if raw.isspace():
            gap += not raw.endswith("\x0c")
        else:
            body = raw.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
            leading = body[: len(body) - len(body.lstrip())]
            lines.append(
                Line(
                    words=source.cut(start, end).strip(),
                    indent=len(leading.expandtabs(TAB)),
                    hard_break=len(body) - len(body.rstrip()) >= 2
                    or (body.endswith("\\") and not body.endswith("\\\\")),
                    gap=gap,
                    page_break=page_break,
                )
            )
            gap = 0
            page_break = False
        start = end
    return lines
