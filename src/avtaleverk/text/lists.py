"""Lists as Norwegian rules write them, with the numbers that the text gives them."""

import re
import xml.etree.ElementTree as ET

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions.sane_lists import SaneOListProcessor

LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
_NESTED_ITEM = re.compile(r"^[ ]{4,7}(\d+[.)]|[a-zæøå]\)|[*+-])[ ]+.*")
_LONGEST = 4


def _whole(digits: str) -> int:
    """Return a number, 0 where it is too long to count anything."""
    return int(digits) if len(digits) <= _LONGEST else 0


def item_numbers(items: ET.Element) -> list[int]:
    """Return the number that a reader sees before each item of an ordered list."""
    numbers: list[int] = []
    following = _whole(items.get("start", "1"))
    for item in items.findall("li"):
        numbers.append(_whole(item.get("value", "")) if "value" in item.attrib else following)
        following = numbers[-1] + 1
    return numbers


class _NumberedList(SaneOListProcessor):
    """Lists that keep the numbers of the text: after 1 and 2 comes 4 where 3 was repealed.

    The library counts on by itself, and would give a rule another number than it was adopted with.
    Lists of two kinds (``1.`` and ``a)``) that follow one another stay two lists.
    """

    kind: str | None = None

    def run(self, parent: ET.Element, blocks: list[str]) -> None:
        """Let the library build the list, then mark each item that leaps ahead."""
        last = parent[-1] if len(parent) else None
        continues = last is not None and last.tag == "ol" and last.get("type") == self.kind
        setattr(self, "SIBLING_TAGS", ["ol"] if continues else [])  # noqa: B010 - typed as a class variable
        said = [m[1].rstrip(".") for line in blocks[0].split("\n") if (m := self.CHILD_RE.match(line))]
        super().run(parent, blocks)
        items = parent if parent.tag in {"ol", "ul"} else parent[-1]
        if self.kind and items is not parent:
            items.set("type", self.kind)
        _keep_numbers(items, said)


def _keep_numbers(items: ET.Element, said: list[str]) -> None:
    """Give the last items of a list the numbers they were written with, where those are higher."""
    first_new = len(items.findall("li")) - len(said)
    number = item_numbers(items)[first_new] - 1
    for item, digits in zip(items.findall("li")[first_new:], said, strict=True):
        number += 1
        if _whole(digits) > number:
            number = _whole(digits)
            item.set("value", digits)


class _MarkedList(_NumberedList):
    """Lists with ``a)`` and ``1)``, which Markdown would run together."""

    def __init__(self, parser: BlockParser, marker: str, kind: str) -> None:
        super().__init__(parser)
        self.kind = kind
        self._item = re.compile(rf"^([ ]{{0,3}})({marker})\)(?=[ ])", re.MULTILINE)

    def test(self, parent: ET.Element, block: str) -> bool:  # noqa: ARG002 - the library's signature
        """Say whether a block begins with such an item."""
        return bool(self._item.match(block))

    def run(self, parent: ET.Element, blocks: list[str]) -> None:
        """Rewrite the markers as the library knows them."""
        blocks[0] = self._item.sub(lambda m: f"{m[1]}{_ordinal(m[2])}.", blocks[0])
        super().run(parent, blocks)


def _ordinal(marker: str) -> int:
    return int(marker) if marker.isdigit() else LETTERS.index(marker) + 1


def register_lists(md: Markdown) -> None:
    """Teach a parser these lists, each nesting in all the others."""
    blocks = md.parser.blockprocessors
    blocks.register(_NumberedList(md.parser), "olist", 40)
    blocks.register(_MarkedList(md.parser, "[a-zæøå]", "a"), "letter_list", 41)
    blocks.register(_MarkedList(md.parser, r"[0-9]{1,3}", "1"), "paren_list", 42)
    for name in ("ulist", "olist", "letter_list", "paren_list"):
        blocks[name].INDENT_RE = _NESTED_ITEM  # type: ignore[attr-defined] # lists nest in all these forms
