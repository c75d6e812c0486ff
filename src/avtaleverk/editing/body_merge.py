"""A text that a form wrote anew, laid into the text as it was: what shows the same keeps the signs that it had.

The forms write Markdown in a dialect of their own: other signs before items, other indents, other escapes. So the two
texts are cut into pieces, and a piece of the old one stays, sign by sign, wherever the new one shows the same.
"""

import re
from difflib import SequenceMatcher

from avtaleverk.redline import prepare
from avtaleverk.text.canonical import formatted
from avtaleverk.text.tree import TextError

# Where a text may be cut: after an empty line, before a line without indent.
_CUT = re.compile(r"(\n(?:[ \t]*\n)+)(?=\S)")
_ITEM = re.compile(r"(?P<indent> *)(?P<sign>[-*+]|\d{1,9}[.)])(?P<space> +)(?=\S)")
_FENCE = re.compile(r" *(```|~~~)")
_STEP = 4


def merged(old: str, new: str) -> str:
    """Return ``new`` with the pieces of ``old`` that show the same; the rest in the form of the corpus."""
    before, after = _pieces(old), _pieces(four_spaces(new))
    keys = [_shown(text) for text, _ in before], [_shown(text) for text, _ in after]
    found: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [text + (gap or "\n\n") for text, gap in before[a:b]]
        else:
            found += [_in_form(text) + "\n\n" for text, _ in after[c:d]]
    return "".join(found).rstrip("\n") + "\n"


def _pieces(text: str) -> list[tuple[str, str]]:
    """Return the pieces of a text, each with what stands between it and the next."""
    parts = _CUT.split(text.strip("\n"))
    return [pair for pair in zip(parts[::2], [*parts[1::2], ""], strict=True) if pair[0].strip()]


def _shown(piece: str) -> str:
    try:
        return repr(prepare(piece).shown)
    except TextError:
        return piece


def _in_form(piece: str) -> str:
    try:
        return formatted(piece).strip("\n")
    except TextError:
        return piece


def four_spaces(text: str) -> str:
    """Return a text whose lists within lists stand in by four spaces, as the corpus has them, not by two or three."""
    lines: list[str] = []
    open_items: list[int] = []
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
        deep = " " * (_STEP * len(open_items))
        lines.append(line if not open_items else deep + line.lstrip(" "))
        if item:
            open_items.append(len(item[0]))
    return "\n".join(lines)


def _is_its_item(line: str, depth: int) -> bool:
    """Say whether a line is an item one step above ``depth``."""
    item = _ITEM.match(line)
    return bool(item) and len(item["indent"]) == _STEP * (depth - 1) if item else False
