"""The order of members in lists typed by hand: the profile's, or the alphabet of the text's language."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from jointstatement.errors import N_
from jointstatement.text.collation import sort_key
from jointstatement.text.lint.lists import rows_of_known
from jointstatement.text.lint.warnings import StyleWarning, Subject, Text, warning


def members_out_of_order(text: Text) -> Iterator[StyleWarning]:
    """Names that stand before one that they should follow; each list is spoken of once."""
    naming = text.facts.naming
    known = [form for row in naming.names for form in row.forms] if naming else list(text.document.members)
    for place, words in enumerate(text.words):
        for row in rows_of_known(words, known):
            pair = _first_out_of_order(text, row.names)
            if pair:
                yield warning(
                    text,
                    place,
                    Subject.ORDER,
                    (row.start, row.end),
                    N_("In this list “{first}” stands before “{second}”; their order is the other way round."),
                    first=pair[0],
                    second=pair[1],
                )


def _first_out_of_order(text: Text, names: Sequence[str]) -> tuple[str, str] | None:
    naming = text.facts.naming
    if naming is not None:
        places = {naming.name(each): place for place, each in enumerate(naming.order)}
        keys = [(places.get(naming.spoken(name), -1), name) for name in names]
        return next(((a, b) for (x, a), (y, b) in pairwise(keys) if x > y), None)
    sorted_by = [(sort_key(name, text.document.language), name) for name in names]
    return next(((a, b) for (x, a), (y, b) in pairwise(sorted_by) if x > y), None)
