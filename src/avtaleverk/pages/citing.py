"""How a text is cited: which point of which version, who approved it and when, and where it lies.

The words are made here and nowhere else, so that a citation is the same with script and without.
"""

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from avtaleverk.model.addresses import version_address
from avtaleverk.model.documents import Document, DocumentKind, Version
from avtaleverk.model.text import Clause
from avtaleverk.pages.context import Context

# What Markdown would take for a mark of its own, in any of its dialects; a number such as 2.1 within a line is none.
_ESCAPED = re.compile(r"([\\`*_\[\]])")
_AS_ENTITY = re.compile(r"[&<>|~]")


@dataclass(frozen=True, slots=True)
class CitationText:
    """A citation in its parts: ``name`` of what is cited, its ``version``, and ``approval`` with its sign before it.

    ``newest`` is the address that always shows the text in force, ``fixed`` that of this very version;
    ``newest_label`` says what the first of them leads to. ``foreign`` is the part of the name that is in ``language``,
    where that is another than the one of the site.
    """

    name: str
    version: str
    approval: str
    newest: str
    fixed: str
    newest_label: str
    foreign: str = ""
    language: str = ""

    @property
    def words(self) -> str:
        """Return the citation alone: «Retningslinje 1 pkt 2.3, versjon 1.0, godkjent av Partnerskapet 26.9.2024»."""
        return f"{self.name}, {self.version}{self.approval}"

    @property
    def edition(self) -> str:
        """Return what tells this text from its other versions: «Versjon 1.0, godkjent av Partnerskapet 26.9.2024»."""
        return f"{_capital(self.version)}{self.approval}"

    @property
    def text(self) -> str:
        """Return the citation with both addresses under it, each on its own line so that none gets a full stop."""
        return f"{self.words}\n{self.newest_label}: {self.newest}\n{_capital(self.version)}: {self.fixed}"

    @property
    def markdown(self) -> str:
        """Return the citation as Markdown: its name leads to the text in force, its version to that version."""
        name, version = f"[{_plain(self.name)}]({self.newest})", f"[{_plain(self.version)}]({self.fixed})"
        return f"{name}, {version}{_plain(self.approval)}"

    @property
    def html(self) -> Markup:
        """Return the citation as HTML, with the links of ``markdown``."""
        link = Markup('<a href="{}">{}</a>')
        marked = Markup('<span lang="{}">{}</span>').format(self.language, self.foreign)
        name = escape(self.name).replace(escape(self.foreign), marked, 1) if self.language else self.name
        return Markup("{}, {}{}").format(
            link.format(self.newest, name), link.format(self.fixed, self.version), self.approval
        )


def citation(ctx: Context, document: Document, version: Version) -> CitationText:
    """Return how a version of a document is cited as a whole."""
    base, address = ctx.corpus.community.address, ctx.addresses[document.folder]
    label = ctx.t("The text in force") if ctx.in_force(document) else ctx.t("The document")
    return CitationText(
        _whole(ctx, document, version),
        ctx.t("version {number}", number=version.number),
        _approval(ctx, version),
        f"{base}{address}",
        f"{base}{version_address(address, version.number)}",
        label,
        ctx.title(document, version),
        ctx.language(document) or "",
    )


def clause_citation(ctx: Context, document: Document, version: Version, clause: Clause) -> str:
    """Return what a clause is called in a citation: «Retningslinje 1 pkt 2.3», «Retningslinje 1, «Bakgrunn»»."""
    name = _named(ctx, document, version)
    number = clause.number or clause.within
    if number:
        name += f" {number}" if number.startswith("§") else f" {ctx.t('cl. {number}', number=number)}"
    return f"{name}, «{clause.title}»" if clause.title and not clause.number else name


def _named(ctx: Context, document: Document, version: Version) -> str:
    """Return what a document is called: by its number where it has one, an agreement by its title."""
    if document.number:
        return ctx.label(document)
    title = ctx.title(document, version)
    return title if document.kind is DocumentKind.AGREEMENT else f"{ctx.label(document)} «{title}»"


def _whole(ctx: Context, document: Document, version: Version) -> str:
    named = _named(ctx, document, version)
    return f"{named}, {ctx.title(document, version)}" if document.number else named


def _approval(ctx: Context, version: Version) -> str:
    if not version.approved_by:
        return f" ({ctx.t('proposal, not approved')})"
    body = ctx.corpus.body_name(version.approved_by)
    if version.approved is None:
        return f", {ctx.t('approved by {approval}', approval=body)}, {ctx.t('date not stated')}"
    return f", {ctx.t('approved by {approval}', approval=f'{body} {ctx.t.numeric_date(version.approved)}')}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _plain(words: str) -> str:
    """Return words so that Markdown shows them as they are."""
    return _AS_ENTITY.sub(lambda m: f"&#{ord(m[0])};", _ESCAPED.sub(r"\\\1", words))
