"""Measures every form a statement is printed in, reading it back, and comparing it with its next revision.

`python -m bench.forms` prints JSON: milliseconds of processor time, the median of several goes, warm. Each clause has
words of its own. `compare` pairs the parts of two texts and compares the words of each pair: of the second text every
third clause is reworded, every fiftieth moved to the end and every hundredth new.
"""

import json
from dataclasses import replace

from bench.print import FOLDER, milliseconds, statement, with_words_of_their_own

from jointstatement.documents.files import FORMS, print_document
from jointstatement.documents.plain import read_plain
from jointstatement.documents.style import load_style
from jointstatement.documents.word.read import read_docx
from jointstatement.terms import PartKind
from jointstatement.text.compare import align, compare
from jointstatement.text.document import Document, Part


def next_revision(document: Document) -> Document:
    """The text after a round."""
    kept: list[Part] = []
    moved: list[Part] = []
    for place, part in enumerate(document.parts):
        if not part.is_clause:
            kept.append(part)
            continue
        words = part.wording.split(" ")
        if place % 3 == 0:
            words[7:9] = ["shall", "without", "delay"]
            part = replace(part, wording=" ".join(words))
        (moved if place % 50 == 0 else kept).append(part)
        if place % 100 == 0:
            kept.append(
                Part(PartKind.OPERATIVE, f"We agree to {' '.join(words[3:20])}", id=f"{place:x}".rjust(32, "f"))
            )
    return replace(document, parts=(*kept, *moved))


def compared(old: Document, new: Document) -> int:
    """How many stretches the two texts differ and agree in."""
    return sum(
        len(compare(pair.old.wording if pair.old else "", pair.new.wording if pair.new else ""))
        for pair in align(old.parts, new.parts)
    )


def main() -> None:
    """Prints the figures."""
    style = load_style("o-we", (FOLDER,))
    figures: dict[str, dict[str, float]] = {}
    for clauses in (20, 200, 2000):
        document = with_words_of_their_own(statement(clauses))
        new = next_revision(document)
        times = 3 if clauses == 2000 else 15
        taken = {
            form: milliseconds(lambda document=document, form=form: print_document(document, style, form), times)
            for form in FORMS
        }
        for form, read in (("docx", read_docx), ("txt", read_plain)):
            printed = print_document(document, style, form)
            taken[f"read {form}"] = milliseconds(lambda read=read, printed=printed: read(printed), times)
        taken["compare"] = milliseconds(lambda document=document, new=new: compared(document, new), times)
        figures[str(clauses)] = {what: round(time, 1) for what, time in taken.items()}
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
