"""The page of adoption: words, a bar and a table that count alike, and files for the secretariat's own use."""

import csv
import io
import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from history_corpus import dead_links, html_at, ids, page_at, plain
from party_corpus import AGREEMENT, APPROVED, BASE, DAY, PARTIES, adoption, corpus, decision, version

from avtaleverk.corpus import read_corpus
from avtaleverk.model.addresses import adoption_address
from avtaleverk.model.corpus import Corpus
from avtaleverk.pages.organisation.adoption_pages import CSV, JSON
from avtaleverk.site.build_plan import build_plan
from avtaleverk.site.plan import Plan

ROOT = Path(__file__).resolve().parents[1]
PAGE = "tilslutning/"


def plan_of(found: Corpus, day: date = DAY) -> Plan:
    return build_plan(found, BASE, day)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """Return the site of the eighteen."""
    return plan_of(corpus(tmp_path_factory.mktemp("parter")))


def content(plan: Plan, path: str) -> bytes:
    return next(f.content for f in plan.files if f.path == path)


def cells(html: str) -> list[tuple[str, str]]:
    """Return state and source of each cell of the tables."""
    return re.findall(r'data-kilde="([^"]+)"><span class="tilstand tilstand--([a-z-]+)"', html)


def test_progress_in_words(plan: Plan) -> None:
    """Fourteen of eighteen, what the others are at, and who they are."""
    words = plain(html_at(plan, PAGE))
    assert "Vedtatt av 14 av 18 parter. Til behandling hos 2. Avvist av 1. Ikke behandlet hos 1." in words
    assert "Mangler: K14 kommune, K15 kommune, K16 kommune og K17 kommune." in words
    assert "Vedtatt av 18 av 18 parter. Det siste vedtaket kom 18. mai 2023." in words
    assert "Til tilslutning (14 av 18)" in words


def test_bar_words_and_cells_count_alike(plan: Plan) -> None:
    """One square for each party, in the same states as the cells of that version."""
    html = html_at(plan, PAGE)
    first_bar = html.partition('<svg class="soyle"')[2].partition("</svg>")[0]
    bar = Counter(re.findall(r"soyle-ledd--([a-z-]+)", first_bar))
    table = Counter(state for source, state in cells(html) if source.startswith(f"{AGREEMENT}/2026.md:"))
    assert bar == table == {"vedtatt": 14, "til-behandling": 2, "avvist": 1, "ikke-behandlet": 1}


def test_every_cell_names_a_line_of_its_own_file(plan: Plan, tmp_path: Path) -> None:
    """Each of the cells leads to front matter, and no two parties with a decision share a line."""
    sources = [source for source, state in cells(html_at(plan, PAGE)) if state != "ikke-behandlet"]
    assert len(sources) == 35
    assert len(set(sources)) == 35
    assert all(re.fullmatch(rf"{AGREEMENT}/20(26|23)\.md:\d+", source) for source in sources), tmp_path


def test_a_cell_has_sign_word_and_facts(plan: Plan) -> None:
    """Colour is never alone: each cell has a sign and a word, and the day and the case where it was decided."""
    html = html_at(plan, PAGE)
    row = html.partition(">K01 kommune</a>")[2].partition("</tr>")[0]
    assert row.count("<svg") == 2
    assert "Vedtatt 02.05.2026, kommunestyret, sak 12/26" in plain(row)


def test_totals_stand_under_the_table(plan: Plan) -> None:
    """The last row counts each version."""
    foot = plain(html_at(plan, PAGE).partition("<tfoot>")[2].partition("</tfoot>")[0])
    assert foot == "Vedtatt av 14 av 18 18 av 18"


def test_older_versions_lie_in_tables_of_their_own(tmp_path: Path) -> None:
    """Four versions stand side by side; the rest can be opened below, and none is lost."""
    more = {
        f"{AGREEMENT}/{n}.md": version(str(n), APPROVED.replace("2026", str(n)) + adoption()) for n in range(2027, 2031)
    }
    html = html_at(plan_of(corpus(tmp_path, more), date(2032, 1, 1)), PAGE)
    tables = re.findall(r'<table class="tilslutning".*?</table>', html, re.DOTALL)
    assert [len(re.findall(r'<th scope="col"', t)) for t in tables] == [5, 3]
    assert len(cells(html)) == 6 * 18
    assert "Eldre versjoner" in html


def test_where_nothing_is_stated_the_page_says_so() -> None:
    """The agreement of this folder: the sources tell nothing, so no bar is drawn and eighteen cells say «ikke oppgitt»."""
    found = read_corpus(ROOT).corpus
    assert found
    html = html_at(build_plan(found, ROOT, date(2026, 11, 26)), PAGE)
    words = plain(html)
    assert "Hva partene har vedtatt, er ikke oppgitt. Vi regner med at alle har sluttet seg til teksten." in words
    assert "Et forslag. Ingen vedtak fra partene er oppgitt." in words
    assert 'class="soyle"' not in html
    assert {state for _, state in cells(html)} == {"ikke-oppgitt"}
    assert len(cells(html)) == 36


def test_a_signature_is_told(tmp_path: Path) -> None:
    """A signed text is in force by its signature, and the page says so rather than counting."""
    signed = {f"{AGREEMENT}/2026.md": version("2026", APPROVED + "signert: 2026-09-01\n" + adoption())}
    assert "Signert av partene 1. september 2026." in plain(html_at(plan_of(corpus(tmp_path, signed)), PAGE))


def test_no_adoption_at_all() -> None:
    """A community where approval is enough has a page that says so, and files without a single cell."""
    found = read_corpus(BASE).corpus
    assert found
    community = replace(found.community, approval=tuple(replace(r, ratified_by=()) for r in found.community.approval))
    plan = plan_of(replace(found, community=community))
    assert "Ingen tekster her trenger vedtak fra partene." in plain(html_at(plan, PAGE))
    files = {f.path: f.content for f in plan.files}
    assert json.loads(files[JSON])["celler"] == []
    assert files[CSV].count(b"\r\n") == 1


def test_versions_can_be_linked_to_and_no_link_is_dead(plan: Plan) -> None:
    """The page of a version leads to its place here, and every link of this page leads somewhere."""
    page, _, anchor = adoption_address("avtaler/samarbeidsavtalen/", "2026").partition("#")
    assert ids(html_at(plan, page))[anchor] == 1
    assert f'href="../../../../{page}#{anchor}"' in html_at(plan, "avtaler/samarbeidsavtalen/v/2026/")
    assert dead_links(plan, [page_at(plan, PAGE)]) == []


def test_json_and_csv_hold_every_cell(plan: Plan) -> None:
    """Both have the same cells as the page, with day, case and line."""
    data = json.loads(content(plan, JSON))
    assert data["dag"] == DAY.isoformat()
    assert [(v["versjon"], v["vedtatt"], v["parter"], v["gjelder"]) for v in data["versjoner"]] == [
        ("2026", 14, 18, False), ("2023", 18, 18, True),
    ]  # fmt: skip
    first = data["celler"][1]
    assert (first["part"], first["tilstand"], first["dato"], first["sak"]) == ("k01", "vedtatt", "2026-05-02", "12/26")
    rows = list(csv.DictReader(io.StringIO(content(plan, CSV).decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == len(data["celler"]) == 2 * len(PARTIES)
    assert [r["linje"] for r in rows] == [str(c["linje"]) for c in data["celler"]]


@pytest.mark.parametrize("case", ["=1+1", "+47", "-2", "@SUM(A1)"])
def test_no_cell_of_the_csv_is_a_formula(tmp_path: Path, case: str) -> None:
    """What an editor has written is words in a spreadsheet too; the JSON has it as written."""
    lines = "tilslutning:\n" + decision("k01", case=case)
    plan = plan_of(corpus(tmp_path, {f"{AGREEMENT}/2026.md": version("2026", APPROVED + lines)}))
    rows = csv.DictReader(io.StringIO(content(plan, CSV).decode("utf-8-sig")), delimiter=";")
    assert [r["sak"] for r in rows if r["part"] == "k01"][0] == f"'{case}"  # noqa: RUF015 - a comparison reads better
    assert json.loads(content(plan, JSON))["celler"][1]["sak"] == case


def test_adoption_speaks_nynorsk(tmp_path: Path) -> None:
    """Every sentence about adoption has its nynorsk."""
    found = corpus(tmp_path)
    words = plain(html_at(plan_of(replace(found, community=replace(found.community, language="nn"))), PAGE))
    assert "Vedteke av 14 av 18 partar. Til behandling hos 2. Avvist av 1. Ikkje behandla hos 1." in words
