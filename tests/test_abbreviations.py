"""Abbreviations are explained where a text first uses them, and the text itself stays as it is."""

import html as entities
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtaleverk.model.organisation import Term
from avtaleverk.pages.abbreviations import explained, spoken
from avtaleverk.text import render

SSU = Term("Strategisk samarbeidsutvalg", "SSU", "Nivå to.")
KS = Term("Kommunesektorens organisasjon", "KS", "Interesseorganisasjon.", ("Kommunenes Sentralforbund",))
ODD = Term("Råd & rett", "R&R", "Med et tegn som HTML bruker.")
GLOSSARY = (SSU, KS, ODD, Term("NAV", None, "Uten forkortelse."))
_TAGS = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


def words(html: str) -> str:
    return entities.unescape(_TAGS.sub("", html))


def linked(markdown: str) -> list[str]:
    """Return the abbreviations that became links, each with what stands before it in the text."""
    full = explained(render(markdown).html, GLOSSARY, "../ordliste/")
    assert words(full.html) == words(render(markdown).html)
    return [words(found) for found in re.findall(r'<a class="forkortelse"[^>]*>(.*?)</a>', full.html)]


def test_first_use_alone() -> None:
    """The first use is explained and no other, and a term that the text does not use is not there."""
    full = explained(render("## 1 A\n\nSaken går til SSU. SSU svarer.\n\nSå SSU igjen.").html, GLOSSARY, "../ordliste/")
    assert full.html.count("forkortelse") == 1
    assert full.html.index("forkortelse") < full.html.index("svarer")
    assert full.terms == (SSU,)
    assert 'href="../ordliste/#strategisk-samarbeidsutvalg"' in full.html
    assert 'aria-describedby="ord-strategisk-samarbeidsutvalg"' in full.html
    assert 'id="ord-strategisk-samarbeidsutvalg"' in spoken(full.terms)


@pytest.mark.parametrize(
    "told",
    [
        "Strategisk samarbeidsutvalg (SSU) møtes. SSU svarer.",
        "I det strategiske samarbeidsutvalget (SSU) møtes alle.",
        "SSU (strategisk samarbeidsutvalg) møtes.",
        "Kommunenes Sentralforbund (KS) deltar.",
        "## 1 Strategisk samarbeidsutvalg (SSU)\n\nSSU møtes.",
    ],
)
def test_a_text_that_explains_itself(told: str) -> None:
    """Where the text says what an abbreviation stands for at its first use, it needs no help."""
    assert linked(told) == []


@pytest.mark.parametrize("told", ["Partene (SSU) møtes.", "SSU møtes (hver uke).", "Se rådet (KS)."])
def test_brackets_that_explain_nothing(told: str) -> None:
    """A bracket with other words around it is no explanation."""
    assert len(linked(told)) == 1


def test_used_before_it_is_explained() -> None:
    """A text that explains its abbreviation only later leaves the first reader helpless, and gets help."""
    assert linked("SSU møtes. Strategisk samarbeidsutvalg (SSU) svarer.") == ["SSU"]


def test_never_in_headings_links_code_or_column_heads() -> None:
    """The first use in running text is explained where the very first is a heading, a link or code."""
    assert linked("## 1 Om SSU\n\n[SSU](https://a.example) og `SSU`.\n\n| SSU |\n|---|\n| x |") == []
    text = "## 1 Om SSU\n\n[SSU](https://a.example) og **SSU**."
    full = explained(render(text).html, GLOSSARY, "")
    assert '<strong><a class="forkortelse"' in full.html


@pytest.mark.parametrize("word", ["SSUs", "HSSU", "møte-SSU", "ssu", "post@SSU.no", "SSU.no", "a/SSU"])
def test_other_words(word: str) -> None:
    """What only looks like the abbreviation is left alone."""
    assert linked(f"Om {word} her.") == []


@pytest.mark.parametrize("word", ["SSU-møte", "SSU.", "(SSU)", "«SSU»", "SSU,", "R&R"])
def test_with_signs_around(word: str) -> None:
    """Signs around it and a compound that begins with it do not hide it."""
    assert linked(f"Om {word} her.") == [re.sub(r"[^A-Z&]", "", word)]


def test_no_glossary() -> None:
    """Without abbreviations in the glossary a text is as it was, to the letter."""
    html = render("SSU møtes.").html
    assert explained(html, (), "ordliste/").html == html
    assert explained(html, (Term("NAV", None, "x"),), "ordliste/").html == html


def test_one_entry_for_two_abbreviations() -> None:
    """Two abbreviations of one word share its explanation, and no id stands twice."""
    both = (SSU, Term("Strategisk samarbeidsutvalg", "StrSU", "Nivå to."))
    full = explained(render("SSU og StrSU møtes.").html, both, "")
    assert full.html.count("forkortelse") == 2
    assert spoken(full.terms).count('id="ord-strategisk-samarbeidsutvalg"') == 1


def test_hostile_words() -> None:
    """What an editor wrote in the glossary is text, wherever it is shown."""
    term = Term('"><script>x</script>', "X<Y", "<img src=x onerror=y>")
    full = explained(render("Om X<Y her.").html, (term,), 'a"b/')
    assert full.terms == (term,)
    for html in (full.html, str(spoken(full.terms))):
        assert "<script" not in html
        assert "<img" not in html
        assert 'data-ord=""' not in html


_pieces = st.sampled_from(
    ["SSU ", "KS ", "R&R ", "(SSU) ", "Strategisk samarbeidsutvalg ", "## 1 SSU\n\n", "\n\n", "- SSU\n", "`SSU` ", "**KS** ",
     "[SSU](https://a.example) ", "SSU-møte ", "| SSU |\n|---|\n| KS |\n\n", "pkt 7.1 SSU ", "<b>SSU</b> ", "&amp; ", "æøå. "]
)  # fmt: skip


@given(st.lists(_pieces, max_size=30))
def test_any_text_keeps_its_words(pieces: list[str]) -> None:
    """No word, anchor or link of any text is changed; each abbreviation is explained once at most."""
    html = render("".join(pieces)).html
    full = explained(html, GLOSSARY, "../ordliste/")
    assert words(full.html) == words(html)
    without = re.sub(r'<a class="forkortelse"[^>]*><abbr>(.*?)</abbr></a>', r"\1", full.html)
    assert without == html
    assert len(full.terms) == len({t.abbreviation for t in full.terms}) == full.html.count('class="forkortelse"')
