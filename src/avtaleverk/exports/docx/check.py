"""No Word file is handed out before it gives back its text, or with its marks accepted and rejected both texts."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from avtaleverk.exports.docx.looks import DEEPEST_HEADING
from avtaleverk.exports.docx.reading import FRAME, Reader
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.redline import Redline
from avtaleverk.redline.document import Holder, Kind
from avtaleverk.redline.pieces import Side
from avtaleverk.redline.runs import Marks, Run, Runs, canonical, is_image
from avtaleverk.redline.tree import Plain
from avtaleverk.word.marks import resolved
from avtaleverk.word.names import w
from avtaleverk.word.package import relations
from avtaleverk.word.xml import Element, dropped, each, parsed, value

_TEXT = "word/document.xml"
_LOOKS = (("code", {"code"}), ("b", {"strong", "b"}), ("i", {"em", "i"}))
_IN = frozenset({Holder.ITEM, Holder.QUOTE, Holder.DEFINITION})


class WordExportError(AvtaleverkError):
    """A Word file that does not give back one of its texts. Names the first place where it does not."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a file must say: ``address`` writes a link as files do, ``shows`` tells whether a picture is in the file."""

    address: Callable[[str], str]
    shows: Callable[[str], bool]

    def text(self, blocks: Plain) -> Plain:
        """Return the blocks of a page as the row of paragraphs that a file holds, what is empty left out."""
        return tuple(self._flat(blocks, 0, ""))

    def _flat(self, blocks: Plain, depth: int, around: str) -> Iterator[Plain]:
        for block in cast("tuple[Plain, ...]", blocks):
            kind = block[0]
            if kind in set(Holder):
                yield from self._held(block, depth)
            elif kind == Kind.HEADING:
                level = min(max(cast("int", block[1]) - 1, 1), DEEPEST_HEADING)
                runs = self._runs(cast("Runs", block[2]))
                yield from ((kind, level, runs) for _ in runs[:1])
            elif kind == Kind.TABLE:
                yield (kind, depth, tuple(self._rows(cast("Plain", block[1]))))
            elif kind == Kind.CODE:
                yield from ((kind, depth, block[1]) for _ in cast("str", block[1])[:1])
            elif kind == Kind.RULE:
                yield (kind, depth)
            elif kind != Kind.EMPTY:
                runs = self._runs(cast("Runs", block[1]))
                holder = around if kind == Kind.PARAGRAPH else ""
                yield from ((kind, depth, holder, runs) for _ in runs[:1])

    def _held(self, block: Plain, depth: int) -> Iterator[Plain]:
        kind = str(block[0])
        inside = cast("Plain", block[-1])
        if kind not in _IN:
            yield from self._flat(inside, depth, "")
            return
        if kind == Holder.ITEM:
            yield (kind, depth + 1, block[1])
        yield from self._flat(inside, depth + 1, kind)

    def _rows(self, rows: Plain) -> Iterator[Plain]:
        for head, cells in cast("tuple[tuple[bool, tuple[tuple[str, Runs], ...]], ...]", rows):
            yield (head, tuple((align, self._runs(runs)) for align, runs in cells))

    def _runs(self, runs: Runs) -> Runs:
        return canonical([self._run(text.replace("\n", "\v"), marks) for text, marks in runs])

    def _run(self, text: str, marks: Marks) -> Run:
        said = [self._link(dict(attributes)) for tag, attributes in marks if tag == "a"]
        source = dict(marks[-1][1]).get("src", "") if is_image(marks) else ""
        # A picture that is shown has no letters that could be bold.
        if not (is_image(marks) and self.shows(source)):
            tags = {tag for tag, _ in marks} - ({"code"} if is_image(marks) else set())
            said += [name for name, those in _LOOKS if tags & those]
        shown = tuple((name, ()) for name in said if name)
        picture = ("img", (("src", source if self.shows(source) else ""),))
        return text, (*shown, picture) if is_image(marks) else shown

    def _link(self, said: Mapping[str, str]) -> str:
        address = self.address(said.get("href", ""))
        return f"a {address} {said.get('title', '')}" if address else ""


def check(parts: Mapping[str, bytes], redline: Redline, expected: Expected, *, is_marked: bool) -> None:
    """Raise WordExportError unless a file, read back, says what it should on both sides."""
    root = parsed(parts[_TEXT], _TEXT)
    for control in each(root, "sdt"):
        if value(control.find(w("sdtPr")), "tag") == FRAME:
            dropped(control)
    links = {relation.id: relation.target for relation in relations(parts, _TEXT)}
    numbering = parsed(parts["word/numbering.xml"], "word/numbering.xml")
    for side in Side if is_marked else (Side.NEW,):
        found = Reader(links, _lists(numbering)).read(_body(resolved(root, side)))
        wanted = expected.text(redline.given(side))
        if found != wanted:
            raise WordExportError(_fault(wanted, found, side))


def _body(root: Element) -> Element:
    body = root.find(w("body"))
    assert body is not None, "every text has a body"  # noqa: S101 - written a moment ago
    return body


def _lists(numbering: Element) -> dict[str, Element]:
    """Return the list that each number of a list stands for."""
    abstract = {e.get(w("abstractNumId"), ""): e for e in numbering.findall(w("abstractNum"))}
    return {e.get(w("numId"), ""): abstract[value(e, "abstractNumId") or ""] for e in numbering.findall(w("num"))}


def _fault(wanted: Plain, found: Plain, side: Side) -> str:
    longest = max(len(wanted), len(found))
    first = next((k for k in range(longest) if wanted[k : k + 1] != found[k : k + 1]), 0)
    block = (wanted[first : first + 1] or found[first : first + 1] or ("",))[0]
    what = "godtatt" if side is Side.NEW else "avvist"
    return f"Word-fila gir ikke tilbake teksten når endringene er {what}. Den ble ikke laget. Det skiller fra {_words(block)}"


def _words(block: object) -> str:
    """Return the first words of a block, by which an editor finds it."""
    words: list[str] = []
    stack: list[object] = [block]
    while stack:
        this = stack.pop()
        if isinstance(this, str) and this:
            words.append(this)
        elif isinstance(this, tuple):
            stack.extend(reversed(this))
    return f"«{' '.join(words[1:])[:60]}»"
