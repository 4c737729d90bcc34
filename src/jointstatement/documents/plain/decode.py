"""From bytes to characters: what cannot be text is refused here, with a sentence, before anything reads it."""

import codecs
import re
import unicodedata

from jointstatement.errors import N_, UnreadableFile

MOST_BYTES = 5_000_000
MOST_LINES = 10_000
"""No statement comes near these; they bound the time and memory that any file can cost."""

_FORMATS = (
    (b"%PDF", N_("This is a PDF. Open it, copy its text into a text file (.txt, UTF-8) and read that.")),
    (
        b"PK\x03\x04",
        N_("This is a Word file or another zip file, not plain text. Save it as plain text (.txt, UTF-8)."),
    ),
    (b"\xd0\xcf\x11\xe0", N_("This is an old Word file (.doc). Save it as plain text (.txt, UTF-8) and read that.")),
    (b"{\\rtf", N_("This is a rich text file (.rtf). Save it as plain text (.txt, UTF-8) and read that.")),
    (b"<!doctype html", N_("This is a web page. Copy its text into a text file (.txt, UTF-8) and read that.")),
    (b"<html", N_("This is a web page. Copy its text into a text file (.txt, UTF-8) and read that.")),
    (b"<?xml", N_("This is an XML file. Copy its text into a text file (.txt, UTF-8) and read that.")),
)

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ufffd\ufffe\uffff]")
_EIGHT_BIT = (
    ("cp1252", "Western European"),
    ("cp1250", "Central European"),
    ("cp1254", "Turkish"),
    ("cp1251", "Cyrillic"),
    ("cp1253", "Greek"),
)
_CENTRAL = re.compile(r"[čćđŠšŽžěřůőűłąęťďňľśźżţŢăĂČĆĐ]")
_WESTERN = re.compile(r"[èéêëàâçîïôùûüöäåæøñóíáúßÈÉÀÇÖÄÅÆØÑ]")
_TURKISH = re.compile(r"[ğışĞİŞ]")


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file in NFC, and what a person should know about how it was read.

    Raises `UnreadableFile` where the bytes are no text, too many, or nothing.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableFile(
            N_("The file has {size} MB; a statement has at most {most} MB. Send only the text of the statement."),
            size=-(-len(data) // 1_000_000),
            most=MOST_BYTES // 1_000_000,
        )
    opening = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for magic, sentence in _FORMATS:
        if opening.startswith(magic.lower()):
            raise UnreadableFile(sentence)
    source, warnings = characters(data)
    source = unicodedata.normalize("NFC", source)
    if not source.strip("\ufeff\u200b \t\r\n\x0b\x0c\xa0"):
        raise UnreadableFile(N_("The file is empty. Choose the file that has the text of the statement in it."))
    controls = len(_CONTROL.findall(source[:200_000]))
    if controls > max(2, len(source[:200_000]) // 500):
        raise UnreadableFile(N_("The file is not readable text. Save the statement as plain text (.txt, UTF-8)."))
    if source.count("\n") + source.count("\r") > 4 * MOST_LINES or len(source.split("\n")) > 4 * MOST_LINES:
        raise _too_many_lines()
    return source, warnings


def _too_many_lines() -> UnreadableFile:
    return UnreadableFile(
        N_("The file has more than {most} lines; no statement is that long. Send only the text of the statement."),
        most=MOST_LINES,
    )


def characters(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The characters of a file in whichever encoding makes sense of it, and what a person should know about that."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16"), ()
        except UnicodeDecodeError:
            raise UnreadableFile(
                N_("The file says that it is UTF-16 text and is not. Save it as plain text (.txt, UTF-8).")
            ) from None
    if b"\0" in data:
        raise UnreadableFile(N_("The file is not text (it holds zero bytes). Save the statement as plain text."))
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        # What is no UTF-8 is guessed below, and the guess is said.
        pass
    encoding, letters = _guessed_encoding(data)
    source = data.decode(encoding, errors="replace")
    return source, (
        f"The file is not UTF-8; it was read as {letters} text ({encoding}). Please check the accented letters.",
    )


def _guessed_encoding(data: bytes) -> tuple[str, str]:
    """The eight-bit encoding in which the letters above ASCII make the most sense."""
    sample = data[:200_000]
    names = dict(_EIGHT_BIT)
    high = sum(byte >= 0xC0 for byte in sample)
    low = sum(65 <= (byte & 0xDF) <= 90 for byte in sample if byte < 128)
    if high > low:
        # Greek writes an accent on every word, with four bytes that are rare capitals in Cyrillic.
        accented = sum(0xDC <= byte <= 0xDF for byte in sample)
        chosen = "cp1253" if accented * 30 > high and b"\xff" not in sample else "cp1251"
        return chosen, names[chosen]
    turkish_letters = len(_TURKISH.findall(sample.decode("cp1254", errors="replace")))
    central_text = sample.decode("cp1250", errors="replace")
    central_letters = len(_CENTRAL.findall(central_text))
    western_letters = len(_WESTERN.findall(sample.decode("cp1252", errors="replace")))
    distinct = len({letter for letter in central_text if letter in "šžŠŽčćđČĆĐěřůőűłąęśźż"})
    if turkish_letters and turkish_letters * 3 > western_letters and b"\xfd" in sample:
        chosen = "cp1254"
    elif central_letters and (distinct >= 2 or central_letters > western_letters):
        chosen = "cp1250"
    else:
        chosen = "cp1252"
    return chosen, names[chosen]
