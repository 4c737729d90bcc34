"""Measures printing: our Word file, the archive alone, and the same paragraphs by python-docx one at a time.

`python -m bench.print` prints JSON: milliseconds of processor time, the median of several prints with a warm template.
`floor_deflated` packs the same parts with zipfile at its usual level, `floor_stored` without packing them. Each is
measured twice: with one sentence over and over, which deflate packs three times as fast as it packs a text, and with
words of its own in each clause.
"""

import io
import json
import random
import re
import statistics
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from importlib import resources
from itertools import product

import docx

from jointstatement.documents.style import load_style
from jointstatement.documents.word.write import write_docx
from jointstatement.settings import shipped
from jointstatement.terms import PartKind
from jointstatement.text.document import Document, Part

FOLDER = shipped("templates") / "statements"
EXAMPLES = ("seventh-meeting.txt", "eighth-meeting.txt")
SENTENCE = (
    "We *call upon* the harbours of number {number} to keep their lamps lit by night, to share what they learn of the "
    "tides on the 6^th^ day of each month, and to report to the chair before the next meeting"
)


def statement(clauses: int) -> Document:
    """A statement of so many clauses, each of about forty words."""
    return Document(
        (
            Part(PartKind.TITLE, "JOINT STATEMENT"),
            Part(PartKind.CHAPEAU, "Pelland, Quay and Ostmark concluded as follows:"),
            *(
                Part(PartKind.OPERATIVE, SENTENCE.format(number=number), id=f"{number:032x}")
                for number in range(clauses)
            ),
        )
    )


def with_words_of_their_own(document: Document) -> Document:
    """The same statement, each clause of forty words drawn from the example statements; the same ones each time."""
    examples = resources.files("jointstatement.example")
    texts = " ".join(examples.joinpath(name).read_text("utf-8") for name in EXAMPLES)
    vocabulary = sorted(set(re.findall(r"\w+", texts)))
    drawn = random.Random(31)

    def words(count: int) -> str:
        return " ".join(drawn.choices(vocabulary, k=count))

    return replace(
        document,
        parts=tuple(
            replace(part, wording=f"We *call upon* {words(25)} on the 6^th^ day {words(9)}") if part.is_clause else part
            for part in document.parts
        ),
    )


def packed_again(printed: bytes, method: int) -> Callable[[], object]:
    """Packs the parts of a printed file anew."""
    with zipfile.ZipFile(io.BytesIO(printed)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]

    def pack() -> None:
        with zipfile.ZipFile(io.BytesIO(), "w", method) as archive:
            for name, content in parts:
                archive.writestr(zipfile.ZipInfo(name), content, compress_type=method)

    return pack


def naive(document: Document) -> None:
    """The same paragraphs, one `add_paragraph` each."""
    opened = docx.Document(str(FOLDER / "o-we" / "style.docx"))
    for part in document.parts:
        name = "JS Operative" if part.is_clause else "JS Chapeau"
        opened.add_paragraph(part.wording, style=name)
    opened.save(io.BytesIO())


def milliseconds(deed: Callable[[], object], times: int) -> float:
    """The median of the processor time that a deed takes, after one that does not count."""
    deed()
    taken = []
    for _ in range(times):
        started = time.process_time()
        deed()
        taken.append(time.process_time() - started)
    return statistics.median(taken) * 1000


def main() -> None:
    """Prints the figures."""
    style = load_style("o-we", (FOLDER,))
    figures: dict[str, dict[str, float]] = {}
    for clauses, kind in product((20, 200, 2000), ("one sentence", "own words")):
        document = statement(clauses) if kind == "one sentence" else with_words_of_their_own(statement(clauses))
        printed = write_docx(document, style)
        times = 5 if clauses == 2000 else 25
        ours = milliseconds(lambda document=document: write_docx(document, style), times)
        deflated = milliseconds(packed_again(printed, zipfile.ZIP_DEFLATED), times)
        stored = milliseconds(packed_again(printed, zipfile.ZIP_STORED), times)
        one_by_one = milliseconds(lambda document=document: naive(document), 3)
        figures[f"{clauses}, {kind}"] = {
            "bytes": len(printed),
            "ours": round(ours, 2),
            "floor_deflated": round(deflated, 2),
            "floor_stored": round(stored, 2),
            "naive": round(one_by_one, 2),
            "ours_to_floor_deflated": round(ours / deflated, 2),
            "naive_to_ours": round(one_by_one / ours, 1),
        }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
