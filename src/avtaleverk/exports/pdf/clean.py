"""The text of a version as it stands on paper: links that lead somewhere, numbers before items, pictures."""

import re
from collections.abc import Callable, Sequence

from avtaleverk.exports.paper import Paper
from avtaleverk.exports.pdf.sheet import PICTURE
from avtaleverk.model.text import RenderedText
from avtaleverk.redline.inline_html import escape
from avtaleverk.text.lists import LETTERS

_REFERENCE = re.compile(r'<a data-ref="(\d+)">(.*?)</a>', re.DOTALL)
_COMMENT = re.compile(r"<!--(?:lenke|slutt):[^>]*-->")
_LIST_TAG = re.compile(r"<(/?)(ol|ul|li)\b([^>]*)>")
_ATTRIBUTE = re.compile(r'(\w[\w-]*)="([^"]*)"')
_ID = re.compile(r'(<\w[^>]*? id=")([^"]*)(")')
_HREF = re.compile(r'<a ([^>]*?)href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_IMAGE = re.compile(r'(<img [^>]*?src=")([^"]*)(")')
# A table as far as the end of its first row.
_TABLE = re.compile(r"<table(.*?</tr>)", re.DOTALL)
_CELL = re.compile(r"<t[hd]\b")
_MANY_COLUMNS = 6
_ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")

# Where a link leads that begins with «#», or "" for nowhere.
Within = Callable[[str], str]


def clean_html(paper: Paper, text: RenderedText, links: Sequence[str], prefix: str = "") -> str:
    """Return ``text`` for paper; ``links`` says where each of its references leads, ``prefix`` goes before every id."""
    html = _COMMENT.sub("", text.html)
    html = _REFERENCE.sub(lambda m: _reference(links[int(m[1])], m[2]), html)
    return placed(paper, numbered(html), frozenset(text.anchors), prefix)


def _reference(address: str, words: str) -> str:
    return f'<a href="{escape(address)}">{words}</a>' if address else words


def placed(paper: Paper, html: str, anchors: frozenset[str], prefix: str = "") -> str:
    """Make links and pictures work in a file that lies anywhere; what leads nowhere stays as words."""

    def link(m: re.Match[str]) -> str:
        before, address, after, words = m.groups()
        if address.startswith("#"):
            # A link of the book that leads to another of its texts bears its whole id already.
            known = address[1:] in anchors
            target = f"#{prefix}{address[1:]}" if known else address if address.startswith("#bok-") else ""
        else:
            target = address if _ABSOLUTE.match(address) else f"{paper.site}/{address.lstrip('/')}" if address else ""
        return f'<a {before}href="{target}"{after}>{words}</a>' if target else words

    html = _HREF.sub(link, html)
    html = _IMAGE.sub(lambda m: f"{m[1]}{PICTURE}{paper.document.folder}/{m[2]}{m[3]}", html)
    html = _TABLE.sub(_crowded, html)
    # A sign must never end a line that its number does not stand in.
    html = html.replace("§ ", "§\u00a0")
    return _ID.sub(lambda m: f"{m[1]}{prefix}{m[2]}{m[3]}", html) if prefix else html


def _crowded(m: re.Match[str]) -> str:
    """Mark a table of many columns, which would not fit the page as other tables are set."""
    return f"<table data-tett{m[1]}" if len(_CELL.findall(m[1])) >= _MANY_COLUMNS else m[0]


def numbered(html: str) -> str:
    """Give each item of a numbered list the mark that a reader sees, since numbers and letters are part of a text."""
    lists: list[tuple[str, str, int]] = []

    def tag(m: re.Match[str]) -> str:
        closes, name, attributes = m.groups()
        if name != "li":
            if closes:
                lists.pop()
            else:
                own = dict(_ATTRIBUTE.findall(attributes))
                lists.append((name, own.get("type", ""), _whole(own.get("start", "1")) - 1))
            return m[0]
        if closes or not lists or lists[-1][0] == "ul":
            return m[0]
        kind, form, last = lists[-1]
        own = dict(_ATTRIBUTE.findall(attributes))
        number = _whole(own["value"]) if "value" in own else last + 1
        lists[-1] = (kind, form, number)
        # WeasyPrint takes the mark of an item as its kind of list, not as the content of its marker.
        return f"""<li style="list-style-type: '{_mark(form, number)}  '"{attributes}>"""

    return _LIST_TAG.sub(tag, html)


def _whole(digits: str) -> int:
    return int(digits) if digits.isdigit() else 0


def _mark(form: str, number: int) -> str:
    if form == "a" and 0 < number <= len(LETTERS):
        return f"{LETTERS[number - 1]})"
    return f"{number})" if form else f"{number}."
