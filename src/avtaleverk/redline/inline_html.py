"""Inline text as HTML that is well-formed XML too, so that the check can read it back as it was written."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import takewhile

from avtaleverk.redline.phrases import Language, phrase
from avtaleverk.redline.pieces import Piece, Side, State
from avtaleverk.redline.runs import Marks, Runs, is_image


def escape(text: str) -> str:
    """Return ``text`` as characters that can do nothing, in content and in attributes."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


@lru_cache(maxsize=4096)
def runs_html(runs: Runs) -> str:
    """Return runs with their marks as elements, each opened once for neighbours that share it."""
    if len(runs) == 1 and not runs[0][1]:
        return escape(runs[0][0]).replace("\n", "<br/>")
    found: list[str] = []
    stack: list[tuple[str, tuple[tuple[str, str], ...]]] = []
    for text, marks in runs:
        wanted = list(marks[:-1] if is_image(marks) else marks)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(stack, wanted, strict=False)))
        found += [f"</{tag}>" for tag, _ in reversed(stack[shared:])]
        found += [_opening(tag, attributes) + ">" for tag, attributes in wanted[shared:]]
        stack = wanted
        found.append(_image(text, marks) if is_image(marks) else escape(text).replace("\n", "<br/>"))
    found += [f"</{tag}>" for tag, _ in reversed(stack)]
    return "".join(found)


def _opening(tag: str, attributes: Iterable[tuple[str, str]]) -> str:
    # A line break or tab in an attribute would come back as a space.
    return f"<{tag}" + "".join(f' {name}="{_attribute(value)}"' for name, value in attributes)


def _attribute(value: str) -> str:
    return escape(value).replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")


def _image(text: str, marks: Marks) -> str:
    attributes = [(name, value) for name, value in marks[-1][1] if name != "alt"]
    return _opening("img", [*attributes, ("alt", text)]) + ' loading="lazy"/>'


def pieces_html(pieces: Iterable[Piece], language: Language, *, code: bool = False) -> str:
    """Return pieces with ``ins`` and ``del``, and words for those who cannot see the marks."""
    return "".join(_piece(piece, language, code_html if code else runs_html) for piece in pieces)


def code_html(runs: Runs) -> str:
    """Return the text of a code block, its line breaks kept."""
    return "".join(escape(text) for text, _ in runs)


def _piece(piece: Piece, language: Language, render: Callable[[Runs], str]) -> str:
    if piece.state is State.NEW:
        return f"<ins>{hidden(phrase('hidden new', language))}{render(piece.new)}</ins>"
    if piece.state is State.OLD:
        return f"<del>{hidden(phrase('hidden gone', language))}{render(piece.old)}</del>"
    if piece.state is State.SAME:
        return render(piece.new)
    if piece.state is State.QUIET:
        return either(render(piece.old), render(piece.new))
    return either(render(piece.old), hidden(phrase("hidden format", language)) + render(piece.new), "rm-format")


def either(old: str, new: str, own: str = "") -> str:
    """Return what is marked at most by its look: the new one seen, the old one at hand."""
    before = f'<span class="rm-for" data-rm="gammel" hidden="hidden">{old}</span>' if old else ""
    name = f' class="{own}"' if own else ""
    return before + (f'<span{name} data-rm="ny">{new}</span>' if new else "")


def hidden(words: str) -> str:
    """Return words that are read aloud and not seen."""
    return f'<span class="rm-skjult" data-rm="merke">{escape(words)}</span>'


def whole_html(pieces: Iterable[Piece], side: Side, *, element: str = "", code: bool = False) -> str:
    """Return the text of one side, inside ``ins`` or ``del`` where asked: a label beside it says what it is."""
    show = code_html if code else runs_html
    text = "".join(show(piece.of(side)) for piece in pieces)
    return f"<{element}>{text}</{element}>" if element and text else text


def class_attribute(name: str) -> str:
    """Return the attribute that names the class of an element, if it has one."""
    return f' class="{name}"' if name else ""


def old_piece(piece: Piece, language: Language, *, code: bool = False) -> str:
    """Return what the old text has of a piece, marked where it is gone."""
    if piece.state is State.NEW:
        return ""
    if piece.state is State.OLD:
        return pieces_html([piece], language, code=code)
    return whole_html([piece], Side.OLD, code=code)
