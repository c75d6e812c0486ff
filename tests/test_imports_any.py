"""Any tree that pandoc may give becomes a text: no fault is raised, and no word is lost without being told."""

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from pandoc_trees import bullets, head, link, node, numbers, para, read, row, strong, styled, table
from redline_documents import HOSTILE

from avtaleverk.imports.pandoc import Node
from avtaleverk.redline import prepare

_words = st.sampled_from(
    ["Kommunen", "melder", "innen", "24", "timer", "1.", "a)", "-", "#", ">", "|", "2.1", "§", "=", ":"]
)
_text = st.lists(st.one_of(_words, st.sampled_from(HOSTILE)), min_size=1, max_size=6).map(" ".join)
_inline = st.one_of(
    _text,
    _text.map(strong),
    _text.map(lambda text: node("Emph", [strong(text)])),
    _text.map(lambda text: link(text, "https://eksempel.no/a_b?c=d&e")),
    _text.map(lambda text: node("Code", [("", [], []), text])),
    _text.map(lambda text: node("Note", [para(text)])),
    st.just(node("LineBreak")),
)
_paragraph = st.lists(_inline, min_size=1, max_size=3).map(lambda parts: para(*parts))
_blocks = st.recursive(
    _paragraph,
    lambda inner: st.one_of(
        st.lists(st.lists(inner, min_size=1, max_size=2), min_size=1, max_size=3).map(lambda items: bullets(*items)),
        st.lists(st.lists(inner, min_size=1, max_size=2), min_size=1, max_size=3).map(
            lambda items: numbers(*items, start=3, style="LowerAlpha", delimiter="OneParen")
        ),
        st.lists(inner, min_size=1, max_size=2).map(lambda blocks: styled("Quote", node("BlockQuote", blocks))),
    ),
    max_leaves=5,
)
_heading = st.tuples(st.integers(1, 7), _text).map(lambda parts: head(*parts))
_table = st.lists(st.lists(_text, min_size=2, max_size=2), min_size=2, max_size=3).map(
    lambda rows: table([row(*rows[0])], *(row(*cells) for cells in rows[1:]))
)
_documents = st.lists(st.one_of(_blocks, _heading, _table), max_size=6)


def letters(text: str) -> Counter[str]:
    """Return how often a text holds some words, also where they touch."""
    return Counter(re.findall("Kommunen|melder|timer|alert", text))


def said(blocks: list[Node]) -> Counter[str]:
    """Return those words of a tree, wherever they stand in it."""
    found: Counter[str] = Counter()
    stack: list[object] = [*blocks]
    while stack:
        part = stack.pop()
        if isinstance(part, dict):
            if part["t"] == "Str":
                found += letters(part["c"])
            stack.append(part.get("c"))
        elif isinstance(part, list):
            stack += part
    return found


@settings(max_examples=60, deadline=None)
@given(_documents)
def test_any_document_keeps_its_words(blocks: list[Node]) -> None:
    """What a page would show holds every word of the file, and whatever differs in form is told."""
    text = read(para("Innledning."), *blocks)
    shown = repr(prepare(text.markdown).shown)
    assert not said(blocks) - letters(shown) - letters(text.title) or any("annerledes" in n.what for n in text.notes)
