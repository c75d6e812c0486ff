"""A text that a form wrote anew, laid into the text as it was: what shows the same keeps the signs that it had.

The forms write Markdown in a dialect of their own: other signs before items, other indents, other escapes. So the two
texts are cut into pieces, and a piece of the old one stays, sign by sign, wherever the new one shows the same.
"""

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from avtaleverk.redline import prepare
from avtaleverk.text.canonical import formatted
from avtaleverk.text.tree import TextError

# Where a text may be cut: after an empty line, before a line without indent.
_CUT = re.compile(r"(\n(?:[ \t]*\n)+)(?=\S)")
_ITEM = re.compile(r"(?P<indent> *)(?P<sign>[-*+]|\d{1,9}[.)])(?P<space> +)(?=\S)")
_FENCE = re.compile(r" *(```|~~~)")
# What stands under the head of a table: how wide its columns are and to which side they lean.
_RULE = re.compile(r"^[ ]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$", re.MULTILINE)
_STEP = 4


def merged(old: str, new: str) -> str:
    """Return ``new`` with the pieces of ``old`` that show the same; the rest in the form of the corpus."""
    before = _pieces(old)
    known = {text for text, _ in before}
    # What is written sign by sign as it was is in no dialect.
    after = [text if text in known else four_spaces(_in_our_signs(text)) for text, _ in _pieces(new)]
    keys = [_shown(text) for text, _ in before], [_shown(text) for text in after]
    found: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [text + (gap or "\n\n") for text, gap in before[a:b]]
        else:
            rules = _rules(text for text, _ in before[a:b])
            found += [_leaning(_in_form(text), rules) + "\n\n" for text in after[c:d]]
    return "".join(found).rstrip("\n") + "\n"


def _pieces(text: str) -> list[tuple[str, str]]:
    """Return the pieces of a text, each with what stands between it and the next; a list is one piece."""
    parts = _CUT.split(text.strip("\n"))
    pieces: list[tuple[str, str]] = []
    for piece, gap in zip(parts[::2], [*parts[1::2], ""], strict=True):
        if pieces and _ITEM.match(piece) and _ITEM.match(pieces[-1][0]):
            before, between = pieces.pop()
            pieces.append((f"{before}{between}{piece}", gap))
        elif piece.strip():
            pieces.append((piece, gap))
    return pieces


def _in_our_signs(text: str) -> str:
    """Return a text of the forms with the signs of the corpus for a break within a paragraph, and for a tilde."""
    return re.sub(r"\\\n", "  \n", text).replace(r"\~", "~")


def _shown(piece: str) -> str:
    """Return what a piece shows, but for the side that the columns of a table lean to: the forms do not carry it."""
    try:
        return repr(prepare(_RULE.sub(lambda m: m[0].replace(":", "-"), piece)).shown)
    except TextError:
        return piece


def _in_form(piece: str) -> str:
    try:
        return formatted(piece).strip("\n")
    except TextError:
        return piece


def _rules(pieces: Iterable[str]) -> dict[tuple[str, ...], str]:
    """Return the line under the head of each table, by the words of the head."""
    pairs = (piece.split("\n", 2) for piece in pieces)
    return {_cells(lines[0]): lines[1] for lines in pairs if len(lines) > 1 and _RULE.fullmatch(lines[1])}


def _leaning(piece: str, rules: Mapping[tuple[str, ...], str]) -> str:
    """Return a piece; where it is a table that was there before, its columns lean to the side that they did."""
    head, _, rest = piece.partition("\n")
    rule, _, rows = rest.partition("\n")
    known = rules.get(_cells(head), "") if _RULE.fullmatch(rule) else ""
    return f"{head}\n{known}\n{rows}" if ":" in known else piece


def _cells(row: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in row.strip().strip("|").split("|"))


def four_spaces(text: str) -> str:
    """Return a text whose lists within lists stand in by four spaces, as the corpus has them, not by two or three.

    An item after one that holds more than a paragraph or a list gets an empty line before it, without which it would be
    read as part of that one.
    """
    lines: list[str] = []
    open_items: list[int] = []
    starts: list[int] = []
    is_code = False
    for line in text.split("\n"):
        fence = _FENCE.match(line)
        if is_code or fence:
            is_code = is_code != bool(fence)
            lines.append(line)
            continue
        if not line.strip():
            lines.append("")
            continue
        indent = len(line) - len(line.lstrip(" "))
        while open_items and indent < open_items[-1]:
            open_items.pop()
        item = _ITEM.match(line)
        # A list that opens right under its item belongs to it without an empty line between.
        if item and open_items and len(lines) > 1 and not lines[-1] and _is_its_item(lines[-2], len(open_items)):
            lines.pop()
        del starts[len(open_items) + bool(item) :]
        if item and len(starts) > len(open_items) and lines[-1] and "" in lines[starts[-1] :]:
            lines.append("")
        deep = " " * (_STEP * len(open_items))
        lines.append(line if not open_items else deep + line.lstrip(" "))
        if item:
            open_items.append(len(item[0]))
            starts[len(open_items) - 1 :] = [len(lines) - 1]
    return "\n".join(lines)


def _is_its_item(line: str, depth: int) -> bool:
    """Say whether a line is an item one step above ``depth``."""
    item = _ITEM.match(line)
    return bool(item) and len(item["indent"]) == _STEP * (depth - 1) if item else False
