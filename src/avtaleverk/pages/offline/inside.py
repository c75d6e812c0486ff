"""Turns the HTML of a page into HTML of a part of one file: anchors of its own, links that lead inside or to the net."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote, urlsplit

from markupsafe import escape

# Text is escaped, so whatever begins with a letter after a sharp bracket is a tag of ours.
_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_ATTRIBUTE = re.compile(r'(\s(?:id|href|src|for|aria-labelledby)=")([^"]*)(")')
_HEADING = re.compile(r"(</?h)([1-5])(?=[\s>])")
_ALT = re.compile(r'\salt="([^"]*)"')
_SRC = re.compile(r'\ssrc="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts of the file are, and where the rest of the site is.

    ``parts`` has the name of each part in the file by its address on the site, ``anchors`` all anchors of the file,
    ``site`` is the address of the site. ``page`` is the address that links were made relative to.
    """

    parts: Mapping[str, str]
    anchors: frozenset[str]
    site: str
    page: str

    def target(self, href: str, part: str) -> str:
        """Return where a link of a part leads: inside the file where that has its target, else to the site."""
        plain = unescape(href)
        if plain.startswith("#"):
            return f"#{anchor(part, plain[1:])}"
        if urlsplit(plain).scheme or plain.startswith("//"):
            return plain
        path, _, fragment = plain.removeprefix("../" * self.page.count("/")).partition("#")
        path = "" if path == "./" else path
        name = self.parts.get(unquote(path))
        inside = anchor(name, unquote(fragment)) if name and fragment else name
        if inside in self.anchors:
            return f"#{inside}"
        return f"{self.site}{path}{'#' if fragment else ''}{fragment}"


def anchor(part: str, own: str) -> str:
    """Return the anchor in the file of what a part has under an anchor of its own."""
    return f"{part}--{own}"


def moved_in(html: str, part: str, places: Places, picture: Callable[[str], str]) -> str:
    """Return the HTML of a page as that of a part; its headings stand one level deeper.

    ``picture`` gives the data of a picture by the address that the page has it under, "" where it is not along.
    """

    def attribute(m: re.Match[str]) -> str:
        name, value = m[1], m[2]
        if name.endswith('src="'):
            return m[0]
        if name.endswith('href="'):
            return f"{name}{escape(places.target(value, part))}{m[3]}"
        return f"{name}{anchor(part, value)}{m[3]}"

    def tag(m: re.Match[str]) -> str:
        if m[0].startswith("<img"):
            return _picture(m[0], picture)
        return _ATTRIBUTE.sub(attribute, m[0])

    return _HEADING.sub(lambda m: f"{m[1]}{int(m[2]) + 1}", _TAG.sub(tag, html))


def _picture(tag: str, picture: Callable[[str], str]) -> str:
    """Return the picture with its data; what it shows in words where the data are not along."""
    source, words = _SRC.search(tag), _ALT.search(tag)
    if source and (data := picture(unescape(source[1]))):
        return tag.replace(source[0], f' src="{escape(data)}"')
    return f'<span class="fil-uten-bilde">{words[1] if words else ""}</span>'
