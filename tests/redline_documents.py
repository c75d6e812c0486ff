"""Random documents of all that Markdown can be here, hostile text included, and pairs that have much in common."""

from hypothesis import strategies as st

HOSTILE = [
    "<ins>inn</ins>",
    "</del>",
    "<script>alert(1)</script>",
    "[+x+]",
    "[-y-]",
    "[~z~]",
    'data-rm="merke"',
    '" onclick="x',
    "<!--slutt:pkt-1-->",
    "<li data-rm-skjot='ny'>",
    "</p></div>",
    "&lt;ins&gt;",
    "&#60;del&#62;",
    "]]>",
    "<![CDATA[x]]>",
    "<?php ?>",
    "{: .rm-ny }",
    "\x00",
    "\x1b[31m",
    "\x0b",
    "\x0c",
    "\x7f",
    "\u0085",
    "\u2028",
    "\u200b",
    "\u202e",
    "\ufeff",
    "\ufffe",
    "\ud800",
    "\udfff",
    "\x02klzzwxh:0000\x03",
    "\\",
    "`",
    "*",
    "|",
    "_",
]
_plain = st.sampled_from(
    ["Kommunen", "sykehuset", "melder", "fra", "og", "innen", "24", "48", "timer", "alle", "pasienter.", "Frist:"]
)
_rich = st.sampled_from(
    [
        "31.12.2027",
        "§ 3-4",
        "punkt 1",
        "helse- og omsorg",
        "«sitat»",
        '"sitat"',
        "2020–2023",
        "cafe\u0301",
        "👩‍👩‍👧",
        "שלום",
        "**fet**",
        "*kursiv*",
        "**fet *og kursiv***",
        "`kode`",
        "[lenke](https://a.example/)",
        "[**fet** lenke](b.md)",
        "[vond](javascript:alert(1))",
        "![bilde](b.png)",
        "![](https://ond.example/x.png)",
        "<https://a.example/?a=1&b=2>",
        "linje  \nskift",
        "&nbsp;",
        "hel\u00adse",
    ]
)
# Ordinary words more often than the others: texts of nothing but rarities have nothing in common.
_word = st.integers(0, 9).flatmap(lambda n: _plain if n < 7 else _rich if n < 9 else st.sampled_from(HOSTILE))
_line = st.lists(_word, min_size=1, max_size=7).map(" ".join)
_number = st.sampled_from(["", "1 ", "2 ", "1.1 ", "§ 3 ", "Pkt. 2.1 ", "(1) "])
_marker = st.sampled_from(["- ", "* ", "1. ", "2. ", "1) ", "a) ", "c) "])


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.split("\n"))


def _list(inside: tuple[str, list[tuple[str, str]], str]) -> str:
    marker, items, between = inside
    said = [f"{marker}{line}" + (f"\n\n{_indented(below)}" if below else "") for line, below in items]
    return between.join(said)


def _table(cells: list[list[str]]) -> str:
    width = len(cells[0])
    rows = ["| " + " | ".join((row + [""] * width)[:width]) + " |" for row in cells]
    return "\n".join([rows[0], "|" + ":--:|" * width, *rows[1:]])


_heading = st.tuples(st.sampled_from(["# ", "## ", "### ", "#### ", "###### "]), _number, _line).map("".join)
_paragraph = st.tuples(_number, _line).map("".join)
_cell = st.lists(_word, max_size=2).map(" ".join).map(lambda text: text.replace("\n", " "))
_tables = st.lists(st.lists(_cell, min_size=1, max_size=3), min_size=1, max_size=4).map(_table)
_leaf = st.one_of(
    _paragraph,
    _paragraph,
    _heading,
    _tables,
    _line.map(_indented),
    st.just("---"),
    st.tuples(_line, _line).map(lambda both: f"{both[0]}\n:   {both[1]}"),
)


def _held(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    items = st.lists(st.tuples(_line | st.just(""), st.just("") | inner), min_size=1, max_size=3)
    return st.one_of(
        st.tuples(_marker, items, st.sampled_from(["\n", "\n\n"])).map(_list),
        inner.map(lambda text: "\n".join(f"> {line}" for line in text.split("\n"))),
        st.tuples(_line, inner).map(lambda both: f"{both[0]}\n:   {both[1]}\n\n{_indented(both[1])}"),
    )


_nested = st.recursive(_leaf, _held, max_leaves=3)
_sentences = st.lists(st.lists(_plain, min_size=5, max_size=9).map(" ".join), min_size=1, max_size=3)
_text = _sentences.map(lambda said: ". ".join(said) + ".")
# What agreements are made of more often than what they could be made of.
block = st.integers(0, 9).flatmap(
    lambda n: (_text, _text, _text, _paragraph, _heading, _heading, _tables)[n] if n < 7 else _nested
)
document = st.lists(block, max_size=6).map("\n\n".join)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """Return two documents made of the same few blocks, some of them edited."""
    pool = draw(st.lists(block, min_size=1, max_size=6))
    edited = [_edited(text, draw(_word), draw(st.integers(0, 9)), draw(st.integers(0, 5))) for text in pool]
    chosen = st.lists(st.sampled_from([*pool, *edited]), max_size=7)
    old = draw(st.just(pool) | chosen)
    new = draw(st.permutations(pool) | chosen | st.just(edited))
    return "\n\n".join(old), "\n\n".join(new)


def _edited(text: str, word: str, place: int, how: int) -> str:
    """Return a block with a word put in, taken out, or bold; cut in two, with a new number, or further in."""
    words = text.split(" ")
    at = place % len(words)
    return (
        " ".join([*words[:at], word, *words[at:]]),
        " ".join([*words[:at], *words[at + 1 :]]),
        " ".join([*words[:at], f"**{words[at]}**", *words[at + 1 :]]),
        text.replace(". ", ".\n\n", 1),
        text.replace("1", "2").replace("# ", "# 3 "),
        f"- {text}",
    )[how]
