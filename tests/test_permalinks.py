"""No link that was ever published leads to nothing: it works, or the build fails and names it."""

import re
import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from published_site import BASE, DAY, PublishedSite, Reader

from avtaleverk.engines.workshop import Workshop
from avtaleverk.text.render import render

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "korpus-ekte"
OLD_TEXTS = [path for path in (ROOT, ROOT / "tests" / "versjoner", REAL) if path.is_dir()]
FOLDER = "retningslinjer/01-utskriving"
NEW = """---
versjon: "3.0"
godkjent_av: utvalget
godkjent: 2024-05-10
gjelder_fra: 2024-06-01
---

{text}
"""
SENTENCES = (
    "Sykehuset varsler kommunen.",
    "Kommunen svarer på varselet.",
    "- legen\n- sykepleieren",
    "a) i dag\nb) i morgen",
)


@pytest.fixture
def site(tmp_path: Path) -> PublishedSite:
    """Return a corpus whose addresses are written down."""
    made = PublishedSite(tmp_path)
    made.publish()
    return made


def delete_version(site: PublishedSite) -> None:
    (site.root / FOLDER / "1.0.md").unlink()


def delete_attachments(site: PublishedSite) -> None:
    shutil.rmtree(site.root / FOLDER / "vedlegg")
    site.edit(f"{FOLDER}/2.0.md", ", se vedlegg 1.1", "")


def new_number(site: PublishedSite) -> None:
    site.edit(f"{FOLDER}/index.md", 'nummer: "1"', 'nummer: "4"')
    site.edit("videresending.yml", "/retningslinjer/1/", "/retningslinjer/4/")


def moved_and_told(site: PublishedSite) -> None:
    new_number(site)
    site.edit(f"{FOLDER}/index.md", "[/gammel/utskriving/]", "[/gammel/utskriving/, /retningslinjer/1/]")


def shorter_approved_text(site: PublishedSite) -> None:
    site.edit(f"{FOLDER}/2.0.md", "## 2 Svar", "")
    site.edit("videresending.yml", "#pkt-2", "#pkt-1")


def without_former_address(site: PublishedSite) -> None:
    site.edit(f"{FOLDER}/index.md", "tidligere_adresser: [/gammel/utskriving/]\n", "")


def new_folder(site: PublishedSite) -> None:
    (site.root / "avtaler" / "samarbeidsavtalen").rename(site.root / "avtaler" / "avtalen")


def without_meeting(site: PublishedSite) -> None:
    next((site.root / "organisasjon" / "moter").iterdir()).unlink()
    site.edit(f"{FOLDER}/2.0.md", "mote: 2023-05-10-utvalget\n", "")


def without_words(site: PublishedSite) -> None:
    (site.root / "ordliste.yml").unlink()


def repealed(site: PublishedSite) -> None:
    site.edit(f"{FOLDER}/2.0.md", "gjelder_fra: 2023-06-01", "gjelder_fra: 2023-06-01\nopphevet: 2025-01-01")


EDITS = (
    delete_version, delete_attachments, new_number, moved_and_told, shorter_approved_text, without_former_address,
    new_folder, without_meeting, without_words, repealed,
)  # fmt: skip
# Those that can be made one after the other, in any order.
TOGETHER = (delete_version, delete_attachments, new_number, shorter_approved_text, without_former_address)


def assert_nothing_is_lost(site: PublishedSite, recorded: dict[str, frozenset[str]]) -> None:
    """Check that each link works or is named; a finding of a page speaks for what lies below it."""
    plan, findings = site.lost()
    if plan is None:
        assert findings
        return
    reader = Reader(plan)
    named = [
        site_root(word).strip(",.") for finding in findings for word in finding.message.split() if word.startswith("/")
    ]
    links = [(address, anchor) for address, anchors in recorded.items() for anchor in ("", *anchors)]
    for address, anchor in links:
        whole = site_root(f"/{address}#{anchor}" if anchor else f"/{address}")
        assert reader.meets(address, anchor) or any(whole.startswith(name) for name in named), whole
    for finding in findings:
        assert finding.path == "avtaleverk.permalenker"
        assert finding.line
        assert "videresending.yml" in finding.hint


def site_root(link: str) -> str:
    """Return a link as it is below the document itself: its card and its former address are told of with it."""
    return re.sub("^/(?:innbygg|lenk)(?=/)", "", link).replace("/gammel/utskriving/", "/retningslinjer/1/")


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_a_link_works_or_is_named(edit: Callable[[PublishedSite], None], tmp_path: Path) -> None:
    """Whatever an editor does to the folder, no published link is lost without a word."""
    site = PublishedSite(tmp_path)
    recorded = site.publish()
    edit(site)
    assert_nothing_is_lost(site, recorded)


_PARAGRAPHS = st.lists(st.sampled_from(SENTENCES), max_size=3)
_POINTS = st.lists(st.tuples(st.sampled_from(["Varsel", "Svar", "Avvik", "Faks"]), _PARAGRAPHS), max_size=4)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(points=_POINTS, newer=_POINTS, edits=st.lists(st.sampled_from(TOGETHER), max_size=2, unique=True))
def test_any_edits_lose_nothing(
    points: list[tuple[str, list[str]]],
    newer: list[tuple[str, list[str]]],
    edits: list[Callable[[PublishedSite], None]],
) -> None:
    """Points come, go and change their numbers from version to version, and the folder is edited: all links are kept."""
    with tempfile.TemporaryDirectory() as place:
        site = PublishedSite(Path(place))
        site.write(f"{FOLDER}/3.0.md", NEW.format(text=text_of(points)))
        recorded = site.publish()
        later = NEW.format(text=text_of(newer)).replace("3.0", "4.0").replace("2024", "2025")
        site.write(f"{FOLDER}/4.0.md", later)
        for edit in edits:
            edit(site)
        assert_nothing_is_lost(site, recorded)
        if not edits:
            assert site.lost()[1] == []


def text_of(points: list[tuple[str, list[str]]]) -> str:
    return "\n\n".join(
        part for n, (title, inside) in enumerate(points, 1) for part in (f"## {n} {title}", *inside)
    ) or "Ingen punkter."  # fmt: skip


@pytest.mark.parametrize("root", OLD_TEXTS, ids=lambda root: root.name)
@pytest.mark.parametrize("later", [0, 3660], ids=["today", "ten years from now"])
def test_the_page_in_force_keeps_every_old_anchor(root: Path, later: int) -> None:
    """Each point, paragraph and list item of each approved text is a place on the document's page, and one place alone."""
    plan = Workshop(root, DAY + timedelta(days=later)).plan()
    for document in plan.corpus.all_documents():
        page = next(p for p in plan if p.address == plan.addresses[document.folder])
        ids = re.findall(r' id="([^"]*)"', plan.document(page))
        current = [v for v in document.versions if f'data-versjon="{v.number}"' in plan.document(page)]
        texts = [v for v in document.versions if v.is_approved and (not current or v.order <= current[0].order)]
        assert {a for v in texts for a in render(v.body).anchors} <= set(ids), document.folder
        assert len(ids) == len(set(ids)), document.folder


def test_time_alone_loses_nothing(site: PublishedSite) -> None:
    """The site of any later day keeps every link, since nobody can be asked to mend it at midnight."""
    for years in (1, 10, 60):
        assert site.lost(DAY + timedelta(days=366 * years))[1] == []


def test_a_former_address_covers_what_lay_below(site: PublishedSite) -> None:
    """A document that got a new number is found by every old link, to its versions, its history and its points."""
    moved_and_told(site)
    plan, findings = site.lost()
    assert findings == []
    assert plan is not None
    heirs = {file.path: file.heir for file in plan.files if file.heir is not None}
    assert heirs["retningslinjer/1/v/1.0/index.html"] == "retningslinjer/4/v/1.0/"
    assert heirs["retningslinjer/1/historikk/index.html"] == "retningslinjer/4/historikk/"
    assert heirs["retningslinjer/1/vedlegg/1.1/index.html"] == "retningslinjer/4/vedlegg/1.1/"
    assert heirs["innbygg/retningslinjer/1/index.html"] == "innbygg/retningslinjer/4/"


def test_a_former_address_that_something_else_has_is_named(site: PublishedSite) -> None:
    """A former address deep below a document gives a finding with path and line."""
    site.edit(f"{FOLDER}/index.md", "[/gammel/utskriving/]", "[/retningslinjer/1/v/1.0/]")
    plan, findings = site.lost()
    assert plan is None
    assert [f"{f.path}:{f.line}" for f in findings] == [f"{FOLDER}/index.md:11"]


def test_what_was_taken_away_is_told(site: PublishedSite) -> None:
    """The line that the build asks for, put into the file, keeps a page for the document and for all that lay below."""
    delete_attachments(site)
    (finding,) = site.lost()[1]
    line = finding.hint[finding.hint.index("- {") : finding.hint.index("}") + 1]
    told = line.replace('"/adressen/"', '"/retningslinjer/1/#pkt-1"').replace(
        "Hvor teksten ble av.", "Det står i punkt 1."
    )
    site.tell(told)
    plan, findings = site.lost()
    assert findings == []
    assert plan is not None
    page = next(p for p in plan if p.address == "retningslinjer/1/vedlegg/1.1/v/1.0/")
    html = plan.document(page)
    assert "Det står i punkt 1." in html
    assert 'href="../../../../../1/#pkt-1"' in html or "#pkt-1" in html
    assert 'content="noindex"' in html
    assert f'rel="canonical" href="{plan.corpus.community.address}retningslinjer/1/"' in html


def test_a_point_that_was_taken_away_has_a_note(site: PublishedSite) -> None:
    """A note on the page takes the place of a point, for links to it and to each paragraph below it, and for no other."""
    shorter_approved_text(site)
    for finding in site.lost()[1]:
        line = finding.hint[finding.hint.index("- {") :].replace('"/adressen/"', '"/retningslinjer/1/#pkt-1"')
        site.tell(line)
    plan, findings = site.lost()
    assert findings == []
    assert plan is not None
    html = plan.document(next(p for p in plan if p.address == "retningslinjer/1/"))
    ids = re.findall(r' id="([^"]*)"', html)
    assert {"pkt-1", "pkt-2", "pkt-2-ledd-1"} <= set(ids)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("- {fra: /borte/, til: /finnes/ikke/, forklaring: Bort.}", "til: Adressen /finnes/ikke/ finnes ikke"),
        (
            "- {fra: /borte/, til: '/retningslinjer/1/#pkt-77', forklaring: Bort.}",
            "til: Punktet /retningslinjer/1/#pkt-77",
        ),
        ("- {fra: /retningslinjer/1/v/1.0/, forklaring: Bort.}", "er i bruk av en side på nettstedet"),
        ("- {fra: '/retningslinjer/1/#pkt-2', forklaring: Bort.}", "Punktet /retningslinjer/1/#pkt-2 finnes på siden"),
        ("- {fra: '/borte/#pkt-2', forklaring: Bort.}", "Siden /borte/ finnes ikke"),
    ],
)
def test_a_forwarding_that_cannot_be_followed_is_named(site: PublishedSite, line: str, said: str) -> None:
    """What only the whole site can tell is a finding with the line, too."""
    site.write("videresending.yml", f"# Tatt bort\n{line}\n")
    plan, findings = site.lost()
    assert plan is None
    assert [str(f).startswith("videresending.yml:2: ") and said in str(f) for f in findings] == [True]


def test_a_text_that_was_moved_twice_is_found(site: PublishedSite) -> None:
    """A forwarding to what was taken away later leads to where the text is now."""
    entry = "- {{fra: {}, til: {}, forklaring: Flyttet.}}\n"
    lines = entry.format("/aa/", "/bb/") + entry.format("/bb/", "/retningslinjer/1/")
    site.write("videresending.yml", lines)
    plan, _ = site.lost()
    assert plan is not None
    assert {p.heir for p in plan if p.kind == "tatt-bort"} == {"retningslinjer/1/"}


def test_without_a_record_nothing_is_asked(tmp_path: Path) -> None:
    """A folder that has never written anything down builds whatever is deleted."""
    site = PublishedSite(tmp_path)
    assert not (BASE / "avtaleverk.permalenker").exists()
    delete_version(site)
    assert site.lost()[1] == []
