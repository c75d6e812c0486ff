"""What the pages say: golden files of each kind, and the truths that a golden file cannot state."""

import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from avtaleverk.corpus import read_corpus
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.site.build_plan import build_plan
from avtaleverk.site.plan import Plan

BASE = Path(__file__).resolve().parent / "darlige" / "_grunnlag"
DAY = date(2026, 11, 22)


class _HtmlFile(SingleFileSnapshotExtension):
    """Keeps each golden page as a file that can be read and compared."""

    file_extension = "html"
    _write_mode = WriteMode.TEXT


def plan_on(day: date, change: Callable[[Corpus], Corpus] = lambda c: c) -> Plan:
    reading = read_corpus(BASE)
    assert reading.corpus is not None, reading.findings
    return build_plan(change(reading.corpus), BASE, day)


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Return the plan of the small corpus on a fixed day."""
    return plan_on(DAY)


def html(plan: Plan, address: str) -> str:
    return plan.html(next(p for p in plan if p.address == address))


ADDRESSES = [
    "", "retningslinjer/", "retningslinjer/1/", "retningslinjer/1/v/1.0/", "retningslinjer/1/v/2.0/",
    "retningslinjer/1/historikk/", "horinger/", "moter/", "organisasjon/", "organisasjon/utvalget/", "ordliste/",
    "sok/", "404.html",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: a.strip("/").replace("/", "_") or "start")
def test_golden_pages(address: str, plan: Plan, snapshot: SnapshotAssertion) -> None:
    """A page changes only when somebody meant it to."""
    assert html(plan, address) == snapshot(extension_class=_HtmlFile)


def test_every_kind_of_page_has_one_first_heading(plan: Plan) -> None:
    """One h1 a page, and no level is skipped on the way down."""
    for page in plan:
        levels = [int(n) for n in re.findall(r"<h([1-6])[ >]", plan.html(page))]
        assert levels.count(1) == 1, page.address
        assert all(b <= a + 1 for a, b in itertools.pairwise(levels)), (page.address, levels)


def test_titles_tell_the_pages_apart(plan: Plan) -> None:
    """A reader with ten tabs open can tell which is which."""
    titles = [p.title for p in plan]
    assert len(titles) == len(set(titles))


def test_keys_tell_the_contents_apart() -> None:
    """Where the HTML of a page differs between two days, its key differs too."""
    one, other = plan_on(date(2022, 6, 1)), plan_on(DAY)
    keys = {p.address: p.key for p in one}
    pages = {p.address: one.html(p) for p in one}
    for page in other:
        if page.address in pages and pages[page.address] != other.html(page):
            assert keys[page.address] != page.key, page.address


def test_a_foretold_change_is_data_on_the_page() -> None:
    """The page carries the day on which its status will turn, so that it can tell the truth later."""

    def ends_soon(corpus: Corpus) -> Corpus:
        guideline = next(d for d in corpus.documents if d.number == "1")
        versions = (*guideline.versions[:-1], replace(guideline.versions[-1], valid_until=date(2027, 3, 31)))
        rest = tuple(d for d in corpus.documents if d is not guideline)
        return replace(corpus, documents=(*rest, replace(guideline, versions=versions)))

    page = html(plan_on(DAY, ends_soon), "retningslinjer/1/")
    assert "2027-04-01" in page
    assert "Utløpt" in page


def test_two_pages_never_share_an_address() -> None:
    """One of them would vanish without a word, so the plan refuses."""

    def doubled(corpus: Corpus) -> Corpus:
        return replace(
            corpus, pages=(*corpus.pages, replace(corpus.pages[0], path="om"), replace(corpus.pages[0], path="om"))
        )

    with pytest.raises(AvtaleverkError, match="/om/"):
        plan_on(DAY, doubled)


def test_nynorsk_pages_speak_nynorsk() -> None:
    """A community that asks for nynorsk gets it in every menu and button."""
    plan = plan_on(DAY, lambda c: replace(c, community=replace(c.community, language="nn")))
    document = plan.document(next(p for p in plan if p.address == "retningslinjer/1/"))
    assert '<html lang="nn"' in document
    assert "Gjeldande" in document
    assert "Gjeldende" not in document


def test_the_page_for_lost_addresses_works_at_any_depth(plan: Plan) -> None:
    """It is served for addresses of any depth, so its links begin at the site's root."""
    document = plan.document(next(p for p in plan if p.address == "404.html"))
    hrefs = re.findall(r'(?:href|src|action)="([^"]+)"', document)
    assert [h for h in hrefs if not h.startswith(("/", "http", "mailto:", "#"))] == []


def test_nothing_comes_from_elsewhere(plan: Plan) -> None:
    """No page loads a script, a style, a font or a picture from another address."""
    loaded = re.compile(
        r'<(?:script|img|iframe|source|video|audio)\b[^>]*\bsrc="([^"]+)"|<link\b[^>]*rel="(?:stylesheet|icon)"[^>]*href="([^"]+)"'
    )
    for page in plan:
        for found in loaded.findall(plan.document(page)):
            assert not "".join(found).startswith(("http", "//", "data:")), page.address


def test_no_page_needs_inline_script_or_style(plan: Plan) -> None:
    """A strict Content-Security-Policy forbids both; what a page says to programs is data, which no browser runs."""
    data = '<script type="application/ld+json">'
    for page in plan:
        document = plan.document(page).replace(data, "", 1)
        assert re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", document) is None, page.address
