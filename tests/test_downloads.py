"""What pages say of the files of a text, and what becomes of the addresses of those files."""

import json
import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest
from file_makers import BOTH, PDF, WORD
from history_corpus import DAY, DISCHARGE, VERSIONS, corpus, guideline, html_at, page_at, version

from avtaleverk.corpus.permalinks_file import PERMALINKS
from avtaleverk.engines.verify import planned_ids
from avtaleverk.model.addresses import BOOK, file_format
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.downloads import Formats, formats_of
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.model.permalinks import Published
from avtaleverk.pages.context import Context
from avtaleverk.site.build_plan import build_plan
from avtaleverk.site.downloads import Downloads, MadeFile, wanted
from avtaleverk.site.plan import Plan
from avtaleverk.site.promises import broken, promised
from avtaleverk.text import TextStore

ADDRESS = "retningslinjer/2/"
LINK = re.compile(r'<p class="nedlasting.*?</p>', re.DOTALL)
_TEXTS = TextStore()


def planned(change: Corpus | None = None, formats: Formats = BOTH, *, size: int = 34_000, day: date = DAY) -> Plan:
    """Return the plan of a site whose files nobody had to make."""
    shown = change or corpus()
    ctx = Context(shown, day, _TEXTS)
    addresses = [a for text in wanted(ctx, lambda _: "") for f in formats for a in text.addresses(ctx, f)]
    addresses += [BOOK] if PDF in formats else []
    made = tuple(MadeFile(a, Path("fil"), size) for a in addresses)
    return build_plan(shown, VERSIONS, day, _TEXTS, downloads=Downloads(formats, made))


@lru_cache(maxsize=1)
def usual() -> Plan:
    return planned()


def offered(plan: Plan, address: str) -> str:
    """Return what a page says of files, "" where it says nothing."""
    found = LINK.search(html_at(plan, address))
    return found[0] if found else ""


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def links(html: str) -> list[tuple[str, str, str]]:
    """Return address, name and kind of each file."""
    return re.findall(r'<a href="([^"]*)" download="([^"]*)" type="([^"]*)" hreflang="nb">', html)


def test_the_page_of_the_text_in_force_gives_an_address_that_always_has_it() -> None:
    """Whoever copies the link gets the text in force next year too; whoever saves the file sees which version it was."""
    found = offered(usual(), ADDRESS)
    assert words(found) == "Last ned teksten: Word (34 kB) PDF (34 kB)"
    assert links(found) == [
        ("../../retningslinjer/2/gjeldende.docx", "retningslinje-2-versjon-2.0.docx", WORD.kind),
        ("../../retningslinjer/2/gjeldende.pdf", "retningslinje-2-versjon-2.0.pdf", "application/pdf"),
    ]


def test_the_page_of_a_version_gives_that_version() -> None:
    """The file of an old version never becomes another."""
    found = offered(usual(), f"{ADDRESS}v/1.0/")
    assert [href.removeprefix("../../../../") for href, *_ in links(found)] == [
        "retningslinjer/2/v/1.0/retningslinje-2-versjon-1.0.docx",
        "retningslinjer/2/v/1.0/retningslinje-2-versjon-1.0.pdf",
    ]


def test_the_page_of_a_difference_says_what_kind_of_marks_a_file_has() -> None:
    """One is for those who go on writing, the other for those who read."""
    found = offered(usual(), f"{ADDRESS}endringer/1.1-til-2.0/")
    assert words(found) == "Last ned endringene: Word med sporede endringer (34 kB) PDF med endringene i rødt (34 kB)"
    assert links(found)[0][1] == "retningslinje-2-endringer-1.1-til-2.0.docx"


def test_a_page_offers_only_what_is_made() -> None:
    """A site with PDF alone offers PDF alone, one without files says nothing of files, and none leads nowhere."""
    assert words(offered(planned(formats=(PDF,)), ADDRESS)) == "Last ned teksten: PDF (34 kB)"
    bare = planned(formats=())
    assert {offered(bare, a) for a in (ADDRESS, f"{ADDRESS}v/1.0/", f"{ADDRESS}endringer/1.1-til-2.0/")} == {""}
    assert not [f for f in bare.files if file_format(f.path)]
    own = version("1.0", "## 1 Om\n\nTekst.", valid_until=date(2021, 1, 1))
    ended = planned(replace(corpus(), documents=(guideline(own),)))
    assert offered(ended, "retningslinjer/9/") == ""
    assert offered(ended, "retningslinjer/9/v/1.0/")


def test_the_book_is_offered_where_all_texts_are_listed() -> None:
    """Both registers and the page of what can be taken along lead to it, and no page of a single text does."""
    for address in ("retningslinjer/", "avtaler/", "frakoblet/"):
        found = offered(usual(), address)
        assert words(found) == "Alle gjeldende tekster i én bok, PDF (34 kB)"
        assert links(found) == [("../bok.pdf", "avtaler-og-retningslinjer-prove.pdf", "application/pdf")]
        assert offered(planned(formats=(WORD,)), address) == ""
    assert "bok.pdf" not in offered(usual(), ADDRESS)


def test_without_files_a_page_is_what_it_always_was() -> None:
    """Nothing of a page, nor of its head, changes for a site that does not ask for files."""
    plain, bare = build_plan(corpus(), VERSIONS, DAY, _TEXTS), planned(formats=())
    assert plain.keys == bare.keys
    assert html_at(plain, ADDRESS) == html_at(bare, ADDRESS)


def test_a_page_is_made_anew_when_its_file_weighs_another_amount() -> None:
    """The size stands on the page; pages that show no file are left alone."""
    before, after = usual().keys, planned(size=35_000).keys
    changed = {path for path in before if before[path] != after[path]}
    assert {
        f"{ADDRESS}index.html",
        f"{ADDRESS}v/1.0/index.html",
        f"{ADDRESS}endringer/1.0-til-1.1/index.html",
    } <= changed
    assert changed >= {"retningslinjer/index.html", "frakoblet/index.html"}
    assert changed.isdisjoint({"index.html", f"{ADDRESS}historikk/index.html", "endringer/index.html"})
    assert "35\u00a0kB" in offered(planned(size=35_000), ADDRESS)


def test_nynorsk() -> None:
    """A site in nynorsk offers its files in nynorsk."""
    changed = replace(corpus(), community=replace(corpus().community, language="nn"))
    assert words(offered(planned(changed), f"{ADDRESS}endringer/1.1-til-2.0/")).startswith(
        "Last ned endringane: Word med spora"
    )


def test_the_link_watch_knows_the_files() -> None:
    """A program that checks links is told which version a file is, and where the one in force always is."""
    data = json.loads(next(f.data() for f in usual().files if f.path == "lenker.json"))["adresser"]
    old = data[f"/{ADDRESS}v/1.0/retningslinje-2-versjon-1.0.pdf"]
    assert (old["slag"], old["status"], old["versjon"]) == ("fil", "erstattet", "1.0")
    assert old["gjeldende"] == f"/{ADDRESS}gjeldende.pdf"
    assert data[old["gjeldende"]]["versjon"] == "2.0"
    assert data[f"/{ADDRESS}endringer/1.0-til-1.1/retningslinje-2-endringer-1.0-til-1.1.pdf"] == {"slag": "fil"}


def test_search_engines_leave_old_versions_alone() -> None:
    """A page can say that it is not to be found and a file cannot, so the site says it; the text in force may be found."""
    told = next(f.content for f in usual().files if f.path == "robots.txt").decode().splitlines()
    apart = [line.removeprefix("Disallow: ") for line in told if line.startswith("Disallow")]
    patterns = [re.compile(re.escape(p).replace(r"\*", ".*").replace(r"\$", "$")) for p in apart]
    for file in (f.path for f in usual().files if file_format(f.path) or f.path.endswith((".md", ".akn.xml"))):
        is_current = "gjeldende" in file or file == BOOK or (file.endswith(".md") and "/v/" not in file)
        assert any(p.match(f"/{file}") for p in patterns) != is_current, file
    assert not any(p.match(f"/{page.path}") for p in patterns for page in usual())
    texts = [f.path for f in usual().files if f.path.startswith(("api/v1/versjoner/", "api/v1/endringer/"))]
    assert texts
    assert all(any(p.match(f"/{path}") for p in patterns) for path in texts)
    bare = next(f.content for f in planned(formats=()).files if f.path == "robots.txt").decode()
    assert "pdf" not in bare
    assert bare.endswith("\nSitemap: https://prove.example/sitemap.xml\n")


# --- what was published -------------------------------------------------------------------------------------------


def published(plan: Plan) -> tuple[Published, ...]:
    """Return what is written down of the addresses of a site."""
    return tuple(
        Published(a, frozenset(anchors), n)
        for n, (a, anchors) in enumerate(promised(plan, planned_ids(plan)).items(), 1)
    )


@pytest.fixture(scope="module")
def known() -> Corpus:
    """Return the corpus after a site with both kinds of file was published and written down."""
    return replace(corpus(), published=published(usual()))


def lost(plan: Plan) -> list[str]:
    return list(map(str, broken(plan, planned_ids(plan))))


def led_on(plan: Plan, address: str) -> str | None:
    """Return where a file that is no more leads; a folder of its name stands in its place."""
    return next((f.heir for f in plan.files if f.path == f"{address}/index.html"), None)


def test_files_are_promised_like_pages(known: Corpus) -> None:
    """They are written down with the pages, and a site built the same way has them all."""
    assert {p.address for p in known.published} >= {
        f"{ADDRESS}gjeldende.docx",
        f"{ADDRESS}v/1.0/retningslinje-2-versjon-1.0.pdf",
    }
    assert lost(planned(known)) == []


def test_a_site_built_without_the_files_that_were_published_is_stopped(known: Corpus) -> None:
    """One finding for each kind says how many are lost, and how to build to get them."""
    found = lost(planned(known, (WORD,)))
    assert len(found) == 1
    assert found[0].startswith(f"{PERMALINKS}:")
    assert re.search(r"PDF-fila /\S+\.pdf og \d+ andre filer er publisert, men nettstedet lages uten PDF", found[0])
    assert "Bygg med --med docx,pdf." in found[0]
    assert len(lost(planned(known, ()))) == 2


def test_a_file_leads_on_when_its_text_has_gone(known: Corpus) -> None:
    """The file of the text in force leads to the page of a document that has none any more."""
    found = known.document(DISCHARGE)
    assert found
    versions = tuple(replace(v, repealed=date(2026, 1, 1)) if v.is_approved else v for v in found.versions)
    documents = tuple(replace(found, versions=versions) if d is found else d for d in known.documents)
    plan = planned(replace(known, documents=documents))
    assert led_on(plan, f"{ADDRESS}gjeldende.pdf") == ADDRESS
    assert not [text for text in lost(plan) if "gjeldende" in text]


def test_the_file_of_a_difference_that_has_no_page_leads_to_the_history() -> None:
    """With many versions some differences come and go; whoever linked to the file meets the history."""
    many = [version(f"{n}.0", f"## 1 Om\n\nTekst {n}.", approved=date(2010 + n, 1, 1)) for n in range(1, 10)]
    shown = replace(corpus(), documents=(guideline(*many[:8]),))
    told = published(planned(shown))
    plan = planned(replace(shown, documents=(guideline(*many),), published=told))
    address = "retningslinjer/9/endringer/2.0-til-7.0/retningslinje-9-endringer-2.0-til-7.0.pdf"
    assert address in {p.address for p in told}
    assert led_on(plan, address) == "retningslinjer/9/historikk/"
    assert lost(plan) == []


def test_a_document_with_another_number_keeps_the_old_addresses_of_its_files(known: Corpus) -> None:
    """The very files lie where they lay, under the names they had."""
    found = known.document(DISCHARGE)
    assert found
    moved = replace(found, number="12", former_addresses=("/retningslinjer/2/",))
    documents = tuple(moved if d is found else d for d in known.documents)
    plan = planned(replace(known, documents=documents))
    files = {f.path for f in plan.files}
    assert {f"{ADDRESS}gjeldende.pdf", f"{ADDRESS}v/1.0/retningslinje-2-versjon-1.0.docx"} <= files
    assert "retningslinjer/12/v/1.0/retningslinje-12-versjon-1.0.docx" in files
    assert [text for text in lost(plan) if re.search(r"\.(docx|pdf)", text)] == []


@pytest.mark.parametrize(
    ("names", "formats"),
    [(["pdf", "docx"], BOTH), ([" PDF "], (PDF,)), ([".docx", "docx"], (WORD,)), ([], ())],
    ids=str,
)
def test_formats_are_named_as_people_name_them(names: list[str], formats: Formats) -> None:
    """Order, case, a point before and a name said twice make no difference."""
    assert formats_of(names) == formats


@pytest.mark.parametrize("name", ["odt", "", "docx pdf", "word"])
def test_a_format_that_cannot_be_made_is_told_with_those_that_can(name: str) -> None:
    """The fault quotes what was written and says what to write."""
    with pytest.raises(AvtaleverkError, match=f"«{name}» er ikke et format vi kan lage. Skriv docx, pdf eller begge"):
        formats_of([name])


def test_the_page_of_a_document_is_still_found_by_its_files() -> None:
    """Each file of a text lies beside a page, so that nobody ends in a folder that shows nothing."""
    pages, files = {page.address for page in usual()}, {f.path for f in usual().files if file_format(f.path)}
    assert {file.rpartition("/")[0] + "/" for file in files - {BOOK}} <= pages
    assert page_at(usual(), ADDRESS)
