"""Inline content as canonical Markdown, with a backslash only where the text would read as something else."""

import html
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, groupby

from markdown import Markdown

from avtaleverk.text.canonical_pieces import BREAK, CODE_LINE, EMPTY_LINK, LINE, Mark, Piece, pieces_of
from avtaleverk.text.markdown import LEFT_OUT, parse_inline

_PLAIN = re.compile(r"[^\\`*_\[\]<>&!|\xa0\xad]*")
_ENTITY = re.compile(r"&(?:#[0-9]+|#x[0-9a-fA-F]+|[0-9a-zA-Z]+);")
_BARE_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^<>\s\\`\[\]]*")
_BARE_MAIL = re.compile(r"[\w.+-]+@[\w.-]+")
_AUTOMATIC = re.compile(r"<(?=[A-Za-z][A-Za-z0-9+.-]*://[^<>]*>|[^<> !]+@[^@<> ]+>)")
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()>#+\-.!|]|$)")
_SIMPLE_TARGET = re.compile(r"[^\s()<>\"']*")
# A star with space on both sides, or a line inside a word, is itself.
_HARMLESS = re.compile(r"(?<=\s)[*_](?=\s)|(?<=\w)_+(?=\w)")


@dataclass(frozen=True, slots=True)
class _Style:
    """One way to write: the signs of emphasis, and how much is escaped. ``cell`` is for text between pipes."""

    strong: str = "**"
    em: str = "*"
    caution: int = 0
    cell: bool = False


_SIGNS = (("**", "*"), ("**", "_"), ("__", "*"))
_CAUTIONS = (0, 1, 2)


def inline(md: Markdown, element: ET.Element, *, flat: bool = False, fenced: bool = True, cell: bool = False) -> str:
    """Return the inline content of an element as Markdown that reads as the same.

    ``flat`` puts all on one line, where a heading or a cell can have no more; ``fenced`` keeps the lines of code,
    joined by CODE_LINE. The text is not yet safe at the start of a line.
    """
    pieces = pieces_of(element, flat=flat, fenced=fenced)
    if all(not marks and _PLAIN.fullmatch(text) for text, marks in pieces):
        return _lines("".join(text for text, _ in pieces))
    for strong, em in _SIGNS:
        for caution in _CAUTIONS:
            written = _lines(_written(pieces, 0, _Style(strong, em, caution, cell)))
            if pieces_of(parse_inline(md, written.replace(CODE_LINE, "\n")), flat=flat, fenced=fenced) == pieces:
                return written
    return _lines(_written(pieces, 0, _Style(caution=1, cell=cell)))


def _lines(text: str) -> str:
    return text.replace(BREAK, "  \n").replace(LINE, "\n")


def _written(pieces: Iterable[Piece], depth: int, style: _Style) -> str:
    """Return pieces that share the marks above ``depth``."""
    parts: list[str] = []
    for mark, group in groupby(pieces, lambda piece: piece[1][depth] if len(piece[1]) > depth else None):
        inside = list(group)
        parts.append(_marked(mark, inside, depth, style) if mark else _text("".join(t for t, _ in inside), style))
    return "".join(parts)


def _marked(mark: Mark, inside: list[Piece], depth: int, style: _Style) -> str:
    if mark.tag == "code":
        return _code(inside[0][0])
    if mark.tag == "img":
        return f"![{inside[0][0]}]({_target(mark, 'src')})"
    if mark.tag == EMPTY_LINK:
        return f"[]({_target(mark, 'href')})"
    if mark.tag == "a":
        return _link(mark, inside, depth, style)
    sign = style.strong if mark.tag == "strong" else style.em
    return f"{sign}{_written(inside, depth + 1, style)}{sign}"


def _code(text: str) -> str:
    """Return code between so many ticks that none inside ends it; what has lines keeps them, like a fence."""
    taken = {len(ticks) for ticks in re.findall("`+", text)}
    first = 3 if CODE_LINE in text else 1
    ticks = "`" * next(n for n in count(first) if n not in taken)
    if CODE_LINE in text:
        return f"{ticks}{text}{CODE_LINE}{ticks}"
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def _link(mark: Mark, inside: list[Piece], depth: int, style: _Style) -> str:
    address, words = mark.get("href"), "".join(text for text, _ in inside)
    if len(inside) == 1 and len(inside[0][1]) == depth + 1 and not mark.get("title"):
        if address == words and _BARE_ADDRESS.fullmatch(words):
            return f"<{words}>"
        if address == f"mailto:{words}" and _BARE_MAIL.fullmatch(words) and "_" not in words:
            return f"<{words}>"
    return f"[{_written(inside, depth + 1, style)}]({_target(mark, 'href')})"


def _target(mark: Mark, name: str) -> str:
    """Return what stands in the round brackets of a link or a picture."""
    address = mark.get(name) or mark.get(LEFT_OUT)
    if not _SIMPLE_TARGET.fullmatch(address) and not re.search("[<>]", address):
        address = f"<{address}>"
    title = mark.get("title")
    quote = "'" if '"' in title else '"'
    return f"{address} {quote}{title}{quote}" if title else address


def _text(text: str, style: _Style) -> str:
    """Return plain text with its special signs escaped, as much as the style asks for."""
    text = _ENTITY.sub(lambda m: m[0] if html.unescape(m[0]) == m[0] else f"&amp;{m[0][1:]}", text)
    if style.caution == _CAUTIONS[-1]:
        text = re.sub(r"[\\`*_\[\]]", r"\\\g<0>", text).replace("<", "&lt;")
    else:
        text = _AUTOMATIC.sub("&lt;", _ESCAPE.sub(r"\\\\", text))
    if style.caution == 1:
        text = "".join(_cautious(text))
    if style.cell:
        text = text.replace("|", r"\|")
    return text.replace("\xa0", "&nbsp;").replace("\xad", "&shy;")


def _cautious(text: str) -> Iterator[str]:
    """Yield text with those signs escaped that often mean something: emphasis, code, links."""
    harmless = {place for m in _HARMLESS.finditer(text) for place in range(*m.span())}
    for place, sign in enumerate(text):
        risky = sign in "*_`" or (sign == "[" and "](" in text[place:])
        yield f"\\{sign}" if risky and place not in harmless else sign
