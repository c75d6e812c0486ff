"""The redline for a terminal, an e-mail, a golden file: plain lines, marks in colour or in brackets."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from avtaleverk.redline.changes import Change, Style
from avtaleverk.redline.document import Block, Holder, Kind
from avtaleverk.redline.facts import number_of
from avtaleverk.redline.labels import labels_of, row_label
from avtaleverk.redline.phrases import Language, phrase
from avtaleverk.redline.pieces import Piece, Side, State
from avtaleverk.redline.runs import Runs, is_image
from avtaleverk.redline.summary import Summary
from avtaleverk.redline.tables import RowDiff
from avtaleverk.redline.tree import Node, Relation

_BRACKETS = {State.NEW: ("[+", "+]"), State.OLD: ("[-", "-]"), State.FORMAT: ("[~", "~]")}
_COLOURS = {
    State.NEW: ("\x1b[31;4m", "\x1b[0m"),
    State.OLD: ("\x1b[31;9m", "\x1b[0m"),
    State.FORMAT: ("\x1b[35m", "\x1b[0m"),
}
# A text that writes our own brackets, or would command a terminal, stays a text.
_OURS = re.compile(r"\[(?=[-+~])|(?<=[-+~])\]")
_COMMANDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class TextWriter:
    """Writes a marked tree as lines. ``everything`` shows the points that did not change as well."""

    language: Language = "nb"
    colour: bool = False
    everything: bool = False

    def lines(self, nodes: Sequence[Node], changes: Sequence[Change], summary: Summary) -> Iterator[str]:
        """Yield the summary, the changes by point, and the marked text."""
        yield from self.overview(changes, summary)
        touched = {_clause(node) for node in nodes if node.change}
        started: set[int] = set()
        tight = False
        for node in nodes:
            if not self.everything and _clause(node) not in touched:
                continue
            for line in self.block(node, started):
                if tight and not _is_tight(node):
                    yield ""
                tight = False
                yield line
            tight = _is_tight(node) or tight

    def overview(self, changes: Sequence[Change], summary: Summary) -> Iterator[str]:
        """Yield what changed, in words."""
        if not changes:
            yield summary.explain_same(self.language)
        else:
            kind = phrase("kind", self.language, phrase(summary.kind, self.language))
            counts = phrase("counts", self.language, summary.words_in, summary.words_out)
            yield f"{kind}. {counts}"
        if summary.is_coarse:
            yield phrase("too large", self.language)
        for change in changes:
            yield f"- {change.explain(Style.SENTENCE, self.language)}"
            yield from (f"    {pointing.explain(self.language)}" for pointing in change.references)
        yield ""

    def block(self, node: Node, started: set[int]) -> Iterator[str]:
        """Yield the lines of one block: its number, its label, its words."""
        block = node.shown
        if not isinstance(block, Block) or block.kind is Kind.EMPTY or _is_double(node):
            return
        seam = "gammel" if id(node.old) in started else "ny" if id(node.new) in started else ""
        started |= {id(this) for this in (node.old, node.new) if this is not None}
        label = self._label(node, seam)
        if node.table:
            yield from ([label] if label else [])
            yield from (line for row in node.table.rows if (line := self._row(row, node)))
            yield ""
            return
        indent = "  " * max(
            0, len([c for c in block.path if c.kind in {Holder.ITEM, Holder.DEFINITION}]) - bool(block.item)
        )
        words = self._words(node)
        words = words.lstrip(" ") if block.kind is not Kind.CODE else words
        if block.kind is Kind.HEADING:
            yield f"{'#' * block.level} {self._numbered(node, block, words)}" + (f" {label}" if label else "")
        elif block.kind is Kind.CODE:
            yield from ([label] if label else [])
            yield from (f"    {line}" for line in words.split("\n"))
        else:
            start = self._start(block, started)
            words = self._numbered(node, block, words)
            yield f"{indent}{start}{' '.join(filter(None, (label, words)))}"
        if not block.item or block.loose:
            yield ""

    def _numbered(self, node: Node, block: Block, words: str) -> str:
        """Return a text with its number, inside the mark where the whole of it is new or gone."""
        number = f"{number_of(block)} " if block.lead else ""
        is_whole = not (node.old and node.new) and node.relation is Relation.NONE
        start = (_COLOURS if self.colour else _BRACKETS)[State.NEW if node.new else State.OLD][0]
        if is_whole and words.startswith(start):
            return f"{start}{number}{words[len(start) :]}"
        return number + words

    def _start(self, block: Block, started: set[int]) -> str:
        if block.kind is Kind.RULE:
            return "--- "
        if block.path and block.path[-1].kind is Holder.QUOTE:
            return "> "
        item = block.item
        if item and id(item) not in started:
            started.add(id(item))
            return f"{item.number or '-'} "
        return ""

    def _label(self, node: Node, seam: str) -> str:
        said = [_plain(html) for html in labels_of(node, self.language, "", seam)]
        return f"({', '.join(said)})" if said else ""

    def _words(self, node: Node) -> str:
        return self._pieces(node.pieces, is_moved=node.relation is not Relation.NONE and node.new is None)

    def _pieces(self, pieces: Iterable[Piece], *, is_moved: bool = False) -> str:
        return "".join(self._piece(piece, is_moved=is_moved) for piece in pieces)

    def _piece(self, piece: Piece, *, is_moved: bool) -> str:
        text = _shown(piece.old if piece.state is State.OLD else piece.new)
        if piece.state in {State.SAME, State.QUIET} or is_moved:
            return text
        before, after = (_COLOURS if self.colour else _BRACKETS)[piece.state]
        inside = text.lstrip("\n")
        return f"{text[: len(text) - len(inside)]}{before}{inside}{after}"

    def _row(self, row: RowDiff, node: Node) -> str:
        is_whole = not (node.old and node.new)
        side = Side.NEW if node.new else Side.OLD
        if is_whole and not row.of(side):
            return ""
        cells = [
            self._pieces(c.pieces, is_moved=row.moved and not row.new) for c in row.cells if not is_whole or c.of(side)
        ]
        label = ""
        if not is_whole and (row.old is None or row.new is None):
            label = f"({row_label(row, self.language)}) "
        return f"| {label}{' | '.join(cells)} |"


def _is_double(node: Node) -> bool:
    """Say whether a block stands, with the same words, in another form right beside it."""
    return node.relation is Relation.RESHAPED and node.new is None


def _clause(node: Node) -> str:
    block = node.shown
    return block.clause.id if isinstance(block, Block) and block.clause else ""


def _plain(html: str) -> str:
    words = _TAG.sub("", html)
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


def _is_tight(node: Node) -> bool:
    return isinstance(node.shown, Block) and bool(node.shown.item) and not node.shown.loose


def _shown(runs: Runs) -> str:
    text = "".join(f"![{text}]({dict(m[-1][1]).get('src', '')})" if is_image(m) else text for text, m in runs)
    return _COMMANDS.sub("\ufffd", _OURS.sub(lambda m: "\\" + m[0], text))
