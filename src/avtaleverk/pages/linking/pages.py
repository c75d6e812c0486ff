"""The pages for those who link to the texts from elsewhere: the list of all, and all the ways for each."""

from dataclasses import dataclass

from avtaleverk.model.addresses import (
    LINK_DATA,
    LINK_WATCH,
    LINKS,
    badge_address,
    code_address,
    link_address,
    version_address,
)
from avtaleverk.model.documents import Document
from avtaleverk.pages.context import Context
from avtaleverk.pages.linking.badge import badge
from avtaleverk.pages.linking.card import card
from avtaleverk.pages.linking.snippets import link_words, snippets


@dataclass(frozen=True, slots=True)
class Entry:
    """One document in the list of those that can be linked to."""

    id: str
    words: str
    full: str
    ways: str
    language: str | None
    is_attachment: bool


def _entry(ctx: Context, document: Document) -> Entry:
    own = ctx.addresses[document.folder]
    return Entry(
        own.strip("/").replace("/", "-"),
        link_words(ctx, document),
        ctx.corpus.community.address + own,
        link_address(own),
        ctx.language(document),
        document.parent_folder is not None,
    )


def links_html(ctx: Context) -> str:
    """Return the page that tells how to link, and lists what can be linked to."""
    entries = [_entry(ctx, document) for document in ctx.corpus.all_documents()]
    return ctx.render("lenk.html", LINKS, entries=entries, example=_example(ctx), watch=LINK_WATCH, data=LINK_DATA)


def _example(ctx: Context) -> tuple[str, str]:
    """Return the address of a text in force and that of its version, to show the one to use and the one not to."""
    base = ctx.corpus.community.address
    # One with a number first: its address is the shorter one.
    for document in sorted(ctx.corpus.documents, key=lambda d: d.number is None):
        if version := ctx.in_force(document):
            own = ctx.addresses[document.folder]
            return base + own, base + version_address(own, version.number)
    return "", ""


def ways_title(ctx: Context, document: Document) -> str:
    """Return the title of the page with all ways to link to a document."""
    return ctx.t("Link to {title}", title=link_words(ctx, document))


def ways_html(ctx: Context, document: Document) -> str:
    """Return the page with all ways to link to one document."""
    own, base = ctx.addresses[document.folder], ctx.corpus.community.address
    version = ctx.in_force(document)
    clause = next((c for c in ctx.text(version).clauses if c.number), None) if version else None
    return ctx.render(
        "lenke-til.html",
        link_address(own),
        address=own,
        label=ctx.label(document),
        title=ctx.title(document, version),
        number=document.number or "",
        language=ctx.language(document),
        ready=snippets(ctx, document),
        badge=badge(ctx, document),
        badge_file=badge_address(own),
        code_file=code_address(own),
        code_name=f"qr-{own.strip('/').replace('/', '-')}.svg",
        card=card(ctx, document),
        clause=clause,
        clause_address=f"{base}{own}#{clause.id}" if clause else "",
        fixed=base + version_address(own, version.number) if version else "",
        version=version,
        built=ctx.t.long_date(ctx.day),
    )
