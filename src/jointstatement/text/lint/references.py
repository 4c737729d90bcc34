"""References to clauses of the same text: to one that is not there, and to one that has another number by now."""

from collections.abc import Iterator

from jointstatement.errors import N_
from jointstatement.text.lint.warnings import StyleWarning, Subject, Text, warning
from jointstatement.text.references import cites, clauses_by_label, numbers_in
from jointstatement.text.wording import plain


def dangling_references(text: Text) -> Iterator[StyleWarning]:
    """Clauses cited by a number that no clause has, or that meant another clause when it was written.

    What was said then is known beside the words, or read from the revision before.
    """
    if not text.document.clauses:
        return
    labels = clauses_by_label(text.parts, text.labels)
    called = {part_id: label for label, part_id in labels.items()}
    before = {part.id: plain(part.wording) for part in text.facts.earlier}
    earlier = clauses_by_label(text.facts.earlier)
    for place, (part, words) in enumerate(zip(text.parts, text.words, strict=True)):
        for cited in numbers_in(words):
            name = part.id, cited.label, cited.occurrence
            is_known = name in text.facts.meanings
            if not cited.phrase and not is_known:
                continue
            # Words that are new speak of the text as it is now.
            is_old = cited.phrase in before.get(part.id, "")
            then = text.facts.meanings[name] if is_known else cites(cited, earlier) if is_old else None
            span = cited.start, cited.end
            if then is not None and cites(cited, labels) != then:
                now = called.get(then, "")
                message = (
                    N_("“{label}” meant the clause that is {now} now.")
                    if now
                    else N_("“{label}” meant a clause that is no longer in the text.")
                )
                yield warning(text, place, Subject.MOVED_REFERENCE, span, message, label=cited.label, now=now)
            elif not is_known and cites(cited, labels) is None:
                message = N_("There is no clause {label} in this text.")
                yield warning(text, place, Subject.REFERENCE, span, message, label=cited.label)
