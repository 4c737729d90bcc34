"""A body's own `style.docx`, judged before it is kept: with the rules of a style, in a process of its own."""

from dataclasses import dataclass

from jointstatement.documents.style import mistakes_of_style, style_of
from jointstatement.documents.word.appearance import Appearance, appearances_of
from jointstatement.documents.word.preflight import preflight
from jointstatement.documents.word.safely import PATIENCE, in_child


@dataclass(frozen=True, slots=True)
class Mistake:
    """What keeps a file from being a style: where, and what to do."""

    key: str
    """A Word style, a key of `style.toml`, or the file."""
    remedy: str


@dataclass(frozen=True, slots=True)
class JudgedStyle:
    """A `style.docx` with the rules of a style: its mistakes, or how its Word styles look."""

    mistakes: tuple[Mistake, ...]
    appearances: tuple[Appearance, ...]


def judge_uploaded_style(data: bytes, rules: str) -> JudgedStyle:
    """What is to be said of a file that somebody sent as `style.docx`; `rules` is the `style.toml` that goes with it.

    Raises `UnreadableFile` for what is no Word file or a dangerous one.
    """
    preflight(data)
    return in_child(judge_style, data, PATIENCE, rules)


def judge_style(data: bytes, rules: str) -> JudgedStyle:
    """The same for a file that was judged to be harmless. Raises `UnreadableFile`."""
    mistakes = mistakes_of_style("style", rules, data)
    if mistakes:
        return JudgedStyle(tuple(Mistake(str(m.parameters["key"]), str(m.parameters["remedy"])) for m in mistakes), ())
    return JudgedStyle((), appearances_of(style_of("style", rules, data).template))
