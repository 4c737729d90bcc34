"""A delegation's file beside the text it was made from: `compare-file`.

With `--json` it prints one object:

- `parts`: every part of the text in the order of the file, new ones among them, each with `place` (among the parts of
  the base, from 0; null for a new one), `id`, `kind`, `level`, `wording` (in the base; null for a new one), `found`
  (all its words in the file), `proposals` and `comments`;
- a proposal has `became` (repunctuated, reworded, moved, removed, split, merged, new), `wording`, `ending` (null where
  it is that of the base), `by` (a list of `name` and `at`, as the file says; empty where nothing was tracked),
  `is_moved`, `after`, `out_of` and `into` (places), `is_combined`, `is_outside_tracking` and `why_unsure` (empty where
  it is sure);
- a comment has `by`, `text` and `on`, the words that it hangs on;
- `comments` that hang on no part, `left_out` (`text` and `why`), `as_printed`, `warnings` and `authors`.
"""

import argparse
import json
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from jointstatement.cli.brackets import in_brackets
from jointstatement.cli.paths import content_of
from jointstatement.documents.word.returned import compare_files
from jointstatement.text.compare import compare
from jointstatement.text.returned import Became, FileComment, FileProposal, ReturnedFile, ReturnedPart
from jointstatement.text.rolling import Author
from jointstatement.text.wording import plain

WIDTH = 100


def add_commands(commands: Any) -> None:
    """Adds the commands to the parser's list."""
    comparing = commands.add_parser("compare-file", help="say what a returned Word file proposes on a printed text")
    comparing.add_argument("base", type=Path, metavar="BASE.docx", help="the text as this program printed it")
    comparing.add_argument("returned", type=Path, metavar="RETURNED.docx", help="the same file after others had it")
    comparing.add_argument("--json", action="store_true", help="print everything that was found, as JSON")
    comparing.set_defaults(run=compare_file)


def compare_file(given: argparse.Namespace) -> int:
    """Prints what the file proposes, as an outline or as JSON."""
    file = compare_files(content_of(given.base), content_of(given.returned))
    if given.json:
        print(json.dumps(file_as_json(file), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(file)))
    return 0


def file_as_json(file: ReturnedFile) -> dict[str, object]:
    """What was found, with exactly the keys that the module's first lines name."""
    return {
        "parts": [
            {
                "place": part.place,
                "id": part.old.id or None if part.old else None,
                "kind": part.kind.value,
                "level": part.level,
                "wording": part.old.wording if part.old else None,
                "found": part.found,
                "proposals": [
                    asdict(proposal) | {"became": proposal.became.value, "by": [_author(by) for by in proposal.by]}
                    for proposal in part.proposals
                ],
                "comments": [_comment(comment) for comment in part.comments],
            }
            for part in file.parts
        ],
        "comments": [_comment(comment) for comment in file.comments],
        "left_out": [asdict(left) for left in file.left_out],
        "as_printed": list(file.as_printed),
        "warnings": list(file.warnings),
        "authors": list(file.authors),
    }


def _author(by: Author) -> dict[str, str | None]:
    return {"name": by.name, "at": by.at.isoformat() if by.at else None}


def _comment(comment: FileComment) -> dict[str, object]:
    return {"by": _author(comment.by), "text": comment.text, "on": comment.on}


def _lines(file: ReturnedFile) -> Iterator[str]:
    concerned = file.unsure_first
    proposals = sum(len(part.proposals) for part in concerned)
    unsure = sum(proposal.is_unsure for part in concerned for proposal in part.proposals)
    comments = len(file.comments) + sum(len(part.comments) for part in concerned)
    yield f"proposals: {proposals}, unsure: {unsure}, comments: {comments}"
    if file.authors:
        yield f"The file names: {', '.join(file.authors)}"
    for part in concerned:
        yield ""
        yield from _part_lines(part)
    if file.comments:
        yield ""
        yield "On no part"
        for comment in file.comments:
            yield from _comment_lines(comment)
    if file.left_out:
        yield ""
        yield "Left out"
        for left in file.left_out:
            yield from _wrapped(left.text, "  ")
            yield from _wrapped(left.why, "      ")
    if file.warnings:
        yield ""
        yield "Please look at"
        for warning in file.warnings:
            yield from _wrapped(warning, "  ")


def _part_lines(part: ReturnedPart) -> Iterator[str]:
    place = "new" if part.place is None else str(part.place + 1)
    yield f"{place:>4}  {part.kind.value}: {_short(plain(part.old.wording) if part.old else part.found)}"
    for proposal in part.proposals:
        yield f"      {_deed(proposal)}"
        if proposal.became in {Became.REWORDED, Became.MERGED, Became.SPLIT} and part.old is not None:
            segments = compare(part.old.wording, proposal.wording)
            yield from _wrapped("".join(in_brackets(one.change, one.text) for one in segments), "        ")
        elif proposal.became is Became.NEW:
            yield from _wrapped(proposal.wording, "        ")
        if proposal.ending is not None:
            yield f"        ending: {proposal.ending or 'none'}"
        if proposal.is_unsure:
            yield from _wrapped(f"unsure: {proposal.why_unsure}", "        ")
    for comment in part.comments:
        yield from _comment_lines(comment)


def _deed(proposal: FileProposal) -> str:
    words = [proposal.became.value]
    if proposal.is_moved and proposal.became is not Became.MOVED:
        words.append("and moved")
    if proposal.is_moved or proposal.became is Became.NEW:
        words.append("at the beginning" if proposal.after is None else f"after {proposal.after + 1}")
    if proposal.out_of:
        words.append(f"out of {_places(proposal.out_of)}")
    if proposal.into is not None:
        words.append(f"into {proposal.into + 1}")
    if proposal.by:
        words.append("by " + ", ".join(_signed(by) for by in proposal.by))
    if proposal.is_combined:
        words.append("(cannot be told apart)")
    if proposal.is_outside_tracking:
        words.append("outside tracked changes")
    return " ".join(words)


def _places(places: Sequence[int]) -> str:
    return ", ".join(str(place + 1) for place in places)


def _signed(by: Author) -> str:
    return f"{by.name} ({by.at:%Y-%m-%d %H:%M})" if by.at else by.name


def _comment_lines(comment: FileComment) -> Iterator[str]:
    yield f"      comment by {_signed(comment.by)}" + (f" on “{_short(comment.on)}”" if comment.on else "")
    for line in comment.text.split("\n"):
        yield from _wrapped(line, "        ")


def _wrapped(words: str, indent: str) -> Iterator[str]:
    for line in words.split("\n"):
        yield from textwrap.wrap(line, WIDTH, initial_indent=indent, subsequent_indent=indent)


def _short(words: str) -> str:
    return textwrap.shorten(words, 70, placeholder="…")
