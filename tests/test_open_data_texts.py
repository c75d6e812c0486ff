"""The texts as data: Markdown that hashes to the lock, points that lose no word, HTML that stands alone."""

import hashlib
import re
from html import unescape

import yaml
from hypothesis import given, settings
from open_data_files import ROOT, addresses_in, data_of, every_root, plan_of
from redline_documents import document

from avtaleverk.corpus.frontmatter import split_file
from avtaleverk.exports.open_data.text_points import KINDS, points_of
from avtaleverk.history.lock_file import lockable, read_lock
from avtaleverk.model.addresses import version_address
from avtaleverk.model.findings import Finding
from avtaleverk.text import TextError, TextStore
from avtaleverk.text.plain import plain

TEXTS = TextStore()
PAGE = "https://prove.example/retningslinjer/1/v/1.0/"


def split(text: str) -> tuple[dict[str, object], str]:
    """Read a file as avtaleverk reads its own."""
    found = split_file(text, "tekst.md")
    assert not isinstance(found, Finding)
    return yaml.safe_load(found[0]), found[1]


@every_root
def test_a_text_as_markdown_is_the_text(name: str) -> None:
    """Below its facts each file has the text byte for byte, and the facts are those of the version."""
    plan = plan_of(name)
    files = {f.path: f for f in plan.files}
    for found in plan.corpus.all_documents():
        own = plan.addresses[found.folder]
        for version in found.versions:
            facts, body = split(files[f"{version_address(own, version.number)}tekst.md"].data().decode())
            assert body == version.body
            assert facts["kontrollsum"] == hashlib.sha256(lockable(body).encode()).hexdigest()
            assert (facts["versjon"], facts["tittel"]) == (version.number, version.title or found.title)
            assert facts["godkjent"] == (version.approved.isoformat() if version.approved else None)
            assert facts["forslag"] or version.is_approved
            assert str(facts["fast_adresse"]).endswith(f"/{version_address(own, version.number)}")


def test_what_is_fetched_is_what_was_locked() -> None:
    """The hash of each approved text, taken from what the site gives away, is the one in ``avtaleverk.lock``."""
    plan, lock = plan_of("telemark"), read_lock(ROOT)
    assert lock is not None
    assert lock.entries
    files = {f.path: f for f in plan.files}
    data = data_of("telemark")
    for locked in lock.entries:
        own = plan.addresses[locked.folder]
        _, body = split(files[f"{version_address(own, locked.number)}tekst.md"].data().decode())
        assert hashlib.sha256(body.rstrip().encode()).hexdigest() == locked.digest
        assert data[f"api/v1/versjoner/{own}{locked.number}.json"]["kontrollsum"] == locked.digest


@every_root
def test_the_text_in_force_lies_beside_its_page(name: str) -> None:
    """``tekst.md`` is there for each text in force, equal to that of its version, and the pages name both in their heads."""
    plan = plan_of(name)
    files = {f.path: f for f in plan.files}
    pages = {p.address: p for p in plan}
    data = data_of(name)
    for found in plan.corpus.all_documents():
        own = plan.addresses[found.folder]
        current = data[f"api/v1/dokumenter/{own.strip('/')}.json"]["gjeldende"]
        assert (f"{own}tekst.md" in files) == (current is not None)
        if isinstance(current, dict):
            fixed = version_address(own, str(current["versjon"]))
            assert files[f"{own}tekst.md"].data() == files[f"{fixed}tekst.md"].data()
            for address in (own, fixed):
                html = plan.document(pages[address])
                assert '<link rel="alternate" type="text/markdown" href="' in html
                assert 'tekst.md">Markdown</a>' in html


def words(text: str) -> list[str]:
    return sorted(re.findall(r"\w+", text))


@settings(max_examples=60)
@given(document)
def test_points_lose_no_word_and_no_anchor(body: str) -> None:
    """Heading, paragraphs, list items and tables together are what a reader sees, each once, under the anchors of the page."""
    try:
        text = TEXTS.of(body)
    except TextError:
        return
    points = points_of(text, PAGE)
    said = [str(v) for p in points for v in (p["nummer"], p["tittel"]) if v]
    pieces = [piece for p in points for piece in p["tekst"]]  # type: ignore[attr-defined] # a list
    assert words(" ".join([*said, *(piece["tekst"] for piece in pieces)])) == words(plain(text.html))
    ids = [p["id"] for p in points if p["id"]] + [piece["id"] for piece in pieces if piece["id"]]
    assert sorted(ids) == sorted(text.anchors)
    assert {piece["slag"] for piece in pieces} <= set(KINDS)
    assert {piece["under"] for piece in pieces} <= {None, *ids}


@every_root
def test_the_html_leads_to_this_site_from_anywhere(name: str) -> None:
    """No link and no picture of a text depends on where it is shown, and no mark of ours is left in it."""
    for path, data in data_of(name).items():
        if "/versjoner/" not in path:
            continue
        html = data["tekst"]["html"]  # type: ignore[index] # an object
        for address in re.findall(r'\s(?:href|src)="([^"]*)"', html):
            assert re.match("(?:https?|mailto|tel):", unescape(address)), (path, address)
        assert "data-ref" not in html
        assert "<!--" not in html
    assert list(addresses_in(data_of(name)))
