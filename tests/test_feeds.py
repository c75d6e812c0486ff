"""The Atom feeds: what they tell, that readers of feeds can read them, and that they stay the same."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from avtaleverk.corpus import read_corpus
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, Version
from avtaleverk.pages.context import Context
from avtaleverk.pages.feeds import feed_of, feeds
from avtaleverk.site.build_plan import build_plan
from avtaleverk.site.plan import Plan
from avtaleverk.text import TextStore

BASE = Path(__file__).resolve().parent / "darlige" / "_grunnlag"
DAY = date(2026, 11, 22)
ALL, OF_GUIDELINE = "endringer/endringer.xml", "retningslinjer/1/endringer.xml"
TEXTS = TextStore()
ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://samhandling.fjordvik.example/"
NEWEST = "## 1 Varsel\n\nSykehuset varsler kommunen innen 12 timer.\n\n## 2 Svar\n\nKommunen svarer samme dag.\n"
FOUND = read_corpus(BASE).corpus
assert FOUND


def with_guideline(change: Callable[[Document], Document]) -> Corpus:
    """Return the corpus with its guideline as ``change`` makes it."""
    assert FOUND
    return replace(FOUND, documents=tuple(change(d) if d.number == "1" else d for d in FOUND.documents))


def with_version(body: str = NEWEST, **fields: object) -> Corpus:
    """Return the corpus with a third version of the guideline, approved in 2025 unless ``fields`` say otherwise."""

    def more(guideline: Document) -> Document:
        known = {"approved_by": "utvalget", "approved": date(2025, 3, 14), "changes": "Kortere frist"}
        version = Version("3.0", body, 10, guideline.source, **(known | fields))  # type: ignore[arg-type] # any field
        return replace(guideline, versions=(*guideline.versions, version))

    return with_guideline(more)


def all_feeds(corpus: Corpus, day: date = DAY) -> dict[str, bytes]:
    return dict(feeds(Context(corpus, day, TEXTS)))


def root_of(corpus: Corpus, address: str = ALL) -> ET.Element:
    return ET.fromstring(all_feeds(corpus)[address])  # noqa: S314 - made a line above


def plan_of(corpus: Corpus) -> Plan:
    return build_plan(corpus, BASE, DAY, TEXTS)


def titles(corpus: Corpus, address: str = ALL) -> list[str | None]:
    return [e.findtext(f"{ATOM}title") for e in root_of(corpus, address).iter(f"{ATOM}entry")]


@pytest.mark.parametrize("address", [ALL, OF_GUIDELINE])
def test_readers_of_feeds_can_read_it(address: str) -> None:
    """A reader of feeds finds nothing wrong, and each part under its name."""
    read = feedparser.parse(all_feeds(with_version())[address])
    assert not read.bozo
    assert (read.version, read.feed.language) == ("atom10", "nb")
    assert read.feed.generator == "avtaleverk"
    newest = read.entries[0]
    assert newest.title == "Retningslinje 1 versjon 3.0: Utskriving fra sykehuset"
    assert newest.author == "Samarbeidsutvalget"
    assert newest.link == f"{SITE}retningslinjer/1/endringer/2.0-til-3.0/"
    assert [tag.term for tag in newest.tags] == ["innhold", "kommune", "helseforetak"]
    assert newest.published_parsed[:5] == newest.updated_parsed[:5] == (2025, 3, 14, 12, 0)
    assert newest.summary.startswith("Kortere frist. Innhold: ")
    assert newest.summary.endswith("Endret i punkt 1 og 2.")


def test_everything_that_atom_demands_is_there() -> None:
    """RFC 4287: one id, title and updated each, an author, an alternate link where there is no content, one self link."""
    for address, content in all_feeds(with_version()).items():
        assert content.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<feed xmlns=")
        root = ET.fromstring(content)  # noqa: S314 - made a line above
        assert root.tag == f"{ATOM}feed"
        assert {e.tag.startswith(ATOM) for e in root.iter()} == {True}
        links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
        assert links["self"] == SITE + address
        assert links["alternate"] == SITE + address.removesuffix("endringer.xml")
        for node in (root, *root.iter(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(node.findall(f"{ATOM}{name}")) == 1
            assert node.findtext(f"{ATOM}author/{ATOM}name")
            assert len(node.findall(f"{ATOM}link[@rel='alternate']")) == 1


def test_the_feed_was_updated_when_its_newest_entry_was() -> None:
    """The time of a feed is that of its newest entry, and never the time it was built."""
    for address in (ALL, OF_GUIDELINE):
        root = root_of(with_version(), address)
        times = [e.findtext(f"{ATOM}updated") for e in root.iter(f"{ATOM}entry")]
        assert root.findtext(f"{ATOM}updated") == times[0] == "2025-03-14T12:00:00Z"
        assert times == sorted(times, key=str, reverse=True)


def test_ids_are_what_they_were_the_first_time() -> None:
    """Readers of feeds know an entry by its id for ever, so it follows from short name, address and number alone."""
    entry = root_of(with_version(), OF_GUIDELINE).find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}id") == "urn:uuid:32e4a5bf-e2be-5c25-8667-b0eab22e2b9d"


def test_ids_survive_another_day_domain_and_title() -> None:
    """The same ids come again on another day, at another domain, under other titles and other dates."""
    one = with_version()
    community = replace(one.community, address="https://annet.example/sider/")
    other = replace(with_version(title="Noe annet", approved=date(2025, 3, 15)), community=community)
    for address in (ALL, OF_GUIDELINE):
        before, after = (
            {e.text for e in ET.fromstring(found[address]).iter(f"{ATOM}id")}  # noqa: S314 - made by ourselves
            for found in (all_feeds(one), all_feeds(other, date(2030, 1, 1)))
        )
        assert before == after


def test_no_two_things_share_an_id() -> None:
    """Each feed and each version has an id of its own, which is a UUID; a version has the same in each feed."""
    found: dict[str, set[str | None]] = {}
    for address, content in all_feeds(with_version()).items():
        root = ET.fromstring(content)  # noqa: S314 - made by ourselves
        found.setdefault(root.findtext(f"{ATOM}id", ""), set()).add(address)
        for entry in root.iter(f"{ATOM}entry"):
            found.setdefault(entry.findtext(f"{ATOM}id", ""), set()).add(entry.findtext(f"{ATOM}title"))
    assert all(len(names) == 1 for names in found.values())
    assert len(found) == len(all_feeds(with_version())) + len(titles(with_version()))
    assert all(UUID(name.removeprefix("urn:uuid:")).version == 5 for name in found)


@pytest.mark.parametrize(
    "corpus",
    [
        with_version(FOUND.documents[1].versions[1].body),
        with_version(approved=None),
        with_version(approved=date(2027, 1, 1)),
        with_version(approved_by=None, approved=None),
        with_guideline(lambda g: replace(g, versions=(g.versions[0], replace(g.versions[1], repealed=date(2024, 1, 1))))),
    ],
    ids=["same text", "undated", "approved later", "proposal", "repeal"],
)  # fmt: skip
def test_only_real_changes_are_told(corpus: Corpus) -> None:
    """A feed tells neither of equal texts, unknown days, days to come, proposals nor repeals."""
    assert titles(corpus) == titles(with_guideline(lambda g: g))
    assert len(titles(corpus, OF_GUIDELINE)) == 2


def test_the_same_bytes_come_again() -> None:
    """A feed that is built on another day is the same, unless something was approved in between."""
    corpus = with_version()
    assert all_feeds(corpus) == all_feeds(corpus, date(2029, 5, 17))
    assert all_feeds(corpus) != all_feeds(corpus, date(2025, 3, 13))


def test_a_document_has_a_feed_of_its_own() -> None:
    """The feed of a document tells of that document alone, attachments of theirs."""
    assert all("Retningslinje 1 " in str(title) for title in titles(with_version(), OF_GUIDELINE))
    assert titles(with_version(), "retningslinjer/1/vedlegg/1.1/endringer.xml") == [
        "Vedlegg 1.1 versjon 1.0: Sjekkliste for utskriving"
    ]


def test_a_feed_without_entries_is_not_there() -> None:
    """A time of change would be an invention, so there is no such feed and no address of one."""
    undated = with_guideline(lambda g: replace(g, versions=tuple(replace(v, approved=None) for v in g.versions)))
    context = Context(undated, DAY, TEXTS)
    assert OF_GUIDELINE not in dict(feeds(context))
    assert feed_of(context, next(d for d in undated.documents if d.number == "1")) == ""
    assert feed_of(context) == ALL
    assert feed_of(Context(replace(undated, documents=()), DAY, TEXTS)) == ""


def test_links_lead_to_pages_of_the_site() -> None:
    """Each entry leads to what changed, the first text of a document to the text itself."""
    corpus = with_version()
    links = [str(link.get("href")) for link in root_of(corpus, OF_GUIDELINE).iterfind(f"{ATOM}entry/{ATOM}link")]
    assert links == [
        f"{SITE}retningslinjer/1/endringer/2.0-til-3.0/",
        f"{SITE}retningslinjer/1/endringer/1.0-til-2.0/",
        f"{SITE}retningslinjer/1/v/1.0/",
    ]
    assert set(links) <= {SITE + page.address for page in plan_of(corpus)}


def test_the_site_has_the_feeds_and_names_them() -> None:
    """The feeds are files of the site; start page and register name that of the whole site, relative to themselves."""
    plan = plan_of(with_version())
    files = {f.path: f.content for f in plan.files}
    assert {path: files[path] for path in all_feeds(with_version())} == all_feeds(with_version())
    link = '<link rel="alternate" type="application/atom+xml" title="Endringer i alle dokumentene" href="{}">'
    for page in plan:
        if page.kind in {"start", "endringer"}:
            assert link.format(("../" if page.address else "") + ALL) in plan.document(page)
    register = next(p for p in plan if p.address == "endringer/")
    assert f'<a href="../{ALL}">Abonner på endringer (Atom)</a>' in plan.html(register)
    assert "application/atom+xml" not in plan.document(next(p for p in plan if p.address == "ordliste/"))


def test_a_page_of_a_document_can_name_its_feed() -> None:
    """A page that is given the feed of its document names it in its head."""
    plan = plan_of(with_version())
    page = replace(next(p for p in plan if p.address == "retningslinjer/1/v/1.0/"), feed=OF_GUIDELINE)
    assert 'title="Endringer i dette dokumentet" href="../../../../retningslinjer/1/endringer.xml"' in plan.shell.wrap(
        page.head, ""
    )


def test_a_feed_speaks_the_language_of_its_community() -> None:
    """A community that has chosen nynorsk gets its feeds in nynorsk."""
    corpus = with_version()
    corpus = replace(corpus, community=replace(corpus.community, language="nn"))
    root = root_of(corpus)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "nn"
    assert "Endringar i avtalar" in str(root.findtext(f"{ATOM}title"))


@given(st.text(st.characters(), min_size=1))
@example("\x00\x08\x0b\x1f\ud800\ufffe\uffff")
@example("]]><script>&amp;\"'</summary></entry>")
def test_any_words_make_a_sound_feed(words: str) -> None:
    """Whatever stands in titles and reasons, the feed can be read, and loses only what XML forbids."""
    corpus = with_version(title=words, changes=words)
    found = titles(corpus)[0]
    allowed = "".join(c for c in words if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff"))  # fmt: skip
    assert found == f"Retningslinje 1 versjon 3.0: {allowed}".replace("\r\n", "\n").replace("\r", "\n")
