"""Diagrams of a workflow, drawn from its definition: Mermaid text, and an SVG that needs no style and no script.

The same workflow gives the same signs every time. Colours are the reader's own (`currentColor`), so that a diagram
reads in light, in dark and in print.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from jointstatement.workflow.definition import State, Step, Workflow

_MERMAID_WORDS = frozenset({"as", "choice", "class", "classdef", "direction", "end", "fork", "join", "note", "state"})
_MERMAID_SIGNS = {ord(sign): f"#{ord(sign)};" for sign in '"#%:;<>\\`{}'}


def draw_mermaid(workflow: Workflow, current: str | None = None) -> str:
    """The workflow as a Mermaid state diagram; `current` is the name of the state to mark.

    Raises `KeyError` for a state that the workflow does not have.
    """
    lines = ["stateDiagram-v2"]
    lines += [
        f'    state "{state.title.translate(_MERMAID_SIGNS)}" as {_mermaid_name(state.name)}'
        for state in workflow.states.values()
    ]
    lines.append(f"    [*] --> {_mermaid_name(workflow.first)}")
    for step in workflow.steps:
        origin, target = _mermaid_name(step.from_state), _mermaid_name(step.to_state)
        lines.append(f"    {origin} --> {target}: {step.label.translate(_MERMAID_SIGNS)}")
    lines += [f"    {_mermaid_name(state.name)} --> [*]" for state in workflow.states.values() if state.final]
    if current is not None:
        lines.append("    classDef current stroke-width:4px")
        lines.append(f"    class {_mermaid_name(workflow.states[current].name)} current")
    return "\n".join(lines) + "\n"


def _mermaid_name(name: str) -> str:
    return f"{name}_" if name in _MERMAID_WORDS else name


# The SVG: one column of states; steps onward run down its right side, steps back up its left.

_BOX_WIDTH = 190
_LEAST_BOX_HEIGHT = 48
_PORT = 24
_GAP = 44
_LANE = 16
_LETTER = 7.2
"""A generous width of one letter at the size of the labels, so that none is cut off."""
_MARGIN = 12
_LABEL_SIZE = 13


@dataclass(frozen=True, slots=True)
class _Line:
    """Steps of one verb and label to one state, drawn as one line with several beginnings."""

    label: str
    origins: tuple[str, ...]
    target: str


@dataclass(frozen=True, slots=True)
class _Box:
    state: State
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


def draw_svg(workflow: Workflow, current: str | None = None) -> str:
    """The workflow as an SVG image with a title and a description in words; `current` is the state to mark.

    It has classes (`workflow-state`, `workflow-current`, `workflow-step`, `workflow-label`) and presentational
    attributes only. Raises `KeyError` for a state that the workflow does not have.
    """
    marked = None if current is None else workflow.states[current]
    order = _column(workflow)
    place = {name: index for index, name in enumerate(order)}
    straight, onward, back = _sorted_lines(workflow.steps, place)
    boxes = _boxes(workflow, order, onward, back)
    left = _side_width(back)
    width = left + _BOX_WIDTH + max(_side_width(onward), _label_width(straight.values()))
    height = boxes[order[-1]].top + boxes[order[-1]].height + _MARGIN
    drawn: list[str] = []
    for (origin, target), line in straight.items():
        drawn += _draw_straight(boxes[origin], boxes[target], line.label, left + _BOX_WIDTH / 2)
    drawn += _draw_side(onward, boxes, edge=left + _BOX_WIDTH, outward=1)
    drawn += _draw_side(back, boxes, edge=left, outward=-1)
    for name in order:
        drawn += _draw_box(boxes[name], left, is_current=marked is not None and marked.name == name)
    name = f"workflow-{workflow.name}" + (f"-{marked.name}" if marked else "")
    title_id, words_id = escape(f"{name}-title"), escape(f"{name}-words")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="workflow-diagram" role="img" '
        f'aria-labelledby="{title_id} {words_id}" viewBox="0 0 {_number(width)} {_number(height)}" '
        f'width="{_number(width)}" height="{_number(height)}" font-family="sans-serif" font-size="{_LABEL_SIZE}">\n'
        f'<title id="{title_id}">{escape(workflow.title)}</title>\n'
        f'<desc id="{words_id}">{escape(_in_words(workflow, marked))}</desc>\n' + "\n".join(drawn) + "\n</svg>\n"
    )


def _in_words(workflow: Workflow, current: State | None) -> str:
    titles = {name: state.title for name, state in workflow.states.items()}
    told = [f"{step.label}: from {titles[step.from_state]} to {titles[step.to_state]}." for step in workflow.steps]
    told.insert(0, f"It begins at {titles[workflow.first]}.")
    if current:
        told.insert(0, f"The current stage is {current.title}.")
    return " ".join(told)


def _column(workflow: Workflow) -> list[str]:
    """The states from the top down: in the order of the file, but the first state first."""
    return [workflow.first, *(name for name in workflow.states if name != workflow.first)]


def _sorted_lines(
    steps: tuple[Step, ...], place: dict[str, int]
) -> tuple[dict[tuple[str, str], _Line], list[_Line], list[_Line]]:
    """The lines straight down to the next state, those onward round the right side, and those back round the left."""
    straight: dict[tuple[str, str], _Line] = {}
    onward: dict[tuple[str, str], list[str]] = {}
    back: dict[tuple[str, str], list[str]] = {}
    for step in steps:
        way = (step.from_state, step.to_state)
        kind = (step.label, step.to_state)
        if place[step.to_state] == place[step.from_state] + 1 and way not in straight:
            straight[way] = _Line(step.label, (step.from_state,), step.to_state)
        elif place[step.to_state] > place[step.from_state]:
            onward.setdefault(kind, []).append(step.from_state)
        else:
            back.setdefault(kind, []).append(step.from_state)
    return straight, _lines(onward), _lines(back)


def _lines(kinds: dict[tuple[str, str], list[str]]) -> list[_Line]:
    return [_Line(label, tuple(origins), target) for (label, target), origins in kinds.items()]


def _boxes(workflow: Workflow, order: list[str], *sides: list[_Line]) -> dict[str, _Box]:
    """Every state's box, high enough that each line on a side has a row of its own."""
    boxes: dict[str, _Box] = {}
    top = float(_MARGIN)
    for name in order:
        rows = max(sum(_ends(line, name) for line in side) for side in sides)
        height = max(_LEAST_BOX_HEIGHT, (rows + 1) * _PORT)
        boxes[name] = _Box(workflow.states[name], top, height)
        top += height + _GAP
    return boxes


def _ends(line: _Line, name: str) -> int:
    return line.origins.count(name) + (line.target == name)


def _side_width(lines: list[_Line]) -> float:
    if not lines:
        return _MARGIN
    return _MARGIN + _label_width(lines) + (len(lines) + 1) * _LANE


def _label_width(lines: Iterable[_Line]) -> float:
    return max((len(line.label) * _LETTER for line in lines), default=0) + 2 * _MARGIN


def _draw_straight(origin: _Box, target: _Box, label: str, x: float) -> list[str]:
    start, end = origin.top + origin.height, target.top
    return [
        _path(f"M{_number(x)} {_number(start)}V{_number(end)}"),
        _arrowhead(x, end, 0, 1),
        _text(x + 10, (start + end) / 2 + 4, label, "start"),
    ]


def _draw_side(lines: list[_Line], boxes: dict[str, _Box], *, edge: float, outward: int) -> list[str]:
    """Lines beside the column: out of each beginning to a lane of their own, along it, and into the target."""
    drawn: list[str] = []
    used = dict.fromkeys(boxes, 0)

    def next_row(name: str) -> float:
        used[name] += 1
        return boxes[name].top + used[name] * _PORT

    for number, line in enumerate(lines, start=1):
        lane = edge + outward * (_label_width(lines) + number * _LANE)
        beginnings = [next_row(origin) for origin in line.origins]
        end = next_row(line.target)
        for y in beginnings:
            drawn.append(_path(f"M{_number(edge)} {_number(y)}H{_number(lane)}"))
            drawn.append(_text(edge + outward * 16, y - 5, line.label, "start" if outward > 0 else "end"))
        drawn.append(_path(f"M{_number(lane)} {_number(min(*beginnings, end))}V{_number(max(*beginnings, end))}"))
        drawn.append(_path(f"M{_number(lane)} {_number(end)}H{_number(edge)}"))
        drawn.append(_arrowhead(edge, end, -outward, 0))
    return drawn


def _draw_box(box: _Box, left: float, *, is_current: bool) -> list[str]:
    kind = "workflow-state workflow-current" if is_current else "workflow-state"
    x, y = _number(left), _number(box.top)
    drawn = [
        f'<rect class="{kind}" x="{x}" y="{y}" width="{_BOX_WIDTH}" height="{_number(box.height)}" rx="6" '
        f'fill="currentColor" fill-opacity="{0.16 if is_current else 0.04}" stroke="currentColor" '
        f'stroke-width="{4 if is_current else 1.5}"/>'
    ]
    if box.state.final:
        drawn.append(
            f'<rect x="{_number(left + 5)}" y="{_number(box.top + 5)}" width="{_BOX_WIDTH - 10}" '
            f'height="{_number(box.height - 10)}" rx="3" fill="none" stroke="currentColor"/>'
        )
    lines = _wrapped(box.state.title)
    for index, line in enumerate(lines):
        y_line = box.middle + 5 + (index - (len(lines) - 1) / 2) * 16
        drawn.append(_text(left + _BOX_WIDTH / 2, y_line, line, "middle", bold=is_current))
    return drawn


def _wrapped(title: str) -> list[str]:
    """A title in at most two lines that fit the box; what is longer ends in an ellipsis, the description has it all."""
    room = int((_BOX_WIDTH - 24) / _LETTER)
    lines = [""]
    for word in title.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= room or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    kept = [line if len(line) <= room else f"{line[: room - 1]}…" for line in lines[:2]]
    if len(lines) > 2:
        kept[-1] = f"{kept[-1][: room - 1]}…"
    return kept


def _path(d: str) -> str:
    return f'<path class="workflow-step" d="{d}" fill="none" stroke="currentColor" stroke-width="1.5"/>'


def _arrowhead(x: float, y: float, right: int, down: int) -> str:
    """A small triangle whose point is at (x, y), pointing right (1), left (-1) or down (1)."""
    back_x, back_y = x - 9 * right, y - 9 * down
    one = f"{_number(back_x + 5 * down)},{_number(back_y + 5 * right)}"
    other = f"{_number(back_x - 5 * down)},{_number(back_y - 5 * right)}"
    return f'<polygon class="workflow-step" points="{_number(x)},{_number(y)} {one} {other}" fill="currentColor"/>'


def _text(x: float, y: float, words: str, anchor: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text class="workflow-label" x="{_number(x)}" y="{_number(y)}" text-anchor="{anchor}" '
        f'fill="currentColor"{weight}>{escape(words)}</text>'
    )


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
