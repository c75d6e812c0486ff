"""What is ready to paste: whatever a title holds, it is text on the page that somebody else pastes it into."""

from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import urlsplit

import markdown
import pytest
from history_corpus import DAY, DISCHARGE, corpus, document
from hypothesis import example, given, settings
from hypothesis import strategies as st

from avtaleverk.pages.context import Context
from avtaleverk.pages.linking.snippets import Snippets, plain, snippets
from avtaleverk.text import TextStore

HOSTILE = (
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "](javascript:alert(1)) [x",
    "`kode` *uthevet* _kursiv_ \\",
    "![x](https://ondt.example/x.png)",
    "<https://ondt.example>",
    "&lt;b&gt; &amp; &#106;",
    "</a></iframe><img src=x onerror=alert(1)>",
    "a\u202eb\u2066c\u200b\x07",
    "linje\n\n# en til",
)


class _Read(HTMLParser):
    """Keeps the elements with their attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def tags(self) -> list[str]:
        return [tag for tag, _ in self.found]


def ready(title: str, language: str | None = None) -> Snippets:
    made = replace(document(DISCHARGE), title=title, language=language)
    ctx = Context(replace(corpus(), documents=(made,)), DAY, TextStore())
    return snippets(ctx, made)


any_title = given(st.text(min_size=1, max_size=60))


@settings(deadline=None)
@any_title
@example(" ".join(HOSTILE))
def test_a_link_is_a_link_and_text(title: str) -> None:
    """The HTML has one element, which leads to the text in force, and the title is its text."""
    made = ready(title)
    read = _Read(made.html)
    assert read.found == [("a", {"href": made.address})]
    assert read.text == made.words == plain(f"Retningslinje 2 {title}")


@settings(deadline=None)
@any_title
@example(" ".join(HOSTILE))
def test_a_badge_adds_one_picture(title: str) -> None:
    """The link with a badge has the picture in the same link, with words and size."""
    made = ready(title)
    read = _Read(made.html_with_badge)
    assert read.tags == ["a", "br", "img"]
    assert " ".join(read.text.split()) == made.words
    picture = read.found[2][1]
    assert set(picture) == {"src", "alt", "width", "height"}
    assert picture["src"] == f"{made.address}gjeldende.svg"


@settings(deadline=None)
@any_title
@example(" ".join(HOSTILE))
def test_a_card_is_one_frame(title: str) -> None:
    """The card is one frame with a name, which waits until it is seen."""
    made = ready(title)
    read = _Read(made.html_card)
    (tag, frame), *rest = read.found
    assert (tag, rest, read.text.strip()) == ("iframe", [], "")
    assert set(frame) == {"src", "title", "width", "height", "loading", "frameborder"}
    assert frame["title"] == made.words
    assert urlsplit(frame["src"] or "").path == "/innbygg/retningslinjer/2/"
    assert frame["loading"] == "lazy"


@pytest.mark.parametrize("title", HOSTILE)
def test_markdown_is_one_link(title: str) -> None:
    """Markdown makes one link of it, with the title as its text and nothing else."""
    made = ready(title)
    read = _Read(markdown.markdown(made.markdown))
    assert read.found == [("p", {}), ("a", {"href": made.address})]
    assert read.text == made.words


@settings(deadline=None)
@given(st.text("abc æøå.,:;!?()'\"-–/0123456789&<>|~", min_size=1, max_size=60))
def test_markdown_keeps_usual_titles(title: str) -> None:
    """Every title that people write comes through Markdown as it was."""
    made = ready(title)
    read = _Read(markdown.markdown(made.markdown))
    assert read.tags == ["p", "a"]
    assert read.text == made.words


def test_the_language_goes_along() -> None:
    """A title in another language says so where it is pasted."""
    made = ready("Riikkaidgaskasaš", language="se")
    assert _Read(made.html).found == [("a", {"href": made.address, "lang": "se"})]
    assert ("span", {"lang": "se"}) in _Read(made.html_with_badge).found
    assert _Read(made.html_card).found[0][1]["lang"] == "se"


def test_unseen_characters_are_left_out() -> None:
    """What turns or hides the text around it is not part of a link, and lines become one."""
    assert plain("a\u202eb\n\n c\u200b\x00d") == "ab cd"
