"""A sound folder becomes the records that everything else speaks of; an odd one becomes findings."""

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from avtaleverk.corpus import read_corpus
from avtaleverk.model.community import ApprovalRule, Side
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import ChangeKind, DocumentKind, Outcome
from avtaleverk.model.findings import AvtaleverkError, Finding, Severity

ROOT = Path(__file__).parents[1]
BASE = Path(__file__).parent / "darlige" / "_grunnlag"
GUIDELINE = "retningslinjer/01-utskriving"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a sound corpus to change."""
    return Path(shutil.copytree(BASE, tmp_path / "korpus"))


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Return the sound corpus as records."""
    read = read_corpus(BASE).corpus
    assert read
    return read


def said(root: Path) -> list[str]:
    """Return the findings of a folder as an editor sees them."""
    return [str(f) for f in read_corpus(root).findings]


def test_community(corpus: Corpus) -> None:
    """The main file gives the parties, who approves what, and the promises of the community."""
    community = corpus.community
    assert (community.name, community.short_name, community.language) == (
        "Helsefellesskapet i Fjordvik",
        "fjordvik",
        "nb",
    )
    assert [p.id for p in community.parties] == ["sykehuset", "dalset", "nesset"]
    assert (party := community.party("sykehuset"))
    assert party.side is Side.TRUST
    assert community.party("finnes-ikke") is None
    assert community.secretariat
    assert community.secretariat.email == "post@fjordvik.example"
    assert community.minimum_hearing_days == 30


def test_approval_rules(corpus: Corpus) -> None:
    """The first rule that covers a folder applies, and an attachment follows its guideline."""
    everyone = ("sykehuset", "dalset", "nesset")
    assert corpus.community.rule_for("avtaler/ny") == ApprovalRule("avtaler/*", "styringsgruppa", everyone)
    attachment = corpus.community.rule_for(f"{GUIDELINE}/vedlegg/1.1-sjekkliste")
    assert attachment
    assert (attachment.body, attachment.ratified_by) == ("utvalget", ())
    assert corpus.community.rule_for("rutiner/ny") is None


def test_documents(corpus: Corpus) -> None:
    """Agreements come first, then guidelines, each followed by its attachments."""
    assert [d.folder for d in corpus.all_documents()] == [
        "avtaler/samarbeidsavtalen",
        GUIDELINE,
        f"{GUIDELINE}/vedlegg/1.1-sjekkliste",
    ]
    guideline = corpus.document(GUIDELINE)
    assert guideline
    assert (guideline.kind, guideline.number, guideline.owner) == (DocumentKind.GUIDELINE, "1", "sekretariatet")
    assert (guideline.legal_demands, guideline.audience) == ((3, 5), ("kommune", "helseforetak"))
    assert guideline.summary == "Hvem som varsler hvem når en pasient skal hjem."
    assert corpus.files == (f"{GUIDELINE}/flyt.png",)


def test_versions(corpus: Corpus) -> None:
    """A version carries every date and name of its front matter, and the line on which its text begins."""
    guideline = corpus.document(GUIDELINE)
    assert guideline
    assert [v.number for v in guideline.versions] == ["1.0", "2.0"]
    second = guideline.version("2.0")
    assert second
    assert second.hearing
    assert (second.approved, second.valid_from) == (date(2023, 5, 10), date(2023, 6, 1))
    assert (second.hearing.opens, second.hearing.closes, second.hearing.days) == (
        date(2023, 1, 10),
        date(2023, 3, 10),
        59,
    )
    assert (second.change_kind, second.changed_clauses) == (ChangeKind.CONTENT, ("1", "2"))
    assert (second.meeting, second.case) == ("2023-05-10-utvalget", "organisasjon/saker/2023-05-10-innstilling")
    assert second.ratifications is None
    lines = (BASE / GUIDELINE / "2.0.md").read_text(encoding="utf-8").split("\n")
    assert lines[second.body_line - 1] == second.body.split("\n")[0] == "## 1 Varsel"


def test_ratifications(corpus: Corpus) -> None:
    """An agreement carries each party's own decision."""
    (text,) = corpus.documents[0].versions
    assert text.ratifications
    assert [(r.party, r.decided, r.outcome) for r in text.ratifications][2] == (
        "nesset",
        date(2023, 6, 14),
        Outcome.ADOPTED,
    )
    assert (text.signed, text.sent_to_directorate) == (date(2023, 6, 20), date(2023, 6, 28))


def test_bodies(corpus: Corpus) -> None:
    """A body takes what it does not say itself from its template."""
    (structure,) = corpus.structures
    top, middle, office = structure.bodies
    assert [(t.part, t.items) for t in top.tasks] == [
        ("åpen del", ("Høre på innspill",)),
        ("lukket del", ("Godkjenne avtalen",)),
    ]
    assert [(s.role, s.count) for s in middle.seats] == [("Helsesjef", None), ("Avdelingsleder", 2)]
    assert (middle.meetings_per_year, middle.above, middle.level) == (4, "styringsgruppa", 2)
    assert (office.staff, office.level) == (True, None)


def test_names_of_bodies(corpus: Corpus) -> None:
    """A body is known by its name or its abbreviation, an external one by its name, an unknown one by its id."""
    names = [corpus.body_name(i) for i in ("utvalget", "departementet", "ukjent")]
    assert names == ["Samarbeidsutvalget", "Departementet", "ukjent"]
    assert [corpus.body_short(i) for i in ("utvalget", "styringsgruppa")] == ["SAU", "Styringsgruppa"]


def test_structure_at(corpus: Corpus) -> None:
    """The structure of a day is the last one that had begun."""
    assert corpus.structure_at(date(2021, 12, 31)) is None
    assert corpus.structure_at(date(2022, 1, 1)) is corpus.structures[0]


def test_meetings_papers_terms_and_pages(corpus: Corpus) -> None:
    """Meetings, papers, words and pages are read too, and found by their names."""
    meeting, paper = corpus.meeting("2023-05-10-utvalget"), corpus.paper("organisasjon/saker/2023-05-10-innstilling")
    assert meeting
    assert paper
    assert (meeting.held, meeting.place, meeting.items[0].version) == (date(2023, 5, 10), "Fjordvik", "2.0")
    assert meeting.minutes == "Utvalget vedtok innstillingen."
    assert (paper.kind, paper.body_id, paper.concerns) == ("saksfremlegg", "utvalget", (GUIDELINE,))
    assert [(t.word, t.synonyms) for t in corpus.terms] == [("Samarbeidsutvalget", ("Utvalget",))]
    assert [(p.path, p.title) for p in corpus.pages] == [("index", "Samhandling i Fjordvik")]


def test_glossary_is_in_norwegian_order(copy: Path) -> None:
    """The glossary ends with æ, ø and å."""
    words = ["Åre", "Øre", "Ære", "Zulu", "arm"]
    (copy / "ordliste.yml").write_text(
        "".join(f"- {{ord: {w}, forklaring: Et ord.}}\n" for w in words), encoding="utf-8"
    )
    read = read_corpus(copy).corpus
    assert read
    assert [t.word for t in read.terms] == ["arm", "Zulu", "Ære", "Øre", "Åre"]


def test_versions_are_in_the_order_of_their_numbers(copy: Path) -> None:
    """1.10 comes after 1.9, and a proposal needs no approval."""
    for number in ("1.9", "1.10"):
        (copy / GUIDELINE / f"{number}.md").write_text(f'---\nversjon: "{number}"\n---\nTekst.\n', encoding="utf-8")
    read = read_corpus(copy).corpus
    assert read
    assert [v.number for v in read.documents[1].versions] == ["1.0", "1.9", "1.10", "2.0"]


def test_documents_are_in_the_order_of_their_numbers(copy: Path) -> None:
    """Guideline 2 comes before 10, and one without a number last."""
    for folder, number in (("10-sist", 'nummer: "10"\n'), ("02-forst", 'nummer: "2"\n'), ("00-uten", "")):
        (copy / "retningslinjer" / folder).mkdir()
        text = f"---\ntittel: Ny\ntype: retningslinje\n{number}---\n"
        (copy / "retningslinjer" / folder / "index.md").write_text(text, encoding="utf-8")
    read = read_corpus(copy).corpus
    assert read
    assert [d.number for d in read.documents] == [None, "1", "2", "10", None]


def test_a_page_is_titled_by_its_heading(copy: Path) -> None:
    """A page without front matter takes its title from its first heading, and one without either from its name."""
    (copy / "docs" / "hjelp").mkdir()
    (copy / "docs" / "hjelp" / "sok.md").write_text("# Slik søker du #\n\nSkriv et ord.\n", encoding="utf-8")
    (copy / "docs" / "naken.md").write_text("Bare tekst.\n", encoding="utf-8")
    read = read_corpus(copy).corpus
    assert read
    found = {p.path: (p.title, p.text) for p in read.pages}
    assert found["hjelp/sok"] == ("Slik søker du", "Skriv et ord.")
    assert found["naken"] == ("naken", "Bare tekst.")


def test_hidden_and_locked_files_are_left_alone(copy: Path) -> None:
    """What an operating system or Word leaves behind is no content and no fault."""
    for name in (".DS_Store", "~$1.0.docx", ".1.0.md.swp"):
        (copy / GUIDELINE / name).write_bytes(b"\x00")
    assert said(copy) == []


def test_our_own_corpus_has_no_errors() -> None:
    """The demonstration corpus of the project reads without errors."""
    reading = read_corpus(ROOT)
    assert reading.errors == ()
    assert reading.corpus


def test_two_faults_are_both_told(copy: Path) -> None:
    """All findings are collected before the reading stops, sorted by file and line, each once."""
    (copy / "ordliste.yml").write_text("- ord: Varsel\n", encoding="utf-8")
    (copy / GUIDELINE / "1.0.md").write_text(
        '---\nversjon: "1.0"\ngodkjent: i fjor\nukjent: 1\n---\nx\n', encoding="utf-8"
    )
    findings = read_corpus(copy).findings
    assert [f"{f.path}:{f.line}" for f in findings] == [
        "ordliste.yml:1",
        f"{GUIDELINE}/1.0.md:3",
        f"{GUIDELINE}/1.0.md:4",
    ]
    assert list(findings) == sorted(set(findings))


def test_reading_twice_gives_the_same(copy: Path) -> None:
    """Reading keeps no state: the same folder gives the same corpus, and says the same of it."""
    first, second = read_corpus(copy), read_corpus(copy)
    assert first == second


def test_an_empty_folder(tmp_path: Path) -> None:
    """A folder without anything, and no folder at all, give one finding."""
    assert [f.path for f in read_corpus(tmp_path).findings] == ["helsefellesskap.yml"]
    assert [f.path for f in read_corpus(tmp_path / "finnes-ikke").findings] == ["helsefellesskap.yml"]


def test_the_main_file_alone(tmp_path: Path) -> None:
    """A community that has only just begun is a sound corpus."""
    text = "navn: Nytt\nkortnavn: nytt\nnettadresse: http://a.example\nparter: []\n"
    (tmp_path / "helsefellesskap.yml").write_text(text, encoding="utf-8")
    reading = read_corpus(tmp_path)
    assert reading.findings == ()
    assert reading.corpus
    assert reading.corpus.community.address == "http://a.example/"


def test_a_file_that_is_too_large(copy: Path) -> None:
    """A file larger than five megabytes is not read."""
    (copy / "docs" / "stor.md").write_bytes(b"ord " * 1_300_000)
    assert said(copy) == ["docs/stor.md: Fila er større enn 5 MB. Del teksten i flere dokumenter"]


def test_files_that_may_not_be_read(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file and a folder without permission are findings, and so is what cannot even be looked for."""
    read, scan, is_dir = Path.read_bytes, os.scandir, Path.is_dir

    def guarded(inner: Callable[[Path], Any], *closed: str) -> Callable[[Path], Any]:
        def call(path: Path) -> object:
            if str(path).endswith(closed):
                raise PermissionError(13, "Permission denied")
            return inner(path)

        return call

    monkeypatch.setattr(Path, "read_bytes", guarded(read, "docs/index.md"))
    monkeypatch.setattr(os, "scandir", guarded(scan, "organisasjon/moter"))
    monkeypatch.setattr(Path, "is_dir", guarded(is_dir, "retningslinjer/stengt"))
    (copy / "retningslinjer" / "stengt").mkdir()
    found = said(copy)
    assert "docs/index.md: Fila kan ikke leses (du har ikke tilgang). Se etter rettighetene til fila" in found
    assert "organisasjon/moter: Mappa kan ikke leses (du har ikke tilgang). Se etter rettighetene til mappa" in found
    assert any(s.startswith("retningslinjer/stengt: Fila blir ikke lest") for s in found)


def test_a_name_that_is_not_utf8(copy: Path) -> None:
    """A file whose name cannot be shown is a finding that can be."""
    try:
        Path(os.fsdecode(os.fsencode(copy / GUIDELINE) + b"/\xff.md")).write_bytes(b"x")
    except OSError:
        pytest.skip("this file system has no such names")
    (finding,) = said(copy)
    assert finding == f"{GUIDELINE}/\ufffd.md: Navnet har tegn som ikke kan vises. Gi fila et nytt navn"
    finding.encode("utf-8")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such files")
def test_a_pipe_is_not_read(copy: Path) -> None:
    """A named pipe in the place of a text does not make the reading wait for ever."""
    os.mkfifo(copy / GUIDELINE / "3.0.md")
    os.mkfifo(copy / "organisasjon" / "saker" / "x.md")
    assert said(copy) == ["organisasjon/saker/x.md: Fila blir ikke lest. Her leses bare filer som slutter på .md"]


def test_links_in_rings(copy: Path) -> None:
    """Folders that link to each other are found out, and the reading ends."""
    for name, target in (("a", "b"), ("b", "a")):
        (copy / "docs" / name).mkdir()
        for number in range(4):
            (copy / "docs" / name / f"ring{number}").symlink_to(f"../{target}")
    assert len(said(copy)) == 8


def test_a_finding_reads_as_one_line() -> None:
    """A finding is path, line, field, what is wrong and what to write, and has the same parts for programs."""
    finding = Finding("a.md", 3, "tittel", "Feltet mangler", "Legg det til", Severity.WARNING)
    assert str(finding) == "a.md:3: tittel: Feltet mangler. Legg det til"
    assert str(Finding("a.md", 0, "", "Fila er tom")) == "a.md: Fila er tom"
    assert finding.as_dict() == {
        "sti": "a.md",
        "linje": 3,
        "felt": "tittel",
        "alvor": "advarsel",
        "melding": "Feltet mangler",
        "rad": "Legg det til",
    }
    assert AvtaleverkError("Stopp", [finding]).findings == (finding,)
