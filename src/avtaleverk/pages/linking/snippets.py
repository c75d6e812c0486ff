"""Links ready to paste into other pages. A title is text in all of them, whatever characters it has."""

import unicodedata
from dataclasses import dataclass
from html import escape

from avtaleverk.model.addresses import badge_address, card_address
from avtaleverk.model.documents import Document
from avtaleverk.pages.context import Context
from avtaleverk.pages.linking.badge import badge

CARD_HEIGHT = 300
# What Markdown would read as something else; the last ones as entities, since not every Markdown knows «\\<».
_MARKDOWN = str.maketrans(
    {c: f"\\{c}" for c in "\\`*_[]"} | {c: f"&#{ord(c)};" for c in "~|"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
)


def plain(text: str) -> str:
    """Return ``text`` on one line, without characters that are not seen but turn or break what stands around."""
    seen = (" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
    return " ".join("".join(seen).split())


def html_link(address: str, words: str, language: str | None = None) -> str:
    """Return a link as HTML; ``language`` is given where the words are in another than most."""
    lang = f' lang="{escape(language)}"' if language else ""
    return f'<a href="{escape(address)}"{lang}>{escape(plain(words))}</a>'


def markdown_link(address: str, words: str) -> str:
    """Return a link as Markdown."""
    return f"[{plain(words).translate(_MARKDOWN)}]({address})"


def link_words(ctx: Context, document: Document) -> str:
    """Return what a link to a document is called: «Retningslinje 1 Ansvar og oppgaver», or the title alone."""
    title = ctx.title(document, ctx.in_force(document))
    return plain(f"{ctx.label(document)} {title}" if document.number else title)


@dataclass(frozen=True, slots=True)
class Snippets:
    """The ways to link to one document; ``address`` is the whole address of its text in force."""

    address: str
    words: str
    html: str
    html_with_badge: str
    html_card: str
    markdown: str


def snippets(ctx: Context, document: Document) -> Snippets:
    """Return what to paste to lead to the text in force of a document."""
    base, own = ctx.corpus.community.address, ctx.addresses[document.folder]
    address, words, language = base + own, link_words(ctx, document), ctx.language(document)
    shown = badge(ctx, document)
    picture = (
        f'<img src="{escape(base + badge_address(own))}" alt="{escape(shown.words)}"'
        f' width="{shown.width}" height="{shown.height}">'
    )
    lang = f' lang="{escape(language)}"' if language else ""
    named = f"<span{lang}>{escape(words)}</span>" if language else escape(words)
    # Old attributes instead of a style: many sites forbid those, or take them out of what is pasted.
    card = (
        f'<iframe src="{escape(base + card_address(own))}" title="{escape(words)}"{lang}\n'
        f'  width="100%" height="{CARD_HEIGHT}" loading="lazy" frameborder="0"></iframe>'
    )
    return Snippets(
        address,
        words,
        html_link(address, words, language),
        f'<a href="{escape(address)}">{named}<br>\n  {picture}</a>',
        card,
        markdown_link(address, words),
    )
