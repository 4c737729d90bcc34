"""Changed words in a line of a terminal: [-what is gone-], {+what is new+}."""

from jointstatement.text.compare import Change

_BRACKETS = {Change.SAME: "{}", Change.DELETED: "[-{}-]", Change.INSERTED: "{{+{}+}}"}


def in_brackets(change: Change, words: str) -> str:
    """Words in the brackets of what became of them."""
    return _BRACKETS[change].format(words)
