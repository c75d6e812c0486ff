"""What the editor's page offers to do: the same verbs as on the command line, as small forms.

A form has the options of its verb by their names, so that what is sent is a call of the verb and nothing else.
"""

from dataclasses import dataclass
from enum import StrEnum

from avtaleverk.model.documents import Document, DocumentKind, Outcome, Version
from avtaleverk.model.status import Status
from avtaleverk.pages.context import Context


class Asks(StrEnum):
    """What kind of answer a question takes."""

    DAY = "date"
    TEXT = "text"
    ADDRESS = "email"
    BODY = "organ"
    PARTY = "part"
    OUTCOME = "utfall"
    KIND = "slag"
    PARENT = "over"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form: the option of the verb, and what it is called (an id of the catalogue)."""

    option: str
    words: str
    asks: Asks
    is_needed: bool = True


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be done with a text: ``verb`` is the command, ``title`` and ``button`` ids of the catalogue."""

    name: str
    verb: str
    title: str
    button: str
    questions: tuple[Question, ...]


HEARING = Offer("horing", "horing", "Send out for comment", "Send out", (
    Question("fra", "First day", Asks.DAY),
    Question("frist", "Last day", Asks.DAY),
    Question("svar-til", "Where answers are sent", Asks.ADDRESS, is_needed=False),
))  # fmt: skip
DEADLINE = Offer(
    "frist", "horing", "Move the deadline", "Move it", (Question("ny-frist", "The new deadline", Asks.DAY),)
)
ANSWER = Offer("svar", "horing", "Enter an answer", "Enter it", (
    Question("svar", "From", Asks.PARTY),
    Question("dato", "Date of the answer", Asks.DAY),
    Question("tittel", "Title", Asks.TEXT, is_needed=False),
))  # fmt: skip
DECISION = Offer("vedta", "vedta", "Enter the decision", "Enter it", (
    Question("organ", "Body that approved it", Asks.BODY),
    Question("dato", "Date of the decision", Asks.DAY),
    Question("gjelder-fra", "First day in force, when it is another", Asks.DAY, is_needed=False),
    Question("endringer", "What is new, in one line", Asks.TEXT, is_needed=False),
))  # fmt: skip
ADOPTION = Offer("tilslutning", "tilslutning", "Enter an adoption", "Enter it", (
    Question("part", "Party", Asks.PARTY),
    Question("dato", "Date of the decision", Asks.DAY),
    Question("utfall", "What they decided", Asks.OUTCOME),
    Question("organ", "Body at the party", Asks.TEXT, is_needed=False),
    Question("sak", "Case number", Asks.TEXT, is_needed=False),
))  # fmt: skip
REVIEW = Offer("gjennomgatt", "gjennomgatt", "Enter that a text was gone through", "Enter it", (
    Question("dato", "Day the parties went through it", Asks.DAY),
))  # fmt: skip
REPEAL = Offer("opphev", "opphev", "Repeal a text", "Repeal it", (
    Question("dato", "First day it no longer applies", Asks.DAY),
))  # fmt: skip
MAKE = Offer("ny", "ny", "Make a new document", "Make the proposal", (
    Question("type", "What it is to be", Asks.KIND),
    Question("tittel", "Title", Asks.TEXT),
    Question("under", "What an attachment belongs to", Asks.PARENT, is_needed=False),
    Question("eier", "Body that keeps it up", Asks.BODY, is_needed=False),
    Question("lovkrav", "Points of § 6-2 it covers, such as 3,5", Asks.TEXT, is_needed=False),
))  # fmt: skip
# What is done with a text in force, which the form asks for.
OF_TEXTS = (REVIEW, REPEAL)
OFFERS = {o.name: o for o in (HEARING, DEADLINE, ANSWER, DECISION, ADOPTION, *OF_TEXTS, MAKE)}
_OUTCOMES = {Outcome.ADOPTED: "Adopted", Outcome.PENDING: "Being considered", Outcome.REJECTED: "Rejected"}
_OF_STATUS = {
    Status.DRAFT: (HEARING, DECISION),
    Status.HEARING: (ANSWER, DEADLINE),
    Status.PENDING: (DECISION, ANSWER),
    Status.RATIFYING: (ADOPTION,),
}
_KINDS = {
    DocumentKind.GUIDELINE: "Guideline",
    DocumentKind.ATTACHMENT: "Attachment",
    DocumentKind.AGREEMENT: "Agreement",
}


def offers_for(ctx: Context, document: Document, version: Version) -> tuple[Offer, ...]:
    """Return what can be done with a text today."""
    return _OF_STATUS.get(ctx.standing(document, version).status, ())


def choices(ctx: Context, document: Document | None, question: Question) -> list[tuple[str, str]]:
    """Return what there is to choose from, as the value to send and its words; none if it is free.

    The likeliest comes first. No party is likelier than another, and none is given an answer by mistake. ``document``
    is None where it is not there yet.
    """
    corpus = ctx.corpus
    found: list[tuple[str, str]] = [] if question.is_needed else [("", ctx.t("Not stated"))]
    match question.asks:
        case Asks.BODY:
            return found + [(body, corpus.body_name(body)) for body in _bodies(ctx, document)]
        case Asks.PARTY:
            return [("", ctx.t("Choose a party")), *((party.id, party.name) for party in corpus.community.parties)]
        case Asks.OUTCOME:
            return [(outcome.value, ctx.t(words)) for outcome, words in _OUTCOMES.items()]
        case Asks.KIND:
            return [(kind.value, ctx.t(words)) for kind, words in _KINDS.items()]
        case Asks.PARENT:
            return found + [(d.folder, ctx.name(d)) for d in corpus.documents]
        case _:
            return []


def _bodies(ctx: Context, document: Document | None) -> dict[str, None]:
    """Return the bodies there are, the one that decides on a document first."""
    rule = ctx.corpus.rule_for(document) if document else None
    bodies = ctx.structure.bodies if ctx.structure else ()
    likely = [*([rule.body] if rule else []), *(document.approved_by if document else ())]
    return dict.fromkeys([*likely, *(body.id for body in bodies)])
