"""The draft of an annual report: what the files tell of a year, nothing more, and a sound case paper."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from party_corpus import BASE, DAY, GUIDELINE, write
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from avtaleverk.cli import main
from avtaleverk.corpus import read_corpus
from avtaleverk.model.corpus import Corpus
from avtaleverk.organisation.annual import AnnualRecord, Happening, annual_record
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.annual_report import annual_report, plain
from avtaleverk.text import TextStore

SMALL = read_corpus(BASE).corpus
assert SMALL
OVER = date(2027, 2, 1)
STRUCTURE = """gjelder_fra: 2026-08-01
organer:
  - {id: styringsgruppa, navn: Styringsgruppa, niva: 1, moter_per_ar: 2}
  - {id: utvalget, navn: Samarbeidsutvalget, niva: 2, over: styringsgruppa, moter_per_ar: 6}
  - {id: gruppa, navn: Utskrivingsgruppa, niva: 3, over: utvalget, midlertidig: true, virker_fra: 2026-09-01, virker_til: 2026-12-01}
  - {id: kontoret, navn: Kontoret, stab: true}
"""
YEAR = {
    "organisasjon/struktur/2026-08-01.yml": STRUCTURE,
    "organisasjon/moter/2026-03-10-utvalget.md": (
        "---\norgan: utvalget\ndato: 2026-03-10\nekstra: true\nsaker:\n"
        '  - {nummer: "1/2026", tittel: "Kø & <ro> | *pris*", type: beslutning, utfall: vedtatt, avgjort: enighet, vedtak: "1. Utvalget sier ja_til_det."}\n'
        "  - {tittel: Opplæring, type: drøfting}\n"
        "  - {tittel: Nytt fra KS, type: orientering}\n---\n"
    ),
    "organisasjon/moter/2026-05-10-utvalget.md": "---\norgan: utvalget\ndato: 2026-05-10\navlyst: true\n---\n",
    "organisasjon/moter/2027-03-01-utvalget.md": "---\norgan: utvalget\ndato: 2027-03-01\n---\n",
}


class _MarkdownFile(SingleFileSnapshotExtension):
    """Keeps the golden draft as a file that can be read and compared."""

    file_extension = "md"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder whose year 2026 has everything in it."""
    return write(tmp_path, YEAR)


def read(folder: Path) -> Corpus:
    reading = read_corpus(folder)
    assert reading.corpus, reading.findings
    return reading.corpus


def record(folder: Path, year: int = 2026, day: date = OVER) -> AnnualRecord:
    return annual_record(read(folder), year, day)


def draft(corpus: Corpus, year: int = 2026, day: date = OVER) -> str:
    return annual_report(Context(corpus, day, TextStore()), annual_record(corpus, year, day))


# --- what a year holds --------------------------------------------------------------------------------------------


def test_golden_draft(folder: Path, snapshot: SnapshotAssertion) -> None:
    """A draft of a year with everything in it changes only when somebody meant it to."""
    assert draft(read(folder)) == snapshot(extension_class=_MarkdownFile)


def test_meetings_are_counted_against_those_promised(folder: Path) -> None:
    """A cancelled meeting is not held, and a promise of the year says since when it was made."""
    bodies = {b.body_id: b for b in record(folder).bodies}
    utvalget = bodies["utvalget"]
    assert [m.held for m in utvalget.held] == [date(2026, 3, 10), date(2026, 12, 9)]
    assert [m.held for m in utvalget.cancelled] == [date(2026, 5, 10)]
    assert (utvalget.promised, str(utvalget.promised_from)) == (6, "2026-08-01")
    assert "kontoret" not in bodies


def test_a_promise_that_was_made_before_has_no_day_of_its_own(folder: Path) -> None:
    """What both structures promise is promised for the whole year."""
    path = folder / "organisasjon/struktur/2026-08-01.yml"
    path.write_text(path.read_text("utf-8").replace("moter_per_ar: 6", "moter_per_ar: 4"), "utf-8")
    assert next(b for b in record(folder).bodies if b.body_id == "utvalget").promised_from is None


def test_cases_stand_by_what_they_were_up_for(folder: Path) -> None:
    """Decisions are told apart from what was only discussed or told of."""
    found = record(folder)
    assert [s.item.title for s in found.decided] == ["Kø & <ro> | *pris*", "Utskriving"]
    assert [s.item.title for s in found.discussed] == ["Opplæring"]
    assert [s.item.title for s in found.told] == ["Nytt fra KS"]


def test_texts_hearings_and_adoptions_of_the_year(folder: Path) -> None:
    """Only what is dated in the year counts: a hearing that opens or closes in it, and each party's decision."""
    found = record(folder)
    assert [(e.version.number, e.day) for e in found.of(Happening.APPROVED)] == [("2026", date(2026, 4, 15))]
    assert [r.version.number for r in found.hearings] == ["3.0"]
    assert len(found.adoptions) == 15
    assert {a.version.number for a in found.adoptions} == {"2026"}
    assert [s.id for s in found.structures] == ["2026-08-01"]
    assert [b.id for b in found.began] == [b.id for b in found.ended] == ["gruppa"]
    assert len(found.offices_began) == 2


def test_a_year_that_is_not_over_is_counted_to_the_day(folder: Path) -> None:
    """The draft of November says so, and has no meeting of December."""
    found = record(folder, day=DAY)
    assert (found.is_over, found.until) == (False, DAY)
    assert all(m.held < DAY for b in found.bodies for m in b.held)
    assert "Det er regnet til og med 22. november 2026." in draft(read(folder), day=DAY)
    assert "Året er ikke slutt" not in draft(read(folder))


def test_the_year_after_shows_what_is_known_already(folder: Path) -> None:
    """Offices that end, meetings that are called, and texts that run out."""
    coming = record(folder).next_year
    assert [a.office.value for a in coming.offices] == ["leder", "nestleder"]
    assert [m.id for m in coming.meetings] == ["2027-03-01-utvalget"]


@given(st.integers(2019, 2030), st.integers(0, 4000))
def test_nothing_is_counted_that_lies_outside(year: int, after: int) -> None:
    """Whatever the day, every date told is in the year and not after the day."""
    assert SMALL
    day = date(2020, 1, 1) + timedelta(days=after)
    found = annual_record(SMALL, year, day)
    days = [e.day for e in found.texts] + [m.held for b in found.bodies for m in (*b.held, *b.cancelled)]
    days += [s.meeting.held for s in (*found.decided, *found.discussed, *found.told)]
    days += [a.ratification.decided for a in found.adoptions if a.ratification.decided]
    assert all(d.year == year and d <= day for d in days)
    assert year <= day.year or found.is_empty


def test_an_approval_without_a_date_is_left_for_the_editor_to_place(folder: Path) -> None:
    """It belongs to no year; the draft asks about it only where the other dates allow that year."""
    corpus = read(folder)
    agreement = corpus.documents[0]
    undated = replace(agreement.versions[0], approved=None)  # valid from 2023-07-01
    changed = replace(corpus, documents=(replace(agreement, versions=(undated, *agreement.versions[1:])), *corpus.documents[1:]))  # fmt: skip
    assert [v.number for _, v in annual_record(changed, 2022, OVER).undated] == ["2023"]
    assert annual_record(changed, 2026, OVER).undated == ()


# --- a sound case paper -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_draft_is_a_sound_case_paper(folder: Path, language: str) -> None:
    """Put into the folder as it is, it is read without a word, and shown with its headings."""
    community = folder / "helsefellesskap.yml"
    community.write_text(community.read_text("utf-8").replace("sprak: nb", f"sprak: {language}"), "utf-8")
    corpus = read(folder)
    path = folder / "organisasjon/saker/2027-02-01-arsmelding-2026.md"
    path.write_text(draft(corpus), "utf-8")
    reading = read_corpus(folder)
    assert [f for f in reading.findings if f.path.endswith(path.name)] == []
    assert reading.corpus
    paper = reading.corpus.paper("organisasjon/saker/2027-02-01-arsmelding-2026")
    assert paper
    assert (paper.kind, paper.concerns) == ("årsmelding", ("avtaler/samarbeidsavtalen",))
    headings = re.findall(r"^## (.+)$", paper.text, re.MULTILINE)
    assert len(headings) == len(set(headings)) == 9


def test_the_comments_of_the_front_matter_can_be_used(folder: Path) -> None:
    """With the signs away and a date in, date and body are read."""
    text = draft(read(folder)).replace("# dato: ÅÅÅÅ-MM-DD", "dato: 2027-02-01").replace("# organ:", "organ:")
    (folder / "organisasjon/saker/2027-02-01-arsmelding-2026.md").write_text(text, "utf-8")
    paper = read(folder).paper("organisasjon/saker/2027-02-01-arsmelding-2026")
    assert paper
    assert (paper.dated, paper.body_id) == (date(2027, 2, 1), "kontoret")


def test_titles_are_shown_as_they_stand(folder: Path) -> None:
    """A title with signs of Markdown is neither emphasised nor cut off."""
    corpus = read(folder)
    html = TextStore().of(draft(corpus).split("---\n", 2)[2]).html
    assert "<strong>Kø &amp; &lt;ro&gt; | *pris*</strong>" in html
    assert "1. Utvalget sier ja_til_det." in html


@given(st.text(max_size=60))
def test_any_text_can_stand_in_a_draft(text: str) -> None:
    """Whatever somebody writes in a title, the reader sees its very words on one line."""
    words = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff\ud800-\udfff]", " ", text).split())
    html = TextStore().of(f"- **x {plain(words)} x**").html
    shown = re.sub(r"<[^>]+>", "", html).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert " ".join(shown.replace("&quot;", '"').split()) == " ".join(f"x {words} x".split())


# --- the command --------------------------------------------------------------------------------------------------


def test_the_command_prints_the_draft(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """To standard output, in the language of the community, without anything else."""
    assert main(["arsmelding", "2026", "--rot", str(folder), "--dato", "2027-02-01"]) == 0
    said = capsys.readouterr()
    assert said.out == draft(read(folder))
    assert said.err == ""


def test_the_command_never_writes_over_a_file(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first call writes it, the second refuses and leaves it as it is."""
    target = tmp_path / "arsmelding.md"
    call = ["arsmelding", "2026", "--rot", str(folder), "--dato", "2027-02-01", "--til", str(target)]
    assert main(call) == 0
    said = capsys.readouterr()
    assert str(target) in said.out
    assert "organisasjon/saker/2027-02-01-arsmelding-2026.md" in said.err
    target.write_text("Ferdig.", "utf-8")
    assert main(call) == 1
    assert "Fila finnes fra før" in capsys.readouterr().err
    assert target.read_text("utf-8") == "Ferdig."


def test_a_place_that_cannot_be_written_to_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that is not there gives words and no traceback."""
    assert main(["arsmelding", "2023", "--rot", str(folder), "--til", str(folder / "finnes/ikke.md")]) == 1
    assert "Fila kan ikke skrives her" in capsys.readouterr().err


def test_a_program_reads_the_year_as_data(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same figures as in the draft, by the names of the front matter."""
    assert main(["arsmelding", "2026", "--rot", str(folder), "--dato", "2027-02-01", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["aar"], data["til_og_med"]) == (2026, "2026-12-31")
    assert {b["organ"]: (len(b["holdt"]), len(b["avlyst"]), b["lovet"]) for b in data["moter"]} == {
        "styringsgruppa": (0, 0, 2),
        "utvalget": (2, 1, 6),
    }
    assert len(data["tilslutning"]) == 15
    assert {h["versjon"]: h["dager"] for h in data["horinger"]} == {"3.0": 32}
    assert GUIDELINE in {s["dokument"] for s in data["saker"]}


@pytest.mark.parametrize(
    ("year", "words"),
    [
        ("2031", "2031 har ikke begynt ennå. Årsmeldingen ble ikke laget."),
        ("2019", "Det er ikke lagt inn noe som skjedde i 2019. Årsmeldingen ble ikke laget. Det er lagt inn møter for 2023, 2026, 2027."),
    ],
)  # fmt: skip
def test_a_year_without_data_gives_no_draft(
    folder: Path, year: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A year to come, or one that nothing is known of, is said in words, with the years that there is something of."""
    assert main(["arsmelding", year, "--rot", str(folder), "--dato", "2027-06-01"]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.strip()) == ("", words)


@pytest.mark.parametrize("year", ["24", "i fjor", "20244", "-2024", "²024", "0000", ""])
def test_what_is_not_a_year_is_wrong_use(year: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 2, and what to write."""
    with pytest.raises(SystemExit) as stopped:
        main(["arsmelding", "--", year])
    assert stopped.value.code == 2
    assert "er ikke et år. Skriv for eksempel 2024" in capsys.readouterr().err


def test_a_folder_with_errors_gives_no_draft(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The findings are shown, since what cannot be read would be missing from the report."""
    (folder / "organisasjon/moter/2026-03-10-utvalget.md").write_text("---\norgan: utvalget\n---\n", "utf-8")
    assert main(["arsmelding", "2026", "--rot", str(folder), "--dato", "2027-02-01"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "organisasjon/moter/2026-03-10-utvalget.md" in said.err


def test_the_template_holds_no_norwegian() -> None:
    """Its words come from the catalogues, but for the names of the front matter."""
    import avtaleverk.pages.organisation.annual_report as module  # noqa: PLC0415 - only this test asks where it lies

    template = Path(module.__file__).parent.parent / "templates" / "arsmelding.md"
    text = template.read_text("utf-8").replace("type: årsmelding", "")
    assert re.findall(r"[æøåÆØÅ]", text) == []
