"""What all verbs have in common: nothing half, everything told at once, and nothing written over."""

import json
import shlex
from pathlib import Path

import pytest
from verb_folder import AGREEMENT, DECISION, GUIDELINE, PROPOSAL, changed, folder, run, state

from avtaleverk.cli import main
from avtaleverk.corpus.change_set import write_changes

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return folder(tmp_path)


CALLS = (
    ("revider", "1", "--versjon", "3.1"),
    ("horing", "1", "--ny-frist", "2026-04-01"),
    ("horing", "1", "--svar", "k02", "--dato", "2026-02-01"),
    DECISION,
    ("tilslutning", AGREEMENT, "--alle", "--dato", "2026-07-01"),
    ("gjennomgatt", "1", "--dato", "2025-05-01"),
    ("opphev", "1", "--dato", "2025-05-01"),
)


@pytest.mark.parametrize("words", CALLS, ids=lambda words: " ".join(words[::2]))
def test_a_verb_that_is_only_shown_writes_nothing(root: Path, words: tuple[str, ...], capsys: Capture) -> None:
    """``--prøv`` shows the lines and leaves every file alone; as JSON it gives the same to a program."""
    before = state(root)
    assert run(root, *words, "--prøv") == 0
    out = capsys.readouterr().out
    assert "Dette er bare vist. Ingenting er skrevet." in out
    assert changed(before, root) == set()
    assert run(root, *words, "--prov", "--json") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["skrevet"] is False
    assert all(line[:2] in {"+ ", "- "} for change in data["endringer"] for line in change["linjer"])
    assert changed(before, root) == set()
    assert run(root, *words, "--json") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["skrevet"] is True
    assert data["neste"]
    assert changed(before, root) == {change["fil"] for change in data["endringer"]}


@pytest.mark.parametrize(
    ("verb", "lacks"),
    [
        ("revider", ["Dokumentet mangler"]),
        ("horing", ["Dokumentet mangler", "--fra", "--frist"]),
        ("vedta", ["Dokumentet mangler", "--organ", "--dato"]),
        ("tilslutning", ["Dokumentet mangler", "--dato"]),
        ("gjennomgatt", ["Dokumentet mangler", "--dato"]),
        ("opphev", ["Dokumentet mangler", "--dato"]),
    ],
)
def test_all_that_is_missing_is_told_at_once(root: Path, verb: str, lacks: list[str], capsys: Capture) -> None:
    """Where nobody can be asked, with a call that would do."""
    assert run(root, verb) == 2
    said = capsys.readouterr().err
    assert [lack for lack in lacks if lack not in said] == []
    assert f"avtaleverk {verb} " in said
    assert run(root, verb, "--json") == 2
    assert len(json.loads(capsys.readouterr().out)["mangler"]) == len(lacks)


def test_the_example_is_of_the_text_that_was_named(root: Path, capsys: Capture) -> None:
    """Who named a text and too little else is shown a call about that text, and not about another."""
    assert run(root, "opphev", AGREEMENT) == 2
    assert f"avtaleverk opphev {shlex.quote(AGREEMENT)} --dato " in capsys.readouterr().err


def test_all_that_is_wrong_is_told_at_once(root: Path, capsys: Capture) -> None:
    """Dates that are none, a body nobody knows, a version that is not there."""
    words = ("--versjon", "9", "--organ", "utvalgt", "--dato", "31.2.2026", "--endringstype", "stor")
    assert run(root, "vedta", "1", *words) == 2
    said = capsys.readouterr().err
    assert "9 finnes ikke av retningslinje 1" in said
    assert "«utvalgt» er ikke ett av valgene. Velg " in said
    assert "«31.2.2026» er ikke en dato. Skriv for eksempel 2024-09-26" in said
    assert "«stor» er ikke ett av valgene. Velg innhold, språk, retting" in said


def test_a_date_may_be_written_as_on_paper(root: Path) -> None:
    """It is written into the file as the file wants it."""
    assert run(root, "vedta", "1", "--organ", "utvalget", "--dato", "20. mars 2026") == 0
    assert "godkjent: 2026-03-20\n" in (root / PROPOSAL).read_text("utf-8")


def test_of_two_proposals_one_must_be_named(root: Path, capsys: Capture) -> None:
    """And which there are is told."""
    assert run(root, "revider", "1", "--versjon", "3.1") == 0
    capsys.readouterr()
    assert run(root, *DECISION) == 2
    assert "--versjon: hvilket forslag det gjelder (3.0, 3.1)" in capsys.readouterr().err
    assert run(root, *DECISION, "--versjon", "3.0") == 0


def test_a_folder_with_errors_is_mended_first(root: Path, capsys: Capture) -> None:
    """No verb builds on what cannot be read."""
    (root / AGREEMENT / "2026.md").write_text("---\nversjon: 2026\n---\n", "utf-8")
    before = state(root)
    assert run(root, *DECISION) == 1
    assert "Mappa har feil som må rettes først. Ingenting er skrevet." in capsys.readouterr().err
    assert run(root, *DECISION, "--json") == 1
    assert json.loads(capsys.readouterr().out)["skrevet"] is False
    assert changed(before, root) == set()


def test_of_two_editors_the_second_is_told(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """A file that was edited while the verb was at work is not written over."""

    def edited_meanwhile(*args: object) -> None:
        path = root / PROPOSAL
        path.write_text(path.read_text("utf-8").replace("samme dag", "neste dag"), "utf-8")
        write_changes(*args)  # type: ignore[arg-type] # as they came

    monkeypatch.setattr("avtaleverk.cli.deeds.write_changes", edited_meanwhile)
    assert run(root, *DECISION) == 1
    assert f"{PROPOSAL}: Fila er endret av noen andre etter at den ble lest" in capsys.readouterr().err
    assert "godkjent_av" not in (root / PROPOSAL).read_text("utf-8")


def test_the_commands_are_named_for_every_keyboard(capsys: Capture) -> None:
    """With and without the letters that some lack."""
    for name in ("horing", "høring", "gjennomgatt", "gjennomgått"):
        with pytest.raises(SystemExit) as caught:
            main([name, "--help"])
        assert caught.value.code == 0
    assert "--prøv" in capsys.readouterr().out


def told(capsys: Capture) -> str:
    """Return all that was said since last time."""
    said = capsys.readouterr()
    return said.out + said.err


def test_what_a_second_run_says_that_the_first_did_not_is_never_dropped(root: Path, capsys: Capture) -> None:
    """It is written where it can be, and told where it cannot: «gjort fra før» is true of every word of the call."""
    assert run(root, "revider", "1", "--endringer", "Lengre frist") == 0
    assert "endringer: Lengre frist\n" in (root / PROPOSAL).read_text("utf-8")
    assert run(root, "revider", "1", "--endringer", "Lengre frist") == 0
    assert "Dette er gjort fra før." in told(capsys)

    hearing = ("horing", "1", "--fra", "2026-01-05", "--frist", "2026-03-01")
    assert run(root, *hearing) == 0
    assert "Dette er gjort fra før." in told(capsys)
    assert run(root, *hearing, "--svar-til", "svar@fjordvik.example") == 0
    assert "frist: 2026-03-01, svar_til: svar@fjordvik.example}  # etter" in (root / PROPOSAL).read_text("utf-8")

    assert run(root, *DECISION) == 0
    told(capsys)
    assert run(root, *DECISION, "--gjelder-fra", "2026-04-01", "--endrede-punkter", "1") == 1
    assert "Dette er ikke ført inn: gjelder_fra, endrede_punkter." in told(capsys)

    # A day that has not come whenever the test is run, so that the text is the one in force.
    repeal = ("opphev", "1", "--dato", "2199-01-01")
    paper = "organisasjon/saker/2026-11-10-svar-k01"
    assert run(root, *repeal) == 0
    assert run(root, *repeal, "--sak", "2026-11-10-svar-k01") == 0
    assert f"opphevet_sak: {paper}\n" in (root / PROPOSAL).read_text("utf-8")
    told(capsys)
    assert run(root, *repeal) == 0
    assert "Dette er gjort fra før." in told(capsys)


def test_a_text_that_nobody_has_changed_is_not_approved_in_silence(root: Path, capsys: Capture) -> None:
    """It was warned of when the proposal was made, and is told once more of the text that will be gone by."""
    (root / PROPOSAL).unlink()
    (root / "organisasjon/saker/2026-11-10-svar-k01.md").unlink()
    assert run(root, "revider", "1") == 0
    assert "Teksten er lik" not in told(capsys)
    assert run(root, *DECISION) == 0
    assert "2.1.md:2: versjon: Teksten er lik versjon 2.0." in told(capsys)


def test_a_proposal_is_not_warned_of_what_the_text_it_begins_with_was_warned_of(root: Path, capsys: Capture) -> None:
    """Nor are files that nobody touched, where there is but another number in what is said of them."""
    text = root / GUIDELINE / "2.0.md"
    text.write_text(text.read_text("utf-8") + "\nSe også retningslinje 2–12.\n", "utf-8")
    assert run(root, "revider", "1", "--versjon", "3.1") == 0
    assert run(root, "ny", "--type", "retningslinje", "--tittel", "Barn og unge", "--nummer", "2") == 0
    assert "viser til retningslinje" not in told(capsys)
    assert main(["sjekk", "--rot", str(root)]) == 0
    assert "viser til retningslinje 3–12, som ikke er lagt inn" in told(capsys)


def test_what_was_wrong_before_is_not_laid_to_the_change(root: Path, capsys: Capture) -> None:
    """An address that was lost already is lost by nobody's decision."""
    (root / "avtaleverk.permalenker").write_text("/retningslinjer/77/\n", "utf-8")
    assert run(root, *DECISION) == 1
    assert "Mappa har feil som må rettes først. Ingenting er skrevet." in told(capsys)


def test_what_comes_next_can_be_typed_as_it_stands(tmp_path: Path, capsys: Capture) -> None:
    """Also where folders have blanks and letters of ours in their names."""
    place = folder(tmp_path / "mappe å")
    for path in [*place.glob("organisasjon/*/*.md"), place / "helsefellesskap.yml"]:
        path.write_text(path.read_text("utf-8").replace(GUIDELINE, "retningslinjer/01 ut å inn"), "utf-8")
    (place / GUIDELINE).rename(place / "retningslinjer/01 ut å inn")
    assert run(place, "revider", "1", "--versjon", "3.1") == 0
    steps = [line for line in told(capsys).split("\n") if ": avtaleverk " in line]
    compare = next(line.partition(": avtaleverk ")[2] for line in steps if "sammenlign" in line)
    assert main(shlex.split(compare)) == 0
    assert "Teksten er den samme" in told(capsys)


def test_words_that_cannot_be_seen_are_not_written(root: Path, capsys: Capture) -> None:
    """Bytes of another alphabet, or what an arrow key sends, are asked for anew."""
    before = state(root)
    assert run(root, *DECISION, "--endringer", "H\udce5p", "--sak", "\x1b[D", "--endrede-punkter", "1\u200b") == 2
    said = told(capsys)
    assert [
        name for name in ("--endringer", "--sak", "--endrede-punkter") if f"{name}: Her er det tegn" not in said
    ] == []
    assert changed(before, root) == set()


def test_a_party_may_be_named_as_people_name_it(root: Path, capsys: Capture) -> None:
    """By its name, and whatever the keyboard has; who is not there is told who is."""
    for name in ("Fjordvik sykehus HF", "K 01 kommune", "K02"):
        status = run(root, "horing", "1", "--svar", name, "--dato", "2026-02-01")
        assert status == (2 if name == "K 01 kommune" else 0), name
    assert "«K 01 kommune» er ikke ett av valgene. Velg sykehuset, k01" in told(capsys)


def test_an_answer_cannot_have_come_yet(root: Path, capsys: Capture) -> None:
    """A slip in the year is no paper."""
    assert run(root, "horing", "1", "--svar", "k02", "--dato", "2999-02-01") == 1
    assert "2999-02-01 er ikke kommet" in told(capsys)
