"""Every refusal by its name, with a sentence fit for a delegate.

A refusal is a fact of the trade, not a fault of the program. It carries a message (an English sentence that is also its
gettext id, with `{named}` places) and the parameters that fill it; it is translated where it is shown. Rooms that know
more facts define their refusals here too, so that this file is the list of everything the program can refuse: it is
long, and stands in the order of the deeds, under headings.
"""

from datetime import datetime
from typing import ClassVar


def N_(message: str) -> str:  # noqa: N802 - the name that gettext extractors look for
    """Marks a sentence for translation where it stands; the translation happens where it is shown."""
    return message


# Whatever is asked ----------------------------------------------------------------------------------------------------


class Refusal(Exception):
    """A deed that was asked for and not done. Nothing has changed."""

    message: ClassVar[str] = N_("This cannot be done.")

    def __init__(self, **parameters: object) -> None:
        self.parameters = parameters
        super().__init__(self.message.format(**parameters))


class NotFound(Refusal):
    """It is not there, or not for this person: the two look the same from outside."""

    message = N_("There is no such page, or it is not open to you.")


class NotSignedIn(Refusal):
    """The request carries no live session or token."""

    message = N_("Please sign in with your personal link. If you have lost it, ask the secretariat for a new one.")


class FromElsewhere(Refusal):
    """An unsafe request that did not come from a page of this program."""

    message = N_("This form did not come from this site, or its page is too old. Please open the page again.")


class NotYours(Refusal):
    """The role of this person does not carry this deed."""

    message = N_("This is for {who}.")


class NotAllowedNow(Refusal):
    """The state of the statement does not allow this deed."""

    message = N_("The statement is at the stage “{state}”, where this is not possible.")


class StillMissing(Refusal):
    """A step whose guards are not satisfied; `missing` is the list of what still stands in its way."""

    message = N_("This is not possible yet: {sentences}")

    def __init__(self, *, missing: tuple["Missing", ...]) -> None:
        self.missing = missing
        super().__init__(sentences=" ".join(m.sentence() for m in missing))


class Missing:
    """One thing that still stands in the way of a step, as a sentence with its parameters."""

    __slots__ = ("message", "parameters")

    def __init__(self, message: str, **parameters: object) -> None:
        self.message = message
        self.parameters = parameters

    def sentence(self) -> str:
        """The sentence in English."""
        return self.message.format(**self.parameters)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Missing) and (self.message, self.parameters) == (other.message, other.parameters)

    def __hash__(self) -> int:
        return hash((self.message, tuple(sorted((k, str(v)) for k, v in self.parameters.items()))))

    def __repr__(self) -> str:
        return f"Missing({self.sentence()!r})"


class BadInput(Refusal):
    """A field that cannot be taken as it is. `field` names it, the sentence says what to do."""

    message = N_("{sentence}")

    def __init__(self, field: str, sentence: str, **parameters: object) -> None:
        self.field = field
        self.sentence_message = sentence
        self.sentence_parameters = parameters
        super().__init__(sentence=sentence.format(**parameters))


class WordingHasMoved(Refusal):
    """A stale write: the part changed since the person opened it. Both texts are carried."""

    message = N_("The text changed while you were writing. Nothing is lost: both texts are shown below.")

    def __init__(self, *, yours: str, theirs: str, version: int) -> None:
        self.yours, self.theirs, self.version = yours, theirs, version
        super().__init__()


class ChangedMeanwhile(Refusal):
    """A stale write that met another in the same instant."""

    message = N_("Somebody changed this at the same moment. Please look at it again and repeat what you did.")


class KeyUsedTwice(Refusal):
    """An idempotency key that came with another request before."""

    message = N_("This form was already sent with other contents. Please open the page again.")


class AlreadyShown(Refusal):
    """A repeated request whose answer was a secret: it was carried out, and its answer is kept nowhere."""

    message = N_("This was already done, and its link or token was shown then. If it is lost, please make a new one.")


# Calls for inputs -----------------------------------------------------------------------------------------------------


class CallHasClosed(Refusal):
    """The hour of a call for inputs has come."""

    message = N_(
        "The hour of this call has come. What was given in time stands; what comes now is kept, marked as late."
    )


class NothingContributed(Refusal):
    """A delegation takes back what it did not give."""

    message = N_("Your delegation has given nothing to this call, so there is nothing to withdraw.")


# The working text -----------------------------------------------------------------------------------------------------


class NumbersRunThrough(Refusal):
    """The clauses of the working text are counted 1, 2, 3 … already."""

    message = N_("The clauses are numbered through already: there is nothing to number anew.")


class AlreadyCirculated(Refusal):
    """The text has been before the delegations: it changes clause by clause, never as a whole."""

    message = N_("The text has been circulated. It can be changed part by part, but not replaced.")


class ReferencesAreRight(Refusal):
    """No reference of the working text says another number than the clause has that it means."""

    message = N_("Every reference says the number of the clause that it means: there is nothing to bring up to date.")


class StillUnderWay(Refusal):
    """A text was chosen as the base of another before it was adopted, issued or given up."""

    message = N_(
        "This text is still being negotiated. The base of another is one that was adopted, one that the chair issued, "
        "or one that was tabled and given up."
    )


# Tabling, and rounds --------------------------------------------------------------------------------------------------


class AttributionStands(Refusal):
    """Who learns what comes from whom is what it was chosen to be already."""

    message = N_("This is how it stands already. Nothing was changed.")


class OnlyBlindRoundsKeepAuthors(Refusal):
    """The chair's office would see from whom input comes as it comes."""

    message = N_(
        "The chair’s office is not to learn whose input it is before it has answered: such a round is blind. Open a "
        "blind round, or choose otherwise who learns it."
    )


class AuthorsKnown(Refusal):
    """The round does not keep its authors from the chair's office, or does so no more."""

    message = N_("The chair’s office knows whose input this round brought.")


class AnswersAwaited(Refusal):
    """Something of the round has no answer yet."""

    message = N_(
        "The chair’s office learns whose input it is when everything has its answer, and of what came late it was said "
        "whether it is heard. Still open: {labels}."
    )


class NothingToTable(Refusal):
    """The working text is, word for word, the revision that was tabled last."""

    message = N_("Nothing has changed since {revision}: there is nothing new to table.")


class NotTabledYet(Refusal):
    """No revision lies before the delegations yet."""

    message = N_("No revision of this statement has been tabled yet.")


class RoundIsOpen(Refusal):
    """The text lies before the delegations: it is neither edited, answered nor given up before the round has closed."""

    message = N_("A round is open. Until it has closed, the chair’s office neither edits the text nor answers input.")


class NoRoundOpen(Refusal):
    """The revision that now lies on the table has no round for which input could be given."""

    message = N_("No round is open on this text.")


class NotAWorkingMoment(BadInput):
    """An hour at the weekend, on a holiday or at night: taken when the chair confirms it, or another is chosen.

    `moments` are the next working moments, in the zone of the meeting.
    """

    def __init__(self, field: str, sentence: str, *, moments: tuple[datetime, ...], **parameters: object) -> None:
        self.moments = moments
        super().__init__(field, sentence, **parameters)


# Comments and amendments ----------------------------------------------------------------------------------------------


class ConceptsOnly(Refusal):
    """The round takes comments on concepts and no proposed wording."""

    message = N_(
        "This round takes comments on concepts, and no proposed wording: the chair rewrites the text. Please say in a "
        "comment what you would have."
    )


class GiveItInTheRound(Refusal):
    """A clause is asked to be re-opened in a round whose input nobody reads before its hour."""

    message = N_(
        "A blind round is open, and nothing that is said of the text is read before its hour. Please say it in the "
        "round, or ask when it has closed."
    )


class WordsNotThere(Refusal):
    """Words that are to stand in brackets and are not in the part."""

    message = N_("The words “{words}” are not in this part. Please copy them as they stand there.")


class WordsThereMoreThanOnce(Refusal):
    """Words that are to stand in brackets and could be meant in several places."""

    message = N_("The words “{words}” stand in this part more than once. Please give the words beside them too.")


class DraftInItsPlace(Refusal):
    """An amendment that would be taken over where a draft of the delegation's own stands."""

    message = N_("Your delegation has a draft on this part. Submit it or throw it away, then take {label} over.")


class AlreadySubmitted(Refusal):
    """Input that was handed in: it is no draft any more."""

    message = N_("This has been submitted. It can be withdrawn, but no longer changed.")


class NotSubmitted(Refusal):
    """A draft: there is nothing to withdraw."""

    message = N_("This is your delegation's draft. It can be changed or thrown away.")


class NothingToSubmit(Refusal):
    """The delegation has no draft in this round."""

    message = N_("Your delegation has nothing in its drafts for this round.")


class NotCleared(Refusal):
    """A draft that was chosen to be handed in, and that the head has not cleared as it is now."""

    message = N_("One of these is not cleared as it is now. Please clear it first, or submit everything.")


class NoInnerHourSet(Refusal):
    """The hour within a delegation is lifted, and none is set."""

    message = N_("No hour is set within your delegation for this round. There is nothing to lift.")


class AlreadyWithdrawn(Refusal):
    """Input that its delegation took back."""

    message = N_("This has been withdrawn by its delegation.")


class WithdrewItself(Refusal):
    """A delegation that would take over what it withdrew itself."""

    message = N_("Your own delegation withdrew this amendment. Please propose its words anew on the page of the part.")


class NotWithdrawn(Refusal):
    """An amendment that would be taken over while its author still proposes it."""

    message = N_("{label} is not withdrawn: its author still proposes it. You can support it, or ask to co-sponsor it.")


class AlreadyTakenOver(Refusal):
    """An amendment that a delegation would take over twice."""

    message = N_("Your delegation has taken {label} over already.")


class WordsStandAlready(Refusal):
    """A withdrawn amendment that the text on the table says by now."""

    message = N_("The text on the table says already what {label} proposed.")


class CannotBeTakenOver(Refusal):
    """A withdrawn amendment whose words do not fit the text on the table any more."""

    message = N_("The text has moved on where {label} would change it. Please propose your own words on that part.")


class AmendmentNeedsItsAuthor(Refusal):
    """The text moved on at the very place that the amendment changes: no machine can say what it wants there now."""

    message = N_(
        "The text has changed since where {label} would change it: {words}. Please write words that do both, or ask "
        "its author."
    )


# Support, replies and groups ------------------------------------------------------------------------------------------


class NoAuthorToAsk(Refusal):
    """Co-sponsoring of a proposal of the chair's office."""

    message = N_("{label} is a proposal of the chair’s office and has no author to ask. You can support it.")


class OwnAmendment(Refusal):
    """A delegation that would support what it proposed itself."""

    message = N_("This amendment is your own delegation’s. Others can support it.")


class AlreadySupports(Refusal):
    """Support that stands already."""

    message = N_("Your delegation stands behind {label} already.")


class CommentNotCirculated(Refusal):
    """Nobody replies to what is not before its readers yet."""

    message = N_("This comment is not circulated yet. It can be replied to when it is.")


class SpeaksNotForIt(Refusal):
    """Only one member of a group speaks for it."""

    message = N_("Your delegation does not speak for the group {group}. The secretariat keeps who does.")


class EachForItself(Refusal):
    """What goes to the chair alone is read by no other member of the group, so that none could say otherwise."""

    message = N_("This round is for the chair alone, and each delegation speaks for itself in it.")


class SpeaksForIt(Refusal):
    """Who speaks for a group does not opt out of it."""

    message = N_(
        "Your delegation speaks for the group {group}. What you give for your delegation alone is yours alone."
    )


class AlreadyOptedOut(Refusal):
    """The delegation speaks for itself on this text already."""

    message = N_("Your delegation already speaks for itself on this text, and not through the group {group}.")


class NothingToRejoin(Refusal):
    """The delegation has not opted out."""

    message = N_("The group {group} speaks for your delegation on this text already.")


# Consolidated proposals -----------------------------------------------------------------------------------------------


class TooFewToConsolidate(Refusal):
    """A consolidation of fewer than two amendments."""

    message = N_("Please choose at least two amendments to consolidate.")


class NotOnOnePart(Refusal):
    """A consolidation of amendments that are about different parts."""

    message = N_("These amendments are about different parts: {labels}. Please consolidate those of one part.")


class DoDifferentThings(Refusal):
    """A consolidation of amendments that ask for different things."""

    message = N_(
        "These amendments do different things: {labels}. Please consolidate those that give a part other words, those "
        "that put a new clause at one place, or those that delete, move, divide or join the same part."
    )


class DeletionAgainstKeeping(Refusal):
    """A consolidation of the deletion of a part with what would reword or move it."""

    message = N_(
        "{deleting} would delete the part that {keeping} would keep, with other words or elsewhere. One proposal "
        "cannot do both. Please leave the one or the other out."
    )


class MovedApart(Refusal):
    """A consolidation of amendments that move a part to different places."""

    message = N_(
        "These amendments move the part to different places: {labels}. Please choose those that name the same place."
    )


class DividedApart(Refusal):
    """A consolidation of amendments that divide a clause at different places."""

    message = N_(
        "These amendments divide the clause at different places: {labels}. One proposal makes two clauses of it. "
        "Please choose those that divide it at the same place."
    )


class JoinedApart(Refusal):
    """A consolidation of amendments that join different clauses to one."""

    message = N_(
        "These amendments join different clauses to this one: {labels}. Please choose those that name the same clause."
    )


class GivenToTheChairAlone(Refusal):
    """A consolidation that would show others what a delegation gave to the chair alone."""

    message = N_("{label} was given to the chair alone, and what is consolidated is read by all. Please leave it out.")


class AlreadyConsolidated(Refusal):
    """A consolidation of what is consolidated."""

    message = N_("{label} is consolidated already, as {into}. Please undo that first.")


class ConsolidationNeedsNewWords(Refusal):
    """The same of a proposal that the office made of several: the words are its own to give."""

    message = N_(
        "The text has changed since where {label} would change it: {words}. Please give {label} new words on its page, "
        "or undo the consolidation."
    )


class NothingLeftOfSource(Refusal):
    """A consolidation in which nothing of an amendment is to be found."""

    message = N_("Nothing is left of {labels} in these words. Please take up what it proposes, or leave it out.")


class ConsolidatedElsewhere(Refusal):
    """An answer to an amendment that is answered with the consolidated proposal in which it stands."""

    message = N_("{label} is consolidated as {into} and is answered with it. To answer it by itself, undo that first.")


class AnsweredWithAnother(Refusal):
    """An answer to an amendment that was answered with the consolidated proposal in which it stands."""

    message = N_("{label} is consolidated as {into} and was answered with it. To answer otherwise, do so for {into}.")


class StillOpenToObjection(Refusal):
    """An answer to a consolidated proposal while the delegations may still want their amendments out of it."""

    message = N_("Delegations may object to {label} until {due_at}. Please answer it then, or undo it.")


class NotConsolidated(Refusal):
    """A word on a consolidation of an amendment that stands by itself."""

    message = N_("{label} stands by itself: it is not consolidated, or no longer.")


class ObjectedAlready(Refusal):
    """A second objection to the same consolidation."""

    message = N_("Your delegation has objected already; the chair’s office has it.")


# Positions ------------------------------------------------------------------------------------------------------------


class PositionsAreTheBasis(Refusal):
    """A declaration on another basis than the positions, under a rule that counts them."""

    message = N_("The rule of this workflow counts positions. They alone are what its declaration rests on.")


class PositionsAreNoBasis(Refusal):
    """A declaration on counted positions, under a rule that counts none."""

    message = N_("The rule of this workflow counts no positions. Please say how it was found that nobody objects.")


class NothingToLift(Refusal):
    """The delegation has neither objected nor entered a reserve there."""

    message = N_("Your delegation has no objection and no reserve standing here.")


class NothingToConfirm(Refusal):
    """A decision on an agreement ad referendum that is no longer held, or whose hour has not come."""

    message = N_("No agreement ad referendum stands there that waits for this decision.")


# The chair's answers --------------------------------------------------------------------------------------------------


class AlreadyAnswered(Refusal):
    """Input that has the chair's answer: it stays on the record with it."""

    message = N_("The chair has answered this. It stays as it is, with the answer.")


class AnsweredAnew(Refusal):
    """A word on an answer that is no longer the chair's last."""

    message = N_("The chair has answered this anew. Please read the later answer first.")


class AnsweredMeanwhile(Refusal):
    """Input that somebody answered since the page was opened."""

    message = N_("Somebody has answered these meanwhile: {labels}. Please open the page again.")


class NotAdmitted(Refusal):
    """An answer to late input that the chair has not admitted."""

    message = N_("{label} came after the hour. Please have the chair admit it before it is answered.")


class NotLate(Refusal):
    """The chair's word is asked on late input only."""

    message = N_("{label} came in time; only late input is admitted or not.")


class AmendmentsInTheWay(Refusal):
    """Amendments that cannot both be carried out: one takes away what the other changes, or its place."""

    message = N_("These amendments cannot be carried out together: {labels}. Please choose among them.")


class AmendmentIsOnTheTable(Refusal):
    """An amendment is given anew that was made on the very text that lies on the table."""

    message = N_("{label} was made on the text that lies on the table. Please change it on the page of its part.")


class AmendmentNotLive(Refusal):
    """An amendment that was chosen and is no longer to be decided on: answered, withdrawn, or in the text by now."""

    message = N_(
        "One of these amendments has been answered or withdrawn, or is in the text already. Please look at the page "
        "again."
    )


class ChosenCollide(Refusal):
    """Amendments that were chosen together change the same words."""

    message = N_("These amendments cannot be taken together, because they change the same words: {words}. Choose one.")


class NoSuchAlternative(Refusal):
    """A choice where amendments do not collide, or of one that proposes nothing there."""

    message = N_("There is no such alternative any more. Please look at the amendments again.")


# Brackets and placeholders --------------------------------------------------------------------------------------------


class NoSuchBracket(Refusal):
    """A bracket, or an alternative in one, that the wording does not have."""

    message = N_("There is no such bracket any more. Please look at the wording again.")


class StillInBrackets(Refusal):
    """Clauses that are to be noted as agreed while words of them stand in brackets."""

    message = N_("Words still stand in brackets in: {clauses}. Resolve them first; what is in brackets is not agreed.")


class CannotStandInBrackets(Refusal):
    """Alternatives that would not be read as they are meant."""

    message = N_(
        "These cannot stand in one bracket, because nobody could tell them apart: {words}. Please give each as a few "
        "words without a stroke between spaces, and none empty."
    )


class NotAPlaceholder(Refusal):
    """A bracket that is to be filled like a placeholder, but holds words in dispute."""

    message = N_("“{words}” is no placeholder: its words are not agreed. Resolve the bracket instead.")


class StillAPlaceholder(Refusal):
    """A placeholder that is to be filled with words that leave something open."""

    message = N_("“{words}” would leave something open again. Please give the words that are to be printed.")


class NothingFilledIn(Refusal):
    """A placeholder that is to be filled with nothing."""

    message = N_("Please give the words that are to stand there.")


# How far clauses have come, and packages ------------------------------------------------------------------------------


class OpposedAtTheTable(Refusal):
    """A clause that is to be noted as agreed while delegations object to it or reserve on it."""

    message = N_(
        "Against this clause stands an objection or a reserve of: {delegations}. Note it as pending them, or wait "
        "until they have taken it back."
    )


class BoundInPackage(Refusal):
    """One clause of a package is agreed with the others or not at all."""

    message = N_(
        "This clause is bound in the package “{package}” with: {others}. They are agreed together or not at all; note "
        "the package as a whole, or free it."
    )


class BracketBoundInPackage(Refusal):
    """One bracket of a package is resolved with the rest of it or not at all."""

    message = N_(
        "This bracket is bound in the package “{package}” with: {others}. They are settled together or not at all; "
        "settle the package as a whole, or free it."
    )


class AlreadyBound(Refusal):
    """Clauses or brackets that are bound in another package."""

    message = N_("Already bound in the package “{package}”: {clauses}. Free that package first.")


class StatesOfAdoptedText(Refusal):
    """States of clauses that are to be printed with a text which has been adopted, or with an earlier revision."""

    message = N_(
        "Only the text that is being negotiated is printed with states, as it stands. An adopted text and an earlier "
        "revision are printed as they are."
    )


class NothingAgreedHere(Refusal):
    """A clause that is to be re-opened and was not noted as agreed."""

    message = N_("This clause is not noted as agreed, so there is nothing to re-open.")


class ClauseIsOpen(Refusal):
    """A clause that is asked to be re-opened and on which nothing was agreed, or that is open again."""

    message = N_("This clause is open: there is nothing to re-open. What is to change in it is given in a round.")


class ReopeningAlreadyRequested(Refusal):
    """A delegation asks a second time that a clause be re-opened, before it has an answer."""

    message = N_(
        "{delegation} has asked for this already and waits for the answer. To ask in other words, it withdraws the "
        "earlier request first."
    )


class ReopeningWasDeclined(Refusal):
    """A delegation asks once more, on the same text, for what the chair declined: a request is no veto."""

    message = N_(
        "The chair declined this request of {delegation} on {revision}. It may be made again when a further text lies "
        "on the table; a delegation that cannot accept this one objects to it."
    )


class ObjectInstead(Refusal):
    """A clause is asked to be re-opened under silence."""

    message = N_(
        "A silence procedure is running, and the words are closed until its hour. A delegation that cannot accept them "
        "objects before the hour."
    )


class AnswerInstead(Refusal):
    """A clause is asked to be re-opened while the members answer in writing."""

    message = N_(
        "A written procedure is running, and the words are closed until its hour. A delegation that cannot accept them "
        "answers so in writing."
    )


class CorrectInstead(Refusal):
    """A clause of an adopted text is asked to be re-opened."""

    message = N_(
        "The text is adopted, and its clauses are not re-opened. A mistake in it is mended by a corrigendum: please "
        "write to the secretariat."
    )


# Notice ---------------------------------------------------------------------------------------------------------------


class NoNoticeAsked(Refusal):
    """The text on the table was circulated without notice to wait for."""

    message = N_("No notice is asked for this text, so there is none to waive.")


class NoticeIsWaived(Refusal):
    """The chair has waived notice of this very revision."""

    message = N_("Notice of {revision} is waived already.")


class NoticeHasRun(Refusal):
    """The text was before the members for as long as the body asks."""

    message = N_("Notice of {revision} has been given in full. It may be decided without a waiver.")


# Silence that is proposed ---------------------------------------------------------------------------------------------


class SilenceIsProposedFirst(Refusal):
    """By the rule of the procedure the members agree that silence be begun."""

    message = N_(
        "In this procedure silence needs the members’ agreement to begin. Propose it with its hour; it begins where "
        "nobody refuses."
    )


class SilenceNeedsNoProposal(Refusal):
    """By the rule of the procedure the chair alone begins silence."""

    message = N_("In this procedure the chair begins silence without proposing it first.")


class SilenceIsProposed(Refusal):
    """One proposal at a time lies before the members."""

    message = N_("Silence on {revision} is proposed already. Begin it, or withdraw the proposal first.")


class NoSilenceProposed(Refusal):
    """There is no proposal to refuse, to withdraw or to begin with."""

    message = N_("No silence procedure is proposed on this text.")


class SilenceWasRefused(Refusal):
    """A member refused, which is enough: the chair may propose anew."""

    message = N_(
        "A delegation refused that silence be begun on {revision}. It cannot begin unless you propose it anew."
    )


class SilenceAlreadyRefused(Refusal):
    """One refusal is enough, and the record has it."""

    message = N_("Silence on {revision} has been refused already. It cannot begin as it was proposed.")


class ProposalIsOfAnotherText(Refusal):
    """The text moved on after silence was proposed: what was agreed to was another text."""

    message = N_(
        "Silence was proposed on {proposed}, and {revision} lies on the table now. Propose it anew on that text."
    )


class MembersAreOthers(Refusal):
    """Silence was proposed to other members than those whose consent is asked now."""

    message = N_("The members whose consent is asked have changed since silence was proposed. Propose it anew to them.")


class SilenceMayStillBeRefused(Refusal):
    """The hour until which the members may refuse has not come."""

    message = N_("Delegations may refuse until {until}. Silence can begin from that hour on.")


class HourToRefuseHasPassed(Refusal):
    """Who does not agree that silence be begun says so before the hour that was given for it."""

    message = N_("The hour to refuse has passed. Once silence runs, your delegation may break it.")


class NotAskedToAgree(Refusal):
    """The member's consent is not asked by the rule of this text, so neither is its agreement to silence."""

    message = N_("By the rule of this text the consent of this delegation is not asked, so it cannot refuse silence.")


class ProposedHourIsTooNear(Refusal):
    """So much time has passed since silence was proposed that less than the shortest silence is left."""

    message = N_(
        "The hour that was proposed is too near now: no such silence of this body may be shorter than {hours} hours. "
        "Propose it anew with a later hour."
    )


# Silence --------------------------------------------------------------------------------------------------------------


class SilenceIsRunning(Refusal):
    """The text lies under silence: nobody edits it before the hour."""

    message = N_("A silence procedure is running. The text cannot change before its hour.")


class NoSilenceRunning(Refusal):
    """There is no silence to break, extend or withdraw: none was started, or it was broken or taken back."""

    message = N_("No silence procedure is running on this text.")


class HourOfSilenceHasPassed(Refusal):
    """Silence reached its hour unbroken: it is too late to ask for time, to acknowledge receipt, to move the hour."""

    message = N_(
        "The hour of this silence procedure has passed: it was {hour}. What is objected to now is kept as late, and "
        "the chair may let silence run again."
    )


class ClauseIsSettled(Refusal):
    """Silence runs on the changed clauses, and this is none of them."""

    message = N_(
        "This clause is settled: nobody objected to it before, and it has not changed since. An objection can be made "
        "to the clauses that are open."
    )


class OnlyClausesAreOpen(Refusal):
    """By the body's rule, a silence that follows a break is broken on a clause that is open."""

    message = N_(
        "By the rule of this body an objection can now be made to the clauses that are open, and not to the text as a "
        "whole. Name the clause, please."
    )


class TimeAlreadyRequested(Refusal):
    """A delegation asks for time once in one silence procedure."""

    message = N_("Your delegation has already asked for more time in this procedure. The chair's office has been told.")


class SilenceAlreadyBroken(Refusal):
    """The delegation's own objection to this text or part is already on the record."""

    message = N_("Your delegation has already broken silence here. Its objection is on the record and stands.")


class NothingToFollow(Refusal):
    """A silence on changed clauses alone follows a broken one, and is on a later revision."""

    message = N_(
        "Only a revision that was tabled after silence had been broken can go under silence on its changed clauses "
        "alone. Start silence on the whole text, or table a new revision first."
    )


class BrokenOnTheWhole(Refusal):
    """An objection to the text as a whole leaves no clause settled."""

    message = N_(
        "A delegation objected to the text as a whole, so that no clause is settled. Start silence on the whole text."
    )


class BreakAlreadyExplained(Refusal):
    """A reason and a wording are added to a break of silence once."""

    message = N_("A reason for this objection is already on the record. Further words belong in a comment.")


class BreakAlreadyDeclined(Refusal):
    """A member says once that it does not share its group's break."""

    message = N_("Your delegation has said already that it does not share this objection of its group.")


class NothingToDecline(Refusal):
    """The group's objection was lifted, or the delegation holds a position of its own there."""

    message = N_("No objection of the group stands there for your delegation any more.")


class HourToDeclineHasPassed(Refusal):
    """Who does not share its group's break says so before the hour of the silence."""

    message = N_(
        "The hour of this silence procedure has passed. A position of your own takes the place of the group’s."
    )


class NoSilenceHeld(Refusal):
    """There is no silence that was held, and not yet followed by adoption, to run again or to withhold."""

    message = N_("No silence has been held on this text, or its result has been announced.")


class AnnouncementIsWithheld(Refusal):
    """The chair withholds the announcement already."""

    message = N_("The announcement is withheld already. Lift that first, with a reason.")


class NothingWithheld(Refusal):
    """No announcement is withheld that could be lifted."""

    message = N_("No announcement is withheld on this text.")


# The written procedure ------------------------------------------------------------------------------------------------


class NoWrittenProcedureRunning(Refusal):
    """No answers are asked for: none was started on this text, or its hour has passed."""

    message = N_("No written procedure is running on this text. After its hour the chair may start a further one.")


class WrittenProcedureIsRunning(Refusal):
    """The members answer this very text: nothing else takes its place before the hour."""

    message = N_("A written procedure is running on this text. This is possible after its hour.")


class AnsweredAfterTheHour(Refusal):
    """A member that was awaited at the hour of a written procedure consents only within a further one."""

    message = N_(
        "The hour for written answers has passed. Ask the chair for a further one; an objection is still heard."
    )


# Endorsing, consensus and editorial review ----------------------------------------------------------------------------


class ClauseIsEndorsed(Refusal):
    """The text was endorsed with a view to adoption at a higher level, and this is none of what was left open."""

    message = N_(
        "The text was endorsed with a view to adoption at {adoption_at}. Open are only these clauses: {clauses}. For "
        "anything else the chair re-opens the clause first, or takes the endorsement back."
    )


class NothingEndorsed(Refusal):
    """No endorsement of this text holds."""

    message = N_("No endorsement of this text is in force.")


class EndorsedOnOtherWords(Refusal):
    """The members answered on a text in which the clause that is to be left had its words."""

    message = N_(
        "By the rule of this procedure the members answer on the very words. Put “{blank}” in the place of the clauses "
        "that are left ({clauses}), table that as a revision, and let the members answer on it."
    )


class TextSeenIsAnother(Refusal):
    """Adoption was declared on a text that is not the one on the table: the fingerprint seen is another."""

    message = N_("The text that you saw is not the text on the table. Please open it again before declaring adoption.")


class OralRevisionNeedsMore(Refusal):
    """Consensus rests here on more than the chair's finding in the room, which is all that an oral revision has."""

    message = N_(
        "By the rule of this procedure nobody agrees to other words in the room: take the declaration back and table "
        "a revision."
    )


class EditorialReviewIsOpen(Refusal):
    """The words wait for the end of an editorial review."""

    message = N_("An editorial review of this text is open. Wait for its end, or withdraw it first.")


class NoEditorialReviewOpen(Refusal):
    """No editorial review is open that this belongs to."""

    message = N_("No editorial review of this text is open.")


class EditorialChangesLieBeforeMembers(Refusal):
    """What the members look at is not changed under their eyes."""

    message = N_("The changes lie before the members until their hour. To alter any, withdraw the review first.")


class NoEditorialChanges(Refusal):
    """Nothing is there that could be put before the members."""

    message = N_("Enter a change first: there is nothing to put before the members.")


class EditorialChangeHasFallen(Refusal):
    """One objection is enough."""

    message = N_("This change has fallen already: a delegation objected to it.")


class NotEditorial(Refusal):
    """A press that would accept more than editorial input."""

    message = N_("Only editorial input is accepted in one press. Please answer these one by one: {labels}.")


# Adoption, and what is attached to it ---------------------------------------------------------------------------------


class StatementsStand(Refusal):
    """The hour for statements after adoption is over: what is attached is neither changed, joined nor taken back."""

    message = N_("The hour for statements has passed. What is attached stands as it is.")


class FootnotesStand(Refusal):
    """The text is adopted: it takes no further footnote."""

    message = N_("The text is adopted and takes no further footnote. Your delegation may attach a statement to it.")


class ParticipantsStand(Refusal):
    """The list of participants is printed with a statement that was adopted: it changes no more."""

    message = N_("A statement of this meeting has been adopted; its printed list of participants stands.")


class AlreadyJoined(Refusal):
    """A delegation joins a statement once."""

    message = N_("Your delegation has joined this already.")


class NoSymbols(Refusal):
    """The body gives its texts no symbols."""

    message = N_("This body gives its texts no symbols. The secretariat sets their form on the page of the body.")


class SymbolTaken(Refusal):
    """Another text of the body has this symbol, or will be given it."""

    message = N_(
        "The symbol {symbol} is taken by another text. Please enter another one, or none: then the next of the row is "
        "given."
    )


class SymbolIsAnother(Refusal):
    """The file was printed with a symbol that another text was given meanwhile."""

    message = N_("The symbol of this text has changed since its file was printed. Please issue it again.")


class NotAdopted(Refusal):
    """What is for adopted texts alone, asked of one that is not."""

    message = N_("This text has not been adopted. This is for adopted texts alone.")


class PrintedAlready(Refusal):
    """It stands in the published file, whose bytes never change."""

    message = N_("This is printed in the published file and stands. You may attach a further statement.")


class AlreadyPublished(Refusal):
    """A text that is public stays so."""

    message = N_("The text has been published. That cannot be taken back.")


# After adoption -------------------------------------------------------------------------------------------------------


class TranslationStands(Refusal):
    """These words have been issued in this language, with this standing."""

    message = N_("This translation has been issued already, in these words and with this standing. It stands.")


class TranslationNeedsCorrigendum(Refusal):
    """A translation of the adopted text that was official or authentic, or corrected, has words that stand."""

    message = N_(
        "The adopted text was issued in this language ({language}) as official or authentic, or corrected in it. Its "
        "words in that language change by a corrigendum alone, to which members may object. Please put one before the "
        "members."
    )


class SubstanceNeedsDecision(Refusal):
    """A correction that changes what was agreed is no corrigendum."""

    message = N_(
        "A correction that changes the meaning is a new decision: begin a statement that amends this text, by the rule "
        "by which this one was adopted."
    )


class LanguageNotIssued(Refusal):
    """A corrigendum to a translation corrects what was issued; in this language nothing was since adoption."""

    message = N_(
        "The adopted text has not been issued in this language ({language}), so there is nothing to correct. Please "
        "issue the translation first."
    )


class CorrigendumIsOpen(Refusal):
    """Another corrigendum to this text lies before the members."""

    message = N_("A corrigendum to this text lies before the members. Wait for its hour, or withdraw it first.")


class CorrigendumEnded(Refusal):
    """Its hour has come, or an objection has stopped it."""

    message = N_("This corrigendum has ended and cannot be withdrawn.")


class CorrigendumIsOver(Refusal):
    """It was taken back, or an objection has stopped it."""

    message = N_(
        "This corrigendum was taken back, or an objection has stopped it already: it does not come into force."
    )


class AmendingIsUnderWay(Refusal):
    """A statement that changes what this text means is being negotiated already."""

    message = N_("A statement that amends this text is under way. It is adopted or given up before another is begun.")


class CommitmentDecided(Refusal):
    """This proposal was confirmed or dropped before."""

    message = N_("This proposal has been confirmed or dropped already. Please open the page again.")


class NotAddressed(Refusal):
    """A head of delegation would report on what another is to do."""

    message = N_("This commitment does not address your delegation. Whom it addresses, or the chair’s office, reports.")


# The chair's text -----------------------------------------------------------------------------------------------------


class ConsensusHasNotFailed(Refusal):
    """Nothing stands in the way of a text: there is no reason for one of the chair's own in its place."""

    message = N_(
        "Nothing shows that consensus on this text failed: no objection or reserve stands, silence was not broken, and "
        "the text was not withdrawn."
    )


class NoTextOfTheChairs(Refusal):
    """Delegations stand by a text of the chair's own, or by an adopted one."""

    message = N_("This is possible for a text that the chair issues, once it is tabled, and for an adopted text.")


class AlreadyAssociated(Refusal):
    """A delegation stands by a text once."""

    message = N_("Your delegation stands by this text already.")


class NothingToConsentTo(Refusal):
    """The consent is on the record."""

    message = N_("Your delegation has consented to be named already.")


class NobodyAssociated(Refusal):
    """A statement of some needs some."""

    message = N_("A statement of some is issued when at least two delegations stand by the words that are tabled.")


# Suspending -----------------------------------------------------------------------------------------------------------


class NegotiationIsSuspended(Refusal):
    """The office suspended it: nothing changes before it is resumed."""

    message = N_(
        "The negotiation of this text has been suspended since {since}, by {who}. It goes on when the chair’s office "
        "resumes it. The reason given: {reason}"
    )


class NotSuspended(Refusal):
    """There is nothing to resume."""

    message = N_("The negotiation of this text is not suspended.")


class RoundStandsStill(Refusal):
    """A text is not given up over an open round; one that a suspension stopped has to go on before it is closed."""

    message = N_(
        "A round is open and stands still while the negotiation is suspended. Resume the negotiation, close the round "
        "so that all read what was handed in, and then give the text up."
    )


class SilenceEndsFirst(Refusal):
    """A suspension does not stop the hour of a silence procedure: nobody could break it meanwhile."""

    message = N_(
        "A silence procedure is running. Withdraw it, or let it run to its hour; then the negotiation can be suspended."
    )


class ProposalOfSilenceEndsFirst(Refusal):
    """A suspension does not stop the hour until which silence may be refused: nobody could refuse it meanwhile."""

    message = N_(
        "Delegations may still refuse the silence that is proposed. Withdraw the proposal, or let that hour pass; then "
        "the negotiation can be suspended."
    )


class WrittenProcedureEndsFirst(Refusal):
    """A suspension does not stop the hour of a written procedure: nobody could answer meanwhile."""

    message = N_(
        "A written procedure is running. Withdraw it, or let it run to its hour; then the negotiation can be suspended."
    )


class EditorialChangesEndFirst(Refusal):
    """A suspension does not stop the hour of an editorial review: nobody could object meanwhile."""

    message = N_(
        "Editorial changes lie before the members. Withdraw the review, or let it run to its hour; then the "
        "negotiation can be suspended."
    )


# The body: its chair, persons, names and styles -----------------------------------------------------------------------


class ChairIsHeld(Refusal):
    """A term of the chair runs already."""

    message = N_("A term of the chair is entered and runs. It ends by a handover: please plan one.")


class HandoverIsPlanned(Refusal):
    """Another handover is to come."""

    message = N_("A handover of the chair is planned already. Please give that one up first.")


class NobodyWouldHoldTheChair(Refusal):
    """A handover without a chair to come."""

    message = N_("After this handover nobody would hold the chair. Please name who will be chair.")


class NoHandoverPlanned(Refusal):
    """A handover that is not to come, or has happened."""

    message = N_("No handover of the chair is to come, so there is none to give up.")


class MembershipStands(Refusal):
    """Positions, counts and groups rest on who the members are."""

    message = N_(
        "Positions and counts rest on who the members are. {delegation} stays what it is: observers, partners and "
        "guests may become one another, and no member."
    )


class NoDeputyNamed(Refusal):
    """That somebody acts for the head is taken back, and nobody does."""

    message = N_("Nobody acts for the head of your delegation now. There is nothing to take back.")


class NamesStand(Refusal):
    """The text was adopted with the names that it has: another profile names nothing in it any more."""

    message = N_("This text was adopted. The names that it was adopted with stand.")


class NameTakenTwice(BadInput):
    """A form of a name that two delegations of one naming profile share."""

    def __init__(self, field: str, *, name: str, first: str, second: str) -> None:
        sentence = N_("“{name}” would name both {first} and {second}. Please give each delegation names of its own.")
        super().__init__(field, sentence, name=name, first=first, second=second)


class NameMissing(BadInput):
    """A delegation without a name of the kind by which its naming profile names delegations."""

    def __init__(self, field: str, *, delegation: str) -> None:
        sentence = N_("{delegation} has no name of this kind. Please write it, or name the delegations otherwise.")
        super().__init__(field, sentence, delegation=delegation)


# Files in and out -----------------------------------------------------------------------------------------------------


class MarkWithoutFootnote(BadInput):
    """A name that calls a footnote, and no words for the footnote."""

    def __init__(self, field: str, *, delegation: str, mark: str) -> None:
        sentence = N_("{delegation} has the mark “{mark}” and no footnote. Please write the footnote, or take it away.")
        super().__init__(field, sentence, delegation=delegation, mark=mark)


class UnreadableFile(Refusal):
    """A file that cannot be read as a statement."""

    message = N_("{sentence}")

    def __init__(self, sentence: str, **parameters: object) -> None:
        self.sentence_message = sentence
        self.sentence_parameters = parameters
        super().__init__(sentence=sentence.format(**parameters))


class FileOfAnotherStatement(Refusal):
    """A returned file that names another statement than the one it was sent to."""

    message = N_("This file was made from another statement. Please send it back where you took it from.")


class TooManyDifferences(Refusal):
    """A returned file that has little to do with the text that it is compared with."""

    message = N_(
        "This file differs from {revision} in {count} places, more than can be gone through on one page ({most}). Was "
        "it made from another text?"
    )


class TooManyWaitingFiles(Refusal):
    """Files that one person sent back and neither confirmed nor dropped."""

    message = N_("You have {most} files waiting here already. Please confirm or drop one of them first.")


class UnwritableFile(Refusal):
    """A file that cannot be written."""

    message = N_("“{name}” cannot be written: {reason}.")


class PdfNotInstalled(Refusal):
    """A PDF where the extra that prints PDFs is not installed."""

    message = N_('A PDF needs an addition to this program: pip install "jointstatement[pdf]".')


class SignsWithoutFont(Refusal):
    """A text with signs that the fonts of the PDF do not have."""

    message = N_(
        "The fonts for the PDF have Latin, Greek and Cyrillic letters, and not these signs of the text: {signs}. "
        "Please take the Word file."
    )


class TooLongForExcel(Refusal):
    """A text that is longer than Excel takes in one cell."""

    message = N_(
        "In row {row}, “{column}” is longer than Excel takes in one cell (32,767 signs). Please take the table as a "
        "Word file."
    )


# What is installed ----------------------------------------------------------------------------------------------------


class BackupRefused(Refusal):
    """A backup that was not made, or a file that is none."""

    message = N_("No backup: {reason}")


class WorkflowMistake(Refusal):
    """A mistake in a workflow file: which file, which key, what to do."""

    message = N_("{file}: {key}: {remedy}")


class StyleMistake(Refusal):
    """A mistake in a statement style: which file, which key, what to do."""

    message = N_("{file}: {key}: {remedy}")


class SettingMistake(Refusal):
    """A setting that cannot be used."""

    message = N_("The setting {name} cannot be used: {remedy}")


class DatabaseUnreachable(Refusal):
    """The address names no database that answers."""

    message = N_("The database cannot be opened: {reason}.")


class DatabaseNotReady(Refusal):
    """The tables are older than the program."""

    message = N_("The database is not ready for this version. Run “jointstatement db upgrade” first.")


class DatabaseIsNewer(Refusal):
    """The tables were changed by a later program."""

    message = N_("The database was changed by a later version of the program ({revision}). Use that version.")
