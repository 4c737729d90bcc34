"""How names sort in a language: by its alphabet, whatever their accents and size."""

import unicodedata
from functools import lru_cache

_ALPHABETS = {
    "bs": "a b c č ć d dž đ e f g h i j k l lj m n nj o p r s š t u v z ž",
    "cs": "a b c č d e f g h ch i j k l m n o p q r ř s š t u v w x y z ž",
    "da": "a b c d e f g h i j k l m n o p q r s t u v w x y z æ ø å",
    "et": "a b c d e f g h i j k l m n o p q r s š z ž t u v w õ ä ö ü x y",
    "fi": "a b c d e f g h i j k l m n o p q r s t u v w x y z å ä ö",
    "hr": "a b c č ć d dž đ e f g h i j k l lj m n nj o p r s š t u v z ž",
    "hu": "a b c cs d dz dzs e f g gy h i j k l ly m n ny o ö p q r s sz t ty u ü v w x y z zs",
    "mk": "а б в г д ѓ е ж з ѕ и ј к л љ м н њ о п р с т ќ у ф х ц ч џ ш",
    "nb": "a b c d e f g h i j k l m n o p q r s t u v w x y z æ ø å",
    "no": "a b c d e f g h i j k l m n o p q r s t u v w x y z æ ø å",
    "pl": "a ą b c ć d e ę f g h i j k l ł m n ń o ó p q r s ś t u v w x y z ź ż",
    "ro": "a ă â b c d e f g h i î j k l m n o p q r s ș t ț u v w x y z",
    "sl": "a b c č d e f g h i j k l m n o p r s š t u v z ž",
    "sq": "a b c ç d dh e ë f g gj h i j k l ll m n nj o p q r rr s sh t th u v x xh y z zh",
    "sr": "а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш a b c č ć d dž đ e f g h i j k l lj m n nj o p "
    "r s š t u v z ž",
    "sv": "a b c d e f g h i j k l m n o p q r s t u v w x y z å ä ö",
    "tr": "a b c ç d e f g ğ h ı i j k l m n o ö p r s ş t u ü v y z",
    "uk": "а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ь ю я",
}
"""Letters (two signs are one letter where the language counts them so) of the languages whose alphabet is not that of
the signs without their accents."""
_SIGNS = str.maketrans({"đ": "d", "ð": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "þ": "th"})

SortKey = tuple[tuple[tuple[int, str], ...], str]


def sort_key(text: str, language: str) -> SortKey:
    """What a name sorts by in a language. Blanks, hyphens and accents that make no letter of their own do not count,
    unless two names differ in nothing else."""
    small = unicodedata.normalize("NFC", _small(text, language))
    places, longest = _places(language.split("-")[0].lower())
    letters: list[tuple[int, str]] = []
    place = 0
    while place < len(small):
        for length in range(min(longest, len(small) - place), 0, -1):
            sign = small[place : place + length]
            if sign in places:
                letters.append((places[sign], ""))
                break
        else:
            sign = small[place]
            letters.extend(_letter(plain, places) for plain in without_accents(sign) if plain.isalnum())
        place += len(sign)
    return tuple(letters), small


def without_accents(text: str) -> str:
    """A text in the signs of the plain alphabet: "Türkiye" is "Turkiye"."""
    apart = unicodedata.normalize("NFKD", text.translate(_SIGNS))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _small(text: str, language: str) -> str:
    if language.lower().startswith("tr"):
        text = text.replace("I", "ı").replace("İ", "i")
    return text.casefold()


def _letter(sign: str, places: dict[str, int]) -> tuple[int, str]:
    return (places[sign], "") if sign in places else (0 if sign.isdigit() else 1000, sign)


@lru_cache(maxsize=32)
def _places(language: str) -> tuple[dict[str, int], int]:
    letters = _ALPHABETS.get(language, "a b c d e f g h i j k l m n o p q r s t u v w x y z").split()
    return {letter: number for number, letter in enumerate(letters, start=1)}, max(map(len, letters))
