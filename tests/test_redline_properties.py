"""What holds of the redline of any two texts, however they are written and whatever stands in them."""

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from redline_documents import HOSTILE, document, pairs
from text_page import VOID

from avtaleverk.redline import Redline, RevisionKind, compare
from avtaleverk.redline.document import Block
from avtaleverk.redline.pieces import Piece, Side, State
from avtaleverk.redline.runs import plain
from avtaleverk.redline.tree import Node, Relation, leaves
from avtaleverk.text.markdown import new_parser, safe_address
from avtaleverk.text.tree import TextError

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
few = settings(deadline=None, max_examples=120, suppress_health_check=SLOW)
many = settings(few, max_examples=300)
PARSER = new_parser()
OURS: dict[str, set[str]] = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "loading"},
    "div": {"class", "id", "hidden", "role", "tabindex", "aria-label", "data-rm"},
    "span": {"class", "id", "hidden", "data-rm"},
    "p": {"class", "id", "hidden", "data-rm", "data-rm-skjot"},
    "li": {"class", "id", "hidden", "data-rm", "data-rm-skjot"},
    "th": {"scope", "class", "data-rm", "data-rm-just"},
    "td": {"class", "data-rm", "data-rm-just"},
    "tr": {"class", "data-rm"},
    "thead": set(),
    "tbody": set(),
    **{f"h{n}": {"id", "class", "data-niva", "data-rm-niva"} for n in range(2, 7)},
    **{tag: {"class", "data-rm", "data-rm-skjot"} for tag in ("blockquote", "dl", "dd", "ul")},
    **{tag: {"class", "id", "hidden", "data-rm", "data-rm-skjot"} for tag in ("dt", "hr", "pre", "table")},
    "ol": {"class", "role", "data-rm", "data-rm-skjot"},
    **{tag: set() for tag in ("br", "code", "del", "em", "ins", "strong")},
}  # fmt: skip


def redline_of(old: str, new: str) -> Redline:
    """Return the redline of two texts; one that cannot be shown at all is no example."""
    try:
        return compare(old, new, parser=PARSER)
    except TextError:
        assume(condition=False)
        raise


@many
@given(pairs())
@example(("- a\n\n    b", "- a b"))
@example(("> a\n> > b", "> a b"))
@example(("x\n: y\n\n    1. z", "x\n: y\n\n    - z"))
@example(("- \n- x", "- x\n- "))
def test_either_text_can_be_read_off(texts: tuple[str, str]) -> None:
    """Accept gives the new text and reject the old, in the tree and in the HTML."""
    redline_of(*texts).verify()


@few
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_characters(old: str, new: str) -> None:
    """Any characters at all, in either text, give a redline that is true."""
    redline_of(old, new).verify()


@few
@given(document)
@example("- \n- x")
@example("a\x0bb")
def test_a_text_beside_itself(text: str) -> None:
    """Nothing has changed between a text and itself: no record, no mark, no kind of revision."""
    redline = redline_of(text, text)
    assert redline.changes == ()
    assert redline.summary.kind is RevisionKind.NONE
    assert (redline.summary.signs, redline.summary.points) == (0, ())
    assert {p.state for node in leaves(redline.nodes) for p in pieces(node)} <= {State.SAME}
    assert all(e.tag not in {"ins", "del"} and "data-rm" not in e.attrib for e in elements_of(redline.text_html()))
    assert redline.to_text() == "De to tekstene er like.\n"


# --- the mirror -----------------------------------------------------------------------------------------------


def pieces(node: Node) -> Iterator[Piece]:
    """Yield the pieces of a block; of a row that moved, those at its new place."""
    if node.table:
        for row in node.table.rows:
            yield from (p for c in row.cells for p in c.pieces if not (row.moved and row.new is None))
    else:
        yield from node.pieces


def marked(redline: Redline, side: Side) -> Counter[str]:
    """Return the words of one text that bear a mark, as often as they do."""
    state = State.OLD if side is Side.OLD else State.NEW
    words: Counter[str] = Counter()
    for node in leaves(redline.nodes):
        if node.new is not None or node.relation is Relation.NONE:
            for piece in pieces(node):
                words.update(plain(piece.of(side)).split() if piece.state in {state, State.FORMAT} else ())
    return words


def places(redline: Redline, side: Side, relation: Relation) -> set[int]:
    """Return the places of the blocks of one text that have moved, or become something else."""
    found = (node for node in leaves(redline.nodes) if node.relation is relation and node.of(side))
    return {block.place for node in found if isinstance(block := node.of(side), Block)}


def lone(redline: Redline, side: Side) -> set[int]:
    """Return the places of the blocks that one text alone has."""
    found = (n.of(side) for n in leaves(redline.nodes) if not (n.old and n.new) and n.relation is Relation.NONE)
    return {block.place for block in found if isinstance(block, Block)}


@many
@given(pairs())
def test_the_mirror_image(texts: tuple[str, str]) -> None:
    """It does not matter which text is called the old one: the same blocks and words are touched, the other way round."""
    one, other = redline_of(*texts), redline_of(*reversed(texts))
    other.verify()
    for here, there in ((Side.OLD, Side.NEW), (Side.NEW, Side.OLD)):
        assert lone(one, here) == lone(other, there)
        assert marked(one, here) == marked(other, there)
        for relation in (Relation.MOVED, Relation.RESHAPED):
            assert places(one, here, relation) == places(other, there, relation)
    assert one.summary.kind is other.summary.kind


# --- what is shown --------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """Reads HTML as a browser would, and fails where elements are not closed in order."""

    def __init__(self, html: str) -> None:
        """Read the whole."""
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: set[str] = set()
        self.comments: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, its id, and where it leads."""
        given_attributes = dict(attrs)
        self.ids += [given_attributes["id"] or ""] if "id" in given_attributes else []
        href = given_attributes.get("href") or ""
        self.targets |= {href[1:]} if href.startswith("#endring-") else set()
        if tag not in {*VOID, "input", "meta"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that is closed at once, which only a void one may be."""
        assert tag in {*VOID, "input", "meta"}
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        """Note a comment: there is none."""
        self.comments.append(data)


@cache
def elements_of(html: str) -> tuple[ET.Element, ...]:
    return tuple(ET.fromstring(f"<div>{html}</div>").iter())  # noqa: S314 - it was made here


@many
@given(pairs())
@example(("<ins>a</ins>", "<del>a</del>"))
@example(("\n\n".join(HOSTILE), "\n\n".join(reversed(HOSTILE))))
@example(("\n".join(f"- {h}" for h in HOSTILE), "\n".join(f"| {h} |\n|---|" for h in HOSTILE)))
def test_nothing_gets_through(texts: tuple[str, str]) -> None:
    """The marked text is XML and whole HTML of known elements alone, and leads nowhere that a reader would not expect."""
    redline = redline_of(*texts)
    html = redline.text_html()
    for element in elements_of(html):
        assert element.tag in OURS
        assert set(element.keys()) <= OURS[element.tag], element.tag
        assert element.get("data-rm", "ny") in {"ny", "gammel", "merke", "kopi"}
        assert all(re.fullmatch(r"rm-[a-z-]+|kolonne-[a-z]+", name) for name in element.get("class", "").split())
        assert safe_address(element.get("href", "")) and safe_address(element.get("src", ""))  # noqa: PT018 - one truth
    page = Page(redline.to_html())
    assert page.comments == []
    assert len(page.ids) == len(set(page.ids))


@many
@given(pairs())
@example(("a", "a\n\n> b"))
@example(("a", "a\n\nb\n: c"))
@example(("- a\n\n    b c d e", "- a\n\n    b c d f"))
@example(("> a b c d", "> a b c e"))
@example(("- a\n- b", "1. a\n2. b"))
def test_every_change_can_be_reached(texts: tuple[str, str]) -> None:
    """Each link from the table of changes, and between the ends of a move, leads to a place on the page."""
    page = Page(redline_of(*texts).to_html())
    assert page.targets - set(page.ids) == set()


@many
@given(pairs(), st.sampled_from(["nb", "nn"]))
@example(("\ud800", "\x1b[31m"), "nb")
def test_every_form_can_be_written(texts: tuple[str, str], language: str) -> None:
    """HTML, text, JSON and a page of its own can be made of any two texts, and stored as UTF-8."""
    redline = redline_of(*texts)
    for text in (
        redline.to_html(language),  # type: ignore[arg-type] # drawn from the two
        redline.to_page(texts[0][:20], language),  # type: ignore[arg-type] # the same
        json.dumps(redline.to_dict(language), ensure_ascii=False),  # type: ignore[arg-type] # the same
    ):
        text.encode("utf-8")
    for everything in (False, True):
        text = redline.to_text(language, everything=everything)  # type: ignore[arg-type] # the same
        text.encode("utf-8")
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)


@few
@given(pairs())
def test_the_same_again(texts: tuple[str, str]) -> None:
    """Nothing is random, and nothing is left in the parser from one text to the next."""
    first = redline_of(*texts)
    assert first.to_html() == compare(*texts).to_html()
    assert first.to_dict() == compare(*texts, parser=PARSER).to_dict()
