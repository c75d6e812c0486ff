"""Texts as Word files for tests, and what a reader who knows nothing of our writer finds in them."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from history_corpus import context, guideline, version

from avtaleverk.exports.docx import docx_of
from avtaleverk.exports.paper import Paper, difference_paper
from avtaleverk.redline.pieces import Side
from avtaleverk.redline.runs import canonical
from avtaleverk.redline.tree import Plain
from avtaleverk.word.marks import has_marks, resolved
from avtaleverk.word.names import R, w
from avtaleverk.word.numbering import Counter, Numbering
from avtaleverk.word.package import Package, opened
from avtaleverk.word.styles import Styles
from avtaleverk.word.wrappers import FRAME, without_references
from avtaleverk.word.xml import Element, is_on, local, value

# What a reader sees: words with the marks that Word knows, each a name.
Seen = tuple[tuple[str, frozenset[str]], ...]
# Where the folders of the tests are published: a link of the text that was written without a site leads there.
_PLAIN_ADDRESS = re.compile(r"https?://(?!prove\.example)[\w./-]+", re.ASCII)
_MARKS = {"strong": "fet", "em": "kursiv", "code": "kode"}


class Line(NamedTuple):
    """What stands on the page: a heading with its level, the number of an item, the words of a paragraph, the cells of a row."""

    level: int
    number: str | None = None
    words: Seen = ()
    cells: tuple[tuple[str, Seen], ...] = ()
    head: bool = False


def marked_paper(old: str, new: str, **fields: object) -> Paper:
    """Return the difference between two bodies as a paper."""
    before, after = version("1.0", old), version("1.1", new)
    document = guideline(before, after, **fields)
    return difference_paper(context(document), document, before, after)


@lru_cache(maxsize=64)
def marked_file(old: str, new: str) -> bytes:
    """Return the difference between two bodies as a Word file."""
    return docx_of(marked_paper(old, new))


def text_root(package: Package) -> Element:
    """Return the text of a file without what it frames, and without the links that it gives to references."""
    root = package.xml(package.main)
    assert root is not None
    for control in list(root.iter(w("sdt"))):
        if value(control.find(w("sdtPr")), "tag") == FRAME and (parent := control.getparent()) is not None:
            parent.remove(control)
    without_references(root, Styles(package.xml(package.related("styles") or "")))
    return root


def seen(data: bytes, side: Side) -> list[Line]:
    """Return what a Word file shows once every change is accepted or rejected."""
    package = opened(data)
    root = resolved(text_root(package), side)
    assert not has_marks(root)
    return _Reader(package).lines(root)


class _Reader:
    """Reads paragraphs by what Word would show, not by how they came about."""

    def __init__(self, package: Package) -> None:
        self.styles = Styles(package.xml(package.related("styles") or ""))
        lists = package.related("numbering")
        self.counter = Counter(Numbering(package.xml(lists) if lists else None, self.styles))
        self.targets = {r.id: r.target for r in package.relations(package.main)}

    def lines(self, root: Element) -> list[Line]:
        body = root.find(w("body"))
        assert body is not None
        return [line for child in body for line in self._block(child)]

    def _block(self, element: Element) -> Iterator[Line]:
        if local(element) == "tbl":
            yield from (self._row(row) for row in element.iter(w("tr")))
        elif local(element) == "p":
            level = self.styles.heading_level(element)
            label = self.counter.label(element)
            words = self._words(element)
            if label:
                yield Line(0, label.text)
            if words or level:
                yield Line(level, None, words)

    def _row(self, row: Element) -> Line:
        cells = []
        for cell in row.iter(w("tc")):
            paragraphs = list(cell.iter(w("p")))
            assert len(paragraphs) == 1
            align = value(paragraphs[0].find(w("pPr")), "jc") or ""
            cells.append((align, self._words(paragraphs[0])))
        properties = row.find(w("trPr"))
        return Line(0, None, (), tuple(cells), bool(is_on(properties, "tblHeader")))

    def _words(self, paragraph: Element) -> Seen:
        raw = [run for child in paragraph for run in self._runs(child, frozenset())]
        return _joined(raw)

    def _runs(self, element: Element, around: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
        if local(element) == "hyperlink":
            target = self.targets.get(element.get(f"{{{R}}}id") or "", "")
            for child in element:
                yield from self._runs(child, _with_link(around, target))
        elif local(element) == "r":
            yield "".join(_letters(element)), around | self._look(element.find(w("rPr")))

    def _look(self, properties: Element | None) -> frozenset[str]:
        found = {name for tag, name in (("b", "fet"), ("i", "kursiv")) if is_on(properties, tag)}
        style = value(properties, "rStyle")
        return frozenset(found | ({"kode"} if "Verbatim Char" in set(self.styles.names(style)) else set()))


def _letters(run: Element) -> Iterator[str]:
    for element in run.iter():
        name = local(element)
        if name == "t":
            yield element.text or ""
        elif name in {"br", "tab"}:
            yield "\v" if name == "br" else "\t"
        elif name == "docPr":
            yield element.get("descr") or ""


def _with_link(around: frozenset[str], target: str) -> frozenset[str]:
    return around | {target} if _PLAIN_ADDRESS.fullmatch(target) else around


def _joined(raw: Iterable[tuple[str, frozenset[str]]]) -> Seen:
    """Return words in the one form that the same paragraph always has; the look of a space is nobody's."""
    as_runs = [(text, tuple((name, ()) for name in sorted(marks))) for text, marks in raw]
    return tuple((text, frozenset(name for name, _ in marks)) for text, marks in canonical(as_runs))


def expected(plain: Plain) -> list[Line]:
    """Return what a reader should see of one text, read off the redline."""
    found: list[Line] = []
    for block in plain:
        found += _expected(block)
    return found


def _expected(block: Any) -> Iterator[Line]:
    kind, *rest = block
    if kind == "overskrift":
        yield Line(rest[0] - 1, None, _plain_words(rest[1]))
    elif kind in {"avsnitt", "begrep"}:
        yield from (Line(0, None, words) for words in [_plain_words(rest[0])] if words)
    elif kind == "kode":
        yield from (Line(0, None, words) for words in [_code(rest[0])] if words)
    elif kind == "tabell":
        yield from (Line(0, None, (), tuple((a, _plain_words(r)) for a, r in cells), head) for head, cells in rest[0])
    elif kind == "listepunkt":
        yield Line(0, rest[0])
        yield from (line for inner in rest[1] for line in _expected(inner))
    elif kind not in {"strek", "tom"}:
        yield from (line for inner in rest[0] for line in _expected(inner))


def _plain_words(runs: Any) -> Seen:
    raw = []
    for text, marks in runs:
        found: frozenset[str] = frozenset(_MARKS[tag] for tag, _ in marks if tag in _MARKS)
        for tag, said in marks:
            if tag == "a":
                found = _with_link(found, dict(said).get("href", ""))
        is_image = bool(marks) and marks[-1][0] == "img"
        raw.append((text.replace("\n", "\v") or ("[bilde]" if is_image else ""), found))
    return _joined(raw)


def _code(text: str) -> Seen:
    return _joined([(text.replace("\n", "\v"), frozenset())])
