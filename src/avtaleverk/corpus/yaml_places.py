"""Where the fields of a piece of YAML stand in its text, and the text with one of them put, added to or taken away."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from avtaleverk.corpus.fields import Field
from avtaleverk.corpus.yaml_writing import Value, written

_BREAK = re.compile(r"\r\n|\r|\n")
_Path: TypeAlias = tuple[str | int, ...]
_Pair: TypeAlias = tuple[yaml.Node, yaml.Node]


@dataclass(frozen=True, slots=True)
class Places:
    """A text, what YAML makes of it, and the fields in the order that new ones are written in.

    Each edit returns the whole text anew, or None where it cannot be made; whether it says the right thing is for the
    caller to read.
    """

    text: str
    root: yaml.Node | None
    fields: tuple[Field, ...]

    # --- the edits ------------------------------------------------------------------------------------------------

    def put(self, path: _Path, value: Value) -> str | None:
        """Return the text with a field that has this value."""
        parent = self._node(path[:-1])
        if path[:-1] and (parent is None or isinstance(parent, yaml.ScalarNode)):
            return self.put(path[:-1], {str(path[-1]): value})
        if isinstance(parent, yaml.SequenceNode):
            item = self._node(path)
            words = written(value, inside=_is_flow(parent))
            return self._replaced(item.start_mark.index, self._end(item), words) if item else None
        pairs = _pairs(parent)
        old = next((pair for pair in pairs if pair[0].value == path[-1]), None)
        if old:
            return self._put_over(old, written(value, inside=parent is not None and _is_flow(parent)))
        name, ranks = str(path[-1]), self._ranks(path)
        before = [pair for pair in pairs if ranks.get(str(pair[0].value), -1) < ranks.get(name, len(ranks))]
        nearest = max(before, key=lambda pair: ranks.get(str(pair[0].value), -1), default=None)
        if parent is not None and _is_flow(parent):
            return self._put_between(parent, pairs, nearest, f"{name}: {written(value, inside=True)}")
        return self._put_line(pairs, nearest, name, value)

    def add(self, path: _Path, value: Value) -> str | None:
        """Return the text with one more item in a list."""
        node = self._node(path)
        if not isinstance(node, yaml.SequenceNode):
            return self.put(path, [value])
        if _is_flow(node) and not node.value:
            return self._put_first(path, node, value)
        if _is_flow(node):
            place = self._end(node.value[-1])
            return self._replaced(place, place, f", {written(value, inside=True)}")
        margin = " " * node.start_mark.column
        last = node.value[-1]
        is_tall = isinstance(last, yaml.MappingNode) and not _is_flow(last) and isinstance(value, dict)
        lines = [f"{name}: {written(v)}" for name, v in value.items()] if is_tall and isinstance(value, dict) else []
        return self._lines_after(
            self._end(last),
            [f"{margin}{'  ' if n else '- '}{line}" for n, line in enumerate(lines or [written(value)])],
        )

    def drop(self, path: _Path) -> str | None:
        """Return the text without a field or an item, and without what it leaves empty."""
        node, parent = self._node(path), self._node(path[:-1])
        if node is None or parent is None:
            return self.text
        spans = self._spans(parent)
        if len(spans) == 1 and path[:-1]:
            return self.drop(path[:-1])
        at = next(n for n, (_, value) in enumerate(spans) if value is node)
        starts = [start for start, _ in spans]
        if _is_flow(parent):
            if at + 1 < len(spans):
                return self._replaced(starts[at], starts[at + 1], "")
            return self._replaced(self._end(spans[at - 1][1]) if at else starts[at], self._end(node), "")
        start = self._line_start(starts[at])
        is_own = re.fullmatch(r"[ \t]*(?:- *)?" if isinstance(parent, yaml.SequenceNode) else r"[ \t]*", self.text[start : starts[at]])  # fmt: skip
        if is_own:
            return self._replaced(start, self._line_end(self._end(node)), "")
        return self._replaced(starts[at], starts[at + 1], "") if at + 1 < len(spans) else None

    # --- how they are written -------------------------------------------------------------------------------------

    def _put_over(self, old: _Pair, words: str) -> str:
        """Return the text with another value where there was one; a comment behind it stays."""
        key, node = old
        start, end = node.start_mark.index, self._end(node)
        is_beside = node.start_mark.line == key.end_mark.line and start < end
        if not is_beside:
            start = self.text.index(":", key.end_mark.index) + 1
        return self._replaced(start, max(start, end), f"{'' if is_beside else ' '}{words}")

    def _put_between(self, parent: yaml.Node, pairs: list[_Pair], nearest: _Pair | None, words: str) -> str:
        """Return the text with a field in a group that stands in brackets."""
        if nearest:
            place = self._end(nearest[1])
            return self._replaced(place, place, f", {words}")
        place = pairs[0][0].start_mark.index if pairs else parent.start_mark.index + 1
        return self._replaced(place, place, f"{words}, " if pairs else words)

    def _put_first(self, path: _Path, node: yaml.Node, value: Value) -> str:
        """Return the text with the first item of an empty list; groups get lines of their own where there is room."""
        parent = self._node(path[:-1])
        start, end = node.start_mark.index, self._end(node)
        if not isinstance(value, Mapping) or not isinstance(parent, yaml.MappingNode) or _is_flow(parent):
            return self._replaced(start, end, written([value]))
        key = next(key for key, held in parent.value if held is node)
        margin = " " * (key.start_mark.column + 2)
        start = self.text.rindex(":", 0, start) + 1
        return self._replaced(start, end, f"{self._break}{margin}- {written(value)}")

    def _put_line(self, pairs: list[_Pair], nearest: _Pair | None, name: str, value: Value) -> str:
        """Return the text with a field on a line of its own."""
        margin = " " * pairs[0][0].start_mark.column if pairs else ""
        lines = [f"{margin}{line}" for line in _field_lines(name, value)]
        if not pairs:
            return self._lines_after(len(self.text), lines)
        first = pairs[0][0].start_mark.index
        start = self._line_start(first)
        if nearest or self.text[start:first].strip():
            return self._lines_after(self._end((nearest or pairs[0])[1]), lines)
        return self._replaced(start, start, "".join(f"{line}{self._break}" for line in lines))

    def _lines_after(self, place: int, lines: list[str]) -> str:
        """Return the text with lines after the one that holds a place; its last line ends as it did."""
        at = self._line_end(place)
        above = self.text[:at]
        if not above or above.endswith(("\n", "\r")):
            return self._replaced(at, at, "".join(f"{line}{self._break}" for line in lines))
        return self._replaced(at, at, "".join(f"{self._break}{line}" for line in lines))

    def _replaced(self, start: int, end: int, words: str) -> str:
        return self.text[:start] + words + self.text[end:]

    # --- where they stand -----------------------------------------------------------------------------------------

    def _node(self, path: _Path) -> yaml.Node | None:
        node = self.root
        for part in path:
            node = next((value for name, value in _named(node) if name == part), None)
        return node

    def _spans(self, parent: yaml.Node) -> list[tuple[int, yaml.Node]]:
        """Return where each entry of a group or a list begins, with its value."""
        if isinstance(parent, yaml.SequenceNode):
            return [(item.start_mark.index, item) for item in parent.value]
        return [(key.start_mark.index, value) for key, value in _pairs(parent)]

    def _ranks(self, path: _Path) -> dict[str, int]:
        """Return the order of the fields beside the one at a path."""
        fields = self.fields
        for part in path[:-1]:
            fields = next((f.fields for f in fields if f.name == part), ()) if isinstance(part, str) else fields
        return {field.name: n for n, field in enumerate(fields)}

    def _end(self, node: yaml.Node) -> int:
        """Return where the last sign of a value stands, before any space or comment after it."""
        if not isinstance(node, yaml.ScalarNode) and not _is_flow(node):
            return self._end(node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1])
        start, end = int(node.start_mark.index), int(node.end_mark.index)
        return start + len(self.text[start:end].rstrip())

    def _line_start(self, place: int) -> int:
        return max(self.text.rfind("\n", 0, place), self.text.rfind("\r", 0, place)) + 1

    def _line_end(self, place: int) -> int:
        m = _BREAK.search(self.text, place)
        return m.end() if m else len(self.text)

    @property
    def _break(self) -> str:
        m = _BREAK.search(self.text)
        return m[0] if m else "\n"


def _is_flow(node: yaml.Node) -> bool:
    """Say whether a group or a list stands in brackets."""
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _pairs(node: yaml.Node | None) -> list[_Pair]:
    return list(node.value) if isinstance(node, yaml.MappingNode) else []


def _named(node: yaml.Node | None) -> Iterator[tuple[str | int, yaml.Node]]:
    if isinstance(node, yaml.SequenceNode):
        yield from enumerate(node.value)
    yield from ((str(key.value), value) for key, value in _pairs(node))


def _field_lines(name: str, value: Value) -> list[str]:
    """Return a new field: a list of groups has a line for each of them."""
    if isinstance(value, list | tuple) and value and all(isinstance(item, dict) for item in value):
        return [f"{name}:", *(f"  - {written(item)}" for item in value)]
    return [f"{name}: {written(value)}"]
