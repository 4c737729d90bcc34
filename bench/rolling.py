"""Measures rolling texts: 200 clauses, each amended by three of twelve delegations, and the redline of 2,000 clauses.

`python -m bench.rolling` prints JSON: milliseconds of processor time, the median of several runs and the best one.
`warm` means that the same was made before: the program keeps the last few thousand wordings, and what changed between
two of them. `read, not compared` means that it has the wordings alone; `cold` that it has nothing.
"""

import json
import statistics
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

from bench.print import FOLDER, SENTENCE, packed_again

from jointstatement.documents.style import load_style
from jointstatement.documents.word import elements
from jointstatement.documents.word.rolling import write_rolling
from jointstatement.documents.word.write import write_docx
from jointstatement.terms import PartKind
from jointstatement.text import rolling as values
from jointstatement.text import tokens, wording
from jointstatement.text.compare import align, compare
from jointstatement.text.document import Document, Draft, Part
from jointstatement.text.live_amendments import Proposal, with_proposals
from jointstatement.text.redline import redline
from jointstatement.text.rolling import Author, RollingText

AT = datetime(2031, 5, 1, 9, tzinfo=UTC)
DELEGATIONS = tuple(Author(f"Delegation {number}", AT) for number in range(12))
SECRETARIAT = Author("Secretariat", AT)
OTHER_WORDS = ("beacons", "by", "day", "weekly", "harbourmasters", "instruct", "clearly", "soon", "bells", "fog")


def statement(clauses: int) -> Document:
    """A draft of so many clauses, each of about forty words."""
    parts = (Part(PartKind.OPERATIVE, SENTENCE.format(number=number), id=f"{number:032x}") for number in range(clauses))
    return Document((Part(PartKind.TITLE, "JOINT STATEMENT"), *parts), draft=Draft("", "Rev.1", AT))


def reworded(chance: Random, source: str, times: int) -> str:
    """The wording with some of its words replaced, put in or taken out."""
    words = source.split(" ")
    for _ in range(times):
        place = chance.randrange(3, len(words))
        deed = chance.random()
        if deed < 0.6:
            words[place] = chance.choice(OTHER_WORDS)
        elif deed < 0.8:
            words.insert(place, chance.choice(OTHER_WORDS))
        else:
            del words[place]
    return " ".join(words)


def proposals(document: Document) -> dict[str, tuple[Proposal, ...]]:
    """Amendments by three of the delegations to each clause."""
    chance = Random(1)
    return {
        part.id: tuple(
            Proposal(by, reworded(chance, part.wording, 2), "It is clearer.") for by in chance.sample(DELEGATIONS, 3)
        )
        for part in document.clauses
    }


def next_text(document: Document) -> Document:
    """Half of the clauses reworded, some gone, a few moved."""
    chance = Random(2)
    parts = [
        replace(part, wording=reworded(chance, part.wording, 4)) if chance.random() < 0.5 else part
        for part in document.parts
        if not part.is_clause or chance.random() > 0.04
    ]
    for _ in range(6):
        parts.insert(chance.randrange(1, len(parts)), parts.pop(chance.randrange(1, len(parts))))
    return replace(document, parts=tuple(parts))


def forget() -> None:
    """Makes the program read every wording anew."""
    for kept in (wording.parse, wording.canonical, tokens.tokens, values.stands_alone, elements.marked_runs):
        kept.cache_clear()
    forget_changes()


def forget_changes() -> None:
    """Makes the program compare every two wordings anew."""
    tokens.changes_of.cache_clear()


def milliseconds(
    deed: Callable[[], object], times: int, *, before: Callable[[], object] = lambda: None
) -> dict[str, float]:
    """The processor time that a deed takes, after one that does not count: the median and the best of several."""
    deed()
    taken = []
    for _ in range(times):
        before()
        started = time.process_time()
        deed()
        taken.append(time.process_time() - started)
    return {"median": round(statistics.median(taken) * 1000, 1), "best": round(min(taken) * 1000, 1)}


def main() -> None:
    """Prints the figures."""
    style = load_style("o-we", (FOLDER,))
    base = statement(200)
    live = proposals(base)

    def compose() -> RollingText:
        return with_proposals(base, live, secretariat=SECRETARIAT)

    rolling = compose()

    def print_it() -> bytes:
        return write_rolling(rolling, style, secretariat=SECRETARIAT)

    def compose_and_print() -> bytes:
        return write_rolling(compose(), style, secretariat=SECRETARIAT)

    old = statement(2000)
    new = next_text(old)

    def align_and_compare() -> object:
        return [
            compare(pair.old.wording, pair.new.wording) for pair in align(old.parts, new.parts) if pair.old and pair.new
        ]

    figures = {
        "rolling text, 200 clauses, 3 of 12 delegations each": {
            "changes": sum(stretch.by is not None for part in rolling.parts for stretch in part.stretches),
            "bytes": len(print_it()),
            "compose and print, warm": milliseconds(compose_and_print, 25),
            "compose and print, read, not compared": milliseconds(compose_and_print, 15, before=forget_changes),
            "compose and print, cold": milliseconds(compose_and_print, 5, before=forget),
            "compose, warm": milliseconds(compose, 25),
            "print, warm": milliseconds(print_it, 25),
            "deflate the same bytes": milliseconds(packed_again(print_it(), zipfile.ZIP_DEFLATED), 25),
            "clean print, warm": milliseconds(lambda: write_docx(base, style), 25),
        },
        "two texts of 2,000 clauses": {
            "align and compare, warm": milliseconds(align_and_compare, 9),
            "align and compare, cold": milliseconds(align_and_compare, 3, before=forget),
            "redline, warm": milliseconds(lambda: redline(old, new, by=SECRETARIAT), 9),
            "redline, cold": milliseconds(lambda: redline(old, new, by=SECRETARIAT), 3, before=forget),
        },
    }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
