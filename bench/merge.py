"""Measures the merging of amendments: redlines, collisions and the merged view of every clause.

`python -m bench.merge WORKLOAD.json` reads `{"clauses": [text], "amendments": [{"id", "clause": index, "text"}]}` and
prints as JSON the redline of each amendment, the groups that collide, the merged view of each clause with its sources,
and the milliseconds that each step took: `milliseconds` by the clock in the first run, in which none of these wordings
was read before (but a few others), `processor` of processor time in that run, `warm` by the clock when the same is
asked again.

`--figures` leaves everything but the figures out and adds the plain way (`difflib` for each amendment, then every pair
of amendments of a clause) in the same run. `python -m bench.merge --make 40 1000 [--seed 1]` prints a workload of so
many clauses of 35 to 55 words and so many amendments, each an insertion, a deletion or a replacement of one to six
words at one place; the same seed gives the same bytes.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from random import Random

from jointstatement.text import collisions, edits, merging, tokens, wording
from jointstatement.text.collisions import Collision
from jointstatement.text.compare import Segment
from jointstatement.text.merging import Merged, Piece

OPENINGS = ("We welcome", "We call upon", "We invite", "We encourage", "We recall", "We underline", "We agree that")
WORDS = (
    "anchorage apprentices archive barges basin beacons bells bridges buoys canal captains cargo charts coast "
    "commission crews currents dikes docks dredging estuary exchange ferries fisheries floods fog fords forum "
    "gauges harbours hulls joint lamps landing ledger levels lighthouse lock locks marshes masters members mills "
    "moorings navigation observers passage patrol pilots piers ports quays rafts rapids reeds registers report "
    "reservoirs riverbanks ropes rowers sails salmon sandbanks schools secretariat ships shoals signals silt "
    "skippers sluices soundings springs stations storms straits surveys tides tolls tonnage towpaths training "
    "tributaries upstream vessels voyages warnings watch water waterway weirs wharves winds yearly annually "
    "clearly jointly openly promptly safely together "
)
VOCABULARY = tuple(WORDS.split())
SMALL = ("of", "the", "and", "to", "in", "for", "with", "by", "on", "their", "all", "its", "from", "at")


@dataclass(frozen=True)
class Amendment:
    """What somebody proposes for a clause."""

    id: object
    clause: int
    text: str


@dataclass(frozen=True)
class Workload:
    """Clauses and the amendments of them."""

    clauses: tuple[str, ...]
    amendments: tuple[Amendment, ...]

    @property
    def by_clause(self) -> list[dict[str, str]]:
        """The amended wordings of each clause by the number of the amendment: ids need not be unique, numbers are."""
        found: list[dict[str, str]] = [{} for _ in self.clauses]
        for number, one in enumerate(self.amendments):
            found[one.clause][str(number)] = one.text
        return found


@dataclass(frozen=True)
class Results:
    """What was found, and how long each step took, in milliseconds by the clock and of processor time."""

    redlines: list[tuple[Segment, ...]]
    groups: list[tuple[Collision, ...]]
    merged: list[Merged]
    clock: Mapping[str, float]
    processor: Mapping[str, float]


class Unreadable(Exception):
    """A workload that is not what it should be; says why."""


def read(source: str) -> Workload:
    """A workload from its JSON."""
    try:
        given = json.loads(source, parse_constant=_refused)
    except (ValueError, RecursionError) as reason:
        raise Unreadable(f"this is no JSON: {reason}") from reason
    if not isinstance(given, dict) or not isinstance(given.get("clauses"), list):
        raise Unreadable('a workload is an object with "clauses", a list of texts, and "amendments"')
    clauses = given["clauses"]
    for place, text in enumerate(clauses):
        if not isinstance(text, str):
            raise Unreadable(f"clause {place} is no text")
    amendments: list[Amendment] = []
    rows = given.get("amendments", [])
    if not isinstance(rows, list):
        raise Unreadable('"amendments" is no list')
    for place, row in enumerate(rows):
        if not isinstance(row, dict) or not isinstance(row.get("text"), str) or "id" not in row:
            raise Unreadable(f'amendment {place} needs "id", "clause" and a text as "text"')
        clause = row.get("clause")
        if not isinstance(clause, int) or isinstance(clause, bool) or not 0 <= clause < len(clauses):
            raise Unreadable(
                f"amendment {place} is of clause {clause!r}, and there are the clauses 0 to {len(clauses) - 1}"
            )
        amendments.append(Amendment(row["id"], clause, row["text"]))
    return Workload(tuple(clauses), tuple(amendments))


def _refused(word: str) -> None:
    """NaN and the infinities, which are none of JSON's numbers and could not be printed again."""
    raise ValueError(f"{word} is no number")


def merge(workload: Workload) -> Results:
    """Every redline, every group that collides and every merged clause, timed step by step."""
    clock: dict[str, float] = {}
    processor: dict[str, float] = {}

    def timed(step: str, deed: Callable[[], list]) -> list:
        began, used = time.perf_counter(), time.process_time()
        found = deed()
        clock[step] = round((time.perf_counter() - began) * 1000, 2)
        processor[step] = round((time.process_time() - used) * 1000, 2)
        return found

    by_clause = workload.by_clause
    redlines = timed(
        "redlines", lambda: [merging.redline(workload.clauses[one.clause], one.text) for one in workload.amendments]
    )
    pairs = list(zip(workload.clauses, by_clause, strict=True))
    groups = timed("groups", lambda: [merging.groups(clause, proposals) for clause, proposals in pairs])
    merged = timed("merged", lambda: [merging.merged(clause, proposals) for clause, proposals in pairs])
    for figures in (clock, processor):
        figures["together"] = round(sum(figures.values()), 2)
    return Results(redlines, groups, merged, clock, processor)


def shown(workload: Workload, results: Results) -> dict[str, object]:
    """What was found, as JSON has it."""

    def ids(sources: Sequence[str]) -> list[object]:
        return [workload.amendments[int(source)].id for source in sources]

    def group(clause: int, collision: Collision) -> dict[str, object]:
        return {
            "clause": clause,
            "start": collision.start,
            "end": collision.end,
            "words": collision.words,
            "ids": ids(collision.sources),
            "alternatives": [{"words": one.words, "sources": ids(one.sources)} for one in collision.alternatives],
        }

    def piece(one: Piece) -> dict[str, object]:
        became = "deleted" if one.is_deleted else "inserted" if one.sources else "same"
        return {"change": "disputed" if one.collision else became, "text": one.text, "sources": ids(one.sources)}

    return {
        "redlines": [
            {
                "id": one.id,
                "clause": one.clause,
                "segments": [{"change": segment.change.value, "text": segment.text} for segment in segments],
            }
            for one, segments in zip(workload.amendments, results.redlines, strict=True)
        ],
        "groups": [group(clause, one) for clause, found in enumerate(results.groups) for one in found],
        "merged": [
            {
                "clause": clause,
                "wording": one.wording,
                "pieces": [piece(each) for each in one.pieces],
                "collisions": [group(clause, each) for each in one.collisions],
                "standing": ids(one.standing),
                "held": ids(one.held),
            }
            for clause, one in enumerate(results.merged)
        ],
    }


def plainly(workload: Workload) -> dict[str, float]:
    """The plain way: `difflib` by words for each amendment, and every pair of a clause's amendments compared.

    It merges nothing and shows no alternatives. Milliseconds of processor time.
    """
    began = time.process_time()
    rows = [clause.split() for clause in workload.clauses]
    changed: list[list[list[tuple[int, int]]]] = [[] for _ in rows]
    for one in workload.amendments:
        matcher = SequenceMatcher(None, rows[one.clause], one.text.split(), autojunk=False)
        changed[one.clause].append([(code[1], code[2]) for code in matcher.get_opcodes() if code[0] != "equal"])
    redlined = time.process_time()
    for spans in changed:
        for one, other in combinations(spans, 2):
            any(max(a, c) < min(b, d) or (a, b) == (c, d) for a, b in one for c, d in other)
    done = time.process_time()
    return {
        "redlines": round((redlined - began) * 1000, 2),
        "groups": round((done - redlined) * 1000, 2),
        "together": round((done - began) * 1000, 2),
    }


def forget() -> None:
    """Makes the program read every wording anew."""
    for kept in (wording.parse, wording.canonical, tokens.tokens, edits.words_of, edits.edits, edits.smallest_edits):
        kept.cache_clear()
    collisions.found_in.cache_clear()


def make(clauses: int, amendments: int, seed: int) -> dict[str, object]:
    """A workload; the amendments go round the clauses."""
    chance = Random(seed)

    def words(count: int) -> list[str]:
        return [chance.choice(SMALL if chance.random() < 0.35 else VOCABULARY) for _ in range(count)]

    def clause() -> str:
        row = [*chance.choice(OPENINGS).split(), *words(chance.randint(33, 51))]
        for place in range(6, len(row) - 1):
            if chance.random() < 0.07:
                row[place] += ","
        return " ".join(row)

    def amended(text: str) -> str:
        row = text.split(" ")
        deed = chance.choice(("insertion", "deletion", "replacement"))
        place = chance.randrange(len(row) + (deed == "insertion"))
        end = place if deed == "insertion" else min(place + chance.randint(1, 6), len(row))
        coming = [] if deed == "deletion" else words(chance.randint(1, 6))
        return " ".join([*row[:place], *coming, *row[end:]])

    texts = [clause() for _ in range(clauses)]
    rows = []
    for number in range(amendments):
        place = number % clauses
        text = texts[place]
        while text == texts[place]:
            text = amended(texts[place])
        rows.append({"id": f"a{number + 1}", "clause": place, "text": text})
    return {"clauses": texts, "amendments": rows}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, or makes what is measured."""
    parser = argparse.ArgumentParser(prog="python -m bench.merge", description=__doc__.splitlines()[0])
    parser.add_argument("workload", nargs="?", help="a JSON file, or - for what comes in")
    parser.add_argument("--figures", action="store_true", help="print the figures alone, beside those of the plain way")
    parser.add_argument("--make", nargs=2, type=int, metavar=("CLAUSES", "AMENDMENTS"), help="print a workload")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    if asked.make:
        clauses, amendments = asked.make
        if clauses < 1 or amendments < 0:
            parser.error("a workload has at least one clause")
        print(json.dumps(make(clauses, amendments, asked.seed)))
        return 0
    if not asked.workload:
        parser.error("name a workload, or make one with --make")
    try:
        source = sys.stdin.read() if asked.workload == "-" else Path(asked.workload).read_text(encoding="utf-8-sig")
        workload = read(source)
    except (OSError, UnicodeDecodeError, Unreadable) as reason:
        print(f"{asked.workload}: {reason}", file=sys.stderr)
        return 2
    merge(read(json.dumps(make(2, 8, 0))))
    results = merge(workload)
    again = merge(workload)
    figures: dict[str, object] = {
        "milliseconds": results.clock,
        "processor": results.processor,
        "warm": again.clock,
    }
    if not asked.figures:
        print(json.dumps({**shown(workload, results), **figures}, indent=1))
        return 0
    runs = []
    for _ in range(9):
        forget()
        runs.append(merge(workload).processor)
    best = min(runs, key=lambda run: run["together"])
    plain = min((plainly(workload) for _ in range(5)), key=lambda run: run["together"])
    figures |= {
        "processor, best of nine, nothing read before": best,
        "the plain way, best of five": plain,
        "plain way : ours": round(plain["together"] / (best["redlines"] + best["groups"]), 1),
    }
    collisions = sum(map(len, results.groups))
    print(json.dumps({"amendments": len(workload.amendments), "groups": collisions, **figures}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
