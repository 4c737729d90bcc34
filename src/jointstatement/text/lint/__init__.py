"""A look through a drafted text for what readers stumble over. Warnings, never corrections; nothing depends on them.

Each rule lives in the file of its subject, reads the same `Text` and knows of no other rule.
"""

from jointstatement.text.document import Document
from jointstatement.text.lint.abbreviations import undefined_abbreviations
from jointstatement.text.lint.brackets import brackets, double_words
from jointstatement.text.lint.counts import stated_counts
from jointstatement.text.lint.endings import misplaced_endings
from jointstatement.text.lint.forms import two_forms
from jointstatement.text.lint.names import foreign_nouns, missing_footnotes, names_outside
from jointstatement.text.lint.openers import mixed_openers
from jointstatement.text.lint.order import members_out_of_order
from jointstatement.text.lint.references import dangling_references
from jointstatement.text.lint.warnings import Facts, StyleWarning, Subject, Text
from jointstatement.text.number import number_parts
from jointstatement.text.wording import plain

__all__ = ["Facts", "StyleWarning", "Subject", "look_through"]

_RULES = (
    mixed_openers,
    stated_counts,
    members_out_of_order,
    names_outside,
    foreign_nouns,
    missing_footnotes,
    two_forms,
    undefined_abbreviations,
    brackets,
    double_words,
    dangling_references,
    misplaced_endings,
)
_NOTHING = Facts()


def look_through(document: Document, facts: Facts = _NOTHING) -> tuple[StyleWarning, ...]:
    """The warnings on a document, in the order of its text."""
    text = Text(
        document,
        tuple(plain(part.wording) for part in document.parts),
        number_parts(document.parts),
        facts,
    )
    found = [each for rule in _RULES for each in rule(text)]
    return tuple(sorted(found, key=lambda each: (each.place, each.start, each.end, each.subject)))
