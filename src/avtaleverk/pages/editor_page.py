"""The page that an editor starts from, on the editor's own machine: proposals, a new revision, Word files, the forms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from avtaleverk.model.addresses import difference_address, version_address
from avtaleverk.model.documents import Document, Version
from avtaleverk.pages.context import Context
from avtaleverk.pages.editor_offers import MAKE, OF_TEXTS, Offer, Question, choices, offers_for
from avtaleverk.pages.proposal_words import base_of, changed_points, next_step
from avtaleverk.pages.status_words import StatusView, status_view

EDITOR = "rediger/"
FORMS = f"{EDITOR}skjema/"
REVISE = "revider"


class SiteDeed(StrEnum):
    """What can be done with the published site. Each is shown before it is done."""

    PUBLISH = "ut"
    TAKE_BACK = "tilbake"


@dataclass(frozen=True, slots=True)
class Told:
    """What was done, in words: a title and lines below it, and what comes next: sentences, each with its command.

    ``is_fault`` is true where it was not done. A ``is_passing`` note is of no interest once there is a newer one.
    ``report`` is what is to be read in full, such as the report on a Word file; ``form`` is where one goes on.
    ``then`` is what can be done with the published site, now that it has been said what that would mean; ``shown`` is
    how the folder looked when it was said, which the button sends back. ``again`` is what was sent and refused, so that
    it need not be filled in once more.
    """

    title: str
    lines: tuple[str, ...] = ()
    steps: tuple[tuple[str, str], ...] = ()
    report: str = ""
    form: str = ""
    then: "SiteDeed | None" = None
    shown: str = ""
    again: Mapping[str, str] = field(default_factory=dict)
    is_fault: bool = False
    is_passing: bool = False


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal as the page lists it; addresses are from the root, "" where there is no such page."""

    title: str
    label: str
    number: str
    status: StatusView
    points: str
    coming: str
    form: str
    page: str
    difference: str
    folder: str
    offers: list["OfferForm"]


@dataclass(frozen=True, slots=True)
class OfferForm:
    """An offer as the page shows it: each question with what there is to choose from, and what is filled in already."""

    offer: Offer
    questions: list[tuple[Question, list[tuple[str, str]]]]
    filled: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EditorView:
    """What the page shows beside the corpus: the word that its forms must send, and what lies in the inbox.

    ``waiting`` has the name of each file that lies there, with the report on why it could not be read, "" where it has
    not been looked at.
    """

    token: str
    told: Sequence[Told]
    waiting: Sequence[tuple[str, str]]
    has_forms: bool
    why_no_forms: str = ""


def form_address(path: str, collection: str) -> str:
    """Return where the form of a file is found; ``path`` is what the form is called."""
    return f"{FORMS}#/collections/{collection}/entries/{path}"


def editor_html(ctx: Context, view: EditorView, forms: dict[str, str]) -> str:
    """Return the page; ``forms`` has the address of the form of each file by its path."""
    again = next((told.again for told in view.told if not told.is_passing), {})
    return ctx.render(
        "rediger.html",
        EDITOR,
        view=view,
        passing=next((told for told in view.told if told.is_passing and not told.is_fault), None),
        told=[told for told in view.told if not told.is_passing or told.is_fault],
        rows=[_row(ctx, d, v, forms, again) for d in ctx.corpus.all_documents() for v, _ in ctx.proposals(d)],
        documents=[(d.folder, ctx.name(d), _in_force(ctx, d)) for d in ctx.corpus.all_documents() if d.versions],
        of_texts=[_form(ctx, offer, again) for offer in OF_TEXTS],
        make=_form(ctx, MAKE, again),
        revised=again if again.get("gjor") == REVISE else {},
        place=publishing.target if (publishing := ctx.corpus.community.publishing) else "",
        forms=FORMS,
    )


def _row(
    ctx: Context, document: Document, version: Version, forms: dict[str, str], again: Mapping[str, str]
) -> ProposalRow:
    address, base = ctx.addresses[document.folder], base_of(ctx, document, version)
    is_again = (again.get("dokument"), again.get("versjon")) == (document.folder, version.number)
    return ProposalRow(
        ctx.title(document, version),
        ctx.label(document),
        version.number,
        status_view(ctx, document, version),
        changed_points(ctx, ctx.facts(base, version)) if base else "",
        next_step(ctx, document, version),
        forms.get(version.source.path, ""),
        version_address(address, version.number),
        difference_address(address, base.number, version.number) if base else "",
        document.folder,
        [_form(ctx, offer, again if is_again else {}, document) for offer in offers_for(ctx, document, version)],
    )


def _form(ctx: Context, offer: Offer, again: Mapping[str, str], document: Document | None = None) -> OfferForm:
    questions = [(question, choices(ctx, document, question)) for question in offer.questions]
    return OfferForm(offer, questions, again if again.get("gjor") == offer.name else {})


def _in_force(ctx: Context, document: Document) -> str:
    current = ctx.in_force(document)
    return current.number if current else ""
