"""The changes as Atom feeds (RFC 4287): one for the whole site and one for each document.

They tell only what the files know and what does not change afterwards, so that a feed has the same bytes on another
day, unless something was approved in between. Proposals are left out: a reader of a feed must not take one for a text
that applies.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from avtaleverk.model.addresses import feed_address, version_address
from avtaleverk.model.documents import Document
from avtaleverk.pages.changes_page import Change, Entry, changes, changes_of, entry, named
from avtaleverk.pages.context import Context

_ATOM = "http://www.w3.org/2005/Atom"
_REGISTER = "endringer/"
# What XML 1.0 cannot hold, not even as a reference.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_of(ctx: Context, document: Document | None = None) -> str:
    """Return where the feed of a document lies, or that of the whole site; "" where it would tell nothing."""
    documents = [document] if document else ctx.corpus.all_documents()
    found = (change for d in documents for change in changes_of(ctx, d))
    return _feed_address(ctx, document) if any(map(_is_told, found)) else ""


# Whoever subscribes has read the older ones; a document's own feed has them all.
_MOST = 200


def feeds(ctx: Context) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the content of every feed that has something to tell."""
    told = [change for change in changes(ctx) if _is_told(change)]
    if told:
        yield _feed_address(ctx, None), _feed(ctx, told[:_MOST], None)
    for document in ctx.corpus.all_documents():
        if own := [change for change in told if change.document is document]:
            yield _feed_address(ctx, document), _feed(ctx, own, document)


def _feed_address(ctx: Context, document: Document | None) -> str:
    return feed_address(ctx.addresses[document.folder] if document else "")


def _is_told(change: Change) -> bool:
    """Say whether a change belongs in a feed: another text, approved on a day that is known."""
    return change.is_real and change.day is not None


def _feed(ctx: Context, told: Sequence[Change], document: Document | None) -> bytes:
    """Return a feed of ``told``, which runs from the newest to the oldest."""
    # As attributes of the root, and not by the registry of prefixes, which a whole process shares.
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": ctx.t.language})
    address, base = _feed_address(ctx, document), ctx.corpus.community.address
    _add(root, "id", _urn(ctx, address))
    _add(root, "title", _feed_title(ctx, document))
    _add(root, "updated", _noon(told[0].day))
    _add(root, "link", rel="self", type="application/atom+xml", href=base + address)
    page = ctx.addresses[document.folder] if document else _REGISTER
    _add(root, "link", rel="alternate", type="text/html", href=base + page)
    _add(_add(root, "author"), "name", ctx.corpus.community.name)
    _add(root, "generator", "avtaleverk")
    for change in told:
        _add_entry(ctx, root, change)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _feed_title(ctx: Context, document: Document | None) -> str:
    if document is None:
        return ctx.t("Changes in agreements and guidelines, {name}", name=ctx.corpus.community.name)
    return ctx.t("Changes in {name}", name=named(ctx, document, ctx.in_force(document)))


def _add_entry(ctx: Context, root: ET.Element, change: Change) -> None:
    shown, base = entry(ctx, change), ctx.corpus.community.address
    node = _add(root, "entry")
    _add(node, "id", _urn(ctx, version_address(shown.address, shown.number)))
    title = ctx.t("{label} version {number}: {title}", label=shown.label, number=shown.number, title=shown.title)
    _add(node, "title", title)
    _add(node, "published", _noon(change.day))
    _add(node, "updated", _noon(change.day))
    _add(node, "link", rel="alternate", type="text/html", href=base + (shown.difference or shown.version))
    _add(_add(node, "author"), "name", shown.approval)
    _add(node, "category", term=shown.kind, label=shown.kind_words)
    for audience in shown.audience:
        _add(node, "category", term=audience)
    _add(node, "summary", _summary(ctx, shown), type="text")


def _summary(ctx: Context, shown: Entry) -> str:
    """Return why the text changed, what kind of change it is and how large, and where: a sentence each."""
    extent = f"{shown.kind_words}: {shown.size}" if shown.size else shown.kind_words
    where = ctx.t("Changed in {points}", points=shown.points) if shown.points else ""
    return " ".join(_sentence(words) for words in (shown.reason, extent, where) if words)


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def _urn(ctx: Context, address: str) -> str:
    """Return a name that lasts: of the community and the address, not of the domain, the day or a title."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'avtaleverk:{ctx.corpus.community.short_name}:{address}')}"


def _noon(day: date | None) -> str:
    """Return a day as the moment that Atom asks for.

    The files know days and not hours. Noon in UTC is on the same day everywhere in Norway, and in all of Europe.
    """
    return f"{day}T12:00:00Z"


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """Add an element; characters that XML forbids are dropped, because one of them makes a feed unreadable."""
    node = ET.SubElement(parent, tag, {name: _FORBIDDEN.sub("", value) for name, value in attributes.items()})
    node.text = _FORBIDDEN.sub("", text) or None
    return node
