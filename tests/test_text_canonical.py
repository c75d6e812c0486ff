"""The canonical form of Markdown: the same page, the same again, and no more signs than it needs."""

import re
import textwrap
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from redline_documents import document
from test_redline_real import PARTS, real_revisions, revisions

from avtaleverk.redline.page import shown
from avtaleverk.text import render
from avtaleverk.text.canonical import canonical, formatted, markdown_of
from avtaleverk.text.canonical_shape import shape
from avtaleverk.text.markdown import new_parser, parse
from avtaleverk.text.tree import TextError

FORMS = {
    "setext": ("Formål\n======\n\nMer\n---\n", "# Formål\n\n## Mer\n"),
    "closed heading": ("## 2 Ansvar ##\n", "## 2 Ansvar\n"),
    "heading with a sharp": ("## Om C\\#\n", "## Om C\\#\n"),
    "bullets": ("* en\n* to\n+ tre\n", "- en\n- to\n- tre\n"),
    "nested": ("* en\n    * to\n        * tre\n* fire\n", "- en\n    - to\n        - tre\n- fire\n"),
    "loose": ("* en\n\n\n* to\n", "- en\n\n- to\n"),
    "item of two paragraphs": ("- en\n\n    mer\n\n- to\n", "- en\n\n    mer\n\n- to\n"),
    "numbers": ("3. tre\n4. fire\n7. sju\n", "3. tre\n4. fire\n7. sju\n"),
    "letters": ("b) be\nc) ce\n", "b) be\nc) ce\n"),
    "brackets": ("1) en\n2) to\n", "1) en\n2) to\n"),
    "two kinds": ("1. en\n\na) be\n", "1. en\n\na) be\n"),
    "one line": ("Kommunen melder\nfra innen\t24   timer.\n", "Kommunen melder fra innen 24 timer.\n"),
    "list that was meant": ("Disse:\n- en\n- to\n", "Disse:\n- en\n- to\n"),
    "break": ("Partene:   \nkommunen\n", "Partene:  \nkommunen\n"),
    "emphasis": ("__fet__ og _kursiv_, ***begge***\n", "**fet** og *kursiv*, ***begge***\n"),
    "space in emphasis": ("[lenke ](b.md)nå\n", "[lenke](b.md) nå\n"),
    "reference link": (
        "Se [loven][l].\n\n[l]: https://lovdata.no/ 'Loven'\n",
        'Se [loven](https://lovdata.no/ "Loven").\n',
    ),
    "note": ("En.\n\n[//]: # (husk å spørre)\n", "En.\n\n[//]: # (husk å spørre)\n"),
    "bare address": ("[https://a.no/](https://a.no/)\n", "<https://a.no/>\n"),
    "bare mail": ("[a@b.no](mailto:a@b.no)\n", "<a@b.no>\n"),
    "date first": ("1\\. januar gjelder.\n", "1\\. januar gjelder.\n"),
    "needless escapes": ("Punkt 1\\. og 5 \\* 3 \\- og a\\_b\n", "Punkt 1. og 5 * 3 - og a_b\n"),
    "lone star": ("Frist* og mer\n", "Frist* og mer\n"),
    "two stars": ("\\*Frist og mer\\*\n", "\\*Frist og mer\\*\n"),
    "table": (
        "a  |  b\n:--|---:\n1 \\| 2  | `x|y`\n",
        "| a | b |\n|:---|---:|\n| 1 \\| 2 | `x|y` |\n",
    ),
    "head alone": ("| a |\n|--|\n", "| a |\n|---|\n"),
    "quote": (">en\nto\n>\n> * tre\n", "> en to\n>\n> - tre\n"),
    "code": ("    x = 1\n\n    y\n", "    x = 1\n\n    y\n"),
    "rule": ("* * *\n", "---\n"),
    "definitions": ("SSU\n: utvalg\n\nFSU\nFag\n:  mer\n", "SSU\n:   utvalg\n\nFSU\nFag\n:   mer\n"),
    "hard space": ("§\u00a03 og punkt&nbsp;4, sam\u00adarbeid\n", "§&nbsp;3 og punkt&nbsp;4, sam&shy;arbeid\n"),
    "entities": ("a &lt; b &amp; c &eacute; &amp;copy;\n", "a < b & c é &amp;copy;\n"),
    "tags are text": ("<div>Se</div>\n", "<div>Se</div>\n"),
    "windows": ("\r\nEn\r\nto\r\n\r\n\r\nTre   \r\n\r\n", "En to\n\nTre\n"),
    "nothing": ("\n \n", ""),
}


@pytest.mark.parametrize("name", FORMS)
def test_each_thing_has_one_form(name: str) -> None:
    """Each thing that Markdown can say is written in one way, which stays as it is."""
    source, wanted = FORMS[name]
    assert canonical(source).text == wanted
    assert canonical(source).kept == ()
    assert formatted(wanted) == wanted


TIGHT_AND_LOOSE = "- en\n- to\n\n- tre\n"
KEPT = "- \n\n    Bare et avsnitt\n"


def test_a_list_is_as_close_as_the_page_shows_it() -> None:
    """Items that the page sets apart are apart, and the others are not."""
    assert formatted(TIGHT_AND_LOOSE) == TIGHT_AND_LOOSE


def test_what_has_no_form_keeps_its_own() -> None:
    """A piece that cannot be written anew stands as it stood, is told of, and the rest is written anew."""
    found = canonical(f"Formål\n===\n\n{KEPT}\nSlutt\nher\n")
    assert found.kept == (KEPT.rstrip(),)
    assert found.text == f"# Formål\n\n{KEPT}\nSlutt her\n"


def test_a_link_by_name_in_a_kept_piece_still_leads() -> None:
    """The target of a link stays where the piece that links stays."""
    body = "- \n\n    Se [loven][l]\n\nOg [mer][l].\n\n[l]: https://lovdata.no/\n"
    found = canonical(body)
    assert found.kept
    assert alike(found.text, body)


def test_a_fence_of_code_keeps_its_lines() -> None:
    """Code between ticks on lines of their own stays so, though this site shows it on one."""
    body = "```python\nx = 1\n  y\n```\n"
    assert formatted(body) == body


def test_lines_that_the_author_meant_stay_apart() -> None:
    """What looks like items or rows is not run together, so that the author sees what is amiss."""
    body = "Disse skal\nmelde:\n- kommunen\n- sykehuset\n"
    assert formatted(body) == "Disse skal melde:\n- kommunen\n- sykehuset\n"


def test_absurd_nesting_is_told_of() -> None:
    """A tree nested beyond reason gives an error of ours and no traceback."""
    root = ET.Element("div")
    inner = root
    for _ in range(5_000):
        inner = ET.SubElement(inner, "blockquote")
    inner.text = "for dypt"
    with pytest.raises(TextError):
        markdown_of(root)
    assert "for dypt" in formatted(f"{'>' * 5_000} for dypt")


def test_a_tree_from_elsewhere_is_written() -> None:
    """A tree with tags that Markdown has no sign for, and white space inside bold, gives plain Markdown."""
    root = ET.fromstring(  # noqa: S314 - the text stands right here
        "<body><h2 id='x'>1 <b>Formål</b></h2><div><p>Et <strong>viktig </strong><strong>ord</strong><u>!</u></p></div>"
        "<ul><li><p>en</p></li><li>to</li></ul><table><tr><th>a<br/>b</th></tr><tr><td>1</td><td>2</td></tr></table></body>"
    )
    wanted = "## 1 **Formål**\n\nEt **viktig ord**!\n\n- en\n- to\n\n| a b |  |\n|---|---|\n| 1 | 2 |\n"
    assert markdown_of(root) == wanted


# --- any text at all ------------------------------------------------------------------------------------------

signs = st.text(alphabet="ab1 \n\n-*_#>[]()!`\\|:.=&;<+ \t\u00a0\x02\x0bé", max_size=80)
WORDS = [
    "Kommunen",
    "melder",
    "24",
    "timer.",
    "§ 3-4",
    "1.",
    "a)",
    "-",
    "**fet**",
    "*kursiv*",
    "**fet *begge***",
    "`kode`",
]
MORE = ["[lenke](b.md)", "<https://a.no/?a=1&b=2>", "![bilde](b.png)", "&nbsp;", "a_b", "5 * 3", "Frist:", "<b>", "\\*"]
line = st.lists(st.sampled_from(WORDS + MORE), min_size=1, max_size=6).map(" ".join)
heading = st.tuples(st.sampled_from(["# ", "## ", "#### "]), line).map("".join)
row = st.lists(line.map(lambda text: text.replace("|", "")), min_size=2, max_size=2).map(" | ".join)
table = st.lists(row, min_size=1, max_size=3).map(lambda rows: "\n".join([rows[0], "---|:--:", *rows[1:]]))
marker = st.sampled_from(["- ", "* ", "1. ", "1) ", "a) "])


def in_list(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return lists of one line an item, or of more below it."""
    below = inner.map(lambda text: textwrap.indent(text, "    "))
    close = st.tuples(marker, st.lists(line, min_size=1, max_size=3)).map(lambda said: hung(*said, "\n"))
    apart = st.lists(st.tuples(line, below).map("\n\n".join), min_size=2, max_size=3)
    return close | st.tuples(marker, apart).map(lambda said: hung(*said, "\n\n"))


def hung(marker: str, items: list[str], between: str) -> str:
    """Return items, each after its marker."""
    return between.join(f"{marker}{item}" for item in items)


piece = st.recursive(
    line | heading | table | st.just("---") | st.tuples(line, line).map(lambda said: f"Ord {said[0]}\n:   {said[1]}"),
    lambda inner: in_list(inner) | inner.map(lambda text: textwrap.indent(text, "> ", lambda _: True)),
    max_leaves=4,
)
sound = st.lists(piece, max_size=5).map("\n\n".join)


def page(body: str) -> str:
    """Return the HTML of a text with its white space as a page shows it."""
    html = re.sub(r"\s+(?=</(?:a|em|strong)>)", "", re.sub(r"\s+", " ", render(body).html))
    return re.sub(r" ?(</?(?!a\b|em\b|strong\b|code\b|span\b|img\b)[^>]*>) ?", r"\1", html)


def alike(one: str, other: str) -> bool:
    """Say whether two bodies give the same page, by the tree, by its blocks, and by its numbers of clauses."""
    parser = new_parser()
    trees = [parse(parser, body) for body in (one, other)]
    return len({shape(tree) for tree in trees}) == len({shown(tree) for tree in trees}) == 1


@settings(max_examples=300, deadline=None)
@given(document | signs)
def test_any_text_keeps_its_page(body: str) -> None:
    """No text shows anything else when it is formatted, and none is changed by being formatted twice."""
    text = formatted(body)
    assert alike(text, body)
    assert formatted(text) == text


@settings(max_examples=300, deadline=None)
@given(sound)
def test_all_that_is_written_in_the_usual_way_has_a_form(body: str) -> None:
    """Headings, paragraphs, lists, tables, quotations and definitions are all written anew, however they nest."""
    assert canonical(body).kept == ()
    assert alike(formatted(body), body)


@real_revisions
@pytest.mark.parametrize("part", range(PARTS))
def test_real_texts_keep_their_pages(part: int) -> None:
    """Each text of the real revisions has a canonical form that gives its page."""
    parser = new_parser()
    for body in {body for _, *both in revisions()[part::PARTS] for body in both}:
        found = canonical(body, parser)
        assert found.kept == ()
        assert alike(found.text, body)


@real_revisions
def test_real_texts_have_their_clauses_and_addresses() -> None:
    """What the site makes of a text, its anchors and references too, is the same from the canonical form."""
    for _, _, body in revisions()[::10]:
        text = formatted(body)
        assert page(text) == page(body)
        assert formatted(text) == text
        assert render(text).anchors == render(body).anchors


def test_the_texts_of_the_redline_keep_their_pages() -> None:
    """Both texts of each truth about the redline have a canonical form."""
    for file in sorted((Path(__file__).parent / "rodmerking").glob("*.md")):
        old, new = re.split("^=======$", file.read_text("utf-8").partition("<<<<<<< gammel\n")[2], flags=re.MULTILINE)
        for body in (old, new.partition(">>>>>>> ny")[0]):
            assert canonical(body).kept == ()
            assert alike(formatted(body), body)
