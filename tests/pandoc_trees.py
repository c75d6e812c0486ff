"""Trees as pandoc gives them, written by hand, and what an import makes of them."""

from avtaleverk.imports.clauses import Known
from avtaleverk.imports.one_text import OneText, text_of_tree
from avtaleverk.imports.pandoc import Content, Node
from avtaleverk.word.noted import NoteKind

NOTHING = ("", [], [])


def node(kind: str, content: Content = None) -> Node:
    return {"t": kind} if content is None else {"t": kind, "c": content}


def words(text: str | list[Content]) -> list[Node]:
    """Return inlines: text with a space between words, or what is given as it is."""
    parts = [text] if isinstance(text, str) else text
    found: list[Node] = []
    for part in parts:
        if isinstance(part, dict):
            found.append(part)
            continue
        for place, word in enumerate(part.split(" ")):
            found += [node("Space")] if place else []
            found += [node("Str", word)] if word else []
    return found


def strong(text: str) -> Node:
    return node("Strong", words(text))


def link(text: str, address: str) -> Node:
    return node("Link", [NOTHING, words(text), [address, ""]])


def para(*text: Content) -> Node:
    return node("Para", words(list(text)))


def head(level: int, text: str | list[Content], name: str = "") -> Node:
    return node("Header", [level, [name, [], []], words(text)])


def styled(style: str, *blocks: Node) -> Node:
    return node("Div", [["", [], [["custom-style", style]]], list(blocks)])


def bullets(*items: list[Node]) -> Node:
    return node("BulletList", list(items))


def numbers(*items: list[Node], start: int = 1, style: str = "Decimal", delimiter: str = "Period") -> Node:
    return node("OrderedList", [[start, node(style), node(delimiter)], list(items)])


def cell(*blocks: Node, height: int = 1, width: int = 1) -> Content:
    return [NOTHING, node("AlignDefault"), height, width, list(blocks)]


def row(*cells: Content) -> Content:
    return [NOTHING, [cell(para(c)) if isinstance(c, str) else c for c in cells]]


def table(
    heads: list[Content], *rows: Content, alignment: tuple[str, ...] = (), caption: list[Node] | None = None
) -> Node:
    width = max(len(r[1]) for r in [*heads, *rows])
    columns = [[node(a), node("ColWidthDefault")] for a in [*alignment, *["AlignDefault"] * (width - len(alignment))]]
    body = [NOTHING, 0, [], list(rows)]
    return node("Table", [NOTHING, [None, caption or []], columns, [NOTHING, heads], [body], [NOTHING, []]])


def read(*blocks: Node, known: Known | None = None, title: str = "", styles: bool = True) -> OneText:
    """Return the text that these blocks become."""
    meta = {"title": node("MetaInlines", words(title))} if title else {}
    return text_of_tree({"blocks": list(blocks), "meta": meta}, known or Known(), styles=styles)


def markdown(*blocks: Node) -> str:
    """Return the Markdown of blocks of which nothing is noted."""
    text = read(*blocks)
    assert text.notes == ()
    return text.markdown


def noted(text: OneText, kind: NoteKind = NoteKind.UNSURE) -> list[str]:
    """Return what was noted, without its places."""
    return [n.what for n in text.notes if n.kind is kind]
