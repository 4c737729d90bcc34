"""The language of the interface: its catalogue, and refusals in its words."""

import gettext
from pathlib import Path

from jointstatement.errors import BadInput, Missing, Refusal, StillMissing, UnreadableFile
from jointstatement.text.days import Translate, in_words

_CATALOGUES = Path(__file__).resolve().parent.parent / "locale"


def catalogue(language: str) -> gettext.NullTranslations:
    """The sentences of a language; English, and a language without a catalogue, speak the sentences in the code."""
    return gettext.translation("jointstatement", _CATALOGUES, languages=[language], fallback=True)


def sentence_of(said: Refusal | Missing, translate: Translate) -> str:
    """A refusal, or one thing still missing, as a sentence in the reader's language."""
    if isinstance(said, StillMissing):
        return _filled(said.message, {"sentences": " ".join(sentences_of(said, translate))}, translate)
    if isinstance(said, BadInput | UnreadableFile):
        return _filled(said.sentence_message, said.sentence_parameters, translate)
    return _filled(said.message, said.parameters, translate)


def sentences_of(said: StillMissing, translate: Translate) -> tuple[str, ...]:
    """What still stands in the way of a step, one sentence each."""
    return tuple(sentence_of(missing, translate) for missing in said.missing)


def _filled(message: str, parameters: dict[str, object], translate: Translate) -> str:
    said = {name: in_words(value, translate) for name, value in parameters.items()}
    return (translate(message) if message else "").format(**said)
