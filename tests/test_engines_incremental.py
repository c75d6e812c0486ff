"""A rebuild takes over what did not change, and the result cannot be told from a site built from nothing."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pagefind.service import get_executable

from avtaleverk.engines import cache as cache_module
from avtaleverk.engines import search_index, swap
from avtaleverk.engines.cache import FileCache
from avtaleverk.engines.run_mkdocs import build_site
from avtaleverk.engines.search_index import FOLDER, renew_search_index
from avtaleverk.engines.site_folder import MARK, new_site
from avtaleverk.engines.verify import verify
from avtaleverk.engines.workshop import Workshop
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.site.manifest import MANIFEST
from avtaleverk.site.plan import Page, Plan
from avtaleverk.text.store import fingerprint

BASE = Path(__file__).resolve().parent / "darlige" / "_grunnlag"
DAY = date(2026, 11, 22)
TEXT = "retningslinjer/01-utskriving/2.0.md"
IN_FORCE, UNTOUCHED = "retningslinjer/1/index.html", "avtaler/samarbeidsavtalen/index.html"


class Bench:
    """A corpus, its site and its cache; every build is made by a new workshop, as in a new process."""

    def __init__(self, place: Path) -> None:
        self.corpus = Path(shutil.copytree(BASE, place / "korpus"))
        self.site = place / "site"
        self.cache = place / "mellomlager.sqlite3"

    def build(self) -> Plan:
        """Build the site over the one of before."""
        kept = FileCache(self.cache)
        try:
            return build_site(Workshop(self.corpus, DAY, kept), self.site)
        finally:
            kept.close()

    def edit(self, path: str, old: str, new: str) -> None:
        """Put ``new`` in the place of ``old`` in a content file."""
        file = self.corpus / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    def built_from_nothing(self) -> dict[str, bytes]:
        """Return what the site would be without the old one and without a cache."""
        place = self.site.with_name("fra-bunnen")
        build_site(Workshop(self.corpus, DAY), place)
        return contents(place)


def contents(folder: Path) -> dict[str, bytes]:
    """Return all that a reader can get; search files, and the manifest that tells of them, say no more than pages do."""
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    return {
        name: p.read_bytes()
        for name, p in files.items()
        if name not in {MARK, MANIFEST} and not name.startswith(FOLDER)
    }


def inodes(folder: Path) -> dict[str, int]:
    return {p.relative_to(folder).as_posix(): p.stat().st_ino for p in folder.rglob("*.html")}


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Return a bench on which the site has been built once."""
    made = Bench(tmp_path)
    made.build()
    return made


def test_only_what_changed_is_written(bench: Bench) -> None:
    """After one edit the pages that differ are new files, and all others are the very files of before."""
    before, old = inodes(bench.site), contents(bench.site)
    bench.edit(TEXT, "Sykehuset varsler", "Sykehuset varsler alltid")
    bench.build()
    after, new = inodes(bench.site), contents(bench.site)
    kept = {name for name in after if after[name] == before.get(name)}
    assert UNTOUCHED in kept
    assert IN_FORCE not in kept
    assert all(old[name] == new[name] for name in kept)
    assert new == bench.built_from_nothing()


def test_nothing_is_written_into_a_file_that_two_sites_share(bench: Bench, tmp_path: Path) -> None:
    """Whoever keeps a linked copy of the old site has the old site, whatever is built afterwards."""
    shutil.copytree(bench.site, tmp_path / "kopi", copy_function=os.link)
    before = contents(tmp_path / "kopi")
    bench.edit(TEXT, "Kommunen svarer", "Kommunen svarer alltid")
    (bench.corpus / "docs" / "avtaler" / "samarbeidsavtalen").mkdir(parents=True)
    (bench.corpus / "docs" / UNTOUCHED).write_text("<p>i veien", "utf-8")
    bench.build()
    assert contents(tmp_path / "kopi") == before
    assert contents(bench.site)[UNTOUCHED] == before[UNTOUCHED]


@pytest.mark.parametrize(
    "meddle",
    [
        lambda page: page.write_bytes(page.read_bytes().replace(b"e", b"f")),
        lambda page: page.write_bytes(b""),
        lambda page: page.unlink(),
        lambda page: (page.unlink(), page.symlink_to("/dev/null")),
        lambda page: (page.unlink(), page.mkdir()),
    ],
    ids=["same length", "emptied", "removed", "made a link", "made a folder"],
)
def test_a_page_changed_by_hand_is_put_right(bench: Bench, meddle: Callable[[Path], object]) -> None:
    """A page of the old site that is not what was written there is not taken over."""
    before = contents(bench.site)
    meddle(bench.site / UNTOUCHED)
    bench.build()
    assert contents(bench.site) == before


@pytest.mark.parametrize("mark", ["", "{", "[]", "{}", '{"stempler": [1]}', '{"stempler": {"index.html": 3}}'])
def test_a_mark_that_says_nothing_costs_time_and_nothing_else(bench: Bench, mark: str) -> None:
    """A site whose mark is damaged, or was written by an earlier edition, is still replaced by a right one."""
    before = contents(bench.site)
    (bench.site / MARK).write_text(mark, "utf-8")
    bench.build()
    assert contents(bench.site) == before
    assert set(json.loads((bench.site / MARK).read_text("utf-8"))["stempler"]) >= {"index.html", UNTOUCHED}


def test_without_a_cache_every_page_is_made(bench: Bench) -> None:
    """Whoever asks for all pages anew gets no file of the old site."""
    before = inodes(bench.site)
    old = bench.site.rename(bench.site.with_name("gammel"))
    shutil.copytree(old, bench.site, copy_function=os.link)
    build_site(Workshop(bench.corpus, DAY), bench.site)
    assert set(before.values()).isdisjoint(inodes(bench.site).values())


def test_a_disk_without_links_gives_the_same_site(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file cannot have two names, it is copied, and the copy is trusted by the next build."""

    def refuse(*_: object) -> None:
        raise PermissionError

    before, stamps = contents(bench.site), (bench.site / MARK).read_text("utf-8")
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    bench.build()
    assert contents(bench.site) == before
    assert (bench.site / MARK).read_text("utf-8") == stamps


def test_many_edits_later_the_site_is_as_if_built_once(bench: Bench) -> None:
    """Edits, a new version and a page that goes away leave the same files as a build from nothing."""
    bench.edit(TEXT, "Kommunen svarer", "Kommunen svarer i dag")
    bench.build()
    new_text = (bench.corpus / TEXT).with_name("3.0.md")
    newer = (bench.corpus / TEXT).read_text("utf-8").replace('"2.0"', '"3.0"').replace("i dag", "i morgen")
    new_text.write_text(
        newer.replace("godkjent: 2023", "godkjent: 2024").replace("fra: 2023-06", "fra: 2024-06"), "utf-8"
    )
    bench.build()
    assert (bench.site / "retningslinjer/1/v/3.0/index.html").is_file()
    assert contents(bench.site) == bench.built_from_nothing()
    new_text.unlink()
    bench.edit(TEXT, "i dag", "i går")
    bench.build()
    assert contents(bench.site) == bench.built_from_nothing()


def test_a_link_to_what_went_away_stops_the_build(bench: Bench) -> None:
    """The page with the link did not change since the last build, and is named all the same."""
    bench.edit("docs/index.md", "\n---\n", "\n---\n\n[før](/gammel/utskriving/)\n")
    bench.build()
    before = contents(bench.site)
    bench.edit("retningslinjer/01-utskriving/index.md", "tidligere_adresser: [/gammel/utskriving/]\n", "")
    with pytest.raises(AvtaleverkError, match=r"«.*gammel/utskriving/» fører ingen steder"):
        bench.build()
    assert contents(bench.site) == before


@pytest.fixture(scope="module")
def plan() -> Plan:
    return Workshop(BASE, DAY).plan()


ADDRESSES = ("", "a/", "a/b/", "c d/", "e#f/", "404.html")
ANCHORS = ("x", "y", "æ")
Links = dict[str, tuple[set[str], list[tuple[str, str]], bool]]
STATES = st.dictionaries(
    st.sampled_from(ADDRESSES),
    st.tuples(
        st.sets(st.sampled_from(ANCHORS)),
        st.lists(st.tuples(st.sampled_from((*ADDRESSES, "borte/")), st.sampled_from(("", *ANCHORS))), max_size=4),
        st.sampled_from([True] * 5 + [False]),
    ),
)


def lay(state: Links, plan: Plan, folder: Path) -> Plan:
    """Write the pages of a state into a new folder, but those that are to be missing; return its plan."""
    shutil.rmtree(folder, ignore_errors=True)
    pages = []
    for address, (anchors, links, is_written) in state.items():
        hrefs = [f"/{to.replace(' ', '%20').replace('#', '%23')}{'#' + at if at else ''}" for to, at in links]
        html = "".join([*(f'<p id="{a}">' for a in sorted(anchors)), *(f'<a href="{href}">' for href in hrefs)])
        page = Page(address, "Side", "side", fingerprint(html), lambda html=html: html)
        pages.append(page)
        if is_written:
            (folder / page.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / page.path).write_text(html, "utf-8")
    return replace(plan, pages=tuple(pages), files=())


def dead_links(state: Links) -> int:
    """Count the links of written pages that lead to no page, or to no anchor of one that can be read."""
    written = {address: anchors for address, (anchors, _, is_written) in state.items() if is_written}
    return sum(
        to not in state or bool(at and to in written and at not in written[to])
        for address in written
        for to, at in set(state[address][1])
    )


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(states=st.lists(STATES, min_size=2, max_size=4))
def test_a_check_that_remembers_finds_the_same_faults(states: list[Links], plan: Plan, tmp_path: Path) -> None:
    """Pages come, go and change, anchors vanish under links that stay: every fault is found each time."""
    (tmp_path / "kjent.sqlite3").unlink(missing_ok=True)
    remembered = FileCache(tmp_path / "kjent.sqlite3")
    for state in states:
        now = lay(state, plan, tmp_path / "sider")
        faults = verify(now, tmp_path / "sider", remembered)
        assert faults == verify(now, tmp_path / "sider")
        missing = sum(not is_written for _, _, is_written in state.values())
        assert len(faults) == missing + dead_links(state)
    remembered.close()


def test_a_page_that_did_not_change_is_not_read_again(plan: Plan, tmp_path: Path) -> None:
    """What is known of a key is trusted: the check of a large site reads the pages that are new and no other."""
    now = lay({"a/": ({"x"}, [("a/", "x")], True)}, plan, tmp_path / "sider")
    kept = FileCache(tmp_path / "kjent.sqlite3")
    assert verify(now, tmp_path / "sider", kept) == []
    (tmp_path / "sider" / "a" / "index.html").write_text('<a href="/borte/">', "utf-8")
    assert verify(now, tmp_path / "sider", kept) == []
    assert verify(now, tmp_path / "sider") != []


def test_much_that_waits_is_written_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large site is not held in memory: what has been put is on disk before anybody saves."""
    monkeypatch.setattr(cache_module, "_MOST_WAITING", 10)
    writing = FileCache(tmp_path / "mellomlager.sqlite3")
    writing.put("en", "kort")
    assert FileCache(tmp_path / "mellomlager.sqlite3").get("en") is None
    writing.put("to", "lenger enn grensen")
    assert [FileCache(tmp_path / "mellomlager.sqlite3").get(key) for key in ("en", "to")] == [
        "kort",
        "lenger enn grensen",
    ]
    assert writing.get("en") == "kort"


def test_a_swap_that_is_broken_off_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stops the swap between its two steps, on a disk that needs two, the old site is back at its place."""
    monkeypatch.setattr(swap, "_exchanged", lambda *_: False)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / MARK).write_text("{}", "utf-8")
    rename = Path.rename

    def break_off(path: Path, target: Path) -> Path:
        if path.name == "ny":
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", break_off)
    with pytest.raises(KeyboardInterrupt), new_site(tmp_path / "site"):
        pass
    assert sorted(p.name for p in tmp_path.rglob("*")) == [MARK, "site"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges two names")
def test_a_swap_is_one_stroke(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no moment without a site: no folder loses its name before the other has it."""
    for words in ("gammel", "ny"):
        with new_site(tmp_path / "site") as place:
            (place / MARK).write_text(words, "utf-8")
            if words == "ny":
                monkeypatch.setattr(Path, "rename", lambda *_: pytest.fail("a folder lost its name"))
    assert (tmp_path / "site" / MARK).read_text("utf-8") == "ny"
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_what_a_killed_build_left_is_taken_away(tmp_path: Path) -> None:
    """Its workplace goes, and where it was killed between the two steps of a swap, the old site comes back."""
    left = tmp_path / ".site.ny-abc"
    (left / "gammel").mkdir(parents=True)
    (left / "gammel" / MARK).write_text("gammel", "utf-8")
    with new_site(tmp_path / "site") as place:
        assert (tmp_path / "site" / MARK).read_text("utf-8") == "gammel"
        (place / MARK).write_text("ny", "utf-8")
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_what_somebody_else_has_beside_the_site_is_left_alone(tmp_path: Path) -> None:
    """A folder that is named as a workplace but holds something else is none, whatever signs the name of the site has."""
    theirs = tmp_path / ".site [1].ny-mitt" / "viktig.txt"
    theirs.parent.mkdir()
    theirs.write_text("behold", "utf-8")
    (tmp_path / ".site [1].ny-vaart" / "ny").mkdir(parents=True)
    with new_site(tmp_path / "site [1]") as place:
        (place / MARK).write_text("ny", "utf-8")
    assert sorted(p.name for p in tmp_path.iterdir()) == [".site [1].ny-mitt", "site [1]"]
    assert theirs.read_text("utf-8") == "behold"


def test_a_build_under_way_is_left_alone(tmp_path: Path) -> None:
    """Two builds of one site do not take each other's workplace; the last one to finish is shown."""
    with new_site(tmp_path / "site") as one:
        (one / MARK).write_text("den ene", "utf-8")
        with new_site(tmp_path / "site") as other:
            (other / MARK).write_text("den andre", "utf-8")
        assert (tmp_path / "site" / MARK).read_text("utf-8") == "den andre"
    assert (tmp_path / "site" / MARK).read_text("utf-8") == "den ene"
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_preview_removes_the_old_site_when_there_is_time(tmp_path: Path) -> None:
    """The new site is shown before the old one is gone, and what is left to do leaves nothing behind."""
    waiting: list[Callable[[], object]] = []
    for words in ("gammel", "ny"):
        with new_site(tmp_path / "site", waiting.append) as place:
            (place / MARK).write_text(words, "utf-8")
    assert (tmp_path / "site" / MARK).read_text("utf-8") == "ny"
    for work in waiting:
        work()
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def indexed(site: Path) -> set[str]:
    """Return the pieces of text that can be found, which Pagefind names by what they hold."""
    return {p.name for p in (site / FOLDER).rglob("*.pf_fragment")}


def test_the_search_of_a_preview_follows_after_the_page(bench: Bench) -> None:
    """The index of before is shown first; made anew beside the site, it is that of a build from nothing."""
    workshop = Workshop(bench.corpus, DAY, FileCache(bench.cache), later=lambda work: work())
    before = indexed(bench.site)
    bench.edit(TEXT, "Kommunen svarer", "Kommunen svarer alltid")
    plan = build_site(workshop, bench.site)
    assert indexed(bench.site) == before
    renew_search_index(plan, bench.site)
    bench.built_from_nothing()
    assert indexed(bench.site) == indexed(bench.site.with_name("fra-bunnen")) != before
    assert not list(bench.site.parent.glob(".site*"))


@pytest.mark.skipif(os.name != "posix", reason="a program of one line in the shell")
def test_the_program_that_indexes_writes_nothing_beside_the_site(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may outlive a build that is killed, and then it must not write among what the next build takes away."""
    told, program = tmp_path / "skrev-i", tmp_path / "pagefind"
    program.write_text(f'#!/bin/sh\necho "$4" >> {told}\nexec {get_executable()} "$@"\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(search_index, "get_executable", lambda: program)
    bench.edit(TEXT, "Kommunen svarer", "Kommunen svarer alltid")
    bench.build()
    places = [Path(line) for line in told.read_text("utf-8").splitlines()]
    assert places
    assert not [place for place in places if place.is_relative_to(bench.site.parent)]
    assert indexed(bench.site)


def test_the_search_is_not_made_anew_for_a_text_it_does_not_show(bench: Bench) -> None:
    """An edit of a page that cannot be found leaves the index as it is, file by file."""
    before = {p.name: p.stat().st_ino for p in (bench.site / FOLDER).iterdir() if p.is_file()}
    (bench.corpus / "docs" / "hjelp.md").write_text("---\ntittel: Hjelp\n---\n\nOm nettstedet.\n", "utf-8")
    bench.build()
    bench.edit("docs/hjelp.md", "Om nettstedet", "Om dette nettstedet")
    bench.build()
    assert {p.name: p.stat().st_ino for p in (bench.site / FOLDER).iterdir() if p.is_file()} == before
