"""The one form of Markdown that this project writes, and any body brought to it without a change to its page.

Whoever writes a text (an import from Word, a formatter, an editor by hand), two texts that show the same are then
written the same, and a difference between two files is a difference between two pages.

Each paragraph stands on one line, so that a word more does not break the lines anew. Lines that an author may have
meant are kept: before what looks like an item or a row, and around fences of code.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markdown import Markdown

from avtaleverk.text.canonical_blocks import BlockWriter
from avtaleverk.text.canonical_shape import Shape, shape
from avtaleverk.text.markdown import new_parser, parse
from avtaleverk.text.tree import TextError

# Where a body may be cut in two so that each half reads by itself: a line without indent after an empty one.
_CUT = re.compile(r"\n(?:[ ]*\n)+(?=[^\s])")
# Where a link by name leads, on a line of its own.
_TARGET = re.compile(
    r"^ {0,3}\[([^\[\]]*)\]:[ ]*(?:\n[ ]*)?\S+[ ]*(?:\n[ ]*)?(?:([\"']).*\2[ ]*|\(.*\)[ ]*)?$", re.MULTILINE
)
_TOO_DEEP = "Teksten har for mange nivåer inne i hverandre"


@dataclass(frozen=True, slots=True)
class Canonical:
    """A body in its canonical form. ``kept`` are the pieces that cannot be written so, as they stand in the text."""

    text: str
    kept: tuple[str, ...] = ()


def markdown_of(root: ET.Element, md: Markdown | None = None) -> str:
    """Return a tree, such as ``parse`` gives, as canonical Markdown that ends with one line end ("" where it is empty).

    What Markdown has no sign for is written as what it holds: a break in a table cell becomes a space, lists
    that follow one another become one. Raises TextError on absurd nesting.
    """
    try:
        blocks = list(BlockWriter(md or new_parser()).flow(root))
    except RecursionError as error:
        raise TextError(_TOO_DEEP) from error
    return "\n\n".join(blocks) + "\n" if blocks else ""


def formatted(body: str, md: Markdown | None = None) -> str:
    """Return a body in its canonical form: the same page, and the same again where it is formatted once more."""
    return canonical(body, md).text


def canonical(body: str, md: Markdown | None = None) -> Canonical:
    """Return a body in its canonical form, and the pieces of it that keep their own.

    Raises TextError on absurd nesting.
    """
    return _Formatter(md or new_parser()).run(body)


@dataclass(frozen=True, slots=True)
class _Formatter:
    """Writes a body anew, and takes nothing that does not read as the same and stay the same."""

    md: Markdown

    def run(self, body: str) -> Canonical:
        """Return the canonical form; a body that has none is kept as it is."""
        wanted = self._shape(body)
        first = self._attempt(body, wanted)
        if first.kept and (self._shape(first.text) != wanted or self._attempt(first.text, wanted).text != first.text):
            return Canonical(body, (body,))
        return first

    def _shape(self, body: str) -> Shape:
        try:
            return shape(parse(self.md, body))
        except RecursionError as error:
            raise TextError(_TOO_DEEP) from error

    def _attempt(self, body: str, wanted: Shape) -> Canonical:
        whole = self._written(body)
        return Canonical(whole) if self._holds(whole, wanted) else self._piece_by_piece(body, wanted)

    def _written(self, body: str) -> str:
        """Return a body as its tree is written, and under it the targets that no link of it leads to."""
        root = parse(self.md, body)
        notes = _unused(body, self.md.references)
        return "\n".join(filter(None, [markdown_of(root, self.md), notes and f"{notes}\n"]))

    def _holds(self, written: str, wanted: Shape) -> bool:
        """Say whether what was written shows what it should, and is written the same again."""
        return self._shape(written) == wanted and self._written(written) == written

    def _piece_by_piece(self, body: str, wanted: Shape) -> Canonical:
        """Return a body with those pieces written anew that can be, the others as they stood."""
        parse(self.md, body)
        targets = {name: _target(name, *said) for name, said in self.md.references.items()}
        texts: list[str] = []
        kept: list[str] = []
        for piece in self._pieces(body, "\n".join(targets.values()), wanted):
            alone = f"{piece}\n\n{chr(10).join(targets.values())}" if targets else piece
            written = markdown_of(parse(self.md, alone), self.md)
            if self._holds(written, self._shape(alone)):
                texts.append(written.rstrip("\n"))
            else:
                kept.append(piece)
                texts.append(piece)
        used = [target for name, target in targets.items() if any(f"[{name}]" in piece.lower() for piece in kept)]
        text = "\n\n".join(filter(None, [*texts, "\n".join(used), _unused(body, self.md.references)]))
        return Canonical(f"{text}\n", tuple(kept))

    def _pieces(self, body: str, targets: str, wanted: Shape) -> Iterator[str]:
        """Yield pieces that show the same apart as they do together."""
        lines = [piece.strip("\n") for piece in _CUT.split(body.replace("\r\n", "\n"))]
        start, shown = 0, 0
        for end in range(1, len(lines) + 1):
            piece = "\n\n".join(lines[start:end])
            found = self._shape(f"{piece}\n\n{targets}")
            if found == wanted[shown : shown + len(found)]:
                yield piece
                start, shown = end, shown + len(found)
        if start < len(lines):
            yield "\n\n".join(lines[start:])


def _unused(body: str, known: Mapping[str, tuple[str, str | None]]) -> str:
    """Return those lines with the target of a link that no link uses: some write notes that way."""
    lines = [(m[1].strip().lower(), " ".join(m[0].split())) for m in _TARGET.finditer(body.replace("\r\n", "\n"))]
    said = [name for name, _ in lines]
    plain = body.lower()
    return "\n".join(line for name, line in lines if name in known and plain.count(f"[{name}]") == said.count(name))


def _target(name: str, address: str, title: str | None) -> str:
    return f"[{name}]: {address} ({title})" if title else f"[{name}]: {address}"
