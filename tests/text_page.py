"""Reads the HTML of a text as a browser would, and checks what must hold of any text."""

from html.parser import HTMLParser

from avtaleverk.model.text import Clause
from avtaleverk.text import render
from avtaleverk.text.markdown import safe_address

VOID = {"br", "hr", "img"}
ALLOWED = {
    "a": {"href", "title", "data-ref"},
    "blockquote": set(),
    "br": set(),
    "code": set(),
    "dd": set(),
    "dl": set(),
    "div": {"class", "data-niva", "data-tabell"},
    "dt": set(),
    "em": set(),
    **{f"h{n}": {"id", "class"} for n in range(2, 7)},
    "hr": set(),
    "img": {"src", "alt", "title", "loading"},
    "li": {"id", "value"},
    "ol": {"type", "start"},
    "p": {"id", "class"},
    "pre": set(),
    "span": {"class"},
    "strong": set(),
    "table": {"role"},
    "tbody": set(),
    "td": {"role", "class", "data-kolonne"},
    "th": {"role", "class", "scope", "data-kolonne"},
    "thead": set(),
    "tr": {"role"},
    "ul": set(),
}


class Page(HTMLParser):
    """Reads a fragment as a browser would, and fails where it is not whole or not allowed."""

    def __init__(self, html: str) -> None:
        """Read the whole fragment."""
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.comments: list[str] = []
        self.references: list[str] = []
        self.words = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, which must be one of those that texts are made of."""
        given_attributes = dict(attrs)
        assert tag in ALLOWED, tag
        assert set(given_attributes) <= ALLOWED[tag], (tag, attrs)
        assert len(given_attributes) == len(attrs)
        self.ids += [given_attributes["id"] or ""] if "id" in given_attributes else []
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src"}]
        self.references += [value or "" for name, value in attrs if name == "data-ref"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Gather what a reader sees."""
        self.words += data

    def handle_comment(self, data: str) -> None:
        """Gather the markers."""
        self.comments.append(data)

    def handle_decl(self, decl: str) -> None:
        """Refuse declarations."""
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        """Refuse processing instructions."""
        raise AssertionError(data)


def sound(body: str) -> Page:
    """Return the rendering of a text as a page, after checking all that must hold for any text."""
    text = render(body)
    page = Page(text.html)
    assert len(page.ids) == len(set(page.ids))
    assert set(page.ids) == set(text.anchors)
    assert all(safe_address(address) for address in page.addresses)
    assert page.comments == [f"{mark}:{c.id}" for mark, c in _marks(text.clauses)]
    assert page.references == [str(n) for n in range(len(text.references))]
    return page


def _marks(clauses: tuple[Clause, ...]) -> list[tuple[str, Clause]]:
    """Return the markers in their order: each clause ends where the next begins."""
    return [(mark, clause) for clause in clauses for mark in ("lenke", "slutt")]
