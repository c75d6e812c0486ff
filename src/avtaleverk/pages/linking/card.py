"""The card: a tiny page that other sites show in a frame, with what applies now and the way to it."""

from dataclasses import dataclass

from avtaleverk.model.addresses import card_address
from avtaleverk.model.documents import Document
from avtaleverk.pages.context import Context
from avtaleverk.pages.document_pages import VersionView, version_view


@dataclass(frozen=True, slots=True)
class Card:
    """What the card of a document shows; ``version`` is None where no text is in force."""

    number: str
    label: str
    title: str
    address: str
    version: VersionView | None
    has_text: bool
    language: str | None


def card(ctx: Context, document: Document) -> Card:
    """Return the card of a document as it is today."""
    version = ctx.in_force(document)
    return Card(
        document.number or "",
        ctx.label(document),
        ctx.title(document, version),
        ctx.addresses[document.folder],
        version_view(ctx, document, version) if version else None,
        bool(document.versions),
        ctx.language(document),
    )


def card_html(ctx: Context, document: Document) -> str:
    """Return the page that others frame."""
    page = card_address(ctx.addresses[document.folder])
    return ctx.render("kort.html", page, card=card(ctx, document), built=ctx.t.long_date(ctx.day))
