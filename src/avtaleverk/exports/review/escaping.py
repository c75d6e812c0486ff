"""Text that others wrote, put into Markdown and HTML so that it is shown and does nothing."""

import re

from avtaleverk.corpus.wording import without_invisible

MOST = 200
# Whatever can mean something to Markdown or HTML; as a number it means nothing to either.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#+!|~@&$%^=\"]")
# What code hosts make links or notices of, wherever it stands: @name, #12, !12, ~label, GH-12, www., https://
_CALLING = re.compile(r"(?<=[@#!~%$&])(?=\w)|(?<=:)(?=//)|(?<=\bwww)(?=\.)|(?<=\bgh)(?=-\d)", re.IGNORECASE)
_BREAK = "\u2060"
_MARKS = re.compile(r"\[([-+~])(.*?)\1\]")
_TAGS = {"+": "ins", "-": "del", "~": "em"}
_MOST_PIECE = 600


def safe(text: str, most: int = MOST) -> str:
    """Return a text as one line that is only text, in Markdown as in HTML, and not too long."""
    line = " ".join(without_invisible(text).split())
    short = line if len(line) <= most else f"{line[:most]}…"
    broken = _CALLING.sub(_BREAK, short)
    return _SPECIAL.sub(lambda m: f"&#{ord(m[0])};", broken)


def marked(line: str) -> str:
    """Return a line of a redline with what came and what went as such; ``[+new+]`` and ``[-old-]`` are its marks."""
    pieces = _MARKS.split(line)
    shown = [_within(pieces[0])]
    for sign, text, rest in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        shown += [f"<{_TAGS[sign]}>{_within(text)}</{_TAGS[sign]}>", _within(rest)]
    return "".join(shown)


def _within(text: str) -> str:
    """Return a part of a line, with the spaces that keep it apart from what stands beside it."""
    inner = safe(text, _MOST_PIECE)
    return f"{' ' * text[:1].isspace()}{inner}{' ' * (bool(inner) and text[-1:].isspace())}"


def code(text: str) -> str:
    """Return a path or a name as code."""
    return f"<code>{safe(text)}</code>"


def link(words: str, address: str) -> str:
    """Return a link on text that is safe already; ``address`` is one that we have made, or "" for none."""
    return f"[{words}]({address})" if address else words
