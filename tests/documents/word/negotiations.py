"""Random negotiations of an invented forum: a text, the next one, and who proposed what."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random

from jointstatement.terms import AmendmentKind, PartKind
from jointstatement.text.arranging import Arrangement, arranged
from jointstatement.text.composing import IN_ORDER, Deed, in_the_way
from jointstatement.text.document import Document, Draft, Part
from jointstatement.text.live_amendments import Proposal, with_proposals
from jointstatement.text.redline import Credit
from jointstatement.text.rolling import Author, Remark, RollingText
from jointstatement.text.wording import canonical, plain

DELEGATIONS = (
    "Aldmark", "Borvia", "Costara", "Dunmere", "Estvale", "Fjordland", "Greyport", "Highmoor", "Isenia", "Jutmark",
    "Kelland", "Lowmere",
)  # fmt: skip
BEGIN = datetime(2031, 5, 1, 9, 0, tzinfo=UTC)
CHAIR = Author("Chair of the Riverine Cooperation Forum", BEGIN)
SECRETARIAT = Author("Secretariat", BEGIN + timedelta(days=3))
_WORDS = (
    "We", "welcome", "the", "of", "to", "and", "a", "locks", "barges", "river", "pilots", "should", "must", "shall",
    "*note*", "**call upon**", "__flood__", "6^th^", "Lowmere*", "gauges,", "(twice)", "[brackets]", "dredging;",
    "upstream.", "Ђорђе", "Ελλάδα", "İğdır", "<bed>", "&", "un*do*able", "in-depth", "each", "year", "“levels”",
)  # fmt: skip
_KEYS = ("tides", "name", "a*", "gauge")
_MIDDLE = (PartKind.OPERATIVE,) * 5 + (PartKind.PREAMBULAR, PartKind.ITEM, PartKind.ITEM, PartKind.HEADING)


@dataclass(frozen=True, slots=True)
class Negotiation:
    """A revision, the next one, what went from one to the other, and what else is proposed for the first."""

    old: Document
    new: Document
    credits: dict[str, tuple[Credit, ...]]
    proposals: dict[str, tuple[Proposal, ...]]
    remarks: dict[str, tuple[Remark, ...]]
    general: tuple[Remark, ...]


def all_kinds(seed: int) -> RollingText:
    """The revision of that negotiation with amendments of all kinds, as far as none is in another's way."""
    scene, chance = negotiation(seed), Random(seed)
    body = [part for part in scene.old.parts if part.id and part.kind in _MIDDLE]
    made: list[Arrangement] = []
    for number in range(chance.randint(2, 8) if body else 0):
        part, other = chance.choice(body), chance.choice(body)
        kind = chance.choice(IN_ORDER)
        if kind in {AmendmentKind.SPLIT, AmendmentKind.MERGE} and not (part.is_clause and other.is_clause):
            continue
        needs_other = kind in {AmendmentKind.MOVE, AmendmentKind.MERGE}
        if part is other and needs_other:
            continue
        first, _, second = part.wording.partition(" ")
        wording = {
            AmendmentKind.ADD_AFTER: f"We add {number}",
            AmendmentKind.SPLIT: canonical(f"{first} *rest*"),
            AmendmentKind.MERGE: canonical(f"{part.wording} and sail"),
        }.get(kind, "")
        halves = canonical(second or "We rest") if kind is AmendmentKind.SPLIT else ""
        deed = Deed(str(number), kind, part.id, other.id if needs_other else "")
        by = Author(chance.choice(DELEGATIONS), BEGIN)
        made.append(Arrangement(deed, by, wording, halves, "It is clearer.", f"Amendment {number}."))
    words = [Deed(f"words of {part_id}", AmendmentKind.REPLACE, part_id) for part_id in scene.proposals]
    blocked = in_the_way([*(one.deed for one in made), *words])
    proposals = {part_id: some for part_id, some in scene.proposals.items() if f"words of {part_id}" not in blocked}
    free = [one for one in made if one.deed.id not in blocked]
    for one in free:
        if one.deed.kind is AmendmentKind.DELETE:
            proposals[one.deed.part_id] = (Proposal(one.by, "", one.reason),)
    rolling = with_proposals(
        scene.old, proposals, secretariat=SECRETARIAT, remarks=scene.remarks, general=scene.general
    )
    return arranged(rolling, [one for one in free if one.deed.kind is not AmendmentKind.DELETE])


def negotiation(seed: int) -> Negotiation:
    """The negotiation of that number; always the same one."""
    chance = Random(seed)
    authors = [Author(name, BEGIN + timedelta(minutes=chance.randrange(3000))) for name in DELEGATIONS]
    authors = chance.sample(authors, chance.randint(1, len(authors)))
    old = _text(chance)
    proposals: dict[str, tuple[Proposal, ...]] = {}
    for part in old.parts:
        if part.id and chance.random() < 0.4:
            some = chance.sample(authors, min(len(authors), chance.randint(1, 4)))
            proposals[part.id] = tuple(
                Proposal(by, _reworded(chance, part.wording), chance.choice(("", "It is clearer.\nSee clause 2.")))
                for by in some
            )
    new, credits = _next_text(chance, old, proposals)
    remarks = {
        part.id: tuple(
            Remark(by, f"{by.name} asks for time.", about=" ".join(plain(part.wording).split()[1:3]))
            for by in chance.sample(authors, 1)
        )
        for part in old.parts
        if part.id and chance.random() < 0.15
    }
    general = (Remark(authors[0], "We thank the chair."),) if chance.random() < 0.3 else ()
    return Negotiation(old, new, credits, proposals, remarks, general)


def _text(chance: Random) -> Document:
    parts: list[Part] = []
    for kind in (PartKind.TITLE, PartKind.SUBTITLE, PartKind.CHAPEAU):
        if chance.random() < 0.7:
            parts.append(_part(chance, kind))
    parts += [_part(chance, chance.choice(_MIDDLE)) for _ in range(chance.randint(0, 9))]
    if chance.random() < 0.7:
        parts.append(_part(chance, PartKind.CLOSING))
    for key in chance.sample(_KEYS, chance.randint(0, len(_KEYS))):
        mark = chance.choice((None, None, "*", "i"))
        parts.append(replace(_part(chance, PartKind.FOOTNOTE), key=key, mark=mark))
    draft = Draft("Delegations only", "Rev.1", BEGIN) if chance.random() < 0.8 else None
    body = chance.choice(("", "Riverine Cooperation Forum"))
    return Document(tuple(parts), style=chance.choice(("o-we", "numbered")), body=body, draft=draft, place="Lowmere")


def _part(chance: Random, kind: PartKind) -> Part:
    level = chance.randint(1, 3) if kind in (PartKind.ITEM, PartKind.HEADING) else 0
    label = chance.choice((None, None, "a.", "-", "")) if kind is PartKind.ITEM else None
    ending = chance.choice((None, None, None, ";", "."))
    identity = f"{chance.getrandbits(128):032x}" if chance.random() < 0.95 else ""
    return Part(kind, _wording(chance), level, ending, label, id=identity)


def _wording(chance: Random, paragraphs: int = 0) -> str:
    count = paragraphs or chance.choice((1, 1, 1, 1, 2, 3))
    return "\n".join(" ".join(_word(chance) for _ in range(chance.randint(1, 14))) for _ in range(count))


def _word(chance: Random) -> str:
    word = chance.choice(_WORDS)
    return word + (f"[^{chance.choice((*_KEYS, 'nowhere'))}]" if chance.random() < 0.06 else "")


def _reworded(chance: Random, wording: str) -> str:
    if chance.random() < 0.06:
        return ""
    lines = wording.split("\n")
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(lines))
        words = lines[place].split(" ")
        at = chance.randrange(len(words))
        deed = chance.random()
        if deed < 0.3:
            words[at] = _word(chance)
        elif deed < 0.5:
            words.insert(at, _word(chance))
        elif deed < 0.7 and len(words) > 1:
            del words[at]
        elif deed < 0.8:
            words[at : at + 3] = [f"*{_word(chance)} {_word(chance)}*"]
        elif deed < 0.86:
            lines.insert(chance.randint(0, len(lines)), _wording(chance, 1))
            continue
        elif deed < 0.92 and len(lines) > 1:
            del lines[place]
            continue
        lines[place] = " ".join(words)
    return "\n".join(lines)


def _next_text(
    chance: Random, old: Document, proposals: dict[str, tuple[Proposal, ...]]
) -> tuple[Document, dict[str, tuple[Credit, ...]]]:
    credits: dict[str, tuple[Credit, ...]] = {}
    text = [part for part in old.parts if part.kind is not PartKind.FOOTNOTE]
    notes = [part for part in old.parts if part.kind is PartKind.FOOTNOTE]
    for parts in (text, notes):
        for place, part in enumerate(parts):
            deed = chance.random()
            if part.id in proposals and deed < 0.7:
                taken = chance.choice(proposals[part.id])
                credits[part.id] = (Credit(taken.by, taken.wording),)
                wording = taken.wording if chance.random() < 0.6 else _reworded(chance, taken.wording)
                parts[place] = replace(part, wording=wording)
            elif deed < 0.2:
                parts[place] = replace(part, wording=_reworded(chance, part.wording))
            elif deed < 0.24 and part.kind is PartKind.ITEM:
                parts[place] = replace(part, level=chance.randint(1, 3), label=chance.choice((None, "", "-")))
            elif deed < 0.27 and part.is_clause:
                parts[place] = replace(part, kind=PartKind.PREAMBULAR)
            elif deed < 0.3:
                parts[place] = replace(part, ending=chance.choice((None, ";", ".")))
            elif deed < 0.32 and part.kind is PartKind.FOOTNOTE:
                parts[place] = replace(part, mark=chance.choice((None, "*")))
    _rearranged(chance, text)
    _rearranged(chance, notes, moves=0)
    draft = replace(old.draft, revision="Rev.2", as_of=BEGIN + timedelta(days=2)) if old.draft else None
    body = old.body if chance.random() < 0.95 else "Forum of the Rivers"
    return replace(old, parts=(*_in_place(text), *notes), draft=draft, body=body, members=("Aldmark",)), credits


def _rearranged(chance: Random, parts: list[Part], moves: int = 2) -> None:
    for _ in range(chance.choice((0, 0, 1, 1, moves))):
        deed = chance.random()
        if parts and deed < 0.35:
            del parts[chance.randrange(len(parts))]
        elif moves and len(parts) > 2 and deed < 0.7:
            parts.insert(chance.randrange(len(parts)), parts.pop(chance.randrange(len(parts))))
        elif moves:
            parts.insert(chance.randint(0, len(parts)), _part(chance, chance.choice(_MIDDLE)))


def _in_place(parts: Sequence[Part]) -> list[Part]:
    """The parts with title, subtitle and chapeau first and the closing last: no text has them elsewhere."""
    order = {PartKind.TITLE: 0, PartKind.SUBTITLE: 1, PartKind.CHAPEAU: 2, PartKind.CLOSING: 4}
    return sorted(parts, key=lambda part: order.get(part.kind, 3))
