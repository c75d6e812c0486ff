"""The verbs as a script calls them: what they change, what they refuse, and what they say comes next."""

from datetime import date
from pathlib import Path

import pytest
from party_corpus import version
from verb_folder import AGREEMENT, DECISION, GUIDELINE, PARTIES, PROPOSAL, changed, folder, run, state

from avtaleverk.corpus import read_corpus
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.status import Status, standing

Capture = pytest.CaptureFixture[str]
YEAR = f"{AGREEMENT}/2026.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return folder(tmp_path)


def document(root: Path, name: str) -> Document:
    reading = read_corpus(root)
    assert reading.corpus, reading.findings
    found = reading.corpus.document(name)
    assert found
    return found


def text_of(root: Path, name: str, number: str) -> Version:
    found = document(root, name).version(number)
    assert found
    return found


# --- a proposal ---------------------------------------------------------------------------------------------------


def test_a_proposal_has_the_text_in_force_and_a_front_matter_of_its_own(root: Path, capsys: Capture) -> None:
    """Nothing of what was decided about the old text follows with it, and the next steps can be typed as they stand."""
    before = state(root)
    assert (
        run(
            root,
            "revider",
            "1",
            "--versjon",
            "3.1",
            "--fra",
            "2.0",
            "--endringer",
            "Nytt: to svar",
            "--endringstype",
            "innhold",
        )
        == 0
    )
    assert changed(before, root) == {f"{GUIDELINE}/3.1.md"}
    old, new = text_of(root, GUIDELINE, "2.0"), text_of(root, GUIDELINE, "3.1")
    assert new.body == old.body
    assert (new.changes, new.is_approved, new.hearing, new.case) == ("Nytt: to svar", False, None, None)
    said = capsys.readouterr().out
    assert f"Ny fil {GUIDELINE}/3.1.md:" in said
    assert f"avtaleverk notat 1 2.0..3.1 --rot {root}" in said
    assert "avtaleverk horing 1 --versjon 3.1 --fra ÅÅÅÅ-MM-DD" in said


def test_without_a_number_the_proposal_that_is_there_is_the_one_to_go_on_with(root: Path, capsys: Capture) -> None:
    """A second run makes no second proposal; it says that this is done, and what comes next."""
    before = state(root)
    assert run(root, "revider", "1") == 0
    assert capsys.readouterr().out.startswith("Dette er gjort fra før.\nVersjon 3.0 av retningslinje 1")
    (root / PROPOSAL).unlink()
    (root / "organisasjon/saker/2026-11-10-svar-k01.md").unlink()
    before = state(root)
    assert run(root, "revider", "1") == 0
    assert changed(before, root) == {f"{GUIDELINE}/2.1.md"}


def test_a_proposal_keeps_the_ends_of_lines_of_its_text(root: Path) -> None:
    """A file from Windows makes a file for Windows."""
    path = root / GUIDELINE / "2.0.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run(root, "revider", "1", "--versjon", "3.1") == 0
    data = (root / GUIDELINE / "3.1.md").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") > 4


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--versjon", "2.0"), "Versjon 2.0 er vedtatt, og en vedtatt tekst endres ikke. Velg et annet nummer, for eksempel 3.1."),
        (("--versjon", "1.5"), "1.5 kommer ikke etter 2.0, som er vedtatt."),
        (("--versjon", "3.00"), "3.00 regnes som samme nummer som 3.0."),
    ],
)  # fmt: skip
def test_a_number_that_cannot_be_is_refused(root: Path, words: tuple[str, ...], said: str, capsys: Capture) -> None:
    """With one that can."""
    before = state(root)
    assert run(root, "revider", "1", *words) == 1
    assert said in capsys.readouterr().err
    assert changed(before, root) == set()


# --- a hearing ----------------------------------------------------------------------------------------------------


@pytest.fixture
def unheard(tmp_path: Path) -> Path:
    return folder(tmp_path, {PROPOSAL: version("3.0", "endringer: Kortere frist\n", 12)})


def test_a_hearing_is_one_line_more(unheard: Path, capsys: Capture) -> None:
    """With the days and the address for answers; run again, it is done before."""
    words = ("horing", "1", "--fra", "2026-02-01", "--frist", "2026-04-01", "--svar-til", "svar@fjordvik.example")
    before = (unheard / PROPOSAL).read_text("utf-8")
    assert run(unheard, *words) == 0
    line = "horing: {fra: 2026-02-01, frist: 2026-04-01, svar_til: svar@fjordvik.example}\n"
    assert (unheard / PROPOSAL).read_text("utf-8") == before.replace("Kortere frist\n", f"Kortere frist\n{line}")
    said = capsys.readouterr().out
    assert f"Endrer {PROPOSAL}:\n  + {line}" in said
    assert "avtaleverk vedta 1 --versjon 3.0 --organ utvalget --dato ÅÅÅÅ-MM-DD" in said
    assert run(unheard, *words) == 0
    assert "Dette er gjort fra før." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("2026-02-01", "2026-02-10"), "Høringen ville vart 9 dager, og den korteste fristen er 30. Sett fristen til 2026-03-03 eller senere"),
        (("2026-02-01", "2026-01-10"), "Fristen 2026-01-10 er før første dag 2026-02-01."),
    ],
)  # fmt: skip
def test_a_hearing_is_as_long_as_was_promised(unheard: Path, days: tuple[str, str], said: str, capsys: Capture) -> None:
    """A shorter one needs to be said on purpose, and one that ends before it begins cannot be."""
    before = state(unheard)
    assert run(unheard, "horing", "1", "--fra", days[0], "--frist", days[1]) == 1
    assert said in capsys.readouterr().err
    assert changed(before, unheard) == set()


def test_a_short_hearing_is_possible_on_purpose(unheard: Path) -> None:
    """The check warns of it, and the verb lets it be."""
    assert run(unheard, "høring", "1", "--fra", "2026-02-01", "--frist", "2026-02-10", "--likevel") == 0
    assert text_of(unheard, GUIDELINE, "3.0").hearing


def test_a_deadline_that_is_moved_is_remembered(root: Path, capsys: Capture) -> None:
    """The old one is kept for the readers and the calendar, and the comment behind the hearing stays."""
    assert run(root, "horing", "1", "--ny-frist", "2026-03-15") == 0
    line = "horing: {fra: 2026-01-05, frist: 2026-03-15, tidligere_frister: [2026-03-01]}  # etter møtet i SSU\n"
    assert line in (root / PROPOSAL).read_text("utf-8")
    capsys.readouterr()
    assert run(root, "horing", "1", "--fra", "2026-01-05", "--frist", "2026-05-01") == 1
    assert "--ny-frist" in capsys.readouterr().err


def test_an_answer_is_filed_as_a_paper(root: Path, tmp_path: Path, capsys: Capture) -> None:
    """With its own words, counted among the answers; a second run finds it there, and another one is not lost in it."""
    (tmp_path / "svar.md").write_text("# Svar\n\nVi støtter forslaget.\n", "utf-8")
    words = ("horing", "1", "--svar", "k02", "--dato", "2026-02-20")
    before = state(root)
    assert run(root, *words, "--fil", str(tmp_path / "svar.md")) == 0
    path = "organisasjon/saker/2026-02-20-svar-1-k02.md"
    assert changed(before, root) == {path}
    assert "Vi støtter forslaget." in (root / path).read_text("utf-8")
    assert 'gjelder: [retningslinjer/01-utskriving]\nversjon: "3.0"\npart: k02\n' in (root / path).read_text("utf-8")
    assert "16 av 18 parter har ikke svart" in capsys.readouterr().out
    assert run(root, *words) == 0
    assert "Dette er gjort fra før." in capsys.readouterr().out
    (tmp_path / "svar.md").write_text("Vi støtter det ikke.\n", "utf-8")
    assert run(root, *words, "--fil", str(tmp_path / "svar.md")) == 1
    assert "Et annet svar" in capsys.readouterr().err


def test_an_answer_after_the_deadline_is_told(root: Path, capsys: Capture) -> None:
    """It is filed all the same; one from before the hearing is a slip."""
    assert run(root, "horing", "1", "--svar", "k02", "--dato", "2026-03-02") == 0
    assert "Det kom etter fristen, som var 2026-03-01." in capsys.readouterr().out
    assert run(root, "horing", "1", "--svar", "k03", "--dato", "2025-03-02") == 1
    assert "Høringen begynte 2026-01-05" in capsys.readouterr().err


# --- the decision -------------------------------------------------------------------------------------------------


def test_a_decision_is_two_lines_more(root: Path, capsys: Capture) -> None:
    """Everything else in the file stays as it was, and the text is in force on the day it was approved."""
    before = (root / PROPOSAL).read_text("utf-8")
    assert run(root, *DECISION) == 0
    lines = 'versjon: "3.0"\ngodkjent_av: utvalget\ngodkjent: 2026-03-20\n'
    assert (root / PROPOSAL).read_text("utf-8") == before.replace('versjon: "3.0"\n', lines)
    version_ = text_of(root, GUIDELINE, "3.0")
    assert standing(version_, document(root, GUIDELINE), (), date(2026, 3, 20)).status is Status.IN_FORCE
    said = capsys.readouterr().out
    assert "Publiser: avtaleverk publiser" in said
    assert "innen 2026-04-20 (§ 6-4): avtaleverk send-inn 1 --versjon 3.0" in said
    assert run(root, *DECISION) == 0
    assert "Dette er gjort fra før." in capsys.readouterr().out


def test_a_decision_tells_what_else_is_known(root: Path) -> None:
    """Case, meeting, points and kind; the meeting of that body on that day is found by itself."""
    meeting = root / "organisasjon/moter/2026-03-20-utvalget.md"
    meeting.write_text("---\norgan: utvalget\ndato: 2026-03-20\n---\n\nInnkalling.\n", "utf-8")
    more = (
        "--sak",
        "2023-05-10-innstilling",
        "--endrede-punkter",
        "1",
        "--endringstype",
        "innhold",
        "--gjelder-fra",
        "2026-04-01",
    )
    assert run(root, *DECISION, *more) == 0
    found = text_of(root, GUIDELINE, "3.0")
    assert (found.meeting, found.case) == ("2026-03-20-utvalget", "organisasjon/saker/2023-05-10-innstilling")
    assert (found.changed_clauses, found.valid_from) == (("1",), date(2026, 4, 1))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--organ", "styringsgruppa", "--dato", "2026-03-20"), "kan ikke vedta retningslinje 1 (Utskriving fra sykehuset). Det kan Samarbeidsutvalget (--organ utvalget)."),
        (("--organ", "utvalget", "--dato", "2026-02-20"), "er på høring til 2026-03-01, og vedtaket er datert 2026-02-20."),
        (("--organ", "utvalget", "--dato", "2090-02-20"), "2090-02-20 er ikke kommet"),
        (("--organ", "utvalget", "--dato", "2026-03-20", "--sak", "finnes-ikke"), "finnes ikke"),
        (("--organ", "utvalget", "--dato", "2021-03-20", "--likevel"), "før versjon 2.0"),
    ],
)  # fmt: skip
def test_what_the_rules_do_not_allow_is_refused(root: Path, words: tuple[str, ...], said: str, capsys: Capture) -> None:
    """Who may not approve, a hearing that is open, a day to come, and all that the check would find; nothing is written."""
    before = state(root)
    assert run(root, "vedta", "1", *words) == 1
    assert said in capsys.readouterr().err
    assert changed(before, root) == set()


def test_an_approved_text_is_not_approved_again(root: Path, capsys: Capture) -> None:
    """Another day or body for it is a slip, and where it can be mended is told."""
    assert run(root, "vedta", "1", "--versjon", "2.0", "--organ", "utvalget", "--dato", "2026-03-20") == 1
    assert "er alt vedtatt av Samarbeidsutvalget 2023-05-10" in capsys.readouterr().err


def test_a_decision_locks_the_text_where_texts_are_locked(root: Path, capsys: Capture) -> None:
    """In the same change, so that there is no moment between; without a lock it is asked for."""
    assert run(root, "lås") == 0
    before = state(root)
    assert run(root, *DECISION) == 0
    assert changed(before, root) == {PROPOSAL, "avtaleverk.lock"}
    assert "Teksten er låst i avtaleverk.lock." in capsys.readouterr().out
    assert run(root, "lås") == 0
    assert "Ingenting nytt å låse" in capsys.readouterr().out
    assert run(root, "revider", "1", "--versjon", "3.1") == 0
    (root / GUIDELINE / "3.1.md").write_text(version("3.1", "godkjent_av: utvalget\n", 11), "utf-8")
    assert run(root, "revider", "1", "--versjon", "3.2") == 0
    assert run(root, "vedta", "1", "--organ", "utvalget", "--dato", "2026-05-01") == 0
    assert f"Disse var vedtatt fra før, og er låst med den: {GUIDELINE} 3.1." in capsys.readouterr().out
    path = root / PROPOSAL
    path.write_text(path.read_text("utf-8").replace("12 timer", "48 timer"), "utf-8")
    assert run(root, "tilslutning", AGREEMENT, "--alle", "--dato", "2026-06-01") == 1
    assert "endret etter at den ble låst" in capsys.readouterr().err


def test_a_text_is_locked_when_that_is_asked_for(root: Path) -> None:
    """The first lock holds every approved text."""
    assert run(root, *DECISION, "--lås") == 0
    assert (root / "avtaleverk.lock").read_text("utf-8").count(" 3.0 ") == 1


# --- the parties --------------------------------------------------------------------------------------------------


def test_a_party_adopts_a_text(root: Path, capsys: Capture) -> None:
    """A line that is there is filled in, one that is not is added, and the count is told."""
    before = (root / YEAR).read_text("utf-8")
    words = ("tilslutning", "samarbeidsavtalen", "--dato", "2026-07-01", "--organ", "kommunestyret", "--sak", "31/26")
    assert run(root, *words, "--part", "k14", "--part", "k17") == 0
    after = (root / YEAR).read_text("utf-8")
    old = "  - {part: k14, utfall: til behandling}\n"
    new = '  - {part: k14, organ: kommunestyret, dato: 2026-07-01, sak: "31/26", utfall: vedtatt}\n'
    last = new.replace("k14", "k17")
    assert after == before.replace(old, new).replace("---\n\n", f"{last}---\n\n")
    said = capsys.readouterr().out
    assert "16 av 18 parter har sluttet seg til versjon 2026 av «Samarbeidsavtalen i Fjordvik»." in said
    assert "Disse mangler: K15 kommune, K16 kommune." in said
    assert run(root, *words, "--part", "k14") == 0
    assert "Dette er gjort fra før." in capsys.readouterr().out


def test_a_party_that_said_no_is_not_written_over(root: Path, capsys: Capture) -> None:
    """Unless somebody says that it has decided anew; then the text is in force and must be sent in."""
    rest = ("tilslutning", AGREEMENT, "--dato", "2026-08-01", "--part", "k14", "--part", "k15", "--part", "k17")
    assert run(root, *rest) == 0
    assert run(root, "tilslutning", AGREEMENT, "--part", "k16", "--dato", "2026-08-02") == 1
    assert "k16 står med «avvist» 2026-06-20 fra før" in capsys.readouterr().err
    assert run(root, "tilslutning", AGREEMENT, "--part", "k16", "--dato", "2026-08-02", "--likevel") == 0
    assert "innen 2026-09-02 (§ 6-4): avtaleverk send-inn samarbeidsavtalen --versjon 2026" in capsys.readouterr().out
    version_ = text_of(root, AGREEMENT, "2026")
    now = standing(version_, document(root, AGREEMENT), PARTIES, date(2026, 8, 2))
    assert (now.status, now.adopted_by) == (Status.IN_FORCE, 18)


def test_an_agreement_waits_for_the_parties_from_the_day_it_is_approved(tmp_path: Path, capsys: Capture) -> None:
    """The decision opens the list, which the parties fill, all at once where they decided on the same day."""
    root = folder(tmp_path, {YEAR: version("2026", "endringer: Kortere frist\n", 12)})
    assert run(root, "vedta", AGREEMENT, "--organ", "styringsgruppa", "--dato", "2026-04-15") == 0
    version_ = text_of(root, AGREEMENT, "2026")
    assert standing(version_, document(root, AGREEMENT), PARTIES, date(2026, 4, 15)).status is Status.RATIFYING
    assert "avtaleverk tilslutning samarbeidsavtalen --versjon 2026 --part PART" in capsys.readouterr().out
    assert run(root, "tilslutning", AGREEMENT, "--part", "k05", "--utfall", "til behandling") == 0
    assert run(root, "tilslutning", AGREEMENT, "--alle", "--dato", "2026-05-01") == 0
    assert "17 av 18 parter" in capsys.readouterr().out
    lines = (root / YEAR).read_text("utf-8").splitlines()
    assert sum(line.startswith("  - {part: ") for line in lines) == 18


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ((AGREEMENT, "--part", "oslo", "--dato", "2026-07-01"), 2, "«oslo» er ikke ett av valgene"),
        ((AGREEMENT, "--part", "k14", "--dato", "2026-07-01", "--utfall", "kanskje"), 2, "«kanskje» er ikke ett av valgene"),
        (("1", "--part", "k14", "--dato", "2026-07-01"), 1, "skal ikke vedtas av partene"),
        ((AGREEMENT, "--part", "k14", "--dato", "2090-07-01"), 1, "2090-07-01 er ikke kommet"),
    ],
)  # fmt: skip
def test_what_parties_cannot_have_decided(
    root: Path, words: tuple[str, ...], status: int, said: str, capsys: Capture
) -> None:
    """A stranger, an outcome nobody knows, a text that is not theirs, and a day to come."""
    before = state(root)
    assert run(root, "tilslutning", *words) == status
    assert said in capsys.readouterr().err
    assert changed(before, root) == set()


# --- later --------------------------------------------------------------------------------------------------------


def test_a_text_that_was_gone_through_has_its_day(root: Path, capsys: Capture) -> None:
    """The day takes the place of the one before it, and one before that is a slip."""
    before = (root / GUIDELINE / "2.0.md").read_text("utf-8")
    assert run(root, "gjennomgått", "1", "--dato", "2025-05-09") == 0
    after = before.replace("sist_gjennomgatt: 2024-05-10", "sist_gjennomgatt: 2025-05-09")
    assert (root / GUIDELINE / "2.0.md").read_text("utf-8") == after
    assert run(root, "gjennomgatt", "1", "--dato", "2025-05-09") == 0
    assert run(root, "gjennomgatt", "1", "--dato", "2024-05-09") == 1
    assert "ble gjennomgått 2025-05-09, etter 2024-05-09" in capsys.readouterr().err


def test_a_text_is_repealed_from_a_day(root: Path, capsys: Capture) -> None:
    """What becomes of its attachments is told, and the text stays where it is."""
    assert run(root, "opphev", "1", "--dato", "2025-12-31", "--sak", "finnes-ikke") == 1
    assert "opphevet_sak: Saken «finnes-ikke» finnes ikke" in capsys.readouterr().err
    assert run(root, "opphev", "1", "--dato", "2025-12-31", "--sak", "2023-05-10-innstilling") == 0
    assert text_of(root, GUIDELINE, "2.0").repeal_case == "organisasjon/saker/2023-05-10-innstilling"
    assert "Vedleggene er ikke opphevet: Sjekkliste for utskriving." in capsys.readouterr().out
    found = document(root, GUIDELINE)
    assert standing(text_of(root, GUIDELINE, "2.0"), found, (), date(2025, 12, 31)).status is Status.REPEALED
    assert run(root, "opphev", "1", "--versjon", "2.0", "--dato", "2025-12-31") == 0
    assert run(root, "opphev", "1", "--versjon", "2.0", "--dato", "2025-11-30") == 1
    assert "er alt opphevet fra 2025-12-31" in capsys.readouterr().err
    assert run(root, "opphev", "1", "--versjon", "3.0", "--dato", "2025-11-30") == 1
