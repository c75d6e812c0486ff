"""Finds the links in what people have: plain text, Markdown, HTML, and the parts of a Word file.

``pages/assets/lenkeregler.js`` does the same in the browser for text and HTML, and one table of cases is run through
both. The stops are written out: what counts as white space is another thing in the two languages.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin
from xml.parsers import expat

_STOPS = (
    "\\x00-\\x20\\x7f-\\xa0\\u1680\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u2064\\u3000\\ufeff<>\"'«»“”„‘’…|,;`{}^\\\\*"
)
_LINK_OF = {
    ("a", "href"), ("area", "href"), ("iframe", "src"), ("img", "src"), ("embed", "src"), ("object", "data"),
}  # fmt: skip
_NO_TEXT = frozenset({"script", "style", "template", "noscript", "textarea", "title"})
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_EMPTY = re.compile("(?:https?:)?/*", re.IGNORECASE | re.ASCII)
_WHOLE = re.compile("(?:https?:)?//", re.IGNORECASE | re.ASCII)
_FIELD = re.compile(r'\bHYPERLINK\s+"([^"]+)"(?:\s+\\l\s+"([^"]+)")?')


class NotWordError(Exception):
    """A part of a Word file that cannot be read, or that is made to harm who reads it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A link as it stands and the line it stands on, counted from 1; in a Word file the paragraph."""

    line: int
    link: str


def links_in_text(text: str, hosts: Sequence[str] = (), folders: frozenset[str] = frozenset()) -> Iterator[Found]:
    """Yield the web addresses in a text.

    Those of ``hosts`` count without ``https://`` too, and so does a line that is nothing but a path (``/moter/``)
    into one of ``folders``.
    """
    named = f"|(^|[^\\w.@/:-])((?:www\\.)?(?:{'|'.join(map(re.escape, hosts))})/[^{_STOPS}]*)" if hosts else ""
    pattern = re.compile(f"(https?://[^{_STOPS}]+){named}", re.IGNORECASE | re.ASCII)
    for number, line in enumerate(_lines(text), 1):
        yield from (Found(number, link) for link in _in_line(line, pattern))
        if _is_path(line.strip(" \t"), folders):
            yield Found(number, line.strip(" \t"))


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _in_line(line: str, pattern: re.Pattern[str]) -> Iterator[str]:
    at = 0
    while m := pattern.search(line, at):
        group = 1 if m[1] else 3
        link = _tidy(m[group])
        at = m.start(group) + max(len(link), len("http://"))
        if not _EMPTY.fullmatch(link):
            yield link


def _tidy(link: str) -> str:
    """Return a link without what belongs to the sentence around it: a bracket that was opened before, a full stop."""
    depth = {")": 0, "]": 0}
    for place, sign in enumerate(link):
        if sign in "([":
            depth[")" if sign == "(" else "]"] += 1
        elif sign in depth:
            depth[sign] -= 1
            if depth[sign] < 0:
                link = link[:place]
                break
    return link.rstrip(".:!?_~([")


def _is_path(line: str, folders: frozenset[str]) -> bool:
    return bool(re.fullmatch(f"/[^/{_STOPS}][^{_STOPS}]*", line)) and line.split("/")[1] in folders


class _Links(HTMLParser):
    """Gathers links in the order they stand, and addresses that are text alone."""

    def __init__(self, page: str, hosts: Sequence[str]) -> None:
        super().__init__()
        self.found: list[Found] = []
        self._base = page
        self._hosts = hosts
        self._silent = ""
        self._in_link = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where an element leads."""
        given = dict(reversed(attrs))  # the first of two counts, as in browsers
        if tag == "base" and self._base and (address := given.get("href")):
            self._base = _joined(self._base, address)
        for name in ("href", "src", "data"):
            if (tag, name) in _LINK_OF and (address := self._whole((given.get(name) or "").strip())):
                self.found.append(Found(self.getpos()[0], address))
        self._in_link = self._in_link or tag == "a"
        self._silent = self._silent or (tag if tag in _NO_TEXT else "")

    def _whole(self, address: str) -> str:
        """Return a link as seen from anywhere, "" where that cannot be known: the link of a page that lies nowhere."""
        if self._base:
            return _joined(self._base, address)
        return address if _WHOLE.match(address) else ""

    def handle_endtag(self, tag: str) -> None:
        """Hear the text again after a script, and after a link."""
        self._in_link = self._in_link and tag != "a"
        self._silent = "" if tag == self._silent else self._silent

    def handle_data(self, data: str) -> None:
        """Note the addresses in a text that is no link."""
        if not self._silent and not self._in_link:
            first = self.getpos()[0] - 1
            self.found += [Found(first + f.line, f.link) for f in links_in_text(data, self._hosts)]


def links_in_html(html: str, hosts: Sequence[str] = (), page: str = "") -> list[Found]:
    """Return the links of a page; ``page`` is its own address, "" where it is not known and nothing is added."""
    parser = _Links(page, hosts)
    try:
        parser.feed(html)
        parser.close()
    except AssertionError:
        # Python's parser gives up on some broken declarations; what it had read by then is kept.
        pass
    return parser.found


def _joined(page: str, address: str) -> str:
    try:
        return urljoin(page, address)
    except ValueError:
        return address


class _Part:
    """Reads one part of a Word file, and refuses declarations, which a Word file never has."""

    def __init__(self, content: bytes) -> None:
        self.related: dict[str, str] = {}
        self.found: list[tuple[int, str, str]] = []  # paragraph, id of a relation, or address
        self.texts: list[tuple[int, str]] = []
        self._paragraph = 0
        self._text: list[str] = []
        self._field: list[str] = []
        self._into: list[str] | None = None
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        try:
            parser.Parse(content, True)  # noqa: FBT003 - the library's own parameter
        except expat.ExpatError as error:
            raise NotWordError from error

    def _refuse(self, *_: object) -> None:
        raise NotWordError

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        given = {f"{{{key}" if "}" in key else key: value for key, value in attributes.items()}
        name = f"{{{name}"
        if name.endswith("}Relationship") and given.get("TargetMode") == "External":
            self.related[given.get("Id", "")] = given.get("Target", "")
        elif name == f"{_WORD}p":
            self._paragraph += 1
        elif name == f"{_WORD}hyperlink" and _RELATED in given:
            self.found.append((self._paragraph, given[_RELATED], given.get(f"{_WORD}anchor", "")))
        self._into = {f"{_WORD}t": self._text, f"{_WORD}instrText": self._field}.get(name)

    def _end(self, name: str) -> None:
        self._into = None
        if f"{{{name}" == f"{_WORD}p":
            for address, anchor in _FIELD.findall("".join(self._field)):
                self.texts.append((self._paragraph, f"{address}#{anchor}" if anchor else address))
            self.texts.append((self._paragraph, "".join(self._text)))
            self._text.clear()
            self._field.clear()

    def _data(self, data: str) -> None:
        if self._into is not None:
            self._into.append(data)


def links_in_word(content: bytes, relations: bytes, hosts: Sequence[str] = ()) -> list[Found]:
    """Return the links of a part of a Word file and its relations, by paragraph; raises NotWordError."""
    part = _Part(content)
    related = _Part(relations).related if relations else {}
    links = [
        Found(paragraph, f"{related[name]}#{anchor}" if anchor else related[name])
        for paragraph, name, anchor in part.found
        if name in related
    ]
    # Word shows the address itself as the words of many links: one finding is enough for both.
    known = {(f.line, f.link) for f in links}
    shown = (Found(paragraph, f.link) for paragraph, text in part.texts for f in links_in_text(text, hosts))
    links += [f for f in shown if (f.line, f.link) not in known]
    return sorted(links, key=lambda f: f.line)
