"""A text in another language: how languages are called, what a translation says of itself, and whose part is whose.

What stands at the head of a translation stands there in its own language where that is one of those below, and in
English for all others.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jointstatement.errors import N_, BadInput
from jointstatement.terms import PartKind, TranslationStatus
from jointstatement.text.document import Part
from jointstatement.text.wording import FootnoteMark, footnote_keys, parse, plain, write


@dataclass(frozen=True, slots=True)
class Language:
    """A language, and what stands at the head of a translation into it."""

    name: str
    """In English."""
    unofficial: str
    official: str


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one part in another language, with the punctuation that closes them."""

    wording: str
    ending: str


_LANGUAGES = {
    "bg": Language("Bulgarian", "Неофициален превод", "Официален превод"),
    "bs": Language("Bosnian", "Nezvanični prijevod", "Zvanični prijevod"),
    "cs": Language("Czech", "Neoficiální překlad", "Oficiální překlad"),
    "de": Language("German", "Nichtamtliche Übersetzung", "Amtliche Übersetzung"),
    "el": Language("Greek", "Ανεπίσημη μετάφραση", "Επίσημη μετάφραση"),
    "en": Language("English", "Unofficial translation", "Official translation"),
    "es": Language("Spanish", "Traducción no oficial", "Traducción oficial"),
    "fi": Language("Finnish", "Epävirallinen käännös", "Virallinen käännös"),
    "fr": Language("French", "Traduction non officielle", "Traduction officielle"),
    "hr": Language("Croatian", "Neslužbeni prijevod", "Službeni prijevod"),
    "hu": Language("Hungarian", "Nem hivatalos fordítás", "Hivatalos fordítás"),
    "it": Language("Italian", "Traduzione non ufficiale", "Traduzione ufficiale"),
    "mk": Language("Macedonian", "Неофицијален превод", "Официјален превод"),
    "nl": Language("Dutch", "Niet-officiële vertaling", "Officiële vertaling"),
    "pl": Language("Polish", "Tłumaczenie nieoficjalne", "Tłumaczenie oficjalne"),
    "pt": Language("Portuguese", "Tradução não oficial", "Tradução oficial"),
    "ro": Language("Romanian", "Traducere neoficială", "Traducere oficială"),
    "ru": Language("Russian", "Неофициальный перевод", "Официальный перевод"),
    "sk": Language("Slovak", "Neoficiálny preklad", "Oficiálny preklad"),
    "sl": Language("Slovenian", "Neuradni prevod", "Uradni prevod"),
    "sq": Language("Albanian", "Përkthim jozyrtar", "Përkthim zyrtar"),
    "sr": Language("Serbian", "Nezvaničan prevod", "Zvaničan prevod"),
    "sr-Cyrl": Language("Serbian (Cyrillic)", "Незваничан превод", "Званичан превод"),
    "sv": Language("Swedish", "Inofficiell översättning", "Officiell översättning"),
    "tr": Language("Turkish", "Gayriresmî tercüme", "Resmî tercüme"),
    "uk": Language("Ukrainian", "Неофіційний переклад", "Офіційний переклад"),
}
_NAMED = {
    PartKind.TITLE: "the title",
    PartKind.SUBTITLE: "the subtitle",
    PartKind.CHAPEAU: "the chapeau",
    PartKind.FORMULA: "a formula",
    PartKind.HEADING: "a heading",
    PartKind.PREAMBULAR: "a clause",
    PartKind.OPERATIVE: "a clause",
    PartKind.ITEM: "an item",
    PartKind.CLOSING: "the closing",
    PartKind.FOOTNOTE: "a footnote",
}
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_SHOWN = 60
"""Signs of a part's words that a refusal quotes."""


def is_language(tag: str) -> bool:
    """Whether these are the letters of a language, as "en" or "pt-BR"."""
    return _TAG.fullmatch(tag) is not None


def language_tag(field: str, tag: str) -> str:
    """A language by its letters, as one writes them. Raises `BadInput`."""
    if not is_language(tag):
        raise BadInput(field, N_("Please give the language by its letters, as “en” or “fr”."))
    return as_written(tag)


def another_language(tag: str, original: str) -> str:
    """A language into which a text is translated, as one writes it. Raises `BadInput`, for the original's own too."""
    language = language_tag("language", tag)
    if language == as_written(original):
        raise BadInput("language", N_("This is the language of the original. Please give another one."))
    return language


def as_written(tag: str) -> str:
    """The letters of a language as RFC 5646 has them written, in whatever case they came: "sr-Cyrl", "pt-BR"."""
    language, *further = tag.lower().split("-")
    cases = {2: str.upper, 4: str.capitalize}
    return "-".join((language, *(cases.get(len(each), str)(each) for each in further)))


def language_name(tag: str) -> str:
    """A language as one calls it, "Turkish"; its tag where it is none of those that are known here."""
    known = _known(tag)
    return known.name if known else tag


def mark_of(status: TranslationStatus, language: str, corrigenda: Sequence[int] = ()) -> str:
    """What stands at the head of a translation, in its language, with the corrigenda that it reads, as "Corr.1".

    An authentic text says nothing of its standing.
    """
    known = _known(language) or _LANGUAGES["en"]
    standing = known.official if status is TranslationStatus.OFFICIAL else known.unofficial
    said = [] if status is TranslationStatus.AUTHENTIC else [standing]
    return ", ".join((*said, *(f"Corr.{number}" for number in corrigenda)))


def translated(original: Sequence[Part], words: Mapping[str, Words]) -> tuple[Part, ...]:
    """The parts of the original that have words in the other language, with these words and their own endings."""
    return tuple(
        replace(part, wording=words[part.id].wording, ending=words[part.id].ending)
        for part in original
        if part.id in words
    )


def demand_same_footnotes(original: Part, wording: str) -> None:
    """Refuses words that call other footnotes than the original's, with `BadInput`; their order is each language's."""
    called = sorted(footnote_keys(original.wording))
    if sorted(footnote_keys(wording)) == called:
        return
    if not called:
        raise BadInput("wording", N_("The original calls no footnote here. Please leave its mark out."))
    raise BadInput(
        "wording",
        N_("The original calls footnotes here. Please keep their marks among the words, each once: {marks}"),
        marks=" ".join(f"[^{key}]" for key in called),
    )


def laid_beside(original: Sequence[Part], given: Sequence[Part]) -> dict[str, Part]:
    """The parts of a file by the original's parts that they translate: as the file itself knows them, else in order.

    Footnotes get the original's keys. Raises `BadInput`, with the first place where the two differ in their build.
    """
    text, notes = _divided(given)
    own_text, own_notes = _divided(original)
    known = {part.id: part for part in given if part.id}
    if len(known) == len(given) and known.keys() == {part.id for part in original}:
        pairs = [(part, known[part.id]) for part in (*own_text, *own_notes)]
    else:
        pairs = [*_in_order(own_text, text), *_in_order(own_notes, notes)]
    keys = {one.key: part.key for part, one in pairs if part.kind is PartKind.FOOTNOTE and one.key and part.key}
    return {part.id: replace(one, wording=_with_keys(one.wording, keys)) for part, one in pairs}


def _in_order(original: Sequence[Part], given: Sequence[Part]) -> list[tuple[Part, Part]]:
    for place, (part, one) in enumerate(zip(original, given, strict=False), start=1):
        if _NAMED[part.kind] != _NAMED[one.kind]:
            raise BadInput(
                "file",
                N_(
                    "The file is built otherwise than the original from part {place} on: there stands {kind} in the "
                    "original (“{words}”), and in the file {other_kind} (“{other_words}”). Nothing was taken over."
                ),
                place=place,
                kind=_NAMED[part.kind],
                words=_opening(part),
                other_kind=_NAMED[one.kind],
                other_words=_opening(one),
            )
    if len(given) < len(original):
        missing = original[len(given)]
        raise BadInput(
            "file",
            N_(
                "The original has {count} parts and the file {other_count}: {kind} of the original (“{words}”) has no "
                "counterpart in it. Nothing was taken over."
            ),
            count=len(original),
            other_count=len(given),
            kind=_NAMED[missing.kind],
            words=_opening(missing),
        )
    if len(given) > len(original):
        more = given[len(original)]
        raise BadInput(
            "file",
            N_(
                "The original has {count} parts and the file {other_count}: {kind} of the file (“{words}”) has no "
                "counterpart in the original. Nothing was taken over."
            ),
            count=len(original),
            other_count=len(given),
            kind=_NAMED[more.kind],
            words=_opening(more),
        )
    return list(zip(original, given, strict=True))


def _divided(parts: Sequence[Part]) -> tuple[list[Part], list[Part]]:
    """The parts of the text and its footnotes, each in order."""
    text = [part for part in parts if part.kind is not PartKind.FOOTNOTE]
    return text, [part for part in parts if part.kind is PartKind.FOOTNOTE]


def _with_keys(wording: str, keys: Mapping[str, str]) -> str:
    return write(
        FootnoteMark(keys[each.key]) if isinstance(each, FootnoteMark) and each.key in keys else each
        for each in parse(wording)
    )


def _opening(part: Part) -> str:
    words = " ".join(plain(part.wording).split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()} …"


def _known(tag: str) -> Language | None:
    return _LANGUAGES.get(tag) or _LANGUAGES.get("-".join(tag.split("-")[:2])) or _LANGUAGES.get(tag.split("-")[0])
