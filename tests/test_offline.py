"""The file that is taken along: everything in force, nothing from elsewhere, the same bytes each time."""

import hashlib
import itertools
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from avtaleverk.corpus import read_corpus
from avtaleverk.corpus.picture_data import picture_data
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document
from avtaleverk.pages.downloads import size_words
from avtaleverk.pages.offline.inside import Places, moved_in
from avtaleverk.site.build_plan import build_plan
from avtaleverk.site.plan import Plan
from avtaleverk.text import TextStore

BASE = Path(__file__).resolve().parent / "darlige" / "_grunnlag"
DAY = date(2026, 11, 22)
GUIDELINE = "retningslinjer/01-utskriving"
FILE = "frakoblet/avtaleverk-fjordvik.html"
PIXEL = b"\x89PNG\r\n\x1a\n" + b"0" * 20
Change = Callable[[Document], Document]


def corpus(change: Change = lambda d: d) -> Corpus:
    found = read_corpus(BASE).corpus
    assert found is not None
    return replace(found, documents=tuple(change(d) if d.folder == GUIDELINE else d for d in found.documents))


def planned(given: Corpus, day: date = DAY, root: Path = BASE, texts: TextStore | None = None) -> Plan:
    return build_plan(given, root, day, texts)


def content(plan: Plan) -> bytes:
    return next(f.data() for f in plan.files if f.path == FILE)


def html(plan: Plan) -> str:
    return content(plan).decode()


def with_body(body: str) -> Change:
    return lambda d: replace(d, versions=(*d.versions[:-1], replace(d.versions[-1], body=body)))


def with_more(document: Document) -> Document:
    last = document.versions[-1]
    return with_body(f"{last.body}\n## 99 Nytt punkt\n\nTekst.\n")(document)


def test_the_file_holds_every_text_in_force_and_no_other() -> None:
    """Agreement, guideline and attachment are there; an older version and a proposal are not."""
    found = html(planned(corpus()))
    for title in ("Utskriving fra sykehuset", "Sjekkliste for utskriving", "Samarbeidsavtalen"):
        assert title in found
    assert "versjon 2.0" in found
    assert "versjon 1.0," not in found
    assert len(re.findall(r'<article class="fil-dokument"', found)) == 3


def test_it_needs_nothing_from_elsewhere() -> None:
    """No address is loaded, and the policy in the file allows its own style and script by their hashes alone."""
    found = html(planned(corpus()))
    assert re.findall(r'<(?:script|img|link|iframe|object)[^>]*\s(?:src|href|data)="(?!data:)', found) == []
    assert "url(" not in found
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', found)
    assert policy is not None
    assert unescape(policy[1]).startswith("default-src 'none'; img-src data:; ")
    for tag in ("style", "script"):
        [inside] = re.findall(rf"<{tag}>(.*?)</{tag}>", found, re.DOTALL)
        digest = b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in unescape(policy[1])


def test_links_lead_inside_or_to_the_net() -> None:
    """A link to what is in the file goes to its place there, every other to the full address; none is relative."""
    found = html(planned(corpus()))
    main = found[found.index("<main") : found.index("</main>")]
    anchors = set(re.findall(r'\sid="([^"]+)"', found))
    targets = [unescape(h) for h in re.findall(r'<a [^>]*?href="([^"]*)"', main)]
    assert [t for t in targets if t.startswith("#") and t[1:] not in anchors] == []
    assert [t for t in targets if not t.startswith(("#", "https://", "mailto:"))] == []
    # «Resten står i punkt 2 i samarbeidsavtalen.»
    assert 'href="#avtaler.samarbeidsavtalen--pkt-2"' in main


def test_no_two_anchors_are_the_same() -> None:
    """Every text has a point 1, and each has an anchor of its own in the file."""
    ids = re.findall(r'\sid="([^"]+)"', html(planned(corpus())))
    assert len(ids) == len(set(ids))
    assert "retningslinjer.1--pkt-1" in ids
    assert "avtaler.samarbeidsavtalen--pkt-1" in ids


def test_the_same_folder_and_day_give_the_same_bytes() -> None:
    """Made anew or from what was kept, the file is the same; another day or another text gives another."""
    texts = TextStore()
    first = content(planned(corpus(), texts=texts))
    assert content(planned(corpus(), texts=texts)) == first
    assert content(planned(corpus())) == first
    assert content(planned(corpus(), date(2026, 11, 23))) != first
    assert content(planned(corpus(with_more))) != first


def test_the_page_tells_the_checksum_of_the_very_bytes() -> None:
    """What Windows counts from the file stands on the page, with its size and its day."""
    plan = planned(corpus())
    page = next(p for p in plan if p.address == "frakoblet/")
    shown = plan.html(page)
    assert hashlib.sha256(content(plan)).hexdigest() in shown
    assert size_words(len(content(plan))) in shown
    assert "22. november 2026" in shown
    assert f'href="../{FILE}" download' in shown
    [mark] = re.findall(r"Kjennemerke</dt><dd>(\w+)</dd>", shown)
    assert f"Kjennemerke: {mark}" in html(plan)


def test_the_page_is_made_anew_when_a_text_changes() -> None:
    """Its key covers all that the file is made from."""

    def key(change: Change) -> str:
        return next(p.key for p in planned(corpus(change)) if p.address == "frakoblet/")

    assert key(lambda d: d) == key(lambda d: d)
    assert key(lambda d: d) != key(with_more)
    assert key(lambda d: d) != key(lambda d: replace(d, summary="Noe annet."))


def test_a_section_that_did_not_change_is_not_made_again() -> None:
    """An edit of one text leaves the sections of the others as they were kept."""
    texts = TextStore()
    html(planned(corpus(), texts=texts))
    before = len(texts._kept)  # noqa: SLF001 - how much was kept is not shown otherwise
    same_points = re.sub(r"varsle", "melde fra", corpus().documents[-1].versions[-1].body)
    html(planned(corpus(with_body(same_points)), texts=texts))
    assert len(texts._kept) - before <= 4  # noqa: SLF001 - its section, and the three that are kept of its comparison


def test_a_text_that_is_known_to_run_out_says_so_by_itself() -> None:
    """The dates go along as data, so that the file marks the text on the day."""

    def ends(document: Document) -> Document:
        last = replace(document.versions[-1], valid_until=date(2026, 12, 31))
        return replace(document, versions=(*document.versions[:-1], last))

    found = unescape(html(planned(corpus(ends))))
    assert '"fra": "2027-01-01"' in found
    assert '<body class="fil" data-laget="2026-11-22"' in found


def test_headings_stand_one_level_deeper_without_a_gap() -> None:
    """The title of each text is a heading below that of the file, and its points come below the title."""
    levels = [int(n) for n in re.findall(r"<h([1-6])[\s>]", html(planned(corpus())))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))


PLACES = Places({"a/": "a"}, frozenset({"a", "a--pkt-1", "b--x"}), "https://s.example/", "f/x.html")


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("#x", "#b--x"),
        ("../a/", "#a"),
        ("../a/#pkt-1", "#a--pkt-1"),
        ("../a/#pkt-9", "https://s.example/a/#pkt-9"),
        ("../c/", "https://s.example/c/"),
        ("../", "https://s.example/"),
        ("https://lov.example/?a=1&amp;b=2", "https://lov.example/?a=1&amp;b=2"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_where_a_link_leads(href: str, expected: str) -> None:
    """Inside where the file has the target, else to the site; other sites as they are."""
    assert moved_in(f'<a href="{href}">x</a>', "b", PLACES, lambda _: "") == f'<a href="{expected}">x</a>'


def test_only_tags_are_touched() -> None:
    """What looks like an attribute in the text is text."""
    html = '<p id="p">Skriv id="x" og href="../a/" her.</p>'
    assert moved_in(html, "b", PLACES, lambda _: "") == '<p id="b--p">Skriv id="x" og href="../a/" her.</p>'


def test_a_picture_comes_along_or_is_told_of(tmp_path: Path) -> None:
    """A picture stands in the file as data; one that is too large is replaced by what it shows in words."""
    (tmp_path / "kart.png").write_bytes(PIXEL)
    read = picture_data(tmp_path, len(PIXEL))
    shown = moved_in('<img alt="Kart" src="kart.png">', "b", PLACES, read)
    assert f'src="data:image/png;base64,{b64encode(PIXEL).decode()}"' in shown
    small = picture_data(tmp_path, len(PIXEL) - 1)
    assert moved_in('<img alt="Kart" src="kart.png">', "b", PLACES, small) == '<span class="fil-uten-bilde">Kart</span>'
    assert read("finnes-ikke.png") == read("tekst.svg") == ""


@pytest.mark.parametrize(
    ("size", "words"), [(10, "1 kB"), (126_423, "126 kB"), (1_240_000, "1,2 MB"), (999_999, "1,0 MB")]
)
def test_sizes_are_written_as_norwegians_do(size: int, words: str) -> None:
    """With a decimal comma, in the unit that gives few figures, and figure and unit on one line."""
    assert size_words(size) == words.replace(" ", "\u00a0")
