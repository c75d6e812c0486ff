"""What search engines, browsers and readers of feeds fetch: the map of the site, its search, its feeds, its headers."""

import re
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

import pytest
from lxml import etree
from open_data_files import DAY, every_root, plan_of

from avtaleverk.model.open_data import OPENSEARCH
from avtaleverk.pages.context import Context
from avtaleverk.site.headers import SHARING, content_type, headers_of
from avtaleverk.site.plan import Plan
from avtaleverk.site.sitemap import sitemaps
from avtaleverk.text import TextStore

MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
# The two kinds of file that the protocol knows, in words of our own.
_XSD = etree.XMLSchema(
    etree.fromstring(f"""
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{MAP}" xmlns="{MAP}" elementFormDefault="qualified">
  <xs:simpleType name="place"><xs:restriction base="xs:anyURI">
    <xs:minLength value="12"/><xs:maxLength value="2048"/><xs:pattern value="https?://[!-~]+"/>
  </xs:restriction></xs:simpleType>
  <xs:complexType name="entry"><xs:sequence>
    <xs:element name="loc" type="place"/><xs:element name="lastmod" type="xs:date" minOccurs="0"/>
  </xs:sequence></xs:complexType>
  <xs:element name="urlset"><xs:complexType><xs:sequence>
    <xs:element name="url" type="entry" maxOccurs="50000"/>
  </xs:sequence></xs:complexType></xs:element>
  <xs:element name="sitemapindex"><xs:complexType><xs:sequence>
    <xs:element name="sitemap" type="entry" maxOccurs="50000"/>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>""")
)
_MOST_BYTES = 50 * 2**20


def file(plan: Plan, path: str) -> bytes:
    return next(f.data() for f in plan.files if f.path == path)


def rows(content: bytes) -> dict[str, str | None]:
    """Return the addresses of a map with their days; it must be what the protocol asks for."""
    root = etree.fromstring(content)
    _XSD.assertValid(root)
    assert len(content) < _MOST_BYTES
    return {entry[0].text or "": entry[1].text if len(entry) > 1 else None for entry in root}


@every_root
def test_the_map_names_what_may_be_found(name: str) -> None:
    """Every page that may be found is on the map, once, and no other; a day is that from which the text applies."""
    plan = plan_of(name)
    base, found = plan.corpus.community.address, rows(file(plan, "sitemap.xml"))
    assert set(found) == {base + page.address for page in plan if page.indexed}
    ctx = Context(plan.corpus, plan.day, TextStore())
    known = {
        ctx.addresses[d.folder]: ctx.standing(d, v).since for d in plan.corpus.all_documents() if (v := ctx.in_force(d))
    }
    for address, day in found.items():
        own = address.removeprefix(base).removesuffix("historikk/")
        since = known.get(own)
        assert day == (since.isoformat() if since else None), address


def test_a_large_site_has_several_maps() -> None:
    """More pages than one map may hold are in several, which the first one names; none is lost."""
    plan = plan_of("versjoner")
    ctx = Context(plan.corpus, DAY, TextStore())
    made = dict(sitemaps(ctx, plan.pages, most=7))
    base = plan.corpus.community.address
    parts = rows(made["sitemap.xml"])
    assert {address.removeprefix(base) for address in parts} == set(made) - {"sitemap.xml"}
    whole = [address for path in made if path != "sitemap.xml" for address in rows(made[path])]
    assert sorted(whole) == sorted(rows(file(plan, "sitemap.xml")))
    assert all(len(rows(content)) <= 7 for path, content in made.items() if path != "sitemap.xml")


def test_an_address_with_letters_of_its_own_is_written_as_the_protocol_asks() -> None:
    """What is no plain sign is quoted, so that the map is valid whatever a file is called."""
    plan = plan_of("versjoner")
    page = next(iter(plan))
    ctx = Context(plan.corpus, DAY, TextStore())
    odd = replace(page, address='om/på & "slik" <b>/')
    (address,) = rows(dict(sitemaps(ctx, [odd]))["sitemap.xml"])
    assert address.endswith("/om/p%C3%A5%20&%20%22slik%22%20%3Cb%3E/")


@every_root
def test_browsers_can_add_the_search(name: str) -> None:
    """The description has what OpenSearch asks for, its names are short enough, and it leads to the field of the page."""
    plan = plan_of(name)
    root = etree.fromstring(file(plan, OPENSEARCH))
    spec = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    assert root.tag == f"{{{spec['o']}}}OpenSearchDescription"
    for tag, most in (("ShortName", 16), ("LongName", 48), ("Description", 1024)):
        (text,) = root.xpath(f"o:{tag}/text()", namespaces=spec)
        assert 0 < len(text) <= most
    (template,) = root.xpath("o:Url[@type='text/html']/@template", namespaces=spec)
    page = next(p for p in plan if p.address == "sok/")
    (field,) = set(
        re.findall(
            r'<input[^>]*type="search"[^>]*name="(\w+)"|<input[^>]*name="(\w+)"[^>]*type="search"', plan.html(page)
        )
    )
    assert template == f"{plan.corpus.community.address}sok/?{''.join(field)}={{searchTerms}}"
    (own,) = root.xpath("o:Url[@rel='self']/@template", namespaces=spec)
    assert own == plan.corpus.community.address + OPENSEARCH
    assert '<link rel="search" type="application/opensearchdescription+xml"' in plan.document(page)


@every_root
def test_feeds_are_what_the_standard_asks_for(name: str) -> None:
    """Every feed and every entry has id, title and moment, ids are absolute and unique, and each has somebody behind it."""
    plan, atom = plan_of(name), {"a": "http://www.w3.org/2005/Atom"}
    for path in (f.path for f in plan.files if f.path.endswith("endringer.xml")):
        root = etree.fromstring(file(plan, path))
        assert root.tag == f"{{{atom['a']}}}feed"
        entries = root.xpath("a:entry", namespaces=atom)
        for node in (root, *entries):
            for tag in ("id", "title", "updated"):
                (text,) = node.xpath(f"a:{tag}/text()", namespaces=atom)
                assert text.strip()
            (moment,) = node.xpath("a:updated/text()", namespaces=atom)
            assert datetime.fromisoformat(moment).tzinfo
            (identity,) = node.xpath("a:id/text()", namespaces=atom)
            assert urlsplit(identity).scheme
            assert node.xpath("a:author/a:name/text()", namespaces=atom)
            assert len(node.xpath("a:link[@rel='alternate']", namespaces=atom)) == 1
        ids = root.xpath("//a:id/text()", namespaces=atom)
        assert len(ids) == len(set(ids))
        moments = root.xpath("a:entry/a:updated/text()", namespaces=atom)
        assert root.xpath("a:updated/text()", namespaces=atom) == [max(moments)]


@pytest.mark.parametrize(
    ("path", "is_shared"),
    [
        ("api/v1/korpus.json", True), ("api/v1/skjema/korpus.json", True), ("lenker.json", True),
        ("", False), ("retningslinjer/1/", False), ("retningslinjer/1/tekst.md", False), ("om/api/v1/x.json", False),
    ],
)  # fmt: skip
def test_other_sites_may_fetch_the_data_and_nothing_else(path: str, is_shared: bool) -> None:  # noqa: FBT001 - the cases of a table
    """Scripts of other sites may read what is made for programs; pages stay with those who visit them."""
    assert (headers_of(path).get(SHARING) == "*") == is_shared


def test_markdown_is_served_as_what_it_is() -> None:
    """A browser that opens the file shows it as text in the right letters."""
    assert content_type("retningslinjer/1/tekst.md") == "text/markdown; charset=utf-8"
