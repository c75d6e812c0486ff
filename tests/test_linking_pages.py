"""The pages for those who link to the texts: what they offer, and what they warn of."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from history_corpus import DAY, DISCHARGE, VERSIONS, corpus, document
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from avtaleverk.model.corpus import Corpus
from avtaleverk.site.build_plan import build_plan
from avtaleverk.site.plan import Page, Plan


class _HtmlFile(SingleFileSnapshotExtension):
    file_extension = "html"
    _write_mode = WriteMode.TEXT


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Return the plan of the corpus of versions."""
    return build_plan(corpus(), VERSIONS, DAY)


def page(plan: Plan, address: str) -> Page:
    return next(p for p in plan if p.address == address)


def html(plan: Plan, address: str) -> str:
    return plan.html(page(plan, address))


def changed(folder: str = DISCHARGE, **fields: object) -> Corpus:
    made = replace(document(folder), **fields)  # type: ignore[arg-type]
    return replace(corpus(), documents=tuple(made if d.folder == folder else d for d in corpus().documents))


ADDRESSES = ["lenk/", "lenk/retningslinjer/2/", "innbygg/retningslinjer/2/"]


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: a.strip("/").replace("/", "_"))
def test_golden_pages(address: str, plan: Plan, snapshot: SnapshotAssertion) -> None:
    """A page changes only when somebody meant it to."""
    assert html(plan, address) == snapshot(extension_class=_HtmlFile)


def test_the_badge_as_a_file(plan: Plan, snapshot: SnapshotAssertion) -> None:
    """So does what other sites show."""
    file = next(f for f in plan.files if f.path == "retningslinjer/2/gjeldende.svg")
    assert file.content.decode() == snapshot(extension_class=_HtmlFile)


def test_every_document_can_be_linked_to(plan: Plan) -> None:
    """The list has each document with its address, and the way to all else there is for it."""
    listed = html(plan, "lenk/")
    addresses = [p.address for p in plan if p.kind == "dokument"]
    assert len(addresses) == len(list(corpus().all_documents()))
    for address in addresses:
        assert f"{corpus().community.address}{address}</span>" in listed
        assert f'href="../lenk/{address}"' in listed
        assert f'id="{address.strip("/").replace("/", "-")}"' in listed
        assert {f"{address}gjeldende.svg", f"{address}qr.svg"} <= {f.path for f in plan.files}
        assert {f"lenk/{address}", f"innbygg/{address}"} <= {p.address for p in plan}


def test_the_fields_hold_addresses_that_last(plan: Plan) -> None:
    """Of all there is to copy, nothing leads to one version."""
    fields = [unescape(f) for f in re.findall(r"<textarea[^>]*>([^<]*)<", html(plan, "lenk/retningslinjer/2/"))]
    assert len(fields) == 6
    assert all("https://prove.example/" in f and "/v/" not in f for f in fields)
    assert fields[0] == "https://prove.example/retningslinjer/2/"
    assert fields[1].startswith("https://prove.example/retningslinjer/2/#pkt-")


def test_what_not_to_link_to(plan: Plan) -> None:
    """The address of the version is named as one that does not change with the text."""
    told = html(plan, "lenk/retningslinjer/2/").partition('id="ikke"')[2]
    assert "https://prove.example/retningslinjer/2/v/2.0/" in told
    assert "PDF" in told


def test_the_notice_grows_never_old(plan: Plan) -> None:
    """What hangs on a board for years has no version and no day in it."""
    notice = html(plan, "lenk/retningslinjer/2/").partition('class="plakat"')[2].partition("</div>")[0]
    assert "qr.svg" in notice
    assert "2.0" not in notice
    assert "2026" not in notice


def test_the_document_leads_here(plan: Plan) -> None:
    """From the text in force one link leads to the ways to link to it."""
    assert '<a href="../../lenk/retningslinjer/2/">Lenk til denne siden</a>' in html(plan, "retningslinjer/2/")


def test_the_foot_of_every_page_leads_here(plan: Plan) -> None:
    """Nobody needs to know the address."""
    assert '<a href="../../lenk/">Lenk til tekstene</a>' in plan.document(page(plan, "retningslinjer/2/"))


def test_a_card_stands_alone(plan: Plan) -> None:
    """A card has no menu and no foot, opens the text in the whole window, and is found by nobody who searches."""
    card = page(plan, "innbygg/retningslinjer/2/")
    document = plan.document(card)
    assert '<a href="../../../retningslinjer/2/" target="_top"' in document
    assert "<nav" not in document
    assert "<footer" not in document
    assert '<meta name="robots" content="noindex">' in document
    assert '<link rel="canonical" href="https://prove.example/retningslinjer/2/">' in document
    assert not card.indexed


def test_a_card_knows_what_dates_will_bring() -> None:
    """A card carries the day on which its status turns, so that it tells the truth without a new build."""
    versions = document().versions
    ends = [replace(v, valid_until=date(2027, 3, 31)) if v.number == "2.0" else v for v in versions]
    card = html(build_plan(changed(versions=tuple(ends)), VERSIONS, DAY), "innbygg/retningslinjer/2/")
    assert "2027-04-01" in card


def test_a_document_without_text_in_force() -> None:
    """Its card and the page about linking say that no text applies, and it can be linked to all the same."""
    plan = build_plan(changed(versions=document().versions[:0]), VERSIONS, DAY)
    assert "Teksten er ikke lagt inn ennå" in html(plan, "innbygg/retningslinjer/2/")
    ways = html(plan, "lenk/retningslinjer/2/")
    assert "Ingen tekst er i kraft nå" in ways
    assert "https://prove.example/retningslinjer/2/" in ways
    assert 'id="ikke"' not in ways
    assert 'id="punkt"' not in ways


def test_a_folder_without_documents() -> None:
    """A community that has added nothing yet is told so."""
    empty = replace(corpus(), documents=(), meetings=(), papers=())
    assert "Ingen dokumenter er lagt inn ennå" in html(build_plan(empty, VERSIONS, DAY), "lenk/")


def test_keys_follow_what_is_shown() -> None:
    """A new version changes the keys of the card and of the ways of its document, and those of no other's."""
    plan = build_plan(corpus(), VERSIONS, DAY)
    without = build_plan(changed(summary="Noe annet."), VERSIONS, DAY)
    keys, others = ({p.address: p.key for p in each} for each in (plan, without))
    for address in ("lenk/retningslinjer/3/", "innbygg/retningslinjer/3/"):
        assert keys[address] == others[address]
    renamed = build_plan(changed(title="Et nytt navn"), VERSIONS, DAY)
    for address in ("lenk/", "lenk/retningslinjer/2/", "innbygg/retningslinjer/2/"):
        assert keys[address] != page(renamed, address).key


def test_what_was_pasted_outlives_a_move() -> None:
    """Where a document has got another address, the badge, the code and the card that others show still work."""
    plan = build_plan(changed(former_addresses=("/gammel/utskriving/",)), VERSIONS, DAY)
    files = {f.path: f for f in plan.files}
    for name in ("gjeldende.svg", "qr.svg"):
        assert files[f"gammel/utskriving/{name}"].content == files[f"retningslinjer/2/{name}"].content
    assert files["innbygg/gammel/utskriving/index.html"].heir == "innbygg/retningslinjer/2/"
