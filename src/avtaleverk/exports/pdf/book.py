"""All that is in force on one day, as one book: what it holds, every text on pages of its own, the glossary."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from avtaleverk.exports.paper import Paper, version_paper
from avtaleverk.exports.pdf.clean import clean_html
from avtaleverk.exports.pdf.sheet import Sheet, rendered
from avtaleverk.model.addresses import slug
from avtaleverk.model.documents import Document, DocumentKind, Version
from avtaleverk.pages.context import Context
from avtaleverk.pages.document_pages import version_view

# Points of this level are named in the contents.
_LISTED = 2


@dataclass(frozen=True, slots=True)
class Point:
    """A point as the contents list it."""

    number: str
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class BookText:
    """A text of the book; ``prefix`` begins all its anchors and ``anchor`` is where it starts."""

    paper: Paper
    name: str
    approval: str
    period: str
    prefix: str
    is_attachment: bool
    html: Markup
    points: tuple[Point, ...]

    @property
    def anchor(self) -> str:
        """Return where the text starts."""
        return self.prefix.rstrip("-")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A text that the book does not have, and why."""

    name: str
    why: str


def book_html(ctx: Context) -> str:
    """Return the texts in force as one file for paper; the first page says which they are, and on which day."""
    t, community = ctx.t, ctx.corpus.community
    title, day = t("Agreements and guidelines"), t("In force on {day}", day=t.long_date(ctx.day))
    sheet = Sheet(
        f"{title} – {community.name}", community.name, day, f"{community.name} · {title} · {day}", ctx.day
    )  # fmt: skip
    texts = tuple(_texts(ctx))
    return rendered(
        "bok.html",
        t,
        sheet,
        community=community,
        site=community.address.rstrip("/"),
        title=title,
        day=day,
        texts=texts,
        groups=[(name, found) for name, found in _groups(ctx, texts) if found],
        missing=tuple(_missing(ctx)),
        coming=tuple(_coming(ctx)),
        terms=ctx.corpus.terms,
    )


def _prefix(ctx: Context, document: Document) -> str:
    return f"bok-{slug(ctx.addresses[document.folder])}-"


def _texts(ctx: Context) -> Iterator[BookText]:
    """Yield the texts in force, attachments after their guideline."""
    included = {ctx.addresses[d.folder]: _prefix(ctx, d) for d in ctx.corpus.all_documents() if ctx.in_force(d)}
    for document in ctx.corpus.all_documents():
        if version := ctx.in_force(document):
            yield _text(ctx, document, version, included)


def _text(ctx: Context, document: Document, version: Version, included: dict[str, str]) -> BookText:
    paper, text = version_paper(ctx, document, version), ctx.text(version)
    prefix, view = _prefix(ctx, document), version_view(ctx, document, version)
    links = [_within(paper, link, included) for link in paper.links]
    return BookText(
        paper=paper,
        name=f"{paper.label} {paper.title}" if document.number else paper.title,
        approval=view.approval_short,
        period=_period(ctx, document, version),
        prefix=prefix,
        is_attachment=document.kind is DocumentKind.ATTACHMENT,
        html=Markup(clean_html(paper, text, links, prefix)),  # noqa: S704 - escaped where it was made
        points=tuple(Point(c.number, c.title, f"{prefix}{c.id}") for c in text.clauses if c.level == _LISTED),
    )


def _within(paper: Paper, link: str, included: dict[str, str]) -> str:
    """Return where a link leads in the book, if the book has its text, else where it leads on the site."""
    address, _, fragment = link.removeprefix(f"{paper.site}/").partition("#")
    if link.startswith(f"{paper.site}/") and address in included:
        return f"#{included[address]}{fragment}".rstrip("-")
    return link


def _period(ctx: Context, document: Document, version: Version) -> str:
    """Return the days from and to which a text applies, as short as a table has it."""
    start = ctx.t.short_date(ctx.standing(document, version).since)
    if not version.valid_until:
        return ctx.t("from {day}", day=start) if ctx.standing(document, version).since else start
    return ctx.t("from {start} to {end}", start=start, end=ctx.t.short_date(version.valid_until))


def _groups(ctx: Context, texts: tuple[BookText, ...]) -> Iterator[tuple[str, list[BookText]]]:
    t = ctx.t
    agreements = [b for b in texts if b.paper.document.folder.startswith("avtaler/")]
    yield t("Agreements"), agreements
    yield t("Guidelines"), [b for b in texts if b not in agreements]


def _missing(ctx: Context) -> Iterator[LeftOut]:
    """Yield the documents that have no text in force."""
    for document in ctx.corpus.all_documents():
        if ctx.in_force(document) is None:
            newest = document.versions[-1] if document.versions else None
            status = version_view(ctx, document, newest).status.word if newest else ""
            why = ctx.t("Version {number}", number=newest.number) + f": {status.lower()}" if newest else ""
            yield LeftOut(ctx.name(document), why or ctx.t("The text has not been added yet"))


def _coming(ctx: Context) -> Iterator[LeftOut]:
    """Yield the proposals to change a text that the book has."""
    for document in ctx.corpus.all_documents():
        if ctx.in_force(document):
            for version, _ in ctx.proposals(document):
                status = version_view(ctx, document, version).status.word.lower()
                yield LeftOut(ctx.name(document), ctx.t("Version {number}", number=version.number) + f": {status}")
