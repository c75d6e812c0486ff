"""A title in another language is marked as such, wherever on the site it stands."""

import re
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_pages import BASE, DAY

from avtaleverk.corpus import read_corpus
from avtaleverk.model.corpus import Corpus
from avtaleverk.pages.context import Context
from avtaleverk.pages.foreign import ForeignTitles
from avtaleverk.site.build_plan import build_plan
from avtaleverk.text import TextStore

TITLE = "Sámi giella & <giella>"
WRITTEN = "Sámi giella &amp; &lt;giella&gt;"


def corpus(language: str | None = "se") -> Corpus:
    reading = read_corpus(BASE)
    assert reading.corpus is not None, reading.findings
    first, *rest = reading.corpus.documents
    versions = tuple(replace(v, title=None) for v in first.versions)
    return replace(reading.corpus, documents=(replace(first, title=TITLE, language=language, versions=versions), *rest))


@cache
def titles(language: str | None = "se") -> ForeignTitles:
    return ForeignTitles(Context(corpus(language), DAY, TextStore(None)))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p>Se {WRITTEN}.</p>", f'<p>Se <span lang="se">{WRITTEN}</span>.</p>'),
        (f'<p lang="se">Se {WRITTEN}.</p>', None),
        (f'<div lang="se"><div>x</div><p>{WRITTEN}</p></div>', None),
        (f'<div lang="se"><div>x</div></div><p>{WRITTEN}</p>', f'<div lang="se"><div>x</div></div><p><span lang="se">{WRITTEN}</span></p>'),
        (f'<p lang="se">x <span lang="nb">{WRITTEN}</span> {WRITTEN}</p>', f'<p lang="se">x <span lang="nb"><span lang="se">{WRITTEN}</span></span> {WRITTEN}</p>'),
        (f'<div lang="nb"><div lang="se">{WRITTEN}</div>{WRITTEN}</div>', f'<div lang="nb"><div lang="se">{WRITTEN}</div><span lang="se">{WRITTEN}</span></div>'),
        (f'<a title="{WRITTEN}">x</a><pre>{WRITTEN}</pre><option>{WRITTEN}</option><!-- {WRITTEN} -->', None),
    ],
)  # fmt: skip
def test_where_it_is_said(html: str, expected: str | None) -> None:
    """It is said once, and only where nothing around has said it and an element may stand."""
    assert titles().marked(html) == (html if expected is None else expected)


def test_own_language() -> None:
    """A site whose documents are all in its own language has nothing to mark."""
    html = f"<p>{WRITTEN}</p>"
    assert titles(None).marked(html) == html


_parts = st.sampled_from(
    [WRITTEN, "x ", "<p>", "</p>", '<p lang="se">', '<div lang="nb">', "<div>", "</div>", "<pre>", "</pre>", "<br>", "<!-- a -->"]
)  # fmt: skip


@given(st.lists(_parts, max_size=20))
def test_any_page_keeps_its_words(parts: list[str]) -> None:
    """Whatever a page looks like, nothing but marks is added, and marking twice adds nothing more."""
    html = "".join(parts)
    once = titles().marked(html)
    assert once.replace(f'<span lang="se">{WRITTEN}</span>', WRITTEN) == html
    assert titles().marked(once) == once


def test_the_whole_site() -> None:
    """On no page of a site does the title stand as if it were in the language of the site."""
    plan = build_plan(corpus(), BASE, DAY)
    bare = []
    for page in plan:
        main = plan.document(page).partition("<main")[2].partition("</main>")[0]
        assert ForeignTitles(Context(plan.corpus, DAY, TextStore(None))).marked(main) == main, page.address
        bare += [page.address] if re.search(WRITTEN, main) else []
    assert len(bare) > 5
