"""The peer: ``lxml.html.diff`` on what plain Python-Markdown renders, and one way to read any marked HTML."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from lxml.html.diff import htmldiff
from markdown import Markdown
from rodmerking_tall import WORD

TOKEN = re.compile(rf"{WORD.pattern}|\S")
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905 - a list of names
)
_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tfoot tr th td pre blockquote hr div".split()  # noqa: SIM905 - the same
)
_HOLDS_WORDS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})
_PARENTS = {
    "li": {"ul", "ol"}, "dt": {"dl"}, "dd": {"dl"}, "td": {"tr"}, "th": {"tr"},
    "tr": {"table", "thead", "tbody", "tfoot"},
}  # fmt: skip
_ITEMS_ONLY = frozenset({"ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr"})
_MARKS = frozenset({"ins", "del"})
_UNSEEN = frozenset({"merke", "kopi"})


class Peer:
    """Renders Markdown with the extensions of the site and nothing of its own, and lets lxml compare."""

    def __init__(self) -> None:
        """Set up one parser for all texts."""
        self._md = Markdown(extensions=["tables", "sane_lists", "def_list"])

    def render(self, body: str) -> str:
        """Return the HTML of a body."""
        return self._md.reset().convert(body)

    def compare(self, old: str, new: str) -> str:
        """Return the marked HTML of two bodies, both rendered here."""
        return str(htmldiff(self.render(old), self.render(new)))


@dataclass(slots=True)
class Shown:
    """What marked HTML shows: its text, either side of it, what is marked, and whether tags are nested right."""

    text: str
    old: str
    new: str
    marked: tuple[str, ...]
    is_sound: bool

    @property
    def words(self) -> int:
        """Return how many words are marked."""
        return sum(len(WORD.findall(stretch)) for stretch in self.marked)

    @property
    def characters(self) -> int:
        """Return how many characters are marked, white space apart."""
        return sum(len("".join(stretch.split())) for stretch in self.marked)


@dataclass(slots=True)
class _Texts:
    """The texts as they grow."""

    both: list[str] = field(default_factory=list)
    old: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Reads HTML tag by tag, without mending anything as it goes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts = _Texts()
        self.is_sound = True
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        self._place(tag)
        if tag in _BLOCKS or tag == "br":
            self._add(" ")
        if tag in _MARKS:
            self.texts.marked.append("")
        if tag not in _VOID:
            self._open.append((tag, names.get("data-rm") in _UNSEEN or "hidden" in names))

    def _place(self, tag: str) -> None:
        """Note a tag that may not stand where it does, as the content models of HTML have it."""
        around = [name for name, _ in self._open]
        if tag in _MARKS and around and around[-1] in _ITEMS_ONLY:
            self.is_sound = False
        if tag in _BLOCKS and _HOLDS_WORDS & set(around):
            self.is_sound = False
        if tag == "a" and "a" in around:
            self.is_sound = False
        if tag in _PARENTS and (not around or around[-1] not in _PARENTS[tag]):
            self.is_sound = False

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if tag in _BLOCKS:
            self._add(" ")
        if not self._open or self._open[-1][0] != tag:
            self.is_sound = False
        for place in reversed(range(len(self._open))):
            if self._open[place][0] == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        if not any(unseen for _, unseen in self._open):
            self._add(data)

    def _add(self, data: str) -> None:
        names = {name for name, _ in self._open}
        texts = self.texts
        texts.both.append(data)
        if "ins" not in names:
            texts.old.append(data)
        if "del" not in names:
            texts.new.append(data)
        if names & _MARKS and texts.marked:
            texts.marked[-1] += data

    def close(self) -> None:
        super().close()
        self.is_sound = self.is_sound and not self._open


def read_html(html: str) -> Shown:
    """Return what a piece of HTML shows, with white space made alike."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    texts = reader.texts
    both, old, new = (" ".join("".join(parts).split()) for parts in (texts.both, texts.old, texts.new))
    return Shown(both, old, new, tuple(texts.marked), reader.is_sound)
