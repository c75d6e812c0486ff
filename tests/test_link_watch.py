"""What is said of one link, and which links are found: the table of cases, and truths about any input."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from link_cases import DATA, FOLDERS, FORMER, HOSTS, TABLE, judged

from avtaleverk.corpus import read_corpus
from avtaleverk.model.addresses import LINK_DATA
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.pages.catalogue import LANGUAGES, Catalogue
from avtaleverk.pages.link_watch_page import point_words, verdict_words
from avtaleverk.site.build_plan import build_plan
from avtaleverk.site.link_finding import links_in_html, links_in_text
from avtaleverk.site.link_watch import Fate, Kind, judge, read_link_data

_ADDRESSES = st.sampled_from(sorted(DATA.entries))
_ANCHORS = [
    "",
    "pkt-1-ledd-2",
    "pkt-99",
    "innhold",
    *sorted({a for e in DATA.entries.values() for a in e.points or ()}),
]
_BASES = st.sampled_from([DATA.site, *FORMER, DATA.site.replace("https", "http"), DATA.site.replace("//", "//www.")])
_LINKS = st.builds(
    lambda base, address, anchor: f"{base}{address[1:]}{anchor and '#'}{anchor}",
    _BASES,
    _ADDRESSES,
    st.sampled_from(_ANCHORS),
)
_SIGNS = st.text(st.sampled_from("htps:/.#?%[]()@& <>\"'a1é\x00\n\u200b") | st.characters(), max_size=40)


@pytest.mark.parametrize("case", TABLE["dom"], ids=lambda case: case["lenke"][:80] or "tom")
def test_verdict(case: dict[str, Any]) -> None:
    """A link is judged as the table says, with the address to write instead."""
    assert judged(case["lenke"]) == case


@pytest.mark.parametrize("case", TABLE["finn"], ids=lambda case: case["tekst"][:40])
def test_links_in_text(case: dict[str, Any]) -> None:
    """Addresses are found in text, Markdown and rows of a table, on their lines and without what stands around them."""
    assert [[f.line, f.link] for f in links_in_text(case["tekst"], HOSTS, FOLDERS)] == case["funn"]


@pytest.mark.parametrize("case", TABLE["html"], ids=lambda case: case["tekst"][:40])
def test_links_in_html(case: dict[str, Any]) -> None:
    """Addresses are found where HTML leads somewhere, and in its text, never in scripts or comments."""
    assert [f.link for f in links_in_html(case["tekst"], HOSTS)] == case["lenker"]


def test_html_with_an_address_has_whole_links() -> None:
    """Links of a page whose address is known are seen from there, or from what the page says it is."""
    html = '<a href="/moter/">x</a>\n<a href="../sok/#a">y</a>\n<base href="https://a.example/b/"><a href="c/">z</a>'
    found = links_in_html(html, page="https://fjordvik.example/om/oss/")
    assert [(f.line, f.link) for f in found] == [
        (1, "https://fjordvik.example/moter/"), (2, "https://fjordvik.example/om/sok/#a"), (3, "https://a.example/b/c/"),
    ]  # fmt: skip


def test_the_table_has_every_kind_and_fate() -> None:
    """No kind of verdict is untested."""
    assert {case["slag"] for case in TABLE["dom"]} == {None, *(k.value for k in Kind)}
    assert {case.get("punkt", "") for case in TABLE["dom"]} == {f.value for f in Fate}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_has_words(language: str) -> None:
    """There is a sentence for every kind that is not right, and for every fate of a point."""
    t = Catalogue(language)
    assert set(verdict_words(t)) == {k.value for k in Kind} - {Kind.RIGHT.value}
    assert set(point_words(t)) == {f.value for f in Fate} - {Fate.SAME.value}


@settings(deadline=None)
@given(_LINKS)
def test_a_cure_is_right(link: str) -> None:
    """Who writes what we say is never told that it is wrong."""
    verdict = judge(link, DATA, FORMER)
    assert verdict
    if verdict.cure:
        again = judge(verdict.cure, DATA, FORMER)
        assert again
        assert again.kind in {Kind.RIGHT, Kind.NOTHING}, (verdict, again)


def test_cures_lead_to_what_is_there() -> None:
    """On a site with many versions, whatever point of whatever page is linked to, the cure is a page and a point of it."""
    root = Path(__file__).resolve().parent / "versjoner"
    corpus = read_corpus(root).corpus
    assert corpus
    plan = build_plan(corpus, root, date(2026, 11, 22))
    data = read_link_data(next(f.content for f in plan.files if f.path == LINK_DATA).decode())
    ids = {f"/{p.address}": set(re.findall(r'\sid="([^"]+)"', plan.html(p))) for p in plan if p.kind == "dokument"}
    cures = set()
    for address, entry in data.entries.items():
        for anchor in ("", *(entry.points or ()), *(f"{a}-ledd-1" for a in entry.points or ())):
            verdict = judge(f"{data.site}{address[1:]}{anchor and '#'}{anchor}", data)
            assert verdict
            assert verdict.kind not in {Kind.UNKNOWN, Kind.UNKNOWN_POINT}, (address, anchor)
            cures |= {verdict.cure.removeprefix(data.site.rstrip("/"))} if verdict.cure else set()
    assert len(cures) > 10
    for cure in cures:
        page, _, anchor = cure.partition("#")
        assert page in data.entries
        assert not anchor or anchor in ids[page], cure


@settings(deadline=None)
@given(_SIGNS)
def test_any_link_is_judged(link: str) -> None:
    """No text is so odd that it stops us, alone or behind an address of ours."""
    for text in (link, DATA.site + link, f"{DATA.site}retningslinjer/1/#{link}", f"https://{link}/"):
        judge(text, DATA, FORMER)


@settings(deadline=None)
@given(_SIGNS)
def test_any_text_is_read(text: str) -> None:
    """No text stops the search for links, and each link stands in the line it is said to."""
    list(links_in_html(text, HOSTS, "https://fjordvik.example/"))
    lines = re.split("\r\n|\r|\n", text)
    for found in links_in_text(f"{text} https://{text}", HOSTS, FOLDERS):
        assert found.line <= 2 * len(lines)
        assert found.link in f"{text} https://{text}"


@settings(deadline=None)
@given(st.text(st.sampled_from("<>/!-[]ahref=\"' script?&#;\n"), max_size=60))
def test_any_html_is_read(html: str) -> None:
    """Nor does the most broken HTML."""
    links_in_html(html, HOSTS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"adresser": []}',
        '{"nettsted": "x", "bygd": "", "adresser": {"/": 1}}',
        "[" * 100_000,
        "<html>",
    ],
    ids=lambda text: text[:20] or "tom",
)
def test_other_files_are_refused(text: str) -> None:
    """What is not the list of a site's addresses is refused in words."""
    with pytest.raises(AvtaleverkError, match=r"lenker\.json"):
        read_link_data(text)


def test_unknown_fields_and_types_are_let_be() -> None:
    """A site built by another release may say more, or something in another way; the rest still counts."""
    data = read_link_data(
        json.dumps(
            {"nettsted": "https://a.example/", "bygd": "", "nytt": 1, "adresser": {"/": {"slag": 3, "punkter": [1]}}}
        )
    )
    verdict = judge("https://a.example/", data)
    assert verdict
    assert verdict.kind is Kind.RIGHT
