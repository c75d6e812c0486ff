"""``avtaleverk ny``: what is made, what is asked for, and what is refused without a sign of it on the disk."""

import json
import shutil
from pathlib import Path

import pytest
from terminal import typed

from avtaleverk.cli import main
from avtaleverk.corpus import read_corpus

BASE = Path(__file__).parent / "darlige" / "_grunnlag"
GUIDELINE = ("--type", "retningslinje", "--tittel", "Barn og unge")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "mappe")
    return tmp_path / "mappe"


def new(root: Path, *words: str) -> int:
    return main(["ny", *words, "--rot", str(root)])


def files(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def made(root: Path) -> set[str]:
    """Return the files that the base does not have."""
    return set(files(root)) - set(files(BASE))


def test_a_guideline_gets_the_next_number(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two files are made and nothing else is touched; the next step can be typed as it stands."""
    assert new(root, *GUIDELINE, "--eier", "utvalget", "--lovkrav", "3,5") == 0
    assert made(root) == {f"retningslinjer/02-barn-og-unge/{name}.md" for name in ("index", "1.0")}
    assert {k: v for k, v in files(root).items() if k not in made(root)} == files(BASE)
    reading = read_corpus(root)
    assert reading.findings == ()
    document = reading.corpus and reading.corpus.document("retningslinjer/02-barn-og-unge")
    assert document
    assert (document.number, document.owner, document.legal_demands) == ("2", "utvalget", (3, 5))
    assert [(v.number, v.is_approved, v.changes) for v in document.versions] == [("1.0", False, "Første versjon")]
    assert "avtaleverk horing 2 --fra ÅÅÅÅ-MM-DD --frist ÅÅÅÅ-MM-DD --rot" in capsys.readouterr().out


def test_an_attachment_goes_under_its_guideline(root: Path) -> None:
    """It gets the number after the last one, and its text names what it belongs to."""
    assert new(root, "--type", "vedlegg", "--tittel", "Skjema", "--under", "1") == 0
    folder = "retningslinjer/01-utskriving/vedlegg/1.2-skjema"
    assert made(root) == {f"{folder}/index.md", f"{folder}/1.0.md"}
    assert "vedlegg til retningslinje 1, " in (root / folder / "1.0.md").read_text("utf-8")


def test_a_second_run_says_that_it_is_there(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written twice, also where the number was left to the command."""
    assert new(root, *GUIDELINE) == 0
    before = files(root)
    capsys.readouterr()
    assert new(root, *GUIDELINE) == 0
    assert "gjort fra før" in capsys.readouterr().out
    assert new(root, "--type", "retningslinje", "--tittel", "utskriving fra sykehuset") == 0
    assert "avtaleverk revider 1" in capsys.readouterr().out
    assert files(root) == before


def test_a_second_run_drops_no_word(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the first did not say is told, with the file to write it in."""
    assert new(root, *GUIDELINE, "--lovkrav", "3") == 0
    assert new(root, *GUIDELINE, "--lovkrav", "3") == 0
    assert new(root, *GUIDELINE, "--lovkrav", "3,5", "--eier", "utvalget") == 1
    said = capsys.readouterr().err
    assert "Dette er ikke ført inn: eier, lovkrav. Skriv det i retningslinjer/02-barn-og-unge/index.md." in said


def test_all_that_is_missing_or_wrong_is_told_at_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal nobody waits for an answer: each lack is a line, with a call that would do."""
    assert new(root) == 2
    said = capsys.readouterr().err
    assert "--type:" in said
    assert "--tittel:" in said
    assert "avtaleverk ny --type retningslinje --tittel Utskriving" in said
    wrong = (
        "--nummer",
        "1",
        "--under",
        "1",
        "--lovkrav",
        "3,14",
        "--eier",
        "meg",
        "--mal",
        "rapport",
        "--versjon",
        "en",
    )
    assert new(root, *GUIDELINE, *wrong, "--mappe", "Å", "--sprak", "en") == 2
    said = capsys.readouterr().err
    for words in (
        "Neste ledige nummer er 2",
        "Bare et vedlegg",
        "«3,14»",
        "«meg»",
        "«rapport»",
        "«en»",
        "«Å»",
        "nb, nn, se",
    ):
        assert words in said
    assert files(root) == files(BASE)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--type", "retningslinje", "--tittel", "???"), "ingen bokstaver eller tall"),
        (("--type", "avtale", "--tittel", "Ny", "--mappe", "samarbeidsavtalen"), "er tatt av «Samarbeidsavtalen i Fjordvik»"),
        (("--type", "retningslinje", "--tittel", "Gammel", "--nummer", "9"), "har vært brukt før"),
    ],
)  # fmt: skip
def test_what_is_taken_is_refused(
    root: Path, words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A title without an address, a folder and an address that others have: nothing is written, and the cure is said."""
    (root / "videresending.yml").write_text("- {fra: /retningslinjer/9/, forklaring: Den er tatt bort.}\n", "utf-8")
    before = files(root)
    assert new(root, *words) == 1
    assert said in capsys.readouterr().err
    assert files(root) == before


def test_to_look_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--prøv`` shows the files, for people and as data."""
    assert new(root, *GUIDELINE, "--prøv", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert [change["ny"] for change in answer["endringer"]] == [True, True]
    assert answer["skrevet"] is False
    assert files(root) == files(BASE)


def test_another_template_and_another_language(root: Path) -> None:
    """A community's own template is taken by its name; one in nynorsk makes a document in nynorsk."""
    assert new(root, *GUIDELINE, "--mal", "prosedyre") == 0
    assert "(Skriv hvem som varsler om Barn og unge.)" in (root / "retningslinjer/02-barn-og-unge/1.0.md").read_text(
        "utf-8"
    )
    assert new(root, "--type", "avtale", "--tittel", "Delavtale", "--sprak", "nn", "--mappe", "del") == 0
    assert "sprak: nn" in (root / "avtaler/del/index.md").read_text("utf-8")
    assert "## 1 Partar" in (root / "avtaler/del/1.0.md").read_text("utf-8")


def test_the_templates_can_be_laid_in_the_folder(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Those that are there are never touched, and a change in one is a change in what is made next."""
    assert new(root, "--egne-maler") == 0
    assert made(root) == {f"maler/{name}.md" for name in ("avtale", "retningslinje", "vedlegg")}
    (root / "maler/retningslinje.md").write_text(
        "---\nmal: {navn: Vår, type: retningslinje}\n---\n\n## 1 {{ merke }}\n", "utf-8"
    )
    before = files(root)
    assert new(root, "--egne-maler") == 0
    assert files(root) == before
    assert new(root, *GUIDELINE) == 0
    assert "## 1 Retningslinje 2\n" in (root / "retningslinjer/02-barn-og-unge/1.0.md").read_text("utf-8")
    capsys.readouterr()
    assert new(root, "--maler", "--json") == 0
    listed = json.loads(capsys.readouterr().out)["maler"]
    assert ("retningslinje", True) in {(t["navn"], t["egen"]) for t in listed}


def test_somebody_is_asked_in_a_terminal(root: Path) -> None:
    """Each thing that is needed is asked for once more where the answer cannot be, and Enter takes what is proposed."""
    answers = ["vedlegg", "", "Skjema for barn", "1", "1.1", "", "", "ja"]
    status, seen = typed(["ny", "--rot", str(root)], answers)
    assert status == 0, seen
    for words in (
        "Hva skal du lage",
        "Hva hører vedlegget til",
        "Nummer 1.1 er tatt",
        "Hvilket nummer [1.2]",
        "Skal jeg skrive dette?",
    ):
        assert words in seen
    assert (root / "retningslinjer/01-utskriving/vedlegg/1.2-skjema-for-barn/1.0.md").is_file()


def test_a_no_in_a_terminal_writes_nothing(root: Path) -> None:
    """Whoever answers no has looked, and the folder is as it was."""
    status, seen = typed(
        ["ny", *GUIDELINE, "--eier", "utvalget", "--lovkrav", "3", "--rot", str(root)], ["", "", "nei"]
    )
    assert (status, "Ingenting er skrevet." in seen) == (1, True), seen
    assert files(root) == files(BASE)
