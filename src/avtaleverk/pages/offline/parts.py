"""The parts of the file: a section for each text in force, the bodies of today, and the glossary."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import unquote

from markupsafe import Markup

from avtaleverk.corpus.picture_data import PictureData
from avtaleverk.model.addresses import OFFLINE, body_address, slug
from avtaleverk.model.documents import Document, Version
from avtaleverk.pages.context import Context
from avtaleverk.pages.document_pages import VersionView, version_view
from avtaleverk.pages.offline.inside import Places, anchor, moved_in
from avtaleverk.pages.organisation.body_words import full_name, level_words
from avtaleverk.pages.text_html import plain_html, prose_html

_WORDS, _BODIES = "ord", "organ"
# What the pictures of one document may take, as they stand in the file.
MOST_OF_PICTURES = 3 * 2**20


@dataclass(frozen=True, slots=True)
class Part:
    """A text in force in the file; ``name`` is what its anchors begin with."""

    name: str
    document: Document
    version: Version


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body as the file names it."""

    anchor: str
    name: str
    level: str
    authority: str


def file_address(ctx: Context) -> str:
    """Return where the file lies on the site."""
    return f"{OFFLINE}avtaleverk-{slug(ctx.corpus.community.short_name)}.html"


def part_name(address: str) -> str:
    """Return the name of a part by its address; a slash becomes a full stop, which no folder has in its address."""
    return address.strip("/").replace("/", ".")


def parts(ctx: Context) -> list[Part]:
    """Return every text in force, each guideline followed by its attachments."""
    there = [(d, v) for d in ctx.corpus.all_documents() if (v := ctx.in_force(d))]
    return [Part(part_name(ctx.addresses[d.folder]), d, v) for d, v in there]


def places(ctx: Context) -> Places:
    """Return what the file holds, so that a link to it stays inside."""
    names = {ctx.addresses[p.document.folder]: p.name for p in parts(ctx)}
    anchors = {anchor(p.name, a) for p in parts(ctx) for a in ctx.text(p.version).anchors}
    words = {anchor(_WORDS, slug(term.word)) for term in ctx.corpus.terms}
    lines = {line.anchor for line in body_lines(ctx)}
    others = {body_address(b.id): anchor(_BODIES, slug(b.id)) for b in (ctx.structure.bodies if ctx.structure else ())}
    inside = anchors | words | lines | {*names.values(), _WORDS, _BODIES}
    also = {"ordliste/": _WORDS, "organisasjon/": _BODIES}
    return Places(names | others | also, frozenset(inside), ctx.corpus.community.address, file_address(ctx))


def body_lines(ctx: Context) -> list[BodyLine]:
    """Return the bodies of today with what they may decide."""
    return [
        BodyLine(anchor(_BODIES, slug(b.id)), full_name(b), level_words(ctx, b), b.authority or "")
        for b in (ctx.structure.bodies if ctx.structure else ())
        if b.is_active(ctx.day)
    ]


def glossary(ctx: Context) -> list[tuple[str, str, str, str]]:
    """Return the glossary as anchor, word, abbreviation and explanation."""
    return [
        (anchor(_WORDS, slug(term.word)), term.word, term.abbreviation or "", term.explanation)
        for term in ctx.corpus.terms
    ]


def pictures_of(ctx: Context, part: Part, read: PictureData) -> dict[str, str]:
    """Return the pictures of a text by the address it has them under, as far as there is room for them."""
    left, found = MOST_OF_PICTURES, {}
    for source in ctx.text(part.version).images:
        path = f"{part.document.folder}/{unquote(source)}"
        data = read(path) if path in ctx.corpus.files else ""
        if data and len(data) <= left:
            found[source] = data
            left -= len(data)
    return found


def section(ctx: Context, part: Part, within: Places, pictures: dict[str, str]) -> str:
    """Return the section of one text in force."""
    document, version = part.document, part.version
    page = within.page
    text = Markup(plain_html(ctx, ctx.text(version), page))  # noqa: S704 - made from escaped parts
    html = ctx.render(
        "frakoblet-dokument.html",
        page,
        label=ctx.label(document) if document.number else "",
        title=ctx.title(document, version),
        address=ctx.corpus.community.address + ctx.addresses[document.folder],
        version=version_view(ctx, document, version),
        language=ctx.language(document),
        summary=prose_html(ctx, document.summary, page, "kort-fortalt") if document.summary else "",
        text=text,
        built=ctx.t.long_date(ctx.day),
    )
    return moved_in(html, part.name, within, _picture(pictures))


def _picture(pictures: dict[str, str]) -> Callable[[str], str]:
    return partial(_known, pictures)


def _known(pictures: dict[str, str], source: str) -> str:
    return pictures.get(source, "")


@dataclass(frozen=True, slots=True)
class Line:
    """A text in the contents of the file, with its outermost points as words and anchor."""

    name: str
    label: str
    title: str
    language: str | None
    version: VersionView
    points: tuple[tuple[str, str], ...]
    is_attachment: bool


def contents(ctx: Context) -> list[Line]:
    """Return the list of contents of the file."""
    return [
        Line(
            p.name,
            ctx.label(p.document) if p.document.number else "",
            ctx.title(p.document, p.version),
            ctx.language(p.document),
            version_view(ctx, p.document, p.version),
            tuple((c.label, anchor(p.name, c.id)) for c in ctx.text(p.version).clauses if c.level <= 3 and c.number),  # noqa: PLR2004 - deeper ones crowd the list
            p.document.parent_folder is not None,
        )
        for p in parts(ctx)
    ]
